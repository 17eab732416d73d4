"""What the side panel and the table say of a node or an edge: rows of plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph import Edge, Graph, Node
from kg.render.interval import State, end_text, start_text, state, when_text
from kg.render.words import LABELS, PROPERTIES, RELATIONS, STATES, property_word

Row = tuple[str, str]

TOLD_APART = {
    "id", "kind", "name", "quote", "document",
    "validFrom", "fromBasis", "fromNotBefore", "fromNotAfter",
    "validTo", "toBasis", "toNotBefore", "toNotAfter",
}  # fmt: skip
"""Properties that have a place of their own, not a row."""


def node_details(node: Node) -> dict[str, Any]:
    """Name, label, what a search looks through, and rows for the panel."""
    searched = [str(node.properties["name"]), *map(str, node.properties.get("aliases", ()))]
    return {
        "key": node.id,
        "name": searched[0],
        "label": node.label,
        "kind": LABELS[node.label],
        "searched": "\n".join(searched),
        "rows": _rows(node.label, node.properties),
    }


def edge_details(edge: Edge, graph: Graph, day: str | None) -> dict[str, Any]:
    """Ends, relation, interval, evidence and rows: what the panel and a line of the table need."""
    known = state(edge, day)
    return {
        "key": edge.id,
        "relation": edge.kind,
        "word": RELATIONS[edge.kind],
        "source": str(graph.nodes[edge.source].properties["name"]),
        "target": str(graph.nodes[edge.target].properties["name"]),
        "start": start_text(edge),
        "end": end_text(edge),
        "when": when_text(edge),
        "state": known.value,
        "note": "" if known is State.HOLDS else STATES[known],
        "document": str(edge.properties.get("document", "")),
        "quote": str(edge.properties.get("quote", "")),
        "rows": _rows(edge.kind, edge.properties),
    }


def _rows(owner: str, properties: Mapping[str, Any]) -> list[Row]:
    known = [key for key in PROPERTIES if key in properties]
    others = sorted(properties.keys() - PROPERTIES.keys())
    return [
        (property_word(owner, key), _text(properties[key]))
        for key in (*known, *others)
        if key not in TOLD_APART
    ]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
