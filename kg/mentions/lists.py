"""Lists and sentences that respect brackets and quotes: a separator inside them separates nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache, lru_cache

from kg.model import Span

_OPEN = {"（": "）", "《": "》", "【": "】", "“": "”", "‘": "’", "「": "」", "『": "』", "〔": "〕"}
_CLOSE = frozenset(_OPEN.values())
_OPENER = re.compile(f"[{''.join(_OPEN)}]")
STOPS = "。！？"
_MARK = re.compile(f"[{''.join(_OPEN)}{''.join(_OPEN.values())}{STOPS}]")


@cache
def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]")


@cache
def _between(separators: str) -> re.Pattern[str]:
    """An item of a list where no bracket stands."""
    return re.compile(f"[^{re.escape(separators)}]+")


def _opens(norm: str, start: int, end: int) -> bool:
    """Whether a bracket opens in ``norm[start:end]``; most blocks have none at all."""
    return _has_brackets(norm) and _OPENER.search(norm, start, end) is not None


@lru_cache(maxsize=16)
def _has_brackets(norm: str) -> bool:
    """Whether a bracket opens in a block, which is asked again and again while it is read."""
    return (
        "（" in norm or "《" in norm or "“" in norm or "【" in norm
        or "〔" in norm or "‘" in norm or "「" in norm or "『" in norm
    )  # fmt: skip


@cache
def _close(stops: str) -> re.Pattern[str]:
    """The end of a sentence where no bracket stands."""
    return re.compile(f"[{stops}][”’）」』]*")


def top_level(norm: str, start: int, end: int) -> Iterator[int]:
    """Positions of the characters that stand in no bracket. A bracket never closed brackets nothing."""
    if not _opens(norm, start, end):
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
    for match in _MARK.finditer(norm, start, end):
        index, char = match.start(), match.group()
        if char in _OPEN:
            waiting[_OPEN[char]].append(index)
        elif char in _CLOSE and waiting[char]:
            pairs[waiting[char].pop()] = index
        elif char in STOPS:
            waiting["”"].clear()
            waiting["’"].clear()
    return pairs


def open_places(norm: str, start: int, end: int) -> Container[int]:
    """The same to be asked of single positions."""
    return set(top_level(norm, start, end)) if _opens(norm, start, end) else range(start, end)


def outside(norm: str, start: int, end: int, wanted: str) -> Iterator[int]:
    """Positions of those of the characters ``wanted`` that stand in no bracket."""
    if not _opens(norm, start, end):
        for match in _any_of(wanted).finditer(norm, start, end):
            yield match.start()
        return
    pairs, met = _pairs(norm, start, end), _any_of(wanted + "".join(_OPEN))
    index = start
    while found := met.search(norm, index, end):
        index = found.end()
        close = pairs.get(found.start())
        if close is not None:
            index = close + 1
        elif found.group() in wanted:
            yield found.start()


def split(norm: str, start: int, end: int, separators: str = "、，；") -> list[Span]:
    """The items of ``norm[start:end]`` between top-level separators; empty ones are left out."""
    if not _opens(norm, start, end):
        return [match.span() for match in _between(separators).finditer(norm, start, end)]
    items: list[Span] = []
    begin = start
    for index in outside(norm, start, end, separators):
        if index > begin:
            items.append((begin, index))
        begin = index + 1
    if end > begin:
        items.append((begin, end))
    return items


def sentences(norm: str, start: int = 0, end: int | None = None, stops: str = STOPS) -> list[Span]:
    """The sentences of ``norm[start:end]``, each with its stop and the closing quotes behind it."""
    end = len(norm) if end is None else end
    first = _close(stops).search(norm, start, end)
    if first is None or first.end() == end:
        return [(start, end)] if end > start else []
    if not _opens(norm, start, end):
        ends = [match.end() for match in _close(stops).finditer(norm, start, end)]
        if ends[-1] < end:
            ends.append(end)
        return [*zip([start, *ends], ends, strict=False)]
    spans: list[Span] = []
    begin = start
    for index in outside(norm, start, end, stops):
        if index >= begin:
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
    if "（" not in text and "）" not in text:
        return text
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
