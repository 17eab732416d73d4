"""What a command is to read: files, folders, standard input, or the rows of a manifest."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.model import Source
from kg.read import read_bytes, read_source

STDIN = Path("-")
_COLUMNS = ("file", "jurisdiction", "date", "url")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read, and what is said of it from outside; ``url`` is where the text came from."""

    path: Path
    jurisdiction: str | None = None
    date: str | None = None
    url: str | None = None

    def read(self) -> Source:
        """The text with its hash. Raises InputError."""
        return read_bytes(sys.stdin.buffer.read(), "-") if self.path == STDIN else read_source(self.path)


def inputs(paths: Iterable[Path], jurisdiction: str | None = None, date: str | None = None) -> list[Input]:
    """Files as they are, and the .txt files anywhere below folders, sorted; ``-`` is standard input."""
    return [Input(file, jurisdiction, date) for path in paths for file in _files(path)]


def _files(path: Path) -> Iterator[Path]:
    if path != STDIN and path.is_dir():
        yield from sorted(file for file in path.rglob("*.txt") if file.is_file())
    else:
        yield path


def manifest(path: Path) -> list[Input]:
    """The rows of a CSV table with the columns file, jurisdiction, date (ISO) and url; only file is needed.

    A file's path is taken from the folder of the manifest. Raises InputError that names the row.
    """
    rows = csv.DictReader(io.StringIO(read_source(path).text))
    names = [name.strip() for name in rows.fieldnames or ()]
    unknown = [name for name in names if name not in _COLUMNS]
    if "file" not in names or unknown:
        wrong = f"unknown columns {', '.join(unknown)}" if "file" in names else "no column called file"
        raise InputError(path.name, f"{wrong}; a manifest has {','.join(_COLUMNS)}")
    rows.fieldnames = names
    return [_row(path, number, row) for number, row in enumerate(rows, 2)]


def _row(path: Path, number: int, row: dict[str, str | None]) -> Input:
    said = {name: (row.get(name) or "").strip() or None for name in _COLUMNS}
    if said["file"] is None:
        raise InputError(path.name, f"row {number} names no file")
    if said["date"]:
        try:
            date.fromisoformat(said["date"])
        except ValueError as error:
            raise InputError(path.name, f"row {number}: {said['date']} is no day like 2021-03-08") from error
    return Input(path.parent / said["file"], said["jurisdiction"], said["date"], said["url"])
