"""The only builder of a spaCy pipeline, and of a Doc: a token for each character.

The tokenizer that spaCy has for Chinese is quadratic in a document's length and looks every character up
several times; a list of characters needs neither, and any range of characters is a range of tokens.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

TOKENIZER = "gongbao.Characters.v1"


class Characters:
    """A tokenizer that makes a token of each character, white space included."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc of ``text``: token ``i`` is ``text[i]``, and ``doc.text`` is ``text``."""
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: there is no state to keep."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> Characters:
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Writes nothing."""

    def from_disk(self, _path: Any, **_: Any) -> Characters:
        """The tokenizer itself."""
        return self


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def characters() -> Callable[[Language], Characters]:
    """What makes the tokenizer of a pipeline, for a config that names it."""
    return lambda nlp: Characters(nlp.vocab)


def pipeline(*components: str) -> Language:
    """A Chinese pipeline on characters with the named components, in this order.

    Raises ValueError (spaCy's) where no such component is registered.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = sys.maxsize  # spaCy's limit is for parsers; these components need little memory
    for name in components:
        nlp.add_pipe(name)
    return nlp
