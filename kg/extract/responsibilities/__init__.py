"""Who answers for which task: tags behind a sentence, lines with a label, tables."""

from __future__ import annotations

from kg.extract.base import Reading, Writer
from kg.extract.responsibilities.plan import Plan
from kg.model import Section

__all__ = ["extract"]


def extract(section: Section) -> Reading:
    """牵头 and 责任 of one section."""
    writer = Writer(section, "responsibilities")
    Plan(section, writer).read()
    return writer.reading
