"""Sections → records. One module a genre; which reads which stands in this one table."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import appointments, briefs, daily_log, issuance, leadership, responsibilities
from kg.extract.base import Reading
from kg.model import Section

__all__ = ["EXTRACTORS", "GENRES", "Reading", "read_section"]

EXTRACTORS: dict[str, Callable[[Section], Reading]] = {
    "leadership": leadership.extract,
    "appointments": appointments.extract,
    "daily_log": daily_log.extract,
    "briefs": briefs.extract,
    "responsibilities": responsibilities.extract,
    "issuance": issuance.extract,
}

GENRES: dict[str, tuple[str, ...]] = {
    "leadership": ("leadership", "issuance"),
    "appointments": ("appointments", "issuance"),
    "log": ("daily_log", "appointments", "issuance"),
    "briefs": ("briefs", "appointments"),
    "responsibilities": ("responsibilities", "issuance"),
    "catalogue": ("issuance",),
    "other": ("appointments", "issuance"),
}
"""Which extractors read a section of which genre, in this order."""


def read_section(section: Section) -> Reading:
    """All records of one section, without a pipeline: what ``components`` finds, extractor by extractor."""
    total = Reading()
    for name in GENRES[section.genre]:
        total.add(EXTRACTORS[name](section))
    return total
