"""who_oversees.cypher over a graph in memory."""

from __future__ import annotations

from queries.memory import Memory, Parameters, Row
from queries.titles import title
from queries.when import excluded, shown, uncertain


def rows(graph: Memory, parameters: Parameters) -> list[Row]:
    """The same rows as the Cypher, in no particular order."""
    day = parameters["as_of"]
    return [
        {
            "agency": agency.properties["name"],
            "person": graph.node(edge.source).properties["name"],
            "title": title(graph, edge.source, day),
            "relation": edge.kind,
            "from": shown(edge.properties, "from"),
            "to": shown(edge.properties, "to"),
            "noticed": edge.properties.get("noticed"),
            "document": edge.properties.get("document"),
            "fact": next(iter(edge.properties.get("facts", ())), None),
            "possible": uncertain(edge.properties, day, day),
        }
        for agency in graph.bearing("Agency", parameters["agency"])
        for edge in graph.incoming(agency.id, "分管", "协管", "联系")
        if not excluded(edge.properties, day, day)
    ]
