"""Clauses that state an event, by a PLOVER lexicon: the stage is stage.py."""
