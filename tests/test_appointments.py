"""Appointments and removals: who takes or leaves which post, since when, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import appointments
from kg.model import Document, Fact, Section, Source
from kg.reflow import reflow
from tests.attended import assert_cut_out, cases

VERBS = {"APPOINTED_TO": "任", "REMOVED_FROM": "免"}


def row(fact: Fact) -> str:
    """``任 | person | agency | title`` and what else the fact bears, the key before it."""
    told = dict(fact.attributes)
    agency, title = told.pop("agency", "-"), told.pop("title")
    assert fact.object.text == title if agency == "-" else agency + title
    more = [f"{key} {value}" for key, value in sorted(told.items())]
    return " | ".join([VERBS[fact.relation], fact.subject.text, agency, title, *more])


@pytest.mark.parametrize("case", cases("appointments"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    blocks = reflow(Source("case.txt", "0" * 64, text))
    section = Section(
        case.get("genre", "appointments"), blocks, Document(date="2020-06-30"), year=2020, month=6
    )
    found = appointments.extract(section).facts
    assert [row(fact) for fact in found] == case["facts"]
    for fact in found:
        assert_cut_out(text, fact.subject.text, fact.subject.spans)
        assert_cut_out(text, fact.object.text, fact.object.spans)
