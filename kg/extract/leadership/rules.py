"""The rows and words of ``patterns/leadership.yaml``, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.patterns import alternation, rows, words

_FILE = "leadership"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the genre: the rule's id, what its objects are, and the pattern that opens a clause."""

    id: str
    gives: str
    regex: str


@cache
def verbs() -> dict[str, Verb]:
    """All verbs by their ids, in the order in which they are tried."""
    listed = rows(_FILE, "verbs", ("regex", "gives"))
    return {row["id"]: Verb(row["id"], row["gives"], row["regex"]) for row in listed}


@cache
def any_verb() -> re.Pattern[str]:
    """All verbs in one pattern; the last group of a match is named after the first verb that matches there."""
    return re.compile("|".join(f"(?P<{verb.id}>{verb.regex})" for verb in verbs().values()))


@cache
def pattern(section: str, id: str) -> re.Pattern[str]:
    """The compiled regex of one row of a list whose rows have names."""
    return re.compile(next(row["regex"] for row in rows(_FILE, section, ("regex",)) if row["id"] == id))


@cache
def patterns(section: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Id and compiled regex of every row of a list."""
    return tuple((row["id"], re.compile(row["regex"])) for row in rows(_FILE, section, ("regex",)))


def first_match(section: str, text: str) -> str | None:
    """The id of the first row of a list that is found in ``text``, or None."""
    return next((id for id, regex in patterns(section) if regex.search(text)), None)


@cache
def vocabulary(section: str) -> frozenset[str]:
    """A list of words as a set."""
    return frozenset(words(_FILE, section))


@cache
def any_of(*sections: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern for any word of one or more lists, with what must stand before and after."""
    listed = chain.from_iterable(words(_FILE, section) for section in sections)
    return re.compile(f"{before}(?:{alternation(listed)}){after}")


@cache
def adverbs() -> re.Pattern[str]:
    """Adverbs in a row, perhaps none."""
    return re.compile(f"(?:{alternation(words(_FILE, 'adverbs'))})*")
