"""Which graph and which store a command speaks of. Nothing switches silently."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.errors import BuildError

if TYPE_CHECKING:
    from kg.api import Archive
    from loaders.to_neo4j import Neo4jStore
    from loaders.to_networkx import NetworkxStore

graph_option = click.option(
    "-g",
    "--graph",
    "graph",
    metavar="DIR",
    help="The build to ask; else KG_GRAPH, else ./graph, else this folder.",
)
within_option = click.option(
    "--in", "within", metavar="GOVERNMENT", help="Narrow names to one government (云州市)."
)
as_of_option = click.option(
    "--as-of", metavar="DATE", help="The day asked about (2021-03-08); today unless given."
)


def uri_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that lead to a Neo4j server."""
    for option in (
        click.option("--password", envvar="NEO4J_PASSWORD", help="Its password; or NEO4J_PASSWORD."),
        click.option(
            "--user", envvar="NEO4J_USER", default="neo4j", show_default=True, help="Its user; or NEO4J_USER."
        ),
        click.option(
            "--uri", envvar="NEO4J_URI", help="A Neo4j server (bolt://localhost:7687); or NEO4J_URI."
        ),
    ):
        command = option(command)
    return command


def graph_folder(given: str | None) -> Path:
    """The folder of the build that is meant. Raises BuildError that says how to make one."""
    named = given or os.environ.get("KG_GRAPH")
    if named:
        return Path(named)
    for folder in (Path("graph"), Path()):
        if (folder / "build.json").exists():
            return folder
    raise BuildError("no graph here; make one with: kg build FILE... -o graph, or name one with -g")


def archive(given: str | None) -> Archive:
    """The build that is meant, opened."""
    from kg.api import Archive

    return Archive(graph_folder(given))


def store(given: str | None, uri: str | None, user: str, password: str | None) -> Neo4jStore | NetworkxStore:
    """The Neo4j server if one is named, and then its failure is an error; else the build in memory."""
    if uri:
        from loaders.to_neo4j import Neo4jStore

        return Neo4jStore(uri, user, password)
    from loaders.to_networkx import NetworkxStore

    memory = NetworkxStore()
    memory.load(archive(given).graph)
    return memory
