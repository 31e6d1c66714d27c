"""The one place that keeps state: an SQLite file (or, by its URL, another database SQLAlchemy knows)."""

from crosswire.store.database import Store

__all__ = ["Store"]
