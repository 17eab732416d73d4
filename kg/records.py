"""Records as JSON objects, exactly as docs/facts.md writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from kg.model import End, Evidence, Fact, Mention, Record, Source, Span, content_id

_PREFIX = {"status": "s", "document": "d", "notice": "n", "ending": "x"}


def objects(
    source: Source, facts: Iterable[Fact], records: Iterable[Record], context: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The JSON objects of facts and other records, each with the context that all of them have.

    Ends have neither id nor canonical name yet: those come with resolution. Facts of one sentence share ``source``.
    """
    made: list[dict[str, Any]] = []
    told: Evidence | None = None
    place: dict[str, Any] = {}
    text = quoted(source.sha256)
    for relation, subject, object, attributes, evidence, rule in facts:
        if evidence is not told:
            told, place = evidence, _source(source, evidence)
        made.append(
            {
                "id": _fact_id(text, relation, subject.mention, object.mention, evidence),
                "kind": "fact",
                "relation": relation,
                "subject": _end(*subject),
                "object": _end(*object),
                "attributes": dict(attributes),
                "source": place,
                "rule": rule,
                "context": context,
            }
        )
    return made + [_record_object(source, record, context) for record in records]


def _fact_id(text: str, relation: str, subject: Mention, object: Mention, place: Evidence) -> str:
    """Hash of what is stated and where: the text, the place in it, relation and ends. No path, no resolution.

    It is ``content_id`` of these parts, their JSON put together here because that takes a fraction of the time.
    """
    parts = (
        f"[{text},{place.start},{place.end},{quoted(relation)},"
        f"[[{quoted(subject.text)},{_ranges(subject.spans)}],[{quoted(object.text)},{_ranges(object.spans)}]]]"
    )
    return f"f:{sha256(parts.encode()).hexdigest()[:16]}"


def _ranges(spans: Sequence[Span]) -> str:
    if len(spans) == 1:
        ((start, end),) = spans
        return f"[[{start},{end}]]"
    return f"[{','.join([f'[{start},{end}]' for start, end in spans])}]"


def _record_object(source: Source, record: Record, context: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON object of a status, document, notice or ending; its id is made like a fact's."""
    values = {key: _plain(value) for key, value in record.values.items()}
    place = (record.evidence.start, record.evidence.end)
    return {
        "id": content_id(_PREFIX[record.kind], source.sha256, *place, record.kind, values),
        "kind": record.kind,
        **values,
        "source": _source(source, record.evidence),
        "rule": record.rule,
        "context": context,
    }


def _end(label: str, mention: Mention) -> dict[str, Any]:
    return {
        "label": label,
        "id": "",
        "name": "",
        "mention": mention.text,
        "spans": [*map(list, mention.spans)],
    }


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
