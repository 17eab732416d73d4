"""What every extractor gives back, and the few steps by which all of them make records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Block, Evidence, Fact, Mention, Record, Section, Span


@dataclass(slots=True)
class Reading:
    """What an extractor read in a section: facts and other records in the order stated,

    the source ranges of sentences that a rule understood though they state nothing to record, and those of parts of
    sentences that no rule understood, whatever else the sentences state.
    """

    facts: list[Fact] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    understood: list[tuple[Span, str]] = field(default_factory=list)
    left: list[Span] = field(default_factory=list)

    def add(self, other: Reading) -> None:
        """Takes in what another extractor read."""
        self.facts += other.facts
        self.records += other.records
        self.understood += other.understood
        self.left += other.left


@dataclass(slots=True)
class Writer:
    """Makes records of one section and keeps a fact stated twice in it from being stated twice.

    ``place`` is always a block and the range in it of the sentence with the verb or the tag.
    """

    section: Section
    name: str
    reading: Reading = field(default_factory=Reading)
    _seen: set[tuple[object, ...]] = field(default_factory=set)
    _told: tuple[tuple[Block, int, int], Evidence] | None = None

    def fact(
        self,
        relation: str,
        subject: Mention,
        object: Mention,
        place: tuple[Block, int, int],
        rule: str,
        attributes: Mapping[str, str | None] | None = None,
        once_by: tuple[object, ...] = (),
    ) -> None:
        """Adds a fact. Attributes that are None or empty are left out; ``once_by`` adds to what makes it the same."""
        stated = {key: value for key, value in attributes.items() if value} if attributes else {}
        key = (relation, subject.text, object.text, stated.get("date"), *once_by)
        if key in self._seen:
            self.understood(place, rule)
            return
        self._seen.add(key)
        evidence = self.evidence(place)
        self.reading.facts.append(Fact(relation, subject, object, stated, evidence, f"{self.name}.{rule}"))

    def record(self, kind: str, values: Mapping[str, Any], place: tuple[Block, int, int], rule: str) -> None:
        """Adds a status, document, notice or ending."""
        self.reading.records.append(Record(kind, values, self.evidence(place), f"{self.name}.{rule}"))

    def understood(self, place: tuple[Block, int, int], rule: str) -> None:
        """Notes that the sentence was read and states nothing to record."""
        block, start, end = place
        if end > start:
            span = _range(block, start, end)
            self.reading.understood.append((span, f"{self.name}.{rule}"))

    def left(self, place: tuple[Block, int, int]) -> None:
        """Notes a part of a sentence that was not understood, whatever else the sentence states."""
        block, start, end = place
        if end > start:
            self.reading.left.append(_range(block, start, end))

    def evidence(self, place: tuple[Block, int, int]) -> Evidence:
        """The place in the source of ``block.text[start:end]``, and those characters as the quote."""
        block, start, end = place
        if self._told and (self._told[0] is place or _is_same(self._told[0], place)):
            return self._told[1]
        told = Evidence(
            self.section.document.name,
            self.section.genre,
            block.page,
            *_range(block, start, end),
            block.text[start:end],
        )
        self._told = (place, told)
        return told


def _range(block: Block, start: int, end: int) -> Span:
    """The range of the source that holds ``block.text[start:end]``, of whose lines one may stand out of order."""
    first, last = block.offsets[start], block.offsets[end - 1]
    if last < first:
        first, last = min(block.offsets[start:end]), max(block.offsets[start:end])
    return first, last + 1


def _is_same(one: tuple[Block, int, int], other: tuple[Block, int, int]) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]
