"""Named queries: every file has a header and an in-memory form, and both give the same rows and order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import queries
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.graph import Graph
from loaders import Store
from loaders.to_neo4j import Neo4jStore
from loaders.to_networkx import NetworkxStore
from queries import Query, Question, catalogue, get, run
from queries.parameters import bind
from tests.graphs import DAYS, JIANG, NODES, SHEN, WATER, edge, graphs, town
from tests.neo4j.server import Neo4jServer

FOLDER = Path(queries.__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.cypher"))
ON_A_SERVER = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def server(clean_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        yield store


@pytest.fixture(params=["networkx", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    filled: Store = NetworkxStore() if request.param == "networkx" else request.getfixturevalue("server")
    filled.load(town())
    return filled


def cells(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


# Every file.


def test_every_file_is_in_the_catalogue_and_has_its_twin() -> None:
    assert sorted(query.name for query in catalogue()) == NAMES
    for query in catalogue():
        assert query.in_memory.__module__ == f"queries.{query.name}"
        assert query.cypher == (FOLDER / f"{query.name}.cypher").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_example_answers_with_the_declared_columns(store: Store, name: str) -> None:
    query = get(name)
    given = {**query.example, **({"person": JIANG} if "person" in query.example else {})}
    rows = run(store, name, given)
    assert rows
    assert all(list(row) == list(query.columns) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_session_that_only_reads_can_plan_it(server: Neo4jStore, name: str) -> None:
    query = get(name)
    server.load(Graph())
    assert server.rows(Question(f"EXPLAIN {query.cypher}", query.in_memory), bind(query, query.example)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_server_finds_nothing_to_warn_of(clean_neo4j: Neo4jServer, name: str) -> None:
    with Neo4jStore(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        store.load(town())
    with clean_neo4j.driver() as driver:
        query = get(name)
        parameters = bind(query, query.example)
        result = driver.execute_query(f"EXPLAIN {query.cypher}", parameters)
        assert result.summary.query_type == "r"
        assert result.keys == list(query.columns)
        # 00000 and 00001 are success; whatever else is said is a hint, such as a deprecated form or a
        # cartesian product. Relationship types that a small town lacks are switched off in the driver.
        statuses = {each.gql_status: each.status_description for each in result.summary.gql_status_objects}
        assert statuses.keys() <= {"00000", "00001", "02000"}, statuses


# The same rows from every store.


NAMES_OF = {
    label: st.sampled_from(sorted({
        text for node in NODES if node.label == label
        for text in (node.id, node.properties["name"], *node.properties.get("aliases", ()))
    }))
    for label in ("Person", "Agency")
}  # fmt: skip


def arguments(query: Query) -> st.SearchStrategy[dict[str, str | None]]:
    """Parameters of a query: names, ids and aliases of the pool, and days at the edges of its intervals."""
    drawn = {
        parameter.name: (DAYS if parameter.type == "date" else NAMES_OF[parameter.type])
        for parameter in query.parameters
    }
    return st.fixed_dictionaries(
        {each.name: drawn[each.name] for each in query.parameters if each.required},
        optional={each.name: drawn[each.name] for each in query.parameters if not each.required},
    )


def answer(store: Store, query: Query, given: dict[str, str | None]) -> list[dict[str, Any]] | str:
    """The rows, or the error."""
    try:
        return run(store, query.name, given)
    except (UnknownName, AmbiguousName, UsageError) as error:
        return str(error)


@ON_A_SERVER
@given(data=st.data(), graph=graphs())
def test_both_forms_give_the_same_rows(server: Neo4jStore, data: st.DataObject, graph: Graph) -> None:
    memory = NetworkxStore()
    memory.load(graph)
    server.load(graph)
    asked = [(query, data.draw(arguments(query))) for query in catalogue() for _ in range(6)]
    answers = [answer(memory, query, given) for query, given in asked]
    assert answers == [answer(server, query, given) for query, given in asked]
    server.load(graph)
    assert answers == [answer(server, query, given) for query, given in asked]


@ON_A_SERVER
@given(data=st.data(), graph=graphs())
def test_both_forms_agree_by_themselves_on_names_that_several_bear(
    server: Neo4jStore, data: st.DataObject, graph: Graph
) -> None:
    memory = NetworkxStore()
    memory.load(graph)
    server.load(graph)
    for query in catalogue():
        for _ in range(6):
            values = {each.name: None for each in query.parameters} | data.draw(arguments(query))
            values |= {"as_of": values.get("as_of") or "2021-03-02"} if "as_of" in values else {}
            found = server.rows(query, values)
            assert sorted(found, key=query.sort_key) == sorted(memory.rows(query, values), key=query.sort_key)


@pytest.mark.parametrize("name", NAMES)
def test_the_cypher_sorts_as_run_does(server: Neo4jStore, name: str) -> None:
    """But for rare characters, which a server without an index compares in its own way."""
    graph = town()
    for key in [each.id for each in graph.nodes.values() if each.properties["name"][0] in "𬭎（"]:
        del graph.nodes[key]
    graph.edges = {key: each for key, each in graph.edges.items() if each.source in graph.nodes}
    server.load(graph)
    query = get(name)
    values = bind(query, {**query.example, "as_of": "2021-03-02"} if "as_of" in query.example else {})
    rows = server.rows(query, values)
    assert len(rows) > 1
    assert rows == sorted(rows, key=query.sort_key)


def test_rows_go_by_relation_then_name_and_what_is_missing_comes_last() -> None:
    query = get("portfolio")
    order = [("分管", "乙", None), ("联系", "甲", "2021-01-01"), ("联系", "甲", None), ("协助", "丁", None)]
    rows = [
        {**dict.fromkeys(query.columns), "relation": relation, "object": name, "from": day}
        for relation, name, day in order
    ]
    for shuffled in (rows[::-1], rows[2:] + rows[:2]):
        assert sorted(shuffled, key=query.sort_key) == rows


# What they answer.


def test_who_oversees_lists_overseers_then_helpers_then_liaison(store: Store) -> None:
    rows = run(store, "who_oversees", {"agency": "云州市水利局", "as_of": "2021-03-02"})
    assert rows[0] == {
        "agency": "云州市水利局", "person": "江望", "title": "副市长", "relation": "分管",
        "from": "2021-03-02", "to": None, "noticed": "2021-03-02", "document": "云政发〔2021〕3号",
        "fact": "f:0000000000000002", "possible": False,
    }  # fmt: skip
    assert cells(rows, "relation", "person", "from", "possible") == [
        ("分管", "江望", "2021-03-02", False),
        ("协管", "沈澜", "2021-03-02", False),
        ("联系", "𬭎生", "2021-03-01..2021-03-31", True),
    ]


@pytest.mark.parametrize(
    ("day", "people"),
    [
        ("2020-01-09", []),
        ("2020-01-10", ["沈澜"]),
        ("2021-02-28", ["沈澜"]),
        ("2021-03-01", ["沈澜", "𬭎生"]),
        ("2021-03-02", ["江望", "沈澜", "𬭎生"]),
    ],
)
def test_intervals_are_half_open(store: Store, day: str, people: list[str]) -> None:
    assert [row["person"] for row in run(store, "who_oversees", {"agency": WATER, "as_of": day})] == people


def test_a_window_is_possible_inside_and_certain_after(store: Store) -> None:
    for day, possible in (("2021-03-01", True), ("2021-03-30", True), ("2021-03-31", False)):
        rows = run(store, "who_oversees", {"agency": WATER, "as_of": day})
        assert [row["possible"] for row in rows if row["relation"] == "联系"] == [possible]


def test_a_title_is_that_of_the_nearest_evidence(store: Store) -> None:
    """沈澜 was 副秘书长 on 8 March 2021 and 秘书长 in March; 江望's tenure as 副市长 ended in September."""
    titles = {
        day: dict(cells(run(store, "who_oversees", {"agency": WATER, "as_of": day}), "person", "title"))
        for day in ("2021-03-10", "2021-03-30", "2021-09-01")
    }
    assert titles["2021-03-10"] == {"江望": "副市长", "沈澜": "副秘书长", "𬭎生": None}
    assert titles["2021-03-30"] == {"江望": "副市长", "沈澜": "秘书长", "𬭎生": None}
    assert titles["2021-09-01"] == {"江望": None, "沈澜": "秘书长", "𬭎生": None}


def test_of_two_titles_as_near_the_earlier_one_counts(store: Store) -> None:
    graph = town()
    for number, day, title in ((20, "2021-05-01", "秘书长"), (21, "2021-05-03", "副市长")):
        seen = edge(number, "ATTENDED", SHEN, "meeting:云州市/清江大堤", validFrom=day, title=title)
        graph.edges[seen.id] = seen
    store.load(graph)
    rows = run(store, "who_oversees", {"agency": WATER, "as_of": "2021-05-02"})
    assert [row["title"] for row in rows if row["person"] == "沈澜"] == ["秘书长"]


def test_portfolio_holds_agencies_and_duties(store: Store) -> None:
    rows = run(store, "portfolio", {"person": JIANG, "as_of": "2021-03-02"})
    assert cells(rows, "relation", "object") == [("分管", "云州市水利局"), ("负责", "水利")]
    assert run(store, "portfolio", {"person": JIANG, "as_of": "2021-03-01"}) == []


def test_as_of_is_today_unless_given(store: Store) -> None:
    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    for more in ({}, {"as_of": None}, {"as_of": "today"}):
        assert run(store, "portfolio", {"person": JIANG, **more}) == run(
            store, "portfolio", {"person": JIANG, "as_of": today}
        )


def test_attended_lists_one_persons_days(store: Store) -> None:
    rows = run(store, "attended", {"person": "沈澜"})
    assert cells(rows, "date", "title", "relation", "action", "meeting") == [
        ("2021-03-01..2021-03-31", "秘书长", "ATTENDED", "检查", "清江大堤"),
        ("2021-03-08", "副秘书长", "ATTENDED", "出席", "防汛会议"),
    ]


def test_attended_by_two_gives_a_row_for_each(store: Store) -> None:
    for pair in ({"person": SHEN, "other": JIANG}, {"person": JIANG, "other": "沈 澜"}):
        rows = run(store, "attended", pair)
        assert cells(rows, "date", "relation", "person") == [
            ("2021-03-08", "CHAIRED", "江望"),
            ("2021-03-08", "ATTENDED", "沈澜"),
        ]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2021-03-08", "2021-03-08", [("2021-03-01..2021-03-31", True), ("2021-03-08", False)]),
        ("2021-03-09", None, [("2021-03-01..2021-03-31", True)]),
        (None, "2021-03-07", [("2021-03-01..2021-03-31", True)]),
        ("2021-03-01", "2021-03-31", [("2021-03-01..2021-03-31", False), ("2021-03-08", False)]),
        ("2021-04-01", None, []),
        (None, "2021-02-28", []),
    ],
)
def test_attended_between_two_days(
    store: Store, first: str | None, last: str | None, days: list[tuple[str, bool]]
) -> None:
    rows = run(store, "attended", {"person": SHEN, "from": first, "to": last})
    assert cells(rows, "date", "possible") == days


def test_nobody_named_is_everybody(store: Store) -> None:
    assert len(run(store, "attended", {})) == 3
