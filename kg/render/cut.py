"""What of a graph goes on a page: the surroundings of a node, or an overview, both capped.

Where there is too much, the relations come in the schema's order (分管 first), those that hold before those
that ended, the newest first. Nothing depends on the order in which nodes and edges were added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, islice

from kg.errors import UnknownName, UsageError
from kg.graph import Edge, Graph
from kg.render.interval import State, begun, state
from kg.schema import schema

LIMIT = 120
"""More nodes than these are not readable on one screen."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is drawn (``graph``) and what it was taken from (``whole``): a page says what it lacks."""

    graph: Graph
    whole: Graph

    @property
    def left_out(self) -> Counter[str]:
        """Number of edges that are not drawn, by relation."""
        kinds = Counter(edge.kind for edge in self.whole.edges.values())
        kinds.subtract(edge.kind for edge in self.graph.edges.values())
        return +kinds


def neighbourhood(graph: Graph, node_id: str, hops: int = 1, limit: int = LIMIT) -> Graph:
    """The nodes within ``hops`` edges of a node, either way, and every edge between them.

    At most ``limit`` nodes, the node itself and the nearest first. Raises UnknownName for an id that the
    graph lacks, UsageError for fewer than 0 hops or 1 node.
    """
    return cut_around(graph, node_id, hops, limit).graph


def overview(graph: Graph, limit: int = LIMIT) -> Graph:
    """At most ``limit`` nodes that tell most: the whole graph where it fits, else relation after relation.

    A relation that does not fit any more is left out, and so are those after it; if already the first does
    not fit, people with most of it come first. Raises UsageError for a limit under 1.
    """
    return cut_across(graph, limit).graph


def cut_around(graph: Graph, node_id: str, hops: int, limit: int, day: str | None = None) -> Cut:
    """See neighbourhood. ``day`` tells which edges hold and come first."""
    _check(limit)
    if node_id not in graph.nodes:
        raise UnknownName(node_id)
    if hops < 0:
        raise UsageError(f"hops must be 0 or more, not {hops}")
    reached = _reach(_neighbours(_by_weight(graph, day)), node_id, hops)
    return Cut(_between(graph, reached[:limit]), _between(graph, reached))


def cut_across(graph: Graph, limit: int, day: str | None = None) -> Cut:
    """See overview. ``day`` tells which edges hold and come first."""
    _check(limit)
    fits = len(graph.nodes) <= limit
    return Cut(graph if fits else _between(graph, _tell_most(graph, limit, day)), graph)


def known_on(graph: Graph, day: str | None, keep: str | None = None) -> Graph:
    """The graph without edges that began after ``day``, nor nodes that had no others (but ``keep``)."""
    edges = {key: edge for key, edge in graph.edges.items() if begun(edge, day)}
    later = _ends(edge for key, edge in graph.edges.items() if key not in edges)
    gone = set(later) - set(_ends(edges.values())) - {keep}
    return Graph({key: node for key, node in graph.nodes.items() if key not in gone}, edges)


def _check(limit: int) -> None:
    if limit < 1:
        raise UsageError(f"limit must be 1 or more, not {limit}")


def _by_weight(graph: Graph, day: str | None) -> list[Edge]:
    newest = sorted(sorted(graph.edges.values(), key=lambda edge: edge.id), key=_start, reverse=True)
    return sorted(newest, key=lambda edge: _weight(edge, day))


def _start(edge: Edge) -> str:
    return str(edge.properties.get("validFrom", ""))


def _weight(edge: Edge, day: str | None) -> tuple[int, bool]:
    return list(schema().relations).index(edge.kind), state(edge, day) is State.ENDED


def _neighbours(edges: Iterable[Edge]) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        neighbours[edge.source].append(edge.target)
        neighbours[edge.target].append(edge.source)
    return neighbours


def _reach(neighbours: dict[str, list[str]], start: str, hops: int) -> list[str]:
    reached, frontier = {start: None}, [start]
    for _ in range(hops):
        frontier = list(_distinct(other for node in frontier for other in neighbours.get(node, ())))
        frontier = [node for node in frontier if node not in reached]
        reached.update(dict.fromkeys(frontier))
    return list(reached)


def _tell_most(graph: Graph, limit: int, day: str | None) -> list[str]:
    picked: dict[str, None] = {}
    for _, group in groupby(_by_weight(graph, day), key=lambda edge: _weight(edge, day)):
        edges = list(group)
        together = picked | dict.fromkeys(_ends(edges))
        if len(together) > limit:
            return list(picked) or _busiest(edges, limit)
        picked = together
    return list(picked)


def _busiest(edges: list[Edge], limit: int) -> list[str]:
    count = Counter(edge.source for edge in edges)
    busiest = sorted(edges, key=lambda edge: (-count[edge.source], edge.source))
    return list(islice(_distinct(_ends(busiest)), limit))


def _ends(edges: Iterable[Edge]) -> Iterable[str]:
    return (end for edge in edges for end in (edge.source, edge.target))


def _distinct(values: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(values)


def _between(graph: Graph, ids: Iterable[str]) -> Graph:
    nodes = {key: graph.nodes[key] for key in ids}
    edges = {key: edge for key, edge in graph.edges.items() if edge.source in nodes and edge.target in nodes}
    return Graph(nodes, edges)
