"""Every row of a pattern file takes its examples and no counterexample."""

from __future__ import annotations

import pytest

from tests.pattern_rows import Row, lists, rows_of, takes

ROWS = rows_of(*lists())


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_a_row_has_both_kinds(name: str, row: Row) -> None:
    assert row["examples"]
    assert row["counterexamples"]


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_examples_are_taken(name: str, row: Row) -> None:
    assert [text for text in row["examples"] if not takes(name, row, text)] == []


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_counterexamples_are_not(name: str, row: Row) -> None:
    assert [text for text in row["counterexamples"] if takes(name, row, text)] == []
