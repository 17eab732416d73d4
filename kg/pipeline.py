"""Steps 1 to 4 as one short function: a source → its records, and the ledger of what was not understood."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kg.claims import context
from kg.coverage import Line, ledger
from kg.extract.base import Reading
from kg.extract.components import read_sections
from kg.model import Section, Source
from kg.records import objects
from kg.reflow import reflow
from kg.segment import segment


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read of one source: records as JSON objects with their context, and the ledger."""

    source: Source
    records: list[dict[str, Any]]
    ledger: list[Line]


def extract(source: Source, jurisdiction: str | None = None, date: str | None = None) -> Extraction:
    """Everything stated in ``source``. ``jurisdiction`` and ``date`` say what a pasted text lacks."""
    records: list[dict[str, Any]] = []
    lines: list[Line] = []
    with uncollected():
        for section, reading in read_sections(segment(reflow(source), source.text, jurisdiction, date)):
            records += records_of(source, section, reading)
            lines += ledger(section, reading, source.file)
        records.sort(key=lambda record: (record["source"]["start"], record["source"]["end"]))
    return Extraction(source, records, lines)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cyclic garbage, which would go over all records so far again and again.

    Extraction makes hundreds of thousands of small values that stay and none that refer to themselves.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def records_of(source: Source, section: Section, reading: Reading) -> list[dict[str, Any]]:
    """JSON objects, with their context, of what was read in one section."""
    return objects(source, reading.facts, reading.records, context(section, source.sha256))
