"""An agency as it stands before a title: of which kind, and which unit inside it the title belongs to."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.appointments.rules import alternatives
from kg.mentions.agencies import is_agency
from kg.mentions.lists import without_brackets
from kg.model import Mention
from kg.patterns import rows, words

_OWN = re.compile(
    r"(?!市场|市政|市民|区域|县域|乡村|省道|县道|州际)(?:[省市县区州盟旗镇乡]|[\u4e00-\u9fff]{2,8}?[省市县区州盟旗镇乡]|[\u4e00-\u9fff]{1,6}街道|中共|中国|国家|全国)"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]*[省市县区州盟旗镇乡]")
_COUNTY = re.compile(r"[\u4e00-\u9fff]*[省市县区州盟旗]")
_POSTED = re.compile(r"派驻|(?<![派常])驻[省市县区州]")
"""驻县公安局 is no body without the 纪检监察组 that is posted there."""
_NO_BODY = re.compile(
    r"我|首位|该|的|了|是|由|职务|同志|任命|免去|不再|担任|兼任|提名|人选|同时|分管|以及|[，；。：]"
)
_STANDING = ("court", "school", "hospital", "company", "government")
"""Bodies of these kinds are never units of another unless they are attached to it."""
_SHORT = 2
"""Characters of 医院 and 学校: what is longer is a body's own name."""
LASTING = ("court", "police", "congress", "conference")
"""Bodies of these kinds lend their name to units in later sentences too."""
_NOUN_OF = {
    "主任": ("室", "办", "中心", "委员会", "处", "所", "厅", "部"),
    "教导员": ("队", "所"),
    "指导员": ("队", "所"),
    "政委": ("队",),
    "政治委员": ("队",),
}


class Anchor(NamedTuple):
    """The agency last named, for titles and units that stand alone after it.

    ``body`` is the agency, ``unit`` the unit inside it whose title was given.
    ``host`` is the body whose units may be named alone, ``kind`` what sort of body it is, ``place`` the place
    that a party committee is of.
    """

    body: Mention
    unit: Mention | None
    host: Mention
    kind: str | None
    place: Mention | None = None


class Host(NamedTuple):
    """A kind of body: how its name ends, and which units are inside it."""

    id: str
    ends: re.Pattern[str]
    titled: re.Pattern[str] | None
    inside: re.Pattern[str]


@cache
def _hosts() -> tuple[Host, ...]:
    listed = rows("appointments", "hosts", ["host", "inside"], ["titled"])
    return tuple(
        Host(
            row["id"],
            re.compile(row["host"]),
            re.compile(row["titled"]) if "titled" in row else None,
            re.compile(row["inside"]),
        )
        for row in listed
    )


@lru_cache(maxsize=8192)
def parts_of(name: str) -> tuple[str | None, int, bool]:
    """The kind of body that ``name`` ends in or is a unit of, where the body's own name ends, and whether the rest

    belongs to the title rather than to the agency.
    """
    for host in _hosts():
        if host.id in _STANDING and any(match.end() == len(name) for match in host.ends.finditer(name)):
            return host.id, len(name), False
    for host in _hosts():
        for match in host.ends.finditer(name):
            rest = name[match.end() :]
            if not rest:
                return host.id, len(name), False
            if host.titled and host.titled.fullmatch(rest):
                return host.id, match.end(), True
            if host.inside.fullmatch(rest):
                return host.id, match.end(), False
    return None, len(name), False


def is_inside(kind: str | None, name: str) -> tuple[bool, bool]:
    """Whether ``name``, standing alone, is a unit of a body of that kind, and whether it belongs to the title."""
    own, at, _ = parts_of(name)
    if (
        kind is None
        or _OWN.match(name)
        or (own in _STANDING and (at == len(name) or at > _SHORT) and not name.startswith("附属"))
    ):
        return False, False
    host = next(host for host in _hosts() if host.id == kind)
    titled = bool(host.titled and host.titled.fullmatch(name))
    return bool(host.inside.fullmatch(name)), titled


def is_place(name: str) -> bool:
    """Whether ``name`` is a place's (城关镇, 县) and no zone's."""
    return bool(_PLACE.fullmatch(name)) and not name.endswith(words("agencies", "zones"))


def has_committees(name: str) -> bool:
    """Whether ``name`` is a place's whose 纪委, 人大 or 团委 is a body of its own, as a town's is not."""
    if _POSTED.search(name):
        return True
    return (len(name) == 1 or bool(_COUNTY.fullmatch(name))) and not name.endswith(words("agencies", "zones"))


def is_body(name: str, lenient: bool) -> bool:
    """Whether ``name`` can be an agency's; ``lenient`` where only an agency can stand."""
    if not name or len(name) > 48 or _NO_BODY.search(name):
        return False
    core = without_brackets(name)
    return lenient or is_agency(core) or is_place(core) or core.endswith(words("agencies", "zones"))


def fits(unit: str, title: str) -> bool:
    """Whether a bare title can be one of the unit named before it: 副大队长 of 交通警察大队."""
    noun = _bare_noun(title)
    if noun in _NOUN_OF:
        return unit.endswith(_NOUN_OF[noun])
    return noun.endswith("长") and unit.endswith(noun[:-1])


def _bare_noun(title: str) -> str:
    return _prefixes().sub("", title)


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternatives('prefixes')})+")
