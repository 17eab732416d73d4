"""Extraction scored on a folder of gold documents: one folder a genre, in it pairs of X.txt and X.gold.jsonl."""

from __future__ import annotations

import re
from pathlib import Path

from kg.pipeline import extract
from kg.read import read_source
from kg.schema import schema
from kg.score.gold import read_gold
from kg.score.match import Tally, score

_SHARED = {"log": ("ATTENDED", "CHAIRED"), "briefs": ("ATTENDED", "CHAIRED")}


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
