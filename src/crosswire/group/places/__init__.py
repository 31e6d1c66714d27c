"""Which place of a name is meant."""
