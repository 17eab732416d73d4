"""Whom a paragraph, or a sentence in the midst of one, speaks of: the person line in all its forms.

A head is an enumerator, titles, a name, 同志, a bracket, titles again, in any of the orders that notices use. What
tells its end is a verb, a colon, 同志, the end of the line or a table's cell.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.leadership.marks import CONDITION, HOLDING, is_status, marks, opens_later
from kg.extract.leadership.rules import any_of
from kg.extract.leadership.titles import are_bare_titles, are_titles, ends_in_title, has_title
from kg.extract.leadership.verbs import opening_at, plain_label
from kg.mentions.agencies import is_agency
from kg.mentions.names import is_name, looks_like_name
from kg.model import Block, Span

_ENUMERATOR = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[、，]|[一二三四五六七八九十]{1,3}[、.]|\d{1,2}[、.）]\.?|（(?:[一二三四五六七八九十]{1,3}|\d{1,2})）[、.]?|[①-⑳]|[●◇◆○◎■□★☆▲△▪※◈➢►▶·—*-])+"
)
_NUMBERING = frozenset("第一二三四五六七八九十0123456789（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳●◇◆○◎■□★☆▲△▪※◈➢►▶·—*-")
"""The characters with which a number or a bullet begins."""
_DOTTED = re.compile(r"[一-龥]{1,9}(?:·[一-龥]{1,9}){1,4}")
_BRACKET = re.compile(r"（[^（）]{1,60}）$")
_BIOGRAPHY = re.compile(
    r"[男女]|(?:\d{4}|[一二三四五六七八九○]{4})年|汉族|中共党员|现任|[一-龥]{1,4}族[，。]"
)
_NO_TITLE = re.compile(r"^(?:[关段班师连司台林河]长|.[军师旅营连机舰船]长$)")
"""What is a title elsewhere and part of a name among a government's leaders: 关长川, 黄军长."""
_GIVEN_WORDS = frozenset({"建设", "卫生", "文化", "安全", "公安", "教育", "经济"})
_TITLE_BEGINS = re.compile(r"每|诸(?!葛)|凡|两|几|副|常务|代理|第一[副书]|专职|执行|名誉|该|本|各|某")
_NOT_FIRST = ("由", "受", "在")
_NOT_WITHIN = (*_NOT_FIRST, "请", "被", "将", "把", "与", "对", "据", "按", "经", "因")
"""Words before a person who is not the one that the sentence gives a portfolio to."""


class Head(NamedTuple):
    """The name's range, where the text after the head begins, whether a body must follow to prove it, where it begins."""

    name: Span
    end: int
    doubtful: bool = False
    begin: int = 0


def enumerator_end(norm: str, at: int) -> int:
    """Where the text after a number or bullet at ``at`` begins."""
    match = _ENUMERATOR.match(norm, at) if norm[at : at + 1] in _NUMBERING else None
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
    for mark, kind in marks(block, begin):
        if within and kind in ("line", "wrap", "comma"):
            if kind == "wrap" or (kind == "comma" and are_titles(norm, begin, mark)):
                continue
            return None
        head = _head(block, begin, mark, kind, within)
        if head is not None:
            return head._replace(begin=begin)
        if kind != "wrap" and not (kind in ("line", "comma", "polite") and _goes_on(norm, begin, mark)):
            return None
    return None


def _goes_on(norm: str, begin: int, mark: int) -> bool:
    """Whether what stands before a mark is only the first part of a head: titles, or a row's number."""
    return are_titles(norm, begin, mark) or norm[begin:mark].isdecimal() or norm.startswith("同志", mark - 2)


def person_in(block: Block, start: int, end: int) -> Span | None:
    """The name in a range that is known to hold a person: a table's cell, the words between 由 and a verb."""
    end, _, _ = _peeled(block.norm, start, end)
    return _name_in(block, start, end, strong=True)[0]


def _head(block: Block, begin: int, mark: int, kind: str, within: bool) -> Head | None:
    norm = block.norm
    if norm[mark - 1] in "，：":
        return None
    end, polite, bracket = _peeled(norm, begin, mark)
    strong = polite or (bracket is not None and (has_title(bracket) or bracket.startswith("挂职")))
    apart = not within and len(block.gaps.get(mark, "")) > 1
    name, titled = _name_in(block, begin, end, strong or apart or kind in ("colon", "line", "wrap"))
    if name is None:
        return None
    strong = strong or titled
    if not strong and kind in ("line", "wrap") and _is_body(norm[slice(*name)]):
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
    later = norm[mark : mark + 1] != "（" and opens_later(block, mark)
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
    if CONDITION.match(norm, at) and opens_later(block, at):
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


def _peeled(norm: str, begin: int, end: int) -> tuple[int, bool, str | None]:
    """``end`` without 同志 and a bracket behind the name, whether 同志 was there, and the bracket's text."""
    polite, bracket = False, None
    if norm[end - 1 : end] not in "志）":
        return end, polite, bracket
    for _ in range(3):
        if norm.startswith("同志", end - 2) and end - 2 > begin:
            end, polite = end - 2, True
        match = _BRACKET.search(norm, begin, end)
        if match and match.start() > begin:
            end, bracket = match.start(), (bracket or "") + match.group()[1:-1]
    return end, polite, bracket


def _name_in(block: Block, begin: int, end: int, strong: bool) -> tuple[Span | None, bool]:
    """The name in a region that is a name, titles and a name, or a name and titles; and whether titles prove it."""
    norm = block.norm
    text = norm[begin:end]
    if _may_be_name(text) and not are_titles(norm, begin, end) and (is_name(text) or strong):
        return (begin, end), False
    if len(text) < 4:
        return None, False
    return _name_last(block, begin, end) or _name_first(block, begin, end) or (None, False)


@lru_cache(maxsize=8192)
def _may_be_name(text: str) -> bool:
    if not (looks_like_name(text) or _DOTTED.fullmatch(text)):
        return False
    if _TITLE_BEGINS.match(text) or (any_of("never_in_names").search(text) and not _is_given(text)):
        return False
    return not has_title(text) or (is_name(text) and bool(_NO_TITLE.search(text)))


def _is_given(text: str) -> bool:
    """Whether a word that is mostly none is somebody's given name behind a surname that is no verb: 王建设."""
    return len(text) == 3 and is_name(text) and text[0] not in "管单成时全高安" and text[1:] in _GIVEN_WORDS


def _name_last(block: Block, begin: int, end: int) -> tuple[Span, bool] | None:
    """副市长甲: the shortest name that leaves a whole title, one that white space sets off before any other."""
    norm = block.norm
    if ends_in_title(norm[begin:end]):
        return None
    starts = [
        at for at in range(end - 2, max(begin + 1, end - 5), -1) if _name_after_titles(norm, begin, at, end)
    ]
    dot = norm.rfind("·", begin, end)
    if not starts and dot > 0:
        first = norm.find("·", begin, end)
        starts = [
            at
            for at in range(first - 1, max(begin + 1, first - 10), -1)
            if _name_after_titles(norm, begin, at, end)
        ]
    if not starts:
        return None
    apart = [at for at in starts if at in block.gaps]
    return ((apart or starts)[0], end), True


def _name_after_titles(norm: str, begin: int, at: int, end: int) -> bool:
    return _may_be_name(norm[at:end]) and are_titles(norm, begin, at)


def _name_first(block: Block, begin: int, end: int) -> tuple[Span, bool] | None:
    """甲副市长; with an agency before the title only where white space sets the name off, or the title is the rest."""
    norm = block.norm
    dotted = _DOTTED.match(norm, begin, end)
    reach = range(begin + 2, min(begin + 5, end))
    if dotted:
        reach = range(dotted.group().rindex("·") + begin + 2, min(dotted.end() + 1, end))
    stops = [at for at in reach if _may_be_name(norm[begin:at]) and norm[at - 1 : at + 1] != "同志"]
    apart = [at for at in stops if _set_off(block, begin, at) and are_titles(norm, at, end)]
    if apart:
        return (begin, apart[0]), True
    bare = [at for at in stops if are_bare_titles(norm, at, end)]
    if bare:
        return (begin, bare[0]), True
    known = [at for at in stops if is_name(norm[begin:at]) and are_titles(norm, at, end)]
    return ((begin, known[0]), True) if known else None


def _set_off(block: Block, begin: int, at: int) -> bool:
    """Whether white space parts a name from what follows: where each character is set apart, wider than between them."""
    spaced = all(place in block.gaps for place in range(begin + 1, begin + 4))
    return len(block.gaps.get(at, "")) > spaced


def _stands_alone(block: Block, name: Span, mark: int, within: bool) -> bool:
    """Whether a bare name before a verb is one: a known surname, no body's ending, at a paragraph's or sentence's start."""
    norm = block.norm
    text = norm[slice(*name)]
    if within and norm[name[0] - 1 : name[0]] not in ("。", "；", "：", "！"):
        return False
    if _is_body(text):
        return name[0] + 1 in block.gaps and len(text) == 2
    return is_name(text) or (not within and len(block.gaps.get(mark, "")) > 1)


def _is_body(text: str) -> bool:
    """Whether what might be a name ends as bodies do."""
    return bool(any_of("body_endings", after="$").search(text)) or is_agency(text)
