"""Facts against gold: the pairing with the most matches, then the fewest attribute errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from kg.score.gold import Demand, Gold, fold, segmentations


@dataclass(slots=True)
class Tally:
    """Counts of one relation or kind of record, and what went wrong by name."""

    demanded: int = 0
    found: int = 0
    matched: int = 0
    attribute_errors: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 if nothing was found."""
        return self.matched / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what was demanded that was found; 1 if nothing was."""
        return self.matched / self.demanded if self.demanded else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Adds another tally's counts and lists."""
        self.demanded += other.demanded
        self.found += other.found
        self.matched += other.matched
        self.attribute_errors += other.attribute_errors
        self.missed += other.missed
        self.false += other.false


def score(records: Sequence[Mapping[str, Any]], gold: Gold, only: Iterable[str] = ()) -> dict[str, Tally]:
    """A tally for each relation that the gold has (or of ``only``), and for statuses, documents, catalogue."""
    wanted = set(only) or gold.relations
    catalogued = {fold(row["number"]) for row in gold.catalogue}
    tallies: dict[str, Tally] = {}
    for relation in sorted(wanted):
        facts = [r for r in records if r["kind"] == "fact" and r["relation"] == relation]
        demands = [demand for demand in gold.facts if demand.relation == relation]
        spare = catalogued if relation == "ISSUED" else set()
        tallies[relation] = max(
            (_tally(facts, reading, spare) for reading in segmentations(demands)),
            key=lambda tally: (tally.matched - len(tally.false), -len(tally.attribute_errors)),
        )
    tallies |= _records(records, gold)
    return tallies


def _tally(facts: Sequence[Mapping[str, Any]], demands: Sequence[Demand], spare: set[str]) -> Tally:
    pairs = _pairing(facts, demands)
    tally = Tally()
    taken = {demand for _, demand in pairs}
    for number, fact in enumerate(facts):
        partner = next((demands[d] for f, d in pairs if f == number), None)
        if partner is None:
            if fold(fact["object"]["mention"]) not in spare:
                tally.found += 1
                tally.false.append(_fact_text(fact))
        elif not partner.optional:
            tally.found += 1
            tally.matched += 1
            tally.attribute_errors += _errors(fact, partner)
    for number, demand in enumerate(demands):
        if not demand.optional:
            tally.demanded += 1
            if number not in taken:
                tally.missed.append(_demand_text(demand))
    return tally


def _pairing(facts: Sequence[Mapping[str, Any]], demands: Sequence[Demand]) -> set[tuple[int, int]]:
    index: dict[tuple[str, str], list[int]] = {}
    for number, demand in enumerate(demands):
        for name in demand.objects:
            index.setdefault((demand.subject, name), []).append(number)
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for number, fact in enumerate(facts):
        for candidate in index.get((fold(fact["subject"]["mention"]), _object(fact)), ()):
            demand = demands[candidate]
            if demand.date in (None, fact["attributes"].get("date")):
                cost = len(_errors(fact, demand)) + (1 if demand.optional else 0)
                graph.add_edge(("f", number), ("d", candidate), weight=1000 - cost)
    pairs: set[tuple[int, int]] = set()
    for one, other in nx.max_weight_matching(graph, maxcardinality=True):
        fact_end, demand_end = (one, other) if one[0] == "f" else (other, one)
        pairs.add((fact_end[1], demand_end[1]))
    return pairs


def _object(fact: Mapping[str, Any]) -> str:
    attributes = fact["attributes"]
    if fact["relation"] in ("APPOINTED_TO", "REMOVED_FROM") and "title" in attributes:
        return fold(attributes.get("agency", "") + attributes["title"])
    return fold(fact["object"]["mention"])


def _errors(fact: Mapping[str, Any], demand: Demand) -> list[str]:
    return [
        f"{_fact_text(fact)}: {key} is {fact['attributes'].get(key)}, not {'/'.join(sorted(right))}"
        for key, right in demand.attributes.items()
        if fold(str(fact["attributes"].get(key, ""))) not in right
    ]


def _records(records: Sequence[Mapping[str, Any]], gold: Gold) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    if gold.statuses:
        stated = [
            (fold(r["subject"]["mention"]), fold(r["status"])) for r in records if r["kind"] == "status"
        ]
        demanded = [(fold(row["person"]), fold(row["status"])) for row in gold.statuses]
        tallies["status"] = _compare(stated, demanded)
    if gold.catalogue:
        numbered = {
            fold(r["number"]["mention"]): r for r in records if r["kind"] == "document" and r.get("number")
        }
        rows = [(fold(row["number"]), fold(row["title"])) for row in gold.catalogue]
        stated = [(n, _full_title(numbered[n])) for n, _ in rows if n in numbered]
        tallies["catalogue"] = _compare(stated, rows)
    return tallies


def _full_title(record: Mapping[str, Any]) -> str:
    issuers = "".join(issuer["mention"] for issuer in record.get("issuer", ()))
    return fold(issuers + (record["title"]["mention"] if record.get("title") else ""))


def _compare(stated: Sequence[tuple[str, str]], demanded: Sequence[tuple[str, str]]) -> Tally:
    both = set(stated) & set(demanded)
    return Tally(
        len(set(demanded)),
        len(set(stated)),
        len(both),
        [],
        [" ".join(pair) for pair in demanded if pair not in both],
        [" ".join(pair) for pair in stated if pair not in both],
    )


def _fact_text(fact: Mapping[str, Any]) -> str:
    when = fact["attributes"].get("date", "")
    return f"{fact['subject']['mention']} {fact['relation']} {fact['object']['mention']} {when}".rstrip()


def _demand_text(demand: Demand) -> str:
    return f"{demand.subject} {demand.relation} {'/'.join(sorted(demand.objects))} {demand.date or ''} ({demand.origin})"
