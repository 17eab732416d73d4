"""Agencies that change hands: 原由甲分管的乙局调整由丙分管, 乙局由丙分管, 由丙分管乙局."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.leadership.heads import enumerator_end, person_in
from kg.model import Block, Span

_VERB = r"(?P<verb>分管|联系|协管|代管|兼管|主管|协助分管|负责)"
_OLD = re.compile(
    rf"(?:^|(?<=[。；，：、.）]))(?:将)?(?:原(?:来)?由|原)?(?P<who>[^，。；：由]{{2,30}}?)(?:原(?:来|先)?)?{_VERB}的(?P<object>[^。；]{{2,160}}?)(?=，?(?:暂时?|现|调整|改|转|移交|划归|交|变更|明确)*(?:为|给|归|由)+[^，。；]{{2,30}}?(?:分管|联系|协管|代管|兼管|主管|负责|[。；，]|$))"
)
_NEW = re.compile(
    rf"(?:现|调整|改|转|移交|划归|交|变更|明确|暂)*(?:为|给|归)?由(?P<who>[^，。；：由]{{2,30}}?)(?:同志)?(?:继续|统一|具体|暂时|暂)?{_VERB}(?!的|[^，。；、]{{0,2}}领导|负责人|副)(?P<rest>[^。；，]*)"
)
_MOVED = re.compile(
    rf"(?:(?<=[将把])|^|(?<=[。；，：]))(?P<object>[^，。；：将把]{{2,80}}?)(?:原(?:来|先)?)?由(?P<who>[^，。；：由]{{2,20}}?){_VERB}(?:的)?，?"
    rf"(?:现|暂)*(?:调整|改|变更|转|移交)(?:为|成|给)*由?(?P<new>[^，。；：由]{{2,20}}?)(?P<then>{_VERB[9:-1]})"
)
"""将甲局由乙分管调整为由丙分管."""
_ONCE = re.compile(r"原(?:来|先)?(?:分管|联系|协管|代管|兼管|主管|负责)的")
_GIVEN_UP = re.compile(rf"不再{_VERB}(?P<object>[^，。；：]{{2,80}})，$")
_GIVES = {"联系": "liaises", "协管": "helps_oversee", "协助分管": "helps_oversee", "负责": "duty"}
_OF_SOMEONE = re.compile(r"^其|^该同志|的工作$|原负责的")


class Handover(NamedTuple):
    """What someone gave up (``ending``) or was given: the name, what the objects are, where they stand."""

    name: Span
    gives: str
    objects: Span
    ending: bool


def handovers(block: Block, start: int, end: int) -> Iterator[Handover]:
    """The handovers in the sentence ``block.norm[start:end]``; none of what holds only while somebody is away."""
    sentence = block.norm[start:end]
    if "由" not in sentence or "期间" in sentence or "外出" in sentence:
        return
    begin = start = enumerator_end(block.norm, start)
    for match in _MOVED.finditer(block.norm, start, end):
        yield from _moved(block, match)
        begin = match.end()
    given: list[Span] = []
    start = begin
    for match in _OLD.finditer(block.norm, start, end):
        name = person_in(block, *match.span("who"))
        given.append(match.span("object"))
        if name is not None:
            yield Handover(name, _GIVES.get(match["verb"], "oversees"), given[-1], ending=True)
    for match in _NEW.finditer(block.norm, start, end):
        handed = next((span for span in given if begin <= span[0] and span[1] <= match.start()), None)
        objects = _objects(block.norm, match, handed, begin)
        name = person_in(block, *match.span("who"))
        if name is not None and objects is not None:
            yield Handover(name, _GIVES.get(match["verb"], "oversees"), objects, ending=False)
        begin = match.end()


def _moved(block: Block, match: re.Match[str]) -> Iterator[Handover]:
    """What one verb takes from somebody and the other gives to somebody else."""
    for who, verb, ending in (("who", "verb", True), ("new", "then", False)):
        name = person_in(block, *match.span(who))
        if name is not None:
            yield Handover(name, _GIVES.get(match[verb], "oversees"), match.span("object"), ending)


def _objects(norm: str, match: re.Match[str], handed: Span | None, begin: int) -> Span | None:
    """What is handed: named before 原由, behind the verb, or before 由."""
    if handed is not None:
        return handed
    if match["rest"].endswith("的"):
        return None
    if match["rest"].strip("，。；"):
        return match.span("rest")
    given_up = _GIVEN_UP.search(norm, begin, match.start())
    if given_up:
        return given_up.span("object")
    start = max(begin, *(norm.rfind(stop, begin, match.start()) + 1 for stop in "。；，："), 0)
    once = _ONCE.match(norm, start, match.start())
    start = once.end() if once else start
    text = norm[start : match.start()]
    return (start, match.start()) if len(text) > 1 and not _OF_SOMEONE.search(text) else None
