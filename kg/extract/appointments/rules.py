"""The rows of ``kg/patterns/appointments.yaml``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from kg.patterns import alternation, rows, words

_FILE = "appointments"
APPOINTED, REMOVED = "APPOINTED_TO", "REMOVED_FROM"


class Verb(NamedTuple):
    """A verb found in a text: its row's id, the relation it gives (None if none) and where it stands."""

    id: str
    gives: str | None
    start: int
    end: int


@cache
def _rows(section: str) -> tuple[Mapping[str, Any], ...]:
    return rows(_FILE, section, (), ["regex", "forms", "gives"])


@cache
def patterns(section: str) -> dict[str, tuple[re.Pattern[str], str | None]]:
    """The compiled regexes of a section's rows and what they give, by id, in the file's order."""
    return {row["id"]: (re.compile(row["regex"]), row.get("gives")) for row in _rows(section)}


def pattern(section: str, id: str) -> re.Pattern[str]:
    """The compiled regex of one row."""
    return patterns(section)[id][0]


@cache
def _forms(section: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    owner = {form: (row["id"], row.get("gives")) for row in _rows(section) for form in row["forms"]}
    return re.compile(alternation(owner)), owner


def verbs_in(section: str, norm: str, start: int, end: int) -> Iterator[Verb]:
    """The verbs of a section in ``norm[start:end]``: at each place the longest, shorter ones inside it as well.

    What a row named no_verb covers holds none.
    """
    found, owner = _forms(section)
    at = start
    while match := found.search(norm, at, end):
        id, gives = owner[match[0]]
        at = match.start() + 1
        if id == "no_verb":
            at = match.end()
        else:
            yield Verb(id, gives, *match.span())


@cache
def listed(section: str) -> frozenset[str]:
    """A list of plain words."""
    return frozenset(words(_FILE, section))


@cache
def alternatives(section: str) -> str:
    """A list of plain words as a regular expression, the longest first."""
    return alternation(words(_FILE, section))
