"""Appointments and removals: who takes or leaves which post of which agency, and when that was decided."""

from __future__ import annotations

from kg.extract.appointments.cuts import may_state
from kg.extract.appointments.lines import items
from kg.extract.appointments.reader import Reader
from kg.extract.base import Reading
from kg.model import Section

__all__ = ["extract"]


def extract(section: Section) -> Reading:
    """APPOINTED_TO and REMOVED_FROM of a section; of a log only those entries that appoint or remove."""
    if section.genre != "appointments" and not any(may_state(block.norm) for block in section.blocks):
        return Reading()
    reader = Reader(section)
    for block in items(section.blocks) if section.genre == "appointments" else section.blocks:
        reader.read(block)
    return reader.close()
