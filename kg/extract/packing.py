"""Makes values of ours travel with a Doc that is written to bytes or handed to another process."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import srsly

_TAG = "__gongbao__"


def register(*kinds: type) -> None:
    """Lets spaCy's serialisation (msgpack) write and read the dataclasses and named tuples ``kinds`` inside ``doc.user_data``."""
    by_name = {kind.__name__: kind for kind in kinds}
    srsly.msgpack_encoders("gongbao", func=_encoder(frozenset(kinds)))
    srsly.msgpack_decoders("gongbao", func=_decoder(by_name))


def _encoder(kinds: frozenset[type]) -> Callable[..., Any]:
    def encode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
        if type(obj) in kinds:
            return _plain(obj, kinds)
        return obj if chain is None else chain(obj)

    return encode


def _decoder(by_name: dict[str, type]) -> Callable[..., Any]:
    def decode(obj: Any, chain: Callable[[Any], Any] | None = None) -> Any:
        if isinstance(obj, dict) and obj.get(_TAG) in by_name:
            return by_name[obj[_TAG]](**{name: _rebuilt(value) for name, value in obj["values"]})
        return obj if chain is None else chain(obj)

    return decode


def _plain(value: Any, kinds: frozenset[type]) -> Any:
    """Our values, lists, mappings and places marked, so that they are told from the tuples that they come back beside."""
    if type(value) in kinds:
        named = [[name, _plain(getattr(value, name), kinds)] for name in _names(value)]
        return {_TAG: type(value).__name__, "values": named}
    if isinstance(value, array):
        return {"places": value.tolist()}
    if isinstance(value, list):
        return {"list": [_plain(item, kinds) for item in value]}
    if isinstance(value, dict):
        return {"pairs": [[_plain(key, kinds), _plain(item, kinds)] for key, item in value.items()]}
    if isinstance(value, tuple):
        return [_plain(item, kinds) for item in value]
    return value


def _names(value: Any) -> Sequence[str]:
    """The names of what a dataclass or a named tuple holds."""
    return [field.name for field in fields(value)] if is_dataclass(value) else value._fields


def _rebuilt(value: Any) -> Any:
    if type(value) in (list, tuple):
        return tuple(_rebuilt(item) for item in value)
    if isinstance(value, dict) and "places" in value:
        return array("i", value["places"])
    if isinstance(value, dict) and "list" in value:
        return [_rebuilt(item) for item in value["list"]]
    if isinstance(value, dict) and "pairs" in value:
        return {_rebuilt(key): _rebuilt(item) for key, item in value["pairs"]}
    return value
