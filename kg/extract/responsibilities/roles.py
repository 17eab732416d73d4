"""The words that give a body its part in a task, read from the pattern file once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from kg.patterns import alternation, rows, words

LEAD, ANSWERS, NOBODY = "牵头", "责任", "none"


class Label(NamedTuple):
    """A label in a text: where it begins, where the list behind its colon begins, and its form."""

    start: int
    end: int
    form: str

    @property
    def relation(self) -> str:
        """What a body named under it is."""
        return relations("labels")[self.form]


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
def _bracketed() -> re.Pattern[str]:
    return re.compile(rf"[【〔](?P<label>{alternation(relations('labels'))})[】〕]")


@cache
def label_cell() -> re.Pattern[str]:
    """A label as the whole cell of a table's header."""
    return re.compile(rf"(?P<label>{alternation(relations('labels'))})(?P<remark>（[^（）]*）)?")


def labels(norm: str, start: int, end: int) -> list[Label]:
    """The labels in ``norm[start:end]`` in order. Each is looked for backwards from its colon."""
    found: list[Label] = []
    colon = norm.find("：", start, end)
    while colon >= 0:
        begin = found[-1].end if found else start
        label = _label_before(norm, begin, colon)
        if label is not None:
            found.append(label)
        colon = norm.find("：", colon + 1, end)
    if "】" in norm or "〕" in norm:
        found += _set_in_brackets(norm, start, end)
        found.sort()
    return found


def _set_in_brackets(norm: str, start: int, end: int) -> Iterator[Label]:
    """Labels that square brackets set off instead of a colon: 【牵头部门】教务处."""
    for match in _bracketed().finditer(norm, start, end):
        if match.end() < end and norm[match.end()] != "：":
            yield Label(match.start(), match.end(), match["label"])


def _label_before(norm: str, start: int, colon: int) -> Label | None:
    form = _longest(norm[max(start, colon - 10) : colon], _forms("labels"))
    if form:
        return Label(colon - len(form), colon + 1, form)
    head = norm[max(start, colon - 40) : colon]
    if not head.endswith("）") and "及" not in head[-7:]:
        return None
    match = label().search(norm, max(start, colon - 40), colon + 1)
    return Label(match.start(), match.end(), match["label"]) if match and match.end() == colon + 1 else None


def _longest(text: str, forms: Mapping[int, frozenset[str]]) -> str | None:
    """The longest of the forms that ``text`` ends in."""
    for size, listed in forms.items():
        if text[-size:] in listed:
            return text[-size:]
    return None


@cache
def _forms(table: str) -> Mapping[int, frozenset[str]]:
    return _by_length(relations(table))


@cache
def _closers() -> Mapping[int, frozenset[str]]:
    return _by_length(words("responsibilities", "closers"))


def _by_length(forms: Iterable[str]) -> dict[int, frozenset[str]]:
    """The forms by their length, the longest first."""
    known = frozenset(forms)
    sizes = sorted({len(form) for form in known}, reverse=True)
    return {size: frozenset(form for form in known if len(form) == size) for size in sizes}


@lru_cache(maxsize=8192)
def ending(text: str) -> tuple[int, str] | None:
    """Where a clause's closing verb begins, and the relation it states; None without one."""
    form = _longest(text, _forms("verbs"))
    return (len(text) - len(form), relations("verbs")[form]) if form else None


@lru_cache(maxsize=8192)
def unclosed(text: str) -> str:
    """``text`` without 等 and what follows it at the end of a list."""
    closer = _longest(text, _closers()) if "等" in text else None
    return text[: -len(closer)] if closer else text


_SIGNS = (
    "责", "牵头", "单位", "配合", "部门", "协办", "协同", "协助", "参与", "参加", "落实", "承办", "主办", "会办",
    "实施", "分工", "支持",
)  # fmt: skip


def gate(text: str) -> bool:
    """What a block must contain to be worth reading."""
    for sign in _SIGNS:  # noqa: SIM110 - a generator would take three times as long
        if sign in text:
            return True
    return False


def first_leads(text: str) -> bool:
    """Whether a text says that the body listed first leads."""
    if not ("第一" in text or "首" in text or "前" in text or "第1" in text):
        return False
    return ("牵头" in text or "主办" in text) and rule("first-leads").search(text) is not None


def is_remark(clause: str) -> bool:
    """Whether a clause in a list names no body but says how to read it."""
    return any(sign in clause for sign in ("牵头", "主办", "下同", "不再")) and bool(
        _remarks().search(clause)
    )


@cache
def rule(name: str) -> re.Pattern[str]:
    """How lists are to be read, by the row's id: first-leads, henceforth, for-all."""
    return re.compile(
        next(row["regex"] for row in rows("responsibilities", "rules", ("regex",)) if row["id"] == name)
    )


@cache
def _remarks() -> re.Pattern[str]:
    listed = (row["regex"] for row in rows("responsibilities", "rules", ("regex",)) if row["id"] != "for-all")
    return re.compile("|".join(f"(?:{regex})" for regex in listed))
