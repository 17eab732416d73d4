"""Who answers for a task, on the plan's own date or another day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.ask.answer import Answer, Row, bound, day, document, holds, name, of, remarks
from kg.ask.leaders import full_notices
from kg.errors import UnknownName
from kg.graph import Edge, Graph

_ACCOUNTABLE = ("document", "task", "tag", "agency", "person", "relation", "noticed", "note")


def accountable(
    graph: Graph,
    task: str,
    as_of: str | None = None,
    within: str | None = None,
    records: Iterable[Mapping[str, Any]] = (),
) -> Answer:
    """The bodies tagged to tasks whose heading contains ``task``, and who oversees (分管) each on the plan's own date.

    Where no notice was in force yet, the note gives the first later one. A body that nobody oversees and a
    collective keep their row without a person. ``records`` are the build's: they tell from when on a full
    notice was in force. Raises UnknownName where no task fits.
    """
    tagged = [e for e in graph.edges.values() if e.kind in ("牵头", "责任") and of(graph, e.target, within)]
    edges = [edge for edge in tagged if task == edge.target or task in name(graph, edge.target)]
    if not edges:
        raise UnknownName(task, sorted({name(graph, edge.target) for edge in tagged})[:5])
    first = _first_full(records)
    answer = Answer(_ACCOUNTABLE)
    for edge in sorted(edges, key=lambda e: (e.target, e.kind, e.source)):
        _answers(graph, edge, as_of, first, answer)
    return Answer(_ACCOUNTABLE, answer.rows, list(dict.fromkeys(answer.notes)))


def _first_full(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The day from which each government's leaders have been assigned by a full notice."""
    first: dict[str, str] = {}
    for place, dated in full_notices(records):
        if dated:
            first[place] = min(first.get(place, dated), dated)
    return first


def _answers(graph: Graph, tag: Edge, as_of: str | None, first: Mapping[str, str], into: Answer) -> None:
    body = graph.nodes[tag.source].properties
    row: Row = {
        "document": tag.properties.get("document"),
        "task": name(graph, tag.target),
        "tag": tag.kind,
        "agency": body["name"],
    }
    if body.get("collective"):
        into.rows.append({**row, "note": "a collective: no one leader oversees it"})
        return
    on = day(as_of) if as_of else bound(tag, "validFrom")
    over = [edge for edge in graph.into(tag.source) if edge.kind == "分管"]
    held = [edge for edge in over if on and holds(edge, on) is not False]
    if held:
        into.rows += [{**row, **_overseer(graph, edge), "note": f"on {on}"} for edge in held]
        into.notes += remarks(held, graph, on)
    elif on and first.get(str(body.get("jurisdiction")), "9999") <= on:
        into.rows.append({**row, "note": _nobody(graph, tag.source, on)})
    else:
        into.rows += [{**row, **more} for more in _later(graph, tag.source, over, on)]


def _later(graph: Graph, agency: str, over: Iterable[Edge], on: str) -> list[Row]:
    """Who oversees a body by the first notice after a day on which none was in force."""
    later = sorted((bound(e, "validFrom"), e.id) for e in over if bound(e, "validFrom") > on)
    if not later:
        return [{"note": _nobody(graph, agency, on)}]
    edges = [graph.edges[id_] for begun, id_ in later if begun == later[0][0]]
    note = f"no notice in force on {on or 'an unknown day'}; the first later one is {document(edges[0])} of {later[0][0]}"
    return [{**_overseer(graph, edge), "note": note} for edge in edges]


def _nobody(graph: Graph, agency: str, on: str) -> str:
    """That nobody oversees a body, and who liaises (联系) with it then or, if not yet, first after."""
    liaising = [edge for edge in graph.into(agency) if edge.kind == "联系"]
    then = [edge for edge in liaising if on and holds(edge, on) is not False]
    later = sorted((bound(edge, "validFrom"), edge.id) for edge in liaising if bound(edge, "validFrom") > on)
    found = then or [graph.edges[id_] for begun, id_ in later if begun == later[0][0]]
    told = "；".join(f"{name(graph, edge.source)} 联系, {document(edge)}" for edge in found)
    return "no leader is known to oversee it" + (f" ({told})" if told else "")


def _overseer(graph: Graph, edge: Edge) -> Row:
    return {
        "person": name(graph, edge.source),
        "relation": edge.kind,
        "noticed": edge.properties.get("noticed"),
    }
