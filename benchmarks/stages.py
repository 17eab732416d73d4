"""Extraction taken apart, each stage timed on what the one before it gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import process_time
from typing import Any, TypeVar

from kg.coverage import Line, ledger
from kg.extract import EXTRACTORS, GENRES, read_section
from kg.extract.base import Reading
from kg.extract.components import read_sections
from kg.garbage import uncollected
from kg.model import Section, Source
from kg.pipeline import records_of
from kg.read import read_bytes
from kg.reflow import reflow
from kg.segment import segment
from tests.generate import Gazette

T = TypeVar("T")


class Clock:
    """Seconds spent by stage, in the order the stages were first met."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}

    def time(self, stage: str, work: Callable[..., T], *given: Any) -> T:
        """What ``work`` gives; the time it took is added to ``stage``."""
        start = process_time()
        made = work(*given)
        self.add(stage, process_time() - start)
        return made

    def add(self, stage: str, spent: float) -> None:
        """Adds to what ``stage`` took."""
        self.spent[stage] = self.spent.get(stage, 0.0) + spent


def stages(made: Sequence[Gazette]) -> dict[str, float]:
    """Seconds by stage over all gazettes.

    The extractors are timed bare; what it costs that a spaCy pipeline carries them is a stage of its own.
    """
    clock = Clock()
    for one in made:
        with uncollected():
            _stages(clock, one)
    return clock.spent


def _stages(clock: Clock, one: Gazette) -> None:
    source = clock.time("read", read_bytes, one.text.encode(), one.name)
    blocks = clock.time("reflow", reflow, source)
    sections = clock.time("segment", segment, blocks, source.text)
    for name in EXTRACTORS:
        _extractor(clock, name, sections)
    compared = Clock()
    compared.time("bare", lambda sections: [read_section(section) for section in sections], sections)
    readings = compared.time("carried", read_sections, sections)
    clock.add("carried by spaCy", compared.spent["carried"] - compared.spent["bare"])
    clock.time("records", _records, source, readings)
    clock.time("ledger", _ledger, source, readings)


def _extractor(clock: Clock, name: str, sections: Sequence[Section]) -> None:
    """Times one extractor over the sections of its genres."""
    start = process_time()
    for section in sections:
        if name in GENRES[section.genre]:
            EXTRACTORS[name](section)
    clock.add(f"extract {name}", process_time() - start)


def _records(source: Source, readings: Sequence[tuple[Section, Reading]]) -> list[dict[str, Any]]:
    return [record for section, reading in readings for record in records_of(source, section, reading)]


def _ledger(source: Source, readings: Sequence[tuple[Section, Reading]]) -> list[Line]:
    return [line for section, reading in readings for line in ledger(section, reading, source.file)]
