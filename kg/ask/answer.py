"""An answer: rows, their columns in order, and remarks for the one who asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.errors import UsageError
from kg.graph import Edge, Graph

Row = dict[str, Any]
OVER = ("分管", "协管", "联系")
"""What a leader has to do with a body, the closest first."""
PORTFOLIO = (*OVER, "负责", "协助")
"""All that a leadership notice assigns."""
MET = ("CHAIRED", "ATTENDED")
"""What tells that somebody was at a meeting or activity."""


@dataclass(slots=True)
class Answer:
    """Rows keyed by ``columns``, and notes that are no rows (evidence that is old, what is only possible)."""

    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Every row has every column, None where there is nothing to say."""
        self.rows = [{column: row.get(column) for column in self.columns} for row in self.rows]


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers of one kind as one."""
    whole = Answer(answers[0].columns)
    for answer in answers:
        whole.rows += answer.rows
        whole.notes += [note for note in answer.notes if note not in whole.notes]
    return whole


def day(given: str | None) -> str:
    """The day asked about, today unless given. Raises UsageError for what is no ISO day."""
    if given is None:
        return date.today().isoformat()  # noqa: DTZ011 - the day where the analyst sits
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(f"{given}: no day; write it as 2021-03-08") from error


def holds(edge: Edge, on: str) -> bool | None:
    """Whether an edge holds on a day; None where that is possible but not certain."""
    start, end = bound(edge, "validFrom"), bound(edge, "validTo")
    earliest, latest = bound(edge, "fromNotBefore"), bound(edge, "toNotAfter")
    if (
        (start and on < start)
        or (end and on >= end)
        or (earliest and on < earliest)
        or (latest and on > latest)
    ):
        return False
    begun, ending = bound(edge, "fromNotAfter"), bound(edge, "toNotBefore")
    sure_from = bool(start) or (bool(begun) and on > begun)
    sure_to = bool(end) or not ending or on < ending
    return True if sure_from and sure_to else None


def bound(edge: Edge, key: str) -> str:
    """A day among an edge's properties, "" where it has none."""
    return str(edge.properties.get(key) or "")


def begun(edge: Edge) -> str:
    """The first day on which an edge may have begun, "" where that is unknown."""
    return bound(edge, "validFrom") or bound(edge, "fromNotBefore")


def ended(edge: Edge) -> str:
    """The last word on when an edge ended: the day, or the last one of the window; "" while it is open."""
    return bound(edge, "validTo") or bound(edge, "toNotAfter")


def span(edge: Edge, end: str) -> str | None:
    """An end of an edge's interval as shown: a day, or a window as first..last."""
    exact = edge.properties.get(f"valid{end}")
    if exact:
        return str(exact)
    low, high = (edge.properties.get(f"{end.lower()}Not{side}") for side in ("Before", "After"))
    return f"{low}..{high}" if low and high else None


def evidence(edge: Edge) -> Row:
    """The columns that say what an edge rests on."""
    facts = edge.properties.get("facts") or [None]
    return {
        "from": span(edge, "From"),
        "to": span(edge, "To"),
        "noticed": edge.properties.get("noticed"),
        "document": document(edge),
        "fact": facts[0],
    }


def document(edge: Edge) -> str | None:
    """The document that an edge rests on; the file, where it is a gazette's own list or log."""
    sources = edge.properties.get("sources") or [None]
    found = edge.properties.get("document") or sources[0]
    return str(found) if found else None


def remarks(edges: Sequence[Edge], graph: Graph, on: str) -> list[str]:
    """Notes on edges that hold only possibly, and on evidence older than a year."""
    found = []
    for edge in edges:
        if holds(edge, on) is None:
            about = f"{name(graph, edge.source)} {edge.kind} {name(graph, edge.target)}"
            found.append(f"possible only: {about} ({span(edge, 'From')} to {span(edge, 'To') or 'open'})")
    dated = [edge.properties["noticed"] for edge in edges if edge.properties.get("noticed")]
    for noticed in sorted({day_ for day_ in dated if _days(day_, on) > 365}):
        found.append(f"evidence older than a year: {dated.count(noticed)} rows rest on a notice of {noticed}")
    return found


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def name(graph: Graph, id_: str) -> str:
    """The name of a node."""
    return str(graph.nodes[id_].properties["name"])


def of(graph: Graph, id_: str, within: str | None) -> bool:
    """Whether a node belongs to a government; 石桥县 is found where its full name is 湄川市石桥县."""
    return lies_in(str(graph.nodes[id_].properties.get("jurisdiction", "")), within)


def lies_in(home: str, within: str | None) -> bool:
    """The same of a government's name."""
    return within is None or home.endswith(within)


def title(graph: Graph, person: str, on: str) -> str | None:
    """The title in the dated evidence nearest to a day, the earlier of two as near."""
    dated = []
    for edge in graph.out_of(person):
        said, began = edge.properties.get("title"), edge.properties.get("validFrom")
        if said and began and edge.kind in ("ATTENDED", "CHAIRED", "HOLDS", "APPOINTED_TO"):
            dated.append((abs(_days(began, on)), began, said))
    return min(dated)[2] if dated else None
