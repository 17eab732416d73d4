"""The Cypher that loads a graph and reads it back, made from the schema alone.

Names of labels and relations go into the text, in backticks; whatever comes from a document goes in as
a parameter. What is ours in a database is known by its shape: a node of a label of the schema whose id has
that label's prefix, and a relationship that repeats its type in ``kind`` and has an ``id``.
"""

from __future__ import annotations

from kg.schema import Label, Relation, schema

INDEXED_NAMES = ("Person", "Agency")
"""Labels that are asked for by name."""


def quoted(name: str) -> str:
    """A label or type of the schema as Cypher writes it. Raises KeyError for any other."""
    if name not in schema().labels and name not in schema().relations:
        raise KeyError(name)
    return f"`{name}`"


def constraints() -> list[str]:
    """A uniqueness constraint on the ids of every label, and indexes on the names that are asked for."""
    unique = [
        f"CREATE CONSTRAINT gongbao_{label.prefix}_id IF NOT EXISTS "
        f"FOR (n:{quoted(label.name)}) REQUIRE n.id IS UNIQUE"
        for label in schema().labels.values()
    ]
    named = [
        f"CREATE INDEX gongbao_{schema().labels[name].prefix}_name IF NOT EXISTS "
        f"FOR (n:{quoted(name)}) ON (n.name)"
        for name in INDEXED_NAMES
    ]
    return unique + named


def write_nodes(label: str) -> str:
    """Takes $rows of {id, properties}, and returns how many it wrote as ``written``."""
    return (
        f"UNWIND $rows AS row MERGE (n:{quoted(label)} {{id: row.id}}) "
        "SET n = row.properties RETURN count(n) AS written"
    )


def write_edges(kind: str) -> str:
    """Takes $rows of {id, source, target, properties}, and returns how many it wrote as ``written``."""
    relation = schema().relations[kind]
    # Two MATCH clauses: the server warns of a cartesian product when one holds both ends.
    return (
        f"UNWIND $rows AS row MATCH (a:{quoted(relation.subject)} {{id: row.source}}) "
        f"MATCH (b:{quoted(relation.object)} {{id: row.target}}) "
        f"MERGE (a)-[r:{quoted(kind)} {{id: row.id}}]->(b) "
        "SET r = row.properties RETURN count(r) AS written"
    )


def _our_nodes(label: Label) -> str:
    return f"MATCH (n:{quoted(label.name)}) WHERE n.id STARTS WITH '{label.prefix}:'"


def _our_edges(relation: Relation) -> str:
    return f"MATCH (a)-[r:{quoted(relation.name)}]->(b) WHERE r.kind = '{relation.name}' AND r.id IS NOT NULL"


def read_nodes(label: str) -> str:
    """Every node of ours with a label: ``id`` and ``properties``."""
    return f"{_our_nodes(schema().labels[label])} RETURN n.id AS id, properties(n) AS properties"


def read_edges(kind: str) -> str:
    """Every edge of ours of a kind: ``id``, ``source``, ``target`` and ``properties``."""
    return (
        f"{_our_edges(schema().relations[kind])} "
        "RETURN r.id AS id, a.id AS source, b.id AS target, properties(r) AS properties"
    )


def list_nodes(label: str) -> str:
    """Every node of ours with a label: ``element`` and ``key``, which is [id]."""
    return f"{_our_nodes(schema().labels[label])} RETURN elementId(n) AS element, [n.id] AS key"


def list_edges(kind: str) -> str:
    """Every edge of ours of a kind: ``element`` and ``key``, which is [id, source, target]."""
    return f"{_our_edges(schema().relations[kind])} RETURN elementId(r) AS element, [r.id, a.id, b.id] AS key"


DELETE_NODES = "UNWIND $rows AS element MATCH (n) WHERE elementId(n) = element DETACH DELETE n"
DELETE_EDGES = "UNWIND $rows AS element MATCH ()-[r]->() WHERE elementId(r) = element DELETE r"


def count_all() -> str:
    """How many nodes of each label and edges of each kind are ours: ``what`` and ``number``."""
    nodes = [
        f"{_our_nodes(label)} RETURN '{label.name}' AS what, count(n) AS number"
        for label in schema().labels.values()
    ]
    edges = [
        f"{_our_edges(relation)} RETURN '{relation.name}' AS what, count(r) AS number"
        for relation in schema().relations.values()
    ]
    return "\nUNION ALL\n".join(nodes + edges)
