"""Every way in which the driver fails, as a StoreError of one line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from neo4j.exceptions import (
    ConfigurationError,
    ConstraintError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from kg.errors import StoreError

_HEAP = "ran out of memory: give it more heap (server.memory.heap.max_size)"
_ADVICE = {
    "Security.Unauthorized": "refused the user or the password: set NEO4J_USER and NEO4J_PASSWORD",
    "Security.AuthenticationRateLimit": "saw too many wrong passwords: wait a few seconds, then try again",
    "Security.CredentialsExpired": "still has its first password: log in with cypher-shell and change it",
    "Security.Forbidden": "does not allow this to this user",
    "Statement.AccessMode": "was asked to write in a session that only reads",
    "Database.DatabaseNotFound": "has no database of that name",
    "Transaction.TransactionTimedOut": "gave up: the query took longer than the server allows",
    "General.OutOfMemoryError": _HEAP,
    "General.MemoryPoolOutOfMemoryError": _HEAP,
}
"""What a server's status code means to a user, by its last two parts."""

_SCHEMES = {"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}
_NO_ADDRESS = "{} is not an address of Neo4j: write bolt://HOST:7687 or neo4j://HOST:7687"


@contextmanager
def one_line(uri: str) -> Iterator[None]:
    """Turn what the driver raises inside into a StoreError."""
    try:
        yield
    except (DriverError, Neo4jError, ValueError, OSError) as error:
        raise StoreError(explain(error, address(uri))) from error


def address(uri: str) -> str:
    """The address without user, password and options, so that it can be shown."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return "this address"
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else uri


def check_address(uri: str) -> None:
    """Raise StoreError for what is no address of a Bolt server (the driver would try HTTP too)."""
    if uri.partition("://")[0] not in _SCHEMES:
        raise StoreError(_NO_ADDRESS.format(address(uri)))


def explain(error: Exception, where: str) -> str:
    """One line: what failed at ``where``, and what to do."""
    if isinstance(error, ServiceUnavailable):
        return f"no Neo4j answers at {where} ({_first_line(error)}): start it, or check --uri and NEO4J_URI"
    if isinstance(error, ConfigurationError):
        return _NO_ADDRESS.format(where)
    if isinstance(error, ConstraintError):
        return f"Neo4j at {where} holds something else under an id of this build: {_first_line(error)}"
    if isinstance(error, Neo4jError):
        code = (error.code or "").split(".", 2)[-1]
        return f"Neo4j at {where} {_ADVICE.get(code) or f'failed: {_first_line(error)}'}"
    return f"Neo4j at {where} failed: {_first_line(error)}"


def _first_line(error: Exception) -> str:
    text = (error.message or "") if isinstance(error, Neo4jError) else str(error)
    return (text.splitlines() or [type(error).__name__])[0].rstrip(": ")
