"""A graph in Neo4j.

Loading mirrors: what an earlier load left and this graph no longer has is removed, because an edge that a
later build withdrew would go on giving wrong answers. ``prune=False`` keeps it, to put several builds side by
side. Data that is not ours (see ``loaders.cypher``) stays, but for relationships of nodes that are removed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    GraphDatabase,
    ManagedTransaction,
    NotificationDisabledClassification,
    Session,
)

from kg.errors import StoreError
from kg.graph import Edge, Graph, Node
from kg.schema import schema
from loaders import cypher
from loaders.check import check
from loaders.neo4j_errors import address, check_address, one_line
from loaders.store import Counts, Question, Row

T = TypeVar("T")

BATCH = 2_000
"""Rows of one transaction."""

Progress = Callable[[str, int, int], None]
"""Called after each batch: the label, relation or "removed", how many are done, of how many."""


def _silent(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


class Neo4jStore:
    """A Neo4j database; a context manager that closes its connections.

    Raises StoreError, here and everywhere, when the server is away, refuses the password or fails.
    """

    def __init__(
        self, uri: str, user: str | None = None, password: str | None = None, *, database: str | None = None
    ) -> None:
        self.uri = uri
        self._database = database
        auth = None if user is None and password is None else (user or "neo4j", password or "")
        check_address(uri)
        with one_line(uri):
            self._driver = GraphDatabase.driver(
                uri,
                auth=auth,
                connection_timeout=10,
                # The database hints at every label it has not seen yet; all other notifications stay on.
                notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
            )
        try:
            with one_line(uri), self._session(READ_ACCESS) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _session(self, access: str) -> Session:
        return self._driver.session(database=self._database, default_access_mode=access)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def load(self, graph: Graph, *, prune: bool = True, progress: Progress = _silent) -> Counts:
        """Make the database hold this graph: its nodes and edges, with these properties and no others.

        Each batch is a transaction of its own: a load that was cut off is completed by loading again.
        Raises StoreError for a graph that cannot be stored, before anything is written, and when the
        database does not hold afterwards what was sent.
        """
        expected = check(graph)
        for statement in cypher.constraints():
            self._write(statement)
        if prune:
            self._prune(graph, progress)
        for label, nodes in _grouped((node.label, _node_row(node)) for node in graph.nodes.values()):
            self._write_rows(label, cypher.write_nodes(label), nodes, progress)
        for kind, edges in _grouped((edge.kind, _edge_row(edge)) for edge in graph.edges.values()):
            self._write_rows(kind, cypher.write_edges(kind), edges, progress)
        held = self.counts()
        self._compare(expected, held, exactly=prune)
        return held

    def counts(self) -> Counts:
        """Nodes by label and edges by kind, of what is ours."""
        number = {row["what"]: row["number"] for row in self._read(cypher.count_all()) if row["number"]}
        return Counts(
            {label: number[label] for label in schema().labels if label in number},
            {kind: number[kind] for kind in schema().relations if kind in number},
        )

    def graph(self) -> Graph:
        """All nodes and edges of ours."""
        graph = Graph()
        for label in schema().labels:
            for row in self._read(cypher.read_nodes(label)):
                del row["properties"]["id"]
                graph.nodes[row["id"]] = Node(row["id"], label, row["properties"])
        for kind in schema().relations:
            for row in self._read(cypher.read_edges(kind)):
                del row["properties"]["id"], row["properties"]["kind"]
                edge = Edge(row["id"], kind, row["source"], row["target"], row["properties"])
                graph.edges[edge.id] = edge
        return graph

    def rows(self, question: Question, parameters: Mapping[str, Any]) -> list[Row]:
        """Run the question's Cypher in a session that can only read."""
        return self._read(question.cypher, parameters)

    def _read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return self._reading(
            lambda transaction: [
                record.data() for record in transaction.run(statement, dict(parameters or {}))
            ]
        )

    def _reading(self, work: Callable[[ManagedTransaction], list[T]]) -> list[T]:
        with one_line(self.uri), self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def _write(self, statement: str, rows: Sequence[Any] = ()) -> list[Row]:
        def work(transaction: ManagedTransaction) -> list[Row]:
            written = [record.data() for record in transaction.run(statement, rows=rows)]
            if written and written[0]["written"] != len(rows):
                raise StoreError(
                    f"Neo4j at {address(self.uri)} wrote {written[0]['written']} of {len(rows)} rows: "
                    "something else is changing it; load again when that is done"
                )
            return written

        with one_line(self.uri), self._session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def _write_rows(self, what: str, statement: str, rows: Sequence[Any], progress: Progress) -> None:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            self._write(statement, batch)
            progress(what, start + len(batch), len(rows))

    def _prune(self, graph: Graph, progress: Progress) -> None:
        held = self.counts()
        for kind in held.edges:
            wanted = [
                [edge.id, edge.source, edge.target] for edge in graph.edges.values() if edge.kind == kind
            ]
            gone = self._unwanted(cypher.list_edges(kind), wanted)
            self._write_rows("removed", cypher.DELETE_EDGES, gone, progress)
        for label in held.nodes:
            gone = self._unwanted(cypher.list_nodes(label), [[node] for node in graph.nodes])
            self._write_rows("removed", cypher.DELETE_NODES, gone, progress)

    def _unwanted(self, listing: str, wanted: Sequence[Sequence[str]]) -> list[str]:
        """What is listed and not wanted, or there a second time."""

        def work(transaction: ManagedTransaction) -> list[str]:
            left = {tuple(key) for key in wanted}
            gone = []
            for element, key in transaction.run(listing):
                if tuple(key) in left:
                    left.remove(tuple(key))
                else:
                    gone.append(element)
            return gone

        return self._reading(work)

    def _compare(self, expected: Counts, held: Counts, *, exactly: bool) -> None:
        pairs = [(expected.nodes, held.nodes), (expected.edges, held.edges)]
        for sent, has in pairs:
            for name in sorted(sent.keys() | has.keys()):
                number, found = sent.get(name, 0), has.get(name, 0)
                if found < number or (exactly and found != number):
                    raise StoreError(
                        f"Neo4j at {address(self.uri)} holds {found} {name}, the build has {number}: "
                        "something else is changing it; load again when that is done"
                    )


def _node_row(node: Node) -> dict[str, Any]:
    return {"id": node.id, "properties": {**node.properties, "id": node.id}}


def _edge_row(edge: Edge) -> dict[str, Any]:
    properties = {**edge.properties, "id": edge.id, "kind": edge.kind}
    return {"id": edge.id, "source": edge.source, "target": edge.target, "properties": properties}


def _grouped(rows: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in rows:
        groups[name].append(row)
    yield from groups.items()
