"""Sections → records. One module a genre; which reads which stands in this one table."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import appointments, briefs, daily_log, issuance, leadership, responsibilities
from kg.extract.base import Reading
from kg.model import Section

__all__ = ["EXTRACTORS", "GENRES", "Reading", "read_section"]

EXTRACTORS: dict[str, Callable[[Section], Reading]] = {
    "leadership": leadership.extract,
    "daily_log": daily_log.extract,
    "briefs": briefs.extract,
    "responsibilities": responsibilities.extract,
    "appointments": appointments.extract,
    "issuance": issuance.extract,
}
"""In the order in which they read a section."""

GENRES: dict[str, frozenset[str]] = {
    "leadership": frozenset({"leadership", "issuance"}),
    "appointments": frozenset({"appointments", "issuance"}),
    "log": frozenset({"daily_log", "appointments", "issuance"}),
    "briefs": frozenset({"briefs", "appointments"}),
    "responsibilities": frozenset({"responsibilities", "issuance"}),
    "catalogue": frozenset({"issuance"}),
    "other": frozenset({"appointments", "issuance"}),
}
"""Which extractors read a section of which genre."""


def read_section(section: Section) -> Reading:
    """All records of one section, without a pipeline: what ``components`` finds, extractor by extractor."""
    total = Reading()
    for name, extract in EXTRACTORS.items():
        if name in GENRES[section.genre]:
            total.add(extract(section))
    return total
