"""``python .ci/score.py FOLDER [--figures]``: the table of precision and recall per genre and form.

With ``--figures`` it prints the genres' figures only, and no document's name: the folder stays unseen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from kg.cli.output import show
from kg.score import Tally
from kg.score.folder import tallies
from kg.score.report import COLUMNS, row, wilson


def main() -> int:
    figures = "--figures" in sys.argv
    folder = Path(sys.argv[1])
    if not folder.is_dir():
        print(f"{folder}: no documents are kept there at present")
        return 0
    rows = []
    for genre in sorted(path for path in folder.iterdir() if path.is_dir()):
        forms = tallies(genre)
        total = Tally()
        for tally in forms.values():
            total.add(tally)
        rows += (
            [] if figures else [row(f"{genre.name} {form}", tally) for form, tally in sorted(forms.items())]
        )
        rows.append({**row(genre.name, total), **intervals(total)})
    show(rows, (*COLUMNS, "precision 95%", "recall 95%"), "table")
    return 0 if rows else 1


def intervals(tally: Tally) -> dict[str, str]:
    """The 95 % intervals that the sample's size allows."""
    shares = {"precision 95%": (tally.matched, tally.found), "recall 95%": (tally.matched, tally.demanded)}
    return {name: "{:.3f} to {:.3f}".format(*wilson(*share)) for name, share in shares.items()}


if __name__ == "__main__":
    sys.exit(main())
