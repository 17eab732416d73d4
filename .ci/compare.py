"""Facts that this tree finds in the gold documents and another commit did not, and the other way round.

The other commit is the argument, else origin/main, else (where that is this very commit) the one before. It
runs in this environment on this tree's documents, so that only its rules differ. It informs and never fails a
check: what is right is for the gold to say (``make score``).
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("kg", "loaders", "queries")
SHOWN = 60
KG = "from kg.cli import main; main()"


def commit(name: str) -> str | None:
    """The full hash of a commit, or None where there is none of that name."""
    ran = subprocess.run(
        ["git", "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    return ran.stdout.strip() or None


def base(wanted: str | None) -> str | None:
    """The commit to compare with."""
    if wanted:
        return commit(wanted)
    main = commit("origin/main")
    return commit("HEAD~1") if main in (None, commit("HEAD")) else main


def facts(tree: Path, documents: Iterable[Path]) -> set[str]:
    """What the code in ``tree`` states of the documents, a line a fact. Raises CalledProcessError."""
    ran = subprocess.run(
        [sys.executable, "-c", KG, "extract", *map(str, documents), "--format", "jsonl"],
        cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {line(json.loads(row)) for row in ran.stdout.splitlines()}


def line(fact: dict[str, object]) -> str:
    """A fact as people compare it: where it is, its ends and what it says of them."""
    match fact:
        case {
            "relation": relation,
            "subject": {"mention": subject},
            "object": {"mention": thing},
            "attributes": attributes,
            "source": {"file": file},
        }:
            said = json.dumps(attributes, ensure_ascii=False, sort_keys=True)
            return f"{Path(str(file)).name}: {subject} {relation} {thing} {said}"
    raise ValueError(f"no fact: {fact}")


def unpack(name: str, folder: Path) -> None:
    """Lay the packages of a commit out in a folder."""
    archive = subprocess.run(["git", "archive", name, *PACKAGES], cwd=ROOT, capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as packed:
        packed.extractall(folder, filter="data")


def show(title: str, sign: str, lines: set[str]) -> None:
    print(f"{title}: {len(lines)}")
    for text in sorted(lines)[:SHOWN]:
        print(f"  {sign} {text}")
    if len(lines) > SHOWN:
        print(f"  … and {len(lines) - SHOWN} more")


def main() -> None:
    documents = sorted((ROOT / "tests" / "gold" / "view").rglob("*.txt"))
    other = base(sys.argv[1] if len(sys.argv) > 1 else None)
    if other is None or not documents:
        print("nothing to compare with" if documents else "no gold documents")
        return
    now = facts(ROOT, documents)
    with tempfile.TemporaryDirectory() as folder:
        try:
            unpack(other, Path(folder))
            before = facts(Path(folder), documents)
        except subprocess.CalledProcessError as error:
            print(f"{other[:12]} cannot be asked: {str(error.stderr)[-500:]}")
            return
    print(f"{len(now)} facts in {len(documents)} gold documents; {len(before)} at {other[:12]}")
    show("gained", "+", now - before)
    show("lost", "-", before - now)


if __name__ == "__main__":
    main()
