"""Whether words that no rule understood name somebody, so that a fact may be missed there."""

from __future__ import annotations

from kg.mentions.attendance.clauses import turn
from kg.mentions.attendance.context import Memory
from kg.mentions.people import tells_itself
from kg.mentions.titles import after_note, title_nouns


def names_someone(norm: str, start: int, end: int, memory: Memory) -> bool:
    """Whether a range names somebody whose deed there could be a fact. Who is elected, honoured or died is at no meeting."""
    text = norm[start:end]
    return (_names_titled(text) or any(map(text.__contains__, memory.told))) and not turn(
        "other-deeds", norm, start, end
    )


def _names_titled(text: str) -> bool:
    for _, last, _ in title_nouns(text):
        at = after_note(text, last)
        if tells_itself(text[at : at + 3]) or tells_itself(text[at : at + 2]):
            return True
    return False
