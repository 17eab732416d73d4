"""Tables of appointments: 姓名, 任职, 免职, 任免时间, 备注 in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.appointments.people import Person, people_in
from kg.extract.appointments.rules import APPOINTED, REMOVED, patterns
from kg.mentions.dates import ISO, find_date, iso
from kg.mentions.tables import cells, is_tabbed
from kg.model import Block, Span


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says of one person: the cells with posts and what they do, the day, the remarks."""

    person: Person
    posts: tuple[tuple[str, Span], ...]
    day: str | None
    remarks: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table holds, by the ids of the pattern rows; None where it is nothing to us."""

    roles: tuple[str | None, ...]

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
        remarks = "，".join(block.norm[slice(*span)] for role, span in self._cells(block) if role == "remark")
        day = _day(block.norm[slice(*found["date"])]) if "date" in found else None
        return Row(people[0], posts, day, remarks)

    def _cells(self, block: Block) -> Iterator[tuple[str, Span]]:
        spans = cells(block)
        if not is_tabbed(block) and len(spans) != len(self.roles):
            return
        for role, span in zip(self.roles, spans, strict=False):
            if role and span[1] > span[0]:
                yield role, span


def columns_of(block: Block) -> Columns | None:
    """The columns that a block names as a table's header: a name and what is taken or left at the least."""
    if "姓" not in block.norm and "人员" not in block.norm:
        return None
    roles = tuple(_role(block.norm[slice(*span)]) for span in cells(block))
    known = set(roles)
    return Columns(roles) if "name" in known and known & {"appointed", "removed"} else None


def _role(header: str) -> str | None:
    return next((id for id, (regex, _) in patterns("columns").items() if regex.search(header)), None)


def _day(cell: str) -> str | None:
    match = ISO.fullmatch(cell)
    if match:
        return iso(int(match["year"]), int(match["month"]), int(match["day"]))
    found = find_date(cell)
    return found[0] if found else None
