"""Recorded judgements: what someone found to be the same, not the same or unsure, with who and why.

They are applied at every build and never changed by one. A fact can be withdrawn by its id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError

_KEYS = {
    "same": {"one", "other"},
    "not-same": {"one", "other"},
    "unsure": {"one", "other"},
    "namesake": {"person", "facts"},
    "withdraw": {"fact"},
}


@dataclass(slots=True)
class Judgements:
    """What is judged: pairs of ids, facts that speak of a namesake, facts withdrawn."""

    same: dict[str, str] = field(default_factory=dict)
    apart: set[frozenset[str]] = field(default_factory=set)
    unsure: set[frozenset[str]] = field(default_factory=set)
    namesakes: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)

    def canonical(self, id_: str) -> str:
        """The id that an id stands for after all judgements of sameness."""
        seen = {id_}
        while id_ in self.same and self.same[id_] not in seen:
            id_ = self.same[id_]
            seen.add(id_)
        return id_


def read_judgements(extra: Iterable[Path] = ()) -> Judgements:
    """The package's own judgements and those of the files ``extra``. Raises InputError on a wrong row."""
    texts = [("kg/judgements.yaml", resources.files("kg").joinpath("judgements.yaml").read_text("utf-8"))]
    for path in extra:
        try:
            texts.append((str(path), path.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(path), "cannot be read as a file of judgements") from error
    judgements = Judgements()
    for name, text in texts:
        for row in _rows(name, text):
            _apply(row, judgements, name)
    return judgements


def _rows(name: str, text: str) -> list[dict[str, Any]]:
    try:
        rows = yaml.safe_load(text) or []
    except yaml.YAMLError as error:
        raise InputError(name, f"is no YAML: {' '.join(str(error).split())}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputError(name, "must be a list of judgements")
    return rows


def _apply(row: dict[str, Any], into: Judgements, name: str) -> None:
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
    else:
        into.withdrawn.add(row["fact"])
