"""Records as JSON objects, exactly as docs/facts.md writes them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model import End, Evidence, Fact, Mention, Record, Source, content_id

_PREFIX = {"fact": "f", "status": "s", "document": "d", "notice": "n", "ending": "x"}


def fact_id(source: Source, fact: Fact) -> str:
    """Hash of what is stated and where: the text, the place in it, relation and ends. No path, no resolution."""
    ends = [[end.mention.text, end.mention.spans] for end in (fact.subject, fact.object)]
    return content_id("f", source.sha256, fact.evidence.start, fact.evidence.end, fact.relation, ends)


def record_id(source: Source, record: Record) -> str:
    """The same for the records that are no facts."""
    values = {key: _plain(value) for key, value in record.values.items()}
    place = (record.evidence.start, record.evidence.end)
    return content_id(_PREFIX[record.kind], source.sha256, *place, record.kind, values)


def fact_object(source: Source, fact: Fact, ends: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The JSON object of a fact; ``ends`` gives (id, canonical name) of subject and object."""
    return {
        "id": fact_id(source, fact),
        "kind": "fact",
        "relation": fact.relation,
        "subject": _end(fact.subject, ends["subject"]),
        "object": _end(fact.object, ends["object"]),
        "attributes": dict(fact.attributes),
        "source": _source(source, fact.evidence),
        "rule": fact.rule,
    }


def record_object(source: Source, record: Record) -> dict[str, Any]:
    """The JSON object of a status, document, notice or ending."""
    values = {key: _plain(value) for key, value in record.values.items()}
    return {
        "id": record_id(source, record),
        "kind": record.kind,
        **values,
        "source": _source(source, record.evidence),
        "rule": record.rule,
    }


def _end(end: End, named: tuple[str, str]) -> dict[str, Any]:
    id_, name = named
    return {"label": end.label, "id": id_, "name": name, **_mention(end.mention)}


def _mention(mention: Mention) -> dict[str, Any]:
    return {"mention": mention.text, "spans": [list(span) for span in mention.spans]}


def _source(source: Source, evidence: Evidence) -> dict[str, Any]:
    return {
        "file": source.file,
        "sha256": source.sha256,
        "document": evidence.document,
        "section": evidence.section,
        "page": evidence.page,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }


def _plain(value: Any) -> Any:
    """Mentions as objects, tuples as lists."""
    if isinstance(value, Mention):
        return _mention(value)
    if isinstance(value, End):
        return {"label": value.label, **_mention(value.mention)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
