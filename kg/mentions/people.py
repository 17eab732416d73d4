"""People in a row, each with the title that the row gives: 市长甲，副市长乙、丙，丁副市长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from kg.mentions.agencies import is_agency
from kg.mentions.lists import split
from kg.mentions.names import is_name, is_paired, looks_like_name
from kg.mentions.titles import after_note, shared_title, title_behind, title_noun, title_nouns
from kg.model import Span

_AGENCY_END = re.compile(r"[区局委办厅院部会司处所站社团校行园馆台室]$")
_GROUP_END = re.compile(r"[员民众生们人者户客兵师会委局组团部队办省市县区州镇乡村旗]$")
_CROWD = re.compile(
    r"(?:居|农|村|市|渔|牧|人|公|移|网|股|学|师|医|新|考|研究|官|士|民|新|征|退|锦|国|红|旅|游|贵|会|省|神)(?:民|生|兵|旗|州|客)$"
)
"""How 师生 and 居民 end, and 李春生 and 王建民 do not."""
_TITLE_PART = re.compile(r"^[副总各区][副委政人纪办级属各]|^副|[副总]$")
_DENG = re.compile(r"等(?:\d+余?|[一二三四五六七八九十]+)?(?:名|位|人|余人|多人)?")
_HONOUR = re.compile(r"(?<=..)(?:教授|院士|博士|研究员|将军|上将|中将|少将|大校|大使|同志|先生|女士)$")
_AND_OTHERS = re.compile(r"(?<![高中初平同特优头一二三])等")
_COLLECTIVE = re.compile(r"请?(?:各|有关|相关|全体|其他|其它|部分|所有)")
_OF_BODIES = re.compile(
    r"等(?:\d+余?|[一二三四五六七八九十]+)?多?[个家所]?(?:乡镇|镇街|街道|县区|县市区|村|社区|部门|单位|企业|公司|园区|学校)[^，。；、领和]{0,6}$"
)
"""石桥、南渡等4个乡镇负责人: bodies and places, and none of those who speak for them by name."""
_LEVELS = frozenset("省市县区州盟旗镇乡")
_JOINT = re.compile(r"以及|[和与及]|同(?![志学事乡仁意样时步])")
_OURS = re.compile(r"(?:我|本)(?:[省市县区州旗镇乡校院厅局]|集团|公司|中心)|由|请|邀请")
_OURS_FIRST, _TRIMMED_LAST = frozenset("我本由请邀"), frozenset("行志生士）")
_ODD = ("代表", "教授", "院士", "大使")
"""Nouns that may be no title of the name behind them."""
_BRACKET = re.compile(r"（[^（）]{1,20}）$")
_NOBODY_END = re.compile(
    r"(?:人员|代表|干部|职工|群众|师生|学员|部门|单位|成员|同志|领导|人|员|班子|企业|家|专家|学者|媒体|嘉宾|来宾|村民|居民|学生|官兵|民警|部队|各地|机关|队|组|团)(?:参加|等)?$"
)


class Participant(NamedTuple):
    """A person of a row: where the name stands, the title (empty if none), and where the title stands."""

    name: Span
    title: str
    titled: Span = (0, 0)


def people(norm: str, start: int, end: int, known: Set[str] = frozenset()) -> list[Participant]:
    """The people of the row ``norm[start:end]``, in order; what is no person in it is passed over.

    A title before the first of several names holds for each until the next title; 甲、乙等县领导 gives
    the title behind to each; a title's own 、 (市委副书记、市长甲) splits nothing. ``known`` are names
    told elsewhere in the document, which need no surname to be one.
    """
    return _read(norm, start, end, known).people


def row(norm: str, start: int, end: int, known: Set[str] = frozenset()) -> list[Participant] | None:
    """The same where the range must be such a row and nothing else; None if it is not, or names nobody."""
    reader = _read(norm, start, end, known, strict=True)
    return reader.people if reader.pure and reader.people else None


def is_row(norm: str, start: int, end: int, known: Set[str] = frozenset()) -> bool:
    """Whether the range can be a row, or the beginning of one: people, bodies, unfinished titles."""
    return _read(norm, start, end, known, strict=True).pure


def _read(norm: str, start: int, end: int, known: Set[str], strict: bool = False) -> _Row:
    reader = _Row(norm, known)
    if "等" in norm[start:end] and _OF_BODIES.search(norm, start, end):
        reader.pure = False
        return reader
    shared = shared_title().search(norm[start:end]) if "等" in norm[start:end] else None
    stop = start + shared.start() if shared else end
    alone = all(norm.find(mark, start, stop) < 0 for mark in "、，；")
    for first, last in ((start, stop),) if alone and stop > start else split(norm, start, stop, "、，；"):
        if reader.pending is not None and norm[first - 1 : first] in ("，", "；"):
            reader.comma(first - 1)
        reader.read(first, last)
        if strict and not reader.pure:
            return reader
    if shared:
        reader.share(start + shared.start("title"), end)
    return reader


@lru_cache(maxsize=16384)
def tells_itself(text: str, behind: bool = False) -> bool:
    """Whether ``text`` is told to be a name without a title before it (``behind``: even with one behind it)."""
    return is_name(text) and not _is_group(text) and not (behind and _AGENCY_END.search(text))


@lru_cache(maxsize=16384)
def _is_group(text: str) -> bool:
    if len(text) == 3 and text[-1] in "民生兵旗州客" and is_name(text) and not _CROWD.search(text):
        return False
    return not is_paired(text) and (
        bool(_GROUP_END.search(text) or _TITLE_PART.search(text)) or is_agency(text)
    )


@lru_cache(maxsize=16384)
def _may_follow_title(text: str) -> bool:
    if (
        not looks_like_name(text)
        or title_noun().search(text)
        or text.endswith(("们", "等", "会议", "大会", "例会", "活动", "工作"))
    ):
        return False
    return is_name(text) or not (text[-1] in "会式班赛节组团" or is_agency(text))


@lru_cache(maxsize=16384)
def _before_names(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """The nouns of titles in ``text``, the last first, each with where a name may begin behind it and that name.

    The name is empty if what stands there is none; nouns that need not be asked for are left out.
    """
    found = []
    for first, last, noun in title_nouns(text):
        last = after_note(text, last)
        name = _HONOUR.sub("", text[last:]) if len(text) > last + 3 else text[last:]
        follows = _may_follow_title(name)
        if follows or noun in _ODD:
            found.append((first, last, noun, name if follows else ""))
    return tuple(found)


class _Row:
    """The state of reading a row: the title that holds, and the start of one not yet finished."""

    __slots__ = ("known", "norm", "pending", "people", "pure", "titled")

    def __init__(self, norm: str, known: Set[str]) -> None:
        self.norm = norm
        self.known = known
        self.titled: Span = (0, 0)
        self.pending: int | None = None
        self.people: list[Participant] = []
        self.pure = True

    def comma(self, at: int) -> None:
        """A comma ends a nameless 有关负责人; an unfinished title goes on over it."""
        if self.pending is not None and _NOBODY_END.search(self.norm, self.pending, at):
            self.pending = None

    def share(self, start: int, end: int) -> None:
        """The title behind 等 is that of each person without one of his own."""
        title = self.norm[start:end]
        if title not in ("同志", "负责同志"):
            self.people = [
                one if one.title else one._replace(title=title, titled=(start, end)) for one in self.people
            ]

    def read(self, start: int, end: int) -> None:
        """Takes in one piece between separators, which may hold two joined by 和."""
        if not _JOINT.search(self.norm, start, end):
            self._piece(start, end)
            return
        for first, last in self._joined(start, end):
            self._piece(first, last)

    def _joined(self, start: int, end: int) -> Iterator[Span]:
        """Cuts at 和 only where a whole person stands before it, so that agencies' names stay whole."""
        for match in _JOINT.finditer(self.norm, start, end):
            if match.start() == start:
                if not self._is_person(start, end):
                    yield from self._joined(match.end(), end)
                    return
            elif match.end() < end and self._stands_before(start, match, end):
                yield start, match.start()
                yield from self._joined(match.end(), end)
                return
        yield start, end

    def _stands_before(self, start: int, joint: re.Match[str], end: int) -> bool:
        """Whether a person stands before a 和, and no body that it is part of: 县工业和信息化局局长甲."""
        if not self._is_person(start, joint.start()):
            return False
        text, at = self.norm[start:end], joint.end() - start
        within = (first > at and is_agency(text[:first]) for first, _, _ in title_nouns(text))
        return text[0] not in _LEVELS or not any(within)

    def _is_person(self, start: int, end: int) -> bool:
        end = self._less_deng(start, end)
        return bool(self._title_first(start, end) or self._title_last(start, end) or self._name(start, end))

    def _less_deng(self, start: int, end: int) -> int:
        match = _DENG.search(self.norm, start + 2, end)
        return match.start() if match and match.end() == end else end

    def _piece(self, start: int, end: int) -> None:
        if start < end and (self.norm[start] in _OURS_FIRST or self.norm[end - 1] in _TRIMMED_LAST):
            start, end = self._trim(start, end)
        if start >= end:
            return
        titled = title_nouns(self.norm[start:end])
        found = self._title_first(start, end) or self._title_last(start, end) if titled else None
        found = found or self._name(start, end)
        if found:
            self._take(found)
        elif not self._with_others(start, end):
            self._nobody(start, end)

    def _take(self, found: Participant) -> None:
        self.people.append(found)
        self.pending = None

    def _trim(self, start: int, end: int) -> Span:
        """Without （女）, 同志 and 一行 behind a name, and 我市 before a title."""
        if self.norm[start : start + 1] in _OURS_FIRST and self.pending is None:
            ours = _OURS.match(self.norm, start, end)
            start = ours.end() if ours else start
        while end - start > 3 and self.norm.endswith(("一行", "同志", "先生", "女士"), start, end):
            end -= 2
        bracket = _BRACKET.search(self.norm[start:end]) if self.norm[end - 1] == "）" else None
        if bracket and bracket.start() > 1:
            end = start + bracket.start()
        return start, end

    def _title_first(self, start: int, end: int) -> Participant | None:
        """市长甲, and after an unfinished title 市委副书记、 the whole of it."""
        text = self.norm[start:end]
        for first, last, noun, name in _before_names(text):
            if noun == "代表" and self.pending is None and text[max(0, first - 1)] in "的代":
                return None
            if noun in ("教授", "院士", "大使") and self._name_before(start, start + first):
                continue
            if name:
                return self._titled(start, start + first, start + last - 2 * noun.endswith("同志"), name)
        return None

    def _titled(self, start: int, noun: int, last: int, name: str) -> Participant | None:
        begin = start if self.pending is None else self.pending
        begin = max(begin, self.norm.rfind("的", begin, noun) + 1)
        if noun > begin and (
            (self.norm.find("等", begin, noun) >= 0 and _AND_OTHERS.search(self.norm, begin, noun))
            or _COLLECTIVE.match(self.norm, begin, noun)
        ):
            return None
        self.titled = (begin, last)
        at = last + 2 * self.norm.startswith("同志", last)
        return Participant((at, at + len(name)), self.norm[begin:last], self.titled)

    def _name_before(self, start: int, end: int) -> bool:
        """Whether a titled person ends there, so that the noun is behind his name: 副主席甲教授来访."""
        found = self._title_first(start, end) if end - start > 3 else None
        return found is not None and found.name[1] == end

    def _title_last(self, start: int, end: int) -> Participant | None:
        """甲副市长, 甲市长助理."""
        nouns = title_nouns(self.norm[start:end])
        if not nouns or start + nouns[0][1] != end:
            return None
        for stop in range(start + 2, min(end, start + 13)):
            if self._may_name(self.norm[start:stop]) and title_behind().fullmatch(self.norm, stop, end):
                last = end - 2 * self.norm.endswith("同志", stop, end)
                return Participant((start, stop), self.norm[stop:last], (stop, last))
        return None

    def _may_name(self, name: str) -> bool:
        return name in self.known or tells_itself(name, behind=True)

    def _name(self, start: int, end: int) -> Participant | None:
        """A bare name: known, or with a surname, or in a row where only names can stand."""
        text = self.norm[start:end]
        if text.endswith("等"):
            return None
        sure = text in self.known or tells_itself(text)
        alike = self.people and looks_like_name(text) and not _is_group(text)
        if not sure and not (alike and (len(text) <= 3 or "·" in text or is_paired(text))):
            return None
        title = self.titled if self.people and self.people[-1].titled <= self.titled else (0, 0)
        return Participant((start, end), self.norm[slice(*title)], title)

    def _with_others(self, start: int, end: int) -> bool:
        """乙等, 乙等有关部门负责人: the last name, and others who are not named."""
        match = _DENG.search(self.norm, start + 2, end)
        if not match or not self._is_person(start, match.start()):
            return False
        self._piece(start, match.start())
        rest = self.norm[match.end() : end]
        self.pure = self.pure and (not rest or bool(_NOBODY_END.search(rest)) or is_agency(rest))
        return True

    def _nobody(self, start: int, end: int) -> None:
        """A piece without a name: the first part of a longer title, a body, 有关部门负责人; or no row at all."""
        text = self.norm[start:end]
        nouns = title_nouns(text)
        if nouns and nouns[0][1] == len(text):
            self.pending = start if self.pending is None else self.pending
        elif not (_NOBODY_END.search(text) or is_agency(text)) or any(word in text[1:] for word in "在到赴"):
            self.pure = False
