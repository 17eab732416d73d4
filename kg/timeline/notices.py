"""Leadership notices supersede leadership notices: a full one all of the same government's, a partial one what it names."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.timeline.interval import Interval

_OF_ONE = ("分管", "联系", "负责")
"""What one leader does: a partial notice that gives it to another takes it from whoever had it."""


@dataclass
class Notice:
    """A leadership notice: whose, when, how far it reaches, and what it names.

    ``assigned`` are (relation, person, object), ``ended`` the same with "" for any relation or any person.
    """

    government: str
    date: str | None
    full: bool
    document: str
    assigned: set[tuple[str, str, str]] = field(default_factory=set)
    ended: set[tuple[str, str, str]] = field(default_factory=set)

    def names(self, relation: str, person: str, object_: str) -> bool:
        """Whether a partial notice speaks of this: says it again, ends it, or gives the agency to another."""
        if (relation, person, object_) in self.assigned or self._ends(relation, person, object_):
            return True
        return relation in _OF_ONE and (relation, object_) in self._given

    @cached_property
    def _given(self) -> set[tuple[str, str]]:
        return {(relation, object_) for relation, _, object_ in self.assigned}

    def _ends(self, relation: str, person: str, object_: str) -> bool:
        return any((r, p, object_) in self.ended for r in (relation, "") for p in (person, ""))


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One thing that a notice assigned: the notice's government, and the interval as it begins."""

    government: str
    relation: str
    person: str
    object: str
    interval: Interval


def notices(found: Iterable[Notice]) -> Mapping[str, Sequence[Notice]]:
    """Dated notices by government, in order of date. An undated one closes nothing."""
    by_government: dict[str, list[Notice]] = defaultdict(list)
    for notice in found:
        if notice.date:
            by_government[notice.government].append(notice)
    for listed in by_government.values():
        listed.sort(key=lambda notice: (notice.date or "", notice.document))
    return by_government


def closings(portfolios: Iterable[Portfolio], dated: Mapping[str, Sequence[Notice]]) -> list[Interval]:
    """The interval of each portfolio, closed by the first later notice that supersedes it."""
    return [_closed(portfolio, dated.get(portfolio.government, ())) for portfolio in portfolios]


def _closed(portfolio: Portfolio, dated: Sequence[Notice]) -> Interval:
    interval = portfolio.interval
    begun = interval.start or (interval.from_window[1] if interval.from_window else None)
    if begun is None:
        return interval
    # Only a later day supersedes: two notices of one day that disagree both stay.
    first = bisect_right([notice.date or "" for notice in dated], begun)
    for notice in dated[first:]:
        if notice.full or notice.names(portfolio.relation, portfolio.person, portfolio.object):
            return replace(interval, end=notice.date, to_basis="notice", closed_by=notice.document)
    return interval
