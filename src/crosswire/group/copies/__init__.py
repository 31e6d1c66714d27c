"""Passages that two reports share, which of them are copies, and who had them first."""
