"""A build: a folder with records, nodes, edges, mentions, texts and the ledger, written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.assemble import Assembly, assemble
from kg.errors import BuildError, GongbaoError, InputError
from kg.garbage import uncollected
from kg.graph import Edge, Graph, Node
from kg.inputs import Input
from kg.resolve.judgements import Judgements
from kg.stored import FORMAT, read_head, read_text, rows_of

VERSION = "0.1.0"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(slots=True)
class Report:
    """What a build did: files read, files refused with their errors, counts."""

    read: list[str] = field(default_factory=list)
    refused: list[GongbaoError] = field(default_factory=list)
    counts: Mapping[str, Any] = field(default_factory=dict)
    merges: Sequence[Mapping[str, str]] = ()


@dataclass(slots=True)
class _Contents:
    """The parts of a build that come from sources, by the source's hash."""

    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    records: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    ledger: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def build(
    wanted: Sequence[Input], folder: Path, judgements: Judgements, progress: Progress, *, add: bool = False
) -> Report:
    """Reads the files and writes the build at ``folder``; with ``add`` keeps what is there and is not replaced.

    A file that cannot be read does not stop the others. Raises BuildError if none can be read or the
    folder holds something else; then nothing is changed.
    """
    _check_target(folder)
    contents = _load(folder) if add else _Contents()
    if add:
        # What was judged when the build was made holds on, named again or not.
        judgements.take(read_head(folder).get("judgements", []), str(folder))
    report = Report()
    for number, item in enumerate(wanted):
        progress("reading", number, len(wanted))
        try:
            _take(item, contents, report)
        except InputError as error:
            report.refused.append(error)
    if not report.read:
        return report
    progress("assembling", len(wanted), len(wanted))
    records = [record for key in sorted(contents.records) for record in contents.records[key]]
    records += [judgements.added[key] for key in sorted(judgements.added)]
    with uncollected():
        assembly = assemble(records, judgements)
    report.counts = counts(records, assembly.graph, contents)
    report.merges = [row for row in assembly.mentions if row["rule"] != "exact"]
    head = {"counts": report.counts, "judgements": judgements.rows}
    _write(folder, contents, records, assembly, head)
    return report


def _take(item: Input, contents: _Contents, report: Report) -> None:
    # Who only asks a graph should not wait for what reads texts.
    from kg.pipeline import extract

    source = item.read()
    extraction = extract(source, item.jurisdiction, item.date)
    for key in [key for key, known in contents.sources.items() if known["file"] == source.file]:
        if key != source.sha256 and _one_file(contents.sources[key]["path"], item.path):
            _drop(contents, key)
    said = {"jurisdiction": item.jurisdiction, "date": item.date, "url": item.url}
    contents.sources[source.sha256] = {
        "file": source.file,
        "sha256": source.sha256,
        "path": str(item.path),
        **{key: value for key, value in said.items() if value},
    }
    contents.records[source.sha256] = extraction.records
    contents.ledger[source.sha256] = [
        {**line.as_dict(), "sha256": source.sha256} for line in extraction.ledger
    ]
    contents.texts[source.sha256] = source.text
    report.read.append(source.file)


def _one_file(known: str, path: Path) -> bool:
    """Whether a path of an earlier build and one of this are the same file, however they are written."""
    return known == str(path) or Path(known).resolve() == path.resolve()


def _drop(contents: _Contents, key: str) -> None:
    """Takes out a source whose file has changed."""
    for part in (contents.sources, contents.records, contents.ledger, contents.texts):
        part.pop(key, None)


def counts(records: Sequence[Mapping[str, Any]], graph: Graph, contents: _Contents) -> dict[str, Any]:
    """How many sources, documents, facts a relation, nodes and edges there are, and the ledger's shares."""
    facts: dict[str, int] = {}
    for record in records:
        if record["kind"] == "fact":
            facts[record["relation"]] = facts.get(record["relation"], 0) + 1
    outcomes: dict[str, int] = {}
    for lines in contents.ledger.values():
        for line in lines:
            outcomes[line["outcome"]] = outcomes.get(line["outcome"], 0) + 1
    return {
        "sources": len(contents.sources),
        "documents": sum(1 for record in records if record["kind"] == "document"),
        "facts": dict(sorted(facts.items())),
        "nodes": len(graph.nodes),
        "edges": len(graph.edges),
        "sentences": dict(sorted(outcomes.items())),
    }


def _check_target(folder: Path) -> None:
    if folder.exists() and (
        not folder.is_dir() or (any(folder.iterdir()) and not (folder / "build.json").exists())
    ):
        raise BuildError(f"{folder}: is there already and is no build; name another folder with -o")


def _write(
    folder: Path, contents: _Contents, records: Sequence[Any], assembly: Assembly, told: Mapping[str, Any]
) -> None:
    """Writes beside the folder and renames into place, so that there is a whole build or the old one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _fill(beside, contents, records, assembly, told)
        beside.chmod(0o755)
        _swap(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _fill(
    beside: Path, contents: _Contents, records: Sequence[Any], assembly: Assembly, told: Mapping[str, Any]
) -> None:
    graph = assembly.graph
    (beside / "texts").mkdir()
    for key, text in contents.texts.items():
        # Newlines must stay as they are, or the offsets would not hold.
        (beside / "texts" / f"{key}.txt").write_text(text, "utf-8", newline="")
    files: dict[str, Iterable[Mapping[str, Any]]] = {
        "records": (named(record, assembly) for record in records),
        "nodes": map(node_object, graph.nodes.values()),
        "edges": map(edge_object, graph.edges.values()),
        "mentions": assembly.mentions,
        "ledger": (line for key in sorted(contents.ledger) for line in contents.ledger[key]),
    }
    written = {name: _lines(beside / f"{name}.jsonl", rows) for name, rows in files.items()}
    head = {"format": FORMAT, "version": VERSION, **told, "bytes": written}
    head["sources"] = [contents.sources[key] for key in sorted(contents.sources)]
    (beside / "build.json").write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _swap(beside: Path, folder: Path) -> None:
    if not folder.exists():
        beside.replace(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    folder.replace(old / "build")
    try:
        beside.replace(folder)
    except OSError:
        (old / "build").replace(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def named(record: Mapping[str, Any], assembly: Assembly) -> dict[str, Any]:
    """A fact's object with the ids and names that resolution gives its ends."""
    ends = assembly.ends.get(record["id"])
    if ends is None:
        return dict(record)
    subject, object_ = ends
    return {
        **record,
        "subject": {**record["subject"], "id": subject.id, "name": subject.name},
        "object": {**record["object"], "id": object_.id, "name": object_.name},
    }


def node_object(node: Node) -> dict[str, Any]:
    """A node as a line of nodes.jsonl."""
    return {"id": node.id, "label": node.label, "properties": dict(node.properties)}


def edge_object(edge: Edge) -> dict[str, Any]:
    """An edge as a line of edges.jsonl."""
    ends = {"id": edge.id, "kind": edge.kind, "source": edge.source, "target": edge.target}
    return {**ends, "properties": dict(edge.properties)}


def _lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Writes the rows, one a line; gives the file's length in bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path.stat().st_size


def _load(folder: Path) -> _Contents:
    """What an earlier build holds, by source."""
    head = read_head(folder)
    contents = _Contents(sources={source["sha256"]: source for source in head["sources"]})
    for key in contents.sources:
        contents.records[key], contents.ledger[key] = [], []
        contents.texts[key] = read_text(folder, key).text
    for record in rows_of(folder, "records"):
        if record["rule"] != "judgement":
            contents.records[record["source"]["sha256"]].append(record)
    for line in rows_of(folder, "ledger"):
        contents.ledger[line["sha256"]].append(line)
    return contents
