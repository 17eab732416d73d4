"""A document in the making: what has been read of it so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Block, Document, Mention
from kg.segment.jurisdiction import jurisdiction_of
from kg.segment.metadata import Metadata


@dataclass(slots=True)
class Draft:
    """A document in the making: its blocks and what was read of its head and foot so far.

    ``body`` counts blocks of text, ``prose`` says that there is a paragraph among them, ``closed`` says that its signature or date was passed, ``parted`` that a
    rule was drawn below it, ``annexed`` that the title of a text which it sends along stood within it, and ``forwarded`` is
    that title where others may have signed the text.
    """

    blocks: list[Block] = field(default_factory=list)
    number: Mention | None = None
    title: Mention | None = None
    issuers: tuple[Mention, ...] = ()
    signed: tuple[Mention, ...] = ()
    dated: str | None = None
    date: str | None = None
    registration: str | None = None
    heading: str = ""
    salutation: bool = False
    closed: bool = False
    parted: bool = False
    annexed: bool = False
    forwarded: Mention | None = None
    body: int = 0
    prose: bool = False
    metadata: Metadata = field(default_factory=Metadata)

    @property
    def headed(self) -> bool:
        """Whether a number or a title is known."""
        return self.number is not None or self.title is not None

    def document(self) -> Document:
        """What is known, the document's own lines before the page's."""
        page = Metadata(published=self.metadata.published) if self.metadata.several else self.metadata
        number, title = self.number or page.number, self.title or page.title
        issuers = self.signed if len(self.signed) > len(self.issuers) else self.issuers
        issuers = issuers or page.issuers or page.named
        return Document(
            number=number.text if number else None,
            title=title.text if title else None,
            issuers=issuers,
            date=self.date or self.dated or page.date,
            jurisdiction=jurisdiction_of(issuers),
            registration=self.registration,
            published=page.published,
            number_mention=number,
            title_mention=title,
        )
