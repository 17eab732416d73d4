"""What stands beside the picture: the legend's entries, and the sentences that say what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.graph import Node
from kg.render.cut import Cut
from kg.render.interval import State
from kg.render.words import LABELS, RELATIONS, STATES
from kg.schema import schema


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: ``group`` is label, relation or state; ``word`` is what the page calls it."""

    group: str
    name: str
    word: str
    colour: str
    count: int


def legend(nodes: Sequence[Node], edges: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Entries for the labels, relations and states that are there, in the schema's order."""
    labels, relations = Counter(node.label for node in nodes), Counter(edge["relation"] for edge in edges)
    states, colours = Counter(edge["state"] for edge in edges), schema().labels
    entries = [
        Entry("label", name, LABELS[name], label.colour, labels[name]) for name, label in colours.items()
    ]
    entries += [
        Entry("relation", name, RELATIONS[name], colours[relation.object].colour, relations[name])
        for name, relation in schema().relations.items()
    ]
    entries += [
        Entry("state", known.value, STATES[known], "#5b6875", states[known.value])
        for known in (State.ENDED, State.POSSIBLE)
    ]
    return [entry for entry in entries if entry.count]


def summary(cut: Cut, centre: str | None, hops: int, day: str | None) -> list[str]:
    """What is shown, as of when, and what is left out because it would not be readable."""
    return [*_shown(cut, centre, hops, day), *_left_out(cut)]


def _shown(cut: Cut, centre: str | None, hops: int, day: str | None) -> list[str]:
    scope = "概览" if cut.left_out or len(cut.graph.nodes) < len(cut.whole.nodes) else "全图"
    if centre is not None:
        scope = f"「{cut.graph.nodes[centre].properties['name']}」{hops}步之内"
    told = [scope, f"{len(cut.graph.nodes):,}个节点，{len(cut.graph.edges):,}条关系"]
    return told if day is None else [*told, f"截至{day}"]


def _left_out(cut: Cut) -> list[str]:
    nodes = len(cut.whole.nodes) - len(cut.graph.nodes)
    if not nodes and not cut.left_out:
        return []
    kinds = "、".join(f"{RELATIONS[kind]}{count:,}条" for kind, count in _in_order(cut.left_out))
    return [f"未画出：{nodes:,}个节点" + (f"；{kinds}" if kinds else "")]


def _in_order(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(kind, counts[kind]) for kind in schema().relations if kind in counts]
