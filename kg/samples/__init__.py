"""Three issues of the gazette of an invented city, to try everything on."""

from __future__ import annotations

from pathlib import Path

__all__ = ["sample_paths"]


def sample_paths() -> list[Path]:
    """The text files of the samples, the oldest issue first."""
    return sorted(Path(__file__).parent.glob("*.txt"))
