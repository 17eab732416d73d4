"""A government's leaders: who they are by appointments, notices and logs, and which have no portfolio."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.ask.answer import MET, Row, begun, bound, ended, holds, name
from kg.graph import Edge, Graph

_TITLE = re.compile(
    r"(?:副?(?:省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长|专员)|(?:自治区|政府|^)副?主席|党组(?:副?书记|成员)|(?:市|县|区|州)长助理)$"
)
_GOVERNMENT = re.compile(r"(?:人民)?政府$|[省市县区州旗镇乡]$|^$")


def first_day(edge: Edge) -> str:
    """The first day on which an edge may have begun; later than any day where that is unknown."""
    return begun(edge) or "9999"


def posts_held(graph: Graph, kind: str) -> list[Edge]:
    """The edges of a kind to posts of a government's leadership, in order of day."""
    found = [e for e in graph.edges.values() if e.kind == kind and _leads(graph, e.target)]
    return sorted(found, key=lambda e: (first_day(e), e.id))


def _leads(graph: Graph, post: str) -> bool:
    properties = graph.nodes[post].properties
    title, agency = str(properties.get("title") or ""), str(properties.get("agency") or "")
    return bool(_TITLE.search(title) and _GOVERNMENT.search(agency))


def without_portfolio(
    graph: Graph, records: Iterable[Mapping[str, Any]], past: Iterable[Edge], on: str
) -> dict[str, Row]:
    """Leaders by id who may lack a portfolio on a day, each with what tells that he is one.

    ``past`` are the portfolios of notices up to that day. Who was removed and has no other such post is none.
    """
    said = [record for record in records if record["kind"] in ("notice", "status")]
    latest = _in_force(said, on)
    seated = _appointed(graph, on)
    found = _seen(graph, latest, on) | _once(graph, past) | seated | _told(said, latest, on)
    removed = {e.source for e in posts_held(graph, "REMOVED_FROM") if first_day(e) <= on}
    return {id_: row for id_, row in found.items() if id_ in seated or id_ not in removed}


def _once(graph: Graph, past: Iterable[Edge]) -> dict[str, Row]:
    """Who had a portfolio by an earlier notice, with the notice that ended it."""
    ordered = sorted(past, key=lambda e: (ended(e), e.id))
    last = {edge.source: edge for edge in ordered}
    return {
        id_: {"person": name(graph, id_), "document": edge.properties.get("closedBy")}
        for id_, edge in last.items()
    }


def _appointed(graph: Graph, on: str) -> dict[str, Row]:
    """Who holds a post of the government's leadership by an appointment."""
    return {
        edge.source: {
            "person": name(graph, edge.source),
            "post": name(graph, edge.target),
            "document": edge.properties.get("document"),
        }
        for edge in posts_held(graph, "HOLDS")
        if first_day(edge) <= on and holds(edge, on) is not False
    }


def full_notices(records: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The government and the date ("" where it has none) of each full leadership notice."""
    for record in records:
        if record["kind"] == "notice" and record["scope"] == "full":
            yield _place_and_date(record)


def _in_force(said: Iterable[Mapping[str, Any]], on: str) -> dict[str, str]:
    """The date of each government's last full notice up to a day."""
    latest: dict[str, str] = {}
    for place, dated in full_notices(said):
        if dated <= on:
            latest[place] = max(latest.get(place, ""), dated)
    return latest


def _told(said: Iterable[Mapping[str, Any]], latest: Mapping[str, str], on: str) -> dict[str, Row]:
    """Whom the notice in force says to have no portfolio (援藏, 暂不分工)."""
    found: dict[str, Row] = {}
    for record in said:
        place, dated = _place_and_date(record)
        if record["kind"] == "status" and latest.get(place, "") <= dated <= on:
            person = record["subject"]["mention"]
            found[f"person:{place}/{person}"] = {"person": person, "document": record["source"]["document"]}
    return found


def _place_and_date(record: Mapping[str, Any]) -> tuple[str, str]:
    return record["context"]["jurisdiction"], record["context"]["date"] or ""


def _seen(graph: Graph, latest: Mapping[str, str], on: str) -> dict[str, Row]:
    """Whom a dated text calls a leader since the notice in force, which leaves him out."""
    found: dict[str, Row] = {}
    met = [edge for edge in graph.edges.values() if edge.kind in MET and bound(edge, "title")]
    for edge in sorted(met, key=lambda e: (first_day(e), e.id)):
        place = graph.nodes[edge.source].properties.get("jurisdiction", "")
        title = str(edge.properties.get("title") or "")
        if latest.get(place, "9999") <= first_day(edge) <= on and _TITLE.search(title):
            found[edge.source] = {"person": name(graph, edge.source), "post": title}
    return found
