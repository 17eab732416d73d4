"""Briefs: a headline that only repeats, then who chaired and who was there."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import briefs, daily_log
from kg.model import Block, Section
from tests.attended import attended, cases


@pytest.mark.parametrize("case", cases("briefs"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    assert sorted(attended(case["text"])) == sorted(case["facts"])


def test_brief_and_log_of_one_meeting_each_keep_their_fact() -> None:
    line = "3日，市长江望主持召开市政府常务会议。"
    blocks = (Block(line, line, range(len(line)), {}, 1),)
    found = [
        reader.extract(Section(genre, blocks, year=2020, month=6)).facts
        for genre, reader in (("log", daily_log), ("briefs", briefs))
    ]
    assert [len(facts) for facts in found] == [1, 1]
    assert {facts[0].evidence.section for facts in found} == {"log", "briefs"}
