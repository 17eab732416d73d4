"""How answers are printed: a table for people, JSON, CSV for spreadsheets, JSON Lines for records."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

Rows = Iterable[Mapping[str, Any]]

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "jsonl"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(rows: Rows, columns: Sequence[str], form: str) -> None:
    """Prints rows to standard output in one of the forms, the columns in their order."""
    listed = [{column: row.get(column) for column in columns} for row in rows]
    printers: dict[str, Callable[[list[dict[str, Any]], Sequence[str]], None]] = {
        "table": _table,
        "json": _json,
        "csv": _csv,
        "jsonl": lambda some, _: jsonl(some),
    }
    printers[form](listed, columns)


def jsonl(rows: Rows) -> None:
    """One JSON object a line, Chinese unescaped."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def note(text: str) -> None:
    """Says something that is not the answer: to standard error."""
    click.echo(f"kg: {text}", err=True)


def _json(rows: list[dict[str, Any]], _columns: Sequence[str]) -> None:
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2))


def _csv(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
    # Spreadsheets take UTF-8 for the local encoding unless it begins with a byte-order mark.
    sys.stdout.buffer.write(("\ufeff" + text.getvalue()).encode())
    sys.stdout.buffer.flush()


def _cell(value: Any) -> str:
    """A cell that no spreadsheet runs as a formula."""
    text = _text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _table(rows: list[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 240, highlight=False)
    table = Table(box=box.SIMPLE_HEAD if sys.stdout.isatty() else box.SIMPLE, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_text(row[column])) for column in columns))
    if rows:
        console.print(table)
    else:
        note("nothing found")
