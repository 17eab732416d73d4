"""Text → who was where, in one line a fact, as the cases of logs and briefs write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from kg.extract import read_section
from kg.model import Source
from kg.reflow import reflow
from kg.segment import segment


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of ``tests/cases/<name>.yaml``."""
    return yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))


def attended(text: str) -> list[str]:
    """``day | title | person | action | meeting`` of every attendance; the action of who chairs is 主持."""
    source = Source("case.txt", "0" * 64, text)
    found = []
    for section in segment(reflow(source), text):
        for fact in read_section(section).facts:
            if fact.relation in ("ATTENDED", "CHAIRED"):
                told = fact.attributes
                action = told.get("action") if fact.relation == "ATTENDED" else "主持"
                row = (
                    told.get("date"),
                    told.get("title"),
                    fact.subject.text,
                    action,
                    fact.object.text,
                )
                found.append(" | ".join(part or "-" for part in row))
                assert_cut_out(text, fact.subject.text, fact.subject.spans)
                assert_cut_out(text, fact.object.text, fact.object.spans)
    return found


def assert_cut_out(text: str, mention: str, spans: tuple[tuple[int, int], ...]) -> None:
    """The spans cut the mention out of the text."""
    assert "".join("".join(text[start:end].split()) for start, end in spans) == mention
