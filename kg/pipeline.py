"""Steps 1 to 4 as one short function: a source → its records, and the ledger of what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.claims import context
from kg.coverage import Line, ledger
from kg.extract.base import Reading
from kg.extract.components import read_sections
from kg.garbage import uncollected
from kg.model import Section, Source
from kg.records import objects
from kg.reflow import reflow
from kg.segment import segment


@dataclass(frozen=True)
class Extraction:
    """What was read of one source: records as JSON objects with their context, and each section with its reading."""

    source: Source
    records: list[dict[str, Any]]
    read: list[tuple[Section, Reading]] = field(repr=False)

    @cached_property
    def ledger(self) -> list[Line]:
        """What became of each sentence; made when it is asked for, as a build or a check does."""
        with uncollected():
            return [
                line for section, reading in self.read for line in ledger(section, reading, self.source.file)
            ]


def extract(source: Source, jurisdiction: str | None = None, date: str | None = None) -> Extraction:
    """Everything stated in ``source``. ``jurisdiction`` and ``date`` say what a pasted text lacks."""
    with uncollected():
        read = read_sections(segment(reflow(source), source.text, jurisdiction, date))
        records = [record for section, reading in read for record in records_of(source, section, reading)]
        return Extraction(source, _in_order(records), read)


def _in_order(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records in the order of their places in the source, those of one place as they were read."""
    places = [record["source"] for record in records]
    starts, ends = [place["start"] for place in places], [place["end"] for place in places]
    return [records[index] for _, _, index in sorted(zip(starts, ends, range(len(records)), strict=True))]


def records_of(source: Source, section: Section, reading: Reading) -> list[dict[str, Any]]:
    """JSON objects, with their context, of what was read in one section."""
    return objects(source, reading.facts, reading.records, context(section, source.sha256))
