"""The extractors as components of a spaCy pipeline, and the pipeline that extraction runs through.

A component reads the section that its Doc was made of. A Doc of other making, in anybody's pipeline, is
taken for a text of its own: it is reflowed and cut into sections, and the component reads those of its genres.
Either way ``doc._.gongbao`` is the Reading, its offsets those of the source (of ``doc.text`` in a Doc of other
making), and ``doc.spans["gongbao"]`` holds each end of each fact: labelled with what it is, the rule its id.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract import EXTRACTORS, GENRES
from kg.extract.base import Reading
from kg.extract.listed import only_new
from kg.extract.packing import register
from kg.model import Block, Document, End, Evidence, Fact, Mention, Record, Section, Source
from kg.nlp import pipeline
from kg.reflow import reflow
from kg.segment import segment

KEY = "gongbao"
_BREAK = "\n"
_UNREAD = Reading()

Doc.set_extension("gongbao", default=_UNREAD, force=True)
Doc.set_extension("gongbao_section", default=None, force=True)
register(Reading, Fact, Record, End, Mention, Evidence, Section, Block, Document)


def _component(name: str) -> Callable[[Doc], Doc]:
    """The component ``gongbao_NAME``, registered under that name."""

    def component(doc: Doc) -> Doc:
        own: Section | None = doc._.gongbao_section
        if own is not None and name not in GENRES[own.genre]:
            return doc
        for section in (own,) if own is not None else _sections(doc.text):
            if name in GENRES[section.genre]:
                _write(doc, EXTRACTORS[name](section), own)
        return doc

    return Language.component(f"gongbao_{name}", func=component)


leadership = _component("leadership")
appointments = _component("appointments")
daily_log = _component("daily_log")
briefs = _component("briefs")
responsibilities = _component("responsibilities")
issuance = _component("issuance")


@lru_cache(maxsize=1)
def _sections(text: str) -> tuple[Section, ...]:
    """The sections of a text that no section was made of: every component of a pipeline asks for the same."""
    source = Source("doc", hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(), text)
    return tuple(segment(reflow(source), text))


def _write(doc: Doc, reading: Reading, own: Section | None) -> None:
    """Adds a reading to what other components found in the Doc, and to its spans where it has tokens."""
    known = doc._.gongbao
    if known is _UNREAD:
        known = doc._.gongbao = Reading()
    known.add(reading)
    if not (reading.facts and len(doc)):
        return
    places = _pieces(doc) if own is None else _Places(own.blocks).of
    spans = [
        Span(doc, start, stop, label=end.label, span_id=fact.rule)
        for fact in reading.facts for end in (fact.subject, fact.object) for start, stop in places(end.mention)
    ]  # fmt: skip
    if KEY in doc.spans:
        doc.spans[KEY].extend(spans)
    else:
        doc.spans[KEY] = spans


def _pieces(doc: Doc) -> Callable[[Mention], Iterator[tuple[int, int]]]:
    """What gives the tokens of each piece of a mention; one that reaches beyond the piece counts whole."""

    def pieces(mention: Mention) -> Iterator[tuple[int, int]]:
        for start, stop in mention.spans:
            span = doc.char_span(start, stop, alignment_mode="expand")
            if span is not None:
                yield span.start, span.end

    return pieces


def make_doc(section: Section, nlp: Language) -> Doc:
    """A Doc of the section's blocks, a line each, for a pipeline of these components to read."""
    doc = nlp.make_doc(_BREAK.join(block.text for block in section.blocks))
    doc._.gongbao_section = section
    return doc


class _Places:
    """Where the source's characters stand in the Doc of a section."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        based: list[tuple[int, int, Block]] = []
        base = 0
        for block in blocks:
            based.append((block.offsets[0], base, block))
            base += len(block.text) + len(_BREAK)
        self._based = sorted(based, key=itemgetter(0))
        self._starts = [start for start, _, _ in self._based]
        self._reach = list(accumulate((block.offsets[-1] for _, _, block in self._based), max))

    def of(self, mention: Mention) -> Iterator[tuple[int, int]]:
        """The ranges of a mention's pieces, those that touch in the Doc put together."""
        last: tuple[int, int] | None = None
        for place in chain.from_iterable(map(self._piece, mention.spans)):
            if last and last[1] == place[0]:
                last = (last[0], place[1])
                continue
            if last:
                yield last
            last = place
        if last:
            yield last

    def _piece(self, piece: tuple[int, int]) -> list[tuple[int, int]]:
        """What each block holds of a range of the source: mostly one block, all of it."""
        found: list[tuple[int, int]] = []
        index = bisect_left(self._starts, piece[1]) - 1
        while index >= 0 and self._reach[index] >= piece[0]:
            _, base, block = self._based[index]
            first, last = bisect_left(block.offsets, piece[0]), bisect_left(block.offsets, piece[1])
            if first < last:
                found.append((base + first, base + last))
            index -= 1
        return found[::-1]


@cache
def reader(genre: str | None = None) -> Language:
    """The pipeline of all components, or of those alone that read a genre, in the order of the table of genres."""
    return pipeline(*(f"gongbao_{name}" for name in (GENRES[genre] if genre else EXTRACTORS)))


def read_sections(sections: Iterable[Section]) -> list[tuple[Section, Reading]]:
    """Each section with what the pipeline read in it; what a list says of a document printed beside it only once."""
    return only_new([(section, _read(section, reader(section.genre))) for section in sections])


def _read(section: Section, nlp: Language) -> Reading:
    """What the pipeline reads in a section. Nobody looks at this Doc, so that it needs no token for each character."""
    doc = Doc(nlp.vocab)
    doc._.gongbao_section = section
    reading: Reading = nlp(doc)._.gongbao
    return reading
