"""What an issue's masthead says of its time: 2021年第9期, 2021·9, 2021年9月号, 第9期 2021年10月3日."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kg.mentions.dates import number, printed_on

_ISSUE = re.compile(r"(\d{4})\s*年\s*第\s*(\d+)\s*期")
_YEAR = r"(?:19|20)\d\d|[一二][○零Oo一二三四五六七八九]{3}"
_NUM = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_SERIES = r"(?:[（(]?总?第?\d+期[)）]?|总第?\d+期?)"
_FORMS = tuple(
    re.compile(form.replace("YEAR", _YEAR).replace("NUM", _NUM).replace("MONTH", _MONTH))
    for form in (
        # 2021年度第9期, 2021年（第9期）, 2021第9期, 二○二一年第九期, 2021年第9、10期合刊
        r"(?P<year>YEAR)年?(?:度|卷)?[（(]?第(?P<issue>NUM)(?:[、—－–\-和至](?:NUM))?[期号辑]",
        # 第9期 2021年
        r"第(?P<issue>NUM)[期号辑](?:[（(]?总第?\d+期[)）]?)?[（(]?(?P<year>YEAR)年(?!\d)",
        # 2021年9月号, 2021年9月（总第37期）, 2021年9—10月合刊, 总第37期 2021年9月
        rf"(?P<year>YEAR)年(?P<issue>MONTH)(?:[、—－–\-和至](?:MONTH))?月(?:号|刊|合刊|份|{_SERIES})?[)）]?$",
        # 2021·9, 2021.09, 2021/9, 9/2021
        rf"(?<!\d)(?P<year>(?:19|20)\d\d)[·•.．/\-](?P<issue>1[0-2]|0?[1-9])(?:{_SERIES})?[)）]?$",
        rf"(?<!\d)(?P<issue>1[0-2]|0?[1-9])/(?P<year>(?:19|20)\d\d)(?:{_SERIES})?[)）]?$",
        # 2021年9月30日 第9期
        r"(?P<year>YEAR)年\d{1,2}月\d{1,2}日(?:出版|编印)?第(?P<issue>NUM)[期号]",
        # 2021年总第37期
        rf"(?P<year>YEAR)年{_SERIES}$",
    )
)
_PROSE = re.compile(r"[。；，]")
_NO_MASTHEAD = re.compile(r"[〔〕\[\]A-Za-z]")
"""A document's number, or what is registered under one, is none; nor are a page's labels."""
_TOTAL = re.compile(r"\(总(?:期|第|刊)?号?:?\d+期?\)")
"""The number of all issues so far, in brackets behind the issue's own."""
_LINES, _HEAD, _LONGEST = 8, 1200, 60
_EARLY, _LATE = 2, 11


@dataclass(frozen=True, slots=True)
class Masthead:
    """The year and the number in it of an issue, or the day on which it was printed; each may be missing."""

    year: int | None = None
    issue: int | None = None
    printed: str | None = None

    @property
    def early(self) -> bool:
        """Whether it is one of the first issues of a year, which report of the last months of the one before."""
        return self.issue is not None and self.issue <= _EARLY

    def year_of(self, month: int | None) -> int | None:
        """The year of what happened in that month."""
        return self.year and self.year - (self.early and (month or 0) >= _LATE)


def read_masthead(text: str) -> Masthead:
    """What the masthead of a source says, wherever its number stands, else the first lines without a sentence."""
    numbered = _ISSUE.search(text)
    if numbered:
        return Masthead(number(numbered[1]), number(numbered[2]))
    lines = list(_first_lines(text))
    for line in (line for line in lines if ":" not in line):
        for form in _FORMS:
            match = form.search(line)
            if match:
                issue = match.groupdict().get("issue")
                return Masthead(number(match["year"]), number(issue) if issue else None)
    return Masthead(printed=next((day for day in map(printed_on, lines) if day), None))


def _first_lines(text: str) -> Iterator[str]:
    """The first lines up to one with a sentence in it, their white space left out."""
    taken = 0
    for raw in text[:_HEAD].splitlines():
        line = "".join(unicodedata.normalize("NFKC", raw).split()).replace("〇", "○")
        line = _TOTAL.sub("", line)
        if not line:
            continue
        if _PROSE.search(line) or "," in line or taken == _LINES:
            return
        taken += 1
        if len(line) <= _LONGEST and not _NO_MASTHEAD.search(line):
            yield line
