"""Where a text of appointments is cut: items, sentences' clauses; and whether a text can hold any at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.appointments.lines import ITEM
from kg.extract.appointments.people import names_in_columns
from kg.extract.appointments.posts import ends_in_title
from kg.mentions.lists import split
from kg.model import Block, Section, Span

_MAY_STATE = re.compile(
    r"任(?<![主责]任)(?![务何期])|免(?![费税疫])|聘|辞[去任职]|派|代理|撤[销消]|解除|试用"
    r"|决定.*为|批准.*为|同意.*为|通过.*为|明确.*为|研究.*为|姓名|同志"
)
"""What a sentence has that appoints or removes somebody in a text of something else.

Every alternative begins with a character of its own: only then is a place passed over at a glance where none begins.
"""
_POST_STARTS = re.compile(r"(?:任(?!命)|为|的)(?=(?P<start>[\u4e00-\u9fff]{3}))")
_PLACES = re.compile(r"(?=(?P<place>[\u4e00-\u9fff]{2}[省市县区州旗盟])(?!长))")
_OFTEN = 3
_JOINTS = re.compile(r"职务(?:（[^（）]*）)?、(?=.{0,80}职务)|免去其|不再[担兼]任|同时免去|同时兼任")


def may_state(norm: str, start: int = 0, end: int | None = None) -> bool:
    """Whether a text of something else than appointments can hold one."""
    return _MAY_STATE.search(norm, start, len(norm) if end is None else end) is not None


def clauses_in(norm: str, start: int, end: int) -> Iterator[Span]:
    """Clauses between commas and colons; 甲的A职务、乙的B职务 are two, and so are 甲任A局局长 免去其B局局长职务."""
    for first, last in split(norm, start, end, "，："):
        for joint in _JOINTS.finditer(norm, first, last):
            if joint[0].endswith("、") or ends_in_title(norm, first, joint.start()):
                yield first, joint.end() - 1 if joint[0].endswith("、") else joint.start()
                first = joint.end() if joint[0].endswith("、") else joint.start()
        yield first, last


def items_in(block: Block, start: int, end: int, names: bool) -> Iterator[Span]:
    """Items of a list set without punctuation: a line ends in a title or 职务, the next one begins with a name and a verb.

    Where ``names`` are to follow, a line of nothing but names is an item as well.
    """
    begin = start
    for at in sorted(at for at, gap in block.gaps.items() if start < at < end and "\n" in gap):
        ended = ITEM.match(block.norm, at, end) and ends_in_title(block.norm, begin, at)
        if ended or (names and names_in_columns(block, begin, at)):
            yield begin, at
            begin = at
    yield begin, end


def post_starts(section: Section) -> frozenset[str]:
    """What posts of the section begin with: what a verb before them shows (云州市, 澜江大), and places named again and again."""
    norms = [block.norm for block in section.blocks]
    found = {match["start"] for norm in norms for match in _POST_STARTS.finditer(norm)}
    places = Counter(match["place"] for norm in norms for match in _PLACES.finditer(norm))
    for place in (place for place, times in places.items() if times >= _OFTEN):
        found |= {place, place[:-1]}
    own = section.document.jurisdiction or ""
    return frozenset(found | ({own[:-1]} if len(own) > 2 else set()))
