"""Tables of appointments: 姓名, 任职, 免职, 任免时间, 备注 in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.appointments.people import Person, people_in
from kg.extract.appointments.rules import APPOINTED, REMOVED, patterns
from kg.mentions.dates import ISO, find_date, iso
from kg.mentions.lists import without_brackets
from kg.mentions.tables import cells, is_tabbed
from kg.model import Block, Span
from kg.reflow.lines import columns

_ACT = re.compile(
    r"(?:^|(?<=[，；。、]))(?:(?P<appoints>(?:任命|聘任|任|聘)为?)|免去?其?)(?=[\u4e00-\u9fff])"
)
"""A verb of a cell that says what is done to the one of its row."""


class Row(NamedTuple):
    """What a row says of one person: the cells with posts and what they do, the day, the remarks."""

    person: Person
    posts: tuple[tuple[str, Span], ...]
    day: str | None
    remarks: str


class Columns(NamedTuple):
    """What each column of a table holds, by the ids of the pattern rows; None where it is nothing to us.

    ``starts`` are the columns of the page at which they begin.
    """

    roles: tuple[str | None, ...]
    starts: tuple[float, ...]

    def row(self, block: Block) -> Row | None:
        """The row that a block is, or None if it is none of this table."""
        found = dict(self._cells(block))
        name = found.get("name")
        people = people_in(block, *name) if name else []
        if len(people) != 1:
            return None
        posts = tuple(
            (relation, found[role])
            for role, relation in (("appointed", APPOINTED), ("removed", REMOVED))
            if role in found
        )
        posts += tuple(_acts(block.norm, *found["acts"])) if "acts" in found else ()
        remarks = "，".join(_remark(role, block.norm[slice(*span)]) for role, span in self._cells(block))
        day = _day(block.norm[slice(*found["date"])]) if "date" in found else None
        return Row(people[0], posts, day, remarks)

    def _cells(self, block: Block) -> Iterator[tuple[str, Span]]:
        spans = cells(block) if is_tabbed(block) or "|" in block.norm else self._set_under(block)
        for role, span in zip(self.roles, spans, strict=False):
            if role and span[1] > span[0]:
                yield role, span

    def _set_under(self, block: Block) -> list[Span]:
        """A cell for each column of a row set with spaces, by where on the line it begins; an empty one has no length."""
        found: list[Span] = [(0, 0)] * len(self.starts)
        for span, start in zip(cells(block), _starts(block), strict=True):
            column = min(range(len(self.starts)), key=lambda at: abs(self.starts[at] - start))
            found[column] = (found[column][0], span[1]) if found[column][1] else span
        return found


def columns_of(block: Block, sure: bool) -> Columns | None:
    """The columns that a block names as a table's header: a name and what is taken or left at the least.

    ``sure`` wants both of them: by itself a column 任职 may hold what people are rather than become.
    """
    if "姓" not in block.norm and "人员" not in block.norm:
        return None
    roles = tuple(_role(block.norm[slice(*span)]) for span in cells(block))
    acts = {"appointed", "removed"} & set(roles)
    enough = len(acts) > sure or "acts" in roles
    return Columns(roles, tuple(_starts(block))) if "name" in roles and enough else None


def _acts(norm: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """What a cell does in words, verb by verb: 任县审计局局长，免去其县财政局副局长职务."""
    cell = norm[start:end]
    verbs = [*_ACT.finditer(cell)]
    for verb, following in zip(verbs, [*verbs[1:], None], strict=False):
        stop = following.start() if following else len(cell)
        yield (APPOINTED if verb["appoints"] else REMOVED), (start + verb.end(), start + stop)


def _starts(block: Block) -> list[float]:
    """Where on its line each cell begins, in ideographs from the first."""
    return [
        columns(block.text[:start]) + sum(columns(gap) for at, gap in block.gaps.items() if at <= start)
        for start, _ in cells(block)
    ]


def _role(header: str) -> str | None:
    plain = without_brackets(header)
    return next((id for id, (regex, _) in patterns("columns").items() if regex.search(plain)), None)


def _remark(role: str, cell: str) -> str:
    """What a cell remarks: under 试用期 the bare term."""
    if role == "probation":
        return cell if "试用" in cell else f"试用期{cell}"
    return cell if role == "remark" else ""


def _day(cell: str) -> str | None:
    match = ISO.fullmatch(cell)
    if match:
        return iso(int(match["year"]), int(match["month"]), int(match["day"]))
    found = find_date(cell)
    return found[0] if found else None
