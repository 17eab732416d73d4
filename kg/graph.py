"""Nodes and edges with stable ids. Knows no store and no text.

``docs/interfaces.md`` (Graph) says which properties they carry and how ids are made.
"""

from __future__ import annotations

from collections.abc import Mapping
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


@dataclass(slots=True)
class Graph:
    """Nodes and edges by id."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[str, Edge] = field(default_factory=dict)
