"""Gazettes of Chinese governments (政府公报) as a knowledge graph that quotes its sources.

``kg.build([...], "graph")`` reads texts, ``kg.open("graph")`` answers questions. Nothing heavy is
imported until one of them is called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Archive, build, open  # noqa: A004 - kg.open reads as it should

__all__ = ["Archive", "build", "open"]


def __getattr__(name: str) -> Any:
    """Loads the interface when it is first asked for."""
    if name in __all__:
        return getattr(import_module("kg.api"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
