"""Which one thing a name means: one candidate or none, never a guess."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Protocol

from kg.errors import AmbiguousName, UnknownName
from kg.graph import Node
from kg.schema import schema
from queries.memory import Parameters, Row
from queries.query import Question


class Store(Protocol):
    """Whatever can answer a question: see ``loaders.store``."""

    def rows(self, question: Question, parameters: Parameters) -> list[Row]:
        """The answer to a question."""
        ...


def find(store: Store, label: str, name: str, within: str | None = None) -> str:
    """The id of the node of a label that bears a name: its id, its full name or an alias.

    ``within`` is a government (云州市) that narrows the search to what belongs to it. Raises
    AmbiguousName with the ids of all that bear the name, UnknownName with the nearest names.
    """
    rows = store.rows(_bearers(label), {"name": name})
    fitting = [row["id"] for row in rows if within is None or row["jurisdiction"] == within]
    if name in fitting or len(fitting) == 1:
        return name if name in fitting else str(fitting[0])
    if fitting:
        raise AmbiguousName(name, fitting)
    raise UnknownName(name, [row["id"] for row in rows] or nearest(store, label, name))


def nearest(store: Store, label: str, name: str) -> list[str]:
    """Up to five names and aliases of a label that look most like this one."""
    return get_close_matches(name, [row["name"] for row in store.rows(_names(label), {})], n=5, cutoff=0.5)


def _bearers(label: str) -> Question:
    """Takes $name; ``id`` and ``jurisdiction`` of all that bear it."""
    return Question(
        f"MATCH (n:{_quoted(label)}) WHERE n.id = $name OR n.name = $name OR $name IN n.aliases "
        "RETURN n.id AS id, n.jurisdiction AS jurisdiction ORDER BY id",
        lambda graph, parameters: [
            {"id": node.id, "jurisdiction": node.properties.get("jurisdiction")}
            for node in sorted(graph.bearing(label, parameters["name"]), key=_id)
        ],
    )


def _names(label: str) -> Question:
    """All names and aliases there are, each once, as ``name``."""
    return Question(
        f"MATCH (n:{_quoted(label)}) UNWIND [n.name] + coalesce(n.aliases, []) AS name "
        "RETURN DISTINCT name ORDER BY name",
        lambda graph, _: [
            {"name": name}
            for name in sorted({name for node in graph.labelled(label) for name in _called(node)})
        ],
    )


def _quoted(label: str) -> str:
    """A label of the schema in backticks. Raises KeyError for any other text."""
    return f"`{schema().labels[label].name}`"


def _id(node: Node) -> str:
    return node.id


def _called(node: Node) -> Iterable[str]:
    return (node.properties["name"], *node.properties.get("aliases", ()))
