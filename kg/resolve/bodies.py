"""Mentions of bodies → one canonical body each, with the rule that says so.

An exact name first, then standard short forms, then nameplates, then systematic short forms with exactly one
candidate. What could be two bodies stays itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.mentions.agencies import is_collective
from kg.resolve.places import Placed, parts_of, place
from kg.resolve.short_forms import full_form, inner_plate, nameplates, ranked, readings, shortened

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
        self._resolved: dict[tuple[str, str], Body] = {}
        self._same: dict[tuple[str, str], tuple[str, str]] = {}
        self._forms: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
        for jurisdiction in sorted(self._locals):
            self._merge(jurisdiction)

    def _note(self, placed: Placed) -> None:
        core, plates = nameplates(placed.local)
        core = self._full(placed.jurisdiction, core)
        self._locals[placed.jurisdiction].add(core)
        if placed.prefixed:
            self._prefixed.add((placed.jurisdiction, core))
        for plate in plates:
            bare = place(plate, placed.jurisdiction).local
            self._plates[placed.jurisdiction][full_form(bare)].add(core)

    def _merge(self, jurisdiction: str) -> None:
        known = self._locals[jurisdiction]
        for plate, bearers in sorted(self._plates[jurisdiction].items()):
            if len(bearers) == 1 and plate not in bearers:
                self._join(jurisdiction, plate, next(iter(bearers)), "nameplate")
        for one, other in _shared_inner(known):
            self._join(jurisdiction, one, other, "shared nameplate")
        for plain, full in ranked(known):
            self._join(jurisdiction, plain, full, "rank left out")
        self._shorten(jurisdiction, sorted(known, key=lambda local: (-len(local), local)))

    def _shorten(self, jurisdiction: str, known: Sequence[str]) -> None:
        """Joins each name to the one longer name it is short for; ``known`` the longest first.

        云州水务集团有限公司 stands under its name without the place as well: 市水务集团 is that.
        """
        forms = self._forms[jurisdiction]
        for local in known:
            forms[local[:1]].setdefault(local, local)
            bare = _without_stem(local, jurisdiction)
            forms[bare[:1]].setdefault(bare, local)
        for local in known:
            if (jurisdiction, local) not in self._same:
                full = self._longer(jurisdiction, local)
                if full is not None:
                    self._join(jurisdiction, local, full, "short form")

    def _longer(self, jurisdiction: str, local: str) -> str | None:
        """The one body with a longer name that ``local`` is short for."""
        if is_collective(local):
            return None
        forms = self._forms[jurisdiction]
        bare = _without_stem(local, jurisdiction)
        found = {forms[bare[:1]][full] for full in shortened(bare, forms[bare[:1]])}
        found |= {forms[local[:1]].get(local, local), *(readings(local) & self._locals[jurisdiction])}
        roots = {self._root(jurisdiction, full) for full in found - {local}}
        return roots.pop() if len(roots) == 1 else None

    def _root(self, jurisdiction: str, local: str) -> str:
        while (jurisdiction, local) in self._same:
            local = self._same[jurisdiction, local][0]
        return local

    def _full(self, jurisdiction: str, local: str) -> str:
        """The full name that a standard short form stands for, unless the two were judged to be two."""
        full = full_form(local)
        return full if self._may_be_one(jurisdiction, local, full) else local

    def _may_be_one(self, jurisdiction: str, one: str, other: str) -> bool:
        return frozenset(f"agency:{jurisdiction}/{name}" for name in (one, other)) not in self._apart

    def _join(self, jurisdiction: str, local: str, full: str, rule: str) -> None:
        # Two bodies that each bear the other's name stay one under the first.
        if self._root(jurisdiction, full) != local and self._may_be_one(jurisdiction, local, full):
            self._same[jurisdiction, local] = (full, rule)

    def resolve(self, name: str, jurisdiction: str) -> Body:
        """The body that ``name`` (folded), mentioned in a text of ``jurisdiction``, names."""
        known = self._resolved.get((name, jurisdiction))
        if known is None:
            known = self._resolved[name, jurisdiction] = self._resolve(name, jurisdiction)
        return known

    def _resolve(self, name: str, jurisdiction: str) -> Body:
        placed = place(name, jurisdiction)
        home = placed.jurisdiction
        core, plates = nameplates(placed.local)
        full = self._full(home, core)
        rule = "nameplate" if plates and full == core else "standard short form"
        if full == placed.local:
            rule = "exact"
        while (home, full) in self._same:
            full, rule = self._same[home, full]
        if full not in self._locals.get(home, ()):
            # Only asked for, or named where no fact is: short all the same.
            longer = self._longer(home, full)
            if longer is not None and self._may_be_one(home, full, longer):
                full, rule = longer, "short form"
        return body(home, full, rule, placed.prefixed or (home, full) in self._prefixed)


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


def _without_stem(local: str, jurisdiction: str) -> str:
    """水务集团有限公司 of 云州水务集团有限公司; what would be left of a shorter name says too little."""
    bare = local.removeprefix(_stem(jurisdiction))
    return bare if len(bare) > 3 else local


def _stem(jurisdiction: str) -> str:
    """云州 of 云山省云州市."""
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
