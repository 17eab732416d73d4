"""The tables of the documentation that come from the code, between <!-- name --> and <!-- /name -->.

``python -m tests.doc_tables`` writes them anew; a test says when that is due.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import queries
from kg.schema import schema
from tests.conftest import ROOT


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def relations() -> str:
    head = ("relation", "from", "to", "means", "attributes")
    return table(
        head,
        (
            (
                name,
                relation.subject,
                relation.object,
                relation.means + (" (derived)" if relation.derived else ""),
                ", ".join(f"`{key}`" for key in relation.attributes),
            )
            for name, relation in schema().relations.items()
        ),
    )


def labels() -> str:
    return table(
        ("label", "means", "id begins with"),
        ((name, label.means, f"`{label.prefix}:`") for name, label in schema().labels.items()),
    )


def named_queries() -> str:
    return table(
        ("query", "question", "parameters"),
        (
            (f"`{query.name}`", query.question, ", ".join(f"`{each.name}`" for each in query.parameters))
            for query in queries.catalogue()
        ),
    )


TABLES: dict[tuple[str, str], Callable[[], str]] = {
    ("docs/facts.md", "relations"): relations,
    ("docs/interfaces.md", "labels"): labels,
    ("docs/interfaces.md", "queries"): named_queries,
}


def between(text: str, name: str) -> tuple[int, int]:
    """Where the table of that name stands in a page."""
    found = re.search(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", text, re.DOTALL)
    assert found is not None, f"no marker {name}"
    return found.span()


def write() -> None:
    for (file, name), make in TABLES.items():
        path = Path(ROOT / file)
        text = path.read_text("utf-8")
        start, end = between(text, name)
        path.write_text(f"{text[:start]}{make()}\n{text[end:]}", "utf-8")


if __name__ == "__main__":
    write()
