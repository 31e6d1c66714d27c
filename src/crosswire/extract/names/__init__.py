"""Names of people, organisations and places: the stage is stage.py."""
