"""What a named query takes: names of things, parameters, and the header of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from kg.errors import AmbiguousName, PatternError, StoreError, UnknownName, UsageError
from loaders import Store
from loaders.to_neo4j import Neo4jStore
from loaders.to_networkx import NetworkxStore
from queries import find, run
from queries.header import parse
from tests.graphs import JIANG, WATER, town
from tests.neo4j.server import Neo4jServer


@pytest.fixture
def server(clean_neo4j: Neo4jServer) -> Iterator[Neo4jStore]:
    with Neo4jStore(clean_neo4j.uri, clean_neo4j.user, clean_neo4j.password) as store:
        yield store


@pytest.fixture(params=["networkx", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    filled: Store = NetworkxStore() if request.param == "networkx" else request.getfixturevalue("server")
    filled.load(town())
    return filled


# Names.


def test_a_name_is_a_full_name_an_alias_or_an_id(store: Store) -> None:
    for name in (WATER, "云州市水利局", "市水务办"):
        assert find(store, "Agency", name) == WATER


def test_a_name_that_several_bear_is_refused_with_their_ids(store: Store) -> None:
    with pytest.raises(AmbiguousName) as caught:
        run(store, "portfolio", {"person": "江望"})
    assert caught.value.candidates == (JIANG, "person:青阳区/江望")


def test_a_government_narrows_a_name(store: Store) -> None:
    assert find(store, "Agency", "市水利局", within="青阳区") == "agency:青阳区/水利局"
    assert run(store, "portfolio", {"person": "江望", "as_of": "2021-03-02"}, within="云州市")
    with pytest.raises(UnknownName) as caught:
        find(store, "Agency", "市水利局", within="澜江县")
    assert caught.value.nearest == (WATER, "agency:青阳区/水利局")


def test_an_unknown_name_is_told_with_the_nearest(store: Store) -> None:
    with pytest.raises(UnknownName, match="nothing is called 市水力局") as caught:
        run(store, "who_oversees", {"agency": "市水力局"})
    assert caught.value.nearest[0] == "市水利局"


def test_a_name_is_a_parameter_and_never_cypher(store: Store) -> None:
    with pytest.raises(UnknownName):
        run(store, "who_oversees", {"agency": "' OR true //"})
    assert store.graph() == town()
    with pytest.raises(KeyError):
        find(store, "Agency` {id: 1}) DELETE n //", "x")


def test_a_store_that_fails_says_so(server: Neo4jStore) -> None:
    server.close()
    with pytest.raises(StoreError):
        run(server, "portfolio", {"person": JIANG})


# Parameters and headers.


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("who_oversees", {}, r"who_oversees needs agency=… \(its name, an alias or its id\)"),
        ("who_oversees", {"agency": None}, "needs agency="),
        ("who_oversees", {"agency": " "}, "agency is empty"),
        ("who_oversees", {"agency": "x", "asof": "2021-01-01"}, "has no parameter asof, but agency, as_of"),
        ("portfolio", {"person": "x", "as_of": "2021-02-30"}, "as_of: 2021-02-30 is not a date"),
        ("portfolio", {"person": "x", "as_of": "20210301"}, "is not a date"),
        ("attended", {"from": "2021-03-02", "to": "2021-03-01"}, "from 2021-03-02 comes after to 2021-03-01"),
        ("nothing", {}, "no query nothing; there are who_oversees, portfolio, attended"),
    ],
)
def test_a_call_that_makes_no_sense_is_told(name: str, given: dict[str, str | None], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        run(NetworkxStore(), name, given)


HEADER = """\
// question: Who?
// parameters:
//   agency: {type: Agency, required: true, means: its name}
//   as_of: {type: date, default: today, means: the day}
//   word: {type: text, default: null, means: a word}
// columns: {person: the official}
// order: [person]
// example: {agency: 云州市水利局}

MATCH (n) WHERE n.name = $agency AND n.day = $as_of AND n.word = $word RETURN n.name AS person
"""


def test_a_header_is_read() -> None:
    query = parse("one", HEADER, lambda *_: [])
    assert query.question == "Who?"
    assert [(each.name, each.type, each.required, each.default) for each in query.parameters] == [
        ("agency", "Agency", True, None), ("as_of", "date", False, "today"), ("word", "text", False, None)
    ]  # fmt: skip
    assert query.columns == {"person": "the official"}
    assert query.cypher == HEADER


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (HEADER, "MATCH (n) RETURN n", "has no header"),
        ("// question: Who?\n", "", "exactly the keys"),
        ("// order:", "// author: me\n// order:", "exactly the keys"),
        ("order: [person]", "order: person", "order is not a list"),
        ("order: [person]", "order: [agency]", "order names what is no column"),
        ("type: Agency", "type: Bureau", "unknown type Bureau"),
        ("required: true, ", "", "either required: true or has a default"),
        ("default: today", "required: true, default: today", "either required: true or has a default"),
        ("default: today", "defualt: today", "parameter as_of wants"),
        ("{type: text, default: null, means: a word}", "text", "parameter word wants"),
        ("n.word = $word", "n.word = $other", "differ in other, word"),
        ("example: {agency: 云州市水利局}", "example: {}", "needs agency"),
        ("example: {agency: 云州市水利局}", "example: {agency", "while parsing"),
    ],
)
def test_a_bad_header_is_a_pattern_error(old: str, new: str, says: str) -> None:
    assert old in HEADER
    with pytest.raises(PatternError, match=f"^one.cypher: .*{re.escape(says)}"):
        parse("one", HEADER.replace(old, new), lambda *_: [])
