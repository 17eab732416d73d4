"""Units of a source, a line each or the head lines of a document: what each is among its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Block
from kg.segment.clusters import Cluster, Mark
from kg.segment.looks import label

Unit = Mark | Cluster
_NEAR = 5


def is_text(unit: Unit) -> bool:
    """Whether a unit is text and nothing else, as most are."""
    return isinstance(unit, Mark) and unit.head is None and not (unit.page or unit.section)


def is_listed(units: Sequence[Unit], index: int, blocks: Sequence[Block], below: bool) -> bool:
    """Whether a unit is one of a list of documents, with another entry above or below it.

    So is a link ``below`` a text, which has nothing of a document's below it.
    """
    if not (isinstance(units[index], Cluster) and _is_entry(units[index], blocks)):
        return False
    beside = [*units[max(0, index - 1) : index], *units[index + 1 : index + 2]]
    if any(_is_entry(unit, blocks) for unit in beside):
        return True
    return below and all(isinstance(unit, Mark) and unit.page for unit in units[index + 1 : index + _NEAR])


def _is_entry(unit: Unit, blocks: Sequence[Block]) -> bool:
    """Whether a line holds both number and title, as the entries of a list do; only several in a row are one."""
    if isinstance(unit, Mark):
        norm = blocks[unit.start].norm
        return "号" in norm and unit.head is None and label(blocks[unit.start]) == "catalogue"
    heads = [mark.head for mark in unit.marks]
    return (
        len(heads) == 1
        and heads[0] is not None
        and heads[0].title is not None
        and heads[0].number is not None
    )


def signs_next(following: Sequence[Unit]) -> bool:
    """Whether a signature follows: nothing but issuers' lines down to a date."""
    kinds = [unit.kind if isinstance(unit, Mark) else "head" for unit in following]
    rest = [kind for kind in kinds if kind != "issuer"]
    return bool(rest) and rest[0] == "date"


def first_mark(unit: Unit) -> Mark:
    """The first line of a unit."""
    return unit.marks[0] if isinstance(unit, Cluster) else unit
