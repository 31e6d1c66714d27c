"""The gazetteer: which places bear a name, from an SQLite index that is built at first use."""

from crosswire.gazetteer.entries import Entry, Gazetteer, Kind, fold
from crosswire.gazetteer.index import Index, found_ready, gazetteer

__all__ = ["Entry", "Gazetteer", "Index", "Kind", "fold", "found_ready", "gazetteer"]
