"""The ledger: for each sentence of a section with a genre, whether a rule understood it.

A sentence either became a record, or was read without stating one, or is boilerplate of a named category
(``patterns/boilerplate.yaml``), or is unparsed. One of which a part was left (somebody in it does what no rule knows) is
unparsed, though the rest of it became a record.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.extract.base import Reading
from kg.extract.issuance.own import OWN, head_lines
from kg.mentions.lists import sentences
from kg.model import Block, Section
from kg.patterns import rows

RECORD, READ, BOILERPLATE, UNPARSED = "record", "read", "boilerplate", "unparsed"


class Line(NamedTuple):
    """One sentence of the ledger: where it stands and what became of it."""

    file: str
    document: str | None
    section: str
    page: str | None
    line: int
    start: int
    end: int
    outcome: str
    category: str
    text: str

    def as_dict(self) -> dict[str, object]:
        """The columns by name."""
        return self._asdict()


def ledger(section: Section, reading: Reading, file: str) -> list[Line]:
    """What became of each sentence of a section; nothing for sections without a genre."""
    if section.genre in ("other", "issuance"):
        return []
    told = _Told(section, reading)
    return [line for block in section.blocks for line in _lines(section, block, told, file)]


def _lines(section: Section, block: Block, told: _Told, file: str) -> Iterator[Line]:
    """The sentences of a block."""
    norm, text, offsets, name = block.norm, block.text, block.offsets, section.document.name
    breaks = sorted(at for at, gap in block.gaps.items() if "\n" in gap) if block.gaps else ()
    for start, end in sentences(norm, stops="。！？；"):
        first, last = offsets[start], offsets[end - 1] + 1
        outcome, category = told.outcome(norm, start, end, first, last)
        line = block.line + bisect_right(breaks, start) if breaks else block.line
        yield Line(
            file, name, section.genre, block.page, line, first, last, outcome, category, text[start:end]
        )


class _Told:
    """What is known of a section's sentences: the ranges of the source that records and rules took.

    The ranges stand in one order, and with each how far it and those before it reach: those that became
    records, and those that were read.
    """

    def __init__(self, section: Section, reading: Reading) -> None:
        stated = [fact.evidence for fact in reading.facts] + [record.evidence for record in reading.records]
        places = {(place.start, place.end) for place in stated}
        read = [span for span, _ in reading.understood]
        if any(record.rule == OWN for record in reading.records):
            read += [(block.offsets[0], block.offsets[-1] + 1) for block, _ in head_lines(section)]
        ranges = sorted([(*span, True) for span in places] + [(*span, False) for span in read])
        self._starts = [start for start, _, _ in ranges]
        self._recorded = [*accumulate((end if became else 0 for _, end, became in ranges), max)]
        self._read = [*accumulate((0 if became else end for _, end, became in ranges), max)]
        left = sorted(reading.left)
        self._left_starts = [start for start, _ in left]
        self._left = [*accumulate((end for _, end in left), max)]
        self._boilerplate = _boilerplate(section.genre)

    def outcome(self, norm: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
        """What became of ``norm[start:end]``, which stands at ``first`` to ``last`` of the source, and its category."""
        before = bisect_left(self._starts, last) - 1
        if before >= 0 and not (self._left and self._has_left(first, last)):
            if self._recorded[before] > first:
                return RECORD, ""
            if self._read[before] > first:
                return READ, ""
        sentence = norm[start:end]
        for search, category in self._boilerplate:
            if search(sentence):
                return BOILERPLATE, category
        return UNPARSED, ""

    def _has_left(self, first: int, last: int) -> bool:
        before = bisect_left(self._left_starts, last) - 1
        return before >= 0 and self._left[before] > first


@cache
def _boilerplate(genre: str) -> tuple[tuple[Callable[[str], object], str], ...]:
    listed = rows("boilerplate", "rows", ("genres", "regex"))
    return tuple((re.compile(row["regex"]).search, row["id"]) for row in listed if genre in row["genres"])


def shares(lines: Iterable[Line]) -> dict[str, int]:
    """How many sentences there are of each outcome."""
    counted = dict.fromkeys((RECORD, READ, BOILERPLATE, UNPARSED), 0)
    for line in lines:
        counted[line.outcome] += 1
    return counted
