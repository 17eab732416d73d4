"""Whether a line was broken by a wrap: it is as wide as the lines round it allow, and its sentence goes on.

A wrapped stretch shows in its lines: the widest share one width, most of them end in mid-sentence and hold
punctuation, as running text does and a list of titles does not. Within such a stretch a line is filled if
what opens the next line would not have fitted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kg.reflow.lines import Line, columns

_CLAUSE = re.compile(r"[，、；。：,;](?=.)")
_STOP = re.compile(r"[。；！？]")
_UNIT = re.compile(r"[《“‘（(〈【〔]*(?:[A-Za-z0-9.%/\-]+|.)[，。、；：！？,;:!?）)】〉》”’〕]*")
_RULES = "—-=＝_*·…─━"
_RULE = re.compile(rf"[{re.escape(_RULES)}]+")
_NARROWEST, _WIDEST = 10.5, 66
_BAND = 2.5
_NEAR, _FAR = 10, 30
_STEP = 12
_LEAP = 4.5
_LONGEST_UNIT = 8
_LOST_INDENT = 2
_FIRST_IDEOGRAPH, _LAST_IDEOGRAPH = "\u4e00", "\u9fff"


def _is_rule(bare: str) -> bool:
    return bare[0] in _RULES and _RULE.fullmatch(bare) is not None


def filled_lines(lines: Sequence[Line], headings: Sequence[bool]) -> list[bool]:
    """For each line whether it is filled to the width that the text round it is wrapped at.

    ``headings`` tells which lines read as headings to their end; they are no evidence of a wrap.
    """
    if not lines:
        return []
    stretch = _Stretch(lines, headings)
    filled: list[bool] = []
    wraps: list[float] = []
    previous = False
    for index, line in enumerate(lines[:-1]):
        if index % _STEP == 0:
            wraps = sorted(stretch.wraps(index), reverse=True)
        previous = (
            bool(wraps) and _beside(line, lines[index + 1]) and stretch.is_filled(index, wraps, not previous)
        )
        filled.append(previous)
    return [*filled, False]


def _beside(line: Line, following: Line) -> bool:
    """Whether the two lines can be of one paragraph: no cells, and no leap from a column to the margin."""
    return (
        line.width >= _NARROWEST
        and not (line.tabbed or following.tabbed)
        and -_LEAP <= line.indent - following.indent <= _LEAP
    )


class _Stretch:
    """Lines with what is asked of each of them many times over."""

    def __init__(self, lines: Sequence[Line], headings: Sequence[bool]) -> None:
        self._lines = lines
        # Rows of cells and rules are no running text: narrower than all, they count nowhere.
        self._widths = [-1.0 if line.tabbed or _is_rule(line.bare) else line.width for line in lines]
        self._ends = [line.ends for line in lines]
        self._runs = [not (ends or heading) for ends, heading in zip(self._ends, headings, strict=True)]
        self._prose = [0, *accumulate(bool(_STOP.search(line.bare)) for line in lines)]
        self._clause = [
            runs and _CLAUSE.search(line.bare) is not None
            for line, runs in zip(lines, self._runs, strict=True)
        ]
        self._sorted: list[float] = []
        self._sorted_at = -2
        following = [*self._ends[1:], False]
        self._broken = [
            i for i, (cut, ends) in enumerate(zip(self._clause, following, strict=True)) if cut and ends
        ]

    def wraps(self, index: int) -> Iterator[float]:
        """The widths that text round ``index`` may be wrapped at."""
        low, high = max(0, index - _FAR), min(len(self._lines), index + _STEP + _FAR)
        prose = self._prose[high] - self._prose[low]
        if not prose:
            return
        around = self._widths[low:high]
        widest = max(around)
        measured = sorted((width, i) for i, width in enumerate(around, low) if _NARROWEST <= width <= _WIDEST)
        widths = [width for width, _ in measured]
        running = [0, *accumulate(self._runs[i] for _, i in measured)]
        clauses = [0, *accumulate(self._clause[i] for _, i in measured)]
        for wrap in dict.fromkeys(widths):
            first, last = bisect_left(widths, wrap - _BAND), bisect_right(widths, wrap)
            goes_on = running[last] - running[first]
            tight = wrap == widest and goes_on > 2
            if goes_on < (0.4 if tight else 0.6) * (last - first) or prose < 0.1 * goes_on:
                continue
            cut = clauses[last] - clauses[first]
            if cut > 1 and cut >= 0.25 * goes_on:
                yield wrap
                continue
            text = [i for _, i in measured[first:last] if self._runs[i] and self._is_text(i, wrap, high)]
            if len(text) >= 0.25 * goes_on and (
                len(text) > 1 or (text and wrap == widest and self._closes(text[0] + 1, wrap, high))
            ):
                yield wrap
        if _NARROWEST <= widest <= _WIDEST and self._breaks_at(widest, low, high):
            yield widest

    def _breaks_at(self, widest: float, low: int, high: int) -> bool:
        """Whether sentences that go over two lines, be they few, are mostly broken at the widest line's width."""
        near = self._broken[bisect_left(self._broken, low) : bisect_left(self._broken, high - 1)]
        broken = [i for i in near if self._widths[i + 1] <= widest + 1]
        edge = sum(1 for i in broken if self._widths[i] >= widest - 1.5)
        return edge > 0 and edge >= 0.6 * len(broken)

    def _is_text(self, index: int, wrap: float, high: int) -> bool:
        """Whether a line that runs on is part of a sentence: it has a clause, or the next line ends it."""
        return self._clause[index] or self._closes(index + 1, wrap, high)

    def _closes(self, index: int, wrap: float, high: int) -> bool:
        """Whether a line, no wider than the wrap, ends a sentence."""
        return index < high and self._ends[index] and self._widths[index] <= wrap + 1

    def is_filled(self, index: int, wraps: Sequence[float], first: bool) -> bool:
        """Whether the next line's first unit would not have fitted, in a place where the text is wrapped so.

        A paragraph's first line may have lost an indent.
        """
        width = self._widths[index]
        if width < 0:
            return False
        room = width + (_LOST_INDENT if first and not self._lines[index].indent else 0) + 1
        fitting = [wrap for wrap in wraps if width - 1 <= wrap < room + _LONGEST_UNIT]
        if not fitting:
            return False
        room += _first_unit(self._lines[index + 1].bare)
        return any(wrap < room and self._holds(index, wrap) for wrap in fitting)

    def _holds(self, index: int, wrap: float) -> bool:
        """Whether that is the wrap here: other lines near by reach it, and, above or below, none are wider."""
        near = self._near(index)
        reaching = bisect_right(near, wrap + 1) - bisect_left(near, wrap - 1.5)
        if reaching < 2 and not self._ends[index + 1]:
            return False
        if not _wider(near, wrap):
            return True
        above, below = max(0, index - _NEAR), index + _NEAR + 1
        sides = (self._widths[above : index + 1], self._widths[index:below])
        return not all(_wider(sorted(side), wrap) for side in sides if len(side) > _NEAR // 2)

    def _near(self, index: int) -> list[float]:
        """The widths near a line, sorted; kept for the next line, whose are the same but for two."""
        if index == self._sorted_at + 1:
            if index - _NEAR - 1 >= 0:
                del self._sorted[bisect_left(self._sorted, self._widths[index - _NEAR - 1])]
            if index + _NEAR < len(self._widths):
                insort(self._sorted, self._widths[index + _NEAR])
        elif index != self._sorted_at:
            self._sorted = sorted(self._widths[max(0, index - _NEAR) : index + _NEAR + 1])
        self._sorted_at = index
        return self._sorted


def _first_unit(bare: str) -> float:
    """The width of what a wrap would have to leave together at the head of a line."""
    if bare[0] > _FIRST_IDEOGRAPH and bare[1:2] > _FIRST_IDEOGRAPH and bare[1] < _LAST_IDEOGRAPH:
        return 1.0
    unit = _UNIT.match(bare)
    return min(columns(unit.group()), _LONGEST_UNIT) if unit else 1.0


def _wider(near: Sequence[float], wrap: float) -> bool:
    """Whether more than a few of the widths, which are sorted, are wider than the wrap."""
    wider = len(near) - bisect_right(near, wrap + 1.5)
    return wider > 1 and wider > 0.15 * (len(near) - bisect_left(near, 0))
