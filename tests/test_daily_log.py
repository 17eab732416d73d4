"""Logs: who was at what on which day."""

from __future__ import annotations

from typing import Any

import pytest

from kg.coverage import ledger
from kg.extract import daily_log
from kg.extract.base import Reading
from kg.model import Block, Document, Section
from tests.attended import attended, cases


@pytest.mark.parametrize("case", cases("daily_log"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    assert sorted(attended(case["text"])) == sorted(case["facts"])


def read(*lines: str, published: str | None = None) -> Reading:
    """A log section of one block a line."""
    blocks = tuple(Block(line, line, range(len(line)), {}, number) for number, line in enumerate(lines, 1))
    return daily_log.extract(Section("log", blocks, Document(published=published), "", 2020, 1))


def test_one_fact_a_person_meeting_and_day() -> None:
    facts = read("3日，市长江望参加市政府常务会议。", "△市长江望出席市政府常务会议并讲话。").facts
    assert [(fact.relation, fact.attributes["action"]) for fact in facts] == [("ATTENDED", "参加")]


def test_the_sentence_is_the_evidence_and_the_verb_the_rule() -> None:
    (fact,) = read("3日，全县小麦开镰。县长江望检查防汛工作。").facts
    assert fact.evidence.quote == "县长江望检查防汛工作。"
    assert fact.rule == "daily_log.inspects"


def test_a_bare_meeting_stands_where_its_name_does() -> None:
    line = "3日，全县教育工作会议召开。县长江望出席会议。"
    (fact,) = read(line).facts
    assert fact.object.spans == ((3, 11),)
    assert line[3:11] == fact.object.text


def test_lines_that_are_no_ones_are_understood() -> None:
    reading = read("5日，全县小麦开镰，平均亩产312公斤。")
    assert not reading.facts
    assert [rule for _, rule in reading.understood] == ["daily_log.nobody"]


@pytest.mark.parametrize(
    "piece", ["“", "（", "在", "甲、", "市长江望参加", "出席的有：", "会议召开", "受委托，", "3日"]
)
def test_garbled_text_of_any_length_raises_nothing(piece: str) -> None:
    read(piece * 300, f"3日，{piece * 300}")


@pytest.mark.parametrize(
    "line",
    [
        "5日，县长江望赴京领奖。",
        "5日，副县长陶然给新兵上了一堂课。",
        "5日，副县长陶然出席。",
        "5日，县长江望赴泉川市，副县长陶然留守。",
        "5日，县政府召开全县教育工作会议，县长江望谢绝了采访。",
    ],
)
def test_a_line_whose_people_do_what_no_rule_knows_is_not_understood(line: str) -> None:
    reading = read(line)
    assert not reading.facts
    assert not reading.understood


@pytest.mark.parametrize(
    "line",
    [
        "5日，县长江望强调，要抓好春耕。",
        "5日，江望当选为县长。",
        "5日，县政府召开全县教育工作会议，会议由有关负责人主持。",
    ],
)
def test_a_line_passed_over_on_purpose_is_understood(line: str) -> None:
    reading = read(line)
    assert not reading.facts
    assert reading.understood


@pytest.mark.parametrize(
    "line",
    [
        "5日，县长江望检查防汛工作，副县长陶然赴京领奖。",
        "5日，县长江望出席开工仪式，副县长陶然按下启动键。",
        "5日，县长江望、副县长陶然检查防汛工作，陶然当场拍板。",
        "5日，全县教育工作会议召开，县长江望讲话，副县长陶然谢绝了采访，副县长顾盼出席。",
        "5日，县长江望检查防汛工作，副县长陶然赴泉川市。",
    ],
)
def test_a_line_is_no_record_alone_where_somebody_in_it_was_left(line: str) -> None:
    reading = read(line)
    assert reading.facts
    assert [line[start:end] for start, end in reading.left]
    assert ledger_of(line) == ["unparsed"]


@pytest.mark.parametrize(
    "line",
    [
        "5日，县长江望检查防汛工作，副县长陶然陪同。",
        "5日，县长江望会见客商，要求县商务局局长白桦做好服务。",
        "5日，县政府召开全县教育工作会议，县长江望主持，听取了副县长陶然的汇报。",
        "5日，全县教育工作会议召开，县长江望强调要抓好落实，副县长陶然参加会议。",
    ],
)
def test_a_line_of_which_nobody_was_left_is_a_record(line: str) -> None:
    reading = read(line)
    assert reading.facts
    assert not reading.left
    assert ledger_of(line) == ["record"]


def ledger_of(*lines: str) -> list[str]:
    """What became of the sentences of a log."""
    blocks = tuple(Block(line, line, range(len(line)), {}, number) for number, line in enumerate(lines, 1))
    section = Section("log", blocks, Document(), "", 2020, 1)
    return [line.outcome for line in ledger(section, daily_log.extract(section), "case.txt")]
