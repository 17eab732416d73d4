"""What someone judged holds at every build: bodies that are one or two, facts withdrawn and added."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg import api
from kg.errors import InputError
from kg.resolve.judgements import read_judgements
from kg.samples import sample_paths

DAY = "2021-03-15"
ADDED = {
    "judgement": "add",
    "fact": {
        "relation": "分管", "subject": "江望", "object": "市白鹭洲公园管理处", "jurisdiction": "云州市",
        "date": "2021-03-02", "document": "云政发〔2021〕3号",
    },
    "who": "an analyst", "why": "the page is torn here; the printed issue has it",
}  # fmt: skip


def written(folder: Path, *rows: object) -> Path:
    path = folder / "judged.yaml"
    path.write_text(yaml.safe_dump(list(rows), allow_unicode=True), "utf-8")
    return path


def people(archive: api.Archive, agency: str) -> list[str]:
    return [row["person"] for row in archive.who(agency, as_of=DAY)]


def test_a_fact_that_was_added_is_there_and_stays_when_more_is_read(tmp_path: Path) -> None:
    first, *later = sample_paths()
    judged = written(tmp_path, ADDED)
    api.build([first], tmp_path / "graph", judgements=[judged])
    assert people(api.open(tmp_path / "graph"), "市白鹭洲公园管理处") == ["江望"]
    api.build(later, tmp_path / "graph", add=True)
    archive = api.open(tmp_path / "graph")
    assert people(archive, "市白鹭洲公园管理处") == ["江望"]
    # The notice of September ends it with all that the one of March assigned.
    assert archive.who("市白鹭洲公园管理处", as_of="2021-10-01") == []


def test_a_fact_that_was_withdrawn_is_gone_and_stays_gone(tmp_path: Path) -> None:
    first, *later = sample_paths()
    api.build([first], tmp_path / "plain")
    (row,) = api.open(tmp_path / "plain").who("市水利局", as_of=DAY)
    judged = written(
        tmp_path, {"judgement": "withdraw", "fact": row["fact"], "who": "an analyst", "why": "a misprint"}
    )
    api.build([first], tmp_path / "graph", judgements=[judged])
    assert people(api.open(tmp_path / "graph"), "市水利局") == []
    api.build(later, tmp_path / "graph", add=True)
    assert people(api.open(tmp_path / "graph"), "市水利局") == []


def test_two_names_judged_to_be_one_are_one(tmp_path: Path) -> None:
    judged = written(
        tmp_path,
        {
            "judgement": "same", "one": "agency:云州市/水利局", "other": "agency:云州市/气象局",
            "who": "an analyst", "why": "to try it",
        },
    )  # fmt: skip
    api.build(sample_paths(), tmp_path / "graph", judgements=[judged])
    archive = api.open(tmp_path / "graph")
    assert archive.find("Agency", "市气象局") == archive.find("Agency", "市水利局") == "agency:云州市/水利局"


def apart(one: str, other: str) -> dict[str, str]:
    return {"judgement": "not-same", "one": one, "other": other, "who": "an analyst", "why": "to try it"}


def test_a_short_form_judged_to_be_another_body_is_one_of_its_own(tmp_path: Path) -> None:
    text = "云州市人民政府关于市政府领导分工的通知\n云政发〔2021〕1号\n副市长江望：分管{}。\n云州市人民政府\n2021年1月{}日\n"
    for day, agency in ((5, "市交通局"), (6, "市交通运输局")):
        (tmp_path / f"{day}.txt").write_text(text.format(agency, day), "utf-8")
    for judged, number in (([], 1), ([apart("agency:云州市/交通局", "agency:云州市/交通运输局")], 2)):
        api.build(
            [tmp_path / "5.txt", tmp_path / "6.txt"],
            tmp_path / "graph",
            judgements=[written(tmp_path, *judged)],
        )
        archive = api.open(tmp_path / "graph")
        assert len({archive.find("Agency", "市交通局"), archive.find("Agency", "市交通运输局")}) == number


def test_two_meetings_of_a_day_judged_to_be_two_are_two(tmp_path: Path) -> None:
    (tmp_path / "log.txt").write_text(
        "云州市人民政府公报\n2021年第3期\n3月份市政府记事\n9日\n△ 副市长江望参加全市水利工作会议。\n△ 副市长顾野参加全市水利会议。\n",
        "utf-8",
    )
    day = "meeting:云州市/2021-03-09/"
    for judged, number in (([], 1), ([apart(f"{day}全市水利工作会议", f"{day}全市水利会议")], 2)):
        api.build([tmp_path / "log.txt"], tmp_path / "graph", judgements=[written(tmp_path, *judged)])
        rows = api.open(tmp_path / "graph").meetings()
        assert len({row["meeting"] for row in rows}) == number


@pytest.mark.parametrize("row", [{"judgement": "perhaps"}, {**ADDED, "fact": {"relation": "分管"}}, "same"])
def test_a_wrong_judgement_names_file_and_cause(row: object, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"judged\.yaml"):
        read_judgements([written(tmp_path, row)])
