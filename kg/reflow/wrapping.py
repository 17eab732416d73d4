"""Whether a line was broken by a wrap: it is as wide as the lines round it allow, and its sentence goes on.

A wrapped stretch shows in its lines: the widest share one width, most of them end in mid-sentence and hold
punctuation, as running text does and a list of titles does not. Within such a stretch a line is filled if
what opens the next line would not have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.reflow.lines import Line, columns

_STOPS = "。！？；：…!?;:"
_CLOSERS = "”’）)」』》〉】］〕"
_CLAUSE = re.compile(r"[，、；。：,;](?=.)")
_STOP = re.compile(r"[。；！？]")
_UNIT = re.compile(r"[《“‘（(〈【〔]*(?:[A-Za-z0-9.%/\-]+|.)[，。、；：！？,;:!?）)】〉》”’〕]*")
_NARROWEST, _WIDEST = 10.5, 66
_BAND = 2.5
_NEAR, _FAR = 10, 30
_STEP = 12
_LEAP = 4.5


def ends_sentence(bare: str) -> bool:
    """Whether a line closes a sentence, quotes and brackets after the stop not counted."""
    core = bare.rstrip(_CLOSERS)
    return bool(core) and core[-1] in _STOPS


def filled_lines(lines: Sequence[Line], headings: Sequence[bool]) -> list[bool]:
    """For each line whether it is filled to the width that the text round it is wrapped at.

    ``headings`` tells which lines read as headings to their end; they are no evidence of a wrap.
    """
    filled: list[bool] = []
    wraps: tuple[float, ...] = ()
    for index, line in enumerate(lines[:-1]):
        if index % _STEP == 0:
            wraps = tuple(_wraps(lines, headings, index))
        following = lines[index + 1]
        first = not (filled and filled[-1])
        filled.append(
            _beside(line, following)
            and any(_is_filled(line, following, wrap, first) and _holds(lines, index, wrap) for wrap in wraps)
        )
    return [*filled, False] if lines else []


def _beside(line: Line, following: Line) -> bool:
    """Whether the two lines can be of one paragraph: no cells, and no leap from a column to the margin."""
    return (
        line.width >= _NARROWEST
        and not (line.tabbed or following.tabbed)
        and abs(line.indent - following.indent) <= _LEAP
    )


def _wraps(lines: Sequence[Line], headings: Sequence[bool], index: int) -> Iterator[float]:
    """The widths that text round ``index`` may be wrapped at."""
    near = range(max(0, index - _FAR), min(len(lines), index + _STEP + _FAR))
    measured = [i for i in near if _NARROWEST <= lines[i].width <= _WIDEST and not lines[i].tabbed]
    ends = {i for i in near if ends_sentence(lines[i].bare)}
    prose = sum(1 for i in near if _STOP.search(lines[i].bare))
    widest = max((lines[i].width for i in near if not lines[i].tabbed), default=0)
    for wrap in {lines[i].width for i in measured}:
        band = [i for i in measured if wrap - _BAND <= lines[i].width <= wrap]
        running = [i for i in band if not headings[i] and i not in ends]
        clauses = [i for i in running if _CLAUSE.search(lines[i].bare)]
        tight = wrap == widest and len(running) > 2
        if len(running) < (0.4 if tight else 0.6) * len(band):
            continue
        if len(clauses) < 0.25 * len(running) or prose < 0.1 * len(running):
            continue
        if len(clauses) >= 2 or (clauses and wrap == widest and clauses[0] + 1 in ends):
            yield wrap


def _is_filled(line: Line, following: Line, wrap: float, first: bool) -> bool:
    """Whether the next line's first unit would not have fitted; a paragraph's first line may have lost an indent."""
    unit = _UNIT.match(following.bare)
    needed = min(columns(unit.group()), 8) if unit else 1
    lost = 2 if first and not line.indent else 0
    return line.width <= wrap + 1 and line.width + needed + lost > wrap - 1


def _holds(lines: Sequence[Line], index: int, wrap: float) -> bool:
    """Whether that is the wrap here: other lines near by reach it, and, above or below, none are wider."""
    near = lines[max(0, index - _NEAR) : index + _NEAR + 1]
    reaching = sum(1 for line in near if not line.tabbed and wrap - 1.5 <= line.width <= wrap + 1)
    if reaching < 2 and not ends_sentence(lines[index + 1].bare):
        return False
    sides = [lines[max(0, index - _NEAR) : index + 1], lines[index : index + _NEAR + 1]]
    return not (all(_wider(side, wrap) for side in sides if len(side) > _NEAR // 2) and _wider(near, wrap))


def _wider(lines: Sequence[Line], wrap: float) -> bool:
    prose = [line for line in lines if not line.tabbed]
    return sum(1 for line in prose if line.width > wrap + 1.5) > max(1, 0.15 * len(prose))
