"""Numbers that count people and things: the stage is stage.py."""
