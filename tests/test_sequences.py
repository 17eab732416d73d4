"""Stories of several documents, with what is asked of them on many days (tests/cases/sequences.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import api

STORIES = yaml.safe_load((Path(__file__).parent / "cases" / "sequences.yaml").read_text("utf-8"))
CASES = [(story["story"], asked) for story in STORIES for asked in story["asked"]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, api.Archive]:
    archives = {}
    for story in STORIES:
        folder = tmp_path_factory.mktemp("story")
        for name, text in story["documents"].items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        api.build([folder], folder / "graph")
        archives[story["story"]] = api.open(folder / "graph")
    return archives


def answer(archive: api.Archive, asked: dict[str, Any]) -> list[dict[str, Any]]:
    given = {key: asked[key] for key in ("as_of", "person", "to") if key in asked}
    given |= {"from_": asked["from"]} if "from" in asked else {}
    question = getattr(archive, asked["ask"])
    rows: list[dict[str, Any]] = question(*([asked["of"]] if "of" in asked else []), **given)
    return rows


@pytest.mark.parametrize(("story", "asked"), CASES, ids=lambda case: str(case)[:90])
def test_the_answer_is_the_one_worked_out_by_hand(
    story: str, asked: dict[str, Any], told: dict[str, api.Archive]
) -> None:
    rows = answer(told[story], asked)
    shown = [
        {column: row[column] for column in wanted} for row, wanted in zip(rows, asked["rows"], strict=False)
    ]
    assert (shown, len(rows)) == (asked["rows"], len(asked["rows"])), rows
