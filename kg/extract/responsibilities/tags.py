"""Tags: bracketed or labelled clauses that name who leads and who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.responsibilities import roles
from kg.extract.responsibilities.bodies import bodies
from kg.mentions.lists import open_places, outside, split
from kg.model import Span

_PAIRS = {"（": "）", "【": "】", "〔": "〕"}
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、]|[●◆◇·△○■□—-])?"
)
_BETWEEN = re.compile(r"[。；）】]$")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag's range in its block and the bodies in it, each with its relation and whether the tag says so itself."""

    start: int
    end: int
    named: tuple[tuple[Span, str], ...]
    first_leads: bool = False
    henceforth: bool = False

    @property
    def has_lead(self) -> bool:
        """Whether the tag names a leading body outright."""
        return any(relation == roles.LEAD for _, relation in self.named)


def find_tags(norm: str, gaps: frozenset[int]) -> list[Tag]:
    """The tags of a block in order: labels at a line's or a sentence's head, and brackets outside those."""
    found = list(_open_tags(norm, gaps))
    taken = [(tag.start, tag.end) for tag in found]
    for start, end in _brackets(norm):
        tag = _bracketed(norm, start, end)
        if tag is not None and not any(first <= start < last for first, last in taken):
            found.append(tag)
    return sorted(found, key=lambda tag: tag.start)


def _brackets(norm: str) -> Iterator[Span]:
    """The outermost brackets; one that is never closed reaches to the end of its sentence or block."""
    index = 0
    while index < len(norm):
        closer = _PAIRS.get(norm[index])
        if closer is None:
            index += 1
            continue
        end = _closing(norm, index, closer)
        yield index, end
        index = end


def _closing(norm: str, start: int, closer: str) -> int:
    opener, depth = norm[start], 0
    for index in range(start, len(norm)):
        depth += (norm[index] == opener) - (norm[index] == closer)
        if depth == 0:
            return index + 1
    stop = norm.find("。", start)
    return len(norm) if stop < 0 else stop


def _bracketed(norm: str, start: int, end: int) -> Tag | None:
    inner = (start + 1, end - (norm[end - 1] in "）】〕"))
    if not roles.gate().search(norm, *inner):
        return None
    if roles.label().search(norm, *inner):
        return _labelled(norm, start, end, *inner)
    return _by_verbs(norm, start, end, *inner)


def _open_tags(norm: str, gaps: frozenset[int]) -> Iterator[Tag]:
    """Labels outside brackets, at the head of the block or of a sentence in it: 牵头单位：市水利局。"""
    places = open_places(norm, 0, len(norm))
    index = 0
    while True:
        label = roles.label().search(norm, index)
        if label is None:
            return
        index = label.end()
        if label.start() in places and _heads(norm, label.start(), gaps):
            index = max(index, _labels_end(norm, label.end()))
            tag = _labelled(norm, label.start(), index, label.start(), index)
            if tag is not None:
                yield tag


def _heads(norm: str, at: int, gaps: frozenset[int]) -> bool:
    numbering = _NUMBERING.match(norm)
    return (
        at == 0
        or at in gaps
        or bool(numbering and numbering.end() == at)
        or bool(_BETWEEN.search(norm[at - 1]))
    )


def _labels_end(norm: str, start: int) -> int:
    """Where a run of labelled lists ends: at a full stop that no label follows."""
    for index in outside(norm, start, len(norm), "。"):
        if not roles.label().match(norm, index + 1):
            return index + 1
    return len(norm)


def _labelled(norm: str, start: int, end: int, first: int, last: int) -> Tag | None:
    labels = list(roles.label().finditer(norm, first, last))
    before = _by_verbs(norm, start, end, first, labels[0].start())
    named = list(before.named) if before else []
    for number, label in enumerate(labels):
        stop = labels[number + 1].start() if number + 1 < len(labels) else last
        relation = roles.relations("labels")[label["label"]]
        if relation != roles.NOBODY:
            named += _under_label(norm, label.end(), stop, relation)
    text = norm[start:end]
    known = any(roles.relations("labels")[label["label"]] == roles.NOBODY for label in labels)
    if not named and not known:
        return None
    return Tag(
        start,
        end,
        tuple(named),
        bool(roles.rule("first-leads").search(text)),
        bool(roles.rule("henceforth").search(text)),
    )


def _under_label(norm: str, start: int, end: int, relation: str) -> Iterator[tuple[Span, str]]:
    for first, last in split(norm, start, end, "，；。"):
        clause = norm[first:last]
        general = roles.rule("for-all").search(norm, first, last)
        if general:
            yield (general.span("need") if general["need"] else general.span("are")), roles.ANSWERS
        elif not roles.remarks().search(clause):
            yield from _clause(norm, first, last, relation)


def _clause(norm: str, first: int, last: int, relation: str) -> Iterator[tuple[Span, str]]:
    """The bodies between two commas; a closing verb (…、丙局配合) gives its own relation to those it closes."""
    verb = roles.closing_verb().search(norm[first:last])
    if verb:
        last, relation = first + verb.start(), roles.relations("verbs")[verb["verb"]]
    for start, end, own in bodies(norm, first, last, sure=True):
        yield (start, end), own or relation


def _by_verbs(norm: str, start: int, end: int, first: int, last: int) -> Tag | None:
    """甲、乙牵头，丙、丁按职责分工负责: each verb governs the bodies since the verb before it."""
    named: list[tuple[Span, str]] = []
    begin = first
    for item_start, item_end in split(norm, first, last, "、，；。"):
        verb = roles.closing_verb().search(norm[item_start:item_end])
        if verb is None:
            continue
        stop = item_start + verb.start()
        listed = list(bodies(norm, begin, stop, sure=False))
        if not listed or not _covers(norm, begin, stop, len(listed)):
            return None
        named += [((a, b), own or roles.relations("verbs")[verb["verb"]]) for a, b, own in listed]
        begin = item_end
    return Tag(start, end, tuple(named)) if named else None


def _covers(norm: str, start: int, end: int, count: int) -> bool:
    """Whether the clause names bodies and little else; in a sentence most items are none."""
    return count * 2 >= len(split(norm, start, end, "、，；。")) and end - start < 400
