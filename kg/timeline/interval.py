"""Half-open intervals of days; an end without a date has the inclusive window that its documents allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.claims import Window


@dataclass(frozen=True, slots=True)
class Interval:
    """[start, end). A None end is unknown or open. ``basis`` is stated, notice or None."""

    start: str | None = None
    end: str | None = None
    from_basis: str | None = None
    to_basis: str | None = None
    from_window: Window | None = None
    to_window: Window | None = None
    closed_by: str | None = None

    def properties(self) -> dict[str, str]:
        """The edge properties that say this; what is None is left out."""
        named = {
            "validFrom": self.start,
            "validTo": self.end,
            "fromBasis": self.from_basis,
            "toBasis": self.to_basis,
            "fromNotBefore": self.from_window and self.from_window[0],
            "fromNotAfter": self.from_window and self.from_window[1],
            "toNotBefore": self.to_window and self.to_window[0],
            "toNotAfter": self.to_window and self.to_window[1],
            "closedBy": self.closed_by,
        }
        return {key: value for key, value in named.items() if value}


def day_after(day: str) -> str:
    """The ISO day after an ISO day."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def event(days: str, basis: str) -> Interval:
    """An event on an ISO day or over an ISO interval (first/last): it ends the day after its last."""
    first, _, last = days.partition("/")
    return Interval(first, day_after(last or first), basis, basis)


def since(stated: str | None, document: str | None, window: Window | None) -> Interval:
    """What begins on the stated day, else on the document's, else somewhere in the window."""
    if stated:
        return Interval(start=stated.partition("/")[0], from_basis="stated")
    if document:
        return Interval(start=document, from_basis="notice")
    return Interval(from_window=window)
