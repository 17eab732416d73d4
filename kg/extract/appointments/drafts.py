"""Facts not yet written: a remark further on (，试用期一年; 以上同志试用期一年) may still add to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.appointments.heads import unnumbered
from kg.extract.appointments.people import Person
from kg.extract.appointments.posts import Post
from kg.extract.appointments.rules import APPOINTED
from kg.extract.base import Reading, Writer
from kg.model import Block

Place = tuple[Block, int, int]


@dataclass(slots=True)
class Draft:
    """One person, one post, and the sentence that says so."""

    relation: str
    person: Person
    post: Post
    day: str | None
    place: Place
    rule: str


def amended(post: Post, probation: str | None, rank: str | None) -> Post:
    """``post`` with what a remark adds; what is stated at the post itself stays."""
    if not (probation or rank):
        return post
    return post._replace(probation=post.probation or probation, rank=post.rank or rank)


@dataclass(slots=True)
class Drafts:
    """All drafts of a section, where the present text's begin, and those that its last clause made."""

    all: list[Draft] = field(default_factory=list)
    text_from: int = 0
    last: list[Draft] = field(default_factory=list)

    def add(self, drafts: Iterable[Draft]) -> None:
        """Adds what one clause makes."""
        self.last = list(drafts)
        self.all.extend(self.last)

    def amend_all(self, probation: str | None, place: Place) -> None:
        """Gives a probation to every appointment of the present text, or of its item if that numbers several people."""
        block, start, end = place
        own = [draft for draft in self.all[self.text_from :] if draft.place == place]
        several = len({draft.person.name for draft in own}) > 1 and unnumbered(block.norm, start, end) > start
        for draft in own if several else self.all[self.text_from :]:
            if draft.relation == APPOINTED:
                draft.post = amended(draft.post, probation, None)

    def amend_last(self, probation: str | None, rank: str | None) -> None:
        """Gives a remark to the appointments of the last clause, or of the one before it of the same person."""
        if not self.last:
            return
        people = {draft.person.name for draft in self.last}
        place = self.last[0].place
        for draft in reversed(self.all[self.text_from :]):
            if draft.place != place:
                return
            if draft.relation == APPOINTED and draft.person.name in people:
                draft.post = amended(draft.post, probation, rank)

    def write(self, writer: Writer) -> Reading:
        """Hands all drafts to the writer, in the order stated."""
        for draft in self.all:
            post = draft.post
            values = {
                "agency": post.agency.text if post.agency else None,
                "title": post.title.text,
                "date": draft.day,
                "rank": post.rank or draft.person.rank,
            }
            if draft.relation == APPOINTED:
                values["probation"] = post.probation
            writer.fact(draft.relation, draft.person.name, post.object, draft.place, draft.rule, values)
        return writer.reading
