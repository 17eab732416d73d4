"""The notice that a section is: full, or partial where it changes only what it names."""

from __future__ import annotations

from kg.extract.base import Writer
from kg.extract.leadership.rules import pattern
from kg.model import Block, Section


def write_notice(writer: Writer, section: Section) -> None:
    """Adds the record of the notice, if the section assigned anything."""
    reading = writer.reading
    if not (reading.facts or reading.records):
        return
    title = section.document.title or section.heading
    values = {"scope": "partial" if _is_partial(writer, section, title) else "full", "title": title}
    if section.document.date:
        values["date"] = section.document.date
    block = _titled(section)
    writer.record("notice", values, (block, 0, len(block.norm)), "notice")


def _is_partial(writer: Writer, section: Section, title: str) -> bool:
    if pattern("partial", "part_in_title").search(title):
        return True
    if _found("rest_unchanged", section):
        return True
    # Who lists all from the head of government on may say in passing what somebody no longer has.
    people = {fact.subject.text for fact in writer.reading.facts}
    return _found("changes_named", section) and not (len(people) > 2 and _found("head_of_all", section))


def _found(row: str, section: Section) -> bool:
    regex = pattern("partial", row)
    return any(regex.search(block.norm) for block in section.blocks)


def _titled(section: Section) -> Block:
    """The block with the title, or the first one."""
    mention = section.document.title_mention
    place = mention.spans[0][0] if mention else -1
    for block in section.blocks:
        if block.offsets[0] <= place <= block.offsets[-1]:
            return block
    return section.blocks[0]
