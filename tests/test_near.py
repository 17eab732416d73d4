"""Reading only what stands near a name gives the answers that the whole graph gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import api, ask
from kg.samples import sample_paths

DAYS = ("2021-03-01", "2021-03-15", "2021-06-01", "2021-10-01", "2025-01-01")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "graph"
    api.build(sample_paths(), folder)
    return folder


def ids(archive: api.Archive, label: str) -> list[str]:
    return [node.id for node in archive.nodes.nodes.values() if node.label == label]


def test_who_portfolio_post_and_person_are_answered_alike(folder: Path) -> None:
    near, whole = api.open(folder), api.open(folder).graph
    for day in DAYS:
        for agency in ids(near, "Agency"):
            assert ask.who(near.near(agency), agency, day) == ask.who(whole, agency, day)
        for person in ids(near, "Person"):
            assert ask.portfolio(near.near(person), person, day) == ask.portfolio(whole, person, day)
            assert ask.person(near.near(person), person) == ask.person(whole, person)
        for post in ids(near, "Post"):
            assert ask.post(near.near(post), post, day) == ask.post(whole, post, day)
    assert "graph" not in vars(near)


def test_meetings_of_two_are_answered_alike(folder: Path) -> None:
    near, whole = api.open(folder), api.open(folder).graph
    people = ids(near, "Person")
    for one in people:
        assert ask.meetings(near.near(one), one) == ask.meetings(whole, one)
        for other in people:
            assert ask.meetings(near.near(one, other), one, other) == ask.meetings(whole, one, other)
