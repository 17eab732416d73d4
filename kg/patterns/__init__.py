"""The YAML files of rules beside this module, read strictly: an unknown or missing key is an error.

A file holds named lists. A list of plain words is read by ``words``; a list of rows, each with an
``id`` and usually ``examples`` and ``counterexamples`` that the tests run, is read by ``rows``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kg.errors import PatternError

__all__ = ["alternation", "load", "rows", "words"]

_COMMON = frozenset({"id", "examples", "counterexamples", "means"})


@cache
def load(name: str) -> Mapping[str, Any]:
    """The parsed file ``kg/patterns/<name>.yaml``. Raises PatternError if it is no mapping."""
    text = resources.files("kg.patterns").joinpath(f"{name}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parsed = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are the safe ones, one in C
    if not isinstance(parsed, Mapping):
        raise PatternError(f"{name}.yaml: must be a mapping of lists")
    return parsed


@cache
def words(name: str, section: str) -> tuple[str, ...]:
    """The words of one list; a list written as one string is split at white space."""
    listed = load(name).get(section)
    if isinstance(listed, str):
        return tuple(listed.split())
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise PatternError(f"{name}.yaml: {section}: must be a list of words")
    return tuple(listed)


def rows(
    name: str, section: str, required: Iterable[str] = (), optional: Iterable[str] = ()
) -> tuple[Mapping[str, Any], ...]:
    """The rows of one list, each checked: ``id`` and the required keys there, no key unknown, no id twice."""
    listed = load(name).get(section)
    if not isinstance(listed, list):
        raise PatternError(f"{name}.yaml: {section}: must be a list of rows")
    needed = {"id", *required}
    known = needed | set(optional) | _COMMON
    seen: set[str] = set()
    for row in listed:
        if not isinstance(row, Mapping) or needed - row.keys() or row.keys() - known:
            raise PatternError(f"{name}.yaml: {section}: row {row!r:.80}: missing or unknown key")
        if row["id"] in seen:
            raise PatternError(f"{name}.yaml: {section}: id {row['id']} stands twice")
        seen.add(row["id"])
    return tuple(listed)


def alternation(choices: Iterable[str]) -> str:
    """A regular expression that matches any of the literal words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(choices), key=lambda word: (-len(word), word)))
