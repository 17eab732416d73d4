"""Lines that govern what follows (任命：, 二、免去, 任命下列人员为…：), and titles, which state nothing."""

from __future__ import annotations

import re

from kg.extract.appointments.bodies import Anchor
from kg.extract.appointments.posts import Post, read_posts
from kg.extract.appointments.rules import APPOINTED, REMOVED, pattern, patterns, verbs_in
from kg.model import Block

_NUMBERING = re.compile(
    r"(?:[△▲●◆◎○■□★◇▪※·]|[一二三四五六七八九十]{1,3}[、.]|\d{1,3}[.、](?!\d)|（(?:\d{1,3}|[一二三四五六七八九十]{1,3})）|\d{1,3}）|[①-⑳])+"
)
_TITLE = re.compile(
    r"(?!.*[，；。：]).*关于.{2,80}(?:通知|决定|公告|通报|批复|议案|命令|决议|公示|名单|函|请示|报告|意见)(?:（.*）)?"
    r"|[^，；。：（]{4,60}(?:任免|任职|免职|任命)(?:职)?(?:人员)?(?:名单|通知|决定|令|一览表|公告)(?:（.*）)?"
)
_LINK = re.compile(r"(?:同志)?(?:为|任|担任|兼任|的)")


def unnumbered(norm: str, start: int, end: int) -> int:
    """Where the text begins behind a number or bullet."""
    numbered = _NUMBERING.match(norm, start, end)
    return numbered.end() if numbered else start


_ORDER = re.compile(r"（[^（）]*(?:为序|排序|顺序|排列)）$")
"""By what the names that follow are ordered: no part of the post."""


def is_title(norm: str) -> bool:
    """Whether a block is nothing but a document's title."""
    return len(norm) < 140 and bool(_TITLE.fullmatch(norm)) and governing(norm) is None


def governing(text: str) -> tuple[str, str | None] | None:
    """The row of a heading and the relation that it gives the items under it (None: none), or None if it is no heading."""
    for id, (regex, gives) in patterns("headings").items():
        if regex.search(text):
            return id, gives
    return None


def post_before_names(
    block: Block, start: int, end: int, anchor: Anchor | None
) -> tuple[str, tuple[Post, ...], Anchor | None] | None:
    """任命下列人员为云州市中级人民法院审判员 as a line's head: relation, posts and the agency named last."""
    following = pattern("before_names", "following").search(block.norm, start, end)
    link = _LINK.match(block.norm, following.end(), end) if following else None
    if following is None or link is None:
        return None
    removes = any(verb.gives == REMOVED for verb in verbs_in("first", block.norm, start, following.start()))
    order = _ORDER.search(block.norm, link.end(), end)
    posts, anchor = read_posts(block, link.end(), order.start() if order else end, anchor, True)
    return (REMOVED if removes else APPOINTED, tuple(posts), anchor) if posts else None
