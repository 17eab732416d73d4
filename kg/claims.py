"""Records with what their document says of them: what resolution, timeline and graph work on.

A claim is made from a fact's JSON object and the context that the build keeps beside it, so that a graph
can be made again from a build's records without reading a text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.model import Document, Section

Window = tuple[str, str]
"""First and last day, both inclusive, between which an undated thing happened."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A record and its context. ``ends`` and ``values`` are the JSON object's own parts."""

    id: str
    kind: str
    relation: str
    subject: str
    object: str
    attributes: Mapping[str, str]
    document: str | None
    document_date: str | None
    issuers: tuple[str, ...]
    jurisdiction: str
    window: Window | None
    section: str
    sha256: str
    file: str
    start: int
    quote: str
    values: Mapping[str, Any]

    @property
    def order(self) -> tuple[bool, str, bool, str, int, str]:
        """Date of the document (undated last), its own page before a line about it, source, place."""
        secondary = self.section in ("log", "catalogue")
        return (
            self.document_date is None,
            self.document_date or "",
            secondary,
            self.sha256,
            self.start,
            self.id,
        )

    @property
    def date(self) -> str | None:
        """The day or span of days that the record itself states."""
        return self.attributes.get("date")


def context(section: Section, sha256: str) -> dict[str, Any]:
    """What a record's JSON object lacks: date and jurisdiction of the document, window of an undated one."""
    document: Document = section.document
    return {
        "date": document.date,
        "issuers": [issuer.text for issuer in document.issuers],
        # A text that names no government stands apart from every other such text.
        "jurisdiction": document.jurisdiction or f"未详#{sha256[:8]}",
        "window": None if document.date else _window(section),
    }


def _window(section: Section) -> list[str] | None:
    if section.year is None:
        return None
    if section.month is None:
        return [f"{section.year}-01-01", f"{section.year}-12-31"]
    last = _last_day(section.year, section.month)
    return [f"{section.year}-{section.month:02}-01", f"{section.year}-{section.month:02}-{last:02}"]


def _last_day(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def claims(records: Iterable[Mapping[str, Any]]) -> list[Claim]:
    """Claims of a build's records (JSON objects with ``context``), in order of their evidence."""
    return sorted((_claim(record) for record in records), key=lambda claim: claim.order)


def dated(listed: Sequence[Claim]) -> list[Claim]:
    """The claims, those of an undated copy of a document with the one date that other copies of the same number have."""
    days: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in listed:
        if claim.document and claim.document_date and "〔" in claim.document:
            days[claim.jurisdiction, claim.document].add(claim.document_date)
    found = []
    for claim in listed:
        known = days.get((claim.jurisdiction, claim.document or ""), set())
        if claim.document_date is None and len(known) == 1:
            claim = replace(claim, document_date=next(iter(known)), window=None)
        found.append(claim)
    return sorted(found, key=lambda claim: claim.order)


def _claim(record: Mapping[str, Any]) -> Claim:
    source, around = record["source"], record["context"]
    window = around["window"]
    return Claim(
        id=record["id"],
        kind=record["kind"],
        relation=record.get("relation", ""),
        subject=_mention(record.get("subject")),
        object=_mention(record.get("object")),
        attributes=record.get("attributes", {}),
        document=source["document"],
        document_date=around["date"],
        issuers=tuple(around["issuers"]),
        jurisdiction=around["jurisdiction"],
        window=(window[0], window[1]) if window else None,
        section=source["section"],
        sha256=source["sha256"],
        file=source["file"],
        start=source["start"],
        quote=source["quote"],
        values=record,
    )


def _mention(end: Mapping[str, Any] | None) -> str:
    return end["mention"] if end else ""
