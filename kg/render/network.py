"""A graph as pyvis holds it: nodes, edges and options for vis-network.

pyvis only holds them. Its own page loads style sheets from the network, escapes little and takes a minute
for a thousand nodes; its ``add_node`` and ``add_edge`` search a list each time, and ``set_options`` drops
every space. Nodes and edges are numbered, so that no name from a document becomes a key in the browser.
"""

from __future__ import annotations

import math
import re
from typing import Any

from pyvis.edge import Edge as VisEdge
from pyvis.network import Network
from pyvis.node import Node as VisNode

from kg.graph import Edge, Graph, Node
from kg.render.interval import State, state
from kg.render.layout import places
from kg.render.words import RELATIONS
from kg.schema import schema

FONT = ", ".join((
    '"Noto Sans CJK SC"', '"Source Han Sans SC"', '"PingFang SC"', '"Microsoft YaHei"', '"Hiragino Sans GB"',
    "sans-serif",
))  # fmt: skip
SHAPES = {
    "Person": "dot",
    "Agency": "square",
    "Duty": "diamond",
    "Post": "triangle",
    "Meeting": "hexagon",
    "Task": "star",
    "Document": "triangleDown",
}
DASHES = {State.ENDED: [7, 5], State.POSSIBLE: [2, 4]}
LINE, LINES = 7, 3
PIECE = re.compile(r"[（〔〈《“(]?(?:[0-9A-Za-z]{1,7}|.)[）〕〉》”)、，：]{0,2}")  # what no line break cuts


def network(nodes: list[Node], edges: list[Edge], day: str | None, centre: str | None) -> Network:
    """A directed pyvis network: node and edge ids are their places in the two lists."""
    found = places(Graph({node.id: node for node in nodes}, {edge.id: edge for edge in edges}))
    number = {node.id: place for place, node in enumerate(nodes)}
    net = Network(directed=True)
    net.nodes = [_node(number[node.id], node, found[node.id], node.id == centre) for node in nodes]
    net.node_ids = [options["id"] for options in net.nodes]
    net.node_map = {options["id"]: options for options in net.nodes}
    bends = _bends(edges)
    net.edges = [_edge(place, edge, number, bends[place], day) for place, edge in enumerate(edges)]
    net.options = _options(many=len(edges) > 1000)
    return net


def _node(number: int, node: Node, place: tuple[int, int], is_centre: bool) -> dict[str, Any]:
    x, y = place
    size = 20 if is_centre else 13 if node.label == "Person" else 10
    label = _wrapped(str(node.properties["name"]))
    made = VisNode(number, SHAPES[node.label], label, group=node.label, x=x, y=y, size=size)
    options: dict[str, Any] = made.options
    if is_centre or node.label == "Person":
        options["font"] = {"size": 22, "strokeWidth": 5}
    return options


def _wrapped(name: str) -> str:
    """A name in a few lines of much the same length, the rest of a very long one left to the panel."""
    text = " ".join(name.split())
    if len(text) > LINE * LINES:
        text = text[: LINE * LINES - 1] + "…"
    pieces, count = PIECE.findall(text), math.ceil(len(text) / LINE)
    fills = (_filled(pieces, length) for length in range(math.ceil(len(text) / (count or 1)), LINE + 1))
    return "\n".join(next((lines for lines in fills if len(lines) <= count), _filled(pieces, LINE)))


def _filled(pieces: list[str], length: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and len(lines[-1] + piece) > length:
            lines.append("")
        lines[-1] += piece
    return lines


def _edge(place: int, edge: Edge, number: dict[str, int], bend: float, day: str | None) -> dict[str, Any]:
    known = state(edge, day)
    options: dict[str, Any] = VisEdge(
        number[edge.source], number[edge.target], directed=True, id=place, label=RELATIONS[edge.kind]
    ).options
    if known in DASHES:
        options["dashes"] = DASHES[known]
    if bend:
        turn = "curvedCW" if bend > 0 else "curvedCCW"
        options["smooth"] = {"enabled": True, "type": turn, "roundness": abs(bend)}
    return options


def _bends(edges: list[Edge]) -> list[float]:
    """How much each edge bends, so that edges between the same two nodes stay apart."""
    beside: dict[tuple[str, str], list[int]] = {}
    for place, edge in enumerate(edges):
        beside.setdefault((min(edge.source, edge.target), max(edge.source, edge.target)), []).append(place)
    bends = [0.0] * len(edges)
    for (first, _), group in beside.items():
        for step, place in enumerate(group):
            bend = round((step - (len(group) - 1) / 2) * min(0.3, 1.4 / len(group)), 3)
            bends[place] = bend if edges[place].source == first else -bend
    return bends


def _options(many: bool) -> dict[str, Any]:
    font = {"face": FONT, "multi": False}
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": not many, "hideEdgesOnDrag": many, "hideEdgesOnZoom": many, "selectConnectedEdges": True,
            "zoomSpeed": 0.6,
        },
        "nodes": {
            "borderWidth": 1, "borderWidthSelected": 3,
            "font": {**font, "size": 15, "color": "#24313d", "strokeWidth": 3, "strokeColor": "#ffffff"},
            "scaling": {"label": {"enabled": False, "drawThreshold": 6}},
        },
        "edges": {
            "smooth": False, "width": 1.2, "selectionWidth": 1.6, "hoverWidth": 0.8,
            "color": {"inherit": "to", "opacity": 0.7},
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.5}},
            "font": {**font, "size": 12, "color": "#5b6875", "strokeWidth": 4, "strokeColor": "#ffffff"},
            "scaling": {"label": {"enabled": False, "drawThreshold": 7}},
        },
        "groups": {name: _group(label.colour) for name, label in schema().labels.items()},
    }  # fmt: skip


def _group(colour: str) -> dict[str, Any]:
    lit = {"background": colour, "border": "#1b2733"}
    return {"color": {"background": colour, "border": colour, "highlight": lit, "hover": lit}}
