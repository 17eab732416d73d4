"""The last step before any store: claims, named and timed, as nodes and edges."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.assemble.edges import Draft, drafts, link, merged
from kg.assemble.portfolios import close
from kg.claims import Claim, claims, dated
from kg.graph import Graph, Node
from kg.mentions.agencies import is_agency
from kg.resolve import Resolver, Thing, document_thing, fold
from kg.resolve.judgements import Judgements
from kg.resolve.places import is_place
from kg.resolve.short_forms import nameplates
from kg.timeline import tenures

_MEETING = re.compile(r"(?:会|会议|大会|例会|仪式|论坛|讲坛)(?:（[^）]*）)?$")
_INSPECTION = re.compile(r"检查|督查|督导|视察|巡查|巡视|暗访")
_VISIT = re.compile(r"调研|考察|走访|慰问|会见|参观|看望|拜访|接待|赴")


@dataclass(frozen=True, slots=True)
class Assembly:
    """A graph, the ends of every fact, and every mention with what it was taken for."""

    graph: Graph
    ends: Mapping[str, tuple[Thing, Thing]]
    mentions: Sequence[Mapping[str, str]]


def assemble(records: Iterable[Mapping[str, Any]], judgements: Judgements) -> Assembly:
    """The graph of records (JSON objects with their context). The order of the records does not matter."""
    listed = dated([claim for claim in claims(records) if claim.id not in judgements.withdrawn])
    resolver = Resolver(listed, judgements)
    facts = [(claim, *resolver.ends(claim)) for claim in listed if claim.kind == "fact"]
    stated = drafts(facts)
    close(stated, listed, resolver)
    derived = [*_tenures(facts), *_links(facts, resolver)]
    edges = merged([draft.edge() for draft in [*stated, *derived]])
    nodes = _nodes([*stated, *derived], _documents(listed))
    mentions = _mentions(facts, listed, resolver)
    _name_aliases(nodes, mentions)
    graph = Graph({key: nodes[key] for key in sorted(nodes)}, {key: edges[key] for key in sorted(edges)})
    return Assembly(graph, {claim.id: (subject, object_) for claim, subject, object_ in facts}, mentions)


def _tenures(facts: Sequence[tuple[Claim, Thing, Thing]]) -> list[Draft]:
    """Person -HOLDS-> Post, from the appointments and removals of each person and post."""
    by_post: dict[tuple[str, str], list[tuple[Claim, Thing, Thing]]] = defaultdict(list)
    for fact in facts:
        if fact[0].relation in ("APPOINTED_TO", "REMOVED_FROM"):
            by_post[fact[1].id, fact[2].id].append(fact)
    return [
        Draft("HOLDS", group[0][1], group[0][2], tenure.interval, list(tenure.evidence))
        for group in by_post.values()
        for tenure in tenures([claim for claim, _, _ in group])
    ]


def _links(facts: Sequence[tuple[Claim, Thing, Thing]], resolver: Resolver) -> list[Draft]:
    """Post -OF-> Agency, Task -IN-> Document, Meeting -AT-> Agency."""
    found: dict[tuple[str, str, str], Draft] = {}
    for claim, _, object_ in facts:
        other: Thing | None = None
        if object_.label == "Post":
            kind, other = "OF", resolver.seat(claim)
        elif object_.label == "Task" and object_.properties.get("document"):
            kind, other = "IN", document_thing(object_.properties["document"], claim)
        elif (
            object_.label == "Meeting" and _form(claim) in ("inspection", "visit") and is_agency(object_.name)
        ):
            kind, other = "AT", resolver.thing("Agency", claim.object, claim)
        if other is not None:
            draft = found.setdefault((kind, object_.id, other.id), link(kind, object_, other))
            draft.claims.append(claim)
    return list(found.values())


def _form(claim: Claim) -> str:
    action = claim.attributes.get("action", "")
    if _INSPECTION.search(action):
        return "inspection"
    if _VISIT.search(action):
        return "visit"
    return "meeting" if claim.relation == "CHAIRED" or _MEETING.search(claim.object) else "other"


def _documents(listed: Sequence[Claim]) -> list[Thing]:
    """Documents that a record tells of beside the ISSUED facts; they name the plans that tasks stand in."""
    things = []
    for claim in listed:
        number = claim.values.get("number") if claim.kind == "document" else None
        if number:
            thing = document_thing(fold(number["mention"]), claim)
            title = claim.values.get("title")
            if title:
                thing.properties["title"] = title["mention"]
            things.append(thing)
    return things


def _nodes(listed: Sequence[Draft], documents: Sequence[Thing]) -> dict[str, Node]:
    properties: dict[str, dict[str, Any]] = {}
    labels: dict[str, str] = {}
    for thing in [end for draft in listed for end in (draft.subject, draft.object)] + list(documents):
        known = properties.setdefault(thing.id, {"name": thing.name})
        labels[thing.id] = thing.label
        for key, value in thing.properties.items():
            if value not in ("", None):
                known.setdefault(key, value)
    for draft in listed:
        if draft.object.label == "Meeting" and draft.claims:
            properties[draft.object.id].setdefault("form", _form(draft.claims[0]))
    return {id_: Node(id_, labels[id_], values) for id_, values in properties.items()}


def _mentions(
    facts: Sequence[tuple[Claim, Thing, Thing]], listed: Sequence[Claim], resolver: Resolver
) -> list[dict[str, str]]:
    """Every distinct (thing, mention, rule), with the first document that has it."""
    rows: dict[tuple[str, str], dict[str, str]] = {}

    def note(thing: Thing, mention: str, claim: Claim) -> None:
        row = {"id": thing.id, "name": thing.name, "mention": mention, "rule": thing.rule}
        rows.setdefault((thing.id, mention), row | {"document": claim.document or claim.file})
        for plate in nameplates(fold(mention))[1] if thing.label == "Agency" else ():
            borne = resolver.agency(plate, claim.jurisdiction)
            if borne.id == thing.id:
                rows.setdefault(
                    (thing.id, plate),
                    row | {"mention": plate, "rule": "nameplate", "document": claim.document or claim.file},
                )

    for claim, subject, object_ in facts:
        note(subject, claim.subject, claim)
        note(object_, claim.object, claim)
        seat = resolver.seat(claim) if object_.label == "Post" else None
        if seat is not None and not is_place(claim.attributes.get("agency", "市")):
            note(seat, claim.attributes["agency"], claim)
    for claim in listed:
        for issuer in claim.issuers:
            note(resolver.agency(issuer, claim.jurisdiction), issuer, claim)
    return [rows[key] for key in sorted(rows)]


def _name_aliases(nodes: dict[str, Node], mentions: Iterable[Mapping[str, str]]) -> None:
    """Puts the other names that texts use on the nodes they mean."""
    other: dict[str, set[str]] = defaultdict(set)
    for row in mentions:
        if row["mention"] != row["name"]:
            other[row["id"]].add(row["mention"])
    for id_, names in other.items():
        if id_ in nodes and nodes[id_].label in ("Agency", "Meeting", "Person", "Post"):
            node = nodes[id_]
            nodes[id_] = Node(id_, node.label, {**node.properties, "aliases": sorted(names)})
