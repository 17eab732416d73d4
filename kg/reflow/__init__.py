"""Lines of a source → blocks that read on, each character with its offset in the source.

Three steps, a module each: ``lines`` cuts the text and knows page furniture, ``layout`` tells
hard-wrapped stretches from one-paragraph-a-line ones and finds headings that dropped into the
foot of a page, ``join`` puts together what belongs together.
"""

from __future__ import annotations

from kg.model import Block, Source
from kg.reflow.furniture import without_furniture
from kg.reflow.join import join
from kg.reflow.layout import lay_out
from kg.reflow.lines import cut

__all__ = ["reflow"]


def reflow(source: Source) -> tuple[Block, ...]:
    """Blocks of ``source`` in reading order; a heading displaced to a page's foot stays where it stands."""
    lines = without_furniture(cut(source.text))
    return join(lines, lay_out(lines)) if lines.bare else ()
