"""Leadership notices: who answers for which fields, oversees and liaises with which bodies, helps whom with what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.base import Reading, Writer
from kg.extract.leadership.columns import rows_from_columns
from kg.extract.leadership.joints import joined_names
from kg.extract.leadership.notice import write_notice
from kg.extract.leadership.paragraphs import paragraphs
from kg.extract.leadership.reader import Reader
from kg.extract.leadership.rules import any_of
from kg.model import Block, Section

__all__ = ["extract"]


def extract(section: Section) -> Reading:
    """The portfolios of a section, statuses, endings, and the notice that states them."""
    writer = Writer(section, "leadership")
    lines = paragraphs(rows_from_columns(section.blocks))
    reader = Reader(writer, section.document.date, joined_names(line.norm for line in lines))
    for line, following in zip(lines, _followed(lines), strict=True):
        reader.read(line, following)
    write_notice(writer, section)
    return writer.reading


def _followed(lines: Sequence[Block]) -> list[Block | None]:
    """For each line the next one, those passed over that only tell of the person (职务：…, 联系电话：…)."""
    aside = any_of("label_aside", after="：")
    following: list[Block | None] = []
    upcoming: Block | None = None
    for line in reversed(lines):
        following.append(upcoming)
        upcoming = upcoming if aside.match(line.norm) else line
    return following[::-1]
