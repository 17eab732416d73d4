"""A graph in memory: a networkx MultiDiGraph, edges keyed by their id, and an index for point queries.

A node of the MultiDiGraph has the attribute ``label`` and the node's properties, an edge the attribute
``kind`` and the edge's properties; ids are the keys.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx

from kg.graph import Edge, Graph, Node
from loaders.check import check
from loaders.store import Counts, Question, Row


def to_networkx(graph: Graph) -> nx.MultiDiGraph:
    """The same nodes and edges as a networkx graph. The properties are copied."""
    network = nx.MultiDiGraph()
    network.add_nodes_from(
        (node.id, {"label": node.label, **_without(node.properties, "id")}) for node in graph.nodes.values()
    )
    network.add_edges_from(
        (edge.source, edge.target, edge.id, {"kind": edge.kind, **_without(edge.properties, "id")})
        for edge in graph.edges.values()
    )
    return network


def from_networkx(network: nx.MultiDiGraph) -> Graph:
    """The graph that ``to_networkx`` was given."""
    nodes = {key: _node(key, data, _without(data, "label")) for key, data in network.nodes(data=True)}
    edges = {
        key: _edge(source, target, key, data, _without(data, "kind"))
        for source, target, key, data in network.edges(keys=True, data=True)
    }
    return Graph(nodes, edges)


class NetworkxStore:
    """A store in memory. ``network`` may be read freely; to change it, change the graph and load it again."""

    def __init__(self) -> None:
        self._fill(nx.MultiDiGraph())

    def _fill(self, network: nx.MultiDiGraph) -> None:
        self.network = network
        self._named: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._outgoing: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        self._incoming: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for key, data in network.nodes(data=True):
            for name in {key, data["name"], *data.get("aliases", ())}:
                self._named[data["label"], name].append(key)
        for source, target, key, data in network.edges(keys=True, data=True):
            edge = _edge(source, target, key, data, data)
            self._outgoing[source, edge.kind].append(edge)
            self._incoming[target, edge.kind].append(edge)

    def load(self, graph: Graph) -> Counts:
        """Hold this graph instead of the one before. StoreError for a graph that no store could hold."""
        check(graph)
        self._fill(to_networkx(graph))
        return self.counts()

    def counts(self) -> Counts:
        """Nodes by label and edges by kind."""
        labels = Counter(label for _, label in self.network.nodes(data="label"))
        kinds = Counter(kind for _, _, kind in self.network.edges(data="kind"))
        return Counts(dict(labels), dict(kinds))

    def graph(self) -> Graph:
        """The graph that was loaded."""
        return from_networkx(self.network)

    def rows(self, question: Question, parameters: Mapping[str, Any]) -> list[Row]:
        """The answer of the question's own function."""
        return question.in_memory(self, parameters)

    def close(self) -> None:
        """There is nothing to let go of."""

    def labelled(self, label: str) -> Iterator[Node]:
        """All nodes of a label."""
        for key, data in self.network.nodes(data=True):
            if data["label"] == label:
                yield _node(key, data, data)

    def bearing(self, label: str, name: str) -> Iterator[Node]:
        """The nodes of a label whose id, name or alias this is."""
        for key in self._named.get((label, name), ()):
            yield self.node(key)

    def node(self, key: str) -> Node:
        """The node with this id."""
        data = self.network.nodes[key]
        return _node(key, data, data)

    def outgoing(self, key: str, *kinds: str) -> Iterator[Edge]:
        """The edges of these kinds that start at a node."""
        for kind in kinds:
            yield from self._outgoing.get((key, kind), ())

    def incoming(self, key: str, *kinds: str) -> Iterator[Edge]:
        """The edges of these kinds that end at a node."""
        for kind in kinds:
            yield from self._incoming.get((key, kind), ())


def _node(key: str, data: Mapping[str, Any], properties: Mapping[str, Any]) -> Node:
    return Node(key, data["label"], properties)


def _edge(source: str, target: str, key: str, data: Mapping[str, Any], properties: Mapping[str, Any]) -> Edge:
    return Edge(key, data["kind"], source, target, properties)


def _without(properties: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if name != key}
