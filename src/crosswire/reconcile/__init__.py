"""See design/architecture.md."""
