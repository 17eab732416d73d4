"""Extraction taken apart, each stage timed on what the one before it gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import Any, TypeVar

from kg.coverage import Line, ledger
from kg.extract import EXTRACTORS, GENRES
from kg.extract.base import Reading
from kg.extract.components import read_sections
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
        start = perf_counter()
        made = work(*given)
        self.add(stage, perf_counter() - start)
        return made

    def add(self, stage: str, spent: float) -> None:
        """Adds to what ``stage`` took."""
        self.spent[stage] = self.spent.get(stage, 0.0) + spent


def stages(made: Sequence[Gazette]) -> dict[str, float]:
    """Seconds by stage over all gazettes.

    The extractors are timed bare; what spaCy's Docs and spans cost is a stage of its own.
    """
    clock = Clock()
    for one in made:
        source = clock.time("read", read_bytes, one.text.encode(), one.name)
        blocks = clock.time("reflow", reflow, source)
        sections = clock.time("segment", segment, blocks, source.text)
        bare = sum(_extractor(clock, name, sections) for name in EXTRACTORS)
        carried = Clock()
        readings = carried.time("all", lambda sections: list(read_sections(sections)), sections)
        clock.add("Docs and spans", max(0.0, carried.spent["all"] - bare))
        clock.time("records", _records, source, readings)
        clock.time("ledger", _ledger, source, readings)
    return clock.spent


def _extractor(clock: Clock, name: str, sections: Sequence[Section]) -> float:
    """Seconds that one extractor takes for the sections of its genres."""
    start = perf_counter()
    for section in sections:
        if name in GENRES[section.genre]:
            EXTRACTORS[name](section)
    spent = perf_counter() - start
    clock.add(f"extract {name}", spent)
    return spent


def _records(source: Source, readings: Sequence[tuple[Section, Reading]]) -> list[dict[str, Any]]:
    return [record for section, reading in readings for record in records_of(source, section, reading)]


def _ledger(source: Source, readings: Sequence[tuple[Section, Reading]]) -> list[Line]:
    return [line for section, reading in readings for line in ledger(section, reading, source.file)]
