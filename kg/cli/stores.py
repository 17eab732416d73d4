"""Commands that speak to a store: load, query."""

from __future__ import annotations

import sys
from contextlib import closing

import click

from kg.cli.output import format_option, note, show
from kg.cli.where import archive, graph_option, store, uri_options, within_option
from kg.errors import UsageError


@click.command()
@graph_option
@uri_options
@click.option("--no-prune", is_flag=True, help="Leave in the database what this build does not have.")
def load(graph: str | None, uri: str | None, user: str, password: str | None, no_prune: bool) -> None:
    """Load the graph into a Neo4j server. To load it again changes nothing.

    \b
    Example:
      kg load --uri bolt://localhost:7687
    """
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from loaders.to_neo4j import Neo4jStore

    if not uri:
        raise UsageError("name a server with --uri bolt://localhost:7687, or set NEO4J_URI")
    wanted = archive(graph).graph
    with (
        Neo4jStore(uri, user, password) as server,
        Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar,
    ):
        tasks: dict[str, TaskID] = {}

        def progress(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total)

        counts = server.load(wanted, prune=not no_prune, progress=progress)
    rows = [
        {"what": what, "count": number}
        for part in (counts.nodes, counts.edges)
        for what, number in part.items()
    ]
    show(rows, ("what", "count"), "table")
    note(f"loaded into {uri}: {sum(counts.nodes.values())} nodes, {sum(counts.edges.values())} edges")


@click.command()
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="KEY=VALUE...")
@within_option
@graph_option
@uri_options
@format_option
def query(
    name: str | None,
    parameters: tuple[str, ...],
    within: str | None,
    graph: str | None,
    uri: str | None,
    user: str,
    password: str | None,
    form: str,
) -> None:
    """Run a named query, on a Neo4j server or in memory with the same rows; without a name, list them.

    \b
    Example:
      kg query who_oversees agency=市水利局
    """
    import queries

    if name is None:
        listed = [
            {"name": q.name, "question": q.question, "parameters": [p.name for p in q.parameters]}
            for q in queries.catalogue()
        ]
        show(listed, ("name", "question", "parameters"), form)
        return
    asked = queries.get(name)
    with closing(store(graph, uri, user, password)) as held:
        rows = queries.run(held, name, _pairs(parameters), within=within)
    show(rows, tuple(asked.columns), form)


def _pairs(parameters: tuple[str, ...]) -> dict[str, str | None]:
    pairs: dict[str, str | None] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals:
            raise UsageError(f"{parameter}: write parameters as key=value, for example agency=市水利局")
        pairs[key] = value
    return pairs
