"""Questions to a graph. Each gives an Answer whose columns docs/interfaces.md lists."""

from __future__ import annotations

from kg.ask.answer import Answer, joined
from kg.ask.changes import changes
from kg.ask.control import accountable
from kg.ask.gaps import gaps
from kg.ask.names import Names
from kg.ask.offices import aliases, person, post
from kg.ask.portfolios import meetings, portfolio, who

__all__ = [
    "Answer",
    "Names",
    "accountable",
    "aliases",
    "changes",
    "gaps",
    "joined",
    "meetings",
    "person",
    "portfolio",
    "post",
    "who",
]
