"""Did an edge hold on some day of a range? Intervals are half-open, and ends may be windows.

The Cypher files say the same in their WHERE clauses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Properties = Mapping[str, Any]


def excluded(edge: Properties, first: str | None, last: str | None) -> bool:
    """Whether the edge certainly held on no day from ``first`` to ``last``, which count; None is no limit."""
    start = edge.get("validFrom") or edge.get("fromNotBefore")
    end = edge.get("validTo") or edge.get("toNotAfter")
    return bool((last and start and start > last) or (first and end and end <= first))


def uncertain(edge: Properties, first: str | None, last: str | None) -> bool:
    """Whether an edge that is not excluded may have held on none of these days, its ends being windows.

    An unknown start is a window without limits. An edge without any end is open, and that is certain.
    """
    start = edge.get("validFrom") or edge.get("fromNotAfter")
    end = edge.get("validTo") or edge.get("toNotBefore")
    still_open = not (end or edge.get("toNotAfter"))
    begun = last is None or (start is not None and start <= last)
    lasts = first is None or still_open or (end is not None and first < end)
    return not (begun and lasts)


def shown(edge: Properties, end: str) -> str | None:
    """The start (``from``) or end (``to``): a day, a window ``2021-03-01..2021-03-31``, or None."""
    day = edge.get("validFrom" if end == "from" else "validTo")
    after, before = edge.get(f"{end}NotBefore"), edge.get(f"{end}NotAfter")
    if day or not (after or before):
        return day
    return f"{after or ''}..{before or ''}"
