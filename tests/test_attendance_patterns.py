"""The patterns for logs and briefs: what is asked before a regex, and every form of a verb."""

from __future__ import annotations

import re

import pytest

from kg.mentions.attendance.lexicon import verb_at
from tests.pattern_rows import Row, rows_of, takes


@pytest.mark.parametrize(("name", "row"), rows_of("attendance.clauses"))
def test_what_is_asked_before_a_regex_keeps_nothing_out(name: str, row: Row) -> None:
    for text in (*row["examples"], *row["counterexamples"]):
        assert takes(name, row, text) == (re.search(row["regex"], text) is not None)


@pytest.mark.parametrize(("name", "row"), rows_of("attendance.verbs"))
def test_each_form_of_a_verb_is_one(name: str, row: Row) -> None:
    for form in row["forms"]:
        verb = verb_at(f"{form}市", 0, len(form) + 1)
        assert verb is not None, form
        assert (verb.action, verb.kind) == (form, row["kind"]), form
