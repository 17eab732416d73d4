"""Records as JSON objects, exactly as docs/facts.md writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from kg.model import End, Evidence, Fact, Mention, Record, Source, content_id

_PREFIX = {"status": "s", "document": "d", "notice": "n", "ending": "x"}


def objects(
    source: Source, facts: Iterable[Fact], records: Iterable[Record], context: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The JSON objects of facts and other records, each with the context that all of them have.

    Ends have neither id nor canonical name yet: those come with resolution. Facts of one sentence share ``source``.
    A fact's id is a hash of what is stated and where: the text, the place in it, relation and ends; no path, no
    resolution. It is ``content_id`` of these parts, their JSON put together here in a fraction of the time.
    """
    made: list[dict[str, Any]] = []
    told: Evidence | None = None
    place: dict[str, Any] = {}
    text, said = quoted(source.sha256), ""
    for relation, of_subject, of_object, attributes, evidence, rule in facts:
        if evidence is not told:
            told, place = evidence, _source(source, evidence)
            said = f"[{text},{evidence.start},{evidence.end},"
        subject, here = _end(*of_subject)
        object, there = _end(*of_object)
        parts = f"{said}{quoted(relation)},[{here},{there}]]"
        made.append(
            {
                "id": f"f:{sha256(parts.encode()).hexdigest()[:16]}",
                "kind": "fact",
                "relation": relation,
                "subject": subject,
                "object": object,
                "attributes": dict(attributes),
                "source": place,
                "rule": rule,
                "context": context,
            }
        )
    return made + [_record_object(source, record, context) for record in records]


def _end(label: str, mention: Mention) -> tuple[dict[str, Any], str]:
    """The JSON object of an end, and what of it goes into the fact's id, as JSON."""
    text, spans = mention.text, mention.spans
    if len(spans) == 1:
        ((start, end),) = spans
        ranges, written = [[start, end]], f"[{quoted(text)},[[{start},{end}]]]"
    else:
        ranges = [*map(list, spans)]
        written = f"[{quoted(text)},[{','.join(f'[{start},{end}]' for start, end in spans)}]]"
    return {"label": label, "id": "", "name": "", "mention": text, "spans": ranges}, written


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
