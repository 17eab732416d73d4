"""The name in a stretch of text that is a name, titles and a name, or a name and titles."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.leadership.rules import any_of
from kg.extract.leadership.titles import are_bare_titles, are_titles, ends_in_title, has_title
from kg.mentions.agencies import is_agency
from kg.mentions.names import is_name, looks_like_name
from kg.model import Block, Span

_DOTTED = re.compile(r"[一-龥]{1,9}(?:·[一-龥]{1,9}){1,4}")
_BRACKET = re.compile(r"（[^（）]{1,60}）$")
_TITLE_BEGINS = re.compile(r"副|常务|代理|第一[副书]|专职|执行|名誉|该|本|各|某")


def peeled(norm: str, begin: int, end: int) -> tuple[int, bool, str | None]:
    """``end`` without 同志 and a bracket behind the name, whether 同志 was there, and the bracket's text."""
    polite, bracket = False, None
    for _ in range(3):
        if norm.startswith("同志", end - 2) and end - 2 > begin:
            end, polite = end - 2, True
        match = _BRACKET.search(norm, begin, end)
        if match and match.start() > begin:
            end, bracket = match.start(), (bracket or "") + match.group()[1:-1]
    return end, polite, bracket


def name_in(block: Block, begin: int, end: int, strong: bool) -> tuple[Span | None, bool]:
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
    return not (any_of("never_in_names").search(text) or _TITLE_BEGINS.match(text) or has_title(text))


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


def is_body(text: str) -> bool:
    """Whether what might be a name ends as bodies do."""
    return bool(any_of("body_endings", after="$").search(text)) or is_agency(text)
