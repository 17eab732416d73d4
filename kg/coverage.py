"""The ledger: for each sentence of a section with a genre, whether a rule understood it.

A sentence either became a record, or was read without stating one, or is boilerplate of a named category
(``patterns/boilerplate.yaml``), or is unparsed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.extract.base import Reading
from kg.mentions.lists import sentences
from kg.model import Block, Evidence, Section, Span
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
    places = [fact.evidence for fact in reading.facts] + [record.evidence for record in reading.records]
    told = _Told(section.genre, places, [span for span, _ in reading.understood])
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
    """What is known of a section's sentences: the ranges of the source that records and rules took."""

    def __init__(self, genre: str, recorded: Iterable[Evidence], read: Iterable[Span]) -> None:
        self._recorded = _Cover((place.start, place.end) for place in recorded)
        self._read = _Cover(read)
        self._boilerplate = _boilerplate(genre)

    def outcome(self, norm: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
        """What became of ``norm[start:end]``, which stands at ``first`` to ``last`` of the source, and its category."""
        if self._recorded.touches(first, last):
            return RECORD, ""
        if self._read.touches(first, last):
            return READ, ""
        sentence = norm[start:end]
        for pattern, category in self._boilerplate:
            if pattern.search(sentence):
                return BOILERPLATE, category
        return UNPARSED, ""


@cache
def _boilerplate(genre: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    listed = rows("boilerplate", "rows", ("genres", "regex"))
    return tuple((re.compile(row["regex"]), row["id"]) for row in listed if genre in row["genres"])


class _Cover:
    """Ranges of the source, asked whether they touch another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(set(spans))
        self._starts = [start for start, _ in ordered]
        self._reach = [*accumulate((end for _, end in ordered), max)]

    def touches(self, start: int, end: int) -> bool:
        """Whether any range shares a character with that from ``start`` to ``end``."""
        index = bisect_left(self._starts, end)
        return index > 0 and self._reach[index - 1] > start


def shares(lines: Iterable[Line]) -> dict[str, int]:
    """How many sentences there are of each outcome."""
    counted = dict.fromkeys((RECORD, READ, BOILERPLATE, UNPARSED), 0)
    for line in lines:
        counted[line.outcome] += 1
    return counted
