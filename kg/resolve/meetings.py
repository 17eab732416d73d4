"""Which names of one day mean one meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.claims import Claim

_COUNTED = re.compile(r"(?:\d{4}年)?第[\d一二三四五六七八九十百]+次")
_GENERAL = re.compile(r"工作|专项|推进|优化|（扩大）|扩大")
_CLOSE = re.compile(r"(?:会议|大会|会)$")
_BARE = re.compile(
    r"(?:座谈|汇报|推进|部署|动员|协调|例|现场|专题|视频|调度|协商|交流|恳谈|专题协调|工作|重要|有关)*(?:会|会议|活动|仪式|调研|检查)"
)


def likeness(name: str) -> str:
    """What remains of a meeting's name when numbers, 会/会议/大会, 扩大 and general words are put aside."""
    return _CLOSE.sub("会", _GENERAL.sub("", _COUNTED.sub("", name)))


class Meetings:
    """The canonical name of each meeting: that of its first evidence.

    Meetings are one only on the same day in the texts of one government, and never where one sentence names both.
    """

    def __init__(self, claims: Iterable[tuple[Claim, str]]) -> None:
        """``claims`` are attendances in order of evidence, each with the meeting's folded name."""
        self._key: dict[tuple[str, str | None, str], str] = {}
        self._bare: dict[tuple[str, str | None, str], list[tuple[str, int]]] = defaultdict(list)
        together: dict[tuple[str, int], set[str]] = defaultdict(set)
        names: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
        for claim, name in claims:
            together[claim.sha256, claim.start].add(name)
            names[claim.jurisdiction, claim.date, likeness(name)].append(name)
            if _BARE.fullmatch(name):
                place = (claim.sha256, claim.start)
                if place not in self._bare[claim.jurisdiction, claim.date, name]:
                    self._bare[claim.jurisdiction, claim.date, name].append(place)
        for group, listed in names.items():
            several = set(listed)
            apart = len(several) > 1 and any(len(pair & several) > 1 for pair in together.values())
            for name in several:
                self._key[group[0], group[1], name] = name if apart else listed[0]

    def canonical(self, claim: Claim, name: str) -> tuple[str, bool]:
        """The meeting's canonical name, and whether the same bare name stands for another meeting that day."""
        places = self._bare.get((claim.jurisdiction, claim.date, name), [])
        if len(places) > 1:
            return name, True
        return self._key.get((claim.jurisdiction, claim.date, name), name), False
