"""The named queries: which there are, one by its name, and an answer from a store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources

from kg.errors import UsageError
from kg.schema import schema
from queries import attended, portfolio, who_oversees
from queries.bearers import Store, find
from queries.header import parse
from queries.memory import Memory, Parameters, Row
from queries.parameters import bind
from queries.query import Query

_IN_MEMORY: dict[str, Callable[[Memory, Parameters], list[Row]]] = {
    "who_oversees": who_oversees.rows,
    "portfolio": portfolio.rows,
    "attended": attended.rows,
}
"""A query a row: the stem of its .cypher file and the function of its .py file."""


@cache
def catalogue() -> tuple[Query, ...]:
    """All named queries. Raises PatternError where a file's header is wrong."""
    folder = resources.files("queries")
    return tuple(
        parse(name, folder.joinpath(f"{name}.cypher").read_text("utf-8"), in_memory)
        for name, in_memory in _IN_MEMORY.items()
    )


def get(name: str) -> Query:
    """The query of this name. Raises UsageError with the names there are."""
    for query in catalogue():
        if query.name == name:
            return query
    raise UsageError(f"no query {name}; there are {', '.join(_IN_MEMORY)}")


def run(store: Store, name: str, given: Mapping[str, str | None], *, within: str | None = None) -> list[Row]:
    """The rows that answer a named query, sorted, the same from every store.

    ``given`` are the parameters as texts; what is missing or None takes its default. A parameter whose
    type is a label is the name, alias or id of one such node; ``within`` narrows it to one government.
    Raises UsageError, UnknownName, AmbiguousName, StoreError.
    """
    query = get(name)
    values = bind(query, given)
    for parameter in query.parameters:
        value = values[parameter.name]
        if value is not None and parameter.type in schema().labels:
            values[parameter.name] = find(store, parameter.type, value, within)
    return sorted(store.rows(query, values), key=query.sort_key)
