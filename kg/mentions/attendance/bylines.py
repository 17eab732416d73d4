"""Who reports an item, at its head: 本报讯（记者夏雨）, 新闻网讯, 本报3月12日讯."""

from __future__ import annotations

import re
from functools import cache

from kg.patterns import rows

_REACH, _BRACKETS = 24, "（【〔"
"""The signs of a byline stand in its first characters."""


def without_byline(norm: str, start: int, end: int) -> int:
    """Where an item's text begins behind who reports it; ``start`` if nobody is said to."""
    head = norm[start : min(end, start + _REACH)]
    if head[:1] in _BRACKETS or "讯" in head or "电" in head or "消息" in head or "报道" in head:
        match = dateline().match(norm[start:end]) or _bylines().match(norm[start:end])
        return start + match.end() if match else start
    return start


@cache
def _bylines() -> re.Pattern[str]:
    return _byline_table()["reporter"]


@cache
def dateline() -> re.Pattern[str]:
    """本报3月12日讯, the day of the report: it is that of the event only where the text says 今天."""
    return _byline_table()["dateline"]


@cache
def _byline_table() -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("briefs", "bylines", ["regex"])}
