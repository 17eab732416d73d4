"""A named query: a question in two forms, Cypher for a server and a function for a graph in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from queries.memory import Memory, Parameters, Row

RELATIONS = ("分管", "协管", "联系", "负责", "协助", "CHAIRED", "ATTENDED")
"""In this order relations are listed, not by their characters."""


@dataclass(frozen=True, slots=True)
class Question:
    """Cypher and the function that gives the very same rows."""

    cypher: str
    in_memory: Callable[[Memory, Parameters], list[Row]]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its type (``text``, ``date`` or a label of the schema) and what it means.

    One that is not required has a default: a value, ``today``, or None for "not asked".
    """

    name: str
    type: str
    means: str
    required: bool
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Query(Question):
    """A named query as the header of its file declares it.

    ``columns`` tells what each column holds, in their order. ``order`` are the columns that rows are
    sorted by; those that are equal in all of them go by the remaining columns.
    """

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, str]
    order: tuple[str, ...]
    example: Mapping[str, str]

    def sort_key(self, row: Mapping[str, Any]) -> tuple[tuple[bool, int, Any], ...]:
        """Where a row stands among others. A missing value comes last.

        Servers compare rare characters differently with and without an index, so rows are sorted here.
        """
        columns = (*self.order, *(column for column in self.columns if column not in self.order))
        return tuple(
            (row[column] is None, _rank(column, row[column]), row[column] or "") for column in columns
        )


def _rank(column: str, value: Any) -> int:
    return RELATIONS.index(value) if column == "relation" and value in RELATIONS else len(RELATIONS)
