"""The people that a clause appoints or removes: 甲（女）、乙同志, 副县长丙, names in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.appointments.rules import pattern
from kg.mentions.lists import split
from kg.mentions.names import is_name, looks_like_name
from kg.mentions.people import title_noun
from kg.model import Block, Mention, Span

_BRACKETS = re.compile(r"（[^（）]*）")
_ETC = re.compile(r"等(?:[\d一二三四五六七八九十]+)?(?:[名位人个])?(?:同志|人员)?$")
_LED_IN = re.compile(r"^(?:由|对|将|以下|下列|其中|原|兹|现|特|并|同时|及|和)+")
_HONOUR = re.compile(r"(?:等)?(?:同志|先生|女士|教授|博士)$")
_NUMBERED = re.compile(r"^(?:\d{1,3}[.、]|（\d{1,3}）|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、)")
_LEVEL = re.compile(r"[省市县区州旗镇乡校院](?![省市县区州])|中共|中国|国家")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}[省市县区州旗盟]")
_NEVER = re.compile(r"同志|人员|下列|以下|会议|决定|职务|[省市县区]政府|名单|[，。；：（）《》\d]")


@dataclass(frozen=True, slots=True)
class Person:
    """A name and the rank in the brackets behind it."""

    name: Mention
    rank: str | None = None


def people_in(block: Block, start: int, end: int, strict: bool = False) -> list[Person]:
    """The people that ``block.norm[start:end]`` lists, and nothing but them: none if any part is no name.

    ``strict`` wants a surname that is known; elsewhere the place itself shows that a name stands there.
    """
    norm = block.norm
    etc = _ETC.search(norm, start, end)
    end = etc.start() if etc and etc.start() > start + 1 else end
    found: list[Person] = []
    for piece in split(norm, start, end, "、，"):
        people = _piece(block, *piece, strict)
        if not people:
            return []
        found.extend(people)
    return found


def _piece(block: Block, start: int, end: int, strict: bool) -> list[Person]:
    begin, stop, rank, honoured = _bare(block, start, end)
    whole = block.norm[begin:stop]
    if accepted(whole, strict and not honoured):
        return [Person(block.mention(begin, stop), rank)]
    for joint in (begin + at for at, char in enumerate(whole) if char in "和及与"):
        sides = [_bare(block, begin, joint), _bare(block, joint + 1, stop)]
        if all(accepted(block.norm[side[0] : side[1]], strict) for side in sides):
            return [Person(block.mention(side[0], side[1]), side[2] or rank) for side in sides]
    spaced = list(in_columns(block, begin, stop))
    if len(spaced) > 1 and all(accepted(block.norm[slice(*span)], strict) for span in spaced):
        return [Person(block.mention(*span), rank) for span in spaced]
    named = _behind_title(block.norm, begin, stop)
    return [Person(block.mention(named, stop), rank)] if named else []


def _bare(block: Block, start: int, end: int) -> tuple[int, int, str | None, bool]:
    """The name's range without what stands round it, the rank, and whether 同志 marks it as a name."""
    norm, rank, honoured = block.norm, None, False
    lead = _LED_IN.match(norm[start:end])
    if lead and not accepted(_HONOUR.sub("", _BRACKETS.sub("", norm[start:end])), False):
        start += lead.end()
    while end > start:
        honour = _HONOUR.search(norm, start, end)
        bracket = norm.rfind("（", start, end) if norm[end - 1] == "）" else -1
        if honour and honour.start() > start:
            end, honoured = honour.start(), True
        elif bracket > start:
            rank = rank_in(norm[bracket + 1 : end - 1]) or rank
            end = bracket
        else:
            break
    return start, end, rank, honoured


def rank_in(remark: str) -> str | None:
    """The rank that a remark states, as written, or None."""
    parts = re.split("[，、；]", remark)
    return next((part for part in parts if pattern("remarks", "rank").search(part)), None)


def accepted(text: str, strict: bool) -> bool:
    """Whether ``text`` is taken for a name."""
    if _NEVER.search(text) or len(text) < 2:
        return False
    return is_name(text) or (not strict and looks_like_name(text))


def _behind_title(norm: str, start: int, end: int) -> int | None:
    """Where the name begins behind a title: 县教育局副局长江望."""
    ends = [match.end() for match in title_noun().finditer(norm, start, end)]
    for begin in reversed(ends):
        if is_name(norm[begin:end]) and not _NEVER.search(norm[begin:end]):
            return begin
    return None


def in_columns(block: Block, start: int, end: int) -> Iterator[Span]:
    """Names set apart by white space, padded ones (丁　香) put together."""
    edges = [start, *sorted(at for at in block.gaps if start < at < end), end]
    tokens = list(zip(edges, edges[1:], strict=False))
    index = 0
    while index < len(tokens):
        first, last = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if last - first == 1 and following and following[1] - following[0] == 1:
            last, index = following[1], index + 1
        yield first, last
        index += 1


def columns_of_names(block: Block, start: int, end: int) -> list[Person]:
    """The people of a line that holds nothing but names, apart by white space or 、; none if it is another line."""
    numbered = _NUMBERED.match(block.norm[start:end])
    begin = start + numbered.end() if numbered else start
    end -= block.norm[begin:end].endswith(("。", "；", "，", "、"))
    found: list[Person] = []
    for piece in split(block.norm, begin, end, "、，；"):
        for first, last in in_columns(block, *piece):
            name_start, name_end, rank, _ = _bare(block, first, last)
            if not accepted(block.norm[name_start:name_end], False):
                return []
            found.append(Person(block.mention(name_start, name_end), rank))
    return found


def before_post(block: Block, start: int, end: int, places: frozenset[str]) -> list[Span]:
    """Ranges of a name at ``start`` with nothing but the post behind it (免去江望县教育局局长职务), the likeliest first.

    A post mostly begins with a place's name: one that the text names elsewhere, or a plain 县 or 市.
    """
    spans: list[tuple[int, Span]] = []
    for stop in range(start + 2, min(start + 4, end - 2) + 1):
        if accepted(block.norm[start:stop], False):
            spans.append((_likelihood(block, start, stop, places), (start, stop)))
    return [span for score, span in sorted(spans, key=lambda scored: -scored[0]) if score]


def _likelihood(block: Block, start: int, stop: int, places: frozenset[str]) -> int:
    rest = block.norm[stop : stop + 5]
    known = is_name(block.norm[start:stop])
    if stop in block.gaps or rest.startswith(tuple(places)):
        return 8
    if _LEVEL.match(rest):
        return 6 + known
    if _PLACE.match(rest):
        return 4 + known
    return 2 * known
