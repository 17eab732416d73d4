"""The rows of the patterns for logs and briefs: each matches its examples and none of its counterexamples."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.mentions.attendance.clauses import turn
from kg.mentions.attendance.lexicon import next_verb, verb_at
from kg.patterns import load

FILES = ("attendance", "daily_log", "briefs")


def listed() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each row of the files, with the list that it stands in."""
    for name in FILES:
        for section, rows in load(name).items():
            if isinstance(rows, list):
                yield from ((f"{name}.{section}", row) for row in rows)


ROWS = [pytest.param(*found, id=f"{found[0]}.{found[1]['id']}") for found in listed()]


def takes(section: str, row: Mapping[str, Any], text: str) -> bool:
    """Whether the row is found in the text, in the way in which its list is used."""
    if section == "attendance.verbs":
        return row["id"] in verbs(text)
    if section == "attendance.clauses":
        return turn(row["id"], text, 0, len(text)) is not None
    if section == "daily_log.columns":
        return re.fullmatch(row["regex"], text) is not None
    return re.search(row["regex"], text) is not None


def verbs(text: str) -> set[str]:
    """The rules of all verbs in the text."""
    found, at = set(), 0
    while verb := next_verb(text, at, len(text)):
        found.add(verb.rule)
        at = verb.end
    return found


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_a_row_has_both_kinds(section: str, row: Mapping[str, Any]) -> None:
    assert row["examples"]
    assert row["counterexamples"]


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_examples_are_taken(section: str, row: Mapping[str, Any]) -> None:
    assert [text for text in row["examples"] if not takes(section, row, text)] == []


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_counterexamples_are_not(section: str, row: Mapping[str, Any]) -> None:
    assert [text for text in row["counterexamples"] if takes(section, row, text)] == []


@pytest.mark.parametrize(("section", "row"), [row for row in ROWS if row.values[0] == "attendance.clauses"])
def test_what_is_asked_before_a_regex_keeps_nothing_out(section: str, row: Mapping[str, Any]) -> None:
    for text in (*row["examples"], *row["counterexamples"]):
        assert takes(section, row, text) == (re.search(row["regex"], text) is not None)


@pytest.mark.parametrize(("section", "row"), [row for row in ROWS if row.values[0] == "attendance.verbs"])
def test_each_form_of_a_verb_is_one(section: str, row: Mapping[str, Any]) -> None:
    for form in row["forms"]:
        verb = verb_at(f"{form}市", 0, len(form) + 1)
        assert verb is not None, form
        assert (verb.action, verb.kind) == (form, row["kind"]), form
