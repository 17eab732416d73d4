"""Where responsibility has gaps: agencies that nobody or two oversee, leaders removed or without a portfolio."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.ask.answer import OVER, PORTFOLIO, Answer, Row, begun, bound, day, ended, holds, lies_in, name, of
from kg.ask.leaders import first_day, posts_held, without_portfolio
from kg.graph import Edge, Graph

_GAPS = ("gap", "agency", "person", "post", "document")


def gaps(
    graph: Graph,
    records: Iterable[Mapping[str, Any]] = (),
    as_of: str | None = None,
    within: str | None = None,
) -> Answer:
    """Agencies once assigned and now nobody's or two people's, portfolios after a removal, idle leaders.

    ``records`` are the build's: a notice may say of a leader that he has no portfolio (暂不分工).
    """
    on = day(as_of)
    known = [e for e in graph.edges.values() if e.kind in PORTFOLIO and of(graph, e.source, within)]
    past = [e for e in known if begun(e) <= on]
    now = [e for e in past if holds(e, on) is not False]
    rows = _unassigned(graph, past, now) + _doubled(graph, now) + _removed(graph, now, on)
    idle = without_portfolio(graph, records, past, on)
    busy = {edge.source for edge in now}
    rows += [
        {"gap": "no-portfolio", **idle[id_]}
        for id_ in sorted(idle.keys() - busy)
        if lies_in(id_.removeprefix("person:").rpartition("/")[0], within)
    ]
    return Answer(_GAPS, rows)


def _unassigned(graph: Graph, past: list[Edge], now: list[Edge]) -> list[Row]:
    """Agencies that an earlier notice assigned and that nobody has now, with who had them last."""
    held = {edge.target for edge in now}
    lost: dict[str, Edge] = {}
    for edge in sorted(past, key=lambda e: (ended(e), e.id)):
        if edge.kind in OVER and edge.target not in held:
            lost[edge.target] = edge
    return [
        {
            "gap": "unassigned",
            "agency": name(graph, id_),
            "person": name(graph, e.source),
            "document": e.properties.get("closedBy"),
        }
        for id_, e in sorted(lost.items())
    ]


def _doubled(graph: Graph, now: list[Edge]) -> list[Row]:
    by_agency: dict[str, dict[str, Edge]] = defaultdict(dict)
    for edge in sorted(now, key=lambda e: e.id):
        if edge.kind == "分管":
            by_agency[edge.target].setdefault(edge.source, edge)
    return [
        {
            "gap": "two-overseers",
            "agency": name(graph, id_),
            "person": name(graph, person),
            "document": edge.properties.get("document"),
        }
        for id_, people in sorted(by_agency.items())
        if len(people) > 1
        for person, edge in sorted(people.items())
    ]


def _removed(graph: Graph, now: list[Edge], on: str) -> list[Row]:
    """Removals from a post of the government's leadership after the notice of a portfolio that still holds.

    Who has another such post by then moved up or sideways, and is no gap.
    """
    since: dict[str, str] = {}
    for edge in now:
        noticed = bound(edge, "validFrom") or bound(edge, "fromNotAfter")
        since[edge.source] = min(noticed, since.get(edge.source, noticed))
    seated = {e.source for e in posts_held(graph, "HOLDS") if holds(e, on) and bound(e, "validFrom")}
    return [
        {
            "gap": "after-removal",
            "person": name(graph, edge.source),
            "post": name(graph, edge.target),
            "document": edge.properties.get("document"),
        }
        for edge in posts_held(graph, "REMOVED_FROM")
        if edge.source in since and edge.source not in seated
        if first_day(edge) <= on
        and since[edge.source] <= (bound(edge, "validFrom") or bound(edge, "fromNotAfter"))
    ]
