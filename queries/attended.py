"""attended.cypher over a graph in memory."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph import Edge, Node
from queries.memory import Memory, Parameters, Row
from queries.when import excluded, shown, uncertain

_PRESENT = ("ATTENDED", "CHAIRED")


def rows(graph: Memory, parameters: Parameters) -> list[Row]:
    """The same rows as the Cypher, in no particular order."""
    first, last = parameters["from"], parameters["to"]
    return [
        {
            "date": edge.properties.get("date", shown(edge.properties, "from")),
            "person": person.properties["name"],
            "title": edge.properties.get("title"),
            "relation": edge.kind,
            "action": edge.properties.get("action"),
            "meeting": graph.node(edge.target).properties["name"],
            "document": edge.properties.get("document"),
            "fact": next(iter(edge.properties.get("facts", ())), None),
            "possible": uncertain(edge.properties, first, last),
        }
        for person, edge in _attendances(graph, [parameters["person"], parameters["other"]])
        if not excluded(edge.properties, first, last)
    ]


def _attendances(graph: Memory, asked: list[str | None]) -> Iterator[tuple[Node, Edge]]:
    """Each person with each attendance at a meeting where all who are asked for were."""
    groups = [list(graph.bearing("Person", name)) for name in asked if name is not None]
    people = {person.id: person for group in groups for person in group}
    for person in people.values() if groups else graph.labelled("Person"):
        for edge in graph.outgoing(person.id, *_PRESENT):
            present = {other.source for other in graph.incoming(edge.target, *_PRESENT)}
            if all(any(person.id in present for person in group) for group in groups):
                yield person, edge
