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

_OWN = re.compile(
    r"秘书长|办公[室厅]|机关|(?:局|委|厅|办|院|校|处|中心|集团|公司)(?:机关)?(?:党组|党委|行政|领导|班子|务)"
)
_LEADERS = re.compile(r"[省市县区州盟旗镇乡]长|专员|政府(?:全体|部分|有关|党组|班子|领导|负责|成员)")
_GOVERNMENT = re.compile(r"人民政府(?:办公室|办公厅)?$|^(?:市|县|区|省|州)?(?:委员会|政府)")


def close(drafts: Sequence[Draft], claims: Sequence[Claim], resolver: Resolver) -> None:
    """Closes each portfolio edge among ``drafts`` by the first later notice that supersedes it."""
    relations = schema().relations
    open_ = [d for d in drafts if relations[d.kind].genre == "leadership"]
    authorities = _Authorities(claims, resolver)
    dated = notices(_notices(open_, claims, resolver, authorities))
    portfolios = [
        Portfolio(authorities.of(d.claims[0]), d.kind, d.subject.id, d.object.id, d.interval) for d in open_
    ]
    for draft, interval in zip(open_, closings(portfolios, dated), strict=True):
        draft.interval = interval


class _Authorities:
    """Whose division of labour each document is: a government's (its office speaks for it), or a body's own."""

    def __init__(self, claims: Iterable[Claim], resolver: Resolver) -> None:
        self._resolver = resolver
        self._titles = {
            (claim.sha256, claim.document): fold(claim.values.get("title") or "")
            for claim in claims
            if claim.kind == "notice"
        }
        self._known: dict[tuple[str, str | None, tuple[str, ...]], str] = {}

    def of(self, claim: Claim) -> str:
        """The government's name or the body's id, by the document of a claim."""
        key = (claim.sha256, claim.document, claim.issuers)
        if key not in self._known:
            self._known[key] = self._find(claim)
        return self._known[key]

    def _find(self, claim: Claim) -> str:
        title = self._titles.get((claim.sha256, claim.document), "")
        own = bool(_OWN.search(title)) and not _LEADERS.search(title)
        issuers = [issuer for issuer in claim.issuers if is_agency(fold(issuer))]
        bodies = [self._resolver.agency(issuer, claim.jurisdiction) for issuer in issuers]
        governments = [body for body in bodies if _GOVERNMENT.search(body.name)]
        if governments and not own:
            return str(governments[0].properties["jurisdiction"])
        # What the government's office says of its own heads, or a bureau of its, leaves the government's leaders alone.
        if bodies:
            return bodies[0].id + ("/秘书长" if own and "秘书长" in title else "")
        return f"{claim.jurisdiction}/{title}" if own else claim.jurisdiction


def _notices(
    drafts: Iterable[Draft], claims: Sequence[Claim], resolver: Resolver, authorities: _Authorities
) -> Iterable[Notice]:
    found: dict[tuple[str, str | None, str], Notice] = {}

    def key(claim: Claim) -> tuple[str, str | None, str]:
        return authorities.of(claim), claim.document_date, claim.document or claim.sha256

    for claim in claims:
        if claim.kind == "notice":
            full = claim.values.get("scope") == "full"
            name = claim.document or claim.file
            notice = found.setdefault(
                key(claim), Notice(authorities.of(claim), claim.document_date, full, name)
            )
            notice.full = notice.full or full
    for draft in drafts:
        for claim in draft.claims:
            assigning = found.get(key(claim))
            if assigning is not None:
                assigning.assigned.add((draft.kind, draft.subject.id, draft.object.id))
    for claim in claims:
        ending = found.get(key(claim)) if claim.kind == "ending" else None
        if ending is not None:
            ending.ended |= set(_ended(claim, resolver))
    return found.values()


def _ended(claim: Claim, resolver: Resolver) -> Iterable[tuple[str, str, str]]:
    relation = str(claim.values.get("relation") or "")
    person = resolver.thing("Person", claim.subject, claim).id if claim.subject else ""
    labels = {schema().relations[relation].object} if relation in schema().relations else {"Agency", "Duty"}
    for label in sorted(labels):
        yield relation, person, resolver.thing(label, claim.object, replace(claim, attributes={})).id
