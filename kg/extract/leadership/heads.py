"""Whom a paragraph, or a sentence in the midst of one, speaks of: the person line in all its forms.

A head is an enumerator, titles, a name, 同志, a bracket, titles again, in any of the orders that notices use. What
tells its end is a verb, a colon, 同志, the end of the line or a table's cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kg.extract.leadership.named import is_body, name_in, peeled
from kg.extract.leadership.rules import first_match
from kg.extract.leadership.titles import are_titles, has_title
from kg.extract.leadership.verbs import opening_at, plain_label, starts
from kg.mentions.lists import open_places, outside
from kg.mentions.names import is_name
from kg.model import Block, Span

_ENUMERATOR = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[、，]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.）]\.?|（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）[、.]?|[①-⑳]|[●◇◆○◎■□★☆▲△▪※◈➢►▶·—*-])+"
)
HOLDING = re.compile(
    r"(?:兼任?|现任|担任|任(?=[省市县区州镇乡副党政]))(?=[^，。；]{2,24}(?:长|任|记|员|委|理|席|监)(?:[、，。；]|$))"
)
_CONDITION = re.compile(
    r"(?:在|赴|到|因|援[藏疆青外]|挂职|驻村|暂不|暂未|不作|未安排|脱产|参加|离岗|病|退休|外出|协助有关|协助相关|支教|党校|省委党校|市委党校|中央党校)"
)
_HOLDING_STARTS = frozenset("兼现担任")
_CONDITION_STARTS = frozenset("在赴到因援挂驻暂不未脱参离病退外协支党省市中")
_BIOGRAPHY = re.compile(
    r"[男女]|(?:\d{4}|[一二三四五六七八九○]{4})年|汉族|中共党员|现任|[一-龥]{1,4}族[，。]"
)
_NOT_FIRST = ("由", "受", "在")
_NOT_WITHIN = (*_NOT_FIRST, "请", "被", "将", "把", "与", "对", "据", "按", "经", "因")
"""Words before a person who is not the one that the sentence gives a portfolio to."""
_REACH = 90


@dataclass(frozen=True, slots=True)
class Head:
    """The name's range, where the text after the head begins, whether a body must follow to prove it, where it begins."""

    name: Span
    end: int
    doubtful: bool = False
    begin: int = 0


def enumerator_end(norm: str, at: int) -> int:
    """Where the text after a number or bullet at ``at`` begins."""
    match = _ENUMERATOR.match(norm, at)
    return match.end() if match else at


def head_at(block: Block, at: int = 0, within: bool = False) -> Head | None:
    """The head that begins at ``at``; ``within`` a paragraph only one that its verb or colon proves."""
    norm = block.norm
    begin = enumerator_end(norm, at)
    begin = begin if begin < len(norm) else at
    if (
        norm[begin : begin + 1] in (_NOT_WITHIN if within else _NOT_FIRST)
        or HOLDING.match(norm, begin)
        or opening_at(block, begin)
        or plain_label(norm, begin)
    ):
        return None
    for mark, kind in _marks(block, begin):
        if within and kind in ("line", "wrap", "comma"):
            if kind == "wrap" or (kind == "comma" and are_titles(norm, begin, mark)):
                continue
            return None
        head = _head(block, begin, mark, kind, within)
        if head is not None:
            return replace(head, begin=begin)
        if kind != "wrap" and not (kind in ("line", "comma", "polite") and _goes_on(norm, begin, mark)):
            return None
    return None


def _goes_on(norm: str, begin: int, mark: int) -> bool:
    """Whether what stands before a mark is only the first part of a head: titles, or a row's number."""
    return are_titles(norm, begin, mark) or norm[begin:mark].isdecimal() or norm.startswith("同志", mark - 2)


def _marks(block: Block, begin: int) -> Iterator[tuple[int, str]]:
    """Where a head may end, in order, with what ends it there."""
    norm = block.norm
    limit = min(len(norm), begin + _REACH)
    for at in _places(block, begin, limit):
        gap = block.gaps.get(at, "")
        if "\n" in gap or "\r" in gap or "\t" in gap:
            yield at, "line" if "\t" in gap else "wrap"
        if _is_verb(block, at):
            yield at, "verb"
        if norm[at] in "：，|":
            yield at, {"：": "colon", "，": "comma", "|": "line"}[norm[at]]
        elif norm[at] in "。；！":
            return
        elif norm.startswith("同志", at - 1):
            yield at + 1, "polite"
    if limit == len(norm):
        yield limit, "line"


def _places(block: Block, begin: int, limit: int) -> list[int]:
    """The places outside brackets at which a mark can stand: by their character, or after white space."""
    norm = block.norm
    found = set(outside(norm, begin, limit, _mark_characters()))
    gaps = [at for at, white in block.gaps.items() if begin < at < limit and white != " "]
    if gaps:
        within = open_places(norm, begin, limit)
        found.update(at for at in gaps if at in within)
    return sorted(at for at in found if at > begin + 1)


@cache
def _mark_characters() -> str:
    """Stops, and the characters with which a verb, a post held or a condition begins."""
    return "：，|。；！志" + "".join(sorted(starts() | _HOLDING_STARTS | _CONDITION_STARTS))


def _is_verb(block: Block, at: int) -> bool:
    """Whether a verb opens at ``at``, or a post that is held, or a condition that leaves somebody without a portfolio."""
    char = block.norm[at]
    if opening_at(block, at) or (char in _HOLDING_STARTS and HOLDING.match(block.norm, at)):
        return True
    if char not in _CONDITION_STARTS or not _CONDITION.match(block.norm, at):
        return False
    return is_status(block.norm, at) or (at in block.gaps and _opens_later(block, at))


def person_in(block: Block, start: int, end: int) -> Span | None:
    """The name in a range that is known to hold a person: a table's cell, the words between 由 and a verb."""
    end, _, _ = peeled(block.norm, start, end)
    return name_in(block, start, end, strong=True)[0]


def is_status(norm: str, at: int) -> bool:
    """Whether the sentence from ``at`` on says that somebody has no portfolio."""
    stop = re.compile(r"[。；]").search(norm, at)
    return first_match("status", norm[at : stop.start() if stop else len(norm)]) is not None


def _opens_later(block: Block, at: int) -> bool:
    """Whether the clause after the next comma opens with a verb (挂职锻炼，协助…), and not while somebody is away."""
    comma = block.norm.find("，", at, at + 40)
    if comma < 0 or first_match("absent", block.norm[at : comma + 1]):
        return False
    return opening_at(block, comma + 1) is not None


def _head(block: Block, begin: int, mark: int, kind: str, within: bool) -> Head | None:
    norm = block.norm
    if norm[mark - 1] in "，：":
        return None
    end, polite, bracket = peeled(norm, begin, mark)
    strong = polite or (bracket is not None and (has_title(bracket) or bracket.startswith("挂职")))
    apart = not within and len(block.gaps.get(mark, "")) > 1
    name, titled = name_in(block, begin, end, strong or apart or kind in ("colon", "line", "wrap"))
    if name is None:
        return None
    strong = strong or titled
    if not strong and kind in ("line", "wrap") and is_body(norm[slice(*name)]):
        return None
    if kind == "verb":
        proved = strong or _stands_alone(block, name, mark, within)
        return Head(name, mark) if proved else None
    if kind == "polite":
        return _polite(block, name, mark)
    return _unverbed(block, name, mark, kind, strong)


def _polite(block: Block, name: Span, mark: int) -> Head | None:
    """甲同志 before a status; before anything else the next mark decides."""
    norm = block.norm
    later = norm[mark : mark + 1] != "（" and _opens_later(block, mark)
    if opening_at(block, mark) or is_status(norm, mark) or later:
        return Head(name, mark)
    return None


def _unverbed(block: Block, name: Span, mark: int, kind: str, strong: bool) -> Head | None:
    """A head that ends at a colon, a comma, a line or a cell: what follows must be what follows a head."""
    norm = block.norm
    after = mark + 1 if norm[mark : mark + 1] in ("：", "，", "|") else mark
    if after >= len(norm):
        return Head(name, after, doubtful=True)
    if begins_body(block, after):
        return Head(name, after)
    if kind == "colon" and (strong or is_name(norm[slice(*name)])):
        return Head(name, after, doubtful=not strong)
    if kind == "comma" and _BIOGRAPHY.match(norm, after):
        return Head(name, after)
    if kind in ("line", "wrap") and strong and is_status(norm, after):
        return Head(name, after)
    return None


def begins_body(block: Block, at: int) -> bool:
    """Whether a person's own text begins at ``at``: a verb, a label, a status, or a title and then one of these."""
    norm = block.norm
    at = enumerator_end(norm, at)
    if at >= len(norm):
        return False
    if opening_at(block, at) or plain_label(norm, at) or HOLDING.match(norm, at) or is_status(norm, at):
        return True
    if _CONDITION.match(norm, at) and _opens_later(block, at):
        return True
    for stop in re.compile(r"[，。；：|]|$").finditer(norm, at, at + 70):
        if not are_titles(norm, at, stop.start()):
            break
        after = min(stop.end(), len(norm))
        if after >= len(norm) or opening_at(block, after) or is_status(norm, after):
            return True
    return any(
        are_titles(norm, at, gap) and (bool(opening_at(block, gap)) or is_status(norm, gap))
        for gap in sorted(block.gaps)
        if at + 1 < gap < at + 70
    )


def _stands_alone(block: Block, name: Span, mark: int, within: bool) -> bool:
    """Whether a bare name before a verb is one: a known surname, no body's ending, at a paragraph's or sentence's start."""
    norm = block.norm
    text = norm[slice(*name)]
    if within and norm[name[0] - 1 : name[0]] not in ("。", "；", "：", "！"):
        return False
    if is_body(text):
        return name[0] + 1 in block.gaps and len(text) == 2
    return is_name(text) or (not within and len(block.gaps.get(mark, "")) > 1)
