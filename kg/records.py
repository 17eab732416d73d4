"""Records as JSON objects, exactly as docs/facts.md writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any

from kg.model import Evidence, Fact, Mention, Record, Source, Span, content_id
from kg.schema import schema

_PREFIX = {"status": "s", "document": "d", "notice": "n", "ending": "x"}


def objects(
    source: Source, facts: Iterable[Fact], records: Iterable[Record], context: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The JSON objects of facts and other records, each with the context that all of them have.

    Ends have neither id nor canonical name yet: those come with resolution. Facts of one sentence share ``source``, facts in a row an end.
    A fact's id is a hash of what is stated and where: the text, the place in it, relation and ends; no path, no
    resolution. It is ``content_id`` of these parts, their JSON put together here in a fraction of the time.
    """
    made: list[dict[str, Any]] = []
    labels, subjects, others = schema().ends, _Ends(), _Ends()
    told: Evidence | None = None
    place: dict[str, Any] = {}
    text, said = quoted(source.sha256), ""
    for relation, subject, object, attributes, evidence, rule in facts:
        if evidence is not told:
            told, place = evidence, _source(source, evidence)
            said = f"[{text},{evidence.start},{evidence.end},"
        of_subject, of_object = labels[relation]
        one, here = subjects.end(of_subject, subject)
        other, there = others.end(of_object, object)
        parts = f"{said}{quoted(relation)},[{here},{there}]]"
        made.append(
            {
                "id": f"f:{sha256(parts.encode()).hexdigest()[:16]}",
                "kind": "fact",
                "relation": relation,
                "subject": one,
                "object": other,
                "attributes": attributes,
                "source": place,
                "rule": rule,
                "context": context,
            }
        )
    return made + [_record_object(source, record, context) for record in records]


class _Ends:
    """Subjects or objects of facts; one that several facts in a row have is made once."""

    def __init__(self) -> None:
        self._label = self._written = ""
        self._mention: Mention | None = None
        self._made: dict[str, Any] = {}

    def end(self, label: str, mention: Mention) -> tuple[dict[str, Any], str]:
        """The JSON object of an end, and what of it goes into the fact's id, as JSON."""
        if mention is not self._mention or label != self._label:
            self._label, self._mention = label, mention
            text, spans = mention
            ranges = [*map(list, spans)]
            self._made = {"label": label, "id": "", "name": "", "mention": text, "spans": ranges}
            self._written = f"[{quoted(text)},[{_ranges(spans)}]]"
        return self._made, self._written


def _ranges(spans: tuple[Span, ...]) -> str:
    if len(spans) == 1:  # as nearly all have
        ((start, end),) = spans
        return f"[{start},{end}]"
    return ",".join(f"[{start},{end}]" for start, end in spans)


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
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value
