"""Who answered for what on any day: the graph against a plain replay of the days."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import api
from tests.sequences import AGENCIES, LIAISED, POSTS, Decision, Notice, replay, sequence

some = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 100_000)
PARTS = ("records", "nodes", "edges", "mentions", "ledger")
TWO = ("云州市", "澜江市")


def write(documents: Sequence[Notice | Decision], folder: Path) -> list[Path]:
    """A file each; its name says nothing of its place in the sequence."""
    paths = []
    for document in documents:
        path = folder / f"{document.place}-{document.serial}.txt"
        path.write_text(document.text, "utf-8")
        paths.append(path)
    return paths


def overseers(archive: api.Archive, agency: str, on: str, place: str) -> set[tuple[str, str, str]]:
    if f"agency:{place}/{agency.removeprefix('市')}" not in archive.graph.nodes:
        return set()
    rows = archive.who(agency, as_of=on, within=place)
    return {(row["relation"], row["person"], agency) for row in rows}


def holders(archive: api.Archive, post: str, on: str, place: str) -> set[tuple[str, str]]:
    full = place + post.removeprefix("市")
    if not any(node.properties["name"] == full for node in archive.graph.nodes.values()):
        return set()
    rows = archive.post(full, within=place)
    return {
        (row["person"], row["post"])
        for row in rows
        if (not row["from"] or row["from"] <= on) and not (row["to"] and row["to"] <= on)
    }


def agree(documents: Sequence[Notice | Decision], archive: api.Archive, place: str) -> None:
    """Graph and replay say the same on the days of every document and those round them."""
    days = {document.day for document in documents if document.day}
    for day in sorted({day + timedelta(days=more) for day in days for more in (-1, 0, 1, 40)}):
        state, on = replay(documents, place, day), day.isoformat()
        found = {held for agency in AGENCIES + LIAISED for held in overseers(archive, agency, on, place)}
        assert (on, found) == (on, set(state.since) | state.always)
        assert {held for post in POSTS for held in holders(archive, post, on, place)} == set(state.posts)


@some
@given(seeds)
def test_on_every_day_those_oversee_who_a_replay_of_the_notices_says(seed: int) -> None:
    documents = sequence(seed)
    with TemporaryDirectory() as folder:
        api.build(write(documents, Path(folder)), Path(folder) / "graph")
        agree(documents, api.open(Path(folder) / "graph"), "云州市")


@some
@given(seeds)
def test_two_cities_with_the_same_bureaus_and_names_never_touch(seed: int) -> None:
    documents = sequence(seed, TWO)
    with TemporaryDirectory() as folder:
        api.build(write(documents, Path(folder)), Path(folder) / "graph")
        archive = api.open(Path(folder) / "graph")
        for place in TWO:
            agree(documents, archive, place)
        home = {id_: node.properties.get("jurisdiction") for id_, node in archive.graph.nodes.items()}
        assert set(home.values()) <= set(TWO)
        assert [e.id for e in archive.graph.edges.values() if home[e.source] != home[e.target]] == []


def contents(folder: Path) -> dict[str, list[str]]:
    """A build's files less the paths of its sources."""
    found = {part: (folder / f"{part}.jsonl").read_text("utf-8").splitlines() for part in PARTS}
    head = json.loads((folder / "build.json").read_text("utf-8"))
    return found | {"counts": [json.dumps(head["counts"], sort_keys=True)]}


@some
@given(seeds)
def test_a_then_b_is_b_then_a_is_both_at_once(seed: int) -> None:
    documents = sequence(seed, TWO)
    cut = seed % (len(documents) + 1)
    with TemporaryDirectory() as folder:
        paths = write(documents, Path(folder))
        graphs = [Path(folder) / name for name in ("at-once", "a-b", "b-a")]
        api.build(paths, graphs[0])
        for graph, parts in (
            (graphs[1], (paths[:cut], paths[cut:])),
            (graphs[2], (paths[cut:], paths[:cut])),
        ):
            for part in filter(None, parts):
                api.build(part, graph, add=graph.exists())
        whole = contents(graphs[0])
        assert contents(graphs[1]) == whole
        assert contents(graphs[2]) == whole


def test_a_source_whose_file_changed_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = sequence(3)
    paths = write(documents, tmp_path)
    api.build(paths, tmp_path / "graph")
    paths[0].write_text(sequence(4)[0].text, "utf-8")
    monkeypatch.chdir(tmp_path)
    api.build([paths[0].name], tmp_path / "graph", add=True)
    api.build(paths, tmp_path / "afresh")
    assert contents(tmp_path / "graph") == contents(tmp_path / "afresh")
