"""Page furniture: the lines that are a page's number or its running head are told and taken out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Set

import numpy as np

from kg.reflow.characters import members, where
from kg.reflow.lines import Lines, ends_sentence

_BESIDE_NUMBER = "·•・．.—–―－−-_~～|"
_MARK = re.escape(_BESIDE_NUMBER)
_PAGE_NUMBER = re.compile(
    rf"[{_MARK}【\[（(〔]+(\d{{1,4}})[{_MARK}】\]）)〕]+|第(\d{{1,4}})页(?:[，,/]?共\d{{1,4}}页)?|(\d{{1,4}})/\d{{1,4}}"
)
_NUMBERED_HEAD = re.compile(
    r"\d{4}\.\d{1,2}[^，。；\d]{2,20}公报(\d{1,4})|(\d{1,4})[^，。；\d]{2,20}公报\d{4}\.\d{1,2}"
    r"|[·•・—–―\-]+(\d{1,4})[·•・—–―\-]+[^，。；\d]{2,20}(?:公报|政报)"
)
"""A running head with the issue at one end and the page's number at the other, or the number and the name alone."""
_DIGITS = "0123456789０１２３４５６７８９"
_BEFORE_NUMBER = members(_BESIDE_NUMBER, "【[（(〔第", _DIGITS)
_AFTER_NUMBER = members(_BESIDE_NUMBER, "】]）)〕页报", _DIGITS)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_YEAR = r"(?:\d{4}|[一二三四五六七八九○〇零]{4})年"
_RUNNING_HEAD = re.compile(
    rf"^.{{0,20}}公报.{{0,20}}$|^.{{0,24}}(?:总第\d+期|{_YEAR}第?(?:\d+|[一二三四五六七八九十]{{1,3}})期).{{0,24}}$"
    r"|^.{2,16}年鉴(?:[·•．.（(]?\d{4}[)）]?)?(?:[·•|]?[\u4e00-\u9fff]{2,8})?$"
)
RUBRIC = re.compile(
    r"(?:[省市县区州]?(?:人民)?(?:政府|委)(?:办公[室厅])?(?:部门)?|部门)?(?:文件(?:选登|发布|目录)?|人事任免|任免|大事记|记事|(?:政务)?(?:简讯|要闻|动态)|领导分工)"
)
"""What a gazette prints over each page of a part of it, alone at its edge. A month's own heading has its month."""
_RUBRIC_NUMBER = re.compile(rf"{RUBRIC.pattern}(\d{{1,4}})")
_ISSUE = re.compile(r"(?:19|20|１９|２０)\d{2}[·•．.—-]\d{1,2}")
_LETTERHEAD = re.compile(r"[\u4e00-\u9fff]{4,24}文件")
"""What heads a document, and here and there each of its pages."""
_ORNAMENTS = "·•・●◆★☆【】〔〕—-"
_WRAPPED = 28
"""As wide as this a line may be broken by a wrap, in half columns."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SENTENCE = re.compile(r"[，。；]")
_LONGEST_HEAD = 36


def without_furniture(lines: Lines) -> Lines:
    """The lines that are none, each told its page's number. One below furniture opens a page."""
    opens = where(lines.opens_page).tolist()
    numbers = dict(_page_numbers(lines))
    beside = [j for i in numbers for j in (i - 1, i + 1) if 0 <= j < len(lines.bare)]
    shapes = Counter(_shape(lines.bare[index]) for index in beside)
    edges = {*beside, *opens}.difference(numbers)
    heads = {index for index in edges if _is_head(lines.bare[index], shapes)}
    numbers |= {index: lines.bare[index] for index in heads if _BARE_NUMBER.fullmatch(lines.bare[index])}
    for more in (_issues, _rubrics, _letterheads):
        heads |= set(more(lines, heads.union(numbers)))
    furniture = sorted(heads.union(numbers))
    if not furniture:
        return lines
    _paginate(lines, opens, numbers)
    gone = np.zeros(len(lines.bare), np.bool_)
    gone[furniture] = True
    lines.opens_page[1:] |= gone[:-1]
    return lines.only(where(~gone))


def _below(lines: Lines, furniture: Set[int]) -> list[int]:
    """The lines right below furniture that are none as yet."""
    return sorted({index + 1 for index in furniture if index + 1 < len(lines.bare)} - furniture)


def _issues(lines: Lines, furniture: Set[int]) -> Iterator[int]:
    """The lines below furniture that are nothing but the issue: 2003·10."""
    for index in _below(lines, furniture):
        if _ISSUE.fullmatch(lines.bare[index]):
            yield index


def _rubrics(lines: Lines, furniture: Set[int]) -> Iterator[int]:
    """The lines below a page's head or number that repeat the rubric that the page is part of: ·人事任免·, 人 事 任 免."""
    for index in _below(lines, furniture):
        rubric = RUBRIC.fullmatch(lines.bare[index].strip(_ORNAMENTS))
        if rubric and any(line.strip(_ORNAMENTS) == rubric[0] for line in lines.bare[:index]):
            yield index


def _letterheads(lines: Lines, furniture: Set[int]) -> Iterator[int]:
    """The lines below furniture that repeat a letterhead in the midst of a sentence; elsewhere it heads another document."""
    for index in _below(lines, furniture):
        bare = lines.bare[index]
        if _LETTERHEAD.fullmatch(bare) and bare in lines.bare[:index]:
            above = next((at for at in range(index - 1, -1, -1) if at not in furniture), -1)
            if _cuts_sentence(lines, above, index + 1):
                yield index


def _page_numbers(lines: Lines) -> Iterator[tuple[int, str]]:
    for index in where(_BEFORE_NUMBER[lines.first] & _AFTER_NUMBER[lines.last]).tolist():
        bare = lines.bare[index]
        match = _PAGE_NUMBER.fullmatch(bare) or _NUMBERED_HEAD.fullmatch(bare)
        if match:
            yield index, next(filter(None, match.groups()))
        elif _BARE_NUMBER.fullmatch(bare) and _is_by_a_break(lines, index):
            yield index, bare
    for index in where(lines.opens_page).tolist():
        headed = _RUBRIC_NUMBER.fullmatch(lines.bare[index])
        if headed:
            yield index, headed[1]


def _is_by_a_break(lines: Lines, index: int) -> bool:
    """A number alone on its line is a page's only next to a page break."""
    following = lines.bare[index + 1] if index + 1 < len(lines.bare) else ""
    below = 2 if _RUNNING_HEAD.match(following) and not ends_sentence(following) else 1
    return any(lines.opens_page[index : index + below + 1]) or _cuts_sentence(lines, index - 1, index + below)


def _cuts_sentence(lines: Lines, above: int, below: int) -> bool:
    """Whether a number stands between a broken line and the one it goes on with: no row of cells, no list."""
    if above < 0 or below >= len(lines.bare) or lines.ends[above]:
        return False
    if not (_HAN.match(lines.bare[below]) and _SENTENCE.search(lines.bare[above])):
        return False
    return bool(lines.width[above] >= _WRAPPED and not (lines.tabbed[above] or lines.tabbed[below]))


def _is_head(bare: str, shapes: Counter[str]) -> bool:
    if len(bare) > _LONGEST_HEAD or _SENTENCE.search(bare):
        return False
    return bool(_RUNNING_HEAD.match(bare)) or shapes[_shape(bare)] >= 3


def _shape(bare: str) -> str:
    """A line whatever its numbers; but days by themselves are signatures' unless they are the same."""
    return bare if _DAY.fullmatch(bare) else re.sub(r"\d+", "#", bare)


def _paginate(lines: Lines, opens: list[int], numbers: Mapping[int, str]) -> None:
    """Tells each line the printed number of its page where one can be told: the nearest at its foot.

    A line that opens a page below it has the number of neither.
    """
    above = -1
    for foot in sorted(numbers):
        page = bisect_right(opens, foot)
        top = max(above + 1, opens[page - 1] if page else 0)
        lines.page[top : foot + 1] = [numbers[foot]] * (foot + 1 - top)
        above = foot
