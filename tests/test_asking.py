"""The questions as the shell asks them: columns, what is told beside the answer, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg import api

DOCUMENTS = {
    "undated": """
望川县人民政府公报
2011年第4期
望川县人民政府关于县政府领导工作分工的通知
望政发〔2011〕15号
县长周延同志：主持县政府全面工作。分管县审计局。
副县长许朗同志：分管县水利局。
""",
    "later": """
望川县人民政府关于调整县政府领导工作分工的通知
望政发〔2012〕6号
县长周延同志：主持县政府全面工作。分管县审计局。
副县长邵安同志：分管县水利局。
望川县人民政府
2012年3月30日
""",
    "plan": """
望川县人民政府办公室关于印发山塘整治方案的通知
望政办〔2012〕2号
各乡镇人民政府，县政府各部门：
现将《山塘整治方案》印发给你们。
一、重点任务
1.整治山塘。年内完成。（牵头单位：县水利局；责任单位：各乡镇人民政府）
望川县人民政府办公室
2012年1月12日
""",
    "first": """
望川县人民政府关于梁舒任职的通知
望政任〔2011〕3号
县政府5月8日决定：
任命梁舒为望川县水利局局长。
望川县人民政府
2011年5月9日
""",
    "second": """
望川县人民政府关于齐岳任职的通知
望政任〔2013〕3号
县政府5月8日决定：
任命齐岳为望川县水利局局长。
望川县人民政府
2013年5月9日
""",
    "log": """
望川县人民政府公报
2012年第5期
5月份县政府记事
4日
△ 副县长邵安参加全县水利工作会议。
""",
}
POSTS = ["person", "post", "from", "to", "basis", "document", "fact"]
COLUMNS = {
    ("who", "县水利局", "--as-of", "2012-05-01"): [
        "agency", "person", "title", "relation", "from", "to", "noticed", "document", "fact",
    ],
    ("portfolio", "邵安", "--as-of", "2012-05-01"): ["relation", "object", "from", "to", "noticed", "document", "fact"],
    ("meetings", "--person", "邵安"): ["date", "person", "title", "relation", "action", "meeting", "document", "fact"],
    ("post", "县水利局局长"): POSTS,
    ("person", "梁舒"): POSTS,
    ("accountable", "整治山塘"): ["document", "task", "tag", "agency", "person", "relation", "noticed", "note"],
    ("changes", "--from", "2012-01-31", "--to", "望政发〔2012〕6号"): [
        "change", "person", "relation", "object", "date", "document",
    ],
    ("gaps", "--as-of", "2012-05-01"): ["gap", "agency", "person", "post", "document"],
    ("aliases", "县水利局"): ["id", "name", "mention", "rule", "document"],
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asked")
    for name, text in DOCUMENTS.items():
        (folder / f"{name}.txt").write_text(text.lstrip(), "utf-8")
    api.build([folder], folder / "graph")
    return folder / "graph"


def run(graph: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *asked, "-g", str(graph), "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def rows(ran: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert ran.returncode == 0, ran.stderr
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("asked", COLUMNS, ids=lambda asked: asked[0])
def test_an_answer_has_the_columns_that_the_interfaces_list(asked: tuple[str, ...], graph: Path) -> None:
    found = rows(run(graph, *asked))
    assert found
    assert all(list(row) == COLUMNS[asked] for row in found)


def test_an_answer_that_is_only_possible_says_so(graph: Path) -> None:
    ran = run(graph, "who", "县水利局", "--as-of", "2011-06-01")
    (row,) = rows(ran)
    assert (row["person"], row["from"], row["to"]) == ("许朗", "2011-01-01..2011-12-31", "2012-03-30")
    assert "possible only: 许朗 分管 望川县水利局" in ran.stderr
    assert "possible" not in run(graph, "who", "县水利局", "--as-of", "2012-01-01").stderr


@pytest.mark.parametrize(("day", "old"), [("2013-03-30", False), ("2013-03-31", True)])
def test_evidence_older_than_a_year_is_marked(day: str, old: bool, graph: Path) -> None:
    assert ("older than a year" in run(graph, "who", "县水利局", "--as-of", day).stderr) is old


def test_a_plan_that_only_a_possible_notice_covers_is_answered_as_possible(graph: Path) -> None:
    first, second = rows(run(graph, "accountable", "整治山塘"))
    assert (first["person"], first["note"]) == ("许朗", "on 2012-01-12")
    assert (second["person"], second["note"]) == (None, "a collective: no one leader oversees it")


def test_who_came_after_in_a_single_seat_is_told_and_ends_nothing(graph: Path) -> None:
    ran = run(graph, "post", "县水利局局长")
    assert [(row["person"], row["to"]) for row in rows(ran)] == [("梁舒", None), ("齐岳", None)]
    assert "successor: 齐岳 follows 梁舒 from 2013-05-08; no document ends the former's time" in ran.stderr


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (("who", "县水务局"), 1, "nothing is called 县水务局; nearest: "),
        (("who", "县水利局", "--as-of", "today"), 2, "today: no day"),
        (("changes", "--from", "望政发〔2010〕1号", "--to", "2012-01-01"), 1, "nothing is called 望政发〔2010〕1号"),
        (("accountable", "造桥"), 1, "nothing is called 造桥"),
        (("post", "县长"), 1, "nothing is called 县长"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(asked: tuple[str, ...], code: int, told: str, graph: Path) -> None:
    ran = run(graph, *asked)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert told in ran.stderr
