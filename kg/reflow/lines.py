"""A text's lines: where each begins and ends, how wide it is, and which of them are page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_NARROW = re.compile("[\x00-\xff]")
_PAGE_NUMBER = re.compile(
    r"[·•・．.—–―\-_~～|【\[（(〔]+(\d{1,4})[·•・．.—–―\-_~～|】\]）)〕]+|第(\d{1,4})页(?:[，,/]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}"
)
_NUMBERED_HEAD = re.compile(
    r"\d{4}\.\d{1,2}[^，。；\d]{2,20}公报(\d{1,4})|(\d{1,4})[^，。；\d]{2,20}公报\d{4}\.\d{1,2}"
)
"""A running head with the issue at one end and the page's number at the other."""
_BEFORE_NUMBER = frozenset("·•・．.—–―-_~～|【[（(〔第")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RUNNING_HEAD = re.compile(r"^.{0,20}公报.{0,20}$|^.{0,24}(?:总第\d+期|\d{4}年第?\d+期).{0,24}$")
_WRAPPED = 14
"""As wide as this a line may be broken by a wrap, in ideographs."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[，。；]")
_NEWLINES = frozenset(("\n", "\r", "\r\n"))
_BREAKS = frozenset("\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029")
_STOPS = frozenset("。！？；：…!?;:")
_CLOSERS = "”’）)」』》〉】］〕"


@dataclass(slots=True)
class Line:
    """One printed line: its range in the source, its characters without white space, its width.

    ``width`` counts an ideograph as 1 and an ASCII character as a half, spaces between words and a first
    line's indent included. ``furniture`` marks page numbers and running heads, ``opens_page`` the first line
    of a page, ``after_blank`` a line with an empty one above it, ``tabbed`` a row of cells, ``ends`` one that
    closes a sentence. ``solid`` has no white space within.
    """

    start: int
    end: int
    bare: str
    width: float
    number: int
    indent: float
    after_blank: bool
    opens_page: bool
    tabbed: bool
    ends: bool
    solid: bool
    furniture: bool = False
    page: str | None = None


def cut(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    lines: list[Line] = []
    number, start, after_feed, breaks = 1, 0, False, 0
    for piece in text.splitlines(keepends=True):
        mark = piece[-2:] if piece.endswith("\r\n") else piece[-1:] if piece[-1] in _BREAKS else ""
        words = piece.split()
        if words:
            end = start + len(piece) - len(mark)
            lines.append(_line(text[start:end], words, start, number, after_feed, breaks > 1))
            after_feed, breaks = False, 0
        if mark == "\f":
            after_feed = True
        elif mark in _NEWLINES:
            number, breaks = number + 1, breaks + 1
        start += len(piece)
    _mark_single_spaces(lines, text)
    _mark_furniture(lines)
    _paginate(lines)
    return lines


def _line(piece: str, words: list[str], start: int, number: int, opens_page: bool, after_blank: bool) -> Line:
    """A first line's indent counts as filled; a centred or right-set line's does not."""
    solid = len(words) == 1
    bare = words[0] if solid else "".join(words)
    stripped = bare if solid else piece.strip()
    lead = piece.index(bare[0])
    indent = columns(piece[:lead]) if lead else 0.0
    width = columns(stripped) + (indent if indent <= 4 else 0)
    tabbed = not solid and "\t" in stripped
    return Line(
        start, start + len(piece), bare, width, number, indent, after_blank, opens_page, tabbed,
        ends_sentence(bare), solid,
    )  # fmt: skip


def columns(text: str) -> float:
    """The printed width of ``text`` in ideographs: an ASCII character takes half of one."""
    return len(text) - len(_NARROW.findall(text)) / 2


def ends_sentence(bare: str) -> bool:
    """Whether a line closes a sentence, quotes and brackets after the stop not counted."""
    last = bare[-1:]
    if last in _STOPS or last not in _CLOSERS:
        return last in _STOPS
    return bare.rstrip(_CLOSERS)[-1:] in _STOPS


def _mark_single_spaces(lines: Sequence[Line], text: str) -> None:
    """A form feed that a converter turned into one leading space still opens a page.

    Only where single leading spaces are rare; in indented text they say nothing.
    """
    led = [
        line for line in lines if text[line.start] == " " and text[line.start + 1 : line.start + 2].strip()
    ]
    if led and len(led) <= len(lines) / 8 and not any(line.opens_page for line in lines):
        for line in led:
            line.opens_page = True


def _mark_furniture(lines: Sequence[Line]) -> None:
    numbers = {i for i, line in enumerate(lines) if _page_number(line.bare) or _bare_page_number(lines, i)}
    shapes = Counter(_shape(lines[j].bare) for i in numbers for j in (i - 1, i + 1) if 0 <= j < len(lines))
    beside = {j for i in numbers for j in (i - 1, i + 1) if 0 <= j < len(lines)}
    beside.update(i for i, line in enumerate(lines) if line.opens_page)
    heads = [i for i in beside - numbers if _is_head(lines[i], shapes)]
    for index in (*numbers, *heads):
        lines[index].furniture = True


def _page_number(bare: str) -> re.Match[str] | None:
    if bare[0] in _BEFORE_NUMBER or bare[0].isdecimal():
        return _PAGE_NUMBER.fullmatch(bare) or _NUMBERED_HEAD.fullmatch(bare)
    return None


def _bare_page_number(lines: Sequence[Line], index: int) -> bool:
    """A number alone on its line is a page's only next to a page break."""
    if not _BARE_NUMBER.fullmatch(lines[index].bare):
        return False
    below = (
        index + 1 < len(lines) and _RUNNING_HEAD.match(lines[index + 1].bare) and not lines[index + 1].ends
    )
    beside = lines[index : index + (3 if below else 2)]
    return any(line.opens_page for line in beside) or _cuts_sentence(
        lines, index, index + (2 if below else 1)
    )


def _cuts_sentence(lines: Sequence[Line], index: int, after: int) -> bool:
    """Whether a number stands between a broken line and the one it goes on with: no row of cells, no list."""
    if index == 0 or after >= len(lines):
        return False
    above, below = lines[index - 1], lines[after]
    wide = above.width >= _WRAPPED and not above.ends and not above.tabbed and not below.tabbed
    return wide and bool(_HAN.match(below.bare)) and _SENTENCE.search(above.bare) is not None


def _is_head(line: Line, shapes: Counter[str]) -> bool:
    if len(line.bare) > 36 or _SENTENCE.search(line.bare):
        return False
    return bool(_RUNNING_HEAD.match(line.bare)) or shapes[_shape(line.bare)] >= 3


def _shape(bare: str) -> str:
    return re.sub(r"\d+", "#", bare)


def _paginate(lines: Sequence[Line]) -> None:
    """Gives each line the printed number of its page where one can be told: the nearest below or above.

    A line after a number stands on the next page, so the number at a page's foot is told to the lines before it.
    """
    foot: str | None = None
    for line in reversed(lines):
        match = _page_number(line.bare) if line.furniture else None
        if line.furniture and (match or _BARE_NUMBER.fullmatch(line.bare)):
            foot = next(part for part in match.groups() if part) if match else line.bare
        line.page = foot
        if line.opens_page:
            foot = None
