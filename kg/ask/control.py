"""Who answers for a task, and what changed hands."""

from __future__ import annotations

from kg.ask.answer import Answer, Row, day, holds, name
from kg.errors import UnknownName
from kg.graph import Edge, Graph

_ACCOUNTABLE = ("document", "task", "tag", "agency", "person", "relation", "noticed", "note")
_CHANGES = ("change", "person", "relation", "object", "date", "document")
_OPEN = ("分管", "协管", "联系", "负责", "协助")


def accountable(graph: Graph, task: str, as_of: str | None = None) -> Answer:
    """The bodies tagged to tasks whose heading contains ``task``, and who oversees (分管) each on the plan's own date.

    Where no notice was in force yet, the note gives the first later one. A body that nobody oversees and a
    collective keep their row without a person. Raises UnknownName where no task fits.
    """
    tagged = [edge for edge in graph.edges.values() if edge.kind in ("牵头", "责任")]
    edges = [edge for edge in tagged if task == edge.target or task in name(graph, edge.target)]
    if not edges:
        raise UnknownName(task, sorted({name(graph, edge.target) for edge in tagged})[:5])
    rows = [
        row
        for edge in sorted(edges, key=lambda e: (e.target, e.kind, e.source))
        for row in _answers(graph, edge, as_of)
    ]
    return Answer(_ACCOUNTABLE, rows)


def _answers(graph: Graph, tag: Edge, as_of: str | None) -> list[Row]:
    body = graph.nodes[tag.source]
    first: Row = {
        "document": tag.properties.get("document"),
        "task": name(graph, tag.target),
        "tag": tag.kind,
        "agency": body.properties["name"],
    }
    if body.properties.get("collective"):
        return [{**first, "note": "a collective: no one leader oversees it"}]
    on = day(as_of) if as_of else tag.properties.get("validFrom")
    over = [edge for edge in graph.edges.values() if edge.target == tag.source and edge.kind == "分管"]
    held = [edge for edge in over if on and holds(edge, on) is not False]
    if held:
        return [{**first, **_overseer(graph, edge), "note": f"on {on}"} for edge in held]
    later = sorted(
        (e for e in over if e.properties.get("validFrom", "") > (on or "")),
        key=lambda e: e.properties["validFrom"],
    )
    if not later:
        return [{**first, "note": _nobody(graph, tag.source, on)}]
    begun = later[0].properties["validFrom"]
    note = f"no notice in force on {on or 'an unknown day'}; the first later one is {later[0].properties.get('document')} of {begun}"
    return [
        {**first, **_overseer(graph, e), "note": note} for e in later if e.properties["validFrom"] == begun
    ]


def _nobody(graph: Graph, agency: str, on: str | None) -> str:
    """That nobody oversees a body, and who liaises (联系) with it then or, if not yet, first after."""
    liaising = [e for e in graph.edges.values() if e.target == agency and e.kind == "联系"]
    then = [e for e in liaising if on and holds(e, on) is not False]
    later = sorted((e.properties.get("validFrom", ""), e.id) for e in liaising)
    found = then or [graph.edges[id_] for day_, id_ in later if day_ and day_ == later[0][0]]
    told = "；".join(f"{name(graph, e.source)} 联系, {e.properties.get('document')}" for e in found)
    return "no leader is known to oversee it" + (f" ({told})" if told else "")


def _overseer(graph: Graph, edge: Edge) -> Row:
    return {
        "person": name(graph, edge.source),
        "relation": edge.kind,
        "noticed": edge.properties.get("noticed"),
    }


def changes(graph: Graph, from_: str, to: str, within: str | None = None) -> Answer:
    """What people gained and lost after ``from_`` up to and with ``to``: days, or notices by their number."""
    first, last = sorted((_moment(graph, from_), _moment(graph, to)))
    edges = [e for e in graph.edges.values() if e.kind in _OPEN and _of(graph, e.source, within)]
    kept = _held(edges, first) & _held(edges, last)
    rows = []
    for edge in edges:
        start, end = edge.properties.get("validFrom"), edge.properties.get("validTo")
        if (edge.kind, edge.source, edge.target) in kept:
            continue
        if start and first < start <= last and not (end and end <= last):
            rows.append(_change(graph, "gained", edge, start, edge.properties.get("document")))
        if end and first < end <= last and not (start and start > first):
            rows.append(_change(graph, "lost", edge, end, edge.properties.get("closedBy")))
    return Answer(
        _CHANGES, sorted(rows, key=lambda row: (row["date"], row["person"], row["change"], row["object"]))
    )


def _held(edges: list[Edge], on: str) -> set[tuple[str, str, str]]:
    """What holds on a day, whichever notice says so: an assignment renewed is neither gained nor lost."""
    return {(edge.kind, edge.source, edge.target) for edge in edges if holds(edge, on) is not False}


def _change(graph: Graph, what: str, edge: Edge, when: str, document: str | None) -> Row:
    ends = {"person": name(graph, edge.source), "relation": edge.kind, "object": name(graph, edge.target)}
    return {"change": what, **ends, "date": when, "document": document}


def _moment(graph: Graph, given: str) -> str:
    """A day, or the date of the notice of that number."""
    dates = {
        e.properties.get("noticed") for e in graph.edges.values() if e.properties.get("document") == given
    }
    known = sorted(found for found in dates if found)
    return known[0] if known else day(given)


def _of(graph: Graph, id_: str, within: str | None) -> bool:
    return within is None or graph.nodes[id_].properties.get("jurisdiction") == within
