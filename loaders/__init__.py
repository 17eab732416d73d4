"""Where a graph is kept: in memory (networkx) or in Neo4j. One small protocol, one file a store.

``loaders.to_neo4j`` is imported by whoever needs it: the driver takes a fifth of a second.
"""

from __future__ import annotations

from loaders.store import Counts, Question, Row, Store

__all__ = ["Counts", "Question", "Row", "Store"]
