"""Whether a line was broken by a wrap: it is as wide as the lines round it allow, and its sentence goes on.

A wrapped stretch shows in its lines: the widest share one width, most of them end in mid-sentence and hold
punctuation, as running text does and a list of titles does not. Within such a stretch a line is filled if
what opens the next line would not have fitted. All widths are in half columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left

import numpy as np

from kg.reflow.characters import CLAUSE, Flags, Numbers, members, rises, where
from kg.reflow.lines import Lines, half_columns
from kg.reflow.windows import NARROWEST, OVER, SHORT, WIDEST, Windows

_UNIT = re.compile(r"[《“‘（(〈【〔]*(?:[A-Za-z0-9.%/\-]+|.)[，。、；：！？,;:!?）)】〉》”’〕]*")
_RULES = "—-=＝_*·…─━"
_RULE = re.compile(rf"[{re.escape(_RULES)}]+")
_RULING = members(_RULES)
_NEAR, _FEW = 10, 5
_NO_LINES = np.full(_NEAR, -1)
_FAR_OFF = 1000
"""A width that no line has room for."""
_LEAP = 9
_IDEOGRAPH, _LONGEST_UNIT = 2, 16
_LOST_INDENT = 4
_MOST_ROOM = _LONGEST_UNIT + _LOST_INDENT
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"


def filled_lines(lines: Lines, headings: Flags) -> Flags:
    """For each line whether it is filled to the width that the text round it is wrapped at.

    ``headings`` tells which lines read as headings to their end; they are no evidence of a wrap.
    """
    filled = np.zeros(len(lines.bare), np.bool_)
    if len(filled) > 1:
        _Measured(lines, headings).fill(filled)
    return filled


class _Measured:
    """The widths of the lines, and what the windows over them say of each."""

    def __init__(self, lines: Lines, headings: Flags) -> None:
        # Rows of cells and rules are no running text: narrower than all, they count nowhere.
        self._widths = np.where(lines.tabbed | lines.spaced | _rules(lines), -1, lines.width)
        self._padded = np.concatenate((_NO_LINES, self._widths, _NO_LINES))
        runs = ~(lines.ends | headings)
        self._windows = Windows(lines, self._widths, runs, runs & lines.hold(CLAUSE))
        self._lines = lines

    def fill(self, filled: Flags) -> None:
        """Says of lines whether the next one's first unit would not have fitted, in a place where the text is wrapped so."""
        may = self._may_fill()
        filled[:-1] = may & self._is_plain()
        widths = self._widths[:-1]
        reach = self._windows.any_wrap(widths - OVER, widths + OVER + _MOST_ROOM)
        doubtful = where(may & ~filled[:-1] & reach)
        rooms = self._rooms(doubtful)
        narrow = rooms < _MOST_ROOM
        for index, room in zip(doubtful[narrow].tolist(), rooms[narrow].tolist(), strict=True):
            filled[index] = self._lacks(index, room, bool(filled[index - 1]))

    def _may_fill(self) -> Flags:
        """Whether a line can be filled at all: by its width and indent, and by the next line's."""
        widths, indent, tabbed = self._widths[:-1], self._lines.indent, self._lines.tabbed
        fits = (widths >= NARROWEST) & (widths <= WIDEST + OVER) & (np.abs(rises(indent)[1:]) <= _LEAP)
        return fits & ~tabbed[1:] & self._windows.prose()

    def _is_plain(self) -> Flags:
        """Whether a line is as wide as any and the next one goes on or ends the text: most that are filled are so."""
        widths, below = self._widths[:-1], self._widths[1:]
        wide = widths >= self._windows.widest() - SHORT
        goes_on = (below >= widths - SHORT) & (below <= widths + OVER)
        return wide & (self._lines.ends[1:] | goes_on) & self._windows.any_wrap(widths, widths + 1)

    def _lacks(self, index: int, room: int, goes_on: bool) -> bool:
        """Whether so much room is too little for the next line's first unit.

        A paragraph's first line, which goes on from none, may have lost an indent.
        """
        if not (goes_on or self._lines.indent[index]):
            room -= _LOST_INDENT
        return room < 1 or room < _first_unit(self._lines.bare[index + 1])

    def _rooms(self, lines: Numbers) -> Numbers:
        """The room that each of the lines has up to the nearest wrap that it can have, if it is no more than any needs."""
        widths = self._widths[lines]
        least = widths - OVER
        inner = widths < self._windows.widest()[lines] - 1
        least[inner] = np.maximum(least[inner], self._least(lines[inner]))
        wraps = least[:, None] + np.arange(2 * OVER + _MOST_ROOM)
        which, at = self._windows.are_wraps(lines[:, None], wraps).nonzero()
        wraps = wraps[which, at]
        reached = self._are_reached(lines[which], wraps)
        nearest = np.full(len(lines), _FAR_OFF)
        np.minimum.at(nearest, which[reached], wraps[reached])
        return nearest - widths - OVER

    def _least(self, lines: Numbers) -> Numbers:
        """The narrowest widths that can be the wrap: above or below a line, no more than one in ten is much wider."""
        near = self._padded[lines[:, None] + np.arange(2 * _NEAR + 1)]
        sides = near[:, : _NEAR + 1].copy(), near[:, _NEAR:].copy()
        for side in sides:
            side.partition(-2, axis=1)
        told: Numbers = np.minimum(*(side[:, -2] for side in sides))
        ends = (lines < _FEW) | (lines >= len(self._widths) - _FEW)
        for place in where(ends).tolist():
            told[place] = self._least_at_end(int(lines[place]))
        return told - SHORT

    def _least_at_end(self, index: int) -> int:
        """The same where few lines stand above or below."""
        widths: list[int] = self._widths.tolist()
        above, below = max(0, index - _NEAR), index + _NEAR + 1
        sides = (widths[above : index + 1], widths[index:below])
        told = [sorted(side)[-2] for side in sides if len(side) > _FEW]
        near = sorted(widths[above:below])
        few = max(1, int(0.15 * (len(near) - bisect_left(near, 0))))
        return min([*told, near[-few - 1] if few < len(near) else 0])

    def _are_reached(self, lines: Numbers, wraps: Numbers) -> Flags:
        """Whether other lines near by reach a line's wrap, or the next line ends the sentence."""
        widths, below, least, most = (
            self._widths[lines],
            self._widths[lines + 1],
            wraps - SHORT,
            wraps + OVER,
        )
        reached = (widths >= least) & (below >= least) & (below <= most)
        near = self._padded[lines[:, None] + np.arange(2 * _NEAR + 1)]
        others: Flags = ((near >= least[:, None]) & (near <= most[:, None])).sum(axis=1) > 1
        return others | reached | self._lines.ends[lines + 1]


def _rules(lines: Lines) -> Flags:
    """Which lines are drawn: rules between texts."""
    rules = _RULING[lines.first] & _RULING[lines.last]
    for index in where(rules).tolist():
        rules[index] = _RULE.fullmatch(lines.bare[index]) is not None
    return rules


def _first_unit(bare: str) -> int:
    """The width of what a wrap would have to leave together at the head of a line."""
    if bare[0] > _FIRST_IDEOGRAPH and _FIRST_IDEOGRAPH < bare[1:2] < _LAST_IDEOGRAPH:
        return _IDEOGRAPH
    unit = _UNIT.match(bare)
    return min(half_columns(unit.group()), _LONGEST_UNIT) if unit else _IDEOGRAPH
