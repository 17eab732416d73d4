"""Commands to look at things: explain, list, render, demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.output import format_option, note, show
from kg.cli.where import archive, graph_option, within_option
from kg.errors import UnknownName

_LISTS = ("agencies", "people", "documents", "duties", "posts", "meetings", "tasks")


@click.command()
@click.argument("fact", metavar="FACT")
@graph_option
def explain(fact: str, graph: str | None) -> None:
    """Show the sentence that states a fact, its mentions marked, and where it stands. FACT is an id or its beginning.

    \b
    Example:
      kg explain f:3b1c
    """
    from kg.stored import read_text

    opened = archive(graph)
    record = opened.record(fact)
    if record is None:
        raise UnknownName(fact)
    source = record["source"]
    click.echo(
        f"{record['subject']['name']} {record.get('relation', record['kind'])} {_object(record)}".rstrip()
    )
    for key, value in record.get("attributes", {}).items():
        click.echo(f"  {key}: {value}")
    if record["rule"] == "judgement":
        click.echo(f"  {source['quote']}\n  {source['file']}\n  {record['id']}")
        return
    text = read_text(opened.folder, source["sha256"]).text
    click.echo(f"  {_marked(text, record)}")
    line = text.count("\n", 0, source["start"]) + 1
    page = f", page {source['page']}" if source["page"] else ""
    click.echo(
        f"  {source['file']}, line {line}{page}; {source['document'] or source['section']}; rule {record['rule']}"
    )
    click.echo(f"  {record['id']}")


def _object(record: Mapping[str, Any]) -> str:
    return str(record["object"].get("name") or record["object"]["mention"]) if record.get("object") else ""


def _marked(text: str, record: Mapping[str, Any]) -> str:
    """The sentence, cleaned of what the page cuts into it, with 【】 round what is named in it."""
    quote = _bare(record["source"]["quote"])
    ends = [record[end] for end in ("subject", "object") if record.get(end)]
    found = {place for end in ends for place in _places(text, record["source"]["start"], quote, end)}
    pieces, at = [], 0
    for start, stop in sorted(found):
        if at <= start:
            pieces += [quote[at:start], "【", quote[start:stop], "】"]
            at = stop
    return "".join([*pieces, quote[at:]])


def _places(text: str, first: int, quote: str, end: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Where a mention stands in the cleaned sentence: as a whole, else the pieces it is put together from."""
    whole = _bare(end["mention"])
    spans = end["spans"]
    named = [(spans[0][0], whole)] if whole in quote else [(at, _bare(text[at:to])) for at, to in spans]
    for at, piece in named:
        before = _starts(_bare(text[first:at] + piece), piece)
        places = _starts(quote, piece)
        if at >= first and places:
            start = places[min(len(before), len(places)) - 1]
            yield start, start + len(piece)


def _starts(text: str, piece: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(piece, at)]


def _bare(text: str) -> str:
    return "".join(text.split())


@click.command("list")
@click.argument("what", type=click.Choice(_LISTS))
@within_option
@graph_option
@format_option
def list_(what: str, within: str | None, graph: str | None, form: str) -> None:
    """List what the graph knows of one kind.

    \b
    Example:
      kg list agencies --in 云州市
    """
    from collections import Counter

    from kg.schema import schema

    label = next(label.name for label in schema().labels.values() if label.plural == what)
    whole = archive(graph).graph
    degrees = Counter(end for edge in whole.edges.values() for end in (edge.source, edge.target))
    rows = [
        {"id": node.id, "government": node.properties.get("jurisdiction"), "edges": degrees[node.id]}
        | {key: node.properties.get(key) for key in ("name", "title", "date", "aliases")}
        for node in whole.nodes.values()
        if node.label == label and within in (None, node.properties.get("jurisdiction"))
    ]
    columns = ["name", "government", "edges", "id", "aliases"]
    if label in ("Document", "Meeting"):
        columns[1:1] = ["title", "date"] if label == "Document" else ["date"]
    show(rows, columns, form)


@click.command()
@click.option("--around", metavar="NAME", help="Only what surrounds this name.")
@click.option("--hops", default=1, show_default=True, type=click.IntRange(1, 4), help="How far around it.")
@click.option("--as-of", metavar="DATE", help="What held on this day.")
@click.option("-o", "--output", default="graph.html", show_default=True, type=click.Path(path_type=Path))
@within_option
@graph_option
def render(
    around: str | None, hops: int, as_of: str | None, output: Path, within: str | None, graph: str | None
) -> None:
    """Write the graph as one HTML page that needs no network.

    \b
    Example:
      kg render --around 市水利局 -o water.html
    """
    from kg.render import render as page
    from kg.render import write_page

    opened = archive(graph)
    id_ = opened.names.find_any(around, within) if around else None
    written = write_page(output, page(opened.graph, around=id_, hops=hops, as_of=as_of))
    note(f"wrote {written}; open it in a browser")


@click.command()
@click.option("-o", "--output", default="demo", show_default=True, type=click.Path(path_type=Path))
def demo(output: Path) -> None:
    """Build the sample gazettes of an invented city, ask who oversees 市水利局, and write the page.

    \b
    Example:
      kg demo
    """
    import queries
    from kg import api
    from kg.samples import sample_paths

    folder = output / "graph"
    report = api.build(sample_paths(), folder)
    note(f"built {folder} from {len(report.read)} gazettes: {report.counts['edges']} edges")
    opened = api.open(folder)
    click.echo("kg who 市水利局")
    from kg import ask

    answer = ask.who(opened.graph, opened.find("Agency", "市水利局"), None)
    show(answer.rows, answer.columns, "table")
    click.echo("The same question to Neo4j, in Cypher:\n")
    click.echo(queries.get("who_oversees").cypher.strip() + "\n")
    page = opened.show(around="市水利局", to=output / "water.html")
    whole = opened.show(to=output / "graph.html")
    note(f"wrote {page} and {whole}; open them in a browser")
