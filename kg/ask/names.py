"""Which one thing a name means: one candidate or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from kg.ask.answer import of
from kg.errors import AmbiguousName, UnknownName
from kg.graph import Graph
from kg.resolve import fold
from kg.resolve.bodies import Bodies
from kg.resolve.officials import seat

_LEVELS = "省市县区州旗镇乡"
_KINDS = (("Agency", "Person"), ("Post",), ("Meeting", "Task", "Document", "Duty"))


class Names:
    """The names that the nodes of a graph bear: id, canonical name, mentions, and those less their place."""

    def __init__(self, graph: Graph, mentions: Iterable[Mapping[str, str]]) -> None:
        self._graph = graph
        self._mentions = list(mentions)
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._loose: dict[str, set[str]] = defaultdict(set)
        for node in graph.nodes.values():
            self._note(node.id, node.properties["name"], node.label in ("Agency", "Post"))
        for row in self._mentions:
            if row["id"] in graph.nodes:
                self._note(row["id"], row["mention"], True)

    def _note(self, id_: str, name: str, loosely: bool) -> None:
        self._exact[name].add(id_)
        folded = fold(name)
        self._exact[folded].add(id_)
        if loosely:
            self._loose[self._less_place(id_, folded)].add(id_)

    def _less_place(self, id_: str, name: str) -> str:
        place = self._graph.nodes[id_].properties.get("jurisdiction", "")
        bare = name.removeprefix(place)
        return bare[1:] if bare == name and bare[:1] in _LEVELS and bare[:1] == place[-1:] else bare

    def find(self, label: str, name: str, within: str | None = None) -> str:
        """The id of the one node of a label that ``name`` means. Raises UnknownName, AmbiguousName."""
        return self._one(name, within, {label})

    def find_any(self, name: str, within: str | None = None) -> str:
        """The same among all labels; agencies and people come before what is merely called like them."""
        for labels in _KINDS:
            found = self._candidates(name, within, set(labels))
            if found:
                return self._one(name, within, set(labels))
        return self._one(name, within, None)

    def find_post(self, name: str, within: str | None = None) -> str:
        """The one post called so."""
        return self._one(name, within, {"Post"})

    def _candidates(self, given: str, within: str | None, labels: set[str] | None) -> set[str]:
        if given in self._graph.nodes:
            return {given}
        name = fold("".join(given.split()))
        for found in self._ways(given, name, labels):
            fitting = {id_ for id_ in found if self._fits(id_, within, labels)}
            if fitting:
                return self._closest(fitting, within)
        return set()

    def _ways(self, given: str, name: str, labels: set[str] | None) -> Iterator[set[str]]:
        """What a name may mean, the nearest way of meaning first."""
        yield self._exact.get(given, set()) | self._exact.get(name, set())
        yield self._loose.get(name, set())
        yield self._same_level(name)
        if labels is None or "Agency" in labels:
            yield self._by_rule(name)
        if labels is None or "Post" in labels:
            yield self._posts_by_rule(name)

    def _same_level(self, name: str) -> set[str]:
        """What 市水利局 may mean where texts call it 水利局: a body of a government of that level."""
        if name[:1] not in _LEVELS:
            return set()
        return {id_ for id_ in self._loose.get(name[1:], set()) if self._home(id_)[-1:] == name[0]}

    def _by_rule(self, name: str) -> set[str]:
        """Bodies that a name no text uses stands for: by the standard short forms, by leaving out, by its place."""
        found = (self._bodies.resolve(name, jurisdiction).id for jurisdiction in self._jurisdictions)
        return {id_ for id_ in found if id_ in self._graph.nodes}

    def _posts_by_rule(self, name: str) -> set[str]:
        """Posts whose body the name calls otherwise than the texts: 市住建局局长, 副市长."""
        found = set()
        for title in (name[cut:] for cut in range(len(name)) if name[cut:] in self._titles):
            agency = name.removesuffix(title)
            for jurisdiction in self._jurisdictions:
                body = seat(agency, title, jurisdiction)
                if body:
                    id_ = self._bodies.resolve(body, jurisdiction).id
                    found.add(f"post:{id_.removeprefix('agency:')}/{title}")
        return found & self._graph.nodes.keys()

    @cached_property
    def _jurisdictions(self) -> list[str]:
        return sorted({self._home(id_) for id_ in self._graph.nodes} - {""})

    @cached_property
    def _titles(self) -> set[str]:
        return {
            str(node.properties.get("title")) for node in self._graph.nodes.values() if node.label == "Post"
        }

    @cached_property
    def _bodies(self) -> Bodies:
        """The bodies of the graph under every name that texts use."""
        known = [
            (node.properties["name"], self._home(node.id))
            for node in self._graph.nodes.values()
            if node.label == "Agency"
        ]
        known += [
            (fold(row["mention"]), self._home(row["id"]))
            for row in self._mentions
            if row["id"].startswith("agency:") and row["id"] in self._graph.nodes
        ]
        return Bodies(known)

    def _home(self, id_: str) -> str:
        return str(self._graph.nodes[id_].properties.get("jurisdiction", ""))

    def _fits(self, id_: str, within: str | None, labels: set[str] | None) -> bool:
        return (labels is None or self._graph.nodes[id_].label in labels) and of(self._graph, id_, within)

    def _closest(self, found: set[str], within: str | None) -> set[str]:
        """Of several those whose government is called just so."""
        return {id_ for id_ in found if self._home(id_) == within} or found

    def _one(self, name: str, within: str | None, labels: set[str] | None) -> str:
        found = sorted(self._candidates(name, within, labels))
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(
                name, [f"{self._graph.nodes[id_].properties['name']}（{id_}）" for id_ in found]
            )
        known = [
            key for key, ids in self._exact.items() if any(self._fits(id_, within, labels) for id_ in ids)
        ]
        raise UnknownName(name, get_close_matches(name, known, n=5, cutoff=0.4))
