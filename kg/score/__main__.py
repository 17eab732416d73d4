"""``python -m kg.score FOLDER``: extraction scored on a folder of gold documents, per genre and form.

The folder holds one folder a genre, in it pairs of X.txt and X.gold.jsonl, X being form and number. With
``--figures`` it prints the genres' figures only, with the interval that the sample's size allows, and no
document's name.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kg.cli.output import show
from kg.pipeline import extract
from kg.read import read_source
from kg.schema import schema
from kg.score import Tally, read_gold, score
from kg.score.report import COLUMNS, row, wilson

_SHARED = {"log": ("ATTENDED", "CHAIRED"), "briefs": ("ATTENDED", "CHAIRED")}


def main(arguments: Sequence[str]) -> int:
    """Scores the folder named and prints the table; 1 if there is nothing to score."""
    figures = "--figures" in arguments
    folder = Path(next(argument for argument in arguments if not argument.startswith("-")))
    genres = sorted(path for path in folder.iterdir() if path.is_dir())
    rows = []
    for genre in genres:
        forms = tallies(genre)
        total = Tally()
        for tally in forms.values():
            total.add(tally)
        rows += [] if figures else [row(f"{genre.name} {form}", tally) for form, tally in sorted(forms.items())]
        rows.append({**row(genre.name, total), **intervals(total)})
    show(rows, (*COLUMNS, "precision 95%", "recall 95%"), "table")
    return 0 if rows else 1


def tallies(folder: Path) -> dict[str, Tally]:
    """The tally of each form of one genre."""
    found: dict[str, Tally] = {}
    for text in sorted(folder.glob("*.txt")):
        form = re.sub(r"-\d+$", "", text.stem)
        gold = read_gold([text.with_suffix(".gold.jsonl")])
        records = extract(read_source(text)).records
        for tally in score(records, gold, relations(folder.name)).values():
            found.setdefault(form, Tally()).add(tally)
    return found


def relations(genre: str) -> tuple[str, ...]:
    """The relations that a genre's documents are scored on."""
    own = tuple(name for name, relation in schema().relations.items() if relation.genre == genre)
    return _SHARED.get(genre, own)


def intervals(tally: Tally) -> dict[str, str]:
    """The 95 % intervals of precision and recall."""
    shares = {"precision 95%": (tally.matched, tally.found), "recall 95%": (tally.matched, tally.demanded)}
    return {name: "{:.3f} to {:.3f}".format(*wilson(*share)) for name, share in shares.items()}


if __name__ == "__main__":
    if len(sys.argv) < 2:
        click.echo("python -m kg.score FOLDER [--figures]", err=True)
        sys.exit(2)
    sys.exit(main(sys.argv[1:]))
