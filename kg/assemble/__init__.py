"""Records → a graph: who and what they name, from when to when, and the edges that say so."""

from __future__ import annotations

from kg.assemble.graph_of import Assembly, assemble

__all__ = ["Assembly", "assemble"]
