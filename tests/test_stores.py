"""One contract for all stores: what is loaded is there, exactly, and to load it again changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from kg.errors import StoreError
from kg.graph import Graph, Node
from loaders import Store
from loaders.to_neo4j import Neo4jStore
from loaders.to_networkx import NetworkxStore, from_networkx, to_networkx
from queries import Question
from tests.graphs import JIANG, SHEN, WATER, edge, graphs, town
from tests.neo4j.server import Neo4jServer

ROOT = Path(__file__).parents[1]
ON_A_SERVER = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def neo4j(clean_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        yield store


@pytest.fixture(params=["networkx", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    if request.param == "networkx":
        return NetworkxStore()
    server: Store = request.getfixturevalue("neo4j")
    return server


def ask(store: Neo4jStore, text: str, **parameters: Any) -> list[dict[str, Any]]:
    return store.rows(Question(text, lambda *_: []), parameters)


def write(server: Neo4jServer, text: str) -> None:
    with server.driver() as driver:
        driver.execute_query(text)  # type: ignore[arg-type,unused-ignore]


# The contract.


@ON_A_SERVER
@given(graph=graphs(), later=graphs())
def test_a_store_holds_what_was_loaded_last_and_nothing_else(
    store: Store, graph: Graph, later: Graph
) -> None:
    counts = store.load(graph)
    assert store.graph() == graph
    assert sum(counts.nodes.values()) == len(graph.nodes)
    assert sum(counts.edges.values()) == len(graph.edges)
    assert store.load(graph) == counts == store.counts()
    assert store.graph() == graph
    store.load(later)
    assert store.graph() == later


def test_counts_are_by_label_and_kind(store: Store) -> None:
    counts = store.load(town())
    assert counts.nodes == {
        "Agency": 4, "Person": 5, "Duty": 2, "Post": 2, "Meeting": 2, "Task": 1, "Document": 1
    }  # fmt: skip
    assert counts.edges == {
        "分管": 2, "协管": 1, "联系": 1, "负责": 1, "HOLDS": 1, "ATTENDED": 2, "CHAIRED": 1, "OF": 1
    }  # fmt: skip


def test_an_empty_graph_empties_a_store(store: Store) -> None:
    store.load(town())
    counts = store.load(Graph())
    assert not counts.nodes
    assert not counts.edges
    assert store.graph() == Graph()


def test_a_property_that_is_gone_from_the_build_is_gone_from_the_store(store: Store) -> None:
    before = town()
    store.load(before)
    after = town()
    after.nodes[WATER] = Node(WATER, "Agency", {"name": "云州市水利局"})
    closed = after.edges["e:0000000000000002"]
    after.edges[closed.id] = replace(closed, properties={"facts": [], "validTo": "2022-01-01"})
    store.load(after)
    assert store.graph() == after


def test_every_kind_of_value_comes_back(store: Store) -> None:
    values = {"name": "甲", "aliases": [], "number": -(2**63), "share": 0.5, "collective": False, "empty": ""}
    graph = Graph({WATER: Node(WATER, "Agency", values)})
    store.load(graph)
    back = store.graph().nodes[WATER].properties
    assert back == values
    assert [type(back[name]) for name in values] == [type(value) for value in values.values()]


def altered(**changes: Any) -> Graph:
    one = replace(Node(WATER, "Agency", {"name": "云州市水利局"}), **changes)
    return Graph({one.id: one})


def joined(**changes: Any) -> Graph:
    graph = town()
    one = replace(edge(1, "分管", JIANG, WATER), **changes)
    graph.edges[one.id] = one
    return graph


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (altered(label="Agency` {id: 1}) DETACH DELETE n //"), "no label Agency`"),
        (altered(id="云州市水利局"), "starts with agency:"),
        (altered(properties={}), "has no name"),
        (altered(properties={"name": "甲", "when": None}), "property when"),
        (altered(properties={"name": "甲", "aliases": ["乙", 1]}), "property aliases"),
        (altered(properties={"name": "甲", "size": 2**63}), "property size"),
        (altered(properties={"name": "甲", "share": float("nan")}), "property share"),
        (altered(properties={"name": "甲\ud800"}), "property name"),
        (altered(properties={"name": "甲", "more": {"a": "b"}}), "property more"),
        (altered(properties={"name": "甲", "id": "agency:乙"}), "property id says otherwise"),
        (Graph({JIANG: Node(WATER, "Agency", {"name": "甲"})}), "the id of a Agency"),
        (joined(kind="分管`]->() DELETE r //"), "no relation 分管`"),
        (joined(source="person:云州市/无名"), "its end person:云州市/无名 is not in the graph"),
        (joined(target=SHEN), "分管 wants a Agency"),
        (joined(properties={"validFrom": "2021-02-30"}), "validFrom is not a date"),
        (joined(properties={"toNotAfter": "2021年3月"}), "toNotAfter is not a date"),
        (joined(properties={"kind": "联系"}), "property kind says otherwise"),
        (Graph(edges={"e:2": edge(1, "分管", JIANG, WATER)}), "filed under an id that is not its own"),
    ],
)
def test_what_no_store_can_hold_is_refused_before_anything_is_written(bad: Graph, says: str) -> None:
    store = NetworkxStore()
    store.load(town())
    with pytest.raises(StoreError, match=re.escape(says)):
        store.load(bad)
    assert store.graph() == town()


def test_neo4j_refuses_the_same_before_it_writes(neo4j: Neo4jStore) -> None:
    neo4j.load(town())
    with pytest.raises(StoreError, match="no relation 分管`"):
        neo4j.load(joined(kind="分管`]->() DELETE r //"))
    assert neo4j.graph() == town()


# networkx.


@given(graph=graphs())
def test_networkx_loses_nothing(graph: Graph) -> None:
    network = to_networkx(graph)
    assert from_networkx(network) == graph
    assert set(network.nodes) == set(graph.nodes)
    assert {key for *_, key in network.edges(keys=True)} == set(graph.edges)


def test_a_networkx_graph_reads_as_one_expects() -> None:
    network = to_networkx(town())
    assert isinstance(network, nx.MultiDiGraph)
    assert network.nodes[WATER]["name"] == "云州市水利局"
    assert network.nodes[WATER]["label"] == "Agency"
    assert network.edges[JIANG, WATER, "e:0000000000000002"]["kind"] == "分管"
    assert network.number_of_edges(SHEN, WATER) == 2  # parallel edges stay apart


def test_a_change_to_the_network_does_not_reach_the_graph_it_came_from() -> None:
    graph = town()
    to_networkx(graph).nodes[WATER]["name"] = "别的"
    assert graph == town()


def test_the_index_finds_by_name_alias_and_id() -> None:
    store = NetworkxStore()
    store.load(town())
    assert [each.id for each in store.bearing("Agency", "市水利局")] == [WATER, "agency:青阳区/水利局"]
    assert [each.id for each in store.bearing("Agency", WATER)] == [WATER]
    assert [each.id for each in store.bearing("Person", "云州市水利局")] == []
    assert {each.kind for each in store.incoming(WATER, "分管", "协管")} == {"分管", "协管"}
    assert [each.target for each in store.outgoing(JIANG, "HOLDS")] == ["post:云州市/副市长"]
