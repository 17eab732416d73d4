"""Documents: who issued which, by their own heads, by lists of them and by a log's lines."""

from __future__ import annotations

from typing import Any

import pytest

from kg.extract import issuance, read_section
from kg.extract.issuance.own import head_lines
from kg.extract.listed import only_new
from kg.model import Block, Document, Fact, Record, Section, Source
from kg.reflow import reflow
from kg.segment import segment
from tests.attended import assert_cut_out, cases


def records(text: str) -> tuple[list[Fact], list[Record]]:
    """The ISSUED facts and the document records of a text."""
    sections = segment(reflow(Source("case.txt", "0" * 64, text)), text)
    readings = only_new([(section, read_section(section)) for section in sections])
    facts = [fact for _, reading in readings for fact in reading.facts if fact.relation == "ISSUED"]
    documents = [record for _, reading in readings for record in reading.records if record.kind == "document"]
    return facts, documents


def row(fact: Fact, titled: bool) -> str:
    told = fact.attributes
    parts = [fact.subject.text, fact.object.text, told.get("date", "")]
    return " | ".join(parts + ([told.get("title", "")] if titled else []))


def plain(line: str) -> str:
    """The line as ``row`` writes it, its title apart."""
    return " | ".join(part.strip() for part in [*line.split("|"), ""][:3])


@pytest.mark.parametrize("case", cases("issuance"), ids=lambda case: case["case"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_case(case: dict[str, Any], ends: str) -> None:
    text = case["text"].replace("\n", ends)
    facts, _ = records(text)
    assert sorted(row(fact, titled=False) for fact in facts) == sorted(map(plain, case["facts"]))
    titled = {
        " | ".join(part.strip() for part in line.split("|")) for line in case["facts"] if line.count("|") == 3
    }
    assert titled <= {row(fact, titled=True) for fact in facts}
    for fact in facts:
        for end in (fact.subject, fact.object):
            assert_cut_out(text, end.text, end.spans)


NOTICE = """YZCR-2017-01003
云政规〔2017〕3号
云州市人民政府关于印发公租房管理办法的通知
各县（市、区）人民政府：
现将《公租房管理办法》印发给你们，请认真贯彻执行。
云州市人民政府
2017年7月7日
"""


def test_a_document_is_one_record_with_all_that_is_known_of_it() -> None:
    _, (document,) = records(NOTICE)
    values = document.values
    assert (values["number"].text, values["title"].text) == (
        "云政规〔2017〕3号",
        "关于印发公租房管理办法的通知",
    )
    assert [issuer.text for issuer in values["issuer"]] == ["云州市人民政府"]
    assert (values["date"], values["registration"]) == ("2017-07-07", "YZCR-2017-01003")


def test_what_a_list_says_of_a_document_printed_beside_it_comes_once() -> None:
    listed = "目　录\n云州市人民政府关于印发公租房管理办法的通知（云政规〔2017〕3号）……1\n\n"
    facts, documents = records(listed + NOTICE)
    assert len(facts) == len(documents) == 1
    assert facts[0].attributes["date"] == "2017-07-07"


def test_what_a_list_adds_to_a_document_printed_beside_it_stays() -> None:
    table = "文号\t标题\t发文机关\t成文日期\n云政规〔2017〕3号\t关于印发公租房管理办法的通知\t云州市人民政府\t2017-07-07\n"
    undated = NOTICE.replace("2017年7月7日\n", "")
    _, documents = records(f"2017年文件目录\n{table}\n{undated}")
    assert [document.values["date"] for document in documents] == ["2017-07-07", None]


def test_a_log_line_about_a_document_printed_beside_it_keeps_its_own_fact() -> None:
    log = "2017年7月大事记\n7日　市政府印发《云州市人民政府关于印发公租房管理办法的通知》（云政规〔2017〕3号）。\n8日　市长江望调研。\n"
    facts, _ = records(f"{NOTICE}\n{log}")
    assert [fact.subject.text for fact in facts] == ["云州市人民政府", "市政府"]


@pytest.mark.parametrize(
    "line",
    [
        "3日，根据县政府印发的《工作规则》开展检查。",
        "3日，县委学习县政府印发的《工作规则》。",
        "3日，会议讨论了《县政府工作规则》，决定印发。",
        "3日，传达国办发〔2018〕20号文件精神。",
        "3日，拟由县政府印发《工作方案》。",
        "3日，县政府发布消息。",
        "3日，举行《云州年鉴》发布仪式。",
    ],
)
def test_a_line_that_only_mentions_a_document_states_nothing(line: str) -> None:
    block = Block(line, line, range(len(line)), {}, 1)
    assert issuance.extract(Section("log", (block,), Document(), "", 2018, 5)).facts == []


def test_head_and_foot_are_understood() -> None:
    section = segment(reflow(Source("case.txt", "0" * 64, NOTICE)), NOTICE)[0]
    assert {head.kind for _, head in head_lines(section)} >= {"number", "title", "salutation", "date"}


@pytest.mark.parametrize(
    "piece",
    [
        "关于",
        "〔2018〕",
        "云政发〔2018〕3号",
        "《",
        "县政府印发《",
        "通知\n",
        "云州市人民政府\n",
        "……1",
        "\t",
    ],
)
@pytest.mark.parametrize("genre", ["log", "catalogue", "other"])
def test_garbled_text_of_any_length_raises_nothing(piece: str, genre: str) -> None:
    text = piece * 200
    issuance.extract(Section(genre, reflow(Source("case.txt", "0" * 64, text)), Document()))
    records(text)
