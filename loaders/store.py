"""What every store offers: load a graph, count what it holds, answer a question.

A store mirrors one build. ``load`` makes it hold that build's nodes and edges with exactly their properties;
to load the same build again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from kg.graph import Graph

if TYPE_CHECKING:
    from loaders.to_networkx import NetworkxStore

Row = dict[str, Any]
"""One row of an answer: values by column, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many nodes of each label and edges of each kind there are; what there is none of is left out."""

    nodes: Mapping[str, int]
    edges: Mapping[str, int]


class Question(Protocol):
    """A question in both forms that stores understand; ``queries`` makes them."""

    @property
    def cypher(self) -> str:
        """The text that a server runs."""
        ...

    @property
    def in_memory(self) -> Callable[[NetworkxStore, Mapping[str, Any]], list[Row]]:
        """The function that gives the same rows over a graph in memory."""
        ...


class Store(Protocol):
    """Somewhere a graph can be put and asked about. Every failure is a StoreError."""

    def load(self, graph: Graph) -> Counts:
        """Make the store hold this graph, and nothing else of ours. Returns what it then holds."""
        ...

    def counts(self) -> Counts:
        """What the store holds."""
        ...

    def graph(self) -> Graph:
        """The whole graph read back, equal to the one that was loaded."""
        ...

    def rows(self, question: Question, parameters: Mapping[str, Any]) -> list[Row]:
        """The answer to a question; reads only."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
