"""How an edge lies in time: whether it holds on a day, and how its two ends read.

``docs/interfaces.md`` (Time) says what the properties mean: intervals are half-open, windows inclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from kg.errors import UsageError
from kg.graph import Edge
from kg.schema import schema

BASES = {"stated": "文中写明", "notice": "依文件日期"}
UNKNOWN, OPEN = "起始不详", "未见终止"
ENDS = ("validTo", "toNotBefore", "toNotAfter")


class State(StrEnum):
    """What is known of an edge on a day."""

    HOLDS = "holds"
    POSSIBLE = "possible"
    ENDED = "ended"


def day_of(text: str) -> str:
    """An ISO day as it is. Raises UsageError for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise UsageError(f"{text} is no day: write it as 2021-03-02") from error


def begun(edge: Edge, day: str | None) -> bool:
    """Whether the edge may have begun by that day; without a day, or without a date, it has."""
    earliest = edge.properties.get("validFrom") or edge.properties.get("fromNotBefore")
    return day is None or earliest is None or bool(earliest <= day)


def state(edge: Edge, day: str | None) -> State:
    """Whether the edge holds on ``day``, or, without a day, whether it has an end at all.

    What happened on a day does not end, and what has no interval always holds.
    """
    if schema().relations[edge.kind].interval != "open":
        return State.HOLDS
    if day is None:
        return State.ENDED if any(key in edge.properties for key in ENDS) else State.HOLDS
    over = edge.properties.get("validTo") or edge.properties.get("toNotAfter")
    if over is not None and over <= day:
        return State.ENDED
    return State.HOLDS if _surely_begun(edge, day) and _surely_on(edge, day) else State.POSSIBLE


def _surely_begun(edge: Edge, day: str) -> bool:
    latest = edge.properties.get("validFrom") or edge.properties.get("fromNotAfter")
    return latest is not None and bool(latest <= day)


def _surely_on(edge: Edge, day: str) -> bool:
    earliest = edge.properties.get("validTo") or edge.properties.get("toNotBefore")
    return "toNotAfter" not in edge.properties if earliest is None else bool(day < earliest)


def start_text(edge: Edge) -> str:
    """When the edge begins, with what says so; empty where the relation has no interval."""
    if schema().relations[edge.kind].interval == "none":
        return ""
    return _end_text(edge.properties, "from") or UNKNOWN


def end_text(edge: Edge) -> str:
    """When the edge ends, with what says so; for an event its last day, where that is not its first."""
    interval = schema().relations[edge.kind].interval
    if interval == "event":
        return _last_day(edge.properties)
    return _end_text(edge.properties, "to") or (OPEN if interval == "open" else "")


def when_text(edge: Edge) -> str:
    """Both ends in one phrase; empty where the relation has no interval."""
    start, end = start_text(edge), end_text(edge)
    if schema().relations[edge.kind].interval == "event":
        return f"{start}至{end}" if end else start
    since = start if start == UNKNOWN else f"{start}起" if start else ""
    return f"{since}，{end if end == OPEN else f'至{end}'}" if end else since


def _end_text(properties: Mapping[str, Any], end: str) -> str:
    exact = properties.get("validFrom" if end == "from" else "validTo")
    if exact:
        basis = BASES.get(properties.get(f"{end}Basis", ""))
        return f"{exact}（{basis}）" if basis else str(exact)
    window = [properties.get(f"{end}NotBefore"), properties.get(f"{end}NotAfter")]
    match window:
        case [None, None]:
            return ""
        case [earliest, None]:
            return f"不早于{earliest}"
        case [None, latest]:
            return f"不晚于{latest}"
        case _:
            return f"{window[0]}至{window[1]}之间"


def _last_day(properties: Mapping[str, Any]) -> str:
    first, over = properties.get("validFrom"), properties.get("validTo")
    if not first or not over:
        return ""
    last = (date.fromisoformat(over) - timedelta(days=1)).isoformat()
    return last if last > first else ""
