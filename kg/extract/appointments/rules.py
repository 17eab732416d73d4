"""The rows of ``kg/patterns/appointments.yaml``, compiled once."""

from __future__ import annotations

import re
from functools import cache

from kg.patterns import alternation, rows, words

_FILE = "appointments"


@cache
def pattern(section: str, id: str) -> re.Pattern[str]:
    """The compiled regex of one row."""
    return patterns(section)[id]


@cache
def patterns(section: str) -> dict[str, re.Pattern[str]]:
    """All rows of a section that have a regex, by id, in the file's order."""
    return {row["id"]: re.compile(row["regex"]) for row in rows(_FILE, section, ["regex"])}


@cache
def forms(section: str) -> re.Pattern[str]:
    """Matches, at every position where one stands, the longest form of a section's rows, as group ``form``."""
    listed = [form for row in rows(_FILE, section, ["forms"], ["gives"]) for form in row["forms"]]
    return re.compile(rf"(?=(?P<form>{alternation(listed)}))")


@cache
def row_of(section: str) -> dict[str, tuple[str, str]]:
    """For each form of a section its row's id and relation (empty where it has none)."""
    return {
        form: (row["id"], row.get("gives", ""))
        for row in rows(_FILE, section, ["forms"], ["gives"])
        for form in row["forms"]
    }


@cache
def listed(section: str) -> frozenset[str]:
    """A list of plain words."""
    return frozenset(words(_FILE, section))


@cache
def alternatives(section: str) -> str:
    """A list of plain words as a regular expression, the longest first."""
    return alternation(words(_FILE, section))
