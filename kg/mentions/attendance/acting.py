"""People and what they do: a row that ends where a verb phrase begins, maybe some clauses further on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from kg.mentions.attendance.clauses import turn, without_lead
from kg.mentions.attendance.lexicon import is_verb, manner_end, opening_at, starts_verb, stoppers, verb_at
from kg.mentions.attendance.meetings import announced, is_meeting
from kg.mentions.attendance.predicate import MUTUAL, Predicate, predicate
from kg.mentions.names import is_paired, name_lengths
from kg.mentions.people import Participant, is_row, row
from kg.mentions.titles import title_noun
from kg.model import Span

Deed = tuple[list[Participant], Predicate]
"""People and what they do."""

_SHORT_ROW, _SEVERAL = 40, frozenset("、，；和与及同以等")
"""Rows of one person are no longer, and hold none of these."""
_LENGTHS = range(2, 16)
"""How long known names are; those with a dot reach furthest."""
_CLAUSES = 12
"""People before one verb may stand in this many clauses."""
_TRIES = 60
"""A verb is looked for in a clause at this many places: enough for thirty names, little enough for any text."""
_JOINING = "和与同"
_LEADING = "率带携偕"
"""What nobody does together with another: 和 before it ends a name."""
_OPENING = "向在到赴就对为以由于来随率应"
"""What opens a phrase and may as well open a name: after a title without one it is doubted."""
_MAY_GO_ON = frozenset(_JOINING + _OPENING)
_HELD = re.compile(r"(?:会议?|仪式|典礼)(?:[在于][^，。；]{1,20})?(?:召开|举行|举办|开幕|闭幕)$")
"""甲来我省巡视工作动员会召开: what is held has the people in its name."""
_TAILS = ("等", "一行", "同志", "女士", "先生")
"""What stands behind a name of a row that may go on; other words of manner end the row."""
_AFTER_NAME = re.compile(r"一行|等(?![级第])|同志|先后|分别|共同|一同|一道")
"""What stands behind a name and never after a word that opens a phrase: 郭大为一行."""
_HOLDING = frozenset({"召开", "组织召开", "举行", "举办", "召集", "开展", "组织开展"})
"""Bodies hold meetings as well as people: a single name without a title that does so may be a town's."""


def acting(
    norm: str, clauses: Sequence[Span], index: int, start: int, known: Set[str]
) -> tuple[int, list[Participant], Predicate | None] | None:
    """The row of people that begins at ``start`` in clause ``index``, what they do, and the clause where they do it.

    Without a predicate they act in the clause after it (市长甲来到某地，…).
    """
    if not _may_begin(norm, start, clauses[index][1], known):
        return None
    for last in range(index, min(len(clauses), index + _CLAUSES)):
        begin, end = clauses[last]
        begin = start if last == index else without_lead(norm, begin, end)[0]
        found = row_and_verb(norm, start, begin, end, known)
        if found:
            return last, *found
        subject = _on_the_way(norm, start, begin, end, known)
        if subject:
            return last, subject, None
        if not _may_be_row(norm, begin, end, known):
            return None
    return None


def _may_begin(norm: str, start: int, end: int, known: Set[str]) -> bool:
    """Whether a row of people can begin there: a name does, or some title stands in the clause."""
    if title_noun().search(norm, start, end) or name_lengths(norm, start):
        return True
    for size in _LENGTHS:
        if norm[start : start + size] in known:
            return True
    return is_paired(norm[start : start + 4])


def _may_be_row(norm: str, begin: int, end: int, known: Set[str]) -> bool:
    held = is_meeting(norm[begin:end]) or announced(norm, begin, end)
    return not (held or turn("on-stage", norm, begin, end)) and is_row(norm, begin, end, known)


def row_and_verb(norm: str, start: int, begin: int, end: int, known: Set[str]) -> Deed | None:
    """The row from ``start`` and its verb in ``norm[begin:end]``.

    At 和, or after a name that ends in 和, the row ends only if it can nowhere else.
    """
    doubtful: Deed | None = None
    first = norm.find("、" if start == begin else "，", start + 1, end)
    first = first if first > 0 else end
    for point in points(norm, begin if begin > start else start + 2, end):
        found = _cut_at(norm, start, point, end, known)
        if found:
            if not _doubtful(norm, found[0][-1], point):
                return found
            doubtful = doubtful or found
        elif point > first:
            if not is_row(norm, start, first, known):
                break
            first = end
    return doubtful


def _doubtful(norm: str, last: Participant, point: int) -> bool:
    """Whether the row may go on after 和, its last name took a 和 that is none of its own, or 向 begins the next."""
    if norm[point] not in _MAY_GO_ON and norm[point - 1] not in _JOINING:
        return False
    led = norm[point] in _LEADING
    swollen = (
        not led and norm[point - 1] in _JOINING and last.name[1] == point and last.name[1] - last.name[0] > 2
    )
    nameless = (
        last.name[1] < point != last.titled[1]
        and norm[point] in _OPENING
        and _title_ends(norm, last.name[1], point)
    )
    short = last.name == (point - 2, point) and norm[point] in _OPENING
    return norm[point] in _JOINING or swollen or nameless or (short and _name_goes_on(norm, point + 1))


def _name_goes_on(norm: str, at: int) -> bool:
    """Whether the character before ``at`` is the end of a name: 郭大为一行, 郭大为主任."""
    if _AFTER_NAME.match(norm, at):
        return True
    noun = title_noun().match(norm, at)
    return noun is not None and bool(
        stoppers().match(norm, noun.end()) or norm.startswith(("、", "，"), noun.end())
    )


def _title_ends(norm: str, start: int, point: int) -> bool:
    return any(noun.end() == point for noun in title_noun().finditer(norm, max(start, point - 12), point))


def points(norm: str, start: int, end: int) -> Iterator[int]:
    """Where in the range a verb phrase may begin, as many as are worth trying."""
    for _ in range(_TRIES):
        match = stoppers().search(norm, start, end)
        if not match:
            return
        yield match.start()
        start = match.start() + 1


def _cut_at(norm: str, start: int, point: int, end: int, known: Set[str]) -> Deed | None:
    if norm[point - 1] == "、":
        return None
    subject = people(norm, start, point, known)
    deed = predicate(norm, point, end) if subject else None
    if not subject or not deed:
        return None
    if deed.verb.kind == "visit" and _is_no_visit(norm, subject, point, deed):
        return None
    if deed.verb.action in _HOLDING and (
        _is_bare(deed)
        or (
            len(subject) == 1
            and not subject[0].title
            and point - start < 3
            and norm[start:point] not in known
        )
    ):
        return None
    return subject, deed


def _is_bare(deed: Predicate) -> bool:
    """Whether a verb has neither an object nor a place or matter before it."""
    return deed.frame is None and deed.object[0] == deed.object[1]


def _is_no_visit(norm: str, subject: Sequence[Participant], point: int, deed: Predicate) -> bool:
    """Whether what seems to be visited is held (来我省巡视工作动员会召开), or one of two who meet is no participant."""
    if _HELD.search(norm, *deed.object):
        return True
    mutual = deed.verb.action.endswith(MUTUAL) and _is_bare(deed)
    return mutual and any(char in norm[subject[0].name[1] : point] for char in _JOINING)


def people(norm: str, start: int, end: int, known: Set[str]) -> list[Participant] | None:
    """The row of people in the range, if it is one; 督导 is no name, and 听取县长 no title."""
    text = norm[start:end] if end - start < _SHORT_ROW else "、"
    if _SEVERAL.isdisjoint(text) and (alone := _alone(text)):
        (first, last), title, (begin, stop) = alone
        return [Participant((start + first, start + last), title, (start + begin, start + stop))]
    return _several(norm, start, end, known)


@lru_cache(maxsize=16384)
def _alone(text: str) -> Participant | None:
    """The one person whom the text names behind a title, be known who may; the same few stand in one log again and again."""
    found = _several(text, 0, len(text), frozenset())
    return found[0] if found and found[0].titled[1] <= found[0].name[0] and found[0].title else None


def _several(norm: str, start: int, end: int, known: Set[str]) -> list[Participant] | None:
    found = row(norm, start, end, known)
    if not found:
        return None
    for (first, last), _, titled in found:
        if is_verb(norm[first:last]) or (starts_verb(norm[titled[0]]) and opens_with_verb(norm, titled)):
            return None
    return None if norm[last - 1] in "将拟未" and last - first > 2 else found


def opens_with_verb(norm: str, title: Span) -> bool:
    """Whether what was taken for a title is a verb with its object: 听取县水利局局长."""
    verb = verb_at(norm, *title) if title[0] < title[1] else None
    return verb is not None and verb.kind != "remark"


def _on_the_way(norm: str, start: int, begin: int, end: int, known: Set[str]) -> list[Participant] | None:
    for point in points(norm, max(begin, start + 2), end):
        if norm[point - 1] == "、":
            continue
        after = manner_end(norm, point, end)
        opening = opening_at(norm, after, end)
        if (
            after == end
            and not norm.startswith(_TAILS, point)
            and (subject := people(norm, start, point, known))
        ):
            return subject
        subject = people(norm, start, point, known) if opening and opening.kind != "matter" else None
        if subject:
            return subject
    return None
