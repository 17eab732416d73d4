"""portfolio.cypher over a graph in memory."""

from __future__ import annotations

from queries.memory import Memory, Parameters, Row
from queries.when import excluded, shown, uncertain


def rows(graph: Memory, parameters: Parameters) -> list[Row]:
    """The same rows as the Cypher, in no particular order."""
    day = parameters["as_of"]
    return [
        {
            "relation": edge.kind,
            "object": graph.node(edge.target).properties["name"],
            "from": shown(edge.properties, "from"),
            "to": shown(edge.properties, "to"),
            "noticed": edge.properties.get("noticed"),
            "document": edge.properties.get("document"),
            "fact": next(iter(edge.properties.get("facts", ())), None),
            "possible": uncertain(edge.properties, day, day),
        }
        for person in graph.bearing("Person", parameters["person"])
        for edge in graph.outgoing(person.id, "分管", "协管", "联系", "负责", "协助")
        if not excluded(edge.properties, day, day)
    ]
