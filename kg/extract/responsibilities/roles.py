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


FIRST_LEADS = re.compile(
    r"(?:列|排|排名|位列|居)(?:在|于)?(?:第一位?|第1位?|首位?|首|最前面?|前面?|前)(?:位)?(?:的|者)?(?:单位|部门)?[，]?(?:即?为|是|即)(?:责任)?(?:牵头|主办)"
    r"|第一(?:个|家)?(?:责任)?(?:单位|部门)?(?:即?为|是)(?:责任)?牵头|首(?:个|家)(?:责任)?(?:单位|部门)(?:即?为|是)牵头"
)
"""The rule that the body named first leads."""
STARRED_LEADS = re.compile(r"[*＊※★](?:号)?(?:的)?(?:单位|部门)?(?:即?为|是)(?:责任)?牵头")
HENCEFORTH = re.compile(r"下同|以下同")
RULES = re.compile(
    rf"{FIRST_LEADS.pattern}|{STARRED_LEADS.pattern}|{HENCEFORTH.pattern}|(?:以下|后面|其他)?不再(?:一一|逐一|重复|列出|列举)"
)
"""Clauses in a list that name no body: how to read it."""
FOR_ALL = re.compile(
    r"(?:各项|每项|所有|全部)(?:[^，。；]{0,8}?)(?:均|都)?(?:需|须|应|要|由)(?P<need>各[^，。；]{1,30}?)(?:作为|为)责任单位"
    r"|(?P<are>各[^，。；]{1,30}?)(?:均|都)?(?:作为|为|是)[^，。；]{0,8}?(?:各项|每项|所有|全部)[^，。；]{0,8}责任单位"
)
"""A clause that makes certain bodies answer for every task."""
