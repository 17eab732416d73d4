"""The government that speaks: 温州市 of 温州市人民政府办公室, 南京市鼓楼区 of 南京市鼓楼区人民政府."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.model import Mention

_PLACE = (
    r"(?:[\u4e00-\u9fff]{1,9}?(?:自治区|特别行政区|省))?(?:[\u4e00-\u9fff]{1,9}?(?:自治州|地区|盟|市|州(?!市)))?"
    r"(?:[\u4e00-\u9fff]{1,9}?(?:自治县|自治旗|林区|新区|开发区|县|区|市|旗))?(?:[\u4e00-\u9fff]{1,8}?(?:街道|镇|乡))?"
)
_BODY = re.compile(
    rf"(?P<place>{_PLACE})(?:人民政府|政府|人大常委会|人民代表大会|委员会|办公室|委|[\u4e00-\u9fff]{{1,16}}(?:局|厅|委员会|委|办公室|院|办|中心|管委会))"
)
_GAZETTE = re.compile(rf"(?P<place>{_PLACE})(?:人民政府公报|人民政府|大事记|政府公报)")
_ONLY_LEVEL = re.compile(r"^[省市县区州旗镇乡]$")


def jurisdiction_of(issuers: Iterable[Mention]) -> str | None:
    """The place that the first issuer with a place in its name governs, or None."""
    for issuer in issuers:
        match = _BODY.match(issuer.text)
        if match and match["place"] and not _ONLY_LEVEL.match(match["place"]):
            return match["place"]
    return None


def jurisdiction_in(texts: Iterable[str]) -> str | None:
    """The place whose government the lines name most often (masthead, headings, salutations), or None."""
    counted: Counter[str] = Counter()
    for text in texts:
        for match in _GAZETTE.finditer(text):
            if match["place"] and not _ONLY_LEVEL.match(match["place"]):
                counted[match["place"]] += 1
    return counted.most_common(1)[0][0] if counted else None
