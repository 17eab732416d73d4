"""Marks that texts are set with."""

from __future__ import annotations

BULLETS = "△▲●◆◎○■□★※◇▪"
"""What opens an entry of a log, an item of a list or a line of contents."""
