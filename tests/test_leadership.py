"""Leadership notices: who answers for what, oversees and liaises with whom, helps whom, and what a notice ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.extract import leadership
from kg.extract.base import Reading
from kg.model import Document, Record, Section, Source
from kg.reflow import reflow
from kg.segment import segment
from tests.attended import assert_cut_out, cases


def read(text: str, document: Document | None = None) -> Reading:
    """A section of the genre, whatever the text looks like."""
    blocks = reflow(Source("case.txt", "0" * 64, text))
    return leadership.extract(Section("leadership", blocks, document or Document()))


def stated(reading: Reading) -> set[tuple[str, str, str]]:
    """Person, relation and object of every fact."""
    return {(fact.subject.text, fact.relation, fact.object.text) for fact in reading.facts}


def records(reading: Reading, kind: str) -> list[Record]:
    return [record for record in reading.records if record.kind == kind]


def ended(reading: Reading) -> set[tuple[str, str, str]]:
    rows = [record.values for record in records(reading, "ending")]
    return {(row["subject"].text, row["relation"], row["object"].text) for row in rows}


def flat(listed: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The facts of a case, written as a mapping of person, relation and objects apart by spaces."""
    for person, portfolio in listed.items():
        for relation, objects in portfolio.items():
            yield from ((person, relation, name) for name in objects.split())


@pytest.mark.parametrize("case", cases("leadership"), ids=lambda case: case["case"])
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    assert stated(reading) == set(flat(case["facts"]))
    assert ended(reading) == set(flat(case.get("endings", {})))
    statuses = {
        record.values["subject"].text: record.values["status"] for record in records(reading, "status")
    }
    assert statuses == case.get("status", {})
    helped: dict[str, dict[str, str]] = {}
    for fact in reading.facts:
        assert_cut_out(case["text"], fact.subject.text, fact.subject.spans)
        assert_cut_out(case["text"], fact.object.text, fact.object.spans)
        if "whom" in fact.attributes:
            helped.setdefault(fact.subject.text, {})[fact.object.text] = fact.attributes["whom"]
    assert helped == case.get("whom", helped)
    if "scope" in case:
        assert [record.values["scope"] for record in records(reading, "notice")] == [case["scope"]]


NOTICE = """\
云州市人民政府
关于市政府领导成员工作分工的通知
云政发〔2019〕7号

各县（市、区）人民政府，市政府直属各单位：

江　望  领导市政府全面工作。
仝　岚  负责市政府常务工作，协助市长负责审计工作。
分管市水利局。

云州市人民政府
2019年5月8日
"""


def notice() -> Reading:
    (section,) = segment(reflow(Source("case.txt", "0" * 64, NOTICE)), NOTICE)
    return leadership.extract(section)


def test_facts_bear_the_date_under_the_notice() -> None:
    assert {fact.attributes["date"] for fact in notice().facts} == {"2019-05-08"}
    assert {fact.evidence.document for fact in notice().facts} == {"云政发〔2019〕7号"}


def test_a_text_without_a_date_gives_none() -> None:
    assert all("date" not in fact.attributes for fact in read("江望：分管市水利局。").facts)


def test_a_fact_quotes_its_sentence_from_the_name_on() -> None:
    quotes = [fact.evidence.quote for fact in notice().facts]
    assert quotes == [
        "江望领导市政府全面工作。",
        "仝岚负责市政府常务工作，协助市长负责审计工作。",
        "仝岚负责市政府常务工作，协助市长负责审计工作。",
        "分管市水利局。",
    ]


def test_each_fact_names_its_rule() -> None:
    rules = [fact.rule for fact in notice().facts]
    assert rules == [
        "leadership.leads",
        "leadership.answers",
        "leadership.helps_to_do",
        "leadership.oversees",
    ]


def test_a_notice_is_recorded_with_scope_title_and_date() -> None:
    (record,) = records(notice(), "notice")
    assert record.values == {
        "scope": "full",
        "title": "关于市政府领导成员工作分工的通知",
        "date": "2019-05-08",
    }
    assert record.evidence.quote == "关于市政府领导成员工作分工的通知"


@pytest.mark.parametrize(
    ("title", "scope"),
    [
        ("关于调整市政府领导分工的通知", "full"),
        ("关于县长、副县长工作分工的通知", "full"),
        ("关于部分县政府领导同志分工调整的通知", "partial"),
        ("关于江望同志工作分工的通知", "partial"),
    ],
)
def test_a_title_tells_the_scope(title: str, scope: str) -> None:
    (record,) = records(read("江望同志分管市水利局。", Document(title=title)), "notice")
    assert record.values["scope"] == scope


def test_what_stays_unchanged_makes_a_notice_partial() -> None:
    reading = read("江望同志分管市水利局。\n其他领导同志分工不变。", Document(title="关于领导分工的通知"))
    assert records(reading, "notice")[0].values["scope"] == "partial"


def test_a_section_without_a_portfolio_is_no_notice() -> None:
    assert not read("各位副市长按照分工做好工作。").records


def test_a_fact_stated_twice_is_stated_once() -> None:
    reading = read("江望同志分管市水利局，联系市水文站。江望同志分管市水利局。")
    assert len(reading.facts) == len(stated(reading)) == 2


def test_a_collective_is_one_body() -> None:
    reading = read("江望同志联系中央、省属驻云企业，在云各金融机构，各民主党派。")
    assert [fact.object.text for fact in reading.facts] == [
        "中央、省属驻云企业",
        "在云各金融机构",
        "各民主党派",
    ]


def test_sentences_that_state_nothing_are_understood() -> None:
    reading = read("江望同志分管市水利局。与仝岚同志互为AB角。\n各位副市长对分管领域的安全生产负责。")
    assert {rule for _, rule in reading.understood} == {"leadership.mutual", "leadership.of_all"}


COLUMNS = """\
姓  名      职        务        分            工

                              主持集团全面工作。分管审计部、战
江　望    董事长              略发展部。联系云州水电公司。
                              协助江望同志负责安全生产工作。分
                              管工程管理部、招标中心、云州水务
仝小岚    总经理              有限公司。联系云州燃气公司、在云
                              各参建单位。
"""


def test_a_name_half_way_down_its_column_gets_the_lines_above_it() -> None:
    assert stated(read(COLUMNS)) == set(
        flat(
            {
                "江望": {"负责": "集团全面工作", "分管": "审计部 战略发展部", "联系": "云州水电公司"},
                "仝小岚": {
                    "协助": "安全生产",
                    "分管": "工程管理部 招标中心 云州水务有限公司",
                    "联系": "云州燃气公司 在云各参建单位",
                },
            }
        )
    )


def test_a_cell_cut_by_a_name_is_quoted_in_order() -> None:
    quotes = {fact.evidence.quote for fact in read(COLUMNS).facts}
    assert "分管工程管理部、招标中心、云州水务有限公司。" in quotes


def test_a_name_before_a_list_of_names_opens_no_entry() -> None:
    assert not read("组长：江望\n副组长：仝岚、方舟\n成员：闵山、单于飞").facts


@pytest.mark.parametrize(
    "text",
    [
        "市教育局负责校园安全工作，市公安局分管警务站。",
        "安监局负责安全生产工作。",
        "办公室  负责文秘工作。",
        "副市长江望主持开幕式，副市长仝岚出席。",
        "县长江望主持召开会议，分管领导汇报工作。",
    ],
)
def test_neither_bodies_nor_meetings_have_portfolios(text: str) -> None:
    assert not read(text).facts


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    many = "、".join(f"市第{number}中学和市第{number}小学" for number in range(4000))
    assert len(read(f"江望同志分管{many}。").facts) == 8000
