"""Whose body a name means: 市水利局 in a gazette of 云州市 is 云州市's, 省水利厅 its province's, 澜江市水利局 another city's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.mentions.agencies import is_collective
from kg.patterns import alternation, words

LEVELS = "省市县区州盟旗镇乡"
_NATION = re.compile(r"国务院|全国|中央(?!储备)|国家.{1,10}(?:总局|委员会|委|部|署)$")
_NO_DISTRICT = "开发|集聚|高新|园|新|示范|保护|风景|功能|工业|景|矿|林|军分|度假|社|小|试验|合作|山|灾|城|片"
_ZONE = "".join(f"(?<!{word})" for word in _NO_DISTRICT.split("|")) + "区"
_TOWN = r"市(?!场|政[务府协]?|容|民)"
_PLACE = re.compile(
    rf"(?P<place>(?:[\u4e00-\u9fff]{{2,4}}?(?:省|自治区))?(?:[\u4e00-\u9fff]{{2,4}}?(?:自治州|{_TOWN}|盟))?"
    rf"(?:[\u4e00-\u9fff]{{1,4}}?(?:自治县|县|{_ZONE}|{_TOWN}|旗)(?!长$|长助理))?(?:[\u4e00-\u9fff]{{2,3}}?(?:街道|镇|乡))?)"
)
_LEAGUE = re.compile(r"(?:共青团|中国共产主义青年团)(?P<place>.{1,20}[省市县区州盟旗])(?:委员会|委)")
_LETTERHEADS = (
    (re.compile(r"^国家税务总局(?=.+税务局$)"), ""),
    (re.compile(r"^(?:中国人民政治协商会议|政协)(.{1,20}[省市县区州盟旗])委员会(?=$|办公室$)"), r"\1政协"),
    (re.compile(r"^(中共|中国共产党)(.{1,20}[省市县区州盟旗])委员会(?=$|办公[室厅]$)"), r"\1\2委"),
)
_PARTS = re.compile(
    rf"[\u4e00-\u9fff]{{1,7}}?(?:自治区|自治州|自治县|街道|省|市|州(?!市)|盟|县|{_ZONE}|旗|镇|乡)"
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A name taken apart: the jurisdiction it belongs to, and the name without its place.

    ``prefixed`` tells that the name bore the place or its level.
    """

    jurisdiction: str
    local: str
    prefixed: bool = False


def place(name: str, jurisdiction: str) -> Placed:
    """Where the body ``name``, mentioned in a text of ``jurisdiction``, belongs.

    ``name`` is folded and has no white space. A name without a place belongs to the text's government.
    """
    if is_collective(name):
        return Placed(jurisdiction, name)
    league = _LEAGUE.fullmatch(name)
    if league:
        home = place(league["place"] + "政府", jurisdiction).jurisdiction
        return Placed(home, f"团{league['place'][-1]}委", True)
    bare = _formal(name).removeprefix("中共").removeprefix("中国共产党")
    own = _under(bare, jurisdiction)
    if own is not None:
        return own
    if _NATION.match(bare):
        return Placed("国家", bare)
    if bare[:1] in LEVELS and not _no_level().match(bare):
        return Placed(level(bare[0], jurisdiction), _without_level(bare[1:], bare[0]), True)
    other = _PLACE.match(bare)
    if other and _is_other(other["place"], jurisdiction) and len(bare) - other.end() > 1:
        return Placed(other["place"], _without_level(bare[other.end() :], other["place"][-1]), True)
    return Placed(jurisdiction, bare)


def _formal(name: str) -> str:
    """A name less what only letterheads put before the place: 国家税务总局云州市税务局, 政协云州市委员会, 中共云州市委员会."""
    for pattern, plain in _LETTERHEADS:
        name = pattern.sub(plain, name)
    return name


def _under(bare: str, jurisdiction: str) -> Placed | None:
    """A name that begins with the jurisdiction, in full or from one of its own levels on."""
    parts = parts_of(jurisdiction)
    for first in range(len(parts)):
        for last in range(len(parts), first, -1):
            prefix = "".join(parts[first:last])
            if bare.startswith(prefix) and len(bare) > len(prefix):
                rest = bare[len(prefix) :]
                return Placed("".join(parts[:last]), _without_level(rest, prefix[-1]), True)
    return None


def _without_level(rest: str, mark: str) -> str:
    """The party's bodies keep the level (市委宣传部), since 委 alone would say nothing."""
    return mark + rest if rest.startswith(("委", "纪委", "直")) and not rest.startswith("委员会") else rest


@cache
def is_place(name: str) -> bool:
    """Whether a name is that of a place and of nothing in it: 云州市, 澜江县, 市."""
    return name in LEVELS or (len(name) > 2 and bool(_PLACE.fullmatch(name)))


@cache
def parts_of(jurisdiction: str) -> tuple[str, ...]:
    """云州市青阳区 as 云州市 and 青阳区."""
    found = _PARTS.findall(jurisdiction)
    return tuple(found) if "".join(found) == jurisdiction else (jurisdiction,)


@cache
def level(mark: str, jurisdiction: str) -> str:
    """The government of the level ``mark`` that a text of ``jurisdiction`` means by it.

    A level that the jurisdiction's name does not spell out is told by whose it is: 云州市所属省.
    """
    parts = parts_of(jurisdiction)
    for index in range(len(parts) - 1, -1, -1):
        if parts[index][-1] == mark or (mark == "区" and parts[index].endswith("新区")):
            return "".join(parts[: index + 1])
    if mark == "省" and parts[0].endswith("自治区"):
        return parts[0]
    below = LEVELS.find(jurisdiction[-1:]) >= 0 and LEVELS.find(mark) > LEVELS.find(jurisdiction[-1])
    return f"{jurisdiction}所{'辖' if below else '属'}{mark}"


def _is_other(found: str, jurisdiction: str) -> bool:
    """Whether a place at a name's head is another one: 人行云州市中心支行 is of 云州市, not of a place 人行云州市."""
    stems = [part[:-1] for part in parts_of(jurisdiction) if len(part) > 2]
    return (
        len(found) > 2
        and not found.endswith(("城市", "都市", "全市", "全县", "本市", "我市"))
        and not any(stem in found for stem in stems)
    )


@cache
def _no_level() -> re.Pattern[str]:
    return re.compile(alternation(words("abbreviations", "not_levels")))
