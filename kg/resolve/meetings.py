"""Which names of one day mean one meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from itertools import combinations

from kg.claims import Claim
from kg.resolve.places import parts_of

_COUNTED = re.compile(r"(?:\d{4}年)?第[\d一二三四五六七八九十百]+次")
_TERM = re.compile(r"^(?P<own>[省市县区州旗]?)第[\d一二三四五六七八九十]+届(?=政府)")
_GENERAL = re.compile(r"工作|专项|推进|优化|（扩大）|扩大")
_CLOSE = re.compile(r"(?:会议|大会|会)$")
_BARE = re.compile(
    r"(?:座谈|汇报|推进|部署|动员|协调|例|现场|专题|视频|调度|协商|交流|恳谈|专题协调|工作|重要|有关)*(?:会|会议|活动|仪式|调研|检查)"
)


def likeness(name: str, jurisdiction: str) -> str:
    """What remains of a meeting's name when numbers, 会/会议/大会, 扩大 and general words are put aside.

    The convener is called alike: 云州市人民政府, 市政府 and a bare 政府 are the text's own government.
    """
    return _CLOSE.sub("会", _GENERAL.sub("", _COUNTED.sub("", _called(name, jurisdiction))))


def _called(name: str, jurisdiction: str) -> str:
    own = jurisdiction[-1:]
    for prefix in (jurisdiction, parts_of(jurisdiction)[-1]):
        if name.startswith(prefix):
            name = own + name.removeprefix(prefix)
            break
    name = _TERM.sub(r"\g<own>", name.replace("人民政府", "政府"))
    return own + name if name.startswith("政府") else name


class Meetings:
    """The canonical name of each meeting: that of its first evidence.

    Meetings are one only on the same day in the texts of one government, and never where one sentence names both.
    """

    def __init__(
        self, claims: Iterable[tuple[Claim, str]], judged: Set[frozenset[str]] = frozenset()
    ) -> None:
        """``claims`` are attendances in order of evidence, each with the meeting's folded name; ``judged`` pairs of ids that are two."""
        self._key: dict[tuple[str, str | None, str], str] = {}
        self._bare: dict[tuple[str, str | None, str], set[tuple[str, int]]] = defaultdict(set)
        self._first: dict[tuple[str, int], str] = {}
        together: dict[tuple[str, int], set[str]] = defaultdict(set)
        names: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
        for claim, name in claims:
            self._first.setdefault(_place(claim), claim.id)
            if _BARE.fullmatch(name):
                self._bare[claim.jurisdiction, claim.date, name].add(_place(claim))
                continue
            together[claim.sha256, claim.start].add(name)
            names[claim.jurisdiction, claim.date, likeness(name, claim.jurisdiction)].append(name)
        beside = {frozenset(pair) for named in together.values() for pair in combinations(sorted(named), 2)}
        for group, listed in names.items():
            several = set(listed)
            pairs = [frozenset(pair) for pair in combinations(sorted(several), 2)]
            ids = [frozenset(meeting_id(*group[:2], name) for name in pair) for pair in pairs]
            apart = not (beside.isdisjoint(pairs) and judged.isdisjoint(ids))
            for name in several:
                self._key[group[0], group[1], name] = name if apart else listed[0]

    def canonical(self, claim: Claim, name: str) -> tuple[str, str | None]:
        """The meeting's canonical name and, where the name with its day might mean another, its first evidence's id."""
        key = (claim.jurisdiction, claim.date, name)
        if claim.date is None or len(self._bare.get(key, ())) > 1:
            return name, self._first.get(_place(claim), claim.id)
        return self._key.get(key, name), None


def meeting_id(jurisdiction: str, day: str | None, name: str) -> str:
    """The id of the meeting of that name and day."""
    return f"meeting:{jurisdiction}/{day.replace('/', '..') if day else 'undated'}/{name}"


def _place(claim: Claim) -> tuple[str, int]:
    """Where a meeting's name stands: all who are said to have been there share the place."""
    return claim.sha256, claim.values["object"]["spans"][0][0]
