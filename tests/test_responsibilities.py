"""Responsibility tags, labelled lines and tables: who answers for which task."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import responsibilities
from kg.extract.base import Reading
from kg.model import Document, Fact, Section, Source
from kg.reflow import reflow
from kg.segment import segment
from tests.attended import assert_cut_out, cases


def read(text: str, document: Document | None = None) -> Reading:
    """A section of the genre, whatever the text looks like."""
    blocks = reflow(Source("case.txt", "0" * 64, text))
    return responsibilities.extract(Section("responsibilities", blocks, document or Document()))


def stated(text: str) -> list[Fact]:
    """What is stated in the sections that segmentation finds to be of the genre."""
    sections = segment(reflow(Source("case.txt", "0" * 64, text)), text)
    tagged = [section for section in sections if section.genre == "responsibilities"]
    return [fact for section in tagged for fact in responsibilities.extract(section).facts]


def line(fact: Fact) -> str:
    return f"{fact.relation} {fact.subject.text} | {fact.object.text}"


@pytest.mark.parametrize("case", cases("responsibilities"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    facts = stated(case["text"])
    assert sorted(map(line, facts)) == sorted(case["facts"])
    for fact in facts:
        for end in (fact.subject, fact.object):
            assert_cut_out(case["text"], end.text, end.spans)


PLAN = "（一）建设绿道。年内建成8公里。（牵头单位：市园林局；责任单位：市水利局）"


def test_a_fact_names_its_document_and_quotes_its_tag() -> None:
    lead, helper = read(PLAN, Document(number="云政办〔2021〕3号")).facts
    assert (lead.relation, helper.relation) == ("牵头", "责任")
    assert lead.attributes == helper.attributes == {"document": "云政办〔2021〕3号"}
    assert lead.evidence.quote == "（牵头单位：市园林局；责任单位：市水利局）"
    assert lead.rule == "responsibilities.tag"


def test_a_document_without_a_number_is_named_by_its_title() -> None:
    fact = read(PLAN, Document(title="关于印发绿道建设方案的通知")).facts[0]
    assert fact.attributes == {"document": "关于印发绿道建设方案的通知"}


def test_a_plan_without_any_title_leaves_the_document_out() -> None:
    assert all(not fact.attributes for fact in stated(PLAN))


def test_one_body_one_task_one_fact() -> None:
    facts = read("1.防火。巡山护林。（县林业局负责）配备器材。（县林业局、县应急管理局负责）").facts
    assert [fact.subject.text for fact in facts] == ["县林业局", "县应急管理局"]


def test_two_tasks_of_one_heading_are_two() -> None:
    facts = read("一、城区\n1.绿化。（责任单位：市园林局）\n二、乡镇\n1.绿化。（责任单位：市园林局）").facts
    assert [fact.object.text for fact in facts] == ["绿化", "绿化"]
    assert facts[0].object.spans != facts[1].object.spans


def test_heading_and_tag_without_a_body_are_understood() -> None:
    reading = read("（一）建设绿道。年内建成8公里。（责任领导：单敏；完成时限：12月底）")
    assert not reading.facts
    assert {rule for _, rule in reading.understood} == {"responsibilities.heading", "responsibilities.tag"}


@pytest.mark.parametrize(
    "text",
    [
        "1.由市商务局牵头制定细则，市财政局负责资金保障。",
        "第三条　责任单位包括直接责任单位和领导责任单位。",
        "1.各责任单位要明确专人负责（名单于3月底前报送）。",
        "1.推进改革（法律另有规定的，由有关部门负责解释）。",
        "1.加强指导（以下简称牵头单位）。",
    ],
)
def test_what_only_speaks_of_duties_states_nothing(text: str) -> None:
    assert read(text).facts == []


@pytest.mark.parametrize(
    "piece", ["（", "（牵头单位：", "】责任单位", "1.", "甲局、", "责任单位：", "|", "负责）", "一是", "和及"]
)
def test_garbled_text_of_any_length_raises_nothing(piece: str) -> None:
    read(piece * 400)
    read(f"{PLAN}{piece * 300}\n{piece}")
