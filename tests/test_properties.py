"""What holds for every text: generated gazettes, gold documents set otherwise, and nonsense."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Source
from kg.pipeline import extract
from kg.read import read_source
from tests.conftest import ROOT
from tests.generate import Gazette, gazette
from tests.mutate import (
    ENCODINGS,
    FULL_WIDTH_DIGITS,
    HALF_WIDTH,
    claims,
    difference,
    facts,
    facts_of,
    fold,
    pad,
    page,
    rewrap,
)
from tests.setting import Setting, lay

some = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
seeds = st.integers(0, 10_000)
WIDTHS = (18, 20, 23, 28, 34, 40)
PLAIN = Setting(indented=True)
HEAD = "市政公报（总第214期） 政务"
GOLD = sorted((ROOT / "tests" / "gold" / "view").rglob("*.txt"))


@cache
def plain(seed: int) -> Gazette:
    return gazette(seed, setting=PLAIN)


def people(made: Gazette) -> set[str]:
    return {fact.subject for fact in made.facts if fact.relation not in ("ISSUED", "牵头", "责任")}


def spans_are_mentions(text: str, found: Sequence[Mapping[str, Any]]) -> None:
    for fact in found:
        for end in (fact["subject"], fact["object"]):
            cut = "".join("".join(text[start:stop] for start, stop in end["spans"]).split())
            assert cut == end["mention"], fact
        assert 0 <= fact["source"]["start"] < fact["source"]["end"] <= len(text)


@some
@given(seeds)
def test_every_span_cut_out_is_the_mention(seed: int) -> None:
    made = gazette(seed)
    found = facts(made.text)
    assert found
    spans_are_mentions(made.text, found)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_span_in_the_gold_documents_is_the_mention(path: Path) -> None:
    source = read_source(path)
    spans_are_mentions(source.text, facts_of(source))


def test_every_span_in_a_real_gazette_is_the_mention(shared: Path) -> None:
    for path in sorted((shared / "gazettes").glob("*.txt")):
        source = read_source(path)
        found = facts_of(source)
        assert len(found) > 300
        spans_are_mentions(source.text, found)


@some
@given(seeds)
def test_every_fact_written_is_found_and_no_other(seed: int) -> None:
    made = gazette(seed)
    found = {
        (fact["relation"], fact["subject"]["mention"], fact["object"]["mention"]) for fact in facts(made.text)
    }
    written = {(fact.relation, fact.subject, fact.object) for fact in made.facts}
    assert (sorted(written - found), sorted(found - written)) == ([], [])


@some
@given(seeds)
def test_facts_bear_the_dates_written(seed: int) -> None:
    made = plain(seed)
    dated = {
        (
            fact["relation"],
            fact["subject"]["mention"],
            fact["object"]["mention"],
            fact["attributes"].get("date"),
        )
        for fact in facts(made.text)
    }
    written = {(fact.relation, fact.subject, fact.object, fact.date) for fact in made.facts if fact.date}
    assert sorted(written - dated) == []


@some
@given(seeds, st.sampled_from(WIDTHS), st.booleans(), st.booleans(), st.booleans())
def test_setting_changes_no_fact(seed: int, width: int, spaced: bool, padded: bool, paged: bool) -> None:
    made = plain(seed)
    setting = Setting(width, spaced, padded, paged, indented=True)
    masthead = made.text[: made.text.index("\n\n") + 2]
    text = masthead + lay(made.paragraphs, setting, HEAD, sorted(people(made)) if padded else ())
    assert difference(claims(facts(made.text)), claims(facts(text))) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_and_line_ends_change_no_fact(encoding: str) -> None:
    made = gazette(3)
    assert difference(claims(facts(made.text)), claims(facts(ENCODINGS[encoding](made.text)))) == []


@pytest.mark.parametrize(
    "table", [HALF_WIDTH, FULL_WIDTH_DIGITS], ids=["half-width stops", "full-width digits"]
)
@some
@given(seed=seeds)
def test_width_of_stops_and_digits_changes_no_fact(table: dict[int, int], seed: int) -> None:
    made = plain(seed)
    assert difference(claims(facts(made.text)), claims(facts(made.text.translate(table)))) == []


@some
@given(seeds, st.data())
def test_cut_after_a_sentence_nothing_is_stated_that_the_whole_does_not_state(
    seed: int, data: st.DataObject
) -> None:
    text = plain(seed).text
    ends = [index + 1 for index, char in enumerate(text) if char == "。"]
    cut = text[: data.draw(st.sampled_from(ends))]
    whole = {claim[:3] for claim in claims(facts(text))}
    assert sorted({claim[:3] for claim in claims(facts(cut))} - whole) == []


@some
@given(seeds, st.data())
def test_garbled_text_is_read_without_an_error(seed: int, data: st.DataObject) -> None:
    made = gazette(seed)
    shuffle = random.Random(data.draw(seeds))
    text = shuffle.choice((_shuffled_lines, _shuffled_characters, _torn, _doubled))(made.text, shuffle)
    source = Source("garbled.txt", "0" * 64, text)
    spans_are_mentions(text, facts_of(source))


def _shuffled_lines(text: str, shuffle: random.Random) -> str:
    lines = text.split("\n")
    shuffle.shuffle(lines)
    return "\n".join(lines)


def _shuffled_characters(text: str, shuffle: random.Random) -> str:
    return "".join(shuffle.sample(text, k=len(text)))


def _torn(text: str, shuffle: random.Random) -> str:
    """A character in twenty lost, one in twenty replaced by one of another place."""
    kept = (
        shuffle.choice(text) if shuffle.random() < 0.05 else char for char in text if shuffle.random() > 0.05
    )
    return "".join(kept)


def _doubled(text: str, shuffle: random.Random) -> str:
    start = shuffle.randrange(len(text))
    return text[start:] + text[:start] + text[: start // 2]


CHARACTERS = st.text(
    "江望任免去分管负责联系市县局长副、，。；：（）〔〕《》“”△一二1日月年号第 　\t\n\r\f\x0b\u2028\ufeff·—",
    max_size=300,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(CHARACTERS, st.text(max_size=100)))
def test_nonsense_is_read_without_an_error(text: str) -> None:
    source = Source("nonsense.txt", "0" * 64, text)
    spans_are_mentions(text, facts_of(source))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_shuffled_gold_is_read_without_an_error(path: Path) -> None:
    shuffle = random.Random(path.name)
    text = read_source(path).text
    for mangle in (_shuffled_lines, _shuffled_characters, _torn, _doubled):
        mangled = mangle(text, shuffle)
        spans_are_mentions(mangled, facts_of(Source("garbled.txt", "0" * 64, mangled)))


def test_ids_depend_on_no_path(tmp_path: Path) -> None:
    ids = []
    for name in ("a.txt", "b/云州.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(gazette(5).text, "utf-8")
        ids.append([record["id"] for record in extract(read_source(path)).records])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


_CUT_NUMBER = re.compile(r"[\u4e00-\u9fff]\n[\u4e00-\u9fff]{0,2}〔\d{4}〕")
"""A document's number that a line's end cuts in two."""
_WEB = re.compile(
    r"(?:索　?引　?号|文　+号|[\u4e00-\u9fff]{2}(?:机构|日期|分类))　+\S.*|.*\[\d{4}-\d\d-\d\d\]"
)


def _is_plain(path: Path) -> bool:
    """Whether a document is set a paragraph a line, without columns: then wrapping it changes nothing it says.

    A web page with its keys in a column, or with its links' days in brackets, was never set by a printer.
    """
    text = read_source(path).text
    lines = text.splitlines()
    columns = any("\t" in line.strip() or "   " in line.strip() or "|" in line for line in lines)
    columns = columns or sum(line.strip().count("　　") > 1 for line in lines) > 3
    broken = any(
        len(line) > 24 and "，" in line and line.strip()[-1] not in "。：；！？）”…】" for line in lines
    )
    broken = broken or _CUT_NUMBER.search(text) is not None
    spaced = any(line.count(" ") * 3 > len(line) for line in lines if len(line) > 24)
    web = sum(_WEB.fullmatch(line) is not None for line in lines) > 2
    return not (columns or broken or spaced or web) and max(map(len, lines)) > 60


REWRAPPED = [path for path in GOLD if _is_plain(path)]


@pytest.mark.parametrize("path", REWRAPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_gold_documents_wrapped_state_the_same(path: Path) -> None:
    text = read_source(path).text
    before = claims(facts(text))
    wrapped = {width: difference(before, claims(facts(rewrap(text, width)))) for width in (20, 28, 38)}
    assert wrapped == {width: [] for width in wrapped}


@pytest.mark.parametrize("path", REWRAPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_gold_documents_paged_padded_and_narrowly_punctuated_state_the_same(path: Path) -> None:
    text = read_source(path).text
    found = facts(text)
    before = claims(found)
    names = {fact["subject"]["mention"] for fact in found if fact["subject"]["label"] == "Person"}
    changed = {
        "paged": page(rewrap(text, 30), HEAD),
        "padded": pad(text, sorted(names)),
        "half-width": text.translate(HALF_WIDTH),
        "crlf": text.replace("\n", "\r\n"),
    }
    differing = {what: difference(before, claims(facts(other))) for what, other in changed.items()}
    assert differing == {what: [] for what in differing}


def test_generated_gazettes_differ() -> None:
    sentences = [set("".join(plain(seed).paragraphs).split("。")) for seed in range(2)]
    assert len(sentences[0] & sentences[1]) < 0.02 * len(sentences[0])
    assert plain(1) == replace(gazette(1, setting=PLAIN))
    assert {fold(fact.object) for fact in plain(1).facts} == {fact.object for fact in plain(1).facts}
