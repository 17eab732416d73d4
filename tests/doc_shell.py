"""Runs the commands that the documentation shows, in a folder with the samples."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from kg.samples import sample_paths
from tests.conftest import ROOT

PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
_SH = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_NEO4J = re.compile(r"^kg load\b|--uri\b")
_OUTPUT = re.compile(r"^<!-- output: (.+?) -->\n```\n(.*?)```\n<!-- /output -->", re.MULTILINE | re.DOTALL)
_KG = f'kg() {{ "{sys.executable}" -c "from kg.cli import main; main()" "$@"; }}; '


def commands(page: Path) -> list[str]:
    """The lines of a page's sh blocks that call kg, in order."""
    blocks = _SH.findall(page.read_text("utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.startswith("kg ")]


def needs_neo4j(command: str) -> bool:
    return bool(_NEO4J.search(command))


def shown_outputs(page: Path) -> list[tuple[str, str]]:
    """Commands of which a page shows what they print, with that."""
    return _OUTPUT.findall(page.read_text("utf-8"))


def furnish(folder: Path) -> None:
    """Lay out what the documented commands speak of: gazettes/, a gold file, a build at graph/."""
    (folder / "gazettes").mkdir()
    for path in sample_paths():
        shutil.copy(path, folder / "gazettes")
    shutil.copy(ROOT / "tests" / "gold" / "samples" / "云州-2021-03.gold.jsonl", folder / "gold.jsonl")
    ran = run("kg build gazettes/ -o graph", folder)
    assert ran.returncode == 0, ran.stderr


def run(
    command: str, folder: Path, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What one documented line does in the folder."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("KG_", "NEO4J_"))}
    environment = {**clean, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "200", **(more or {})}
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {_KG}{command}"],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def lines(printed: str) -> list[str]:
    """What is printed as a page shows it: no empty lines, nothing blank at a line's end."""
    return [line.rstrip() for line in printed.splitlines() if line.strip()]
