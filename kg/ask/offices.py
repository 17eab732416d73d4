"""Posts and their holders in time, a person's timeline, and what is held to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.ask.answer import (
    MET,
    PORTFOLIO,
    Answer,
    Row,
    begun,
    bound,
    day,
    document,
    ended,
    evidence,
    holds,
    name,
    remarks,
)
from kg.graph import Edge, Graph

_POSTS = ("person", "post", "from", "to", "basis", "document", "fact")
_ALIASES = ("id", "name", "mention", "rule", "document")
_SINGLE = re.compile(r"(?:长|主任|书记|总经理|总裁|主席|检察长|专员|总编辑|总监|站长)$")
_SEVERAL = re.compile(r"副|助理|成员|委员|顾问|秘书长助理")


def post(graph: Graph, post_: str, as_of: str | None = None) -> Answer:
    """A post's holders (post by id) in time, or on a day. Of a single seat the notes name each successor."""
    tenures = sorted((edge for edge in graph.into(post_) if edge.kind == "HOLDS"), key=_start)
    held = _on(tenures, as_of)
    notes = remarks(held, graph, day(as_of)) if as_of else []
    return Answer(
        _POSTS, [_tenure(graph, edge) for edge in held], notes + _successors(graph, post_, tenures, held)
    )


def person(graph: Graph, person_: str, as_of: str | None = None) -> Answer:
    """A person's timeline: posts, titles seen in dated texts (basis ``seen``), portfolio and meetings.

    A seen title holds on the days it was seen; from and to are the first and last of them.
    """
    edges = [edge for edge in graph.out_of(person_) if edge.kind in ("HOLDS", *PORTFOLIO, *MET)]
    told = _on(edges, as_of)
    rows = [_tenure(graph, edge) if edge.kind == "HOLDS" else _line(graph, edge) for edge in told]
    rows += [
        row
        for row in _seen(graph, edges)
        if as_of is None or str(row["from"]) <= day(as_of) <= str(row["to"])
    ]
    return Answer(_POSTS, sorted(rows, key=_order), remarks(told, graph, day(as_of)) if as_of else [])


def _on(edges: Sequence[Edge], as_of: str | None) -> list[Edge]:
    return [edge for edge in edges if as_of is None or holds(edge, day(as_of)) is not False]


def _order(row: Row) -> tuple[str, bool, str]:
    """By beginning; what only ended on a day stands before what began on it."""
    return row["from"] or row["to"] or "", bool(row["from"]), row["post"]


def _tenure(graph: Graph, edge: Edge) -> Row:
    basis = edge.properties.get("fromBasis") or edge.properties.get("toBasis")
    return {
        "person": name(graph, edge.source),
        "post": name(graph, edge.target),
        "basis": basis,
        **_when(edge),
    }


def _line(graph: Graph, edge: Edge) -> Row:
    """What is no post on a person's timeline: 分管 云州市水利局, 参加 市政府常务会议."""
    done = edge.properties.get("action") or ("主持" if edge.kind == "CHAIRED" else edge.kind)
    return {
        "person": name(graph, edge.source),
        "post": f"{done} {name(graph, edge.target)}",
        "basis": edge.properties.get("fromBasis"),
        **_when(edge),
    }


def _when(edge: Edge) -> Row:
    return {key: value for key, value in evidence(edge).items() if key != "noticed"}


def _seen(graph: Graph, edges: Iterable[Edge]) -> list[Row]:
    """A row for each title that dated texts give the person, with the first and the last day."""
    rows: dict[str, Row] = {}
    met = [edge for edge in edges if edge.kind in MET and bound(edge, "title") and bound(edge, "validFrom")]
    for edge in sorted(met, key=lambda e: (bound(e, "validFrom"), e.id)):
        seen = bound(edge, "validFrom")
        row = rows.setdefault(
            bound(edge, "title"),
            {
                "person": name(graph, edge.source),
                "post": bound(edge, "title"),
                "from": seen,
                "basis": "seen",
                "document": document(edge),
                "fact": (edge.properties.get("facts") or [None])[0],
            },
        )
        row["to"] = seen
    return list(rows.values())


def _start(edge: Edge) -> tuple[str, bool, str]:
    """In order of beginning; who only left on the day that another began was there before."""
    began = begun(edge)
    return began or bound(edge, "validTo") or bound(edge, "toNotBefore"), bool(began), edge.id


def _successors(graph: Graph, post_: str, tenures: Sequence[Edge], shown: Sequence[Edge]) -> list[str]:
    """Who came after each holder of a single seat. His coming ends nothing by itself."""
    title = str(graph.nodes[post_].properties.get("title") or "") if post_ in graph.nodes else ""
    if not _SINGLE.search(title) or _SEVERAL.search(title):
        return []
    found = []
    for edge, following in zip(tenures, tenures[1:], strict=False):
        began = begun(following)
        if edge in shown and began and edge.source != following.source:
            still = "" if ended(edge) else "; no document ends the former's time"
            found.append(
                f"successor: {name(graph, following.source)} follows {name(graph, edge.source)} from {began}{still}"
            )
    return found


def aliases(mentions: Iterable[Mapping[str, str]], id_: str) -> Answer:
    """Every mention that was taken for a thing, with the rule and the first document that has it."""
    rows = [{column: row.get(column) for column in _ALIASES} for row in mentions if row["id"] == id_]
    return Answer(_ALIASES, sorted(rows, key=lambda row: str(row["mention"])))
