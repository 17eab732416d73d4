"""How long extraction takes, by stage and as a multiple of a bare spaCy pipeline over the same paragraphs.

    python -m benchmarks [--characters 1000000] [--rounds 3] [--check]
    python -m benchmarks --extremes [--check]

All times are of one run in one process, the best of a few rounds. See README.md here for what the figures mean.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from time import process_time

import spacy

from benchmarks import extremes
from benchmarks.stages import stages
from kg.pipeline import extract
from kg.read import read_bytes
from tests.generate import Gazette, gazette

LENGTH = 36_000
"""Characters of a gazette, as many as a month's real issue of a city has."""
MOST_RATIO = 2.0
MOST_GROWTH = 11.0
MOST_EXTREME = (8.0, 5.0)
"""The longest that a text of one thing may take, in seconds, and how many times the time for four times the text."""


def gazettes(characters: int, first: int) -> list[Gazette]:
    """Distinct gazettes of so many characters of text, from the seed ``first`` on."""
    made: list[Gazette] = []
    while characters > 0:
        made.append(gazette(first + len(made), LENGTH))
        characters -= size(made[-1])
    return made


def size(one: Gazette) -> int:
    """Characters of text, before setting: what the bare pipeline reads."""
    return sum(map(len, one.paragraphs))


def whole(made: Sequence[Gazette]) -> None:
    """All of extraction, from bytes to records."""
    for one in made:
        extract(read_bytes(one.text.encode(), one.name))


def bare(made: Sequence[Gazette]) -> None:
    """What it is measured by: spaCy's own Chinese pipeline without a component."""
    nlp = spacy.blank("zh")
    for one in made:
        for paragraph in one.paragraphs:
            nlp(paragraph)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, right after another so that nobody pays for what others left in the caches."""
    work()
    start = process_time()
    work()
    return process_time() - start


def best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The best time of each, taken in turns so that a busy computer slows all of them."""
    times = [[seconds(work) for work in works] for _ in range(rounds)]
    return [min(column) for column in zip(*times, strict=True)]


def growth(title: str, small: Sequence[Gazette], large: Sequence[Gazette], rounds: int) -> float:
    """How many times the time takes ten times the text."""
    less, more = best(rounds, partial(whole, small), partial(whole, large))
    sizes = sum(map(size, large)) / sum(map(size, small))
    ratio = more / less * 10 / sizes
    print(f"{title:<34}{less:>9.3f} s{more:>9.3f} s{ratio:>9.2f} ×")
    return ratio


def report(made: Sequence[Gazette], rounds: int) -> float:
    """Prints the table of stages; gives the whole's multiple of the bare pipeline."""
    characters = sum(map(size, made))
    base, total = best(rounds, partial(bare, made), partial(whole, made))
    print(f"{len(made)} gazettes, {characters} characters of text, {sum(len(g.text) for g in made)} as set\n")
    print(f"{'bare spacy.blank(zh)':<34}{base:>9.3f} s{1:>9.2f} ×")
    measured = [stages(made) for _ in range(rounds)]
    spent = {name: max(0.0, min(found[name] for found in measured)) for name in measured[0]}
    beside = spent.pop("ledger")
    for name, time in spent.items():
        print(f"  {name:<32}{time:>9.3f} s{time / base:>9.2f} ×")
    print(f"{'extraction':<34}{total:>9.3f} s{total / base:>9.2f} ×")
    print(f"{'ledger, where it is asked for':<34}{beside:>9.3f} s{beside / base:>9.2f} ×\n")
    return total / base


def main() -> None:
    """Measures, prints, and with ``--check`` fails where a limit is passed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="exit with 1 where a limit is passed")
    parser.add_argument("--extremes", action="store_true", help="time texts that repeat one thing instead")
    asked = parser.parse_args()
    whole([gazette(0)])  # patterns compiled, modules imported
    if asked.extremes:
        longest, steepest = extremes.report()
        if asked.check and (longest > MOST_EXTREME[0] or steepest > MOST_EXTREME[1]):
            sys.exit(f"too slow: {longest:.2f} s, growth {steepest:.2f} (at most {MOST_EXTREME})")
        return
    large, small = gazettes(asked.characters, 1_000), gazettes(asked.characters // 10, 900_000)
    ratio = report(large, asked.rounds)
    print(f"{'ten times the text':<34}{'a tenth':>11}{'all':>11}")
    grown = [growth("distinct gazettes", small, large, asked.rounds)]
    one = [gazette(7, length) for length in (asked.characters // 10, asked.characters)]
    grown.append(growth("one document", one[:1], one[1:], asked.rounds))
    if asked.check and (ratio > MOST_RATIO or max(grown) > MOST_GROWTH):
        sys.exit(
            f"too slow: {ratio:.2f} × (at most {MOST_RATIO}), growth {max(grown):.2f} (at most {MOST_GROWTH})"
        )


if __name__ == "__main__":
    main()
