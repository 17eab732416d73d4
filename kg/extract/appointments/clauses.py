"""What one clause says: who, which relation, and where the posts are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kg.extract.appointments.people import Person, before_post, people_in
from kg.extract.appointments.rules import APPOINTED, REMOVED, Verb, pattern, verbs_in
from kg.mentions.lists import split
from kg.model import Block, Span
from kg.patterns import words

_ASIDE = re.compile(r"(?:（[^（）]{1,10}）)?")
_SELF = re.compile(
    r"(?:并|同时|另|现|决定|相应|一并)*(?:其|该同志|他|她|上述同志|上述人员|本人)?(?:的)?(?:同志)?"
)
_LINKED = re.compile(r"为|的|(?<!主)任")
_LEVEL = re.compile(r"[省市县区州镇乡](?!的)|中共")
_BACK = re.compile(r"其(?!中[、，的])|该同志的?|上述同志的?")
_MARKS = re.compile(r"同志的?|）的?|的")
_MOST_VERBS = 16
"""How many verbs or links of one clause are tried."""
_REACH = 160
"""How far behind its verb a list of people may reach, in characters."""


class Claim(NamedTuple):
    """People, a relation and the range in which the posts stand. ``people`` is None for the person named before.

    ``sure`` claims have a verb that only appoints or removes; the others need a post with an agency.
    """

    relation: str
    people: tuple[Person, ...] | None
    posts: Span
    rule: str
    sure: bool = True


class Setting(NamedTuple):
    """What the reader knows when it comes to a clause.

    ``mode`` is the relation of the verb that governs, ``strict`` whether unknown surnames are distrusted, ``starts``
    what posts of this text begin with, ``before`` the relation of the clause before in the sentence, ``named`` whether
    the sentence has named someone who may now be given a post without being named again.
    """

    mode: str | None
    strict: bool
    starts: frozenset[str]
    before: str | None = None
    named: bool = False


def claims(block: Block, start: int, end: int, setting: Setting) -> Iterator[Claim]:
    """What the clause may claim, the likeliest first; the reader takes the first whose posts can be read."""
    yield from _resigning(block, start, end, setting.mode)
    yield from _lapsing(block, start, end)
    yield from _verb_first(block, start, end, setting)
    if setting.mode == APPOINTED:
        links = [link for link in _as(block.norm, start, end) if not _ends_name(block, start, link)]
        yield from _linked(block, start, end, links, APPOINTED, "governed", False)
    yield from _held(block, start, end, setting)
    if setting.mode and setting.named and not setting.before and not _LINKED.search(block.norm, start, end):
        yield Claim(setting.mode, None, (start, end), "governed", sure=False)
    if setting.mode == REMOVED:
        yield from _left(block, start, end, setting, "governed")
    elif setting.mode == APPOINTED:
        yield from _set_apart(block, start, end)
    if setting.before and not _LINKED.search(block.norm, start, end):
        yield Claim(setting.before, None, (start, end), "and", sure=False)


def _ends_name(block: Block, start: int, link: Verb) -> bool:
    """Whether 为 is the end of a name before 任: 汤勤为任…."""
    aside = _ASIDE.match(block.norm, link.end)
    followed = block.norm.startswith(("任", "担任", "兼任"), aside.end() if aside else link.end)
    return followed and bool(people_in(block, start, link.end, True))


def is_blocked(norm: str, start: int, end: int) -> bool:
    """Whether the clause proposes someone, or tells who once held a post, rather than appoint."""
    if pattern("blockers", "proposal").search(norm[start:end]):
        return True
    for verb in verbs_in("held", norm, start, end):
        if verb.id == "not_held":
            before = norm[start : verb.start]
            return len(before) != 1 and not ("·" in before and norm.startswith("提任", verb.start))
    return False


def _is_rule(norm: str, start: int, end: int) -> bool:
    return bool(pattern("blockers", "rule").search(norm[start:end]))


def _resigning(block: Block, start: int, end: int, mode: str | None) -> Iterator[Claim]:
    if "辞" not in block.norm[start:end]:
        return
    found = pattern("whole", "resigns").search(block.norm, start, end)
    if found is None and mode == REMOVED:
        found = pattern("whole", "resigns_too").match(block.norm, start, end)
    if found:
        people = _people_or_self(block, *found.span("people"), False)
        if people != ():
            yield Claim(REMOVED, people, found.span("posts"), "resigns")


def _lapsing(block: Block, start: int, end: int) -> Iterator[Claim]:
    found = pattern("whole", "lapses").match(block.norm, start, end)
    if found:
        people = _people_or_self(block, *found.span("people"), False)
        if people != ():
            yield Claim(REMOVED, people, found.span("posts"), "lapses")


def _people_or_self(block: Block, start: int, end: int, strict: bool) -> tuple[Person, ...] | None:
    """The people of a range, None if it only points back (其), empty if it is neither."""
    if _SELF.fullmatch(block.norm, start, end):
        return None
    return tuple(people_in(block, start, end, strict))


def _verb_first(block: Block, start: int, end: int, setting: Setting) -> Iterator[Claim]:
    for verb in islice(verbs_in("first", block.norm, start, end), _MOST_VERBS):
        if _is_rule(block.norm, start, verb.start):
            continue
        if verb.gives == REMOVED and people_in(block, start, verb.start):
            continue
        if verb.gives == REMOVED:
            yield from _left(block, verb.end, end, setting, verb.id)
        else:
            stop = min(end, verb.end + _REACH)
            links = [*_as(block.norm, verb.end, stop), *verbs_in("held", block.norm, verb.end, stop)]
            links = [link for link in links if link.gives or verb.id != "decides"]
            yield from _linked(block, verb.end, end, links, APPOINTED, verb.id, verb.id == "decides")


def _as(norm: str, start: int, end: int) -> list[Verb]:
    return list(verbs_in("links", norm, start, end))


def _linked(
    block: Block, start: int, end: int, links: Sequence[Verb], relation: str, rule: str, strict: bool
) -> Iterator[Claim]:
    """People, a link such as 为 or 任, posts. Where a name ends in the link's character the later link counts."""
    ordered = sorted(
        (link for link in links if link.id != "not_held" and not _in_list(block.norm, link)),
        key=lambda link: (link.start, -link.end),
    )
    ordered = ordered[:_MOST_VERBS]
    for index, link in enumerate(ordered):
        people = _people_or_self(block, start, link.start, strict)
        later = ordered[index + 1] if index + 1 < len(ordered) else None
        half = people is None or any(who.name.text in words("names", "compound") for who in people)
        if people == () or (later and _in_name(block, start, link, later, half, strict)):
            continue
        yield Claim(link.gives or relation, people, (link.end, end), rule)


def _in_list(norm: str, link: Verb) -> bool:
    """Whether a 、 shows that the character is a name's first or last: 江望、任佳丽为…, 程键为、江望为…."""
    return norm[link.start - 1 : link.start] == "、" or norm[link.end : link.end + 1] == "、"


def _in_name(block: Block, start: int, link: Verb, later: Verb, half: bool, strict: bool) -> bool:
    """Whether the link's character is of a name before a later link: 汤勤为任…, 任波军、孙长为…, 欧阳为键为….

    ``half`` tells that what stands before is no name as yet, or may be a surname of two characters.
    """
    apart = _ASIDE.fullmatch(block.norm, link.end, later.start) is None
    return (half or not apart) and bool(people_in(block, start, later.start, strict))


def _held(block: Block, start: int, end: int, setting: Setting) -> Iterator[Claim]:
    """甲同志任…, 甲不再担任…, and without a name 兼任…: then it is the person named before."""
    verbs = [
        verb
        for verb in verbs_in("held", block.norm, start, end)
        if verb.gives and block.norm[verb.end : verb.end + 1] != "的"
    ][:_MOST_VERBS]
    found = [
        claim
        for verb in verbs
        for claim in _linked(block, start, end, [verb], APPOINTED, verb.id, setting.strict)
    ]
    named = [claim for claim in found if claim.people is not None]
    for at, claim in enumerate(named):
        follows = at + 1 < len(named) and named[at + 1].posts[0] == claim.posts[0] + 1
        if not follows:
            yield claim._replace(sure=False)
    for claim in found:
        if claim.people is None and (setting.named or claim.relation == REMOVED):
            yield claim._replace(sure=False)


def _left(block: Block, start: int, end: int, setting: Setting, rule: str) -> Iterator[Claim]:
    """People and the posts that they leave: 其X职务, 甲、乙的X职务, 甲同志X职务, 甲X职务."""
    norm = block.norm
    own = _BACK.match(norm, start, end)
    if own:
        yield Claim(REMOVED, None, (own.end(), end), rule)
    for mark in _MARKS.finditer(norm, start, min(end, start + _REACH)):
        people = people_in(
            block, start, mark.start() if mark[0] == "的" else mark.end() - mark[0].endswith("的")
        )
        if people:
            yield Claim(REMOVED, tuple(people), (mark.end(), end), rule)
    of_the_same = Claim(REMOVED, None, (start, end), rule)
    if setting.before and (norm.startswith(tuple(setting.starts), start) or _LEVEL.match(norm, start, end)):
        yield of_the_same
    glued = list(_glued(block, start, end, setting.starts, rule))
    yield from (claim for shown, claim in glued if shown)
    if setting.before:
        yield of_the_same
    yield from (claim for shown, claim in glued if not shown)


def _glued(
    block: Block, start: int, end: int, starts: frozenset[str], rule: str
) -> Iterator[tuple[bool, Claim]]:
    """Names with nothing between the last of them and the post, each with whether more than the name shows its end."""
    named: list[Person] = []
    for first, last in split(block.norm, start, end, "、"):
        for shown, span in before_post(block, first, last, starts):
            yield shown, Claim(REMOVED, (*named, Person(block.mention(*span))), (span[1], end), rule)
        people = people_in(block, first, last)
        if not people:
            return
        named.extend(people)


def _set_apart(block: Block, start: int, end: int) -> Iterator[Claim]:
    """Under 任命： a name, white space (or a colon, that the clause has lost), a post."""
    for at in sorted(at for at in block.gaps if start + 1 < at < min(end, start + 40)):
        people = people_in(block, start, at)
        if people:
            yield Claim(APPOINTED, tuple(people), (at, end), "governed", sure=False)
