"""Names of people: a surname and a given name, or parts joined by dots."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.patterns import alternation, words

_HAN = r"[\u3400-\u9fff\U00020000-\U000323af]"
_DOTTED = rf"{_HAN}{{1,9}}(?:·{_HAN}{{1,9}}){{1,4}}"
_SELDOM = re.compile(r"[的了在到与及等以要将把被从其各并们委局研检查督第省市县区厅赴开展访团率队]")
"""What hardly ever stands in a name: four characters with one of these are words."""
_MOST_BEFORE_DOT = 10
_PLAIN = re.compile(rf"{_DOTTED}|{_HAN}{{2,4}}")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    listed = set(words("names", "surnames")) | set(words("names", "compound"))
    return frozenset(n for n in listed if len(n) == 1), frozenset(n for n in listed if len(n) == 2)


@cache
def _not_names() -> frozenset[str]:
    return frozenset(words("names", "not_names"))


@cache
def _never_names() -> frozenset[str]:
    return frozenset(words("names", "never_names"))


@cache
def name_pattern() -> str:
    """A regular expression for a name, without groups: surname with one or two characters, or dotted."""
    single, compound = _surnames()
    return rf"(?:{_DOTTED}|(?:{alternation(compound)}){_HAN}{{1,2}}|[{''.join(sorted(single))}]{_HAN}{{1,2}})"


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(name_pattern())


@cache
def _paired() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('names', 'paired'))}){{2}}")


@cache
def _steppe() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(words('names', 'steppe'))}]{{5,7}}")


@lru_cache(maxsize=8192)
def is_name(text: str) -> bool:
    """Whether the whole of ``text`` can be a person's name."""
    return (bool(_whole().fullmatch(text)) and text[:2] not in _not_names()) or is_paired(text)


def is_paired(text: str) -> bool:
    """Whether ``text`` is a name of two halves, as Tibetan names are: 扎西次仁."""
    return bool(_paired().fullmatch(text))


@lru_cache(maxsize=8192)
def looks_like_name(text: str) -> bool:
    """Whether ``text``, in a place where only a name can stand (after a title), can be one.

    The surname need not be known, and the name may be a word (关键, 于是): two to four ideographs, or a dotted name.
    """
    if len(text) == 4 and "·" not in text and text[:2] not in _surnames()[1] and _SELDOM.search(text):
        return is_paired(text)
    if "的" in text or text[:2] in _never_names():
        return False
    return bool(_PLAIN.fullmatch(text) or _steppe().fullmatch(text))


def name_lengths(text: str, start: int) -> tuple[int, ...]:
    """Lengths that a name beginning at ``start`` may have, the longest first."""
    dotted = re.compile(_DOTTED).match(text, start)
    if dotted:
        return (dotted.end() - start,)
    single, compound = _surnames()
    longest = 4 if text[start : start + 2] in compound else 3 if text[start : start + 1] in single else 0
    return tuple(n for n in range(longest, 1, -1) if is_name(text[start : start + n]))


def may_begin_name(text: str, at: int) -> bool:
    """Whether a name can begin at ``at``: a surname stands there, or a dot follows near by. Cheap, and often in vain."""
    single, compound = _surnames()
    return (
        text[at : at + 1] in single
        or text[at : at + 2] in compound
        or "·" in text[at : at + _MOST_BEFORE_DOT]
    )
