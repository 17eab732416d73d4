"""Head lines that stand together: number, issuers and title of one document, in whatever order they are printed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Block, Mention
from kg.segment.genres import is_section_heading
from kg.segment.heads import Head, read_head
from kg.segment.looks import is_listed
from kg.segment.metadata import is_metadata
from kg.segment.runs import joined_block
from kg.segment.titles import TITLE_LAST, begins_with_place, may_hold_title

_HEADING = frozenset({"number", "title", "bare", "issuer", "letterhead", "order", "registration", "serial"})
_NO_TITLE = frozenset(
    {"date", "number", "registration", "salutation", "tail", "rule", "serial", "letterhead", "order"}
)
_ORDER_NOUNS = ("令", "命令", "公告", "通告", "布告")
_LETTER_NOUNS = ("文件", "通知", "函", "便函", "公函", "明电", "通报")
"""What stands below the body of a letterhead, on a line of its own."""
_CLOSERS = frozenset(("此布", "此令", "此告", "此复", "此致"))
"""What closes a text on a line of its own, without a stop."""
_MOST_LINES = 5
_LONGEST = 60
_MOST_MARKS = 100
"""No head has more lines; one issued by dozens of bodies has them on lines of their own."""
_GOES_ON = re.compile(r"的|（|》|办法|规定|细则|方案|意见|通知|计划")
_ASIDE = re.compile(
    r"签发人：.{2,12}|机密|秘密|绝密|特急|急件|加急|平急|★.{0,6}|\d{6}|（?不公开）?|（?公开）?"
)


class Mark(NamedTuple):
    """One or several blocks read as one line of a document: what kind of line it is, None for body text.

    ``page`` is a line of metadata or controls of the page that the document stands on, ``section`` the heading of a
    gazette's monthly section.
    """

    start: int
    stop: int
    head: Head | None
    page: bool
    section: bool

    @property
    def kind(self) -> str:
        """The head's kind, or body."""
        return self.head.kind if self.head else "body"


@dataclass(slots=True)
class Cluster:
    """What neighbouring head lines say together. ``date`` is one in brackets under the title."""

    marks: list[Mark] = field(default_factory=list)
    number: Mention | None = None
    title: Mention | None = None
    issuers: tuple[Mention, ...] = ()
    letterhead: tuple[Mention, ...] = ()
    registration: str | None = None
    date: str | None = None
    order: Mention | None = None
    serial: Mention | None = None

    def takes(self, head: Head) -> bool:
        """Whether ``head`` adds to what is here; a second number or title is another document's."""
        if head.number is not None and self.number is not None and head.number.text != self.number.text:
            return False
        if head.title is not None and head.kind == "title" and self.title is not None:
            return _same_title(head.title.text, self.title.text)
        return not (
            head.kind in ("letterhead", "order", "issuer")
            and self.title is not None
            and self.number is not None
        )

    def add(self, mark: Mark, head: Head) -> None:
        """Takes in one head line."""
        self.marks.append(mark)
        if head.kind == "serial":
            self.serial = self.serial or head.number
            self._order_number()
            return
        self.number = self.number or head.number
        self.registration = self.registration or head.registration
        self.order = self.order or head.order
        self.date = self.date or head.date
        if head.title is not None and (self.title is None or head.kind == "title"):
            self.title = head.title
        # Below lines of bodies a letterhead's are those of one more.
        beside = self.title is None and self.issuers and {mark.kind for mark in self.marks[:-1]} <= {"issuer"}
        if head.kind in ("letterhead", "order") and not beside:
            self.letterhead = self.letterhead or head.issuers
        else:
            known = {issuer.text for issuer in self.issuers}
            self.issuers += tuple(issuer for issuer in head.issuers if issuer.text not in known)
        if head.kind in ("title", "bare"):
            self._order_number()

    def _order_number(self) -> None:
        """第31号 under 云州市人民政府令 is 云州市人民政府令第31号; 公告 then is no title.

        Under or over the title of an announcement it is the number by itself.
        """
        if self.serial is None or self.number is not None:
            return
        if self.order is not None:
            # A joint order's 令 stands behind one of the bodies alone, and is that of all.
            order = self.order if len(self.issuers) < 2 else self.order.tail(len("令"))
            self.number, self.title = order.joined(self.serial), None
        elif self.title is not None and self.title.text.endswith(("公告", "通告")):
            self.number = self.serial


def _same_title(one: str, other: str) -> bool:
    return one in other or other in one


def read_marks(blocks: Sequence[Block]) -> list[Mark]:
    """The lines of ``blocks``; a title broken over several blocks is one."""
    pages = [is_metadata(block) for block in blocks]
    heads = [None if page else read_head(block) for block, page in zip(blocks, pages, strict=True)]
    sections = [is_section_heading(block.norm) for block in blocks]
    joins = [
        len(block.norm) <= _LONGEST and not (page or section) and _may_join(block.norm, head)
        for block, head, page, section in zip(blocks, heads, pages, sections, strict=True)
    ]
    joins.append(False)
    marks: list[Mark] = []
    index = 0
    while index < len(blocks):
        stop, head = index + 1, heads[index]
        if (joins[index] and joins[stop]) or (head is not None and head.kind == "title"):
            stop, head = _title_at(blocks, heads, joins, index)
        marks.append(Mark(index, stop, head, pages[index], sections[index]))
        index = stop
    return marks


def _title_at(
    blocks: Sequence[Block], heads: Sequence[Head | None], joins: Sequence[bool], index: int
) -> tuple[int, Head | None]:
    """The head line at ``index`` and where it ends: the shortest run of blocks that reads as one, or one block."""
    for size in range(1, _MOST_LINES + 1):
        run, last = blocks[index : index + size], index + size - 1
        if len(run) < size or (size > 1 and not (joins[index] and joins[last])):
            break
        head = heads[index] if size == 1 else _read_joined(run, heads, last)
        if head is not None and head.kind == "title":
            if size > 1 and not _of_one_place(head.issuers) and _begins_below(run):
                return index + 1, heads[index]
            return _whole_title(blocks, heads, joins, index, size, head)
        if size > 1 and head is not None and _signs_broken(head, heads, index, size):
            return index + size, head
        if size == 2 and head is not None and head.kind == "order" and run[1].norm in _ORDER_NOUNS:
            return index + size, head
        above = heads[index]
        if size == 2 and above is not None and above.kind == "issuer" and run[1].norm in _LETTER_NOUNS:
            return index + size, Head("letterhead", issuers=above.issuers)
    return index + 1, heads[index]


def _read_joined(run: Sequence[Block], heads: Sequence[Head | None], last: int) -> Head | None:
    """What several blocks say as one; only a title, an order or a signature above its date is asked for."""
    below = heads[last + 1] if last + 1 < len(heads) else None
    signs = below is not None and below.kind == "date"
    if (
        signs
        or run[-1].norm in _ORDER_NOUNS
        or (run[-1].norm[-1:] in TITLE_LAST and may_hold_title("".join([block.norm for block in run])))
    ):
        return read_head(joined_block(run))
    return None


def _of_one_place(issuers: Sequence[Mention]) -> bool:
    """Whether several issuers begin alike, so that the first of them begins where the title does."""
    return len(issuers) > 1 and len({issuer.text.removeprefix("中共")[:2] for issuer in issuers}) == 1


def _begins_below(run: Sequence[Block]) -> bool:
    """Whether a title with its issuers begins only at the second block: the first is the tail of what stands above."""
    head = read_head(joined_block(run[1:]))
    return head is not None and head.kind == "title" and any(begins_with_place(i.text) for i in head.issuers)


def _signs_broken(head: Head, heads: Sequence[Head | None], index: int, size: int) -> bool:
    """Whether a signature of several bodies, above its date, was broken in the midst of a name."""
    following = heads[index + size] if index + size < len(heads) else None
    return (
        head.kind == "issuer" and heads[index] is None and following is not None and following.kind == "date"
    )


def _whole_title(
    blocks: Sequence[Block],
    heads: Sequence[Head | None],
    joins: Sequence[bool],
    index: int,
    size: int,
    head: Head,
) -> tuple[int, Head]:
    """A title may go on after a line that could have ended it: …管理办法 / 的通知."""
    for more in range(size + 1, size + 3):
        run, last = blocks[index : index + more], index + more - 1
        if len(run) < more or head.number or heads[last] is not None or not _GOES_ON.match(run[-1].norm):
            break
        longer = read_head(joined_block(run)) if all(joins[index : last + 1]) else None
        if longer is not None and longer.kind == "title":
            return index + more, longer
    return index + size, head


def _may_join(norm: str, head: Head | None) -> bool:
    """Whether a short line can be part of a title: without a stop, no line of another kind, no entry of a list."""
    if norm[-1] in "。；：！" or norm in _CLOSERS or (head is not None and head.kind in _NO_TITLE):
        return False
    return head is not None or "〔" not in norm or not is_listed(norm)


def clusters(marks: Sequence[Mark], blocks: Sequence[Block]) -> Iterator[Mark | Cluster]:
    """The marks in order, those that make up a document's head gathered."""
    heads = [index for index, mark in enumerate(marks) if mark.head is not None]
    signing = _signing(marks, heads)
    stop = 0
    for index in heads:
        if index < stop:
            continue
        yield from marks[stop:index]
        cluster, stop = _cluster_at(marks, signing, blocks, index)
        if _is_head(cluster):
            yield cluster
        else:
            yield from map(_plain, marks[index:stop])
    yield from marks[stop:]


def _plain(mark: Mark) -> Mark:
    """A bare title or a serial number by itself is text."""
    return mark._replace(head=None) if mark.kind in ("bare", "serial", "order", "letterhead") else mark


def _signing(marks: Sequence[Mark], heads: Sequence[int]) -> set[int]:
    """Those of the head lines that are signatures: nothing but issuers' lines down to a date."""
    signing: set[int] = set()
    dates = {index for index in heads if marks[index].kind == "date"}
    for index in reversed(heads):
        if marks[index].kind == "issuer" and (index + 1 in signing or index + 1 in dates):
            signing.add(index)
    return signing


def _cluster_at(
    marks: Sequence[Mark], signing: Container[int], blocks: Sequence[Block], index: int
) -> tuple[Cluster, int]:
    """The lines from ``index`` on that stand together, and where a next cluster can begin if these head no document."""
    cluster = Cluster()
    for stop in range(index, min(index + _MOST_MARKS, len(marks))):
        mark = marks[stop]
        head = mark.head
        if head is None and cluster.marks and _ASIDE.fullmatch(blocks[mark.start].norm):
            cluster.marks.append(mark)
        elif head is not None and head.kind == "date" and cluster.title is not None and not head.issuers:
            cluster.add(mark, head)
        elif head is None or head.kind not in _HEADING or stop in signing:
            break
        elif not cluster.takes(head):
            return cluster, stop if _is_head(cluster) else index + 1
        else:
            cluster.add(mark, head)
    return cluster, index + max(1, len(cluster.marks))


def _is_head(cluster: Cluster) -> bool:
    kinds = {mark.kind for mark in cluster.marks}
    if "title" in kinds or "number" in kinds:
        return True
    return cluster.number is not None or (
        cluster.title is not None and bool(cluster.issuers or cluster.letterhead)
    )
