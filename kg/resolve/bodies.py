"""Mentions of bodies → one canonical body each, with the rule that says so.

An exact name first, then standard short forms, then nameplates, then systematic short forms with exactly one
candidate. What could be two bodies stays itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.mentions.agencies import is_collective
from kg.resolve.places import Placed, parts_of, place
from kg.resolve.short_forms import full_form, inner_plate, nameplates, shortened

_GOVERNMENTAL = re.compile(r"^(?!.*国家级).{1,14}(?:局|委员会|办公室|委|办|厅|政府|政协|人民代表大会)$")


@dataclass(frozen=True, slots=True)
class Body:
    """A canonical body: id, full name, whose it is, and the rule by which a mention was taken for it."""

    id: str
    name: str
    jurisdiction: str
    local: str
    rule: str
    collective: bool = False


class Bodies:
    """All bodies that a set of mentions names. The same mentions in any order give the same bodies."""

    def __init__(
        self, mentions: Iterable[tuple[str, str]], apart: Collection[frozenset[str]] = frozenset()
    ) -> None:
        """``mentions`` are (folded name, jurisdiction of the text); ``apart`` pairs of ids judged not the same."""
        self._apart = apart
        self._locals: dict[str, set[str]] = defaultdict(set)
        self._prefixed: set[tuple[str, str]] = set()
        self._plates: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for name, jurisdiction in set(mentions):
            self._note(place(name, jurisdiction))
        self._same: dict[tuple[str, str], tuple[str, str]] = {}
        for jurisdiction in sorted(self._locals):
            self._merge(jurisdiction)

    def _note(self, placed: Placed) -> None:
        core, plates = nameplates(placed.local)
        core = full_form(core)
        self._locals[placed.jurisdiction].add(core)
        if placed.prefixed:
            self._prefixed.add((placed.jurisdiction, core))
        for plate in plates:
            bare = place(plate, placed.jurisdiction).local
            self._plates[placed.jurisdiction][full_form(bare)].add(core)

    def _merge(self, jurisdiction: str) -> None:
        known = self._locals[jurisdiction]
        for plate, bearers in self._plates[jurisdiction].items():
            if len(bearers) == 1 and plate not in bearers:
                self._join(jurisdiction, plate, next(iter(bearers)), "nameplate")
        for one, other in _shared_inner(known):
            self._join(jurisdiction, one, other, "shared nameplate")
        by_start: dict[str, list[str]] = defaultdict(list)
        for local in sorted(known):
            by_start[local[:1]].append(local)
        for local in sorted(known):
            candidates = [] if is_collective(local) else shortened(local, by_start[local[:1]])
            if len(candidates) == 1 and (jurisdiction, local) not in self._same:
                self._join(jurisdiction, local, candidates[0], "short form")

    def _join(self, jurisdiction: str, local: str, full: str, rule: str) -> None:
        if frozenset(f"agency:{jurisdiction}/{name}" for name in (local, full)) not in self._apart:
            self._same[jurisdiction, local] = (full, rule)

    def resolve(self, name: str, jurisdiction: str) -> Body:
        """The body that ``name`` (folded), mentioned in a text of ``jurisdiction``, names."""
        placed = place(name, jurisdiction)
        core, plates = nameplates(placed.local)
        full = full_form(core)
        rule = (
            "exact"
            if full == placed.local
            else "nameplate"
            if plates and full == core
            else "standard short form"
        )
        seen = {full}
        while (placed.jurisdiction, full) in self._same:
            full, rule = self._same[placed.jurisdiction, full]
            if full in seen:
                break
            seen.add(full)
        own = placed.prefixed or (placed.jurisdiction, full) in self._prefixed
        return body(placed.jurisdiction, full, rule, own)


def body(jurisdiction: str, local: str, rule: str, own: bool = True) -> Body:
    """The body called ``local`` of a jurisdiction; ``own`` if the texts name it with the place or its level."""
    if is_collective(local):
        local = _collective_form(local)
        return Body(f"agency:{jurisdiction}/{local}", local, jurisdiction, local, rule, True)
    return Body(
        f"agency:{jurisdiction}/{local}", full_name(jurisdiction, local, own), jurisdiction, local, rule
    )


def full_name(jurisdiction: str, local: str, own: bool) -> str:
    """The body's name with its place, where the place is known and not in the name already.

    A body of the government's own type takes the place even where a list leaves it out (县教育局、卫生局);
    a company or a zone only where a text gives it the place.
    """
    if jurisdiction == "国家" or jurisdiction.startswith("未详"):
        return local
    for mark in ("所属", "所辖"):
        _, found, level = jurisdiction.partition(mark)
        if found:
            return level + local.removeprefix(level)
    if local[:1] == "团" and local[1:2] == jurisdiction[-1:]:
        return f"共青团{jurisdiction}委员会"
    if local[:1] == jurisdiction[-1:] and local[1:2] in ("委", "纪", "直"):
        return jurisdiction + local[1:]
    if _stem(jurisdiction) in local or not (own or _GOVERNMENTAL.search(local)):
        return local
    return jurisdiction + local


def _stem(jurisdiction: str) -> str:
    """温州 of 浙江省温州市."""
    last = parts_of(jurisdiction)[-1]
    return last[:-1] if len(last) > 2 else last


def _collective_form(local: str) -> str:
    return local.replace("人民政府", "政府").replace("政府", "人民政府")


def _shared_inner(known: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names with the same nameplate inside and the same ending, if there are just two such."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for local in sorted(known):
        plate = inner_plate(local)
        if plate is not None:
            groups[plate].append(local)
    pairs = [
        sorted(group, key=lambda name: (len(name), name)) for group in groups.values() if len(group) == 2
    ]
    return [(pair[0], pair[1]) for pair in pairs]
