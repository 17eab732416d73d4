"""Texts that repeat one thing: read without an error, whatever it is. How long they take is for the benchmarks."""

from __future__ import annotations

import pytest

from benchmarks.extremes import EXTREMES
from kg.model import Source
from tests.mutate import facts_of


@pytest.mark.parametrize("name", EXTREMES)
@pytest.mark.parametrize("count", [1, 2, 30])
def test_a_text_of_one_thing_is_read_without_an_error(name: str, count: int) -> None:
    text = EXTREMES[name][1](count)
    for fact in facts_of(Source("extreme.txt", "0" * 64, text)):
        assert 0 <= fact["source"]["start"] < fact["source"]["end"] <= len(text)
