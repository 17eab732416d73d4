"""The ledger: for each sentence of a section with a genre, whether a rule understood it.

A sentence either became a record, or was read without stating one, or is boilerplate of a named category
(``patterns/boilerplate.yaml``), or is unparsed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from kg.extract.base import Reading
from kg.mentions.lists import sentences
from kg.model import Block, Section, Span
from kg.patterns import rows

RECORD, READ, BOILERPLATE, UNPARSED = "record", "read", "boilerplate", "unparsed"


@dataclass(frozen=True, slots=True)
class Line:
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
        return asdict(self)


def ledger(section: Section, reading: Reading, file: str) -> list[Line]:
    """What became of each sentence of a section; nothing for sections without a genre."""
    if section.genre in ("other", "issuance"):
        return []
    places = [fact.evidence for fact in reading.facts] + [record.evidence for record in reading.records]
    recorded = _Cover((place.start, place.end) for place in places)
    read = _Cover(span for span, _ in reading.understood)
    found = []
    for block in section.blocks:
        breaks = sorted(at for at, gap in block.gaps.items() if "\n" in gap)
        for start, end in sentences(block.norm, stops="。！？；"):
            span = (block.offsets[start], block.offsets[end - 1] + 1)
            outcome, category = _outcome(section, block.norm[start:end], span, recorded, read)
            found.append(
                _line(section, block, (start, end), bisect_right(breaks, start), (outcome, category), file)
            )
    return found


def _line(
    section: Section, block: Block, place: Span, breaks: int, outcome: tuple[str, str], file: str
) -> Line:
    """``breaks`` is the number of line breaks in the block before the sentence."""
    start, end = place
    first, last = block.offsets[start], block.offsets[end - 1] + 1
    name, line = section.document.name, block.line + breaks
    return Line(file, name, section.genre, block.page, line, first, last, *outcome, block.text[start:end])


def _outcome(section: Section, norm: str, span: Span, recorded: _Cover, read: _Cover) -> tuple[str, str]:
    if recorded.touches(span):
        return RECORD, ""
    if read.touches(span):
        return READ, ""
    for genres, pattern, category in _boilerplate():
        if section.genre in genres and pattern.search(norm):
            return BOILERPLATE, category
    return UNPARSED, ""


@cache
def _boilerplate() -> tuple[tuple[frozenset[str], re.Pattern[str], str], ...]:
    listed = rows("boilerplate", "rows", ("genres", "regex"))
    return tuple((frozenset(row["genres"]), re.compile(row["regex"]), row["id"]) for row in listed)


class _Cover:
    """Ranges of the source, asked whether they touch another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(set(spans))
        self._starts = [start for start, _ in self._spans]
        self._reach = []
        furthest = 0
        for _, end in self._spans:
            furthest = max(furthest, end)
            self._reach.append(furthest)

    def touches(self, span: Span) -> bool:
        """Whether any range shares a character with ``span``."""
        index = bisect_right(self._starts, span[1] - 1) - 1
        return index >= 0 and self._reach[index] > span[0]


def shares(lines: Iterable[Line]) -> dict[str, int]:
    """How many sentences there are of each outcome."""
    counted = dict.fromkeys((RECORD, READ, BOILERPLATE, UNPARSED), 0)
    for line in lines:
        counted[line.outcome] += 1
    return counted
