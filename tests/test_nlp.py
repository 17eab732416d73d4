"""The pipeline that extraction runs through, and its components in pipelines of other people's."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from itertools import chain

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import EXTRACTORS, GENRES, read_section
from kg.extract.base import Reading
from kg.extract.components import make_doc, read_sections, reader
from kg.model import Section, Source
from kg.nlp import pipeline
from kg.reflow import reflow
from kg.segment import segment
from tests.conftest import ROOT
from tests.generate import gazette
from tests.setting import Setting
from tests.test_packaging import PROJECT

NOTICE = """云州市人民政府关于市政府领导工作分工的通知
云政发〔2021〕3号
各县（市、区）人民政府，市政府直属各单位：
现将市政府领导工作分工通知如下：
江　望  负责农业农村、水利等方面工作。
分管市农业农村局、市水
利局。
云州市人民政府
2021年3月2日
"""
FACTORIES = PROJECT["entry-points"]["spacy_factories"]


def sections(text: str) -> list[Section]:
    return list(segment(reflow(Source("text.txt", "0" * 64, text)), text))


@pytest.fixture
def foreign() -> Language:
    """A pipeline that somebody else made, with a tokenizer of its own."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("gongbao_leadership")
    return nlp


def ends(doc: Doc) -> set[tuple[str, str]]:
    return {("".join(span.text.split()), span.label_) for span in doc.spans["gongbao"]}


def test_a_token_is_a_character() -> None:
    text = "江 望\n任局长。𠮷"
    doc = pipeline().make_doc(text)
    assert [token.text for token in doc] == list(text)
    assert doc.text == text


def test_pipeline_has_the_components_asked_for_in_their_order() -> None:
    assert pipeline("gongbao_issuance", "gongbao_briefs").pipe_names == ["gongbao_issuance", "gongbao_briefs"]
    assert reader().pipe_names == [f"gongbao_{name}" for name in EXTRACTORS]


def test_pipeline_survives_its_config() -> None:
    nlp = pipeline("gongbao_leadership")
    again = spacy.util.load_model_from_config(nlp.config)
    assert "市水利局" in {text for text, _ in ends(again(NOTICE))}
    assert pipeline("gongbao_leadership").from_bytes(nlp.to_bytes()).pipe_names == ["gongbao_leadership"]


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(ValueError, match="gongbao_weather"):
        pipeline("gongbao_weather")


@pytest.mark.parametrize("seed", range(3))
def test_the_pipeline_reads_what_the_extractors_read(seed: int) -> None:
    text = gazette(seed, setting=Setting(24, padded=True, paged=True)).text
    for section, reading in read_sections(sections(text)):
        bare = read_section(section)
        assert sorted(map(repr, reading.facts)) == sorted(map(repr, bare.facts))
        assert sorted(map(repr, reading.records)) == sorted(map(repr, bare.records))
        assert sorted(reading.understood) == sorted(bare.understood)


def test_spans_of_a_section_are_the_mentions() -> None:
    nlp = reader()
    text = gazette(2, setting=Setting(18, spaced=True, padded=True, paged=True)).text
    for section in sections(text):
        doc = nlp(make_doc([section], nlp))
        found = doc.spans.get("gongbao", [])
        mentions = [end.text for fact in doc._.gongbao.facts for end in (fact.subject, fact.object)]
        assert "".join(span.text for span in found) == "".join(mentions)
        rules = {fact.rule for fact in doc._.gongbao.facts}
        assert {span.id_ for span in found} == rules


def test_a_component_reads_only_sections_of_its_genres() -> None:
    nlp = pipeline("gongbao_daily_log")
    genres = {
        section.genre
        for section in sections(gazette(4).text)
        if nlp(make_doc([section], nlp))._.gongbao.facts
    }
    assert genres == {genre for genre in genres if "daily_log" in GENRES[genre]} != set()


def test_a_component_works_in_a_pipeline_of_somebody_else(foreign: Language) -> None:
    doc = foreign(NOTICE)
    assert doc.text == NOTICE
    assert ends(doc) == {
        ("江望", "Person"), ("农业农村", "Duty"), ("水利", "Duty"), ("市农业农村局", "Agency"), ("市水利局", "Agency"),
    }  # fmt: skip
    assert {span.id_.partition(".")[0] for span in doc.spans["gongbao"]} == {"leadership"}
    stated = [(fact.relation, fact.object.text) for fact in doc._.gongbao.facts]
    assert ("分管", "市水利局") in stated
    assert {fact.attributes["date"] for fact in doc._.gongbao.facts} == {"2021-03-02"}


def test_components_add_to_each_other(foreign: Language) -> None:
    foreign.add_pipe("gongbao_issuance")
    relations = [fact.relation for fact in foreign(NOTICE)._.gongbao.facts]
    assert relations.index("ISSUED") > relations.index("分管")


def test_a_text_without_facts_has_an_empty_reading(foreign: Language) -> None:
    for text in ("", "今天天气很好。"):
        doc = foreign(text)
        assert doc._.gongbao.facts == []
        assert "gongbao" not in doc.spans or not doc.spans["gongbao"]
    assert spacy.blank("zh")("无关。")._.gongbao == Reading()


def test_a_reading_travels_with_its_doc(foreign: Language) -> None:
    for doc in (
        foreign(NOTICE),
        *reader().pipe(make_doc([section], reader()) for section in sections(NOTICE)),
    ):
        again = Doc(foreign.vocab).from_bytes(doc.to_bytes())
        assert again._.gongbao == doc._.gongbao
        assert again._.gongbao_sections == doc._.gongbao_sections
        assert [(span.text, span.label_) for span in again.spans["gongbao"]] == [
            (span.text, span.label_) for span in doc.spans["gongbao"]
        ]


def test_one_entry_point_for_each_extractor() -> None:
    assert set(FACTORIES) == {f"gongbao_{name}" for name in EXTRACTORS}
    for name, target in FACTORIES.items():
        assert callable(EntryPoint(name, target, "spacy_factories").load())
        assert Language.has_factory(name)


def test_the_command_line_loads_without_spacy() -> None:
    code = "import sys, kg, kg.cli; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(chain.from_iterable(line.split() for line in ran.stdout.splitlines()))
    assert "kg" in loaded
    assert loaded.isdisjoint({"spacy", "thinc", "numpy", "networkx", "pyvis"})
