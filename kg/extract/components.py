"""The extractors as components of a spaCy pipeline, and the pipeline that extraction runs through.

A component reads those of the sections that its Doc was made of that are of its genres. A Doc of other making, in
anybody's pipeline, is taken for a text of its own, which is reflowed and cut into sections.
Either way ``doc._.gongbao`` is the Reading, its offsets those of the source (of ``doc.text`` in a Doc of other
making), and ``doc.spans["gongbao"]`` holds each end of each fact: labelled with what it is, the rule its id.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain
from operator import itemgetter

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extract import EXTRACTORS, GENRES
from kg.extract.base import Reading
from kg.extract.listed import only_new
from kg.extract.packing import register
from kg.model import Block, Document, Evidence, Fact, Mention, Record, Section, Source
from kg.nlp import pipeline
from kg.reflow import reflow
from kg.schema import schema
from kg.segment import segment

KEY = "gongbao"
_BREAK = "\n"


def _total(doc: Doc) -> Reading:
    """All that was read in a Doc, of whatever section."""
    total = Reading()
    for reading in doc._.gongbao_readings or ():
        total.add(reading)
    return total


Doc.set_extension("gongbao", getter=_total, force=True)
Doc.set_extension("gongbao_sections", default=None, force=True)
Doc.set_extension("gongbao_readings", default=None, force=True)
register(Reading, Fact, Record, Mention, Evidence, Section, Block, Document)


def _component(name: str) -> Callable[[Doc], Doc]:
    """The component ``gongbao_NAME``, registered under that name."""
    extract = EXTRACTORS[name]

    def component(doc: Doc) -> Doc:
        own: list[Section] | None = doc._.gongbao_sections
        sections = _sections(doc.text) if own is None else own
        if doc._.gongbao_readings is None:
            doc._.gongbao_readings = [Reading() for _ in sections]
        facts: list[Fact] = []
        for section, reading in zip(sections, doc._.gongbao_readings, strict=True):
            if name in GENRES[section.genre]:
                found = extract(section)
                reading.add(found)
                facts += found.facts
        if facts and len(doc):
            _mark(doc, facts, own)
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


def _mark(doc: Doc, facts: Iterable[Fact], own: Sequence[Section] | None) -> None:
    """Adds the ends of facts to the Doc's spans."""
    places = _pieces(doc) if own is None else _Places(_blocks(own)).of
    spans = [
        Span(doc, start, stop, label=label, span_id=fact.rule)
        for fact in facts
        for label, end in zip(schema().ends[fact.relation], (fact.subject, fact.object), strict=True)
        for start, stop in places(end)
    ]
    if KEY in doc.spans:
        doc.spans[KEY].extend(spans)
    else:
        doc.spans[KEY] = spans


def _blocks(sections: Iterable[Section]) -> Iterator[Block]:
    return chain.from_iterable(section.blocks for section in sections)


def _pieces(doc: Doc) -> Callable[[Mention], Iterator[tuple[int, int]]]:
    """What gives the tokens of each piece of a mention; one that reaches beyond the piece counts whole."""

    def pieces(mention: Mention) -> Iterator[tuple[int, int]]:
        for start, stop in mention.spans:
            span = doc.char_span(start, stop, alignment_mode="expand")
            if span is not None:
                yield span.start, span.end

    return pieces


def make_doc(sections: Iterable[Section], nlp: Language) -> Doc:
    """A Doc of the sections' blocks, a line each, for a pipeline of these components to read."""
    own = list(sections)
    doc = nlp.make_doc(_BREAK.join(block.text for block in _blocks(own)))
    doc._.gongbao_sections = own
    return doc


class _Places:
    """Where the source's characters stand in the Doc of its sections."""

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
def reader() -> Language:
    """The pipeline of all components, in the order of the table of extractors."""
    return pipeline(*(f"gongbao_{name}" for name in EXTRACTORS))


def read_sections(sections: Iterable[Section]) -> list[tuple[Section, Reading]]:
    """Each section with what the pipeline read in it; what a list says of a document printed beside it only once.

    Nobody looks at the Doc that carries them, so that it needs no token for each character.
    """
    nlp = reader()
    doc = Doc(nlp.vocab)
    doc._.gongbao_sections = own = list(sections)
    return only_new(list(zip(own, nlp(doc)._.gongbao_readings, strict=True)))
