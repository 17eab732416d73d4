"""A body of text → its clauses: each a verb with the range of its list, in the sentence that states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.leadership.heads import Head, enumerator_end, head_at
from kg.extract.leadership.marks import HOLDING
from kg.extract.leadership.objects import continues
from kg.extract.leadership.rules import adverbs, first_match
from kg.extract.leadership.verbs import Opening, opening_at, plain_label
from kg.mentions.lists import open_places, outside, sentences
from kg.model import Block, Span

_BREAKS = "，；：！？。"
_JOINED = re.compile(
    r"并(?=(?:具体)?(?:负责|分管|联系|协助|协管|主管))|(?<=、)(?=(?:分管|协管|协助|联系(?=[省市县区州镇各驻在])|不再))"
    r"|(?=改为(?:负责|分管|联系|协管))"
)
_INNER = re.compile(r"[，；：！？。]|并|改为|、[分协联不]")
"""What a sentence has within that may part clauses of it."""
_MAY_JOIN = re.compile(r"并|改为|、[分协联不]")
_CHARGED = re.compile(r"受[^，。；：]{1,12}?委托")
_OPEN_ENDED = re.compile(
    r"(?:[、，与和及由并对]|不再|增加|继续|同志|调整为|长|书记|主任|具体|主要|对口|挂点|挂钩|(?:协助|协同|配合)[^，。；：]{0,16})$"
)


class Clause(NamedTuple):
    """A verb and the range of its list (empty if the list is still to come), with the range of the sentence.

    A sentence begins with the head that stands in it, so that it quotes the person as well.
    """

    opening: Opening
    start: int
    end: int
    sentence: Span

    @property
    def empty(self) -> bool:
        """Whether nothing stands behind the verb."""
        return self.end <= self.start


class Loose(NamedTuple):
    """A piece of a sentence that opens with no verb and goes on with no list."""

    start: int
    end: int
    sentence: Span


class Turn(NamedTuple):
    """The place in a paragraph where another person is spoken of."""

    head: Head
    sentence: Span


Part = Clause | Loose | Turn


def parts(
    block: Block, start: int, end: int | None = None, implied: Opening | None = None, lead: int | None = None
) -> Iterator[Part]:
    """The clauses of ``block`` from ``start`` to ``end`` (its end if None), with the turns to another person and what is neither.

    ``implied`` is the verb that a label or a table's header gives to text that opens with none, ``lead``
    where the head before ``start`` begins: the first sentence is quoted from there.
    """
    reader = _Sentences(block)
    for first, last in sentences(block.norm, start, end):
        begin = lead if lead is not None and first == start else first
        yield from reader.read((first, last), (begin, last), implied)
        implied = implied if implied is not None and implied.rule == "header" else None


class _Sentences:
    """Reads sentences one by one."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.norm = block.norm

    def read(self, span: Span, sentence: Span, implied: Opening | None) -> Iterator[Part]:
        """The parts of the text in ``span``. What happens while somebody is away, or holds for all, opens no clause."""
        opened: tuple[Opening, int] | None = None
        end = span[0]
        blocked = False
        for piece in self._pieces(span):
            at = self._lead(piece)
            opening = opening_at(self.block, at) if at < piece[1] else None
            head = None
            if opening is None and at < piece[1]:
                head = head_at(self.block, at, within=True)
            if head is not None and head.end <= piece[1]:
                yield from self._closed(opened, end, sentence)
                yield Turn(head, sentence)
                opening, blocked, opened = self._after(head, piece), False, None
                sentence = (head.begin, sentence[1])
            if opening is None and implied is not None and opened is None and not blocked:
                opening, implied = Opening(implied.rule, implied.gives, at), None
            if opening is not None:
                yield from self._closed(opened, end, sentence)
                opened = None if blocked else (self._sharpened(opening, piece), piece[1])
            elif opened is None or not (end <= opened[0].start or self._continues(opened[0], piece)):
                yield from self._closed(opened, end, sentence)
                opened = None
                blocked = blocked or first_match("absent", self.norm[piece[0] : piece[1]]) is not None
                yield Loose(*piece, sentence)
            end = piece[1]
        yield from self._closed(opened, end, sentence)

    def _after(self, head: Head, piece: Span) -> Opening | None:
        return opening_at(self.block, head.end) if head.end < piece[1] else None

    def _lead(self, piece: Span) -> int:
        """Where a piece's verb may stand: after a number, a bullet or a label without a verb."""
        at = enumerator_end(self.norm, piece[0])
        label = plain_label(self.norm, at)
        charged = _CHARGED.match(self.norm, at) if self.norm[at : at + 1] == "受" else None
        return label[1] if label else charged.end() if charged else at

    def _sharpened(self, opening: Opening, piece: Span) -> Opening:
        """A label that is followed by its verb once more (分管：分管甲局) says no more than the verb."""
        if opening.rule != "labelled" or opening.start >= piece[1]:
            return opening
        return opening_at(self.block, opening.start) or opening

    def _continues(self, opening: Opening, piece: Span) -> bool:
        if HOLDING.match(self.norm, piece[0]):
            return False
        return opening.end is None and opening.gives != "none" and continues(self.norm, *piece, opening.gives)

    def _closed(self, opened: tuple[Opening, int] | None, end: int, sentence: Span) -> Iterator[Clause]:
        if opened is not None:
            opening = opened[0]
            start = opening.start
            if self.norm.startswith("改为", end):
                opening = opening._replace(ending=True)
            yield Clause(
                opening, start, max(start, opening.end if opening.end is not None else end), sentence
            )

    def _pieces(self, sentence: Span) -> Iterator[Span]:
        """A sentence's pieces: between commas, and where a line, a space or 并 brings a verb."""
        start, end = sentence
        begin = start
        for at in self._cuts(start, end):
            opening = opening_at(self.block, begin) if at in self.block.gaps else None
            if at > begin and not (opening is not None and opening.start > at):
                yield begin, at
                begin = at
        if begin < end:
            yield begin, end

    def _cuts(self, start: int, end: int) -> list[int]:
        if not self.block.gaps and not _INNER.search(self.norm, start, end - 1):
            return []
        places = open_places(self.norm, start, end)
        cuts = {at + 1 for at in outside(self.norm, start, end, _BREAKS)}
        if _MAY_JOIN.search(self.norm, start, end):
            joined = (match.start() for match in _JOINED.finditer(self.norm, start, end))
            cuts |= {at for at in joined if at in places}
        cuts |= {at for at in self._gaps(start, end) if at in places and self._verb_after_gap(at, start)}
        return sorted(cuts)

    def _gaps(self, start: int, end: int) -> list[int]:
        """White space that may part clauses: where every character is set apart, only line breaks and wide gaps."""
        if not self.block.gaps:
            return []
        gaps = [at for at in self.block.gaps if start < at < end]
        if len(gaps) * 3 < end - start:
            return gaps
        return [at for at in gaps if "\n" in self.block.gaps[at] or len(self.block.gaps[at]) > 1]

    def _verb_after_gap(self, at: int, start: int) -> bool:
        """White space, then a verb: a new clause in copies without punctuation, unless the words before want it."""
        if _OPEN_ENDED.search(self.norm, max(start, at - 20), at) or opening_at(self.block, at) is None:
            return False
        return not _only_adverbs(self.norm, start, at)


def _only_adverbs(norm: str, start: int, at: int) -> bool:
    match = adverbs().match(norm, start, at)
    return bool(match and match.end() == at)
