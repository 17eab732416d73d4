"""One agency under its many names, and none under two: the real gazette's gold, and invented bodies beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import api
from kg.errors import UnknownName
from kg.resolve.bodies import Bodies

GAZETTE = "wenzhou-2020-06"
PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "bodies.yaml").read_text("utf-8"))


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> api.Archive:
    folder = tmp_path_factory.mktemp("real") / "graph"
    api.build([shared / "gazettes" / f"{GAZETTE}.txt"], folder)
    return api.open(folder)


def test_all_mentions_of_a_body_in_the_real_gazette_are_one(real: api.Archive, shared: Path) -> None:
    listed = lines(shared / "gold" / GAZETTE / "aliases.gold.jsonl")
    found = {row["canonical"]: {real.names.find_any(name) for name in row["mentions"]} for row in listed}
    assert {name: ids for name, ids in found.items() if len(ids) != 1} == {}
    assert len(found) == 19


def test_bodies_that_the_gold_holds_apart_are_apart(real: api.Archive, shared: Path) -> None:
    def of(name: str) -> str:
        try:
            return real.names.find_any(name)
        except UnknownName:
            # A body that no fact and no issuer names is no node, and so none that another could be taken for.
            return name

    listed = lines(shared / "gold" / GAZETTE / "not_same.gold.jsonl")
    assert len(listed) == 75
    assert [row for row in listed if not row.get("weak") and of(row["a"]) == of(row["b"])] == []


@pytest.mark.parametrize(("number", "tasks"), [("温政办〔2020〕53号", 14), ("温政办〔2020〕57号", 17)])
def test_every_tagged_body_of_the_real_plans_has_its_answer(
    number: str, tasks: int, real: api.Archive, shared: Path
) -> None:
    gold = [
        row
        for row in lines(shared / "gold" / GAZETTE / "responsibilities.gold.jsonl")
        if row["document"] == number
    ]
    headings = {row["object"] for row in gold}
    assert len(headings) == tasks
    for heading in headings:
        rows = [row for row in real.accountable(heading) if row["document"] == number]
        demanded = {
            (row["relation"], real.find("Agency", row["subject"])) for row in gold if row["object"] == heading
        }
        answered = {(row["tag"], real.find("Agency", row["agency"])) for row in rows}
        assert demanded <= answered
        # No notice was in force yet: each overseer comes with the notice that first names one, and its date.
        for row in rows:
            later = "温政发〔2020〕10号 of 2020-06-24" in row["note"] and row["noticed"] == "2020-06-24"
            nobody = not row["person"] and ("no leader" in row["note"] or "collective" in row["note"])
            assert later or nobody, row


def test_a_body_that_nobody_oversees_says_so(real: api.Archive) -> None:
    rows = {row["agency"]: row for row in real.accountable("加快低效工业用地整治")}
    assert rows["温州市自然资源和规划局"]["person"] == "李无文"
    assert (rows["温州市税务局"]["person"], "no leader" in rows["温州市税务局"]["note"]) == (None, True)
    assert "collective" in rows["各县（市、区）人民政府"]["note"]


def ids(*mentions: tuple[str, str]) -> list[str]:
    """The id of each (name, jurisdiction of its text), all of them known."""
    bodies = Bodies(mentions)
    return [bodies.resolve(*mention).id for mention in mentions]


@pytest.mark.parametrize(("one", "other"), PAIRS["same"])
def test_names_of_one_body(one: str, other: str) -> None:
    first, second = ids((one, "云州市"), (other, "云州市"))
    assert first == second


@pytest.mark.parametrize(("one", "other"), PAIRS["apart"])
def test_names_of_two_bodies(one: str, other: str) -> None:
    first, second = ids((one, "云州市"), (other, "云州市"))
    assert first != second


def test_the_same_bureau_of_another_place_or_level_is_another() -> None:
    mentions = [
        ("市水利局", "云州市"),
        ("市水利局", "澜江市"),
        ("县水利局", "云州市澜江县"),
        ("省水利厅", "云州市"),
    ]
    assert len(set(ids(*mentions))) == len(mentions)


def test_another_citys_bureau_is_known_by_its_name_anywhere() -> None:
    abroad, at_home = ids(("澜江市水利局", "云州市"), ("市水利局", "澜江市"))
    assert abroad == at_home
