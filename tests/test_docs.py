"""What the documentation shows is so: its commands run, its tables are fresh, and nothing lacks a word."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import queries
from kg.cli import cli
from tests import doc_shell
from tests.conftest import ROOT
from tests.doc_tables import TABLES, between
from tests.neo4j.server import Neo4jServer

LOCAL = "bolt://localhost:7687"
COMMANDS = sorted(cli.commands.items())
pages = pytest.mark.parametrize("page", doc_shell.PAGES, ids=lambda page: page.name)


@pytest.fixture
def furnished(tmp_path: Path) -> Path:
    doc_shell.furnish(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page",
    [page for page in doc_shell.PAGES if not all(map(doc_shell.needs_neo4j, doc_shell.commands(page)))],
    ids=lambda page: page.name,
)
def test_documented_commands_run(page: Path, furnished: Path) -> None:
    for command in doc_shell.commands(page):
        if not doc_shell.needs_neo4j(command):
            ran = doc_shell.run(command, furnished)
            assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    for command, shown in doc_shell.shown_outputs(page):
        assert doc_shell.lines(doc_shell.run(command, furnished).stdout) == doc_shell.lines(shown)


def test_documented_neo4j_commands_run(furnished: Path, clean_neo4j: Neo4jServer) -> None:
    asked = [each for page in doc_shell.PAGES for each in doc_shell.commands(page)]
    wanted = [command for command in asked if doc_shell.needs_neo4j(command)]
    assert wanted
    account = {"NEO4J_USER": clean_neo4j.user, "NEO4J_PASSWORD": clean_neo4j.password}
    for command in wanted:
        ran = doc_shell.run(command.replace(LOCAL, clean_neo4j.uri), furnished, account)
        assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"


def test_readme_shows_what_an_analyst_uses() -> None:
    shown = {command.split()[1] for command in doc_shell.commands(ROOT / "README.md")}
    assert {"build", "who", "portfolio", "meetings", "explain", "load", "query", "render"} <= shown


def test_documented_cypher_of_the_readme_answers(furnished: Path, clean_neo4j: Neo4jServer) -> None:
    account = {"NEO4J_USER": clean_neo4j.user, "NEO4J_PASSWORD": clean_neo4j.password}
    assert doc_shell.run(f"kg load --uri {clean_neo4j.uri}", furnished, account).returncode == 0
    (cypher,) = re.findall(
        r"^```cypher\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    with clean_neo4j.driver() as driver:
        rows = [record.data() for record in driver.execute_query(cypher).records]
    assert [row["person.name"] for row in rows] == ["许清和"]


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_command_has_help_with_an_example_and_stands_in_the_docs(name: str, command: click.Command) -> None:
    assert command.help is not None
    assert re.search(rf"Example:\n +kg {name}\b", command.help)
    assert f"`kg {name}" in (ROOT / "docs" / "interfaces.md").read_text("utf-8")


@pages
def test_documented_command_exists(page: Path) -> None:
    named = set(re.findall(r"`kg ([a-z]+)", page.read_text("utf-8")))
    assert named <= cli.commands.keys()


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_table_is_fresh(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")
    start, end = between(text, name)
    assert text[start:end].strip() == TABLES[file, name](), "write it anew: python -m tests.doc_tables"


def test_every_query_file_is_a_query_and_documented() -> None:
    files = {path.stem for path in (ROOT / "queries").glob("*.cypher")}
    assert files == {query.name for query in queries.catalogue()}
    text = (ROOT / "docs" / "interfaces.md").read_text("utf-8")
    assert [name for name in files if f"`{name}`" not in text] == []


@pages
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
