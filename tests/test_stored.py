"""A build's folder that was damaged since: every command says in one line what is wrong, and what to do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import api
from kg.samples import sample_paths
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored") / "graph"
    api.build(sample_paths(), folder)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A build of a test's own, to damage."""
    return Path(shutil.copytree(built, tmp_path / "graph"))


def said(folder: Path, *command: str) -> str:
    """The one line that a command says before it exits with 1."""
    told = [sys.executable, "-m", "kg", *command, "-g", str(folder)]
    ran = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stdout
    (line,) = ran.stderr.splitlines()
    return line


DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "edges cut off between two lines": ("edges.jsonl", lambda whole: whole[: whole.index(b"\n") + 1], "edges.jsonl: is not as it was built"),
    "nodes cut off within a line": ("nodes.jsonl", lambda whole: whole[:-40], "nodes.jsonl: is not as it was built"),
    "records emptied": ("records.jsonl", lambda _: b"", "records.jsonl: is not as it was built"),
    "an edge that is no JSON": ("edges.jsonl", lambda whole: whole.replace(b"{", b"[", 1), "edges.jsonl: line 1 is damaged"),
    "a node that is no JSON": ("nodes.jsonl", lambda whole: whole.replace(b"}\n", b"]\n", 1), "nodes.jsonl: line 1 is damaged"),
    "an edge without its key": ("edges.jsonl", lambda whole: whole.replace(b'"kind"', b'"kinb"', 1), "edges.jsonl: is damaged"),
    "no bytes of text": ("nodes.jsonl", lambda whole: b"\xff" * len(whole), "nodes.jsonl: line 1 is damaged"),
    "a head of another form": ("build.json", lambda whole: whole.replace(b'"format": 2', b'"format": 0'), "built by another version"),
    "a head that is no JSON": ("build.json", lambda whole: whole[:-20], "build.json is damaged"),
    "a head that tells no lengths": ("build.json", lambda whole: whole.replace(b'"bytes"', b'"bites"'), "build.json is damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "to", "told"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_build_answers_nothing(
    folder: Path, name: str, to: Callable[[bytes], bytes], told: str
) -> None:
    path = folder / name
    path.write_bytes(to(path.read_bytes()))
    line = said(folder, "list", "people")
    assert told in line
    assert line.endswith("build again with kg build")


def test_a_damaged_edge_is_told_by_where_it_begins(folder: Path) -> None:
    """A question that reads only what stands near a name does not count lines."""
    path = folder / "edges.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if "agency:云州市/水利局".encode() in line)
    lines[number] = lines[number].replace(b"{", b"[", 1)
    path.write_bytes(b"".join(lines))
    assert f"edges.jsonl: the line at byte {len(b''.join(lines[:number]))} is damaged" in said(
        folder, "who", "市水利局"
    )


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "edges.jsonl").unlink()
    assert "edges.jsonl: is not as it was built" in said(folder, "who", "市水利局")
