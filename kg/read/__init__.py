"""Files → sources: name, hash and decoded text. Files are opened for reading only."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.errors import InputError
from kg.model import Source
from kg.read.text import decode

__all__ = ["read_bytes", "read_source"]


def read_source(path: Path) -> Source:
    """The source in the file at ``path``. Raises InputError naming the file and the cause."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> Source:
    """The source in ``data``, called ``name`` in every record made from it."""
    return Source(name, hashlib.sha256(data).hexdigest(), decode(data, name))
