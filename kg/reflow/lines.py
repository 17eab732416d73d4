"""A text's lines: what each holds, where it stands and how wide it is.

All that is known of the lines stands in columns, one for each thing known: a gazette has thousands of lines, and what
is done to a whole column costs a fraction of the same done line by line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.reflow.characters import (
    BREAK,
    CLAUSE,
    SPACE,
    Flags,
    Kinds,
    Numbers,
    Points,
    kinds,
    members,
    points,
    rises,
    sums,
    text_of,
    where,
)

_MOST_INDENT = 8
"""A first line's indent, up to this, counts as filled; a centred or right-set line's does not."""
_STOPS = frozenset("。！？；：…!?;:")
_CLOSERS = "”’）)」』》〉】］〕"
_ENDS, _CLOSES = members(*_STOPS), members(_CLOSERS)
_WIDE = 0x100
_CELLS = 3
"""So many wide gaps part the cells of a row."""
_TAB, _FEED, _RETURN, _NEWLINE, _SPACE = map(ord, "\t\f\r\n ")


@dataclass(slots=True)
class Columns:
    """What is known of each line: item ``i`` of each column is of line ``i``.

    A line is the characters ``opening`` to ``closing`` of a text's printed ones, ``first`` and ``last`` two of them,
    ``kinds`` those that they are of; a clause's mark at its end does not count. It is printed as line ``number`` of the text. ``width`` and
    ``indent`` count half columns: an ideograph is two, an ASCII character one; spaces between words and a first line's
    indent are part of the width. ``tabbed`` is a row of cells, ``spaced`` one set with spaces, ``led`` stands behind tabs, below the last cell of a row,
    ``ends`` closes a sentence, ``after_blank`` stands below an empty line, ``opens_page`` is the first of a page.
    """

    opening: Numbers
    closing: Numbers
    first: Points
    last: Points
    kinds: Kinds
    number: Numbers
    indent: Numbers
    width: Numbers
    tabbed: Flags
    spaced: Flags
    led: Flags
    ends: Flags
    after_blank: Flags
    opens_page: Flags


@dataclass(slots=True)
class Lines(Columns):
    """The printed lines of ``text`` that are not blank: ``bare`` is a line rid of white space, ``page`` its page's printed number.

    ``printed`` are the text's characters but white space, ``of_kinds`` the kinds of each, ``places`` where they stand.
    """

    text: str
    printed: Points
    of_kinds: Kinds
    places: Numbers
    bare: list[str]
    page: list[str | None]

    def only(self, kept: Numbers) -> Lines:
        """The lines ``kept``, in that order."""
        if len(kept) == len(self.bare) and (kept[1:] > kept[:-1]).all():
            return self
        columns = {name: getattr(self, name)[kept] for name in Columns.__slots__}
        whole = {name: getattr(self, name) for name in ("text", "printed", "of_kinds", "places")}
        indices = kept.tolist()
        bare, page = [self.bare[index] for index in indices], [self.page[index] for index in indices]
        return Lines(**columns, **whole, bare=bare, page=page)

    def hold(self, kind: int) -> Flags:
        """Whether each line holds a character of a kind."""
        return (self.kinds & kind) > 0


def cut(text: str) -> Lines:
    """The lines of ``text`` that are not blank, in order, none told its page's number yet."""
    characters = points(text)
    all_kinds = kinds(characters)
    white = (all_kinds & SPACE) > 0
    places, spaces = where(~white), where(white)
    broken = where((all_kinds[spaces] & BREAK) > 0)
    breaks = spaces[broken]
    # So many printed characters stand before each break: that tells which of them are each line's.
    bounds = np.concatenate(([0], breaks - broken, [len(places)]))
    at = where(bounds[1:] > bounds[:-1])
    opening, closing = bounds[at], bounds[at + 1]
    begin, end = places[opening], places[closing - 1] + 1
    printed, of_kinds = characters[places], all_kinds[places]
    bare, last = _bare(text_of(printed), opening, closing), printed[closing - 1]
    starts, tabs = np.concatenate(([0], breaks + 1))[at], spaces[characters[spaces] == _TAB]
    indent, width = _widths(characters, starts, begin, end)
    newlines = _above(_newlines(characters, breaks), at)
    return Lines(
        opening=opening,
        closing=closing,
        first=printed[opening],
        last=last,
        kinds=_kinds(of_kinds, opening, closing),
        number=newlines + 1,
        indent=indent,
        width=width,
        tabbed=_tabbed(tabs, begin, end),
        spaced=_spaced(spaces, begin, end),
        led=_tabbed(tabs, starts, begin),
        ends=_ending(bare, last),
        after_blank=rises(newlines) > 1,
        opens_page=_pages(characters, breaks, at, indent, begin),
        text=text,
        printed=printed,
        of_kinds=of_kinds,
        places=places,
        bare=bare,
        page=[None] * len(bare),
    )


def _bare(printed: str, opening: Numbers, closing: Numbers) -> list[str]:
    return [printed[first:stop] for first, stop in zip(opening.tolist(), closing.tolist(), strict=True)]


def _widths(characters: Points, starts: Numbers, begin: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """The lines' indents and widths in half columns: two for an ideograph, one for an ASCII character."""
    wide = sums(characters >= _WIDE)
    indent, width = (
        stop - first + wide[stop] - wide[first] for first, stop in ((starts, begin), (begin, end))
    )
    return indent, width + np.where(indent <= _MOST_INDENT, indent, 0)


def _newlines(characters: Points, breaks: Numbers) -> Flags:
    """Which breaks end a line as editors count lines: form feeds and such do not, two characters may do together."""
    marks = characters[breaks]
    following = characters.take(breaks + 1, mode="clip") if len(breaks) else marks
    ends: Flags = (marks == _NEWLINE) | ((marks == _RETURN) & (following != _NEWLINE))
    return ends


def _above(which: Flags, at: Numbers) -> Numbers:
    """How many of the breaks stand above each line."""
    return sums(which)[at]


def _pages(characters: Points, breaks: Numbers, at: Numbers, indent: Numbers, begin: Numbers) -> Flags:
    """Which lines open a page: those below a form feed.

    A form feed that a converter turned into one leading space still opens one, where there is no other and single
    leading spaces are rare; in indented text they say nothing.
    """
    opens = rises(_above(characters[breaks] == _FEED, at)) > 0
    if opens.any() or not len(opens):
        return opens
    led = (indent == 1) & (characters.take(begin - 1, mode="clip") == _SPACE)
    return led if led.sum() <= len(led) / 8 else opens


def _kinds(of_kinds: Kinds, opening: Numbers, closing: Numbers) -> Kinds:
    of_kinds[closing - 1] &= ~CLAUSE & 0xFFFF
    return np.bitwise_or.reduceat(of_kinds, opening) if len(opening) else of_kinds


def _tabbed(tabs: Numbers, begin: Numbers, end: Numbers) -> Flags:
    return np.searchsorted(tabs, end) > np.searchsorted(tabs, begin)


def _spaced(spaces: Numbers, begin: Numbers, end: Numbers) -> Flags:
    """Which lines have several wide gaps in them, as the rows of a table have that is set with spaces."""
    wide = spaces[2:][(spaces[2:] - spaces[:-2] == 2) & (spaces[2:] - spaces[1:-1] == 1)]
    gaps = wide[rises(wide) != 1]
    several: Flags = np.searchsorted(gaps, end) - np.searchsorted(gaps, begin) >= _CELLS
    return several


def _ending(bare: Sequence[str], last: Points) -> Flags:
    ends = _ENDS[last]
    for index in where(_CLOSES[last]).tolist():
        ends[index] = ends_sentence(bare[index])
    return ends


def columns(text: str) -> float:
    """The printed width of ``text`` in ideographs: an ASCII character takes half of one."""
    return half_columns(text) / 2


def half_columns(text: str) -> int:
    """The same in halves."""
    return 2 * len(text) - len(text.encode("latin-1", "ignore"))


def ends_sentence(bare: str) -> bool:
    """Whether a line closes a sentence, quotes and brackets after the stop not counted."""
    return bare[-1:] in _STOPS or bare.rstrip(_CLOSERS)[-1:] in _STOPS
