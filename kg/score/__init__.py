"""How well extraction does: records against gold, by the rules of docs/facts.md (Scoring)."""

from __future__ import annotations

from kg.score.gold import Gold, read_gold
from kg.score.match import Tally, score

__all__ = ["Gold", "Tally", "read_gold", "score"]
