"""Is a graph fit to be stored? Asked before the first write, so that a store never holds half of a bad one.

The labels and types that go into Cypher come from the schema; this is where all others are turned away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.errors import StoreError
from kg.graph import Edge, Graph, Node
from kg.schema import Relation, schema
from loaders.store import Counts

DAYS = ("validFrom", "validTo", "fromNotBefore", "fromNotAfter", "toNotBefore", "toNotAfter")
"""Properties that queries compare as ISO dates."""

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INTEGER = 2**63
"""Stores hold integers of 64 bits."""


def check(graph: Graph) -> Counts:
    """The counts of a graph that a store can hold.

    Raises StoreError, naming the node or edge, for what the schema does not declare, an end that is
    missing or of the wrong label, a node without a name, or a property that no store could give back.
    """
    for key, node in graph.nodes.items():
        _check_node(key, node)
    for key, edge in graph.edges.items():
        _check_edge(key, edge, graph.nodes)
    return count(graph)


def count(graph: Graph) -> Counts:
    """How many nodes of each label and edges of each kind a graph has."""
    nodes = Counter(node.label for node in graph.nodes.values())
    return Counts(dict(nodes), dict(Counter(edge.kind for edge in graph.edges.values())))


def _check_node(key: str, node: Node) -> None:
    label = schema().labels.get(node.label)
    if label is None:
        raise StoreError(f"node {key}: the schema has no label {node.label}")
    if key != node.id or not node.id.startswith(f"{label.prefix}:"):
        raise StoreError(f"node {key}: the id of a {node.label} starts with {label.prefix}:")
    if not isinstance(node.properties.get("name"), str):
        raise StoreError(f"node {key}: has no name")
    _check_properties(f"node {key}", node.properties, {"id": node.id, "label": node.label})


def _check_edge(key: str, edge: Edge, nodes: Mapping[str, Node]) -> None:
    relation = schema().relations.get(edge.kind)
    if relation is None:
        raise StoreError(f"edge {key}: the schema has no relation {edge.kind}")
    if key != edge.id:
        raise StoreError(f"edge {key}: is filed under an id that is not its own, {edge.id}")
    _check_ends(edge, relation, nodes)
    _check_properties(f"edge {key}", edge.properties, {"id": edge.id, "kind": edge.kind})
    for name in DAYS:
        if not _is_day(edge.properties.get(name)):
            raise StoreError(f"edge {key}: {name} is not a date (2021-03-08)")


def _check_ends(edge: Edge, relation: Relation, nodes: Mapping[str, Node]) -> None:
    for end, label in ((edge.source, relation.subject), (edge.target, relation.object)):
        if end not in nodes:
            raise StoreError(f"edge {edge.id}: its end {end} is not in the graph")
        if nodes[end].label != label:
            raise StoreError(f"edge {edge.id}: {edge.kind} wants a {label}, {end} is a {nodes[end].label}")


def _check_properties(what: str, properties: Mapping[str, Any], own: Mapping[str, str]) -> None:
    for name, value in properties.items():
        if own.get(name, value) != value:
            raise StoreError(f"{what}: its property {name} says otherwise ({value!r})")
        if not _is_storable(value):
            raise StoreError(f"{what}: property {name} holds what a store cannot keep ({value!r:.60})")


def _is_storable(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(item, str) and _is_storable(item) for item in value)
    if isinstance(value, str):
        return not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, float):
        return value - value == 0  # neither infinite nor NaN, which equals nothing, not even itself
    return isinstance(value, int) and -_INTEGER <= value < _INTEGER


def _is_day(value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, str) or not _ISO.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
