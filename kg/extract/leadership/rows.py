"""Headers of tables: which cell of a row holds the name, and which verb a header gives to the cells under it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.leadership.rules import vocabulary
from kg.extract.leadership.verbs import label_of_words
from kg.mentions.tables import cells
from kg.model import Block, Span
from kg.patterns import alternation


class Header(NamedTuple):
    """One role a column: name, title, plain (the portfolio in its own words), other, or what a verb gives."""

    roles: tuple[str, ...]


def header_of(block: Block) -> Header | None:
    """The header that ``block`` is, or None. It has a column for names and one for portfolios."""
    if len(block.norm) > 60 or "。" in block.norm or not _names_leaders().search(block.norm):
        return None
    roles = tuple(_role(block.norm[start:end]) for start, end in row_cells(block))
    if len(roles) < 2 or "name" not in roles or "" in roles:
        return None
    return Header(roles) if set(roles) - {"name", "title", "other"} else None


@cache
def _names_leaders() -> re.Pattern[str]:
    """Matches a header's word for the column of names."""
    return re.compile(alternation(vocabulary("header_name")))


def row_cells(block: Block) -> list[Span]:
    """The cells of a row; a padded word (江　望, 职　务) is one cell, though its gap is as wide as that between cells."""
    found: list[Span] = []
    for start, end in cells(block):
        padded = found and end - start == 1 == found[-1][1] - found[-1][0] and found[-1][1] == start
        if padded and "\t" not in block.gaps.get(start, ""):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _role(text: str) -> str:
    for role in ("name", "title", "plain", "other"):
        if text in vocabulary(f"header_{role}"):
            return role
    return label_of_words(text) or ""
