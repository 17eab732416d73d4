"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import compress, pairwise

import numpy as np

from kg.model import Block
from kg.reflow.characters import HIDDEN, Flags, Numbers, folded, rises, sums, text_of, where
from kg.reflow.layout import Layout
from kg.reflow.lines import Lines
from kg.reflow.links import links


def join(lines: Lines, layout: Layout) -> tuple[Block, ...]:
    """Blocks of the laid-out lines.

    A lifted heading follows, line by line, the block that it cut through.
    """
    indices = np.arange(len(lines.bare))
    apart = [*layout.lifted, *layout.dropped]
    flow = np.delete(indices, apart) if apart else indices
    firsts = flow[_firsts(lines.only(flow), layout.full[flow])]
    if layout.lifted:
        # A run of lines is told by its first one: sorted by that, the lines of each stand together.
        lifted = np.array(sorted(layout.lifted), np.int64)
        flow, firsts = np.concatenate((flow, lifted)), np.concatenate((firsts, lifted))
        order = np.argsort(firsts, kind="stable")
        flow, firsts = flow[order], firsts[order]
    starts = rises(firsts) > 0
    starts[0] = True
    return tuple(_Runs(lines.only(flow), where(starts)).blocks())


def _firsts(lines: Lines, full: Flags) -> Numbers:
    """For each line the first of the run of lines that it belongs to."""
    starts = np.arange(len(full))
    starts[1:][links(lines, full)[:-1]] = 0
    firsts: Numbers = np.maximum.accumulate(starts)
    return firsts


class _Runs:
    """Runs of lines, one from each of the lines ``starts`` to the next; their characters are those that show."""

    def __init__(self, lines: Lines, starts: Numbers) -> None:
        self._text = lines.text
        self._numbers = lines.number[starts].tolist()
        self._pages = [lines.page[start] for start in starts.tolist()]
        bounds = sums(lines.closing - lines.opening)
        stretches = _stretches(lines)
        self._printed, self._places, self._of_kinds = (
            np.concatenate([column[stretch] for stretch in stretches])
            for column in (lines.printed, lines.places, lines.of_kinds)
        )
        self._hides = bool(lines.hold(HIDDEN).any())
        if self._hides:
            shown = (self._of_kinds & HIDDEN) == 0
            self._printed, self._places = self._printed[shown], self._places[shown]
            self._of_kinds, bounds = self._of_kinds[shown], sums(shown)[bounds]
        self._openings, self._bounds = bounds, np.append(bounds[starts], bounds[-1])

    def blocks(self) -> Iterator[Block]:
        """A block of each run; all are folded in one go."""
        text, norm = text_of(self._printed), text_of(folded(self._printed, self._of_kinds))
        places = array("i", self._places.astype(np.intc).tobytes())
        bounds = self._bounds.tolist()
        runs = [*map(slice, bounds, bounds[1:])]
        cuts = (map(whole.__getitem__, runs) for whole in (text, norm, places))
        blocks = map(Block, *cuts, self._gaps(), self._numbers, self._pages)
        return (block for block in blocks if block.text)

    def _gaps(self) -> list[dict[int, str]]:
        """For each run the white space before its characters, a line break where furniture was."""
        at, spaces = self._spaces()
        cuts = np.searchsorted(at, self._bounds)
        inner = (at - np.repeat(self._bounds[:-1], cuts[1:] - cuts[:-1])).tolist()
        return [
            dict(zip(inner[first:stop], spaces[first:stop], strict=True)) if first < stop else {}
            for first, stop in pairwise(cuts.tolist())
        ]

    def _spaces(self) -> tuple[Numbers, list[str]]:
        """The characters with something before them that is not in the run, and the white space that this is."""
        apart = np.ones(len(self._places) + 1, np.bool_)
        apart[1:-1] = self._places[1:] - self._places[:-1] != 1
        apart[self._bounds] = False
        at = where(apart[:-1])
        first, stop = self._places[at - 1] + 1, self._places[at]
        # Most are a line break and nothing else.
        spaces = [*map(self._text.__getitem__, first.tolist())]
        for index in where(stop - first != 1).tolist():
            spaces[index] = self._text[first[index] : stop[index]]
        if self._hides:  # within a line there may be what does not show, and so is no white space
            kept = np.isin(at, self._openings) | np.array([*map(str.isspace, spaces)], np.bool_)
            at, spaces = at[kept], [*compress(spaces, kept)]
        if not "".join(spaces).isspace():  # between lines furniture or a heading may have stood
            spaces = [space if space.isspace() else "\n" for space in spaces]
        return at, spaces


def _stretches(lines: Lines) -> list[slice]:
    """The printed characters of the lines, in stretches without anything between."""
    apart = where(lines.opening[1:] != lines.closing[:-1])
    first, stop = lines.opening[[0, *(apart + 1)]], lines.closing[[*apart, -1]]
    return [*map(slice, first.tolist(), stop.tolist())]
