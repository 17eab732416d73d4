"""Which body issued which document: a document's own head, lists of documents, log lines that say so."""

from __future__ import annotations

from kg.extract.base import Reading, Writer
from kg.extract.issuance import catalogue, issues, own
from kg.model import Section

__all__ = ["extract"]


def extract(section: Section) -> Reading:
    """ISSUED facts and document records of one section."""
    writer = Writer(section, "issuance")
    own.read(section, writer)
    if section.genre == "catalogue":
        catalogue.read(section, writer)
    else:
        catalogue.read_tables(section, writer)
    if section.genre == "log":
        issues.read(section, writer)
    return writer.reading
