"""What the in-memory form of a question may ask of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from kg.graph import Edge, Node

Row = dict[str, Any]
"""One row of an answer: values by column."""

Parameters = Mapping[str, Any]
"""Values by name, all parameters of the question there; what was not asked is None."""


class Memory(Protocol):
    """A graph in memory with an index; ``loaders.to_networkx.NetworkxStore`` is one."""

    def labelled(self, label: str) -> Iterator[Node]:
        """All nodes of a label."""
        ...

    def bearing(self, label: str, name: str) -> Iterator[Node]:
        """The nodes of a label whose id, name or alias this is, each once."""
        ...

    def node(self, key: str) -> Node:
        """The node with this id."""
        ...

    def outgoing(self, key: str, *kinds: str) -> Iterator[Edge]:
        """The edges of these kinds that start at a node."""
        ...

    def incoming(self, key: str, *kinds: str) -> Iterator[Edge]:
        """The edges of these kinds that end at a node."""
        ...
