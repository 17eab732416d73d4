"""Tags: bracketed or labelled clauses that name who leads and who answers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.responsibilities import roles
from kg.extract.responsibilities.bodies import bodies, items, tells_time
from kg.extract.responsibilities.headings import PAIRS, is_bracketed
from kg.mentions.lists import outside, split
from kg.mentions.tables import breaks_line
from kg.model import Block, Span

_REMARK = re.compile(r"（[^（）]*）$")
_NOWHERE: frozenset[int] = frozenset()
_OPENER = re.compile("[（【〔]")
_EITHER = {pair[0]: re.compile(f"[{pair}]") for pair in ("（）", "【】", "〔〕")}
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[●◆◇·△○■□—-])?"
)
_OF_PAGES = frozenset(("主办", "承办"))
"""Outside brackets these are who keeps the page."""
_BETWEEN = re.compile(r"[。；）】—]$")


class Tag(NamedTuple):
    """A tag's range in its block and the bodies in it, each with its relation and whether the tag says so itself."""

    start: int
    end: int
    named: tuple[tuple[Span, str], ...]
    first_leads: bool = False
    henceforth: bool = False
    hangs: bool = False
    """Whether it is a labelled list outside brackets that no stop closes."""

    @property
    def has_lead(self) -> bool:
        """Whether the tag names a leading body outright."""
        return any(relation == roles.LEAD for _, relation in self.named)


def find_tags(block: Block) -> list[Tag]:
    """The tags of a block in order: labels at a line's or a sentence's head, and brackets outside those."""
    norm = block.norm
    if not roles.gate(norm):
        return []
    brackets = list(_brackets(norm))
    apart = _apart(block) if block.gaps else _NOWHERE
    labels = roles.labels(norm, 0, len(norm))
    found = list(_open_tags(block, brackets, labels, apart))
    taken = _Ranges([(tag.start, tag.end) for tag in found])
    for start, end in brackets:
        tag = _bracketed(norm, start, end, labels, apart)
        if tag is not None and not taken.around(start):
            found.append(tag)
    return sorted(found, key=_place) if len(found) > 1 else found


class _Ranges:
    """Ranges in order of which none overlaps another."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def around(self, at: int) -> Span | None:
        """The range that a place stands in, its first one included."""
        index = bisect_right(self._starts, at) - 1
        return self._spans[index] if index >= 0 and at < self._spans[index][1] else None


def _apart(block: Block) -> frozenset[int]:
    """The places before which nothing but white space within a line was left out."""
    places = (at for at, gap in block.gaps.items() if not breaks_line(gap))
    return frozenset(
        at for at in places if block.offsets[at] - block.offsets[at - 1] == len(block.gaps[at]) + 1
    )


def _place(tag: Tag) -> int:
    return tag.start


def _start(label: roles.Label) -> int:
    return label.start


def _brackets(norm: str) -> Iterator[Span]:
    """The outermost brackets; one that is never closed reaches to the end of its sentence or block."""
    index = 0
    while opener := _OPENER.search(norm, index):
        index = _closing(norm, opener.start())
        yield opener.start(), index


def _closing(norm: str, start: int) -> int:
    depth = 0
    for mark in _EITHER[norm[start]].finditer(norm, start):
        depth += 1 if mark.group() == norm[start] else -1
        if depth == 0:
            return mark.end()
    stop = norm.find("。", start)
    return len(norm) if stop < 0 else stop


def _bracketed(
    norm: str, start: int, end: int, labels: Sequence[roles.Label], apart: frozenset[int]
) -> Tag | None:
    inner = (start + 1, end - (norm[end - 1] in "）】〕"))
    first = bisect_left(labels, inner[0], key=_start)
    mine = labels[first : bisect_left(labels, inner[1], first, key=_start)]
    if mine:
        return _labelled(norm, (start, end), inner, mine, apart)
    return _by_verbs(norm, start, end, *inner, apart) if roles.gate(norm[slice(*inner)]) else None


def _open_tags(
    block: Block, brackets: Sequence[Span], labels: Sequence[roles.Label], apart: frozenset[int]
) -> Iterator[Tag]:
    """Labels outside brackets, at the head of the block or of a sentence in it: 牵头单位：市水利局。"""
    norm, index = block.norm, 0
    within = _Within(norm, brackets)
    for number, label in enumerate(labels):
        at = label.start
        if at >= index and label.form not in _OF_PAGES and _heads(norm, at, block.gaps) and not within.at(at):
            index = _labels_end(norm, label.end)
            mine = labels[number : bisect_left(labels, index, number, key=_start)]
            tag = _labelled(norm, (at, index), (at, index), mine, apart)
            if tag is not None:
                yield tag


class _Within:
    """Whether places, asked for one after the other, stand in brackets or quotes."""

    def __init__(self, norm: str, brackets: Sequence[Span]) -> None:
        self._norm = norm
        self._brackets = _Ranges(brackets)
        self._open = dict.fromkeys(PAIRS, 0)
        self._counted = 0

    def at(self, place: int) -> bool:
        """Whether more brackets or quotes of a kind open before the place than close."""
        for left, right in self._open:
            self._open[left, right] += self._norm.count(left, self._counted, place)
            self._open[left, right] -= self._norm.count(right, self._counted, place)
        self._counted = place
        around = self._brackets.around(place)
        return (around is not None and around[0] < place) or any(depth > 0 for depth in self._open.values())


def _heads(norm: str, at: int, gaps: Container[int]) -> bool:
    numbering = _NUMBERING.match(norm)
    return (
        at == 0
        or at in gaps
        or bool(numbering and numbering.end() == at)
        or bool(_BETWEEN.search(norm[at - 1]))
    )


def _labels_end(norm: str, start: int) -> int:
    """Where a run of labelled lists ends: at a full stop that no label follows."""
    begin, index = start, norm.find("。", start)
    while index >= 0 and not is_bracketed(norm, begin, index):
        begin = index + 1
        if not roles.label().match(norm, begin):
            return begin
        index = norm.find("。", begin)
    if index < 0:
        return len(norm)
    ends = (at + 1 for at in outside(norm, begin, len(norm), "。"))
    return next((end for end in ends if not roles.label().match(norm, end)), len(norm))


def _labelled(
    norm: str, whole: Span, inner: Span, labels: Sequence[roles.Label], apart: frozenset[int]
) -> Tag | None:
    before = _by_verbs(norm, *whole, inner[0], labels[0].start, apart) if labels[0].start > inner[0] else None
    named = list(before.named) if before else []
    for number, label in enumerate(labels):
        stop = labels[number + 1].start if number + 1 < len(labels) else inner[1]
        if label.relation != roles.NOBODY:
            named += _under_label(norm, label.end, stop, label.relation, apart)
    if not named and all(label.relation != roles.NOBODY for label in labels):
        return None
    text = norm[slice(*whole)]
    first_leads = roles.first_leads(text)
    henceforth = first_leads and bool(roles.rule("henceforth").search(text))
    return Tag(*whole, tuple(named), first_leads, henceforth, whole == inner and text[-1] not in "。；")


def in_cell(
    norm: str, start: int, end: int, relation: str, apart: frozenset[int] = _NOWHERE
) -> Iterator[tuple[Span, str]]:
    """The bodies in a table's cell, each with the column's relation or the one that the cell itself gives it.

    ``apart`` holds the places before which white space or the end of a line stands.
    """
    labels = roles.labels(norm, start, end)
    stops = [label.start for label in labels] + [end]
    yield from _under_label(norm, start, stops[0], relation, apart)
    for label, stop in zip(labels, stops[1:], strict=True):
        if label.relation != roles.NOBODY:
            yield from _under_label(norm, label.end, stop, label.relation, apart)


def _under_label(
    norm: str, start: int, end: int, relation: str, apart: frozenset[int]
) -> Iterator[tuple[Span, str]]:
    here = frozenset(at - start for at in apart if start < at < end) if apart else apart
    for left, right, own in _listed(norm[start:end], here):
        yield (start + left, start + right), own or relation


@lru_cache(maxsize=16384)
def _listed(text: str, apart: frozenset[int]) -> tuple[tuple[int, int, str | None], ...]:
    """The bodies of a list, each with the relation that its clause gives it."""
    found: list[tuple[int, int, str | None]] = []
    for first, last in split(text, 0, len(text), "，；。"):
        here = frozenset(at - first for at in apart if first < at < last) if apart else apart
        found += ((first + left, first + right, own) for left, right, own in _clause(text[first:last], here))
    return tuple(found)


@lru_cache(maxsize=16384)
def _clause(text: str, apart: frozenset[int]) -> tuple[tuple[int, int, str | None], ...]:
    """The bodies between two commas; a closing verb (…、丙局配合) gives its own relation to those it closes."""
    remark = _REMARK.search(text) if text.endswith("）") else None
    if remark and roles.is_remark(remark.group()):
        text = text[: remark.start()]
    general = roles.rule("for-all").search(text) if "责任单位" in text else None
    if general:
        return ((*general.span("need" if general["need"] else "are"), roles.ANSWERS),)
    if roles.is_remark(text):
        return ()
    stop, relation = roles.ending(text) or (len(text), None)
    return tuple((left, right, own or relation) for left, right, own in bodies(text, 0, stop, True, apart))


def _by_verbs(norm: str, start: int, end: int, first: int, last: int, apart: frozenset[int]) -> Tag | None:
    """甲、乙牵头，丙、丁按职责分工负责: each verb governs the bodies since the verb before it."""
    named: list[tuple[Span, str]] = []
    begin = first
    for item_start, item_end in split(norm, first, last, "、，；。"):
        verb = roles.ending(norm[item_start:item_end])
        if verb is None:
            continue
        stop = item_start + verb[0]
        if item_start <= begin + 1 and tells_time(norm[item_start:stop]):  # 全年实施, 2018年底前落实
            begin = item_end
            continue
        listed = list(bodies(norm, begin, stop, False, apart))
        if not listed or not _covers(norm, begin, stop, len(listed), apart):
            return None
        named += [((a, b), own or verb[1]) for a, b, own in listed]
        begin = item_end
    return Tag(start, end, tuple(named)) if named else None


def _covers(norm: str, start: int, end: int, count: int, apart: frozenset[int]) -> bool:
    """Whether the clause names bodies and little else; in a sentence most items are none."""
    return end - start < 400 and count * 2 >= len(items(norm, start, end, apart))
