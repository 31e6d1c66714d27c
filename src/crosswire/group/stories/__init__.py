"""Which reports tell of one happening, and which happenings are one crisis."""
