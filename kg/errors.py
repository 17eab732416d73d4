"""Everything this package raises on purpose.

    GongbaoError
    ├── InputError         a file that cannot be read: names the file and the cause
    ├── UsageError         the call makes no sense: a bad date, a missing parameter
    ├── UnknownName        no such name in the graph; carries the nearest ones
    ├── AmbiguousName      several things bear the name; carries them
    ├── BuildError         a build that is missing, damaged or of another version
    ├── StoreError         Neo4j refused, is away, or holds other counts than were sent
    └── PatternError       a row of a pattern or schema file is wrong: names file and row

The command line prints ``str(error)`` as one line and exits with 1 (2 for UsageError).
"""

from __future__ import annotations

from collections.abc import Sequence


class GongbaoError(Exception):
    """Root of all errors that a user may see as one line."""


class InputError(GongbaoError):
    """A file that cannot be read as a document."""

    def __init__(self, file: str, cause: str) -> None:
        super().__init__(f"{file}: {cause}")
        self.file = file
        self.cause = cause


class UsageError(GongbaoError):
    """A call whose arguments make no sense together."""


class UnknownName(GongbaoError):
    """A name that nothing in the graph bears."""

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        hint = f"; nearest: {'、'.join(nearest)}" if nearest else ""
        super().__init__(f"nothing is called {name}{hint}")
        self.name = name
        self.nearest = tuple(nearest)


class AmbiguousName(GongbaoError):
    """A name that several things in the graph bear."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(
            f"{name} could be {'、'.join(candidates)}: say the full name, or add --in GOVERNMENT"
        )
        self.name = name
        self.candidates = tuple(candidates)


class BuildError(GongbaoError):
    """A build folder that is missing, damaged or of another version."""


class StoreError(GongbaoError):
    """A store that failed or does not hold what was sent."""


class PatternError(GongbaoError):
    """A row of a pattern or schema file that breaks its rules."""
