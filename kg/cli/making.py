"""Commands that read texts: build, extract, check, score."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import format_option, jsonl, note, show
from kg.errors import GongbaoError, InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.pipeline import Extraction

_FACT_COLUMNS = ("relation", "subject", "object", "date", "document", "quote", "file")
_LEDGER_COLUMNS = ("file", "document", "section", "page", "line", "text")


def _said(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say what a pasted text lacks."""
    for option in (
        click.option("--date", metavar="DATE", help="The document's date, where the text lacks it."),
        click.option(
            "--jurisdiction", metavar="GOVERNMENT", help="Whose text it is (云州市), where it does not say."
        ),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("paths", nargs=-1, metavar="INPUT...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", default="graph", show_default=True, metavar="DIR", type=click.Path(path_type=Path)
)
@click.option(
    "--manifest", "manifests", multiple=True, metavar="CSV", type=click.Path(path_type=Path),
    help="A table of many files with the columns file,jurisdiction,date,url.",
)  # fmt: skip
@click.option("--add", is_flag=True, help="Keep what the build has; read only these files.")
@click.option(
    "--judgements", multiple=True, type=click.Path(path_type=Path), help="A file of judgements on identity."
)
@_said
def build(
    paths: tuple[Path, ...],
    output: Path,
    manifests: tuple[Path, ...],
    add: bool,
    judgements: tuple[Path, ...],
    jurisdiction: str | None,
    date: str | None,
) -> None:
    """Read texts (files, or folders of .txt files) and write a build: the graph and all it rests on.

    - is standard input.

    \b
    Example:
      kg build gazettes/ -o graph
      kg build 2021-09.txt -o graph --add
      kg build --manifest files.csv
    """
    from kg import api

    if not paths and not manifests:
        raise UsageError("nothing to read: name files or folders, or --manifest CSV")

    with _progress() as progress:
        report = api.build(
            paths,
            output,
            manifests=manifests,
            jurisdiction=jurisdiction,
            date=_day(date),
            judgements=judgements,
            add=add,
            progress=progress,
        )
    for error in report.refused:
        note(str(error))
    if not report.read:
        raise InputError(str(output), "nothing was built: no file could be read")
    _closing_table(report.counts)
    for line in _merged(report.merges):
        note(line)
    note(f"built {output} from {len(report.read)} files")
    if report.refused:
        note(f"{len(report.refused)} of {len(report.read) + len(report.refused)} files could not be read")
        sys.exit(1)


def _merged(merges: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """How many names each rule took for another name's body or meeting, with the first of them."""
    by_rule: dict[str, list[str]] = {}
    for row in merges:
        by_rule.setdefault(row["rule"], []).append(f"{row['mention']} = {row['name']}")
    for rule, pairs in sorted(by_rule.items()):
        more = f" and {len(pairs) - 3} more" if len(pairs) > 3 else ""
        yield f"taken for one by {rule}: {', '.join(pairs[:3])}{more}"
    if by_rule:
        yield "kg aliases NAME shows all that is held to be one with a name, and why"


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=None)

        def progress(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield progress


def _closing_table(counts: Mapping[str, Any]) -> None:
    sentences = counts["sentences"]
    total = sum(sentences.values())
    rows = [
        {"what": "sources", "count": counts["sources"]},
        {"what": "documents", "count": counts["documents"]},
    ]
    rows += [{"what": f"facts {relation}", "count": number} for relation, number in counts["facts"].items()]
    rows += [{"what": "nodes", "count": counts["nodes"]}, {"what": "edges", "count": counts["edges"]}]
    if total:
        understood = 1 - sentences.get("unparsed", 0) / total
        rows.append({"what": "share of sentences understood", "count": f"{understood:.1%}"})
    show(rows, ("what", "count"), "table")


def _day(given: str | None) -> str | None:
    from datetime import date

    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise UsageError(f"{given}: no day; write it as 2021-03-08") from error


def _extractions(
    paths: Sequence[str], jurisdiction: str | None, date: str | None
) -> tuple[list[Extraction], list[GongbaoError]]:
    from kg.inputs import inputs
    from kg.pipeline import extract as extract_source

    done: list[Extraction] = []
    refused: list[GongbaoError] = []
    for item in inputs((Path(path) for path in paths), jurisdiction, _day(date)):
        try:
            done.append(extract_source(item.read(), item.jurisdiction, item.date))
        except InputError as error:
            refused.append(error)
    return done, refused


def _finish(refused: Sequence[GongbaoError], code: int = 0) -> None:
    for error in refused:
        note(str(error))
    if refused or code:
        sys.exit(1 if refused else code)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--records", "which", type=click.Choice(["facts", "all"]), default="facts", show_default=True,
              help="all prints statuses, documents, notices and endings as well.")  # fmt: skip
@format_option
@_said
def extract(
    paths: tuple[str, ...], which: str, form: str, jurisdiction: str | None, date: str | None
) -> None:
    """Print the facts that texts state, in source order. - is standard input.

    \b
    Example:
      kg extract 2021-03.txt --format jsonl
    """
    from kg.assemble import assemble
    from kg.build import named
    from kg.resolve.judgements import read_judgements

    done, refused = _extractions(paths, jurisdiction, date)
    assembly = assemble([record for extraction in done for record in extraction.records], read_judgements())
    records = [named(record, assembly) for extraction in done for record in extraction.records]
    for record in records:
        del record["context"]
    chosen = [record for record in records if which == "all" or record["kind"] == "fact"]
    if form == "jsonl":
        jsonl(chosen)
    elif form == "json":
        click.echo(json.dumps(chosen, ensure_ascii=False, indent=2))
    else:
        show(map(_flat, chosen), (("kind", *_FACT_COLUMNS) if which == "all" else _FACT_COLUMNS), form)
    _finish(refused)


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    flat = {"kind": record["kind"], "relation": record.get("relation")}
    flat |= {end: record[end]["mention"] for end in ("subject", "object") if record.get(end)}
    flat["date"] = record.get("attributes", {}).get("date") or record.get("date")
    return flat | {key: record["source"][key] for key in ("document", "quote", "file")}


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Exit with 3 if any sentence was not understood.")
@format_option
@_said
def check(
    paths: tuple[str, ...], strict: bool, form: str, jurisdiction: str | None, date: str | None
) -> None:
    """Show per section what share of sentences was understood, and every sentence that was not.

    \b
    Example:
      kg check 2021-03.txt --strict
    """
    from kg.coverage import UNPARSED

    done, refused = _extractions(paths, jurisdiction, date)
    lines = [line for extraction in done for line in extraction.ledger]
    unparsed = [line.as_dict() for line in lines if line.outcome == UNPARSED]
    if form == "table":
        _shares(lines)
    if unparsed or form != "table":
        show(unparsed, _LEDGER_COLUMNS, form)
    _finish(refused, 3 if strict and unparsed else 0)


def _shares(lines: Sequence[Any]) -> None:
    from kg.coverage import shares

    groups: dict[tuple[str, str, str], list[Any]] = {}
    for line in lines:
        groups.setdefault((line.file, line.document or "", line.section), []).append(line)
    rows = []
    for (file, document, section), listed in groups.items():
        counted = shares(listed)
        understood = f"{1 - counted['unparsed'] / len(listed):.1%}"
        rows.append(
            {"file": file, "document": document, "section": section, **counted, "understood": understood}
        )
    show(
        rows,
        ("file", "document", "section", "record", "read", "boilerplate", "unparsed", "understood"),
        "table",
    )


@click.command()
@click.argument("facts", metavar="FACTS")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-v", "--verbose", is_flag=True, help="Name what was missed, false or has a wrong attribute.")
@format_option
def score(facts: str, gold: tuple[Path, ...], verbose: bool, form: str) -> None:
    """Compare records (JSON Lines of kg extract --records all; - is standard input) with gold files.

    \b
    Example:
      kg score facts.jsonl leadership.gold.jsonl
      kg extract 2021-03.txt --records all --format jsonl | kg score - leadership.gold.jsonl
    """
    from kg.score import read_gold
    from kg.score import score as tally
    from kg.score.report import COLUMNS, report

    tallies = tally(_records(facts), read_gold(gold))
    show(report(tallies), COLUMNS, form)
    if verbose:
        for name, found in tallies.items():
            for what in ("missed", "false", "attribute_errors"):
                for text in getattr(found, what):
                    note(f"{name} {what.replace('_', ' ')}: {text}")


def _records(path: str) -> list[dict[str, Any]]:
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text("utf-8-sig")
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(path, f"is no JSON Lines file of records: {error}") from error
