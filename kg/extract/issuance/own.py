"""The document that a section is part of, as its own head and signature tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.base import Writer
from kg.model import Block, Document, Mention, Section
from kg.segment.clusters import Mark, read_marks
from kg.segment.heads import Head, any_date, read_head
from kg.segment.titles import issuers_in

_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_ORDER = r"(?P<number>(?P<body>[\u4e00-\u9fff]{4,24})令(?:第\d{1,4}号|（第\d{1,4}号）))"
_ADOPTED = (
    re.compile(rf"（(?P<day>{_DAY})(?:以|由)?{_ORDER}(?:公布|发布|颁布|施行)"),
    re.compile(rf"（(?:已?(?:以|由|经))?{_ORDER}[，；]?(?:于|自)?(?P<day>{_DAY})起?(?:公布|发布|颁布|签发)"),
)
OWN = "issuance.document"
"""The rule by which a section states the document that it is itself."""
_NOTE = 5
"""The note of a text's adoption stands among its first lines."""
_EDGE = 20
"""Head and foot are looked for in so many blocks from either end."""


def read(section: Section, writer: Writer) -> None:
    """The section's document, if its number or, lacking one, its title stands in this section."""
    document = section.document if section.document.number_mention else _adopted(section)
    name = document.number_mention or document.title_mention
    found = _block_of(name, section) if name else None
    if name is None or found is None:
        return
    block, place = found
    values = {
        "number": document.number_mention,
        "title": document.title_mention,
        "issuer": document.issuers,
        "date": document.date,
    }
    if document.registration:
        values["registration"] = document.registration
    where = (block, place, min(place + len(name.text), len(block.text)))
    if not document.number_mention and not _is_signed(section):
        return
    writer.record("document", values, where, "document")
    for issuer in document.issuers:
        writer.fact("ISSUED", issuer, name, where, "head", {"date": document.date, "title": document.title})


def _adopted(section: Section) -> Document:
    """The document as the note under its title tells: （2010年3月2日云州市人民政府令第34号公布）."""
    for above, block in zip(section.blocks[:_NOTE], section.blocks[1 : _NOTE + 1], strict=False):
        note = _note(block.norm) if block.norm[:1] == "（" and "第" in block.norm else None
        issuers = issuers_in(block, *note.span("body")) if note else ()
        if note and issuers:
            title = section.document.title_mention or above.mention(0, len(above.text))
            return replace(
                section.document,
                number=block.text[slice(*note.span("number"))],
                number_mention=block.mention(*note.span("number")),
                title=title.text,
                title_mention=title,
                issuers=issuers,
                date=any_date(note["day"]),
            )
    return section.document


def _note(norm: str) -> re.Match[str] | None:
    return next(filter(None, (form.match(norm) for form in _ADOPTED)), None)


def _block_of(name: Mention, section: Section) -> tuple[Block, int] | None:
    """The block in which the name begins, and where."""
    start = name.spans[0][0]
    for block in section.blocks:
        at = bisect_left(block.offsets, start)
        if at < len(block.offsets) and block.offsets[at] == start:
            return block, at
    return None


def _is_signed(section: Section) -> bool:
    """Whether the issuers' names stand below the text, as a signature does, or below the title with their date."""
    names = {issuer.text for issuer in section.document.issuers}
    marks = read_marks(section.blocks)
    below = False
    for index, mark in enumerate(marks):
        head = mark.head
        below = below or head is None
        if head is None or head.kind not in ("issuer", "date") or not names & {i.text for i in head.issuers}:
            continue
        if below or (head.kind == "issuer" and _is_dated(marks, index)):
            return True
    return False


def _is_dated(marks: Sequence[Mark], index: int) -> bool:
    """Whether nothing but other issuers' lines stands between one of them and a date."""
    return next((mark.kind for mark in marks[index + 1 :] if mark.kind != "issuer"), "") == "date"


def head_lines(section: Section) -> Iterator[tuple[Block, Head]]:
    """The lines that say what a document is: its number, title, salutation, signature and the like."""
    blocks = section.blocks
    shown = blocks if len(blocks) <= 2 * _EDGE else (*blocks[:_EDGE], *blocks[-_EDGE:])
    for block in shown:
        head = read_head(block)
        if head is not None:
            yield block, head
