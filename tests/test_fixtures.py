"""What the fixtures of conftest.py promise."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError

from tests.conftest import ROOT
from tests.neo4j.server import POM, Neo4jServer


def test_server_runs_the_version_of_the_pom(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        (record,) = driver.execute_query("CALL dbms.components() YIELD versions, edition").records
    assert record["edition"] == "community"
    assert f"<neo4j.version>{record['versions'][0]}<" in POM.read_text("utf-8")


@pytest.mark.parametrize("auth", [None, ("neo4j", "neo4j")], ids=["nobody", "first password"])
def test_server_lets_only_its_password_in(neo4j_server: Neo4jServer, auth: tuple[str, str] | None) -> None:
    with GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()


def test_server_listens_on_loopback_only(neo4j_server: Neo4jServer) -> None:
    with neo4j_server.driver() as driver:
        shown = driver.execute_query(
            "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN value",
            names=["server.default_listen_address", "server.bolt.listen_address"],
        ).records
    assert {record["value"].split(":")[0] for record in shown} == {"127.0.0.1"}


@pytest.mark.parametrize("_time", ["first", "second"])
def test_clean_neo4j_holds_nothing_of_the_test_before(clean_neo4j: Neo4jServer, _time: str) -> None:
    with clean_neo4j.driver() as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert not driver.execute_query("SHOW CONSTRAINTS YIELD name").records
        driver.execute_query("CREATE CONSTRAINT `机构` FOR (a:`机构`) REQUIRE a.id IS UNIQUE")
        driver.execute_query("CREATE FULLTEXT INDEX names FOR (a:`机构`) ON EACH [a.name]")
        driver.execute_query("CREATE (:`机构` {id: 1, name: $name})-[:`分管`]->(:Agency)", name="水利局")


def test_own_server_imports_and_survives_being_killed(own_neo4j: Neo4jServer, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id:ID,name\nperson:云州市/江望,江望\n", encoding="utf-8")
    own_neo4j.admin("database", "import", "full", "neo4j", f"--nodes=Person={people}")
    own_neo4j.start()
    with own_neo4j.driver() as driver:
        driver.execute_query("CREATE (:Person {name: $name})", name="陶然")
    own_neo4j.kill()
    own_neo4j.start()
    with own_neo4j.driver() as driver:
        records = driver.execute_query("MATCH (p:Person) RETURN p.name AS name").records
    assert {record["name"] for record in records} == {"江望", "陶然"}


def test_server_that_cannot_start_says_why(own_neo4j: Neo4jServer) -> None:
    refused = Neo4jServer(own_neo4j.home, {"no.such.setting": "1"})
    with pytest.raises(RuntimeError, match=r"no\.such\.setting"):
        refused.start()
    assert refused.process is None


TESTS = """
    import pytest

    @pytest.mark.parametrize("name", ["neo4j_server", "chromium", "shared"])
    def test_lacking(name, request):
        request.getfixturevalue(name)

    def test_skips_itself():
        pytest.skip("no such program")

    @pytest.mark.xfail
    def test_fails_as_known():
        assert False
"""


def outcome(folder: Path, **environment: str) -> str:
    """The closing line of a pytest run with our fixtures on a computer without programs or shared folder."""
    (folder / "tests").mkdir()
    (folder / "tests" / "test_there.py").write_text(textwrap.dedent(TESTS))
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-q", str(folder / "tests")],
        cwd=ROOT,
        env={"PATH": str(folder), "GONGBAO_SHARED": str(folder / "none"), "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
    )
    return ran.stdout.splitlines()[-1]


def test_what_lacks_is_skipped(tmp_path: Path) -> None:
    assert outcome(tmp_path).startswith("4 skipped, 1 xfailed")


def test_what_lacks_is_a_failure_where_all_is_required(tmp_path: Path) -> None:
    said = outcome(tmp_path, GONGBAO_REQUIRE_ALL="1")
    assert said.startswith("3 failed, 1 skipped, 1 xfailed"), "only the shared folder may be missing"
