"""Stories of several documents, with what is asked of them on many days (tests/cases/sequences/)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import api
from kg.schema import schema

Row = dict[str, Any]

STORIES = [
    story
    for file in sorted((Path(__file__).parent / "cases" / "sequences").glob("*.yaml"))
    for story in yaml.safe_load(file.read_text("utf-8"))
]
CASES = [(story["story"], asked) for story in STORIES for asked in story["asked"]]
GIVEN = {"as_of": "as_of", "person": "person", "with": "with_", "from": "from_", "to": "to", "in": "within"}
IN_TIME = ("post", "person")


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


def answer(archive: api.Archive, asked: Row) -> list[Row]:
    given = {argument: asked[key] for key, argument in GIVEN.items() if key in asked}
    rows: list[Row] = getattr(archive, asked["ask"])(*([asked["of"]] if "of" in asked else []), **given)
    return rows


def says(row: Row, wanted: Row) -> bool:
    """Whether a row has what is wanted of it; only the columns named are compared."""
    return all(row[column] == value for column, value in wanted.items())


@pytest.mark.parametrize(("story", "asked"), CASES, ids=lambda case: str(case)[:90])
def test_the_answer_is_the_one_worked_out_by_hand(
    story: str, asked: Row, told: dict[str, api.Archive]
) -> None:
    rows = answer(told[story], asked)
    assert len(rows) == len(asked["rows"]), rows
    left = list(rows)
    for wanted in asked["rows"]:
        fitting = [row for row in left[: 1 if asked["ask"] in IN_TIME else None] if says(row, wanted)]
        assert fitting, (wanted, left)
        left.remove(fitting[0])


def test_every_edge_that_ended_names_the_document_that_ended_it(told: dict[str, api.Archive]) -> None:
    relations = schema().relations
    for archive in told.values():
        ended = [
            edge
            for edge in archive.graph.edges.values()
            if relations[edge.kind].interval == "open"
            and {"validTo", "toNotBefore", "toNotAfter"} & edge.properties.keys()
        ]
        assert all(edge.properties.get("closedBy") for edge in ended)
        assert all(
            edge.properties.get("validFrom", "") <= edge.properties.get("validTo", "9999") for edge in ended
        )


def test_a_build_depends_on_no_order_of_files_and_on_no_seed(tmp_path: Path) -> None:
    for story in STORIES:
        for name, text in story["documents"].items():
            (tmp_path / f"{story['story'][:12]}-{name}.txt").write_text(text, "utf-8")
    paths = sorted(tmp_path.glob("*.txt"))
    builds = []
    for seed, given in (("1", paths), ("2", paths[::-1])):
        command = [sys.executable, "-m", "kg", "build", *map(str, given), "-o", str(tmp_path / seed)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        builds.append({file.name: file.read_bytes() for file in (tmp_path / seed).glob("*.json*")})
    assert builds[0] == builds[1]
