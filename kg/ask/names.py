"""Which one thing a name means: one candidate or none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kg.errors import AmbiguousName, UnknownName
from kg.graph import Graph
from kg.resolve import fold
from kg.resolve.places import place
from kg.resolve.short_forms import full_form, nameplates

_LEVELS = "省市县区州旗镇乡"


class Names:
    """The names that the nodes of a graph bear: id, canonical name, mentions, and those less their place."""

    def __init__(self, graph: Graph, mentions: Iterable[Mapping[str, str]]) -> None:
        self._graph = graph
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._loose: dict[str, set[str]] = defaultdict(set)
        for node in graph.nodes.values():
            self._exact[node.properties["name"]].add(node.id)
            if node.label in ("Agency", "Post"):
                self._loose[self._less_place(node.id, node.properties["name"])].add(node.id)
        for row in mentions:
            if row["id"] in graph.nodes:
                self._exact[row["mention"]].add(row["id"])
                self._loose[self._less_place(row["id"], row["mention"])].add(row["id"])

    def _less_place(self, id_: str, name: str) -> str:
        place = self._graph.nodes[id_].properties.get("jurisdiction", "")
        bare = name.removeprefix(place)
        return bare[1:] if bare == name and bare[:1] in _LEVELS and bare[:1] == place[-1:] else bare

    def find(self, label: str, name: str, within: str | None = None) -> str:
        """The id of the one node of a label that ``name`` means. Raises UnknownName, AmbiguousName."""
        return self._one(name, within, {label})

    def find_any(self, name: str, within: str | None = None) -> str:
        """The same among all labels; agencies and people come before what is merely called like them."""
        for labels in ({"Agency", "Person"}, {"Post"}, {"Meeting", "Task", "Document", "Duty"}):
            found = self._candidates(name, within, labels)
            if found:
                return self._one(name, within, labels)
        return self._one(name, within, None)

    def find_post(self, name: str, within: str | None = None) -> str:
        """The one post called so."""
        return self._one(name, within, {"Post"})

    def _candidates(self, name: str, within: str | None, labels: set[str] | None) -> set[str]:
        if name in self._graph.nodes:
            return {name}
        bare = name[1:] if name[:1] in _LEVELS else name
        for found in (
            self._exact.get(name, set()),
            self._loose.get(name, set()),
            self._loose.get(bare, set()),
        ):
            fitting = {id_ for id_ in found if self._fits(id_, within, labels)}
            if fitting:
                return fitting
        return {id_ for id_ in self._by_rule(name) if self._fits(id_, within, labels)}

    def _by_rule(self, name: str) -> set[str]:
        """Bodies that a name no text uses stands for by the standard short forms: 市政府 for 云州市人民政府."""
        found = set()
        for jurisdiction in {node.properties.get("jurisdiction", "") for node in self._graph.nodes.values()}:
            placed = place(fold(name), jurisdiction)
            id_ = f"agency:{placed.jurisdiction}/{full_form(nameplates(placed.local)[0])}"
            if id_ in self._graph.nodes:
                found.add(id_)
        return found

    def _fits(self, id_: str, within: str | None, labels: set[str] | None) -> bool:
        node = self._graph.nodes[id_]
        place = node.properties.get("jurisdiction", "")
        return (labels is None or node.label in labels) and (within is None or place == within)

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
