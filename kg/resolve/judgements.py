"""Recorded judgements: what someone found to be the same, not the same or unsure, with who and why.

They are applied at every build and never changed by one. A fact can be withdrawn by its id, or added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError
from kg.model import content_id
from kg.schema import schema

_KEYS = {
    "same": {"one", "other"},
    "not-same": {"one", "other"},
    "unsure": {"one", "other"},
    "namesake": {"person", "facts"},
    "withdraw": {"fact"},
    "add": {"fact"},
}
_STATED = {"relation", "subject", "object", "jurisdiction"}
_MAY_STATE = {"date", "document", "attributes"}


@dataclass(slots=True)
class Judgements:
    """What is judged: pairs of ids, facts that speak of a namesake, facts withdrawn and added.

    ``rows`` are those of the user's own files, as they were read.
    """

    same: dict[str, str] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    unsure: set[frozenset[str]] = field(default_factory=set)
    namesakes: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    added: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def canonical(self, id_: str) -> str:
        """The id that an id stands for after all judgements of sameness."""
        seen = {id_}
        while id_ in self.same and self.same[id_] not in seen:
            id_ = self.same[id_]
            seen.add(id_)
        return id_

    def take(self, rows: Iterable[Mapping[str, Any]], name: str) -> None:
        """Adds the user's judgements ``rows`` that are not known yet. Raises InputError on a wrong one."""
        for row in rows:
            if row not in self.rows:
                _apply(row, self, name)
                self.rows.append(dict(row))
        self.rows.sort(key=lambda row: json.dumps(row, ensure_ascii=False, sort_keys=True))


def read_judgements(extra: Iterable[Path] = ()) -> Judgements:
    """The package's own judgements and those of the files ``extra``. Raises InputError on a wrong row."""
    name = "kg/judgements.yaml"
    judgements = Judgements()
    for row in _rows(name, resources.files("kg").joinpath("judgements.yaml").read_text("utf-8")):
        _apply(row, judgements, name)
    for path in extra:
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(path), "cannot be read as a file of judgements") from error
        judgements.take(_rows(str(path), text), str(path))
    return judgements


def _rows(name: str, text: str) -> list[dict[str, Any]]:
    try:
        rows = yaml.load(text, Loader=_Loader) or []  # noqa: S506 - a safe loader, less its reading of dates
    except yaml.YAMLError as error:
        raise InputError(name, f"is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(name, "must be a list of judgements")
    return rows


class _Loader(yaml.SafeLoader):
    """Reads 2021-03-02 as the words it is written with."""


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _apply(row: Mapping[str, Any], into: Judgements, name: str) -> None:
    kind = row.get("judgement")
    needed = _KEYS.get(str(kind))
    if needed is None or row.keys() != needed | {"judgement", "who", "why"}:
        raise InputError(
            name, f"judgement {row!r:.90}: needs judgement ({', '.join(_KEYS)}), its keys, who and why"
        )
    if kind == "same":
        into.same[row["other"]] = row["one"]
    elif kind == "not-same":
        into.apart.add(frozenset((row["one"], row["other"])))
    elif kind == "unsure":
        into.unsure.add(frozenset((row["one"], row["other"])))
    elif kind == "namesake":
        into.namesakes |= {fact: min(row["facts"]) for fact in row["facts"]}
    elif kind == "withdraw":
        into.withdrawn.add(row["fact"])
    else:
        record = _record(row, name)
        into.added[record["id"]] = record


def _record(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The record of a fact that a judgement adds, with its context; its evidence is the judgement."""
    fact = row["fact"]
    relations = schema().relations
    if not isinstance(fact, dict) or not _STATED <= fact.keys() <= _STATED | _MAY_STATE:
        raise InputError(name, f"judgement {row!r:.90}: fact needs {', '.join(sorted(_STATED))}")
    relation = relations.get(fact["relation"])
    if relation is None or relation.derived:
        raise InputError(name, f"judgement {row!r:.90}: no relation {fact['relation']}")
    dated = {"date": fact["date"]} if fact.get("date") and "date" in relation.attributes else {}
    ends = {
        end: {"label": label, "mention": fact[end], "spans": [[0, 0]]}
        for end, label in (("subject", relation.subject), ("object", relation.object))
    }
    source = {
        "file": f"judgement of {row['who']}",
        "sha256": content_id("j", dict(row)).removeprefix("j:"),
        "document": fact.get("document"),
        "section": "judgement",
        "page": None,
        "start": 0,
        "end": 0,
        "quote": row["why"],
    }
    around = {"date": fact.get("date"), "issuers": [], "jurisdiction": fact["jurisdiction"], "window": None}
    return {
        "id": content_id("f", fact),
        "kind": "fact",
        "relation": fact["relation"],
        **ends,
        "attributes": {**dated, **fact.get("attributes", {})},
        "source": source,
        "rule": "judgement",
        "context": around,
    }
