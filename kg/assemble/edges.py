"""Facts → edges: one per subject, relation, object and start, each with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.claims import Claim
from kg.graph import Edge
from kg.model import content_id
from kg.resolve import Thing
from kg.schema import schema
from kg.timeline import Interval, event, since

_OWN = ("title", "action", "whom", "agency", "probation", "rank", "date")


@dataclass(slots=True)
class Draft:
    """An edge in the making: its ends, how it begins, and the claims that state it in order of evidence."""

    kind: str
    subject: Thing
    object: Thing
    interval: Interval
    claims: list[Claim] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Made of kind, ends and start, never of the end: closing an edge changes no id."""
        start = self.interval.start or self.interval.from_window
        return content_id("e", self.kind, self.subject.id, self.object.id, start)

    def edge(self, **more: Any) -> Edge:
        """The edge, its own attributes from the first claim."""
        first = self.claims[0] if self.claims else None
        properties: dict[str, Any] = {}
        if first is not None:
            properties = {key: first.attributes[key] for key in _OWN if first.attributes.get(key)}
            properties |= {"quote": first.quote, "facts": [claim.id for claim in self.claims]}
            properties["sources"] = sorted({claim.file for claim in self.claims})
            if first.document:
                properties["document"] = first.document
            if first.document_date:
                properties["noticed"] = first.document_date
        properties |= self.interval.properties() | more
        return Edge(self.id, self.kind, self.subject.id, self.object.id, properties)


def drafts(named: Iterable[tuple[Claim, Thing, Thing]]) -> list[Draft]:
    """The edges that facts state, not yet closed, in order of their first evidence."""
    found: dict[tuple[Any, ...], Draft] = {}
    for claim, subject, object_ in named:
        interval = beginning(claim)
        declared = schema().relations[claim.relation]
        once = declared.interval == "start" or claim.relation == "ISSUED"
        start = None if once else (interval.start, interval.end, interval.from_window)
        key = (claim.relation, subject.id, object_.id, start)
        draft = found.setdefault(key, Draft(claim.relation, subject, object_, interval))
        draft.claims.append(claim)
        if once and draft.interval.start is None and interval.start is not None:
            draft.interval = interval
    return list(found.values())


def beginning(claim: Claim) -> Interval:
    """How the edge of a fact lies in time before anything closes it."""
    kind = schema().relations[claim.relation].interval
    if kind == "open":
        noticed = claim.date or claim.document_date
        return since(None, noticed, claim.window)
    if kind == "start":
        return since(None, claim.document_date, claim.window)
    stated = claim.date
    if stated:
        return event(stated, "stated")
    if claim.document_date and claim.section not in ("log", "briefs", "catalogue"):
        return event(claim.document_date, "notice")
    return Interval(from_window=claim.window)


def link(kind: str, subject: Thing, object_: Thing, claims: Sequence[Claim] = ()) -> Draft:
    """A derived edge without a time of its own."""
    return Draft(kind, subject, object_, Interval(), list(claims))


def merged(edges: Iterable[Edge]) -> Mapping[str, Edge]:
    """Edges by id; of two with one id the first stays."""
    by_id: dict[str, Edge] = {}
    for edge in edges:
        by_id.setdefault(edge.id, edge)
    return by_id
