"""Windows of lines that move down a text a few lines at a time, and the widths that the text in each is wrapped at.

What a window counts, it counts by width: a row for each window, a column for each width.
"""

from __future__ import annotations

import numpy as np

from kg.reflow.characters import STOP, Flags, Numbers, sums, where
from kg.reflow.lines import Lines

NARROWEST, WIDEST = 21, 132
"""A wrap's width, in half columns."""
_COLUMNS = WIDEST - NARROWEST + 1
_BAND = 6
"""A line that is broken by a wrap is as wide as it, or up to five half columns narrower."""
OVER, SHORT = 2, 3
"""How much wider than a wrap what follows may be, and how much narrower a line that still reaches it."""
_FAR = 30
_STEP = 12
_SHARED = (_STEP + 2 * _FAR) // _STEP
"""So many windows a line is in."""
_RUNS, _CUTS = 1 << 16, 1 << 32
"""What a line that runs on, and one with a clause, add to three counts in one number; the lowest counts all lines."""
_COUNT = 0xFFFF


class Windows:
    """The windows over lines of certain widths, with what is counted in them.

    ``runs`` are the lines that end in mid-sentence, ``clauses`` those of them that hold a clause.
    """

    def __init__(self, lines: Lines, widths: Numbers, runs: Flags, clauses: Flags) -> None:
        self._widths = widths
        self._home = np.arange(len(widths) - 1) // _STEP
        starts = np.arange(0, len(widths) - 1, _STEP)
        low, high = np.maximum(starts - _FAR, 0), np.minimum(starts + _STEP + _FAR, len(widths))
        ranges = np.concatenate((low[:, None], high[:, None]), axis=1).ravel()
        self._widest = np.maximum.reduceat(np.concatenate((widths, [-1])), ranges)[::2]
        stops = sums(lines.hold(STOP))
        self._prose = stops[high] - stops[low]
        self._ended = np.concatenate((lines.ends[1:], [False]))
        self._wraps = self._find(runs, clauses)
        self._before = np.zeros((len(starts), _COLUMNS + 1), np.int64)
        np.cumsum(self._wraps, axis=1, out=self._before[:, 1:])

    def widest(self) -> Numbers:
        """For each line but the last the widest in the window at it."""
        return self._widest[self._home]

    def prose(self) -> Flags:
        """For each line but the last whether running text stands round it."""
        return self._prose[self._home] > 0

    def any_wrap(self, least: Numbers, room: Numbers) -> Flags:
        """For each line but the last whether the text round it is wrapped at a width from ``least`` to below ``room``."""
        first, stop = (np.minimum(np.maximum(width - NARROWEST, 0), _COLUMNS) for width in (least, room))
        return self._before[self._home, stop] > self._before[self._home, first]

    def are_wraps(self, lines: Numbers, widths: Numbers) -> Flags:
        """Whether the text round the lines is wrapped at the widths."""
        columns = widths - NARROWEST
        known = (columns >= 0) & (columns < _COLUMNS)
        return known & self._wraps[lines // _STEP, np.where(known, columns, 0)]

    def _find(self, runs: Flags, clauses: Flags) -> Flags:
        """At which widths, of those that a line in a window has, the text in it is wrapped."""
        counts = self._counts(1 + _RUNS * runs + _CUTS * clauses)
        at = where(counts > 0)
        window, widest = at // _COLUMNS, self._widest[at // _COLUMNS] == at % _COLUMNS + NARROWEST
        counted, closed = _banded(counts)[at], self._closing(runs, np.where(clauses, _RUNS, 1))[at]
        goes_on, cut = counted >> 16 & _COUNT, counted >> 32
        few = goes_on < np.where(widest & (goes_on > 2), 0.4, 0.6) * (counted & _COUNT)
        plain = (cut > 1) & (cut >= 0.25 * goes_on)
        # Few lines may have a clause: then those count that the next line, no wider than the wrap, ends.
        text = cut + (closed & _COUNT)
        told = (text > 1) | ((text > 0) & widest & ((cut == 0) | (closed > _COUNT)))
        told &= text >= 0.25 * goes_on
        looks = ~few & (self._prose[window] >= 0.1 * goes_on) & (plain | told)
        wraps = np.zeros(len(counts), np.bool_)
        wraps[at] = looks | (widest & self._breaks_widest(clauses)[window])
        return wraps.reshape(-1, _COLUMNS)

    def _counts(self, adds: Numbers) -> Numbers:
        """What the lines of each width add up to in each window."""
        lines = where((self._widths >= NARROWEST) & (self._widths <= WIDEST))
        windows, there = self._of(lines)
        columns = windows * _COLUMNS + (self._widths[lines] - NARROWEST)[:, None]
        return self._summed(columns[there], (adds[lines][:, None] * there)[there])

    def _closing(self, which: Flags, adds: Numbers) -> Numbers:
        """The same of the lines that can be broken by a wrap at each width and have a next line that ends the sentence."""
        lines = where(which & self._ended & (self._widths >= NARROWEST))
        windows, there = self._above(lines)
        wraps = self._widths[lines][:, None] + np.arange(_BAND)
        fits = (wraps >= self._widths[lines + 1][:, None] - OVER) & (wraps <= WIDEST)
        columns = windows[:, :, None] * _COLUMNS + (wraps - NARROWEST)[:, None, :]
        there = there[:, :, None] & fits[:, None, :]
        return self._summed(columns[there], (adds[lines][:, None, None] * there)[there])

    def _breaks_widest(self, clauses: Flags) -> Flags:
        """Whether sentences that go over two lines, be they few, are mostly broken at the widest line's width."""
        lines = where(clauses & self._ended)
        windows, there = self._above(lines)
        widest = self._widest[np.where(there, windows, 0)]
        there &= self._widths[lines + 1][:, None] <= widest + OVER
        edge = there & (self._widths[lines][:, None] >= widest - SHORT)
        size = len(self._widest)
        all_, at_edge = (np.bincount(windows[which], minlength=size) for which in (there, edge))
        return (at_edge > 0) & (at_edge >= 0.6 * all_)

    def _of(self, lines: Numbers) -> tuple[Numbers, Flags]:
        """The windows that each of the lines is in, and which of these there are."""
        windows = ((lines + _FAR) // _STEP)[:, None] - np.arange(_SHARED)
        return windows, (windows >= 0) & (windows < len(self._widest))

    def _above(self, lines: Numbers) -> tuple[Numbers, Flags]:
        """The same, but for a window's last line, below which it does not see."""
        windows, there = self._of(lines)
        return windows, there & (windows * _STEP + _STEP + _FAR - 1 > lines[:, None])

    def _summed(self, columns: Numbers, adds: Numbers) -> Numbers:
        """A row of columns for each window, a row after the other."""
        return np.bincount(columns, adds, len(self._widest) * _COLUMNS).astype(np.int64)


def _banded(counts: Numbers) -> Numbers:
    """For each width the sum over the widths that a line wrapped at it can have."""
    sums = np.zeros((len(counts) // _COLUMNS, _COLUMNS + _BAND), np.int64)
    np.cumsum(counts.reshape(-1, _COLUMNS), axis=1, out=sums[:, _BAND:])
    return (sums[:, _BAND:] - sums[:, :-_BAND]).ravel()
