"""A text's lines: where each begins and ends, how wide it is, and which of them are page furniture.

All that is known of the lines stands in columns, a list for each thing known: a gazette has thousands of lines,
and what is done to a whole list costs far less than the same done line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_PAGE_NUMBER = re.compile(
    r"[·•・．.—–―\-_~～|【\[（(〔]+(\d{1,4})[·•・．.—–―\-_~～|】\]）)〕]+|第(\d{1,4})页(?:[，,/]?共\d{1,4}页)?|(\d{1,4})/\d{1,4}"
)
_NUMBERED_HEAD = re.compile(
    r"\d{4}\.\d{1,2}[^，。；\d]{2,20}公报(\d{1,4})|(\d{1,4})[^，。；\d]{2,20}公报\d{4}\.\d{1,2}"
    r"|[·•・—–―\-]+(\d{1,4})[·•・—–―\-]+[^，。；\d]{2,20}(?:公报|政报)"
)
"""A running head with the issue at one end and the page's number at the other, or the number and the name alone."""
_BEFORE_NUMBER = frozenset("·•・．.—–―-_~～|【[（(〔第0123456789０１２３４５６７８９")
_BARE_NUMBER = re.compile(r"\d{1,4}")
_RUNNING_HEAD = re.compile(r"^.{0,20}公报.{0,20}$|^.{0,24}(?:总第\d+期|\d{4}年第?\d+期).{0,24}$")
_WRAPPED = 28
"""As wide as this a line may be broken by a wrap, in half columns."""
_MOST_INDENT = 8
"""A first line's indent, up to this, counts as filled; a centred or right-set line's does not."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[，。；]")
_STOPS = frozenset("。！？；：…!?;:")
_CLOSERS = "”’）)」』》〉】］〕"
_LONGEST_HEAD = 36
_OTHER_MARKS = "\f\v\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(slots=True)
class Lines:
    """The printed lines of a text that are not blank: item ``i`` of each list is of line ``i``.

    ``bare`` is a line rid of white space, ``first`` and ``last`` its outer characters; it stands at ``begin`` to ``end``
    of the text, printed as line ``number`` of it. ``width`` and ``indent`` count half columns: an ideograph is
    two, an ASCII character one; spaces between words and a first line's indent are part of the width.
    ``tabbed`` is a row of cells, ``ends`` a line that closes a sentence, ``after_blank`` one below an empty line, ``opens_page``
    the first of a page, ``page`` the number printed on its page.
    """

    text: str
    begin: list[int]
    end: list[int]
    bare: list[str]
    first: list[str]
    last: list[str]
    number: list[int]
    indent: list[int]
    width: list[int]
    tabbed: list[bool]
    ends: list[bool]
    after_blank: list[bool]
    opens_page: list[bool]
    page: list[str | None]


def cut(text: str) -> Lines:
    """The lines of ``text`` that are neither blank nor page furniture, in order.

    The line after a number or a running head opens a page.
    """
    printed = _Printed(text)
    furniture = printed.furniture()
    opens_page, page = printed.opens_page, printed.pages()
    if furniture:
        opens_page = _carried(opens_page, furniture)
        kept = [index for index in range(len(page)) if index not in furniture]
        printed.keep(kept)
        opens_page, page = [opens_page[index] for index in kept], [page[index] for index in kept]
    return _measured(text, printed, opens_page, page)


class _Printed:
    """The lines that are not blank: ``at`` is where they are among all lines, ``pieces``."""

    def __init__(self, text: str) -> None:
        self.pieces = text.splitlines(keepends=True)
        bare = ["".join(piece.split()) for piece in self.pieces]
        self.at = [index for index, one in enumerate(bare) if one]
        self.bare = [one for one in bare if one]
        self.opens_page = self._after("\f") if "\f" in text else [False] * len(self.bare)
        if not any(self.opens_page):
            self._open_by_single_spaces()
        self.numbers: dict[int, str] = {}

    def _after(self, mark: str) -> list[bool]:
        """For each line whether the mark ends one of the lines since the printed one above it."""
        seen = [*accumulate((piece[-1] == mark for piece in self.pieces), initial=0)]
        above = [0, *(seen[index] for index in self.at)]
        return [here > before for before, here in zip(above, above[1:], strict=False)]

    def _open_by_single_spaces(self) -> None:
        """A form feed that a converter turned into one leading space still opens a page.

        Only where single leading spaces are rare; in indented text they say nothing.
        """
        led = [piece[0] == " " and not piece[1].isspace() for piece in map(self.pieces.__getitem__, self.at)]
        if 0 < sum(led) <= len(led) / 8:
            self.opens_page = led

    def furniture(self) -> set[int]:
        """The lines that are a page's number, and those that are its running head."""
        self.numbers = dict(self._page_numbers())
        beside = [j for i in self.numbers for j in (i - 1, i + 1) if 0 <= j < len(self.bare)]
        shapes = Counter(_shape(self.bare[index]) for index in beside)
        edges = {*beside, *(index for index, opens in enumerate(self.opens_page) if opens)}
        heads = {index for index in edges.difference(self.numbers) if _is_head(self.bare[index], shapes)}
        self.numbers |= {
            index: self.bare[index] for index in heads if _BARE_NUMBER.fullmatch(self.bare[index])
        }
        return heads.union(self.numbers)

    def _page_numbers(self) -> Iterator[tuple[int, str]]:
        for index in [index for index, bare in enumerate(self.bare) if bare[0] in _BEFORE_NUMBER]:
            bare = self.bare[index]
            match = _PAGE_NUMBER.fullmatch(bare) or _NUMBERED_HEAD.fullmatch(bare)
            if match:
                yield index, next(filter(None, match.groups()))
            elif _BARE_NUMBER.fullmatch(bare) and self._is_by_a_break(index):
                yield index, bare

    def _is_by_a_break(self, index: int) -> bool:
        """A number alone on its line is a page's only next to a page break."""
        following = self.bare[index + 1] if index + 1 < len(self.bare) else ""
        below = 2 if _RUNNING_HEAD.match(following) and not ends_sentence(following) else 1
        return any(self.opens_page[index : index + below + 1]) or self._cuts_sentence(index, index + below)

    def _cuts_sentence(self, index: int, after: int) -> bool:
        """Whether a number stands between a broken line and the one it goes on with: no row of cells, no list."""
        if index == 0 or after >= len(self.bare):
            return False
        above, below = self.bare[index - 1], self.bare[after]
        if ends_sentence(above) or not (_HAN.match(below) and _SENTENCE.search(above)):
            return False
        set_as = [self.pieces[self.at[line]] for line in (index - 1, after)]
        return not any("\t" in one.strip() for one in set_as) and _width(set_as[0]) >= _WRAPPED

    def keep(self, kept: Sequence[int]) -> None:
        """Drops all other lines."""
        self.at, self.bare = [self.at[index] for index in kept], [self.bare[index] for index in kept]

    def pages(self) -> list[str | None]:
        """The printed number of each line's page where one can be told: the nearest below or above.

        A line after a number stands on the next page, so the number at a page's foot is told to the lines before it.
        """
        found: list[str | None] = [None] * len(self.bare)
        foot: str | None = None
        for index in range(len(found) - 1 if self.numbers else -1, -1, -1):
            found[index] = foot = self.numbers.get(index, foot)
            if self.opens_page[index]:
                foot = None
        return found


def _carried(opens_page: Sequence[bool], furniture: Container[int]) -> list[bool]:
    """Which lines open a page: those below furniture as well."""
    opening, opens = [], False
    for index, marked in enumerate(opens_page):
        is_furniture = index in furniture
        opens = opens or marked or is_furniture
        opening.append(opens)
        opens = opens and is_furniture
    return opening


def _measured(text: str, printed: _Printed, opens_page: list[bool], page: list[str | None]) -> Lines:
    """The lines with their places and measures."""
    at, bare, all_pieces = printed.at, printed.bare, printed.pieces
    pieces = [all_pieces[index] for index in at]
    starts = [*accumulate(map(len, all_pieces), initial=0)]
    leads = [len(piece) - len(piece.lstrip()) for piece in pieces]
    indent = [half_columns(piece[:lead]) if lead else 0 for piece, lead in zip(pieces, leads, strict=True)]
    set_as = [piece.strip() for piece in pieces]
    begin = [starts[index] + lead for index, lead in zip(at, leads, strict=True)]
    breaks = _line_breaks(text, all_pieces)
    above = [0, *(breaks[index] for index in at)]
    return Lines(
        text=text,
        begin=begin,
        end=[start + len(one) for start, one in zip(begin, set_as, strict=True)],
        bare=bare,
        first=[one[0] for one in bare],
        last=[one[-1] for one in bare],
        number=[breaks[index] + 1 for index in at],
        indent=indent,
        width=_widths(set_as, indent),
        tabbed=["\t" in one for one in set_as] if "\t" in text else [False] * len(at),
        ends=[one[-1] in _STOPS or (one[-1] in _CLOSERS and ends_sentence(one)) for one in bare],
        after_blank=[here - before > 1 for before, here in zip(above, above[1:], strict=False)],
        opens_page=opens_page,
        page=page,
    )


def _line_breaks(text: str, pieces: Sequence[str]) -> Sequence[int]:
    """The number of line breaks before each piece; the rarer marks that end a line, a form feed and such, are none."""
    if not any(mark in text for mark in _OTHER_MARKS):
        return range(len(pieces))
    return [*accumulate((piece[-1] in "\r\n" for piece in pieces), initial=0)]


def _widths(set_as: Sequence[str], indent: Sequence[int]) -> list[int]:
    """The widths of lines. The narrow characters of all of them are found in one go."""
    narrow = "\n".join(set_as).encode("latin-1", "ignore").split(b"\n") if set_as else []
    return [
        2 * len(one) - len(few) + (lead if lead <= _MOST_INDENT else 0)
        for one, few, lead in zip(set_as, narrow, indent, strict=True)
    ]


def _width(piece: str) -> int:
    return _widths([piece.strip()], [half_columns(piece[: len(piece) - len(piece.lstrip())])])[0]


def half_columns(text: str) -> int:
    """The printed width of ``text``: two for an ideograph, one for an ASCII character."""
    return 2 * len(text) - len(text.encode("latin-1", "ignore"))


def columns(text: str) -> float:
    """The same in ideographs."""
    return half_columns(text) / 2


def ends_sentence(bare: str) -> bool:
    """Whether a line closes a sentence, quotes and brackets after the stop not counted."""
    return bare[-1:] in _STOPS or bare.rstrip(_CLOSERS)[-1:] in _STOPS


def _is_head(bare: str, shapes: Counter[str]) -> bool:
    if len(bare) > _LONGEST_HEAD or _SENTENCE.search(bare):
        return False
    return bool(_RUNNING_HEAD.match(bare)) or shapes[_shape(bare)] >= 3


def _shape(bare: str) -> str:
    return re.sub(r"\d+", "#", bare)
