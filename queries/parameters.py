"""What a caller gives, as ``name=value`` texts, becomes all the parameters that a query wants."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from kg.errors import UsageError
from queries.query import Parameter, Query

_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def bind(query: Query, given: Mapping[str, str | None]) -> dict[str, str | None]:
    """Every parameter of the query with its value; None stands for what was not asked.

    Raises UsageError for a parameter that is missing, unknown, empty or no date, and for a range that ends
    before it begins.
    """
    known = [parameter.name for parameter in query.parameters]
    for name in given:
        if name not in known:
            raise UsageError(f"{query.name} has no parameter {name}, but {', '.join(known)}")
    values = {parameter.name: _value(query, parameter, given) for parameter in query.parameters}
    first, last = values.get("from"), values.get("to")
    if first and last and first > last:
        raise UsageError(f"{query.name}: from {first} comes after to {last}")
    return values


def _value(query: Query, parameter: Parameter, given: Mapping[str, str | None]) -> str | None:
    value = given.get(parameter.name)
    if value is None and parameter.required:
        raise UsageError(f"{query.name} needs {parameter.name}=… ({parameter.means})")
    value = parameter.default if value is None else value
    if value is None:
        return None
    if not value.strip():
        raise UsageError(f"{query.name}: {parameter.name} is empty")
    return day(parameter.name, value.strip()) if parameter.type == "date" else value.strip()


def day(name: str, value: str) -> str:
    """An ISO date, checked; ``today`` is the date of this computer's clock. Raises UsageError."""
    if value == "today":
        return datetime.now(tz=UTC).astimezone().date().isoformat()
    try:
        if _ISO.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise UsageError(f"{name}: {value} is not a date (write 2021-03-08)")
