"""The rows of the pattern files for logs, briefs, tags and issues, and how each is found in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.extract.responsibilities import roles
from kg.mentions.attendance.clauses import turn
from kg.mentions.attendance.lexicon import next_verb
from kg.patterns import load

Row = Mapping[str, Any]
WHOLE = ("attendance", "daily_log", "briefs")
"""Files of which every list has examples."""
LISTS = ("responsibilities.labels", "responsibilities.verbs", "responsibilities.rules", "issuance.columns")


def lists() -> Iterator[str]:
    """The names of the lists."""
    for name in WHOLE:
        yield from (f"{name}.{section}" for section, rows in load(name).items() if isinstance(rows, list))
    yield from LISTS


def rows_of(*names: str) -> list[Any]:
    """A test's parameters: each row of the lists, with the list that it stands in."""
    return [
        pytest.param(name, row, id=f"{name}.{row['id']}")
        for name in names
        for row in load(name.split(".")[0])[name.split(".")[1]]
    ]


def takes(name: str, row: Row, text: str) -> bool:
    """Whether the row is found in the text, in the way in which its list is used."""
    if name == "attendance.verbs":
        return row["id"] in verbs(text)
    if name == "attendance.clauses":
        return turn(row["id"], text, 0, len(text)) is not None
    if name == "daily_log.columns":
        return re.fullmatch(row["regex"], text) is not None
    if name == "responsibilities.labels":
        return any(label.form in row["forms"] for label in roles.labels(text, 0, len(text)))
    if name == "responsibilities.verbs":
        return any(form_of(clause) in row["forms"] for clause in clauses(text))
    if name == "responsibilities.rules":
        return roles.rule(row["id"]).search(text) is not None
    if name == "issuance.columns":
        return text in row["forms"]
    return re.search(row["regex"], text) is not None


def verbs(text: str) -> set[str]:
    """The rules of all verbs in the text."""
    found, at = set(), 0
    while verb := next_verb(text, at, len(text)):
        found.add(verb.rule)
        at = verb.end
    return found


def clauses(text: str) -> Iterator[str]:
    """The clauses of a tag, without its brackets."""
    yield from text.strip("（）").split("，")


def form_of(clause: str) -> str | None:
    """The verb that closes a clause."""
    found = roles.ending(clause)
    return clause[found[0] :] if found else None
