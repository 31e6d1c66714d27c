"""TIMEX3 time expressions: the stage is stage.py."""
