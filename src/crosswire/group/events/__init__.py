"""Mentions of one happening, merged."""
