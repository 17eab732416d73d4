"""A build's folder, read back: all of it, or only what stands around a few nodes."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import BuildError
from kg.garbage import uncollected
from kg.graph import Edge, Graph, Node
from kg.model import Source

FORMAT = 2
"""Raised whenever the files of a build change in form."""


def read_head(folder: Path) -> dict[str, Any]:
    """A build's build.json. Raises BuildError if there is none, one of another form, or beside files of another length.

    A file that was cut off between two lines would else be read as a smaller graph, and answer wrongly.
    """
    try:
        head = json.loads((folder / "build.json").read_text("utf-8"))
    except OSError as error:
        raise BuildError(f"{folder}: no build there; make one with: kg build FILE -o {folder}") from error
    except ValueError as error:
        raise BuildError(f"{folder}: build.json is damaged; build again with kg build") from error
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise BuildError(f"{folder}: was built by another version; build again with kg build")
    for name, written in _lengths(folder, head):
        path = folder / f"{name}.jsonl"
        if not path.is_file() or path.stat().st_size != written:
            raise BuildError(
                f"{path}: is not as it was built (it had {written} bytes); build again with kg build"
            )
    return head


def _lengths(folder: Path, head: Mapping[str, Any]) -> list[tuple[str, int]]:
    lengths = head.get("bytes")
    if not isinstance(lengths, dict):
        raise BuildError(f"{folder}: build.json is damaged; build again with kg build")
    return list(lengths.items())


def rows_of(folder: Path, name: str, having: Iterable[str] = ()) -> Iterator[dict[str, Any]]:
    """The objects of one of a build's files; with ``having`` of the lines only that have one of these words.

    Raises BuildError where the file is missing or damaged.
    """
    path = folder / f"{name}.jsonl"
    wanted = [word.encode() for word in having]
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not wanted or any(word in line for word in wanted):
                    yield _object(line, path, f"line {number}")
    except OSError as error:
        raise BuildError(f"{path}: cannot be read; build again with kg build") from error


def _object(line: bytes, path: Path, place: str) -> dict[str, Any]:
    try:
        parsed = json.loads(line)
    except ValueError as error:
        raise BuildError(f"{path}: {place} is damaged; build again with kg build") from error
    if not isinstance(parsed, dict):
        raise BuildError(f"{path}: {place} is damaged; build again with kg build")
    return parsed


def read_graph(folder: Path) -> Graph:
    """The graph of a build, equal to the one that was written."""
    graph = read_nodes(folder)
    with uncollected():
        graph.edges = {edge.id: edge for edge in map(_edge, rows_of(folder, "edges"))}
    return graph


def read_nodes(folder: Path) -> Graph:
    """The nodes of a build, as a graph without edges."""
    read_head(folder)
    with uncollected():
        return Graph({node.id: node for node in map(_node, rows_of(folder, "nodes"))})


def edges_at(folder: Path, nodes: Iterable[str]) -> dict[str, Edge]:
    """The edges that begin or end at one of ``nodes``, found without reading the others."""
    path = folder / "edges.jsonl"
    found: dict[int, Edge] = {}
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            for node in nodes:
                for start, line in _lines_with(text, json.dumps(node, ensure_ascii=False).encode()):
                    if start not in found:
                        edge = _edge(_object(line, path, f"the line at byte {start}"))
                        if node in (edge.source, edge.target):
                            found[start] = edge
    except ValueError:
        # An empty file cannot be mapped: a graph without edges.
        return {}
    except OSError as error:
        raise BuildError(f"{path}: cannot be read; build again with kg build") from error
    return {found[start].id: found[start] for start in sorted(found)}


def _lines_with(text: mmap.mmap, word: bytes) -> Iterator[tuple[int, bytes]]:
    at = text.find(word)
    while at >= 0:
        start, end = text.rfind(b"\n", 0, at) + 1, text.find(b"\n", at)
        end = len(text) if end < 0 else end
        yield start, text[start:end]
        at = text.find(word, end)


def _node(row: dict[str, Any]) -> Node:
    try:
        return Node(row["id"], row["label"], row["properties"])
    except KeyError as error:
        raise BuildError("nodes.jsonl: is damaged; build again with kg build") from error


def _edge(row: dict[str, Any]) -> Edge:
    try:
        return Edge(row["id"], row["kind"], row["source"], row["target"], row["properties"])
    except KeyError as error:
        raise BuildError("edges.jsonl: is damaged; build again with kg build") from error


def read_text(folder: Path, sha256: str) -> Source:
    """The kept text of a source of a build."""
    try:
        with (folder / "texts" / f"{sha256}.txt").open(encoding="utf-8", newline="") as file:
            return Source("", sha256, file.read())
    except OSError as error:
        raise BuildError(f"{folder}: the text {sha256[:8]} is missing; build again with kg build") from error
