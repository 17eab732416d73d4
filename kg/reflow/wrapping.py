"""Whether a line was broken by a wrap: it is as wide as the lines round it allow, and its sentence goes on.

A wrapped stretch shows in its lines: the widest share one width, most of them end in mid-sentence and hold
punctuation, as running text does and a list of titles does not. Within such a stretch a line is filled if
what opens the next line would not have fitted. All widths are in half columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from kg.reflow.lines import Lines, half_columns

_UNIT = re.compile(r"[《“‘（(〈【〔]*(?:[A-Za-z0-9.%/\-]+|.)[，。、；：！？,;:!?）)】〉》”’〕]*")
_RULES = "—-=＝_*·…─━"
_RULE = re.compile(rf"[{re.escape(_RULES)}]+")
_NARROWEST, _WIDEST = 21, 132
_BAND = 5
_SHORT, _OVER = 3, 3
"""How much narrower than the wrap a line may be that reaches it, and how much wider one may be."""
_NEAR, _FAR = 10, 30
_STEP = 12
_LEAP = 9
_LONGEST_UNIT = 16
_LOST_INDENT = 4
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"
_ONE, _RUNS, _CUTS = 1, 0x1_0001, 0x1_0001_0001
"""What a line adds to three counts in one integer: all lines, those that run on, those of them with a clause."""
_COUNT = 0xFFFF


def filled_lines(lines: Lines, headings: Sequence[bool]) -> list[bool]:
    """For each line whether it is filled to the width that the text round it is wrapped at.

    ``headings`` tells which lines read as headings to their end; they are no evidence of a wrap.
    """
    filled = [False] * len(lines.bare)
    window = _Window(lines, headings)
    for start in range(0, len(filled) - 1, _STEP):
        window.move(start)
        if window.prose:
            window.fill(range(start, min(start + _STEP, len(filled) - 1)), filled)
    return filled


def _lines_with(mark: str, others: str, bare: Sequence[str]) -> list[str]:
    """The lines with every one of the characters ``others`` put as ``mark``, so that one search finds any of them."""
    text = "\n".join(bare)
    for other in others:
        text = text.replace(other, mark)
    return text.split("\n") if bare else []


class _Window:
    """The lines round a place, with what is counted over them; it moves down the text a few lines at a time."""

    def __init__(self, lines: Lines, headings: Sequence[bool]) -> None:
        self._lines = lines
        # Rows of cells and rules are no running text: narrower than all, they count nowhere.
        self._widths = [
            -1 if tabbed or (first in _RULES and _RULE.fullmatch(bare)) else width
            for width, tabbed, first, bare in zip(
                lines.width, lines.tabbed, lines.first, lines.bare, strict=True
            )
        ]
        self._runs = [not (ends or heading) for ends, heading in zip(lines.ends, headings, strict=True)]
        marked = _lines_with("，", "、；。：,;", lines.bare)
        self._clause = [
            runs and line.find("，", 0, -1) >= 0 for line, runs in zip(marked, self._runs, strict=True)
        ]
        self._stops = [0, *accumulate("。" in line for line in _lines_with("。", "；！？", lines.bare))]
        closed = [index for index, ends in enumerate(lines.ends[1:]) if ends]
        self._broken = [index for index in closed if self._clause[index]]
        self._led = [index for index in closed if self._runs[index] and not self._clause[index]]
        self._adds = [
            (_CUTS if clause else _RUNS if runs else _ONE) if _NARROWEST <= width <= _WIDEST else 0
            for width, runs, clause in zip(self._widths, self._runs, self._clause, strict=True)
        ]
        # Widths that are never counted are asked for as well.
        self._counts = [0] * (max(self._widths, default=0) + _WIDEST)
        self._low = self._high = self.prose = self._widest = 0
        self._known: dict[int, bool] = {}

    def move(self, index: int) -> None:
        """Centres the window on the lines from ``index`` on."""
        low, high = max(0, index - _FAR), min(len(self._widths), index + _STEP + _FAR)
        counts, widths, adds = self._counts, self._widths, self._adds
        for width, add in zip(widths[self._high : high], adds[self._high : high], strict=True):
            counts[width] += add
        for width, add in zip(widths[self._low : low], adds[self._low : low], strict=True):
            counts[width] -= add
        self._low, self._high, self._known = low, high, {}
        self._widest = max(widths[low:high])
        self.prose = self._stops[high] - self._stops[low]

    def fill(self, indices: range, filled: list[bool]) -> None:
        """Says of lines whether the next one's first unit would not have fitted, in a place where the text is wrapped so."""
        widths, known, widest = self._widths, self._known, self._widest
        indent, ends, tabbed = self._lines.indent, self._lines.ends, self._lines.tabbed
        for index in indices:
            width, below = widths[index], index + 1
            if (
                width < _NARROWEST
                or width > _WIDEST + 2
                or not -_LEAP <= indent[index] - indent[below] <= _LEAP
            ):
                continue
            if (
                width >= widest - _OVER
                and (ends[below] or width - _SHORT <= widths[below] <= width + 2)
                and (known[width] if width in known else self._is_wrap(width))
            ):  # most lines that are filled are so in this plain way
                filled[index] = not tabbed[below]
            else:
                filled[index] = self._is_filled(index, width, filled[index - 1])

    def _is_filled(self, index: int, width: int, goes_on: bool) -> bool:
        """Whether the text is wrapped at a width that the line reaches and has no more room at.

        A paragraph's first line, which goes on from none, may have lost an indent.
        """
        counts, known = self._counts, self._known
        room = width + 2 + _first_unit(self._lines.bare[index + 1])
        if not (goes_on or self._lines.indent[index]):
            room += _LOST_INDENT
        least = width - 2 if width >= self._widest - 1 else max(width - 2, self._least(index, room))
        for wrap in range(least, room):
            wrapped = counts[wrap] and (known[wrap] if wrap in known else self._is_wrap(wrap))
            if wrapped and self._is_reached(index, wrap):
                return not self._lines.tabbed[index + 1]
        return False

    def _least(self, index: int, room: int) -> int:
        """The narrowest width that can be the wrap here: above or below, no more than a few lines are wider.

        One that is not below ``room`` may be told too narrow.
        """
        widths = self._widths
        above, below = max(0, index - _NEAR), index + _NEAR + 1
        if _NEAR // 2 <= index < len(widths) - _NEAR // 2 and room + _OVER <= min(
            widths[index - 1], widths[index - 2], widths[index + 1], widths[index + 2]
        ):
            return room
        sides = (widths[above : index + 1], widths[index:below])
        told = [sorted(side)[-2] for side in sides if len(side) > _NEAR // 2]
        if len(told) < 2:
            near = sorted(widths[above:below])
            few = max(1, int(0.15 * (len(near) - bisect_left(near, 0))))
            told.append(near[-few - 1] if few < len(near) else 0)
        return min(told) - _OVER

    def _is_reached(self, index: int, wrap: int) -> bool:
        """Whether other lines near by reach the wrap, or the next line ends the sentence."""
        widths, least, most = self._widths, wrap - _SHORT, wrap + 2
        if self._lines.ends[index + 1] or (widths[index] >= least and least <= widths[index + 1] <= most):
            return True
        near = sorted(widths[max(0, index - _NEAR) : index + _NEAR + 1])
        return bisect_right(near, most) - bisect_left(near, least) > 1

    def _is_wrap(self, wrap: int) -> bool:
        """Whether the text round here may be wrapped at that width, one that a line here has; remembered."""
        told = wrap <= _WIDEST and (
            self._looks_wrapped(wrap) or (wrap == self._widest and self._breaks_at(wrap))
        )
        self._known[wrap] = told
        return told

    def _looks_wrapped(self, wrap: int) -> bool:
        """Whether the lines that reach the wrap mostly run on, and hold clauses as text does."""
        counted = sum(self._counts[wrap - _BAND : wrap + 1])
        goes_on = counted >> 16 & _COUNT
        tight = wrap == self._widest and goes_on > 2
        if goes_on < (0.4 if tight else 0.6) * (counted & _COUNT) or self.prose < 0.1 * goes_on:
            return False
        cut = counted >> 32
        if cut > 1 and cut >= 0.25 * goes_on:
            return True
        return self._is_text(wrap, cut, goes_on)

    def _is_text(self, wrap: int, cut: int, goes_on: int) -> bool:
        """The same where few lines have a clause, by lines without one that the next line, no wider than the wrap, ends."""
        led = self._led[bisect_left(self._led, self._low) : bisect_left(self._led, self._high - 1)]
        widths, least = self._widths, max(_NARROWEST, wrap - _BAND)
        text = cut + sum(1 for i in led if least <= widths[i] <= wrap and widths[i + 1] <= wrap + 2)
        if text < 0.25 * goes_on or not text:
            return False
        return text > 1 or (wrap == self._widest and (not cut or self._one_closes(wrap)))

    def _one_closes(self, wrap: int) -> bool:
        """Whether the one line with a clause that reaches the wrap is ended by the next line."""
        return any(
            self._clause[i] and self._lines.ends[i + 1] and self._widths[i + 1] <= wrap + 2
            for i in range(self._low, self._high - 1)
            if max(_NARROWEST, wrap - _BAND) <= self._widths[i] <= wrap
        )

    def _breaks_at(self, widest: int) -> bool:
        """Whether sentences that go over two lines, be they few, are mostly broken at the widest line's width."""
        near = self._broken[bisect_left(self._broken, self._low) : bisect_left(self._broken, self._high - 1)]
        broken = [i for i in near if self._widths[i + 1] <= widest + 2]
        edge = sum(1 for i in broken if self._widths[i] >= widest - 3)
        return edge > 0 and edge >= 0.6 * len(broken)


def _first_unit(bare: str) -> int:
    """The width of what a wrap would have to leave together at the head of a line."""
    if bare[0] > _FIRST_IDEOGRAPH and bare[1:2] > _FIRST_IDEOGRAPH and bare[1] < _LAST_IDEOGRAPH:
        return 2
    unit = _UNIT.match(bare)
    return min(half_columns(unit.group()), _LONGEST_UNIT) if unit else 2
