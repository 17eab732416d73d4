"""Where a person's head may end: a stop, a line's end, a verb, a post held, a condition that leaves him no portfolio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.leadership.rules import first_match
from kg.extract.leadership.verbs import opening_at, starts
from kg.mentions.lists import open_places, outside
from kg.model import Block

HOLDING = re.compile(
    r"(?:兼任?|现任|担任|任(?=[省市县区州镇乡副党政]))(?=[^，。；]{2,24}(?:长|任|记|员|委|理|席|监)(?:[、，。；]|$))"
)
CONDITION = re.compile(
    r"(?:在|赴|到|因|受[^，。；]{0,8}(?:委派|选派|指派|派遣)|援[藏疆青外]|挂职|驻村|暂不|暂未|不作|未安排|脱产|参加|离岗|病|退休|外出|协助有关|协助相关|支教|党校|省委党校|市委党校|中央党校)"
)
_HOLDING_STARTS = frozenset("兼现担任")
_CONDITION_STARTS = frozenset("在赴到因受援挂驻暂不未脱参离病退外协支党省市中")
_REACH = 90


def marks(block: Block, begin: int) -> Iterator[tuple[int, str]]:
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
    if char not in _CONDITION_STARTS or not CONDITION.match(block.norm, at):
        return False
    return is_status(block.norm, at) or (at in block.gaps and opens_later(block, at))


def is_status(norm: str, at: int) -> bool:
    """Whether the sentence from ``at`` on says that somebody has no portfolio."""
    stop = re.compile(r"[。；]").search(norm, at)
    return first_match("status", norm[at : stop.start() if stop else len(norm)]) is not None


def opens_later(block: Block, at: int) -> bool:
    """Whether the clause after the next comma opens with a verb (挂职锻炼，协助…), and not while somebody is away."""
    comma = block.norm.find("，", at, at + 40)
    if comma < 0 or first_match("absent", block.norm[at : comma + 1]):
        return False
    return opening_at(block, comma + 1) is not None
