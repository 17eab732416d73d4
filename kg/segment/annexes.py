"""Texts that a document sends along under a title of their own: those that it issues, and those that it forwards."""

from __future__ import annotations

import re

_WORDS = re.compile(r"^.*?关于(?:印发|转发|批转|公布|发布)?|《|》|的?(?:通知|决定)$|的|（[^（）]*）$")
_FORWARDS = re.compile(r"转发|批转|转批|印转")


def core(title: str) -> str:
    """What a title says, its noun and the words of forwarding left out, so that a text is told from its promulgation."""
    return _WORDS.sub("", title)


def is_annexed(title: str, known: str) -> bool:
    """Whether a title is that of a text which the document titled ``known`` sends along: a part of what that says."""
    return core(title) != core(known) and core(title) in core(known)


def is_forwarded(title: str, known: str) -> bool:
    """Whether it is that of a text which the document titled ``known`` passes on, so that others may have signed it."""
    forwards = _FORWARDS.search(known) and not _FORWARDS.search(title)
    return bool(forwards) and core(title) in core(known)
