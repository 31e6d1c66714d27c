"""What belongs together across reports: a room for each kind of thing. See design/architecture.md."""
