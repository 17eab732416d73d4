"""The words that give a body its part in a task, read from the pattern file once."""

from __future__ import annotations

import re
from functools import cache

from kg.patterns import alternation, rows, words

LEAD, ANSWERS, NOBODY = "牵头", "责任", "none"


@cache
def relations(table: str) -> dict[str, str]:
    """Each label or verb with the relation that it states, ``none`` for labels that name no body."""
    return {
        form: row["relation"]
        for row in rows("responsibilities", table, ("relation", "forms"))
        for form in row["forms"]
    }


@cache
def label() -> re.Pattern[str]:
    """A label with its colon; what stands in brackets behind it is a rule or a remark."""
    return re.compile(
        rf"(?P<label>{alternation(relations('labels'))})(?P<remark>（[^（）]*）)?(?:及[^：、，；。]{{2,6}})?："
    )


@cache
def label_cell() -> re.Pattern[str]:
    """A label as the whole cell of a table's header."""
    return re.compile(rf"(?P<label>{alternation(relations('labels'))})(?P<remark>（[^（）]*）)?")


@cache
def closing_verb() -> re.Pattern[str]:
    """The verb in which a clause of a tag without labels ends."""
    return re.compile(rf"(?P<verb>{alternation(relations('verbs'))})$")


@cache
def gate() -> re.Pattern[str]:
    """What a block must contain to be worth reading."""
    return re.compile(r"牵头|责任|配合|负责|协办|协同|协助|参与|落实|承办|主办|实施|分工|单位|部门")


@cache
def closers() -> re.Pattern[str]:
    """等 and what follows it at the end of a list."""
    return re.compile(rf"(?:{alternation(words('responsibilities', 'closers'))})$")


@cache
def rule(name: str) -> re.Pattern[str]:
    """How lists are to be read, by the row's id: first-leads, henceforth, for-all."""
    return re.compile(
        next(row["regex"] for row in rows("responsibilities", "rules", ("regex",)) if row["id"] == name)
    )


@cache
def remarks() -> re.Pattern[str]:
    """A clause in a list that names no body but says how to read it."""
    listed = (row["regex"] for row in rows("responsibilities", "rules", ("regex",)) if row["id"] != "for-all")
    return re.compile("|".join(f"(?:{regex})" for regex in listed))
