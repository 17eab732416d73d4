"""The nouns of the domain: frozen values without any input or output.

Offsets count code points of the decoded text, newlines as they are, a byte-order mark
not counted. Ranges are half-open. ``docs/facts.md`` holds the conventions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Span = tuple[int, int]
"""A half-open range of characters in a source's text."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: its name, the hash of its bytes and its decoded text."""

    file: str
    sha256: str
    text: str


@dataclass(slots=True)
class Block:
    """A run of text that reads on: a paragraph, a heading or a table row, rid of white space.

    ``text[i]`` stands at ``offsets[i]`` of the source. ``norm`` is ``text`` with punctuation
    and digits folded to one width, character for character, so that rules need one form only.
    ``gaps`` tells which white space stood before a character (a line break included). Nobody changes a block; it is
    not frozen since there are tens of thousands and Python takes four times as long to make a frozen value.
    """

    text: str
    norm: str
    offsets: Sequence[int]
    gaps: Mapping[int, str]
    line: int
    page: str | None = None

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Source ranges of ``text[start:end]``: several where other text cuts through it."""
        spans: list[Span] = []
        for index in range(start, end):
            offset = self.offsets[index]
            if spans and offset - spans[-1][1] == len(self.gaps.get(index, "")):
                spans[-1] = (spans[-1][0], offset + 1)
            else:
                spans.append((offset, offset + 1))
        return tuple(spans)

    def mention(self, start: int, end: int) -> Mention:
        """The characters from ``start`` to ``end`` with their place in the source."""
        if end > start:
            first, last = self.offsets[start], self.offsets[end - 1]
            if last - first == end - start - 1:  # in one piece, as nearly all are
                return Mention(self.text[start:end], ((first, last + 1),))
        return Mention(self.text[start:end], self.spans(start, end))

    def part(self, start: int, end: int) -> Block:
        """A stretch of the block as a block of its own."""
        gaps = {at - start: gap for at, gap in self.gaps.items() if start < at < end}
        text, norm, offsets = self.text[start:end], self.norm[start:end], self.offsets[start:end]
        return Block(text, norm, offsets, gaps, self.line, self.page)


class Mention(NamedTuple):
    """Characters of a document that name something, and where they stand in the source.

    The pieces that ``spans`` cut out of the source, joined and rid of white space, are ``text``.
    """

    text: str
    spans: tuple[Span, ...]

    def joined(self, other: Mention) -> Mention:
        """Two pieces put together, such as an agency and a title that stands further on."""
        return Mention(self.text + other.text, self.spans + other.spans)

    def tail(self, size: int) -> Mention:
        """Its last characters, which stand in its last piece."""
        end = self.spans[-1][1]
        return Mention(self.text[-size:], ((end - size, end),))


@dataclass(frozen=True, slots=True)
class Document:
    """What is known of the document that a section belongs to. All of it may be missing.

    ``date`` is the day under the text (成文日期), ``published`` the day a page put it up. ``title`` leaves
    the issuers out. The two mentions tell where number and title stand in the source.
    """

    number: str | None = None
    title: str | None = None
    issuers: tuple[Mention, ...] = ()
    date: str | None = None
    jurisdiction: str | None = None
    registration: str | None = None
    published: str | None = None
    number_mention: Mention | None = None
    title_mention: Mention | None = None

    @property
    def name(self) -> str | None:
        """The number or, lacking one, the title."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive blocks of one genre: what an extractor reads.

    ``genre`` is one of leadership, appointments, log, briefs, responsibilities, issuance, other.
    ``heading`` is the section's or document's heading as printed, without white space.
    ``year`` and ``month`` are what masthead and heading say of the days in it.
    """

    genre: str
    blocks: tuple[Block, ...]
    document: Document = field(default_factory=Document)
    heading: str = ""
    year: int | None = None
    month: int | None = None


class Evidence(NamedTuple):
    """Where a record is stated: a range of the source and the sentence there, cleaned."""

    document: str | None
    section: str
    page: str | None
    start: int
    end: int
    quote: str


class Fact(NamedTuple):
    """A claim that a document makes: relation, two ends, attributes, place and rule.

    What its ends are, ``schema.yaml`` says of the relation. Nothing in it depends on a path, another file or resolution.
    """

    relation: str
    subject: Mention
    object: Mention
    attributes: Mapping[str, str]
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class Record:
    """What is stated beside facts: a status, a document, a notice or an ending.

    ``values`` are the keys that facts.md names for the kind, mentions among them.
    """

    kind: str
    values: Mapping[str, Any]
    evidence: Evidence
    rule: str


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_id(prefix: str, *parts: Any) -> str:
    """A short, stable id: ``prefix:`` and sixteen hex digits of a hash over the parts."""
    return f"{prefix}:{hashlib.sha256(_CANONICAL.encode(parts).encode()).hexdigest()[:16]}"
