"""Gold files → what is demanded: facts, statuses and documents, each with what else would be right.

The line formats are those of docs/facts.md (Scoring); a line's keys tell its kind.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.schema import schema

_SPACE = re.compile(r"\s+")


def fold(text: str) -> str:
    """Text as it is compared: one width, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


@dataclass(frozen=True, slots=True)
class Demand:
    """One gold line: what must be found, and the attributes it must have.

    ``objects`` are the object and what counts as it. ``optional`` lines are neither demanded nor false.
    """

    relation: str
    subject: str
    objects: frozenset[str]
    date: str | None
    attributes: Mapping[str, frozenset[str]]
    optional: bool = False
    group: tuple[str, ...] | None = None
    alternatives: tuple[tuple[str, ...], ...] = ()
    origin: str = ""


@dataclass(slots=True)
class Gold:
    """All that the given files demand."""

    facts: list[Demand] = field(default_factory=list)
    statuses: list[Mapping[str, str]] = field(default_factory=list)
    documents: list[Mapping[str, Any]] = field(default_factory=list)
    catalogue: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def relations(self) -> set[str]:
        """The relations that are scored: those the gold has."""
        listed = {demand.relation for demand in self.facts}
        return listed | ({"ISSUED"} if self.documents or self.catalogue else set())


def read_gold(paths: Iterable[Path]) -> Gold:
    """The gold in the files. Raises InputError naming the file and line of one that is wrong."""
    gold = Gold()
    for path in paths:
        for number, line in enumerate(_lines(path), 1):
            if line.strip():
                _take(_parsed(line, path, number), gold, f"{path.name}:{number}")
    return gold


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), f"cannot be read as gold: {error}") from error


def _parsed(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(str(path), f"line {number} is no JSON: {error.msg}") from error
    if not isinstance(row, dict) or not ({"relation", "person", "number"} & row.keys()):
        raise InputError(str(path), f"line {number} is no gold line: it has no relation, person or number")
    return row


def _take(row: dict[str, Any], gold: Gold, origin: str) -> None:
    if "relation" in row:
        gold.facts.append(_demand(row, origin))
    elif "person" in row:
        gold.statuses.append(row)
    elif "issuer" in row:
        gold.documents.append(row)
        gold.facts.extend(_issued(row, origin))
    else:
        gold.catalogue.append(row)


def _demand(row: Mapping[str, Any], origin: str) -> Demand:
    relation = row["relation"]
    known = schema().relations[relation].attributes
    attributes = {
        key: frozenset({fold(row[key])} | {fold(other) for other in row.get(f"accept_{key}", ())})
        for key in known
        if key in row and key not in ("date", "agency")
    }
    if relation in ("APPOINTED_TO", "REMOVED_FROM"):
        attributes.pop("title", None)
    return Demand(
        relation,
        fold(row["subject"]),
        frozenset(fold(name) for name in (row["object"], *row.get("accept", ()))),
        row.get("date"),
        attributes,
        optional=bool(row.get("derived")),
        group=(relation, fold(row["subject"]), row.get("date") or "") if row.get("ambiguous") else None,
        alternatives=tuple(tuple(fold(name) for name in names) for names in row.get("alternatives", ())),
        origin=origin,
    )


def _issued(row: Mapping[str, Any], origin: str) -> list[Demand]:
    name = fold(row.get("number") or row["title"])
    attributes = {"title": frozenset({fold(row["title"])})} if "title" in row else {}
    return [
        Demand("ISSUED", fold(issuer), frozenset({name}), row.get("date"), attributes, origin=origin)
        for issuer in row["issuer"]
    ]


def segmentations(demands: list[Demand]) -> list[list[Demand]]:
    """The demands, and each way of reading them that the ambiguous lines allow instead."""
    readings = [demands]
    for group in sorted({demand.group for demand in demands if demand.group}):
        lines = [demand for demand in demands if demand.group == group]
        readings += [
            [other for other in reading if other.group != group]
            + [replace(lines[0], objects=frozenset({name}), group=None) for name in names]
            for reading in list(readings)
            for names in lines[0].alternatives
        ]
    return readings
