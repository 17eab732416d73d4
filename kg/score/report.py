"""Tallies as rows: counts, precision, recall and F1, with the interval that the sample's size allows."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from kg.score.match import Tally

COLUMNS = ("name", "gold", "found", "matched", "precision", "recall", "f1", "attribute errors")


def report(tallies: Mapping[str, Tally]) -> list[dict[str, Any]]:
    """One row a tally, and one of all together."""
    total = Tally()
    for tally in tallies.values():
        total.add(tally)
    return [row(name, tally) for name, tally in [*tallies.items(), ("all", total)]]


def row(name: str, tally: Tally) -> dict[str, Any]:
    """A tally's figures."""
    return {
        "name": name,
        "gold": tally.demanded,
        "found": tally.found,
        "matched": tally.matched,
        "precision": f"{tally.precision:.3f}",
        "recall": f"{tally.recall:.3f}",
        "f1": f"{tally.f1:.3f}",
        "attribute errors": len(tally.attribute_errors),
    }


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score method (E. B. Wilson, 1927)."""
    if not trials:
        return 0.0, 1.0
    z = 1.959964
    share = successes / trials
    scale = 1 + z * z / trials
    middle = (share + z * z / (2 * trials)) / scale
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / scale
    return max(0.0, middle - half), min(1.0, middle + half)
