"""Lists and sentences that respect brackets and quotes: a separator inside them separates nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Span

_OPEN = {"（": "）", "《": "》", "【": "】", "“": "”", "‘": "’", "「": "」", "『": "』", "〔": "〕"}
_CLOSE = frozenset(_OPEN.values())
_OPENER = re.compile(f"[{''.join(_OPEN)}]")
STOPS = "。！？"


def top_level(norm: str, start: int, end: int) -> Iterator[int]:
    """Positions of the characters that stand in no bracket. A bracket never closed brackets nothing."""
    if not _OPENER.search(norm, start, end):
        yield from range(start, end)
        return
    pairs = _pairs(norm, start, end)
    index = start
    while index < end:
        close = pairs.get(index)
        if close is None:
            yield index
        index = index + 1 if close is None else close + 1


def _pairs(norm: str, start: int, end: int) -> dict[int, int]:
    """Each opening bracket's closing one. Quotes close before the sentence ends; brackets nest in their own kind."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closer: [] for closer in _CLOSE}
    for index in range(start, end):
        char = norm[index]
        if char in _OPEN:
            waiting[_OPEN[char]].append(index)
        elif char in _CLOSE and waiting[char]:
            pairs[waiting[char].pop()] = index
        elif char in STOPS:
            waiting["”"].clear()
            waiting["’"].clear()
    return pairs


def split(norm: str, start: int, end: int, separators: str = "、，；") -> list[Span]:
    """The items of ``norm[start:end]`` between top-level separators; empty ones are left out."""
    items: list[Span] = []
    begin = start
    for index in top_level(norm, start, end):
        if norm[index] in separators:
            if index > begin:
                items.append((begin, index))
            begin = index + 1
    if end > begin:
        items.append((begin, end))
    return items


def sentences(norm: str, start: int = 0, end: int | None = None, stops: str = STOPS) -> list[Span]:
    """The sentences of ``norm[start:end]``, each with its stop and the closing quotes behind it."""
    end = len(norm) if end is None else end
    spans: list[Span] = []
    begin = start
    for index in top_level(norm, start, end):
        if norm[index] in stops and index >= begin:
            close = index + 1
            while close < end and norm[close] in "”’）」』":
                close += 1
            spans.append((begin, close))
            begin = close
    if begin < end:
        spans.append((begin, end))
    return spans


def strip(norm: str, start: int, end: int, front: str = "", back: str = "") -> Span:
    """The range without the given characters at its ends."""
    while start < end and norm[start] in front:
        start += 1
    while end > start and norm[end - 1] in back:
        end -= 1
    return start, end


def without_brackets(text: str) -> str:
    """``text`` without its top-level （…）; quotes stay."""
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
        elif not depth:
            kept.append(char)
    return "".join(kept)
