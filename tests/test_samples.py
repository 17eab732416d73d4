"""The sample gazettes: all their facts are found and nothing else, and every issue has 市水利局 overseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import Extraction, extract
from kg.read import read_source
from kg.samples import sample_paths
from kg.schema import schema
from kg.score import read_gold, score
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "gold" / "samples"
STATED = [name for name, relation in schema().relations.items() if not relation.derived]
samples = pytest.mark.parametrize("path", sample_paths(), ids=lambda path: path.stem)


def read(path: Path) -> Extraction:
    return extract(read_source(path))


def test_there_are_three_issues_each_with_its_gold() -> None:
    names = [path.stem for path in sample_paths()]
    assert names == ["云州-2021-03", "云州-2021-04", "云州-2021-09"]
    assert sorted(path.name for path in GOLD.iterdir()) == [f"{name}.gold.jsonl" for name in names]


@samples
def test_every_fact_is_found_and_nothing_else(path: Path) -> None:
    tallies = score(read(path).records, read_gold([GOLD / f"{path.stem}.gold.jsonl"]), STATED)
    wrong = {
        name: tally.missed + tally.false + tally.attribute_errors
        for name, tally in tallies.items()
        if tally.missed or tally.false or tally.attribute_errors
    }
    assert wrong == {}
    assert tallies["分管"].matched > 0


@samples
def test_every_sentence_is_understood(path: Path) -> None:
    assert [line.text for line in read(path).ledger if line.outcome == "unparsed"] == []


@samples
def test_somebody_is_said_to_oversee_the_water_bureau(path: Path) -> None:
    facts = [record for record in read(path).records if record.get("relation") == "分管"]
    assert [fact["subject"]["mention"] for fact in facts if fact["object"]["mention"] == "市水利局"] != []


@samples
def test_sample_is_set_like_a_gazette_page(path: Path) -> None:
    lines = [
        line for line in path.read_text("utf-8").split("\n") if "。" in line and not line.startswith("△")
    ]
    assert max(len(line.strip()) for line in lines) <= 22
    assert "·    2    ·" in path.read_text("utf-8")
