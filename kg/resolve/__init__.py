"""Mentions → who and what they name: one candidate or none, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.claims import Claim
from kg.mentions.agencies import is_agency
from kg.patterns.folding import FOLD
from kg.resolve.bodies import Bodies, Body
from kg.resolve.judgements import Judgements
from kg.resolve.meetings import Meetings, meeting_id
from kg.resolve.officials import home, seat
from kg.schema import schema

__all__ = ["Resolver", "Thing"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What a mention names: id, label, canonical name, the rule that says so, and more properties of its node."""

    id: str
    label: str
    name: str
    rule: str
    properties: dict[str, Any] = field(default_factory=dict, hash=False, compare=False)


class Resolver:
    """Names everything in a set of claims. The same claims in any order are named the same."""

    def __init__(self, claims: Sequence[Claim], judgements: Judgements) -> None:
        """``claims`` in order of evidence."""
        self._judgements = judgements
        self._bodies = Bodies(_body_mentions(claims), judgements.apart)
        self._meetings = Meetings(
            ((claim, fold(claim.object)) for claim in claims if claim.relation in ("ATTENDED", "CHAIRED")),
            judgements.apart,
        )

    def ends(self, claim: Claim) -> tuple[Thing, Thing]:
        """Subject and object of a fact."""
        declared = schema().relations[claim.relation]
        subject = self._thing(declared.subject, claim.subject, claim)
        return subject, self._thing(declared.object, claim.object, claim)

    def thing(self, label: str, name: str, claim: Claim) -> Thing:
        """What ``name`` in the text of ``claim`` names, taken as a ``label``."""
        return self._thing(label, name, claim)

    def agency(self, name: str, jurisdiction: str) -> Thing:
        """The body ``name`` in a text of ``jurisdiction``."""
        return self._agency(self._bodies.resolve(fold(name), jurisdiction))

    def seat(self, claim: Claim) -> Thing | None:
        """The body whose post a decision speaks of; None where the text does not tell."""
        title = fold(claim.attributes.get("title", ""))
        agency = seat(fold(claim.attributes.get("agency", "")), title, claim.jurisdiction)
        return self.agency(agency, claim.jurisdiction) if agency else None

    def _thing(self, label: str, mention: str, claim: Claim) -> Thing:
        name = fold(mention)
        if label == "Agency":
            return self._agency(self._bodies.resolve(name, claim.jurisdiction))
        maker = {
            "Person": self._person,
            "Duty": self._duty,
            "Post": self._post,
            "Meeting": self._meeting,
            "Task": self._task,
            "Document": self._document,
        }[label]
        thing = maker(name, claim)
        canonical = self._judgements.canonical(thing.id)
        if canonical == thing.id:
            return thing
        return Thing(canonical, label, canonical.rpartition("/")[2], "judgement", thing.properties)

    def _agency(self, body: Body) -> Thing:
        canonical = self._judgements.canonical(body.id)
        properties: dict[str, Any] = {"jurisdiction": body.jurisdiction}
        if body.collective:
            properties["collective"] = True
        if canonical == body.id:
            return Thing(body.id, "Agency", body.name, body.rule, properties)
        jurisdiction, _, local = canonical.removeprefix("agency:").partition("/")
        other = self._bodies.resolve(local, jurisdiction)
        return Thing(canonical, "Agency", other.name, "judgement", {"jurisdiction": jurisdiction})

    def _person(self, name: str, claim: Claim) -> Thing:
        home = self._home(claim)
        id_ = f"person:{home}/{name}"
        if claim.id in self._judgements.namesakes:
            id_ += "#" + self._judgements.namesakes[claim.id].removeprefix("f:")[:8]
        return Thing(id_, "Person", name, "exact", {"jurisdiction": home})

    @staticmethod
    def _home(claim: Claim) -> str:
        """A post in a decision is one to come, and says nothing of whose official one is."""
        title = claim.attributes.get("title") if claim.relation in ("ATTENDED", "CHAIRED") else None
        return home(fold(title), claim.jurisdiction) if title else claim.jurisdiction

    def _duty(self, name: str, claim: Claim) -> Thing:
        return Thing(
            f"duty:{claim.jurisdiction}/{name}", "Duty", name, "exact", {"jurisdiction": claim.jurisdiction}
        )

    def _post(self, name: str, claim: Claim) -> Thing:
        title = fold(claim.attributes.get("title", name))
        body = self.seat(claim)
        if body is None:
            id_, full = f"post:{claim.jurisdiction}/{name}", name
            return Thing(id_, "Post", full, "exact", {"title": title, "jurisdiction": claim.jurisdiction})
        properties = {"title": title, "agency": body.name, "jurisdiction": body.properties["jurisdiction"]}
        return Thing(
            f"post:{body.id.removeprefix('agency:')}/{title}",
            "Post",
            body.name + title,
            body.rule,
            properties,
        )

    def _meeting(self, name: str, claim: Claim) -> Thing:
        canonical, evidence = self._meetings.canonical(claim, name)
        id_ = meeting_id(claim.jurisdiction, claim.date, canonical)
        if evidence is not None:
            id_ += "#" + evidence.partition(":")[2][:8]
        rule = "exact" if canonical == name else "same but for general words"
        return Thing(
            id_, "Meeting", canonical, rule, {"jurisdiction": claim.jurisdiction, "date": claim.date or ""}
        )

    def _task(self, name: str, claim: Claim) -> Thing:
        document = fold(claim.attributes.get("document", claim.document or ""))
        id_ = f"task:{claim.jurisdiction}/{document}/{name}"
        return Thing(id_, "Task", name, "exact", {"document": document, "jurisdiction": claim.jurisdiction})

    def _document(self, name: str, claim: Claim) -> Thing:
        return document_thing(name, claim)


def document_thing(name: str, claim: Claim) -> Thing:
    """A document by its number, or by title and date where it has none."""
    numbered = name.endswith("号")
    day = claim.date or claim.document_date
    tail = name if numbered or not day else f"{name}@{day}"
    properties = {"jurisdiction": claim.jurisdiction, "number" if numbered else "title": name}
    if claim.attributes.get("title"):
        properties["title"] = claim.attributes["title"]
    if day:
        properties["date"] = day
    return Thing(f"document:{claim.jurisdiction}/{tail}", "Document", name, "exact", properties)


def fold(name: str) -> str:
    """A mention as it is compared and named: one width of punctuation and digits."""
    return name.translate(FOLD)


def _body_mentions(claims: Iterable[Claim]) -> Iterable[tuple[str, str]]:
    """Every mention of a body in the claims, with the jurisdiction of its text."""
    relations = schema().relations
    for claim in claims:
        if claim.kind == "fact":
            declared = relations[claim.relation]
            if declared.subject == "Agency":
                yield fold(claim.subject), claim.jurisdiction
            if declared.object == "Agency":
                yield fold(claim.object), claim.jurisdiction
            if declared.object == "Post":
                agency = seat(
                    fold(claim.attributes.get("agency", "")),
                    fold(claim.attributes.get("title", "")),
                    claim.jurisdiction,
                )
                if agency:
                    yield agency, claim.jurisdiction
        elif claim.kind == "ending" and is_agency(fold(claim.object)):
            yield fold(claim.object), claim.jurisdiction
        for issuer in claim.issuers:
            yield fold(issuer), claim.jurisdiction
