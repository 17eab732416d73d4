"""The notebook runs from top to bottom, and says what it promises."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.conftest import ROOT

TOUR = ROOT / "notebooks" / "tour.ipynb"


def read() -> nbformat.NotebookNode:
    return nbformat.read(TOUR, as_version=4)


def printed(notebook: nbformat.NotebookNode) -> str:
    """All that the code cells gave back."""
    outputs: list[dict[str, Any]] = [each for cell in notebook.cells for each in cell.get("outputs", ())]
    return "\n".join(each.get("text") or each["data"]["text/plain"] for each in outputs)


def test_notebook_is_kept_without_outputs() -> None:
    assert not [cell.id for cell in read().cells if cell.get("outputs") or cell.get("execution_count")]


# jupyter_client leaves sockets to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_notebook_runs_and_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = read()
    NotebookClient(
        notebook, timeout=180, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    said = printed(notebook)
    answers = [
        "2021-03-15 江望 分管 2021-03-02 2021-04-12 云政发〔2021〕3号",
        "2021-05-01 顾野 分管 2021-04-12 2021-09-06 云政发〔2021〕7号",
        "2021-10-01 许清和 分管 2021-09-06 … 云政发〔2021〕18号",
        "MATCH (person:Person)-[edge:`分管`",
    ]
    assert [line for line in answers if line not in said] == []
    (page,) = tmp_path.rglob("page.html")
    assert str(page) in said
    assert "市水利局" in page.read_text("utf-8")
