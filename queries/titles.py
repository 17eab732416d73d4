"""What a person was called on a day: the title in the nearest dated evidence."""

from __future__ import annotations

from datetime import date

from kg.graph import Edge
from queries.memory import Memory
from queries.when import excluded


def title(graph: Memory, person: str, day: str) -> str | None:
    """The title of the attendance or appointment nearest to the day; of two as near, the earlier one's.

    A tenure counts from the day it began, and only where it may have held on the day asked about.
    """
    seen = (
        (_distance(dated, day), dated, name)
        for edge in graph.outgoing(person, "HOLDS", "ATTENDED", "CHAIRED")
        if (dated := edge.properties.get("validFrom") or edge.properties.get("fromNotAfter"))
        and (name := _title(graph, edge)) is not None
        and not (edge.kind == "HOLDS" and excluded(edge.properties, day, day))
    )
    nearest = min(seen, default=None)
    return nearest[2] if nearest else None


def _title(graph: Memory, edge: Edge) -> str | None:
    given: str | None = edge.properties.get("title")
    if given is None and edge.kind == "HOLDS":
        given = graph.node(edge.target).properties.get("title")
    return given


def _distance(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
