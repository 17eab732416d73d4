"""Blocks → documents: where one ends and the next begins, and what head and foot say of each.

Printed order is not reading order: a page's title block may stand after the body that it heads, or in
the midst of it, and salutation, signature and date may come before number and title. So a cluster of head
lines either begins a document or belongs to the text round it, by what that text already has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby

from kg.model import Block, Mention
from kg.segment.annexes import core, is_annexed, is_forwarded
from kg.segment.clusters import Cluster, Mark, clusters, read_marks
from kg.segment.draft import Draft
from kg.segment.genres import genre_of_name, is_monthly
from kg.segment.heads import Head
from kg.segment.metadata import Metadata, is_metadata, opens_page, paired, read_metadata
from kg.segment.titles import bare_title
from kg.segment.units import Unit, first_mark, is_listed, is_text, signs_next

_PROSE = re.compile(r"[，。；]")
_LEADER = re.compile(r"(?:[….·]{2,}|\t|\s)?[（(]?\d{1,4}(?:·\d{1,4})?[)）]?$")
_DOTS = re.compile(r"[….·]{2,}[（(]?\d{1,4}[)）]?$")
_NEAR = 4
_SENTENCE = 20


def documents(blocks: Sequence[Block]) -> list[Draft]:
    """The documents and headless stretches of ``blocks``, in order."""
    blocks = paired(blocks)
    walk = _Walk(blocks)
    units = list(clusters(read_marks(blocks), blocks))
    for plain, run in groupby(range(len(units)), lambda index: is_text(units[index])):
        indices = list(run)
        if plain:
            walk.text(first_mark(units[indices[0]]).start, first_mark(units[indices[-1]]).stop)
            continue
        for index in indices:
            following = units[index + 1 : index + 1 + _NEAR]
            walk.take(units[index], following, is_listed(units, index, blocks, walk.draft.body > 0))
    return [draft for draft in _rejoin(walk.drafts) if draft.blocks]


class _Walk:
    """The state of walking down a source: the drafts so far, and the issuers' lines right above."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.drafts = [Draft()]
        self.above: list[Mention] = []

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def text(self, start: int, stop: int) -> None:
        """Takes in blocks of text that stand together."""
        self._body(self.blocks[start:stop])
        self.above = []

    def take(self, unit: Unit, following: Sequence[Unit], listed: bool) -> None:
        """Takes in one unit, with a view of the few that follow; ``listed`` if it is one of a list of documents."""
        if isinstance(unit, Cluster):
            if listed or self._is_listed(following):
                self._body(self._span(unit))
            else:
                self._head(unit, following)
            self.above = []
            return
        if unit.head is None:
            self._line(self.blocks[unit.start], unit.page, following)
            self.above = []
            return
        run = self.blocks[unit.start : unit.stop]
        if unit.kind == "salutation":
            self._salutation(run)
        elif unit.kind == "date":
            self._date(unit.head, run)
        else:
            self.draft.parted = self.draft.parted or (unit.kind == "rule" and self.draft.body > 0)
            self._aside(run)
        if unit.kind == "issuer":
            self.above.extend(unit.head.issuers)
        else:
            self.above = []

    def _span(self, cluster: Cluster) -> Sequence[Block]:
        return self.blocks[cluster.marks[0].start : cluster.marks[-1].stop]

    def _line(self, block: Block, page: bool, following: Sequence[Unit]) -> None:
        """Takes in a page's line or a section's heading."""
        if page:
            self._metadata(block)
        elif self._is_group(block, following):
            self._body([block])
        else:
            self._section_heading(block)

    def _metadata(self, block: Block) -> None:
        written = self.draft.headed and self.draft.prose
        if (written or self.draft.closed) and opens_page(block):
            self.drafts.append(Draft())
        if not (self.draft.prose and self.draft.headed):
            read_metadata(block, self.draft.metadata)
        self.draft.blocks.append(block)

    def _section_heading(self, block: Block) -> None:
        if self.draft.body or self.draft.headed:
            self.drafts.append(Draft())
        self.draft.heading = self.draft.heading if genre_of_name(self.draft.heading) else block.norm
        self.draft.blocks.append(block)

    def _is_group(self, block: Block, following: Sequence[Unit]) -> bool:
        """Whether a heading within a contents list is one of its own: entries go on below it."""
        if genre_of_name(self.draft.heading) != "catalogue" or not self.draft.body or not following:
            return False
        below = [self._first(unit).norm for unit in following[:2]]
        if "目录" in block.norm or _PROSE.search(below[0]):
            return False
        return bool(_LEADER.search(below[0])) or any(_DOTS.search(norm) for norm in below)

    def _is_listed(self, following: Sequence[Unit]) -> bool:
        """Whether head lines are an entry of a contents list: under its heading, with no document's text below."""
        if genre_of_name(self.draft.heading) != "catalogue":
            return False
        for unit in following:
            if isinstance(unit, Cluster):
                return True
            if unit.kind == "salutation":
                return False
            if unit.kind == "body":
                norm = self.blocks[unit.start].norm
                return not (len(norm) > _SENTENCE and "，" in norm and norm[-1] in "。：")
        return True

    def _first(self, unit: Unit) -> Block:
        return self.blocks[first_mark(unit).start]

    def _head(self, cluster: Cluster, following: Sequence[Unit]) -> None:
        span = self._span(cluster)
        forwarded = self._is_sent_along(cluster, is_forwarded)
        signed = forwarded and _is_signed_next(following)
        if not signed and (forwarded or self._is_sent_along(cluster, is_annexed)):
            self._body(span)
            self.draft.annexed, self.draft.forwarded = True, cluster.title if forwarded else None
            return
        if signed or self._begins(cluster, following):
            self.drafts.append(Draft())
        draft = self.draft
        draft.annexed = draft.annexed or bool(draft.body and draft.title and cluster.title)
        if not (draft.headed or draft.salutation or draft.prose):
            draft.body, draft.parted = 0, False
        draft.number = draft.number or cluster.number
        draft.registration = draft.registration or cluster.registration
        draft.issuers = draft.issuers or cluster.issuers or cluster.letterhead
        draft.title = draft.title or cluster.title
        draft.dated = draft.dated or cluster.date
        draft.blocks.extend(span)

    def _is_sent_along(self, cluster: Cluster, is_part: Callable[[str, str], bool]) -> bool:
        """Whether a title without a number is that of a text which the document sends along."""
        known = next((draft.title for draft in reversed(self.drafts) if draft.headed), None)
        if cluster.number is not None or cluster.title is None or known is None or not self._last_body():
            return False
        return is_part(cluster.title.text, known.text)

    def _last_body(self) -> int:
        return self.draft.body + (self.drafts[-2].body if len(self.drafts) > 1 else 0)

    def _begins(self, cluster: Cluster, following: Sequence[Unit]) -> bool:
        """Whether the cluster heads a document other than the one at hand."""
        draft = self.draft
        if draft.headed:
            return self._is_other(cluster, following)
        if draft.heading:
            return True
        addressed = any(isinstance(unit, Mark) and unit.kind == "salutation" for unit in following[:2])
        if self._cuts_through(cluster):
            return False
        if draft.salutation:
            return addressed
        named = draft.metadata.number is not None or draft.metadata.title is not None
        return draft.prose or (len(self.drafts) > 1 and draft.body > 0 and not named)

    def _is_other(self, cluster: Cluster, following: Sequence[Unit]) -> bool:
        draft = self.draft
        if cluster.number is not None and draft.number is not None:
            return cluster.number.text != draft.number.text
        if (
            cluster.title is not None
            and draft.title is not None
            and core(cluster.title.text) == core(draft.title.text)
        ):
            return draft.closed and draft.number is not None and cluster.number is not None
        lone = cluster.number is not None and cluster.title is None and draft.number is None
        if lone and not draft.closed and signs_next(following):
            return False
        if not draft.body or (self._cuts_through(cluster) and not (cluster.title and draft.title)):
            return False
        return (
            cluster.number is not None
            or draft.closed
            or draft.parted
            or self._is_promulgated(cluster, following)
        )

    def _is_promulgated(self, cluster: Cluster, following: Sequence[Unit]) -> bool:
        """Whether a title without a number, in an unfinished text, is a document's: issuer and salutation show it."""
        addressed = any(isinstance(unit, Mark) and unit.kind == "salutation" for unit in following[:2])
        return bool(cluster.issuers) and (addressed or cluster.date is not None)

    def _cuts_through(self, cluster: Cluster) -> bool:
        """Whether the lines stand within the block before them, as a title block drawn over a page does."""
        start = cluster.marks[0].start
        return start > 0 and self.blocks[start - 1].offsets[-1] > self.blocks[start].offsets[0]

    def _salutation(self, run: Sequence[Block]) -> None:
        draft = self.draft
        again = draft.closed or (not draft.headed and draft.body > 3)
        if again and draft.body > 0:
            self.drafts.append(Draft())
        self.draft.salutation = True
        self.draft.blocks.extend(run)

    def _date(self, head: Head, run: Sequence[Block]) -> None:
        """A date under a text closes it, as its own or below the signature; under a title it only dates it."""
        draft = self.draft
        signature = (*self.above, *head.issuers)
        if (head.iso and not signature) or (draft.annexed and draft.dated):
            self._aside(run)
            return
        if not draft.closed:
            if signature and not draft.headed and not draft.heading:
                self._name_signed()
            if draft.body:
                draft.date = head.date
                draft.signed = signature
                draft.closed = draft.headed or draft.salutation
            else:
                draft.dated = draft.dated or head.date
                draft.issuers = draft.issuers or signature
        draft.blocks.extend(run)

    def _name_signed(self) -> None:
        """A signed text is named by the title that it was forwarded under, or a first line without 关于 (2021年招聘教师公告)."""
        draft = self.draft
        if draft.forwarded is not None:
            draft.title = draft.forwarded
            return
        first = next((block for block in draft.blocks if not is_metadata(block)), None)
        found = bare_title(first) if first is not None and draft.body > 1 else None
        if found:
            draft.title, draft.issuers = found

    def _aside(self, run: Sequence[Block]) -> None:
        """Lines that are neither head nor text: imprint, notes, issuers' lines, rules."""
        self.draft.blocks.extend(run)

    def _body(self, run: Sequence[Block]) -> None:
        draft = self.drafts[-1]
        if (draft.closed or draft.parted) and draft.headed:
            draft = Draft()
            self.drafts.append(draft)
        draft.blocks.extend(run)
        draft.body += len(run)
        draft.prose = draft.prose or any(len(block.norm) > 30 and _PROSE.search(block.norm) for block in run)


def _is_signed_next(following: Sequence[Unit]) -> bool:
    """Whether issuers' lines and a date stand right below a title, as in texts that an office forwards."""
    return bool(following) and first_mark(following[0]).kind == "issuer" and signs_next(following)


def _rejoin(drafts: Sequence[Draft]) -> list[Draft]:
    """What follows a signature and never gets a head of its own is the document's annex."""
    kept: list[Draft] = []
    for draft in drafts:
        headless = not (draft.headed or draft.heading)
        if headless and kept and kept[-1].headed and not is_monthly(draft.blocks):
            kept[-1].blocks.extend(draft.blocks)
            kept[-1].body += draft.body
            # A table of keys below the one text of a page is that text's.
            if kept[-1].metadata == Metadata():
                kept[-1].metadata = draft.metadata
        else:
            kept.append(draft)
    return kept
