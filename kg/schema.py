"""Labels and relations as ``schema.yaml`` declares them: the closed list everything is checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from kg.errors import PatternError


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node: its name, the colour on the page and the prefix of its ids."""

    name: str
    colour: str
    prefix: str
    plural: str
    means: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of edge: the labels of its ends, its own attributes, and how it lies in time.

    ``interval`` is ``open`` (holds until something ends it), ``event`` (a day or a span of
    days), ``start`` (begins on the document's date) or ``none``.
    """

    name: str
    subject: str
    object: str
    attributes: tuple[str, ...]
    means: str
    interval: str
    genre: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Schema:
    """All labels and relations by name; ``ends`` are the labels of a relation's subject and object."""

    labels: Mapping[str, Label]
    relations: Mapping[str, Relation]
    ends: Mapping[str, tuple[str, str]]


def _relation(name: str, row: Mapping[str, Any], labels: Mapping[str, Label]) -> Relation:
    unknown = {row["subject"], row["object"]} - labels.keys()
    if unknown or row["interval"] not in {"open", "event", "start", "none"}:
        raise PatternError(f"schema.yaml: relation {name}: unknown label or interval")
    return Relation(name=name, **{**row, "attributes": tuple(row["attributes"])})


@cache
def schema() -> Schema:
    """The declared schema. Raises PatternError where the file contradicts itself."""
    declared = yaml.safe_load(resources.files("kg").joinpath("schema.yaml").read_text("utf-8"))
    labels = {name: Label(name=name, **row) for name, row in declared["labels"].items()}
    relations = {name: _relation(name, row, labels) for name, row in declared["relations"].items()}
    ends = {name: (relation.subject, relation.object) for name, relation in relations.items()}
    return Schema(MappingProxyType(labels), MappingProxyType(relations), MappingProxyType(ends))
