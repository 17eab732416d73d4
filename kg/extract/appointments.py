"""Placeholder until the rules of this genre are written."""

from __future__ import annotations

from kg.extract.base import Reading, Writer
from kg.model import Section


def extract(section: Section) -> Reading:
    """Reads one section."""
    return Writer(section, "appointments").reading
