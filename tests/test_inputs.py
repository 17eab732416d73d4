"""What a build is told of its files from outside: a manifest, standard input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import api
from kg.cli import cli
from kg.errors import InputError, UsageError
from kg.inputs import Input, inputs, manifest

NOTICE = "江望副市长\n分管市水利局、市农业农村局。\n"
WRONG = {
    "no column called file": "path,date\na.txt,2021-03-08\n",
    "unknown columns day": "file,day\na.txt,8\n",
    "row 3 names no file": "file,date\na.txt,\n,2021-03-08\n",
    "row 2: 8.3.2021 is no day": "file,date\na.txt,8.3.2021\n",
}


def test_a_manifest_says_what_the_files_lack(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTICE, "utf-8")
    table = folder / "files.csv"
    table.write_text("file,jurisdiction,date,url\na.txt,云州市,2021-03-08,about:a\n", "utf-8-sig")
    assert manifest(table) == [Input(folder / "a.txt", "云州市", "2021-03-08", "about:a")]
    api.build(folder=tmp_path / "graph", manifests=[table])
    archive = api.open(tmp_path / "graph")
    (row,) = archive.who("市水利局", as_of="2021-03-09")
    assert (row["agency"], row["person"], row["from"]) == ("云州市水利局", "江望", "2021-03-08")
    assert archive.head["sources"][0]["url"] == "about:a"


@pytest.mark.parametrize("cause", WRONG)
def test_a_wrong_manifest_names_row_and_cause(cause: str, tmp_path: Path) -> None:
    table = tmp_path / "files.csv"
    table.write_text(WRONG[cause], "utf-8")
    with pytest.raises(InputError, match=cause):
        manifest(table)


def test_standard_input_is_built(tmp_path: Path) -> None:
    said = ["--jurisdiction", "云州市", "--date", "2021-03-08", "-o", str(tmp_path / "graph")]
    ran = CliRunner().invoke(cli, ["build", "-", *said], input=NOTICE.encode())
    assert ran.exit_code == 0, ran.output
    asked = ["who", "水利局", "--as-of", "2021-03-09", "-g", str(tmp_path / "graph"), "--format", "json"]
    assert [row["person"] for row in json.loads(CliRunner().invoke(cli, asked).stdout)] == ["江望"]


def test_folders_give_their_texts_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(NOTICE, "utf-8")
    assert [item.path.name for item in inputs([tmp_path])] == ["a.txt", "b.txt"]


def test_nothing_to_read_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="--manifest"):
        CliRunner().invoke(cli, ["build"], catch_exceptions=False)
