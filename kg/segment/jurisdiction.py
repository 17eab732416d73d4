"""The government that speaks: 云州市 of 云州市人民政府办公室, 云州市青阳区 of 云州市青阳区人民政府."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.model import Mention

_HAN = r"[\u4e00-\u9fff]"
_PARTY = r"(?:中共|中国共产党|共青团|政协|中国共产主义青年团)?"
_PLACE = (
    rf"(?:{_HAN}{{1,9}}?(?:自治区|特别行政区|省))?(?:{_HAN}{{1,9}}?(?:自治州|地区|盟|市|州(?!市)))?"
    rf"(?:{_HAN}{{1,9}}?(?:自治县|自治旗|林区|新区|开发区|县|区|市|旗))?(?:{_HAN}{{1,8}}?(?:街道|镇|(?<!城)乡))?"
)
_BODY = rf"(?:人民政府|政府|人大|人民代表大会|政协|委员会|办公室|委|纪委|监委|{_HAN}{{1,16}}(?:局|厅|委员会|委|办公室|院|办|中心|管委会|公司|集团|大队|支队))"
_ISSUER = re.compile(rf"{_PARTY}(?P<place>{_PLACE}){_BODY}")
_HEADING = re.compile(
    rf"[《◎△【（]*{_PARTY}(?P<place>{_PLACE})(?:人民政府|政府|公报|政报|年鉴|大事记|政务|记事|要闻|简报|人大|人民代表大会|县委|市委|委员会|\d{{4}}年|{_HAN}{{1,12}}(?:局|厅))"
)
_CITED = re.compile(rf"(?:^|[，。；：、（《“>\s]){_PARTY}(?P<place>{_PLACE})(?:人民政府|政府)")
_ONLY_LEVEL = re.compile(r"^[省市县区州旗镇乡]")
_NO_NAME = re.compile(
    r"^(?:分管|协管|联系|负责|协助|主持|领导|提请|批准|报送)|^[各我全本该两原此其某外同经由为据受接向与和及在到从任现至对按请让使省市县区]|国家|中央|全国|选举|任命|免去|召开|会议|关于|决定|[的等和与]|.市市|.区区|.县县"
)
_LONGEST_HEADING = 48
_HEAD, _WEIGHT = 8, 4


def jurisdiction_of(issuers: Iterable[Mention]) -> str | None:
    """The place that the first issuer with a place in its name governs, or None."""
    for issuer in issuers:
        match = _ISSUER.match(issuer.text)
        if match and _is_name(match["place"]):
            return match["place"]
    return None


def jurisdiction_in(lines: Iterable[str]) -> str | None:
    """The place whose government the lines name most often, those at the head counting more; None if none is named."""
    counted: Counter[str] = Counter()
    for index, line in enumerate(lines):
        heading = _HEADING.match(line) if len(line) < _LONGEST_HEADING else None
        if heading and _is_name(heading["place"]):
            counted[heading["place"]] += _WEIGHT if index < _HEAD else 2
        for match in _CITED.finditer(line) if "政府" in line else ():
            if _is_name(match["place"]):
                counted[match["place"]] += 1
    return counted.most_common(1)[0][0] if counted else None


def _is_name(place: str) -> bool:
    return len(place) > 1 and not _ONLY_LEVEL.match(place) and not _NO_NAME.search(place)
