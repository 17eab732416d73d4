"""What leadership notices assign, and when later notices take it away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.assemble.edges import Draft
from kg.claims import Claim
from kg.mentions.agencies import is_agency
from kg.resolve import Resolver, fold
from kg.schema import schema
from kg.timeline import Notice, Portfolio, closings, notices

_GOVERNMENT = re.compile(r"人民政府(?:办公室|办公厅)?$|^(?:市|县|区|省|州)?(?:委员会|政府)")


def close(drafts: Sequence[Draft], claims: Sequence[Claim], resolver: Resolver) -> None:
    """Closes each portfolio edge among ``drafts`` by the first later notice that supersedes it."""
    relations = schema().relations
    open_ = [d for d in drafts if relations[d.kind].genre == "leadership"]
    dated = notices(_notices(open_, claims, resolver))
    portfolios = [
        Portfolio(_authority(d.claims[0], resolver), d.kind, d.subject.id, d.object.id, d.interval)
        for d in open_
    ]
    for draft, interval in zip(open_, closings(portfolios, dated), strict=True):
        draft.interval = interval


def _authority(claim: Claim, resolver: Resolver) -> str:
    """Whose division of labour it is: the government's (its office speaks for it), or a bureau's own."""
    for issuer in claim.issuers:
        body = resolver.agency(issuer, claim.jurisdiction)
        if not _GOVERNMENT.search(body.name) and is_agency(fold(issuer)):
            return body.id
    return claim.jurisdiction


def _notices(drafts: Iterable[Draft], claims: Sequence[Claim], resolver: Resolver) -> Iterable[Notice]:
    found: dict[tuple[str, str | None, str], Notice] = {}
    for claim in claims:
        if claim.kind == "notice":
            key = _key(claim, resolver)
            full = claim.values.get("scope") == "full"
            name = claim.document or claim.file
            notice = found.setdefault(key, Notice(key[0], claim.document_date, full, name))
            notice.full = notice.full or full
    for draft in drafts:
        for claim in draft.claims:
            assigning = found.get(_key(claim, resolver))
            if assigning is not None:
                assigning.assigned.add((draft.kind, draft.subject.id, draft.object.id))
    for claim in claims:
        ending = found.get(_key(claim, resolver)) if claim.kind == "ending" else None
        if ending is not None:
            ending.ended |= set(_ended(claim, resolver))
    return found.values()


def _key(claim: Claim, resolver: Resolver) -> tuple[str, str | None, str]:
    return _authority(claim, resolver), claim.document_date, claim.document or claim.sha256


def _ended(claim: Claim, resolver: Resolver) -> Iterable[tuple[str, str, str]]:
    relation = str(claim.values.get("relation") or "")
    person = resolver.thing("Person", claim.subject, claim).id if claim.subject else ""
    labels = {schema().relations[relation].object} if relation in schema().relations else {"Agency", "Duty"}
    for label in sorted(labels):
        yield relation, person, resolver.thing(label, claim.object, replace(claim, attributes={})).id
