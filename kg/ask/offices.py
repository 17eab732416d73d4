"""Posts and their holders in time, and what is held to be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.ask.answer import Answer, Row, bound, evidence, name
from kg.graph import Edge, Graph

_POSTS = ("person", "post", "from", "to", "basis", "document", "fact")
_ALIASES = ("id", "name", "mention", "rule", "document")


def post(graph: Graph, post_: str) -> Answer:
    """A post's holders (post by id), in time."""
    edges = [edge for edge in graph.edges.values() if edge.kind == "HOLDS" and edge.target == post_]
    return Answer(_POSTS, [_tenure(graph, edge) for edge in sorted(edges, key=_start)])


def person(graph: Graph, person_: str) -> Answer:
    """A person's posts: tenures from appointments, and titles seen in dated texts (basis ``seen``).

    A seen title holds on the days it was seen; from and to are the first and last of them.
    """
    edges = [edge for edge in graph.edges.values() if edge.kind == "HOLDS" and edge.source == person_]
    rows = [_tenure(graph, edge) for edge in edges] + _seen(graph, person_)
    return Answer(
        _POSTS, sorted(rows, key=lambda row: (row["from"] or row["to"] or "", bool(row["from"]), row["post"]))
    )


def _tenure(graph: Graph, edge: Edge) -> Row:
    shown = evidence(edge)
    basis = edge.properties.get("fromBasis") or edge.properties.get("toBasis")
    return {
        "person": name(graph, edge.source),
        "post": name(graph, edge.target),
        "from": shown["from"],
        "to": shown["to"],
        "basis": basis,
        "document": edge.properties.get("closedBy") or shown["document"],
        "fact": shown["fact"],
    }


def _seen(graph: Graph, person_: str) -> list[Row]:
    sightings = sorted(
        (edge.properties["validFrom"], edge.properties["title"], edge.id)
        for edge in graph.edges.values()
        if edge.source == person_ and edge.kind in ("ATTENDED", "CHAIRED")
        if edge.properties.get("title") and edge.properties.get("validFrom")
    )
    rows: list[Row] = []
    for seen, title, id_ in sightings:
        edge = graph.edges[id_]
        if rows and rows[-1]["post"] == title:
            rows[-1]["to"] = seen
        else:
            own = {
                "document": edge.properties.get("document"),
                "fact": (edge.properties.get("facts") or [None])[0],
            }
            rows.append(
                {
                    "person": name(graph, person_),
                    "post": title,
                    "from": seen,
                    "to": seen,
                    "basis": "seen",
                    **own,
                }
            )
    return rows


def _start(edge: Edge) -> tuple[str, bool, str]:
    """In order of beginning; who only left on the day that another began was there before."""
    began = bound(edge, "validFrom") or bound(edge, "fromNotBefore")
    return began or bound(edge, "validTo") or bound(edge, "toNotBefore"), bool(began), edge.id


def aliases(mentions: Iterable[Mapping[str, str]], id_: str) -> Answer:
    """Every mention that was taken for a thing, with the rule and the first document that has it."""
    rows = [{column: row.get(column) for column in _ALIASES} for row in mentions if row["id"] == id_]
    return Answer(_ALIASES, sorted(rows, key=lambda row: str(row["mention"])))
