"""Lists of documents whose entries name each value: 文号：…, 标题：…, 发文单位：…, a pair or several a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kg.extract.issuance.tables import forms
from kg.model import Block
from kg.patterns import alternation
from kg.segment.numbers import NUMBER
from kg.segment.titles import read_title

_ORDINAL = re.compile(r"(?:第?\d{1,4}[条件、.]?|（\d{1,4}）)")
_LEAST = 2

Entry = Mapping[str, Block]
"""The values of an entry by the column that their keys head."""


def may_list(blocks: Sequence[Block]) -> bool:
    """Whether more than one number stands behind a key, in blocks of which most have keys.

    A page that tells of a single document has one, and a text beside.
    """
    keyed = [block.norm for block in blocks if "号：" in block.norm]
    if len(keyed) < _LEAST or sum("：" in block.norm for block in blocks) * 2 < len(blocks):
        return False
    found = {match["number"] for norm in keyed if (match := _numbered().search(norm))}
    return len(found) >= _LEAST


def entries(blocks: Sequence[Block]) -> Iterator[tuple[Entry, list[Block]]]:
    """The entries in order, each with the blocks that it stands in; a key that comes again begins another.

    A title may stand above its other values without a key, if the first entry's does.
    """
    entry: dict[str, Block] = {}
    run: list[Block] = []
    bare: bool | None = None
    for block in blocks:
        found = list(_pairs(block))
        titled = _title(block) if not found and bare is not False else None
        if titled is not None:
            found, bare = [("title", titled)], True
            if entry:
                yield entry, run
                entry, run = {}, []
        bare = False if bare is None and found else bare
        for column, value in found:
            if column in entry:
                yield entry, run
                entry, run = {}, []
            entry[column] = value
            if not run or run[-1] is not block:
                run.append(block)
        if entry and run[-1] is not block:
            yield entry, run
            entry, run = {}, []
    if entry:
        yield entry, run


def _title(block: Block) -> Block | None:
    """A title on a line of its own, its number in the list left out."""
    number = _ORDINAL.match(block.norm)
    start = number.end() if number else 0
    return block.part(start, len(block.norm)) if read_title(block, start) is not None else None


def _pairs(block: Block) -> Iterator[tuple[str, Block]]:
    """The values that a line names, each with its column."""
    keys = [match for match in _key().finditer(block.norm) if _opens(block, match.start())]
    for match, following in zip(keys, [*keys[1:], None], strict=False):
        end = following.start() if following else len(block.norm)
        if end > match.end():
            yield forms()[match["key"]], block.part(match.end(), end)


def _opens(block: Block, at: int) -> bool:
    return (
        at == 0
        or at in block.gaps
        or block.norm[at - 1] in "；，|"
        or bool(_ORDINAL.fullmatch(block.norm, 0, at))
    )


@cache
def _key() -> re.Pattern[str]:
    return re.compile(rf"[【〔]?(?P<key>{alternation(forms())})[】〕]?：")


@cache
def _numbered() -> re.Pattern[str]:
    numbers = alternation(form for form, column in forms().items() if column == "number")
    return re.compile(rf"(?:{numbers})[】〕]?：(?P<number>{NUMBER.pattern})")
