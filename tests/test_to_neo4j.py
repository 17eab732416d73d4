"""What Neo4j alone can do or get wrong, against a real server."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import StoreError
from kg.graph import Graph
from kg.schema import schema
from loaders import cypher
from loaders.to_neo4j import BATCH, Neo4jStore
from queries import Question
from tests.graphs import edge, node, town
from tests.neo4j.server import Neo4jServer

ROOT = Path(__file__).parents[1]


@pytest.fixture
def neo4j(clean_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        yield store


def ask(store: Neo4jStore, text: str, **parameters: Any) -> list[dict[str, Any]]:
    return store.rows(Question(text, lambda *_: []), parameters)


def write(server: Neo4jServer, text: str) -> None:
    with server.driver() as driver:
        driver.execute_query(text)


def test_without_prune_an_earlier_build_stays(neo4j: Neo4jStore) -> None:
    neo4j.load(town())
    elsewhere = node("agency:澜江县/水利局", "澜江县水利局", "澜江县")
    other = Graph({elsewhere.id: elsewhere})
    counts = neo4j.load(other, prune=False)
    assert counts.nodes["Agency"] == 5
    assert neo4j.graph().nodes == {**town().nodes, **other.nodes}


def test_what_is_not_ours_stays(neo4j: Neo4jStore, clean_neo4j: Neo4jServer) -> None:
    write(
        clean_neo4j,
        "CREATE (:Person {name: '甲'})-[:`分管` {since: 1}]->(:Agency {id: 7}), (:Note {id: 'x'})",
    )
    counts = neo4j.load(town())
    assert counts.nodes["Person"] == 5
    neo4j.load(Graph())
    assert ask(neo4j, "MATCH (n) RETURN labels(n)[0] AS label ORDER BY label") == [
        {"label": "Agency"}, {"label": "Note"}, {"label": "Person"}
    ]  # fmt: skip
    assert ask(neo4j, "MATCH ()-[r]->() RETURN r.since AS since") == [{"since": 1}]


def test_an_edge_that_is_there_twice_is_mended(neo4j: Neo4jStore, clean_neo4j: Neo4jServer) -> None:
    neo4j.load(town())
    write(clean_neo4j, "MATCH (a)-[r:`协管`]->(b) CREATE (a)-[s:`协管`]->(b) SET s = properties(r)")
    assert neo4j.counts().edges["协管"] == 2
    assert neo4j.load(town()).edges["协管"] == 1


def test_edges_repeat_their_type_and_id(neo4j: Neo4jStore) -> None:
    neo4j.load(town())
    rows = ask(neo4j, "MATCH ()-[r]->() RETURN type(r) AS type, r.kind AS kind, r.id AS id")
    assert all(row["type"] == row["kind"] for row in rows)
    assert {row["id"] for row in rows} == set(town().edges)


def test_every_label_has_its_constraint(neo4j: Neo4jStore) -> None:
    neo4j.load(Graph())
    found = ask(neo4j, "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type")
    assert {row["labelsOrTypes"][0] for row in found} == set(schema().labels)
    assert {(row["properties"][0], row["type"]) for row in found} == {("id", "UNIQUENESS")}


def test_more_than_a_batch_is_told_and_stored(neo4j: Neo4jStore) -> None:
    graph = town()
    people = [each.id for each in graph.nodes.values() if each.label == "Person"]
    for number in range(100, 100 + 2 * BATCH + 1):
        one = edge(number, "ATTENDED", people[number % len(people)], "meeting:云州市/清江大堤")
        graph.edges[one.id] = one
    told: list[tuple[str, int, int]] = []
    neo4j.load(graph, progress=lambda *step: told.append(step))
    total = 2 * BATCH + 3
    assert [step for step in told if step[0] == "ATTENDED"] == [
        ("ATTENDED", BATCH, total), ("ATTENDED", 2 * BATCH, total), ("ATTENDED", total, total)
    ]  # fmt: skip
    told.clear()
    neo4j.load(town(), progress=lambda *step: told.append(step))
    assert told[:2] == [("removed", BATCH, 2 * BATCH + 1), ("removed", 2 * BATCH, 2 * BATCH + 1)]


def test_loading_and_asking_log_no_notification(neo4j: Neo4jStore, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="neo4j"):
        neo4j.counts()  # an empty database has not seen any label yet
        neo4j.load(Graph())
        neo4j.load(town())
        neo4j.load(town())
    assert caplog.text == ""


def test_a_question_cannot_write(neo4j: Neo4jStore) -> None:
    neo4j.load(town())
    with pytest.raises(StoreError, match="write in a session that only reads"):
        ask(neo4j, "MATCH (n) DETACH DELETE n")
    assert neo4j.graph() == town()


def test_a_store_that_loses_a_row_says_so(neo4j: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j.load(town())
    forgetful = cypher.write_edges("协管").replace("{id: row.target}", "{id: 'agency:none'}")
    monkeypatch.setattr(cypher, "write_edges", lambda kind: forgetful)
    with pytest.raises(StoreError, match="wrote 0 of 2 rows"):
        neo4j.load(town())


def test_a_store_whose_counts_differ_says_so(neo4j: Neo4jStore, monkeypatch: pytest.MonkeyPatch) -> None:
    neo4j.load(town())
    monkeypatch.setattr(cypher, "DELETE_EDGES", "UNWIND $rows AS element RETURN count(element) AS written")
    graph = town()
    del graph.edges["e:0000000000000001"]
    with pytest.raises(StoreError, match="holds 2 分管, the build has 1"):
        neo4j.load(graph)


def failure(connect: Callable[[], object]) -> str:
    with pytest.raises(StoreError) as caught:
        connect()
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("bolt://127.0.0.1:1", "no Neo4j answers at bolt://127.0.0.1:1"),
        ("neo4j://127.0.0.1:1", "no Neo4j answers at neo4j://127.0.0.1:1"),
        ("http://127.0.0.1:7474", "write bolt://HOST:7687"),
        ("127.0.0.1:7687", "write bolt://HOST:7687"),
        ("bolt://127.0.0.1:1?policy=x", "write bolt://HOST:7687"),
        ("bolt://user:geheim@127.0.0.1:1", "bolt://127.0.0.1:1 is not an address"),
        ("bolt://[::1", "failed"),
        ("", "is not an address of Neo4j"),
    ],
)
def test_no_server_is_one_clear_line(uri: str, says: str) -> None:
    line = failure(lambda: Neo4jStore(uri, "neo4j", "secret-word"))
    assert says in line
    assert "geheim" not in line
    assert "secret-word" not in line


@pytest.mark.parametrize(
    ("user", "password"), [("neo4j", "secret-word"), (None, None), (None, "x"), ("a", None)]
)
def test_a_wrong_password_is_one_clear_line(
    neo4j_server: Neo4jServer, user: str | None, password: str | None
) -> None:
    line = failure(lambda: Neo4jStore(neo4j_server.uri, user, password))
    assert "set NEO4J_USER and NEO4J_PASSWORD" in line
    assert "secret-word" not in line


def test_an_unknown_database_is_one_clear_line(neo4j_server: Neo4jServer) -> None:
    line = failure(lambda: Neo4jStore(*_login(neo4j_server), database="nowhere"))
    assert "has no database of that name" in line


def test_bad_cypher_is_one_clear_line(neo4j: Neo4jStore) -> None:
    assert "Invalid input" in failure(lambda: ask(neo4j, "MATCH (n)\nRETURNS n"))


def _login(server: Neo4jServer) -> tuple[str, str, str]:
    return server.uri, server.user, server.password


def test_a_server_that_goes_away_is_one_clear_line(
    neo4j: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    neo4j.close()
    assert "failed" in failure(neo4j.counts)


# The page that tells users how to ask.


def page() -> list[str]:
    text = (ROOT / "docs" / "neo4j.md").read_text("utf-8")
    return re.findall(r"```cypher\n(.*?)```", text, re.DOTALL)


def test_the_page_has_cypher() -> None:
    assert len(page()) >= 3


@pytest.mark.parametrize("text", page())
def test_the_cypher_of_the_page_gives_rows(neo4j: Neo4jStore, text: str) -> None:
    neo4j.load(town())
    assert ask(neo4j, text)


def test_text_that_is_no_name_of_the_schema_is_never_quoted() -> None:
    with pytest.raises(KeyError):
        cypher.quoted("分管`]->(x) DELETE x //")
