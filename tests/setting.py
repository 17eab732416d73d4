"""How a text is set: lines wrapped at a width, pages with numbers and running heads, names padded to three columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNIT = re.compile(r"[（《“〔【]*(?:[A-Za-z0-9.%]+|[^ \u3000]\u3000[^ \u3000]|.)[，。；：、！？）》”〕】]*")
_TEXT_ENDS = ("。", "；", "）", "如下：")


@dataclass(frozen=True)
class Setting:
    """How a gazette is set. ``width`` 0 is a paragraph a line; ``spaced`` has an empty line below each line,

    ``padded`` names of two characters a space in them, ``paged`` page numbers and running heads.
    """

    width: int = 0
    spaced: bool = False
    padded: bool = False
    paged: bool = False
    indented: bool = False


def lay(paragraphs: Sequence[str], setting: Setting, head: str = "", names: Sequence[str] = ()) -> str:
    """The paragraphs as a text set as ``setting`` says; ``names`` are those that are padded to three columns."""
    lines: list[str] = []
    padding = {name: f"{name[0]}　{name[1]}" for name in names if len(name) == 2}
    for paragraph in paragraphs:
        for name, padded in padding.items():
            paragraph = paragraph.replace(name, padded)
        indent = "　　" if setting.indented and paragraph.endswith(_TEXT_ENDS) else ""
        lines.extend(wrap(indent + paragraph, setting.width) if setting.width else [indent + paragraph])
    if setting.paged:
        lines = list(_pages(lines, head))
    return ("\n\n" if setting.spaced else "\n").join(lines) + "\n"


def wrap(paragraph: str, width: int) -> Iterator[str]:
    """Lines of at most ``width`` columns; no stop begins a line, no opening bracket ends one, no number is cut."""
    line, filled = "", 0.0
    for unit in _UNIT.findall(paragraph):
        columns = sum(0.5 if char < "\u0100" else 1 for char in unit)
        if filled + columns > width and line.strip():
            yield line
            line, filled = "", 0.0
            unit = unit.lstrip(" ")
        line, filled = line + unit, filled + columns
    yield line


def _pages(lines: Sequence[str], head: str) -> Iterator[str]:
    for index, line in enumerate(lines):
        if index and index % 31 == 0:
            yield from (f"·    {index // 31}    ·", head)
        yield line
