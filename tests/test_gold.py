"""Extraction against gold: the real gazette beside the project, met exactly, and the project's own documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import extract
from kg.read import read_source
from kg.score import Tally, read_gold, score
from kg.score.folder import tallies

VIEW = Path(__file__).parent / "gold" / "view"
GENRES = {
    "leadership": ["leadership", "status"],
    "appointments": ["appointments"],
    "log and briefs": ["log", "briefs"],
    "responsibilities": ["responsibilities"],
    "documents": ["documents", "catalogue"],
}


@pytest.fixture(scope="module")
def real(shared: Path) -> list[dict[str, object]]:
    return extract(read_source(shared / "gazettes" / "wenzhou-2020-06.txt")).records


@pytest.mark.parametrize("genre", GENRES)
def test_the_real_gazette_is_met_exactly(genre: str, real: list[dict[str, object]], shared: Path) -> None:
    folder = shared / "gold" / "wenzhou-2020-06"
    paths = [folder / f"{name}.gold.jsonl" for name in GENRES[genre]]
    if genre == "responsibilities":
        paths.append(folder / "responsibilities.derived.jsonl")
    total = Tally()
    for tally in score(real, read_gold(paths)).values():
        total.add(tally)
    assert total.demanded > 0
    assert (total.missed, total.false, total.attribute_errors) == ([], [], [])


@pytest.mark.parametrize("genre", sorted(path.name for path in VIEW.iterdir()))
def test_the_documents_in_view_are_met(genre: str) -> None:
    total = Tally()
    for tally in tallies(VIEW / genre).values():
        total.add(tally)
    assert total.demanded >= 200
    assert total.f1 >= 0.95
    assert total.precision >= 0.95
