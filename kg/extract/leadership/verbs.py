"""What opens a clause: a verb with its adverbs, a label such as 分管部门（单位）：, or 协助 someone with a verb."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.leadership.rules import adverbs, any_of, any_verb, pattern, verbs
from kg.mentions.names import is_name, looks_like_name
from kg.mentions.titles import title_noun
from kg.model import Block, Span
from kg.patterns import alternation, words

_NEAR = 16
"""Within so many characters 协助 follows its adverbs."""
_HELPING = (("to_oversee", "helps_oversee"), ("to_do", "helps"), ("to_liaise", "liaises"))
"""What somebody helps to do, and what the objects of it are."""
_CLAUSE_END = re.compile(r"[，。；：]")
_PARTS = re.compile(r"[、，和及]")
_BARE_WORK = re.compile(
    r"(?:的|开展|做好|抓好)?(?:有关|相关|分管|各项|其他|日常)*(?:方面)?的?(?:工作|事务|事项)?"
)


class Opening(NamedTuple):
    """A clause's opening: rule, what its objects are, and where they stand (end None: wherever they end)."""

    rule: str
    gives: str
    start: int
    end: int | None = None
    whom: str | None = None
    ending: bool = False


_VERB_STARTS = frozenset("负分联主协代兼托领统牵抓专挂包对归定驻配承完办做处与和互实不停取具组指服")


@cache
def starts() -> frozenset[str]:
    """The characters with which an opening can begin: a cheap test before the costly ones."""
    return _VERB_STARTS | _adverb_starts()


@cache
def _adverb_starts() -> frozenset[str]:
    return frozenset(adverb[0] for adverb in words("leadership", "adverbs"))


def opening_at(block: Block, at: int) -> Opening | None:
    """The label or verb that opens a clause exactly at ``at``, or None."""
    if block.norm[at : at + 1] not in starts():
        return None
    return _label_at(block, at) or _verb_at(block.norm, block.text, at)


@lru_cache(maxsize=4096)
def _verb_at(norm: str, text: str, at: int) -> Opening | None:
    """The verb that opens a clause exactly at ``at``, or None. The same place is asked for several times."""
    ended = pattern("ends", "no_longer").match(norm, at) if norm[at] in "不停取" else None
    begin = _after_adverbs(norm, ended.end() if ended else at)
    found = _help_at(norm, text, begin) or _plain_at(norm, begin)
    if found is None and begin > at:
        found = _help_at(norm, text, at) or _plain_at(norm, at)
    if found is not None and ended:
        return Opening(found.rule, found.gives, found.start, found.end, found.whom, ending=True)
    return found


def _after_adverbs(norm: str, at: int) -> int:
    match = adverbs().match(norm, at) if norm[at : at + 1] in _adverb_starts() else None
    return match.end() if match else at


def _plain_at(norm: str, at: int) -> Opening | None:
    match = any_verb().match(norm, at)
    if match is None or match.lastgroup is None:
        return None
    verb = verbs()[match.lastgroup]
    if match["object"] is not None:
        return Opening(verb.id, verb.gives, match.start("object"), match.end("object"))
    return Opening(verb.id, verb.gives, _past_colon(norm, match.end()))


def _past_colon(norm: str, at: int) -> int:
    return at + 1 if norm[at : at + 1] == "：" else at


def _help_at(norm: str, text: str, at: int) -> Opening | None:
    """协助 with its verb. The one helped stands between them; without a verb only a bare 协助…工作 is understood."""
    if norm.find("协", at, at + _NEAR) < 0 and norm.find("配合", at, at + _NEAR) < 0:
        return None
    helping = pattern("help", "helping").match(norm, at)
    if not helping:
        return None
    begin = helping.end()
    stop = _CLAUSE_END.search(norm, begin)
    limit = min(stop.start() if stop else len(norm), begin + 40)
    for position in range(begin, limit):
        for id, gives in _HELPING:
            match = pattern("help", id).match(norm, position)
            if match and (position == begin or is_helped(norm[begin:position])):
                whom = _whom(text[begin:position])
                return Opening(f"helps_{id}", gives, _past_colon(norm, match.end()), None, whom)
    return _verbless(norm, text, begin, limit)


def _verbless(norm: str, text: str, begin: int, limit: int) -> Opening | None:
    """协助市长审计、编制工作 has fields and no verb; 协助市长工作 has neither."""
    for position in range(min(limit, begin + 24), begin + 1, -1):
        if not all(_ends_a_person(part) for part in _PARTS.split(norm[begin:position])):
            continue
        if _BARE_WORK.fullmatch(norm, position, limit):
            return Opening("helps_in_general", "none", limit, limit)
        if norm.startswith("工作", limit - 2):
            return Opening("helps_to_do", "helps", position, None, _whom(text[begin:position]))
    return None


def _whom(text: str) -> str | None:
    return text.replace("同志", "") or None


def is_helped(text: str) -> bool:
    """Whether ``text`` says who is helped: titles, names, or both."""
    return bool(text) and (_is_person(text) or all(_is_person(part) for part in _PARTS.split(text)))


def _ends_a_person(text: str) -> bool:
    """Whether ``text`` ends where a person is surely named to the end: in a title, 同志 or a whole name."""
    ends = [match.end() for match in title_noun().finditer(text)]
    return text.endswith("同志") or bool(ends and ends[-1] == len(text)) or is_name(text)


def _is_person(text: str) -> bool:
    core = text.removesuffix("同志")
    if not 1 < len(core) <= 20:
        return False
    ends = [match.end() for match in title_noun().finditer(core)]
    if ends and ends[-1] == len(core):
        return True
    if any(looks_like_name(core[end:]) for end in ends):
        return True
    return is_name(core) or (core != text and looks_like_name(core))


@cache
def _label() -> re.Pattern[str]:
    verb = "协助分管|协助管理|挂点联系|挂钩联系|对口联系|分工联系|负责联系|分管|联系|协管|主管|兼管|代管|负责|挂点|挂钩|包联|协助"
    nouns = alternation(words("leadership", "label_nouns"))
    return re.compile(
        rf"(?:具体|主要|直接)?(?P<verb>{verb})(?P<more>(?:（|和|、|及|与|并|或|/)?(?:分管|联系|协管|指导|包联|代管|负责)）?)?"
        rf"(?:的)?(?:{nouns})*(?:(?:和|、|及|与)(?:{nouns}))*(?:（[^（）]{{1,16}}）)?(?P<colon>：|为：|是：|有：|包括：|为|是|有|包括)?"
    )


_LABEL_STARTS = frozenset("具主直协挂对分负联兼代包")
_GIVES = {
    "联系": "liaises",
    "挂点": "liaises",
    "挂钩": "liaises",
    "包联": "liaises",
    "负责": "duty",
    "协助": "helps",
}
_HELPS = ("协助分管", "协助管理", "协管")


def _label_at(block: Block, at: int) -> Opening | None:
    """A label of a line: a verb with a noun or a colon. Without a colon white space must part it from the list."""
    found = _label_in(block.norm, at) if block.norm[at] in _LABEL_STARTS else None
    if found is None:
        return None
    opening, sure = found
    return opening if sure or _is_set_off(block, at, opening.start) else None


def _is_set_off(block: Block, start: int, end: int) -> bool:
    """Whether white space parts a label from its list: a line's end only where the label has the line for itself."""
    gap = block.gaps.get(end, "")
    return bool(gap) and ("\n" not in gap or not start or "\n" in block.gaps.get(start, ""))


@lru_cache(maxsize=4096)
def _label_in(norm: str, at: int) -> tuple[Opening, bool] | None:
    """What a label would open at ``at``, and whether it is one even with no white space behind it."""
    match = _label().match(norm, at)
    if not match:
        return None
    colon, noun = match["colon"] or "", match.end() - match.start() - len(match["verb"])
    sure = colon.endswith("：") or (
        noun > 0 and (match.end() == len(norm) or (colon and _named_label(match)))
    )
    return (Opening("labelled", _label_gives(match), match.end()), bool(sure)) if sure or noun else None


def _named_label(match: re.Match[str]) -> bool:
    """分管部门为… and 联系点是… are labels; 分管为 is not."""
    return bool(any_of("label_nouns").search(match.group()))


def _label_gives(match: re.Match[str]) -> str:
    verb, more = match["verb"], match["more"] or ""
    if verb in _HELPS:
        return "helps_oversee"
    gives = next((value for key, value in _GIVES.items() if key in verb), "oversees")
    if gives == "oversees" and ("联系" in more or "包联" in more):
        return "oversees_liaises"
    return "oversees" if gives == "duty" and "分管" in more else gives


def label_of_words(text: str) -> str | None:
    """What a table's header (分管部门, 联系单位) says of the cells under it, or None if it has no verb."""
    match = _label().fullmatch(text.rstrip("："))
    return _label_gives(match) if match else None


def plain_label(norm: str, at: int) -> Span | None:
    """A label without a verb (工作分工：), which tells nothing of its own."""
    if norm.find("：", at + 2, at + _NEAR) < 0:
        return None
    match = any_of("label_plain", before=r"(?:具体|主要)?", after="：").match(norm, at)
    return match.span() if match else None
