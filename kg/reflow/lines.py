"""A text's lines: where each begins and ends, how wide it is, and which of them are page furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+|\f|\r\n|[\n\r\v\x1c-\x1e\x85\u2028\u2029]")
_WHITE = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(
    r"[·•・．.—–―\-_~～|【\[（(〔]+(\d{1,4})[·•・．.—–―\-_~～|】\]）)〕]+|第(\d{1,4})页(?:[，,/]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}"
)
_NUMBERED_HEAD = re.compile(r"\d{4}\.\d{1,2}[^，。；\d]{2,20}公报(\d{1,4})|(\d{1,4})[^，。；\d]{2,20}公报\d{4}\.\d{1,2}")
"""A running head with the issue at one end and the page's number at the other."""
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RUNNING_HEAD = re.compile(r"^.{0,20}公报.{0,12}$|^.{0,24}(?:总第\d+期|\d{4}年第?\d+期).{0,24}$")
_SENTENCE = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its range in the source, its characters without white space, its width.

    ``width`` counts an ideograph as 1 and an ASCII character as a half, spaces between words and a first
    line's indent included. ``furniture`` marks page numbers and running heads, ``opens_page`` the first line
    of a page, ``after_blank`` a line with an empty one above it, ``tabbed`` a row of cells.
    """

    start: int
    end: int
    bare: str
    width: float
    number: int
    opens_page: bool = False
    furniture: bool = False
    page: str | None = None
    indent: float = 0
    after_blank: bool = False
    tabbed: bool = False


def cut(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    lines: list[Line] = []
    number, after_feed, breaks = 1, False, 0
    for match in _LINE.finditer(text):
        piece = match.group()
        if piece == "\f":
            after_feed = True
        elif not piece.strip():
            number += piece in ("\n", "\r", "\r\n")
            breaks += piece in ("\n", "\r", "\r\n")
        else:
            lines.append(_line(match, number, after_feed, breaks > 1))
            after_feed, breaks = False, 0
    return _paginate(_mark_furniture(_mark_single_spaces(lines, text)))


def _line(match: re.Match[str], number: int, opens_page: bool, after_blank: bool) -> Line:
    """A first line's indent counts as filled; a centred or right-set line's does not."""
    piece = match.group()
    stripped = piece.strip()
    indent = columns(piece[: len(piece) - len(piece.lstrip())])
    width = columns(stripped) + (indent if indent <= 4 else 0)
    tabbed = "\t" in stripped
    return Line(
        match.start(), match.end(), _WHITE.sub("", piece), width, number, opens_page,
        indent=indent, after_blank=after_blank, tabbed=tabbed,
    )  # fmt: skip


def columns(text: str) -> float:
    """The printed width of ``text`` in ideographs: an ASCII character takes half of one."""
    return len(text) - sum(1 for char in text if char < "\u0100") / 2


def _mark_single_spaces(lines: list[Line], text: str) -> list[Line]:
    """A form feed that a converter turned into one leading space still opens a page.

    Only where single leading spaces are rare; in indented text they say nothing.
    """
    led = [
        index for index, line in enumerate(lines)
        if text[line.start] == " " and text[line.start + 1 : line.start + 2].strip()
    ]  # fmt: skip
    if not led or len(led) > len(lines) / 8 or any(line.opens_page for line in lines):
        return lines
    marked = list(lines)
    for index in led:
        marked[index] = replace(lines[index], opens_page=True)
    return marked


def _mark_furniture(lines: list[Line]) -> list[Line]:
    numbers = {i for i, line in enumerate(lines) if _page_number(line.bare)}
    numbers |= {i for i, line in enumerate(lines) if _bare_page_number(lines, i)}
    shapes = Counter(_shape(lines[j].bare) for i in numbers for j in (i - 1, i + 1) if 0 <= j < len(lines))
    heads = set()
    for index, line in enumerate(lines):
        beside = index - 1 in numbers or index + 1 in numbers or line.opens_page
        if beside and index not in numbers and _is_head(line, shapes):
            heads.add(index)
    return [replace(line, furniture=True) if i in numbers | heads else line for i, line in enumerate(lines)]


def _page_number(bare: str) -> re.Match[str] | None:
    return _PAGE_NUMBER.fullmatch(bare) or _NUMBERED_HEAD.fullmatch(bare)


def _bare_page_number(lines: Sequence[Line], index: int) -> bool:
    """A number alone on its line is a page's only next to a page break."""
    if not _BARE_NUMBER.fullmatch(lines[index].bare):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    return lines[index].opens_page or (following is not None and following.opens_page)


def _is_head(line: Line, shapes: Counter[str]) -> bool:
    if len(line.bare) > 36 or _SENTENCE.search(line.bare):
        return False
    return bool(_RUNNING_HEAD.match(line.bare)) or shapes[_shape(line.bare)] >= 3


def _shape(bare: str) -> str:
    return re.sub(r"\d+", "#", bare)


def _paginate(lines: list[Line]) -> list[Line]:
    """Gives each line the printed number of its page where one can be told: the nearest below or above.

    A line after a number stands on the next page, so the number at a page's foot is told to the lines before it.
    """
    foot: str | None = None
    paged = list(lines)
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        match = _page_number(line.bare) if line.furniture else None
        if line.furniture and (match or _BARE_NUMBER.fullmatch(line.bare)):
            foot = next(part for part in match.groups() if part) if match else line.bare
        paged[index] = replace(line, page=foot)
        if line.opens_page:
            foot = None
    return paged
