"""Names to bearers: which forms are one person, body or place."""
