"""Leadership notices: who answers for which fields, oversees and liaises with which bodies, helps whom with what."""

from __future__ import annotations

from kg.extract.base import Reading, Writer
from kg.extract.leadership.columns import rows_from_columns
from kg.extract.leadership.joints import joined_names
from kg.extract.leadership.notice import write_notice
from kg.extract.leadership.paragraphs import paragraphs
from kg.extract.leadership.reader import Reader
from kg.model import Section

__all__ = ["extract"]


def extract(section: Section) -> Reading:
    """The portfolios of a section, statuses, endings, and the notice that states them."""
    writer = Writer(section, "leadership")
    lines = paragraphs(rows_from_columns(section.blocks))
    reader = Reader(writer, section.document.date, joined_names(line.norm for line in lines))
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        reader.read(line, following)
    write_notice(writer, section)
    return writer.reading
