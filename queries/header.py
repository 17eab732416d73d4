"""The header of a query's file: YAML in the comment lines before the first blank one.

    // question: Who oversees an agency?
    // parameters:
    //   agency: {type: Agency, required: true, means: its name or id}
    //   as_of: {type: date, default: today, means: the day that is asked about}
    // columns:
    //   person: the official
    // order: [person]
    // example: {agency: 云州市水利局}

An unknown key, a parameter that the text does not use, or one that it uses undeclared is a PatternError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

import yaml

from kg.errors import PatternError, UsageError
from kg.schema import schema
from queries.memory import Memory, Parameters, Row
from queries.parameters import bind
from queries.query import Parameter, Query

_KEYS = {"question": str, "parameters": dict, "columns": dict, "order": list, "example": dict}
_PARAMETER_KEYS = {"type", "means", "required", "default"}
_USED = re.compile(r"\$(\w+)")
_PLAIN_TYPES = ("text", "date")


def parse(name: str, text: str, in_memory: Callable[[Memory, Parameters], list[Row]]) -> Query:
    """The query in the text of ``name``.cypher. Raises PatternError, naming the file and what is wrong."""
    try:
        return _parse(name, text, in_memory)
    except (ValueError, UsageError, yaml.YAMLError) as error:
        raise PatternError(f"{name}.cypher: {' '.join(str(error).split())}") from error


def _parse(name: str, text: str, in_memory: Callable[[Memory, Parameters], list[Row]]) -> Query:
    header = _read(text)
    parameters = tuple(_parameter(key, row) for key, row in header["parameters"].items())
    query = Query(
        cypher=text,
        in_memory=in_memory,
        name=name,
        question=header["question"],
        parameters=parameters,
        columns=header["columns"],
        order=tuple(header["order"]),
        example=header["example"],
    )
    _check(query, _body(text))
    return query


def _comment(text: str) -> list[str]:
    return list(takewhile(lambda line: line.startswith("//"), text.splitlines()))


def _body(text: str) -> str:
    return "\n".join(text.splitlines()[len(_comment(text)) :])


def _read(text: str) -> Mapping[str, Any]:
    header = yaml.safe_load("\n".join(line.removeprefix("//").removeprefix(" ") for line in _comment(text)))
    if not isinstance(header, dict):
        raise ValueError("has no header")
    if header.keys() != _KEYS.keys():
        raise ValueError(f"the header has not exactly the keys {', '.join(_KEYS)}")
    for key, kind in _KEYS.items():
        if not isinstance(header[key], kind):
            raise ValueError(f"{key} is not a {kind.__name__}")
    return header


def _parameter(name: str, row: Any) -> Parameter:
    if not isinstance(row, dict) or not row.keys() <= _PARAMETER_KEYS or not {"type", "means"} <= row.keys():
        raise ValueError(f"parameter {name} wants type, means, and required or default")
    if row["type"] not in _PLAIN_TYPES and row["type"] not in schema().labels:
        raise ValueError(f"parameter {name} has an unknown type {row['type']}")
    if ("default" in row) == (row.get("required") is True):
        raise ValueError(f"parameter {name} is either required: true or has a default")
    return Parameter(name, row["type"], row["means"], "default" not in row, row.get("default"))


def _check(query: Query, body: str) -> None:
    declared, used = {parameter.name for parameter in query.parameters}, set(_USED.findall(body))
    if declared != used:
        raise ValueError(f"declared and used parameters differ in {', '.join(sorted(declared ^ used))}")
    if not set(query.order) <= query.columns.keys():
        raise ValueError("order names what is no column")
    bind(query, query.example)
