"""Blocks into sections: where documents begin and end, what is known of them, of which genre they are."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Block, Section, Source
from kg.reflow import reflow
from kg.segment import segment
from kg.segment.heads import read_head
from kg.segment.jurisdiction import jurisdiction_in
from kg.segment.numbers import find_number
from kg.segment.titles import read_title
from tests.attended import cases
from tests.mutate import rewrap


def sections(text: str, **known: str) -> list[Section]:
    return segment(reflow(Source("case.txt", "0" * 64, text)), text, **known)


def row(section: Section) -> str:
    document = section.document
    issuers = "、".join(issuer.text for issuer in document.issuers)
    parts = (section.genre, document.number, document.title, issuers, document.date, document.jurisdiction)
    return " | ".join(part or "-" for part in parts)


@pytest.mark.parametrize("case", cases("segment"), ids=lambda case: case["case"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_case(case: dict[str, Any], ends: str) -> None:
    assert [row(section) for section in sections(case["text"].replace("\n", ends))] == case["sections"]


@pytest.mark.parametrize("case", cases("segment"), ids=lambda case: case["case"])
def test_no_block_is_lost_or_comes_twice(case: dict[str, Any]) -> None:
    blocks = reflow(Source("case.txt", "0" * 64, case["text"]))
    kept = [block for section in sections(case["text"]) for block in section.blocks]
    assert sorted(block.offsets[0] for block in kept) == sorted(block.offsets[0] for block in blocks)


LONG = next(case for case in cases("segment") if case["case"].startswith("an annex"))


@pytest.mark.parametrize("width", [15, 18, 22, 26, 30, 36, 45])
def test_wrapped_at_any_width_the_documents_are_the_same(width: int) -> None:
    assert [row(section) for section in sections(rewrap(LONG["text"], width))] == LONG["sections"]


def test_what_a_pasted_text_lacks_may_be_said_and_overrides_nothing() -> None:
    (section,) = sections("分管市水利局。", jurisdiction="云州市", date="2020-03-01")
    assert (section.document.jurisdiction, section.document.date) == ("云州市", "2020-03-01")
    (section,) = sections(
        "澜江县水利局关于防汛的通知\n澜水〔2018〕4号\n各乡镇：\n请做好防汛工作，确保安全。\n澜江县水利局\n2018年5月9日",
        date="2020-03-01",
    )
    assert section.document.date == "2018-05-09"


def test_a_months_sections_share_the_month_that_one_of_them_names() -> None:
    text = "云州市人民政府公报\n2012年第2期\n\n2月份市政府人事任免\n任命：\n汪澄为云州市审计局副局长；\n\n市政府大事记\n1日\n△市长江望检查防汛。\n7日\n△市长江望调研。\n"
    months = {section.genre: (section.year, section.month) for section in sections(text)}
    assert months["appointments"] == months["log"] == (2012, 2)


def block(text: str) -> Block:
    """A block of ``text``: two spaces are kept as a gap."""
    bare = "".join(text.split())
    gaps, position = {}, 0
    for word in text.split():
        if position:
            gaps[position] = "  "
        position += len(word)
    return Block(bare, bare, range(len(bare)), gaps, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("云政发〔2020〕5号", "number"),
        ("（云政发〔2020〕5号）", "number"),
        ("云政发〔二○○五〕5号  签发人：江望", "number"),
        ("第12号", "serial"),
        ("YZCR-2017-01003", "registration"),
        ("云州市人民政府文件", "letterhead"),
        ("云州市人民政府令", "order"),
        ("关于做好防汛工作的通知", "title"),
        ("云州市水利局  云州市财政局", "issuer"),
        ("各县（市、区）人民政府：", "salutation"),
        ("澜江县人民政府：", "salutation"),
        ("2020年3月5日", "date"),
        ("（2016年8月26日云州市第十四届人民代表大会常务委员会第三十六次会议通过）", "date"),
        ("云州市人民政府办公室  2020年3月6日印发", "tail"),
        ("抄送：市委各部门。", "tail"),
        ("——————————", "rule"),
        ("责任单位：", None),
        ("现将有关事项通知如下：", None),
        ("现将关于防汛的通知", None),
        ("云州市人民政府公报", None),
        ("云州市举行", None),
        ("关于做好防汛工作的通知精神，落实责任。", None),
    ],
)
def test_what_a_line_is(text: str, kind: str | None) -> None:
    head = read_head(block(text))
    assert (head.kind if head else None) == kind


@pytest.mark.parametrize(
    ("text", "title", "issuers"),
    [
        ("云州市人民政府关于发展物流业的意见", "关于发展物流业的意见", ["云州市人民政府"]),
        ("云州市公安局云州市水利局关于禁渔的通告", "关于禁渔的通告", ["云州市公安局", "云州市水利局"]),
        (
            "云州市财政局  国家税务总局云州市税务局关于减税的通知",
            "关于减税的通知",
            ["云州市财政局", "国家税务总局云州市税务局"],
        ),
        ("临川省教育厅等十部门关于研学旅行的意见", "关于研学旅行的意见", ["临川省教育厅"]),
        (
            "云州市人民政府办公室转发市民政局关于殡葬改革意见的通知",
            "转发市民政局关于殡葬改革意见的通知",
            ["云州市人民政府办公室"],
        ),
        (
            "中共云州市委  云州市人民政府关于人才工作的决定",
            "关于人才工作的决定",
            ["中共云州市委", "云州市人民政府"],
        ),
    ],
)
def test_a_title_leaves_its_issuers_out(text: str, title: str, issuers: list[str]) -> None:
    found = read_title(block(text))
    assert found is not None
    assert (found[0].text, [issuer.text for issuer in found[1]]) == (title, issuers)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("云州市人民政府关于发展物流业的意见云政发〔2012〕6号", "云政发〔2012〕6号"),
        ("云州市水利局关于防汛的通知（云水〔2012〕16号）", "云水〔2012〕16号"),
        ("县政府以枫政发〔2019〕3号文件印发", "枫政发〔2019〕3号"),
        ("没有文号的一行", None),
    ],
)
def test_a_number_begins_behind_white_space_a_mark_or_a_title(text: str, number: str | None) -> None:
    found = find_number(block(text))
    assert (text[slice(*found)] if found else None) == number


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["云州市人民政府公报", "2012年第2期"], "云州市"),
        (["晴川区政府大事记（2018年9月）"], "晴川区"),
        (["岭东省水利厅2016年大事记"], "岭东省"),
        (["南陵市鼓山区人民政府"], "南陵市鼓山区"),
        (["全市人民政府系统要认真贯彻", "县政府召开会议"], None),
        (["大会选举江望为县人民政府县长"], None),
    ],
)
def test_the_government_that_speaks(lines: list[str], place: str | None) -> None:
    assert jurisdiction_in(lines) == place


@pytest.mark.parametrize(
    "piece",
    [
        "关于",
        "云州市人民政府\n",
        "云政发〔2020〕5号\n",
        "2020年3月5日\n",
        "各县：\n",
        "——————\n",
        "目录\n",
        "文号：\n",
    ],
)
def test_garbled_text_of_any_length_raises_nothing(piece: str) -> None:
    sections(piece * 300)
