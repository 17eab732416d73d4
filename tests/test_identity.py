"""One agency under its many names, and none under two: the real gazette's gold, and invented bodies beside it."""

from __future__ import annotations

import json
import subprocess
import sys
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


def built(folder: Path, **texts: str) -> api.Archive:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    api.build([folder], folder / "graph")
    return api.open(folder / "graph")


def log(*lines: str) -> str:
    return (
        "\n".join(
            ("云州市人民政府公报", "2021年第3期", "3月份市政府记事", "9日", *(f"△ {line}" for line in lines))
        )
        + "\n"
    )


def meetings(folder: Path, *lines: str) -> set[str]:
    """The ids of the meetings that a day's lines speak of."""
    graph = built(folder, log=log(*lines)).graph
    return {node.id for node in graph.nodes.values() if node.label == "Meeting"}


@pytest.mark.parametrize(("one", "other"), PAIRS["same_meeting"])
def test_a_meeting_named_in_two_ways_on_one_day_is_one(one: str, other: str, tmp_path: Path) -> None:
    assert len(meetings(tmp_path, f"副市长江望参加{one}。", f"副市长顾野参加{other}。")) == 1


@pytest.mark.parametrize(("one", "other"), PAIRS["two_meetings"])
def test_meetings_of_one_day_with_other_names_or_conveners_are_two(
    one: str, other: str, tmp_path: Path
) -> None:
    assert len(meetings(tmp_path, f"副市长江望参加{one}。", f"副市长顾野参加{other}。")) == 2


@pytest.mark.parametrize(("one", "other"), PAIRS["same_meeting"])
def test_two_meetings_that_one_line_names_side_by_side_are_two(one: str, other: str, tmp_path: Path) -> None:
    assert len(meetings(tmp_path, f"副市长江望参加{one}、{other}。")) == 2


def test_the_same_name_of_a_meeting_on_another_day_is_another_meeting(tmp_path: Path) -> None:
    text = log("副市长江望参加市政府常务会议。") + "19日\n△ 副市长江望参加市政府常务会议。\n"
    rows = built(tmp_path, log=text).meetings(person="江望")
    assert [row["date"] for row in rows] == ["2021-03-09", "2021-03-19"]


def test_all_who_were_at_a_meeting_that_has_no_name_of_its_own_were_at_one(tmp_path: Path) -> None:
    archive = built(
        tmp_path, log=log("市长白露主持召开座谈会，副市长江望、顾野参加。", "副市长沈清棠参加座谈会。")
    )
    assert [row["person"] for row in archive.meetings("白露", "顾野")] == ["白露", "顾野"]
    assert archive.meetings("白露", "沈清棠") == []


@pytest.mark.parametrize(
    ("title", "home"),
    [
        ("市长", "云州市"), ("省委常委、市委书记", "云州市"), ("市政府党组成员、市公安局局长", "云州市"),
        ("省水利厅副厅长", "云州市所属省"), ("澜江市副市长", "澜江市"), ("国家林业局副局长", "国家"),
        ("省水利厅党组书记、厅长", "云州市所属省"), ("代市长", "云州市"),
    ],
)  # fmt: skip
def test_who_is_named_with_his_own_place_belongs_there(title: str, home: str, tmp_path: Path) -> None:
    archive = built(tmp_path, log=log(f"{title}江望参加全市水利工作会议。"))
    assert archive.find("Person", "江望") == f"person:{home}/江望"


NOTICE = "{0}人民政府关于市政府领导分工的通知\n{1}政发〔2021〕1号\n副市长江望：分管市水利局、市外办（港澳办）。\n{0}人民政府\n2021年1月5日\n"


def test_a_name_that_two_governments_have_lists_both_and_one_government_narrows_it(tmp_path: Path) -> None:
    built(tmp_path, a=NOTICE.format("云州市", "云"), b=NOTICE.format("澜江市", "澜"))
    asked = [
        sys.executable,
        "-m",
        "kg",
        "who",
        "市水利局",
        "-g",
        str(tmp_path / "graph"),
        "--as-of",
        "2021-02-01",
    ]
    ran = subprocess.run([*asked, "--format", "json"], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "云州市水利局" in ran.stderr
    assert "澜江市水利局" in ran.stderr
    narrowed = subprocess.run([*asked, "--format", "json", "--in", "澜江市"], capture_output=True, text=True)
    assert (narrowed.returncode, json.loads(narrowed.stdout)[0]["agency"]) == (0, "澜江市水利局")


def test_a_nameplate_asked_by_itself_is_the_body_that_bears_it(tmp_path: Path) -> None:
    archive = built(tmp_path, a=NOTICE.format("云州市", "云"))
    for name in ("市外办", "港澳办", "市港澳办", "市外事办公室", "云州市外事办公室"):
        (row,) = archive.who(name, as_of="2021-02-01")
        assert (row["agency"], row["person"]) == ("云州市外事办公室", "江望")
    rules = {row["mention"]: row["rule"] for row in archive.aliases("市外办")}
    assert rules["港澳办"] == "nameplate"


def test_a_post_is_found_under_every_name_of_its_body(tmp_path: Path) -> None:
    text = "云州市人民政府关于白露职务任免的通知\n云政任〔2021〕2号\n市政府1月8日决定：\n任命白露为云州市住房和城乡建设局局长。\n云州市人民政府\n2021年1月9日\n"
    archive = built(tmp_path, a=text)
    for name in ("市住建局局长", "云州市住建局局长", "市住房和城乡建设局局长", "住建局局长"):
        assert [row["person"] for row in archive.post(name)] == ["白露"]


@pytest.mark.parametrize(
    "written", ["云州市副市长", "副市长", "云州市人民政府副市长", "市政府副市长", "市人民政府副市长"]
)
def test_a_post_of_the_governments_leadership_is_one_however_written(written: str, tmp_path: Path) -> None:
    text = (
        "云州市人民代表大会常务委员会任免名单\n（{}云州市第七届人民代表大会常务委员会第{}次会议通过）\n{}\n"
    )
    archive = built(
        tmp_path,
        a=text.format("2016年11月2日", "三", f"决定任命：\n江望为{written}。"),
        b=text.format("2018年3月5日", "九", "决定免去：\n江望的云州市人民政府副市长职务。"),
    )
    (row,) = archive.post(written)
    assert (row["post"], row["from"], row["to"]) == ("云州市人民政府副市长", "2016-11-02", "2018-03-05")
