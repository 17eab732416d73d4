"""A section read clause by clause: the verb that governs, the agency and the people named last, the day of the decision."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.appointments.bodies import LASTING, Anchor
from kg.extract.appointments.clauses import Claim, Setting, claims, is_blocked
from kg.extract.appointments.cuts import clauses_in, items_in, may_state, post_starts
from kg.extract.appointments.decisions import decision_day
from kg.extract.appointments.drafts import Draft, Drafts, Place, amended
from kg.extract.appointments.heads import governing, is_title, post_before_names, unnumbered
from kg.extract.appointments.people import Person, accepted, names_in_columns, people_in, rank_in
from kg.extract.appointments.posts import Post, probation_in, read_posts
from kg.extract.appointments.rules import APPOINTED, pattern, verbs_in
from kg.extract.appointments.tables import Columns, columns_of
from kg.extract.base import Reading, Writer
from kg.mentions.attendance import diary, pages
from kg.mentions.lists import open_places, sentences
from kg.model import Block, Section, Span

_GATE = re.compile(r"[任免聘辞派]|决定|代理|职务|撤销|罢免|解除|试用|姓名|月.{1,3}日")
_NAMED = re.compile(
    r"(?:因|由于|鉴于|根据|原|同意|(?:提前)?(?:终止|结束|解除))?(?P<name>[\u4e00-\u9fff·]{2,10}?)(?:（[^（）]*）)?同志"
)
_PROPOSED = re.compile(r"、(?:提名|推荐|建议)")
_REMARK = ("试用", "聘期", "任期", "（试用")
_STOPS = "。！；"


@dataclass(slots=True)
class _Text:
    """What holds within one text: a list's verb, the agency and the people named last, the decision's day.

    ``mode`` is the relation that governs, ``heading`` whether a heading set it, so that it outlasts the sentence.
    ``waiting`` are posts whose people follow in columns, ``named`` the sentence that named the people without a verb.
    """

    mode: str | None = None
    heading: bool = False
    anchor: Anchor | None = None
    subject: tuple[Person, ...] = ()
    day: str | None = None
    columns: Columns | None = None
    waiting: tuple[str, tuple[Post, ...]] | None = None
    named: Span | None = None

    @property
    def open(self) -> bool:
        """Whether a line without any verb may state something."""
        return self.heading or self.waiting is not None or self.columns is not None


class Reader:
    """Reads blocks in order; ``close`` gives what they state."""

    def __init__(self, section: Section) -> None:
        self.section = section
        self.writer = Writer(section, "appointments")
        self.is_log = section.genre == "log"
        self.is_list = section.genre == "appointments"
        self.calendar = diary.calendar_of(section)
        self.starts = post_starts(section)
        self.drafts = Drafts()
        self.text = _Text()

    def close(self) -> Reading:
        """Everything read."""
        return self.drafts.write(self.writer)

    def read(self, block: Block) -> None:
        """Takes in one block."""
        begin = self._log_entry(block) if self.is_log else self._page_line(block)
        if begin is None or not (self.text.open or self._gate(block.norm)):
            return
        if (self.is_list and self._title(block)) or (not self.is_log and self._table(block)):
            return
        for start, end in sentences(block.norm, begin, stops=_STOPS):
            if not self.is_list and not self.text.open and not may_state(block.norm, start, end):
                self._pass_by(block.norm[start:end])
                continue
            for first, last in items_in(block, start, end, self.text.waiting is not None):
                self._sentence(block, first, last)

    def _pass_by(self, sentence: str) -> None:
        """A sentence that appoints nobody may tell the day for the next one."""
        if not self.is_log and "日" in sentence:
            self.text.day = self._decided(sentence) or self.text.day
        if sentence[-1] in "。！":
            self.text.mode = None

    def _gate(self, norm: str) -> bool:
        return (
            bool(_GATE.search(norm))
            if self.is_list
            else may_state(norm) or (not self.is_log and "日" in norm)
        )

    def _log_entry(self, block: Block) -> int | None:
        """Takes the day of a log's entry; where the text after it begins, None for a heading."""
        if diary.heading(block, self.calendar):
            return None
        begin, _ = diary.without_mark(block.norm, 0, len(block.norm))
        opened = diary.open_day(block.norm, begin, len(block.norm), self.calendar)
        self._new_text(self.calendar.day)
        return begin if opened is None else opened

    def _page_line(self, block: Block) -> int | None:
        """Takes the day of a page's own line (2019-12-30 来源：…); None for such a line, else where the block begins."""
        return None if pages.page_line(block, self.calendar) else 0

    def _new_text(self, day: str | None) -> None:
        self.text = _Text(day=day)
        self.drafts.text_from = len(self.drafts.all)

    def _title(self, block: Block) -> bool:
        """A title states nothing, though it may name a person, and ends what held before it."""
        if not is_title(block.norm):
            return False
        self._new_text(decision_day(self.section, block.norm, self.calendar.published))
        return True

    def _table(self, block: Block) -> bool:
        """A table's header or one of its rows."""
        columns = columns_of(block, sure=not self.is_list)
        if columns is not None:
            self.text.columns = columns
            return True
        row = self.text.columns.row(block) if self.text.columns else None
        if row is None:
            return False
        place = (block, 0, len(block.norm))
        for relation, span in row.posts:
            posts = _cell_posts(block, *span)
            added = (
                (probation_in(row.remarks), rank_in(row.remarks)) if relation == APPOINTED else (None, None)
            )
            day = row.day or self.text.day
            self.drafts.add(
                Draft(relation, row.person, amended(post, *added), day, place, "table") for post in posts
            )
        return True

    def _sentence(self, block: Block, start: int, end: int) -> None:
        place = (block, start, end)
        closed = block.norm[end - 1] in "。！"
        while end > start and block.norm[end - 1] in "。！；，、.":
            end -= 1
        self.text.day = self._decided(block.norm[start:end]) or self.text.day
        anchor = self.text.anchor
        if anchor is not None and anchor.kind is not None and anchor.kind not in LASTING:
            self.text.anchor = anchor._replace(kind=None)
        known = len(self.drafts.all) + len(self.writer.reading.understood)
        for first, last in clauses_in(block.norm, start, end):
            self._clause(block, first, last, place)
        if known == len(self.drafts.all) + len(self.writer.reading.understood) and is_blocked(
            block.norm, start, end
        ):
            self.writer.understood(place, "no_appointment")
        if closed and not self.text.heading:
            self.text.mode = None

    def _decided(self, text: str) -> str | None:
        """The day of a decision that stands before the first verb (not one in a name 《…聘任办法》), or in brackets of its own."""
        if "日" not in text:
            return None
        open_at = open_places(text, 0, len(text))
        verb = next((verb for verb in verbs_in("held", text, 0, len(text)) if verb.start in open_at), None)
        before = text if verb is None or text[:1] == "（" else text[: verb.end]
        return decision_day(self.section, before, self.calendar.published)

    def _clause(self, block: Block, start: int, end: int, place: Place) -> None:
        opens = start == place[1] or block.norm[start - 1] == "："
        start = unnumbered(block.norm, start, end)
        if self._remark(block.norm[start:end], place):
            return
        if self._list_head(block, start, end) or self._names(block, start, end, place):
            return
        proposed = _PROPOSED.search(block.norm, start, end)
        end = proposed.start() if proposed and proposed.start() > start else end
        if is_blocked(block.norm, start, end):
            self._blocked(block, start, end)
            return
        before = (
            self.drafts.last[-1].relation
            if self.drafts.last and self.drafts.last[-1].place == place
            else None
        )
        named = before is not None or self.text.named == place[1:]
        setting = Setting(self.text.mode, not (self.is_list and opens), self.starts, before, named)
        if not any(self._take(block, claim, place) for claim in claims(block, start, end, setting)):
            self._mark_subject(block, start, end, place)

    def _remark(self, text: str, place: Place) -> bool:
        """试用期一年, 正科级 or the like as a clause of its own: it belongs to the appointment before it."""
        if pattern("remarks", "for_all").search(text):
            self.drafts.amend_all(probation_in(text), place)
            return True
        probation = probation_in(text) if text.startswith(_REMARK) else None
        rank = rank_in(text) if len(text) < 12 else None
        if probation or rank:
            self.drafts.amend_last(probation, rank)
            if self.text.waiting:
                relation, posts = self.text.waiting
                self.text.waiting = relation, tuple(amended(post, probation, rank) for post in posts)
        return bool(probation or rank)

    def _list_head(self, block: Block, start: int, end: int) -> bool:
        """任命：, 二、免去 or 任命下列人员为…：, which govern what follows."""
        if block.norm[end : end + 1] not in (("", "：") if self.is_list else ("：",)):
            return False
        before = post_before_names(block, start, end, self.text.anchor)
        if before is not None:
            relation, posts, self.text.anchor = before
            self.text.waiting, self.text.mode, self.text.heading = (relation, posts), relation, True
            return True
        head = governing(block.norm[start:end])
        if head is None:
            return False
        rule, self.text.mode = head
        self.text.heading, self.text.waiting = self.is_list and self.text.mode is not None, None
        self.writer.understood((block, start, end), rule)
        return True

    def _names(self, block: Block, start: int, end: int, place: Place) -> bool:
        """People in columns, for the posts that wait for them."""
        people = names_in_columns(block, start, end) if self.text.waiting else []
        if self.text.waiting and people:
            relation, posts = self.text.waiting
            day = self.text.day
            self.drafts.add(
                Draft(relation, who, post, day, place, "names_after") for who in people for post in posts
            )
        else:
            self.text.waiting = None
        return bool(people)

    def _blocked(self, block: Block, start: int, end: int) -> None:
        """Keeps whom a proposal names (提名甲为…人选，免去其…职务); nothing governs any more."""
        self.text.mode = self.text.mode if self.text.heading else None
        self.text.named = None
        for link in [*verbs_in("links", block.norm, start, end), *verbs_in("held", block.norm, start, end)]:
            people = people_in(block, start, link.start) or people_in(block, start + 2, link.start)
            if people:
                self.text.subject = tuple(people)
                return

    def _mark_subject(self, block: Block, start: int, end: int, place: Place) -> None:
        """甲同志到达退休年龄，免去其…, under a heading 甲，…局长: the clause names the person that the next one means."""
        apart = people_in(block, start, end, strict=True) if self.is_list and self.text.mode else []
        if apart and block.norm[end : end + 1] == "，":
            self.text.subject, self.text.named = tuple(apart), place[1:]
            return
        named = _NAMED.match(block.norm, start, end)
        if named and accepted(named["name"], False):
            self.text.subject = tuple(people_in(block, *named.span("name")))
            life = pattern("blockers", "life").search(block.norm, place[1], place[2])
            self.text.named = None if life else place[1:]

    def _take(self, block: Block, claim: Claim, place: Place) -> bool:
        """Adds what a claim states, if its posts can be read."""
        people = self.text.subject if claim.people is None else claim.people
        posts, anchor = (
            read_posts(block, *claim.posts, self.text.anchor, self.is_list) if people else ([], None)
        )
        if not posts or not self._holds(claim, people, posts):
            return False
        self.text.anchor = anchor
        self.text.subject = tuple(who._replace(rank=None) if who.rank else who for who in people)
        if claim.rule != "governed" and claim.people is not None and self.text.mode != claim.relation:
            self.text.mode, self.text.heading = claim.relation, False
        day = self.text.day
        self.drafts.add(
            Draft(claim.relation, who, post, day, place, claim.rule) for who in people for post in posts
        )
        return True

    def _holds(self, claim: Claim, people: tuple[Person, ...], posts: list[Post]) -> bool:
        """A verb with other uses than to appoint needs an agency or, in a list of appointments, names that surely are names."""
        if posts[0].agency is not None:
            return True
        return self.is_list and (claim.sure or all(accepted(person.name.text, True) for person in people))


def _cell_posts(block: Block, start: int, end: int) -> list[Post]:
    """The posts in a cell; where a line below was run into it (a signature, say), those in its first line."""
    posts, _ = read_posts(block, start, end, None, True)
    broken = min((at for at, gap in block.gaps.items() if start < at < end and "\n" in gap), default=None)
    return posts if posts or broken is None else read_posts(block, start, broken, None, True)[0]
