"""A contents list beside the documents that it lists: of those it states only what they lack themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.base import Reading
from kg.model import Fact, Record, Section

_ORDER = re.compile(r"令第?\d+号$")
_ADDS = ("title", "issuer", "date")


def only_new(readings: Sequence[tuple[Section, Reading]]) -> list[tuple[Section, Reading]]:
    """The readings, those of lists without the documents that another section of the same source prints."""
    printed = _printed(readings)
    return [
        (section, _less(reading, printed) if section.genre == "catalogue" else reading)
        for section, reading in readings
    ]


def _printed(readings: Sequence[tuple[Section, Reading]]) -> dict[str, Record]:
    """The documents printed in the source by their number."""
    return {
        _key(record.values["number"].text): record
        for section, reading in readings
        if section.genre != "catalogue"
        for record in reading.records
        if record.kind == "document" and record.values["number"] is not None
    }


def _key(number: str) -> str:
    """A number; of an order its serial, since a list may shorten who gave it: 市政府令第18号."""
    order = _ORDER.search(number)
    return order.group() if order else number


def _less(reading: Reading, printed: dict[str, Record]) -> Reading:
    facts = [fact for fact in reading.facts if not _is_stated(fact, printed)]
    records = [record for record in reading.records if _adds(record, printed)]
    return Reading(facts, records, reading.understood, reading.left)


def _is_stated(fact: Fact, printed: dict[str, Record]) -> bool:
    return fact.relation == "ISSUED" and _key(fact.object.text) in printed


def _adds(record: Record, printed: dict[str, Record]) -> bool:
    number = record.values.get("number")
    known = printed.get(_key(number.text)) if record.kind == "document" and number is not None else None
    return known is None or any(record.values[key] and not known.values[key] for key in _ADDS)
