"""An appointment opens a tenure, a removal from the same post closes it; nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.claims import Claim, Window
from kg.timeline.interval import Interval, since


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one post, and the claims that open and close it."""

    interval: Interval
    evidence: tuple[Claim, ...]


def tenures(claims: Sequence[Claim]) -> list[Tenure]:
    """The tenures that the appointments to and removals from one post, of one person, make.

    A removal whose appointment is not known makes a tenure without a beginning. An appointment said
    twice opens one tenure.
    """
    opened: list[Tenure] = []
    for claim in sorted(claims, key=_when):
        interval = since(claim.date, claim.document_date, claim.window)
        if claim.relation == "APPOINTED_TO":
            _open(opened, claim, interval)
        else:
            _close(opened, claim, interval)
    return opened


def _open(opened: list[Tenure], claim: Claim, interval: Interval) -> None:
    last = opened[-1] if opened else None
    if last is not None and (not _ended(last.interval) or last.interval == interval):
        opened[-1] = replace(last, evidence=(*last.evidence, claim))
    else:
        opened.append(Tenure(interval, (claim,)))


def _close(opened: list[Tenure], claim: Claim, at: Interval) -> None:
    ended = _closing(claim, at)
    last = opened[-1] if opened else None
    if last is None:
        opened.append(Tenure(ended, (claim,)))
    elif not _ended(last.interval):
        began = last.interval
        opened[-1] = Tenure(
            replace(
                began,
                end=ended.end,
                to_basis=ended.to_basis,
                to_window=ended.to_window,
                closed_by=ended.closed_by,
            ),
            (*last.evidence, claim),
        )
    elif _same_end(last.interval, ended):
        opened[-1] = replace(last, evidence=(*last.evidence, claim))


def _closing(claim: Claim, at: Interval) -> Interval:
    document = claim.document or claim.file
    return Interval(end=at.start, to_basis=at.from_basis, to_window=at.from_window, closed_by=document)


def _ended(interval: Interval) -> bool:
    return bool(interval.end or interval.to_window)


def _same_end(one: Interval, other: Interval) -> bool:
    return (one.end, one.to_window) == (other.end, other.to_window) or one.end is not None


def _when(claim: Claim) -> tuple[str, bool, str, tuple[bool, str, bool, str, int, str]]:
    window: Window = claim.window or ("9999-12-31", "9999-12-31")
    day = (claim.date or claim.document_date or window[1]).partition("/")[0]
    # On one day the removal from an old tenure comes before the appointment to a new one.
    return (day, claim.relation == "APPOINTED_TO", claim.id, claim.order)
