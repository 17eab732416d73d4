"""Who gained and lost what between two days or two notices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kg.ask.answer import PORTFOLIO, Answer, Row, begun, bound, day, document, name, of, span
from kg.errors import UnknownName
from kg.graph import Edge, Graph
from kg.resolve import fold

_CHANGES = ("change", "person", "relation", "object", "date", "document")
_BRACKETS = str.maketrans("[]（）()", "〔〕〔〕〔〕")


@dataclass(slots=True)
class _Run:
    """A time in which someone had something without a break, whichever notices say so."""

    first: Edge
    last: Edge

    @property
    def begun(self) -> tuple[str, str]:
        """The earliest and the latest day on which it may have begun, "" where that is not known."""
        exact = bound(self.first, "validFrom")
        return exact or bound(self.first, "fromNotBefore"), exact or bound(self.first, "fromNotAfter")

    @property
    def ended(self) -> str:
        """The day on which it ended, "9999" while it has not."""
        return bound(self.last, "validTo") or "9999"

    def over(self, on: str) -> bool:
        """Whether it may hold on a day."""
        return self.begun[0] <= on < self.ended


def changes(graph: Graph, from_: str, to: str, within: str | None = None) -> Answer:
    """What people gained and lost after ``from_`` up to and with ``to``: days, or notices by their number.

    What was had on both days is neither, even if it was renewed or lost for a while in between.
    """
    first, last = sorted((_moment(graph, from_), _moment(graph, to)))
    answer = Answer(_CHANGES)
    for runs in _runs(e for e in graph.edges.values() if e.kind in PORTFOLIO and of(graph, e.source, within)):
        had, has = (next((run for run in runs if run.over(on)), None) for on in (first, last))
        if had is None and has is not None and has.begun[0]:
            _gain(graph, has, first, last, answer)
        if had is not None and has is None:
            row = _row(graph, "lost", had.last, had.last.properties.get("closedBy"))
            answer.rows.append({**row, "date": had.ended})
    rows = sorted(answer.rows, key=lambda row: (row["date"], row["person"], row["change"], row["object"]))
    return Answer(_CHANGES, rows, answer.notes)


def _gain(graph: Graph, run: _Run, first: str, last: str, into: Answer) -> None:
    row = _row(graph, "gained", run.first, document(run.first))
    into.rows.append({**row, "date": span(run.first, "From")})
    if not first < run.begun[1] <= last:
        into.notes.append(f"possible only: {row['person']} {row['relation']} {row['object']}")


def _runs(edges: Iterable[Edge]) -> Iterable[list[_Run]]:
    """The runs of each person, relation and object, in time."""
    groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.kind, edge.source, edge.target].append(edge)
    for group in groups.values():
        runs: list[_Run] = []
        for edge in sorted(group, key=lambda e: (begun(e), e.id)):
            if runs and runs[-1].ended >= begun(edge):
                runs[-1].last = max(runs[-1].last, edge, key=lambda e: bound(e, "validTo") or "9999")
            else:
                runs.append(_Run(edge, edge))
        yield runs


def _row(graph: Graph, what: str, edge: Edge, told: str | None) -> Row:
    ends = {"person": name(graph, edge.source), "relation": edge.kind, "object": name(graph, edge.target)}
    return {"change": what, **ends, "document": told}


def _moment(graph: Graph, given: str) -> str:
    """A day, or the date of the notice of that number. Raises UnknownName where no document has the number."""
    if not given.endswith("号"):
        return day(given)
    wanted = fold(given).translate(_BRACKETS)
    dates: dict[str, str] = {}
    for edge in graph.edges.values():
        number, noticed = bound(edge, "document"), bound(edge, "noticed")
        if number and noticed:
            dates.setdefault(number, noticed)
    if wanted not in dates:
        raise UnknownName(given, get_close_matches(wanted, dates, n=5, cutoff=0.4))
    return dates[wanted]
