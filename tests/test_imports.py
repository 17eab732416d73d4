"""Asking is quick: neither help nor a question loads what reads texts or draws pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg import api
from kg.samples import sample_paths

_HEAVY = ("spacy", "pyvis", "thinc")


@pytest.mark.parametrize("arguments", [["--help"], ["who", "市水利局"], ["portfolio", "--help"]])
def test_questions_load_neither_spacy_nor_pyvis(arguments: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    api.build(sample_paths(), folder)
    code = (
        "import sys\nfrom kg.cli import cli\n"
        f"cli.main({arguments!r}, standalone_mode=False)\n"
        f"loaded = [name for name in {_HEAVY!r} if name in sys.modules]\n"
        "print('loaded', loaded, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"KG_GRAPH": str(folder), "PATH": "", "PYTHONPATH": str(Path(api.__file__).parents[1])},
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.strip().endswith("loaded []")
