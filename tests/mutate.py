"""Texts set another way that say the same: wrapped, paged, padded, encoded or punctuated otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from kg.model import Source
from kg.pipeline import extract
from kg.read import read_bytes
from tests.setting import wrap

HALF_WIDTH = str.maketrans("，；：（）！？", ",;:()!?")
FULL_WIDTH_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")

Claim = tuple[str, str, str, tuple[tuple[str, str], ...]]


_OF_A_PAGE = re.compile(r"[^。；]*[>＞][^。；]*[>＞][^。；]*|时间：\d{4}-\d\d-\d\d \d\d:\d\d[^。；]*")


def rewrap(text: str, width: int) -> str:
    """Each line, a paragraph, wrapped at ``width`` columns; one set to the right stays in one piece.

    So do the way to a web page (首页 > 政务公开 > 人事) and the page's own line with the hour: no printer ever set one.
    """
    return "\n".join(
        piece
        for line in text.split("\n")
        for piece in ([line] if _OF_A_PAGE.fullmatch(line) else _wrapped(line, width))
    )


def _wrapped(line: str, width: int) -> Iterable[str]:
    bare = line.strip()
    room = width - len(bare)
    if room < 0 or not bare:
        return wrap(line, width) if bare else [line]
    indent = line[: len(line) - len(line.lstrip())]
    return [indent[:room] + bare]


def page(text: str, head: str, every: int = 23) -> str:
    """A page number and a running head after every so many lines."""
    lines = text.split("\n")
    pages = [lines[start : start + every] for start in range(0, len(lines), every)]
    return "\n".join(
        "\n".join(body if number == len(pages) else [*body, f"·    {number}    ·", head])
        for number, body in enumerate(pages, 1)
    )


def pad(text: str, names: Iterable[str], space: str = "　") -> str:
    """Names of two characters set to three columns."""
    for name in names:
        if len(name) == 2:
            text = text.replace(name, name[0] + space + name[1])
    return text


ENCODINGS: Mapping[str, Callable[[str], bytes]] = {
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be with a mark": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
}


def facts(text: str | bytes, name: str = "text.txt") -> list[dict[str, Any]]:
    """The facts of a text, as JSON objects."""
    source = read_bytes(text if isinstance(text, bytes) else text.encode(errors="surrogatepass"), name)
    return [record for record in extract(source).records if record["kind"] == "fact"]


def facts_of(source: Source) -> list[dict[str, Any]]:
    """The facts of a source, whatever is in it."""
    return [record for record in extract(source).records if record["kind"] == "fact"]


def claims(found: Iterable[Mapping[str, Any]]) -> set[Claim]:
    """What facts claim, without place and rule, folded to one width."""
    return {
        (
            fact["relation"], fold(fact["subject"]["mention"]), fold(fact["object"]["mention"]),
            tuple(sorted((key, fold(value)) for key, value in fact["attributes"].items())),
        )
        for fact in found
    }  # fmt: skip


def fold(text: str) -> str:
    """NFKC, white space and the variants of a dash out of the way."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def difference(before: Collection[Claim], after: Collection[Claim]) -> list[str]:
    """Lines that say what was lost (-) and what was gained (+)."""
    lost = [f"- {' '.join(claim[:3])} {dict(claim[3])}" for claim in sorted(set(before) - set(after))]
    return lost + [f"+ {' '.join(claim[:3])} {dict(claim[3])}" for claim in sorted(set(after) - set(before))]
