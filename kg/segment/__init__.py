"""Blocks → sections, each of one genre, each with what is known of its document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.mentions.dates import put_up
from kg.mentions.tables import is_tabbed
from kg.model import Block, Document, Section
from kg.segment.clusters import read_marks
from kg.segment.documents import documents
from kg.segment.draft import Draft
from kg.segment.genres import genre_of_blocks, genre_of_name, have_headlines, is_section_heading
from kg.segment.heads import year_and_month
from kg.segment.jurisdiction import jurisdiction_in
from kg.segment.looks import has_tag, is_stamped, label
from kg.segment.masthead import Masthead, read_masthead

__all__ = ["segment"]

_SIGNATURE_DATE = re.compile(r".{4}年.{1,3}月.{1,3}日")
_DAY = re.compile(r"(?<![\d年—至\-])(1[0-2]|[1-9])月\d{1,2}日")
_FOOT = 3
_TITLED = re.compile(r"[。；，]")


def segment(
    blocks: Sequence[Block], text: str, jurisdiction: str | None = None, date: str | None = None
) -> list[Section]:
    """The sections of a source's blocks, in source order.

    ``text`` is the source's text (its masthead may be page furniture). ``jurisdiction`` and ``date`` say
    what a pasted text lacks; they never override what it states.
    """
    drafts = [(draft, draft.document()) for draft in documents(blocks)]
    place = (
        jurisdiction
        or _issuing(document for _, document in drafts)
        or jurisdiction_in(block.norm for block in blocks)
    )
    place = place or jurisdiction_in(text.split())
    masthead = read_masthead(text)
    sections: list[Section] = []
    for draft, document in drafts:
        document = replace(
            document,
            jurisdiction=document.jurisdiction or place,
            date=document.date or date,
            published=document.published or masthead.printed,
        )
        for genre, part, heading in _parts(draft):
            named_year, month = year_and_month(heading)
            sections.append(
                Section(
                    genre,
                    tuple(part),
                    document,
                    heading,
                    named_year or masthead.year_of(month or _first_month(genre, part, masthead)),
                    month,
                )
            )
    return _share_stamps(_share_months(_merge(sections)), text)


def _issuing(documents: Iterable[Document]) -> str | None:
    """The place that issued most of a gazette's documents: its monthly lists are that government's too."""
    places = Counter(document.jurisdiction for document in documents if document.jurisdiction)
    return places.most_common(1)[0][0] if places else None


def _parts(draft: Draft) -> Iterator[tuple[str, list[Block], str]]:
    """A document's parts by genre, each with the heading that names it."""
    heading = draft.heading or ("" if draft.title else _first_line(draft))
    title = draft.title.text if draft.title else heading
    named = genre_of_name(title)
    if named in ("log", "briefs") and draft.headed and "关于" in title:
        named = None
    if draft.headed and not draft.heading:
        yield named or _official_genre(draft), draft.blocks, title
    elif named and not draft.heading:
        yield named, draft.blocks, heading
    else:
        yield from (
            (genre, part, heading) for genre, part in _by_content(draft.blocks, genre_of_name(draft.heading))
        )


def _first_line(draft: Draft) -> str:
    """The first line that reads as a title; a pasted text has no other heading."""
    for mark in read_marks(draft.blocks[:6]):
        block = draft.blocks[mark.start]
        if mark.head is not None or mark.page or is_tabbed(block):
            continue
        if _TITLED.search(block.norm) or len(block.norm) < 5 or block.norm.endswith("："):
            continue
        if label(block) is None:
            return block.norm
    return ""


def _official_genre(draft: Draft) -> str:
    if any(has_tag(block) for block in draft.blocks):
        return "responsibilities"
    looks = genre_of_blocks(draft.blocks) if draft.title is None else None
    return looks if looks in ("leadership", "appointments") else "other"


def _by_content(blocks: Sequence[Block], named: str | None) -> Iterator[tuple[str, list[Block]]]:
    """Runs of blocks that look alike; what looks like nothing in particular has the heading's genre."""
    whole = named or genre_of_blocks(blocks)
    if whole == "briefs" and have_headlines(blocks):
        yield whole, list(blocks)
        return
    runs: list[tuple[str | None, list[Block]]] = []
    for index, block in enumerate(blocks):
        signs = index + _FOOT > len(blocks) and _SIGNATURE_DATE.fullmatch(block.norm)
        looks = None if signs or is_section_heading(block.norm) else _look(block, whole)
        if runs and (looks is None or runs[-1][0] in (looks, None)):
            genre, run = runs[-1]
            run.append(block)
            runs[-1] = (genre or looks, run)
        else:
            runs.append((looks, [block]))
    for genre, run in runs:
        listed = genre != "catalogue" or genre == whole or sum(map(_is_entry, run)) > 1
        yield (
            _news_or_log(run) if genre == "day" else (genre if listed else None) or whole or _tagged(run),
            run,
        )


def _is_entry(block: Block) -> bool:
    """Whether a line is one of a list of documents; by itself it is a link below a text."""
    return label(block) == "catalogue"


def _look(block: Block, whole: str | None) -> str | None:
    if whole == "responsibilities":
        return None
    looks = label(block)
    if looks == "day" and whole == "appointments" and block.norm.endswith("："):
        return None
    if whole == "catalogue" and looks in ("day", "log") and "。" not in block.norm:
        return whole
    if looks == "day":
        return whole if whole in ("log", "briefs") else "day"
    if looks == "leadership" and whole != "leadership":
        return None
    if looks == "appointments" and whole in ("log", "leadership"):
        return None
    return looks


def _news_or_log(run: Sequence[Block]) -> str:
    """Days that open paragraphs: of a log where nearly each paragraph has one, else of news."""
    days = sum(1 for block in run if label(block) == "day" and not is_stamped(block.norm))
    return "log" if days * 2 > len(run) and days > 2 else "briefs"


def _tagged(run: Sequence[Block]) -> str:
    return "responsibilities" if any(has_tag(block) for block in run) else "other"


def _merge(sections: Sequence[Section]) -> list[Section]:
    """Neighbours of one genre and one document are one section."""
    merged: list[Section] = []
    for section in sections:
        last = merged[-1] if merged else None
        if (
            last
            and last.genre == section.genre
            and _same_document(last, section)
            and not _named_apart(last, section)
        ):
            merged[-1] = replace(
                last,
                blocks=last.blocks + section.blocks,
                heading=last.heading or section.heading,
                year=last.year or section.year,
                month=last.month or section.month,
            )
        else:
            merged.append(section)
    return merged


def _same_document(one: Section, other: Section) -> bool:
    return one.document.name == other.document.name and one.document.date == other.document.date


def _named_apart(one: Section, other: Section) -> bool:
    """Whether one is headed as briefs and the other as a log: briefs that look like a log are none of the log below."""
    return {genre_of_name(one.heading), genre_of_name(other.heading)} == {"briefs", "log"}


def _first_month(genre: str, part: Sequence[Block], masthead: Masthead) -> int | None:
    """The month of the first day told in a section of a year's first issues, whose heading names none."""
    if not masthead.early or genre not in ("log", "briefs"):
        return None
    days = (_DAY.search(block.norm) for block in part)
    return next((int(day[1]) for day in days if day), None)


def _share_months(sections: Sequence[Section]) -> list[Section]:
    """A monthly section without a month has that of the other monthly sections, if they agree on one."""
    months = {
        section.month
        for section in sections
        if section.month and section.genre in ("log", "appointments", "catalogue")
    }
    if len(months) != 1:
        return list(sections)
    month = months.pop()
    return [
        replace(section, month=month)
        if section.month is None and section.genre in ("log", "briefs")
        else section
        for section in sections
    ]


def _share_stamps(sections: Sequence[Section], text: str) -> list[Section]:
    """A list of days without a year, among texts of a page, has the day on which the text before it was put up."""
    lists = [index for index, section in enumerate(sections) if _lacks_year(section)]
    stamps = list(put_up(text)) if lists else []
    shared = list(sections)
    for index in lists:
        section = sections[index]
        before = [day for at, day in stamps if at < section.blocks[0].offsets[0]]
        if before:
            shared[index] = replace(section, document=replace(section.document, published=before[-1]))
    return shared


def _lacks_year(section: Section) -> bool:
    known = section.year or section.document.published or section.document.date
    return section.genre in ("log", "briefs") and not known
