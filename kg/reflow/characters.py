"""A text as an array of code points: what is asked of every character of it is asked of all in one go.

A table has an entry for every code point; ``table.take(points)`` is the entries of many. Tables are empty but for
a few entries, and empty pages of one take no memory.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.patterns.folding import FOLD

Points = NDArray[np.uint32]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Kinds = NDArray[np.uint16]

_SIZE = 0x110000
_POINT = np.dtype("<u4")
_UTF32 = "utf-32-le"

(
    SPACE,  # what str.split splits at
    BREAK,  # what str.splitlines splits at
    HIDDEN,  # what does not show
    FOLDS,  # what has another form
    OPENS,
    CLOSES,
    CLAUSE,  # what running text has between clauses, STOP at an end, INNER within a sentence
    STOP,
    INNER,
    PUNCTUATION,
    FULL_STOP,  # ， and 。 alone, which no heading has
    COLON,
    ABOUT,  # the first character of 关于
) = (1 << bit for bit in range(13))
"""Kinds of characters, a bit each."""

_OF_KIND = {
    SPACE: " \t\n\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000",
    BREAK: "\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029",
    HIDDEN: "\u200b\u200c\u200d\u2060\ufeff\u00ad",
    FOLDS: "".join(map(chr, FOLD)),
    OPENS: "（(【〈《〔",
    CLOSES: "）)】〉》〕",
    CLAUSE: "，、；。：,;",
    STOP: "。；！？",
    INNER: "，、；。《（(,;",
    PUNCTUATION: "，。；！？、,;!?：:",
    FULL_STOP: "，。",
    COLON: "：:",
    ABOUT: "关",
}


def points(text: str) -> Points:
    """The code points of ``text``."""
    return np.frombuffer(text.encode(_UTF32, "surrogatepass"), _POINT)


def text_of(characters: Points) -> str:
    """The text of code points."""
    return characters.tobytes().decode(_UTF32, "surrogatepass")


def members(*characters: str) -> Flags:
    """A table that tells whether a character is one of those in the strings."""
    table = np.zeros(_SIZE, np.bool_)
    table[points("".join(characters))] = True
    return table


def _table_of_kinds() -> Kinds:
    table = np.zeros(_SIZE, np.uint16)
    for kind, characters in _OF_KIND.items():
        table[points(characters)] |= kind
    return table


_KINDS = _table_of_kinds()
_FOLDED = np.zeros(_SIZE, _POINT)
_FOLDED[list(FOLD)] = [ord(folded) for folded in FOLD.values()]


def kinds(characters: Points) -> Kinds:
    """The kinds that each character is of."""
    return _KINDS.take(characters)


def folded(characters: Points, of_kinds: Kinds) -> Points:
    """Characters, of the kinds told, in one form for punctuation and digits (see FOLD)."""
    at = where((of_kinds & FOLDS) > 0)
    changed = characters.copy()
    changed[at] = _FOLDED[characters[at]]
    return changed


def where(flags: Flags) -> Numbers:
    """The indices of what is true."""
    found: Numbers = flags.nonzero()[0]
    return found


def sums(counts: Numbers | Flags) -> Numbers:
    """The sums of what stands before each item, and before the end."""
    before = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=before[1:])
    return before


def rises(numbers: Numbers) -> Numbers:
    """How much each number is more than the one before it, the first than 0."""
    differences = numbers.copy()
    differences[1:] -= numbers[:-1]
    return differences
