"""Who said what: the stages are references.py (he, the minister) and quotes.py."""
