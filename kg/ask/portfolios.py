"""Who oversees what, and who was where."""

from __future__ import annotations

from kg.ask.answer import MET, OVER, PORTFOLIO, Answer, day, document, evidence, holds, name, remarks, title
from kg.graph import Edge, Graph

_WHO = ("agency", "person", "title", "relation", "from", "to", "noticed", "document", "fact")
_PORTFOLIO = ("relation", "object", "from", "to", "noticed", "document", "fact")
_MEETINGS = ("date", "person", "title", "relation", "action", "meeting", "document", "fact")


def who(graph: Graph, agency: str, as_of: str | None = None) -> Answer:
    """Who oversees an agency (by id) on a day: 分管, then 协管, then 联系."""
    on = day(as_of)
    edges = _held([e for e in graph.into(agency) if e.kind in OVER], on, OVER)
    rows = [
        {
            "agency": name(graph, agency),
            "person": name(graph, edge.source),
            "title": title(graph, edge.source, on),
            "relation": edge.kind,
            **evidence(edge),
        }
        for edge in edges
    ]
    return Answer(_WHO, rows, remarks(edges, graph, on))


def portfolio(graph: Graph, person: str, as_of: str | None = None) -> Answer:
    """What a person (by id) answers for on a day."""
    on = day(as_of)
    edges = _held([e for e in graph.out_of(person) if e.kind in PORTFOLIO], on, PORTFOLIO)
    rows = [{"relation": edge.kind, "object": name(graph, edge.target), **evidence(edge)} for edge in edges]
    return Answer(_PORTFOLIO, rows, remarks(edges, graph, on))


def _held(edges: list[Edge], on: str, order: tuple[str, ...]) -> list[Edge]:
    held = [edge for edge in edges if holds(edge, on) is not False]
    return sorted(held, key=lambda edge: (order.index(edge.kind), edge.source, edge.target, edge.id))


def meetings(
    graph: Graph,
    person: str | None = None,
    with_: str | None = None,
    from_: str | None = None,
    to: str | None = None,
) -> Answer:
    """Attendances, of a person, where another was too, in a span of days (both inclusive)."""
    first, last = day(from_) if from_ else "", day(to) if to else "9999"
    edges = [edge for edge in graph.edges.values() if edge.kind in MET and _within(edge, first, last)]
    if with_ is not None:
        shared = {edge.target for edge in edges if edge.source == with_}
        edges = [edge for edge in edges if edge.target in shared]
    wanted = {person, with_} - {None}
    edges = [edge for edge in edges if not wanted or edge.source in wanted]
    if person is not None and with_ is not None:
        mine = {edge.target for edge in edges if edge.source == person}
        edges = [edge for edge in edges if edge.target in mine]
    rows = [
        {
            "date": edge.properties.get("date"),
            "person": name(graph, edge.source),
            "title": edge.properties.get("title"),
            "relation": edge.kind,
            "action": edge.properties.get("action"),
            "meeting": name(graph, edge.target),
            "document": document(edge),
            "fact": (edge.properties.get("facts") or [None])[0],
        }
        for edge in sorted(
            edges, key=lambda edge: (edge.properties.get("date", ""), edge.target, edge.source)
        )
    ]
    return Answer(_MEETINGS, rows)


def _within(edge: Edge, first: str, last: str) -> bool:
    start = edge.properties.get("validFrom", "")
    return start <= last and (edge.properties.get("validTo") or "9999") > first
