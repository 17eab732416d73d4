"""Laid-out lines → blocks: hard wraps undone, white space taken out, every offset kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np

from kg.model import Block
from kg.reflow.characters import HIDDEN, Numbers, folded, gathered, text_of
from kg.reflow.layout import Layout
from kg.reflow.lines import Lines
from kg.reflow.links import links


def join(lines: Lines, layout: Layout) -> tuple[Block, ...]:
    """Blocks of the laid-out lines.

    A lifted heading follows, line by line, the block that it cut through.
    """
    lifted = np.array(sorted(layout.lifted), np.int64)
    flow = np.delete(np.arange(len(lines.bare)), [*layout.lifted, *layout.dropped])
    goes_on = links(lines.only(flow), layout.full[flow])
    follows = np.concatenate(([False], goes_on[:-1]))
    firsts = flow[np.maximum.accumulate(np.where(follows, 0, np.arange(len(flow))))]
    # A run of lines is told by its first one: sorted by that, the lines of each stand together.
    firsts = np.concatenate((firsts, lifted))
    order = np.argsort(firsts, kind="stable")
    starts = np.flatnonzero(np.diff(firsts[order], prepend=-1))
    return tuple(_Runs(lines.only(np.concatenate((flow, lifted))[order]), starts).blocks())


class _Runs:
    """Runs of lines, one from each of the lines ``starts`` to the next; their characters are those that show."""

    def __init__(self, lines: Lines, starts: Numbers) -> None:
        self._text = lines.text
        self._numbers = lines.number[starts].tolist()
        self._pages = [lines.page[start] for start in starts.tolist()]
        characters = gathered(lines.opening, lines.closing)
        bounds = np.concatenate(([0], np.cumsum(lines.closing - lines.opening)))
        if lines.hold(HIDDEN).any():
            shown = (lines.of_kinds[characters] & HIDDEN) == 0
            characters, bounds = characters[shown], np.concatenate(([0], np.cumsum(shown)))[bounds]
        self._printed, self._places = lines.printed[characters], lines.places[characters]
        self._of_kinds = lines.of_kinds[characters]
        self._openings, self._bounds = bounds[:-1], np.append(bounds[starts], bounds[-1])

    def blocks(self) -> Iterator[Block]:
        """A block of each run; all are folded in one go."""
        text, norm = text_of(self._printed), text_of(folded(self._printed, self._of_kinds))
        places = array("i", self._places.astype(np.intc).tobytes())
        bounds = self._bounds.tolist()
        for first, stop, gaps, line, page in zip(
            bounds, bounds[1:], self._gaps(), self._numbers, self._pages, strict=False
        ):
            if first < stop:
                yield Block(text[first:stop], norm[first:stop], places[first:stop], gaps, line, page)

    def _gaps(self) -> Iterator[dict[int, str]]:
        """For each run the white space before its characters, a line break where furniture was."""
        at, spaces = self._spaces()
        firsts = self._bounds[:-1]
        inner = (at - firsts[np.searchsorted(firsts, at, "right") - 1]).tolist()
        cuts = np.searchsorted(at, self._bounds).tolist()
        for first, stop in zip(cuts, cuts[1:], strict=False):
            yield dict(zip(inner[first:stop], spaces[first:stop], strict=True)) if first < stop else {}

    def _spaces(self) -> tuple[Numbers, list[str]]:
        """The characters with something before them that is not in the run, and the white space that this is."""
        apart = np.diff(self._places, prepend=-1) != 1
        apart[self._bounds[:-1][self._bounds[:-1] < len(apart)]] = False
        at = np.flatnonzero(apart)
        first, stop = self._places[at - 1] + 1, self._places[at]
        # Most are a line break and nothing else.
        spaces = [*map(self._text.__getitem__, first.tolist())]
        for index in np.flatnonzero(stop - first != 1).tolist():
            spaces[index] = self._text[first[index] : stop[index]]
        if "".join(spaces).isspace():
            return at, spaces
        # Between lines furniture or a heading may have stood, within one there may be what does not show.
        opens = np.isin(at, self._openings)
        kept = np.array([space.isspace() for space in spaces], np.bool_) | opens
        spaces = [
            space if space.isspace() else "\n" for space, keep in zip(spaces, kept, strict=True) if keep
        ]
        return at[kept], spaces
