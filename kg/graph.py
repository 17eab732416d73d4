"""Nodes and edges with stable ids. Knows no store and no text.

``docs/interfaces.md`` (Graph) says which properties they carry and how ids are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: readable id, label of the schema, and properties (``name`` always among them)."""

    id: str
    label: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes over an interval, with the facts that state it.

    ``properties`` hold ``facts``, ``validFrom``, ``validTo``, ``fromBasis``, ``toBasis``, the windows
    (``fromNotBefore`` …) where an end has one, ``quote``, ``document`` and the relation's own attributes.
    Values are strings, numbers, booleans, lists of strings, or absent; a null is never stored.
    """

    id: str
    kind: str
    source: str
    target: str
    properties: Mapping[str, Any]


_Index = dict[str, list[Edge]]


@dataclass(slots=True)
class Graph:
    """Nodes and edges by id."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
    _ends: tuple[int, _Index, _Index] | None = field(default=None, init=False, repr=False, compare=False)

    def out_of(self, node: str) -> Sequence[Edge]:
        """The edges that begin at a node."""
        return self._indexed()[1].get(node, ())

    def into(self, node: str) -> Sequence[Edge]:
        """The edges that end at a node."""
        return self._indexed()[2].get(node, ())

    def _indexed(self) -> tuple[int, _Index, _Index]:
        """Edges by their ends, made once: a graph that is asked has all its edges."""
        if self._ends is None or self._ends[0] != len(self.edges):
            sources: _Index = defaultdict(list)
            targets: _Index = defaultdict(list)
            for edge in self.edges.values():
                sources[edge.source].append(edge)
                targets[edge.target].append(edge)
            self._ends = (len(self.edges), sources, targets)
        return self._ends
