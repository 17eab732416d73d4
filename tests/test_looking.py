"""What is shown of one fact: the sentence as it reads, whatever the page cuts into it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import api
from kg.cli import cli
from kg.samples import sample_paths


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "graph"
    api.build(sample_paths(), folder)
    return folder


def explained(folder: Path, relation: str, subject: str, object_: str) -> str:
    found = [
        record["id"]
        for record in api.open(folder).records()
        if record.get("relation") == relation
        and (record["subject"]["mention"], record["object"]["mention"]) == (subject, object_)
    ]
    shown = CliRunner().invoke(cli, ["explain", found[0], "-g", str(folder)])
    assert shown.exit_code == 0, shown.output
    return shown.stdout


def test_a_title_block_inside_the_sentence_is_not_shown(samples: Path) -> None:
    shown = explained(samples, "分管", "江望", "市农业农村局（畜牧局）")
    assert "分管市生态环境局、市水利局、【市农业农村局（畜牧局）】、市供销社。" in shown
    assert "调整市政府领导分工的通知" not in shown


def test_both_ends_are_marked_where_the_sentence_names_both(samples: Path) -> None:
    assert "【沈一舟】任【云州市水利局副局长】" in explained(
        samples, "APPOINTED_TO", "沈一舟", "云州市水利局副局长"
    )


def test_the_later_of_two_like_names_is_marked(samples: Path) -> None:
    shown = explained(samples, "APPOINTED_TO", "白露", "云州市水文站站长")
    assert "【白露】任【云州市水文站站长】" in shown
