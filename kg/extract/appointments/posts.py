"""A post apart into agency and title, and a list of posts in which later ones leave their agency out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.mentions.lists import split
from kg.mentions.people import title_noun
from kg.model import Block, Mention
from kg.patterns import alternation, rows, words

_TAIL = re.compile(r"(?:的?职务(?:的请求)?|一职|的请求)$")
_PLACE = re.compile(r".{1,6}[省市县区州旗镇乡]")


@dataclass(frozen=True, slots=True)
class Post:
    """A post: agency and title as written, the whole mention, and a rank stated behind it."""

    agency: Mention | None
    title: Mention
    rank: str | None

    @property
    def mention(self) -> Mention:
        """Agency and title together."""
        if self.agency is None:
            return self.title
        joined = self.agency.spans[-1][1] == self.title.spans[0][0]
        if not joined:
            return self.agency + self.title
        spans = (*self.agency.spans[:-1], (self.agency.spans[-1][0], self.title.spans[0][1]), *self.title.spans[1:])
        return Mention(self.agency.text + self.title.text, spans)


@cache
def _title() -> re.Pattern[str]:
    party = r"(?:党组|党委|党工委|工委|党总支|党支部|纪委|机关党委|党委委员、)?"
    return re.compile(rf"{party}(?:{title_noun().pattern})$")


@cache
def _inner() -> re.Pattern[str]:
    parents, units = alternation(words("appointments", "parents")), alternation(words("appointments", "units"))
    return re.compile(rf"^(?P<agency>.*?(?:{parents}))(?P<title>[^、]+?(?:{units}|审判委员会|检察委员会).*)$")


@cache
def _attributes() -> dict[str, re.Pattern[str]]:
    return {row["id"]: re.compile(row["regex"]) for row in rows("appointments", "attributes", ("regex",))}


def attribute(name: str, text: str) -> str | None:
    """The value of a stated attribute (probation, rank) in a parenthesis or clause, or None."""
    match = _attributes()[name].search(text)
    return match["value"] if match else None


def posts(block: Block, start: int, end: int, before: Mention | None) -> tuple[list[Post], str | None]:
    """The posts of ``block.norm[start:end]`` and the probation stated behind the last.

    ``before`` is an agency named earlier that a bare title belongs to.
    """
    found: list[Post] = []
    probation: str | None = None
    agency = before
    tail = _TAIL.search(block.norm, start, end)
    for first, last in split(block.norm, start, tail.start() if tail else end, "、"):
        first, last, rank, stated = _peel(block, first, last)
        probation = stated or probation
        post = _post(block, first, last, agency, rank)
        if post is not None:
            found.append(post)
            agency = post.agency or agency
    return found, probation


def _peel(block: Block, first: int, last: int) -> tuple[int, int, str | None, str | None]:
    """Takes the parentheses off a post's end: rank, probation, anything else."""
    norm, rank, probation = block.norm, None, None
    while first < last and norm.startswith(("的", "兼", "其")) and last - first > 2:
        first += 1
    while first < last and norm[last - 1] == "）":
        opening = norm.rfind("（", first, last)
        if opening < 0:
            break
        inside = norm[opening + 1 : last - 1]
        rank, probation = rank or attribute("rank", inside), probation or attribute("probation", inside)
        last = opening
    while first < last and norm[first] in "的兼其":
        first += 1
    return first, last, rank, probation


def _post(block: Block, first: int, last: int, before: Mention | None, rank: str | None) -> Post | None:
    part = block.norm[first:last]
    match = _title().search(part)
    if not match or last - first < 2:
        return None
    inner = _inner().match(part)
    if inner and inner["title"]:
        cut = inner.end("agency")
        return Post(block.mention(first, first + cut), block.mention(first + cut, last), rank)
    own = part[: match.start()]
    if not own:
        return Post(before, block.mention(first, last), rank)
    if before is not None and _unit_of(own, before):
        return Post(before, block.mention(first, last), rank)
    cut = first + match.start()
    return Post(block.mention(first, cut), block.mention(cut, last), rank)


def _unit_of(own: str, before: Mention) -> bool:
    """Whether a name is a unit inside the agency just named: 刑事审判第一庭 of a court."""
    return own.endswith(words("appointments", "units")) and not _PLACE.match(own) and before.text.endswith(
        words("appointments", "parents")
    )
