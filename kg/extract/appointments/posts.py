"""The posts of a clause: agency and title, later titles given the agency before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from kg.extract.appointments.bodies import Anchor, fits, has_committees, is_body, is_inside, parts_of
from kg.extract.appointments.people import rank_in
from kg.extract.appointments.rules import alternatives, listed, pattern
from kg.mentions.lists import split
from kg.model import Block, Mention
from kg.patterns import alternation, words

_JOINTS = re.compile(r"(?:以及|[和及并兼])+")
_GOVERNOR = re.compile(r"(?:副|代|代理|常务副)*[省市县区州盟旗镇乡]长")
_PROPOSED = re.compile(r"(?:人选|候选人)$")
_LONGEST_TITLE = 24
_MOST_JOINTS = 24
_QUOTES = '“”"《》'


class Post(NamedTuple):
    """An agency (None where none is named) and a title, and what is said of the post."""

    agency: Mention | None
    title: Mention
    object: Mention
    rank: str | None = None
    probation: str | None = None


class _Piece(NamedTuple):
    """One item of the list: where agency, head (党组) and noun begin and end, and the remarks in brackets."""

    start: int
    title: int
    noun: int
    end: int
    remarks: tuple[str, ...]


@cache
def _nouns() -> str:
    known = set(words("titles", "nouns")) | listed("nouns")
    return alternation(known - listed("no_posts") - listed("whole_bodies"))


@cache
def _title() -> re.Pattern[str]:
    prefixes = alternation({*words("titles", "prefixes"), *listed("prefixes")})
    return re.compile(
        rf"(?:(?<!总)(?:{alternatives('heads')}))?(?P<noun>(?:{prefixes})*(?:{_nouns()})(?:助理)?)$"
    )


def ends_in_title(norm: str, start: int, end: int) -> bool:
    """Whether ``norm[start:end]`` ends in a title, 职务 or a remark in brackets, as an item of a list does."""
    return norm.endswith(("职务", "）"), start, end) or bool(
        _title().search(norm, max(start, end - _LONGEST_TITLE), end)
    )


def probation_in(remark: str) -> str | None:
    """The term of a probation (一年) that a remark states, or None."""
    found = pattern("remarks", "probation").search(remark)
    return found["term"] if found else None


def read_posts(
    block: Block, start: int, end: int, anchor: Anchor | None, lenient: bool
) -> tuple[list[Post], Anchor | None]:
    """The posts that ``block.norm[start:end]`` lists, and the agency that titles after them take.

    Empty if it is no list of posts to its end. ``lenient`` takes any words before a title for an agency.
    """
    start, end, closing = _without_tail(block.norm, start, end)
    pieces = list(_pieces(block.norm, start, end))
    if not pieces:
        return [], anchor
    posts: list[Post] = []
    for piece in pieces:
        post, anchor = _post(block, piece, anchor, lenient)
        if post is None:
            return [], anchor
        posts.append(post)
        if post.probation:
            posts = [earlier._replace(probation=earlier.probation or post.probation) for earlier in posts]
    return _closed(posts, closing), anchor


def _closed(posts: list[Post], closing: tuple[str, ...]) -> list[Post]:
    """The remarks behind 职务: a probation holds for all posts, a rank for the last."""
    probation = next((term for remark in closing if (term := probation_in(remark))), None)
    rank = next((rank for remark in closing if (rank := rank_in(remark))), None)
    if not (probation or rank):
        return posts
    posts = [post._replace(probation=post.probation or probation) for post in posts]
    return [*posts[:-1], posts[-1]._replace(rank=posts[-1].rank or rank)]


def _without_tail(norm: str, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
    end, closing = _without_remarks(norm, start, end)
    tail = pattern("left_behind", "office").search(norm, start, end)
    before = pattern("left_before", "held").match(norm[start:end])
    return start + (before.end() if before else 0), tail.start() if tail else end, closing


def _without_remarks(norm: str, start: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Cuts brackets off the end; gives what they say."""
    remarks: list[str] = []
    while end > start and norm[end - 1] == "）":
        opening = _opening(norm, start, end)
        if opening is None:
            break
        remarks.insert(0, norm[opening + 1 : end - 1])
        end = opening
    return end, tuple(remarks)


def _opening(norm: str, start: int, end: int) -> int | None:
    depth = 0
    for at in range(end - 1, start - 1, -1):
        depth += (norm[at] == "）") - (norm[at] == "（")
        if depth == 0:
            return at
    return None


def _pieces(norm: str, start: int, end: int) -> Iterator[_Piece]:
    """The items of the list; words without a title are the front of the next item. Nothing follows if words are left over."""
    begin: int | None = None
    for first, last in split(norm, start, end, "、，"):
        for stop in [*_joints(norm, first if begin is None else begin, last), last]:
            begin = first if begin is None else begin
            piece = _piece(norm, begin, stop)
            if piece is None and not _PROPOSED.search(norm, begin, stop):
                continue
            if piece is not None:
                yield piece
            joint = _JOINTS.match(norm, stop)
            begin, first = None, joint.end() if joint else last
    if begin is not None:
        yield _Piece(begin, end, end, end, ())


def _joints(norm: str, start: int, end: int) -> Iterator[int]:
    """Where a 和 or 兼 stands with something behind it: it parts two posts if a title ends before it."""
    joints = (
        match.start()
        for match in _JOINTS.finditer(norm, start, end)
        if start < match.start() and match.end() < end
    )
    yield from islice(joints, _MOST_JOINTS)


def _piece(norm: str, start: int, end: int) -> _Piece | None:
    before = pattern("left_before", "held").match(norm[start:end])
    start += before.end() if before else 0
    stop, remarks = _without_remarks(norm, start, end)
    found = _title().search(norm, max(start, stop - _LONGEST_TITLE), stop)
    return _Piece(start, found.start(), found.start("noun"), stop, remarks) if found else None


def _post(
    block: Block, piece: _Piece, anchor: Anchor | None, lenient: bool
) -> tuple[Post | None, Anchor | None]:
    if piece.title == piece.end:
        return None, anchor
    name = block.norm[piece.start : piece.title].strip(_QUOTES)
    if not name:
        post, anchor = _bare(block, piece, anchor)
    elif anchor is not None and (inside := is_inside(anchor.kind, name))[0]:
        post, anchor = _unit(block, piece, anchor, inside[1])
    elif is_body(name, lenient):
        post, anchor = _whole(block, piece)
    else:
        return None, anchor
    rank = next((rank for remark in piece.remarks if (rank := rank_in(remark))), None)
    probation = next((term for remark in piece.remarks if (term := probation_in(remark))), None)
    return (post._replace(rank=rank, probation=probation) if rank or probation else post), anchor


def _whole(block: Block, piece: _Piece) -> tuple[Post, Anchor]:
    """A post with an agency of its own."""
    name = block.norm[piece.start : piece.title]
    title = piece.noun if piece.noun > piece.title and has_committees(name) else piece.title
    kind, at, titled = parts_of(block.norm[piece.start : title])
    cut = piece.start + at if titled else title
    anchor = Anchor(
        body=block.mention(piece.start, cut),
        unit=block.mention(cut, title) if titled else None,
        host=block.mention(piece.start, piece.start + at),
        kind=kind,
        place=_place(block, piece.start, title if title > piece.title else piece.start + at),
    )
    return Post(anchor.body, block.mention(cut, piece.end), block.mention(piece.start, piece.end)), anchor


def _place(block: Block, start: int, end: int) -> Mention | None:
    """The place in the name of a party committee: 城关镇 of 城关镇党委, 澜江县 of 中共澜江县委."""
    found = re.fullmatch(
        rf"(?:中共|中国共产党)?(?P<place>.+[省市县区州盟旗镇乡])(?:{alternatives('heads')}|委|委员会|(?:人民)?武装部|人武部)",
        block.norm[start:end],
    )
    return block.mention(start + found.start("place"), start + found.end("place")) if found else None


def _bare(block: Block, piece: _Piece, anchor: Anchor | None) -> tuple[Post, Anchor | None]:
    """A title without an agency takes the agency before it, or the unit of it that it can only be of."""
    title = block.mention(piece.title, piece.end)
    if anchor is None:
        return Post(None, title, title), None
    words_of = block.norm[piece.title : piece.end]
    if anchor.place is not None and _GOVERNOR.fullmatch(words_of):
        place = anchor.place if len(anchor.place.text) > 1 else None
        return Post(place, title, place.joined(title) if place else title), anchor
    if _GOVERNOR.fullmatch(words_of) and not re.search(
        rf"{words_of[-2]}(?:人民政府|政府)?$", anchor.body.text
    ):
        return Post(None, title, title), anchor
    if anchor.unit is not None and fits(anchor.unit.text, words_of):
        title = anchor.unit.joined(title)
    return Post(anchor.body, title, anchor.body.joined(title)), anchor


def _unit(block: Block, piece: _Piece, anchor: Anchor, titled: bool) -> tuple[Post, Anchor]:
    """A unit named alone is inside the body before it."""
    unit, title = block.mention(piece.start, piece.title), block.mention(piece.title, piece.end)
    if titled:
        whole = block.mention(piece.start, piece.end)
        post = Post(anchor.host, whole, anchor.host.joined(whole))
        return post, anchor._replace(body=anchor.host, unit=unit)
    body = anchor.host.joined(unit)
    return Post(body, title, body.joined(title)), anchor._replace(body=body, unit=None)
