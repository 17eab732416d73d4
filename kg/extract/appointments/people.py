"""The people that a clause appoints or removes: 甲（女）、乙同志, 副县长丙, names in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.appointments.rules import pattern
from kg.mentions.agencies import is_agency
from kg.mentions.lists import split
from kg.mentions.names import is_name, looks_like_name
from kg.mentions.titles import title_noun
from kg.model import Block, Mention, Span

_ETC = re.compile(r"等(?:\d+|[一二三四五六七八九十]+)?[名位人个]?(?:同志|人员)?$")
_LED_IN = re.compile(r"(?:由|对|将|其中|原|兹|现|特|并|同时|及|和|了|关于|决定|同意)+")
_HONOUR = re.compile(r"(?:同志|先生|女士|教授|博士)$")
_LEVEL = re.compile(
    r"[省市县区旗镇乡校院](?![省市县区州])|中共|中国|国家|州(?![省市县区旗]|.{0,8}(?:大学|学院|学校|集团|公司|医院|银行|中学))(?:政府|人民|委|人大|政协|[\u4e00-\u9fff]{1,12}?(?:局|委|办公室|办|处)(?=副?(?:局长|主任|处长|党|总|调)))"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}?[省市县区州旗盟]")
_CITY = re.compile(r"[\u4e00-\u9fff]州(?![省市县区州])")
_NEVER = re.compile(r"同志|人员|下列|以下|会议|决定|职务|[省市县区]政府|名单|[，。；：（）《》\d]")


class Person(NamedTuple):
    """A name and the rank in the brackets behind it."""

    name: Mention
    rank: str | None = None


def people_in(block: Block, start: int, end: int, strict: bool = False) -> list[Person]:
    """The people that ``block.norm[start:end]`` lists, and nothing but them: none if any part is no name.

    ``strict`` wants a surname that is known; elsewhere the place itself shows that a name stands there.
    """
    etc = _ETC.search(block.norm, start, end)
    end = etc.start() if etc and etc.start() > start + 1 else end
    found: list[Person] = []
    for piece in split(block.norm, start, end, "、，"):
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
    found = _joined(block, begin, stop, strict) or _spaced(block, begin, stop, strict)
    return found or ([] if strict else _titled(block, begin, stop, rank))


def _joined(block: Block, begin: int, stop: int, strict: bool) -> list[Person]:
    """甲和乙, where both sides are names."""
    for joint in (at for at in range(begin, stop) if block.norm[at] in "和及与"):
        sides = [_bare(block, begin, joint), _bare(block, joint + 1, stop)]
        if all(accepted(block.norm[side[0] : side[1]], strict) for side in sides):
            return [Person(block.mention(side[0], side[1]), side[2]) for side in sides]
    return []


def _spaced(block: Block, begin: int, stop: int, strict: bool) -> list[Person]:
    """Names apart by nothing but white space."""
    spans = list(in_columns(block, begin, stop))
    if len(spans) > 1 and all(accepted(block.norm[slice(*span)], strict) for span in spans):
        return [Person(block.mention(*span)) for span in spans]
    return []


def _titled(block: Block, begin: int, stop: int, rank: str | None) -> list[Person]:
    """A name behind a title: 县教育局副局长江望."""
    for end in reversed([match.end() for match in title_noun().finditer(block.norm, begin, stop)]):
        if accepted(block.norm[end:stop], True):
            return [Person(block.mention(end, stop), rank)]
    return []


def _bare(block: Block, start: int, end: int) -> tuple[int, int, str | None, bool]:
    """The name's range without what stands round it, the rank, and whether 同志 marks it as a name."""
    norm, rank, honoured = block.norm, None, False
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
    led_in = _LED_IN.match(norm, start, end)
    if led_in and not is_name(norm[start:end]) and accepted(norm[led_in.end() : end], False):
        start = led_in.end()
    return start, end, rank, honoured


def rank_in(remark: str) -> str | None:
    """The rank that a remark states, as written, or None."""
    parts = re.split("[，、；]", remark)
    return next((part for part in parts if pattern("remarks", "rank").search(part)), None)


def accepted(text: str, strict: bool) -> bool:
    """Whether ``text`` is taken for a name."""
    if len(text) < 2 or _NEVER.search(text):
        return False
    if "·" in text and is_agency(text):
        return False
    return is_name(text) or (not strict and looks_like_name(text))


def in_columns(block: Block, start: int, end: int) -> Iterator[Span]:
    """Names set apart by white space, padded ones (丁　香) put together."""
    edges = [start, *sorted(at for at in block.gaps if start < at < end), end]
    tokens = list(zip(edges, edges[1:], strict=False))
    index = 0
    while index < len(tokens):
        first, last = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if last - first == 1 and following and _is_given(block.norm, *following):
            last, index = following[1], index + 1
        yield first, last
        index += 1


def _is_given(norm: str, start: int, end: int) -> bool:
    """Whether a token is the second character of a padded name, with or without a bracket: 晗（女）."""
    return end - start == 1 or (norm[start + 1] == "（" and norm[end - 1] == "）")


def names_in_columns(block: Block, start: int, end: int) -> list[Person]:
    """The people of a range that holds nothing but names, apart by white space or 、; none if it holds anything else."""
    found: list[Person] = []
    for piece in split(block.norm, start, end, "、，；。"):
        for first, last in in_columns(block, *piece):
            begin, stop, rank, _ = _bare(block, first, last)
            if not accepted(block.norm[begin:stop], False):
                return []
            found.append(Person(block.mention(begin, stop), rank))
    return found


def before_post(block: Block, start: int, end: int, starts: frozenset[str]) -> list[tuple[bool, Span]]:
    """Ranges of a name at ``start`` with nothing but the post behind it (免去江望县教育局局长职务), the likeliest first.

    A post mostly begins with a place's name: one that the text names elsewhere, or a plain 县 or 市. Each range
    comes with whether that shows where the name ends.
    """
    if block.norm.startswith(tuple(starts), start):
        return []
    scored: list[tuple[int, Span]] = []
    for stop in _stops(block.norm, start, end):
        if accepted(block.norm[start:stop], False):
            scored.append((_likelihood(block, start, stop, starts), (start, stop)))
    likeliest = sorted(scored, key=lambda pair: (-pair[0], -pair[1][1]))
    return [(score > _SHOWN, span) for score, span in likeliest if score]


def _stops(norm: str, start: int, end: int) -> range:
    """Where a name that begins at ``start`` may end: one of several parts within the last."""
    dot = norm.rfind("·", start, min(end, start + _FARTHEST_DOT))
    return range(max(start, dot) + 2, min(max(start, dot) + 4, end - 2) + 1)


_FARTHEST_DOT = 8
_SELDOM = 4
"""Characters of a name that is seldom one unless its surname is known."""
_USUAL_PLACE = 3
"""Characters of most places' names, 县 or 市 included."""
_SHOWN = 3
"""The likelihood above which more than the name itself speaks for its end."""


def _likelihood(block: Block, start: int, stop: int, starts: frozenset[str]) -> int:
    rest = block.norm[stop : stop + 16]
    known = is_name(block.norm[start:stop])
    if stop in block.gaps or rest.startswith(tuple(starts)):
        return 8
    if _LEVEL.match(rest):
        return 7 if known else 4 if stop - start < _SELDOM else 2
    if _CITY.match(rest):
        return 4 + 2 * known
    if place := _PLACE.match(rest):
        return 4 + known + (known and place.end() == _USUAL_PLACE)
    return 2 * known
