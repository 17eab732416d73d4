"""Where nodes stand: whole numbers, the same for the same graph, so that no browser has to work them out.

Each connected part is laid out by itself, so that distances agree with the way from node to node, and the
parts are packed side by side. A large part is too much for that: its best connected nodes are laid out so,
and every other node stands on rings round the nearest of them. A length of 1 is one label's.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from itertools import combinations

import networkx as nx

from kg.graph import Graph

Place = tuple[float, float]
Skyline = list[tuple[float, float, float]]  # from, to, and how far down it is taken

SEED = 7
SKELETON = 200  # the work grows with the square of this
ROUNDS = 40
LABEL_X, LABEL_Y = 116, 86  # pixels of a label with its node
FEW, LONG, SHORT = 30, 1.75, 1.3  # edges: long ones, with room for their labels, where nodes are few
RING = 1.15  # from ring to ring
CURL = 1.5  # how far apart two nodes may be, in sides of a square of all labels
GAP = 0.25  # between parts
WIDE = 1.15  # width to height of a screen, in labels


def places(graph: Graph) -> dict[str, tuple[int, int]]:
    """A place in pixels for every node."""
    plain = nx.Graph()
    plain.add_nodes_from(sorted(graph.nodes))
    plain.add_edges_from(sorted((e.source, e.target) for e in graph.edges.values() if e.source != e.target))
    parts = sorted((sorted(part) for part in nx.connected_components(plain)), key=lambda p: (-len(p), p[0]))
    length = LONG if len(plain) <= FEW else SHORT
    packed = _pack([_part(plain.subgraph(part).copy(), part, length) for part in parts])
    return {node: (round(x * LABEL_X), round(y * LABEL_Y)) for node, (x, y) in packed.items()}


def _part(plain: nx.Graph, part: list[str], length: float) -> dict[str, Place]:
    circles = _round_hubs(plain, _hubs(plain, part))
    rings = {hub: _rings(len(circle)) for hub, circle in circles.items()}
    radii = {hub: max((math.hypot(x, y) for x, y in ring), default=0.0) for hub, ring in rings.items()}
    centres = _apart(_turned(_spread(_skeleton(plain, circles, radii, length))), radii)
    found = dict(centres)
    for hub, circle in circles.items():
        x, y = centres[hub]
        found |= {node: (x + dx, y + dy) for node, (dx, dy) in zip(circle, rings[hub], strict=True)}
    return found


def _hubs(plain: nx.Graph, part: list[str]) -> list[str]:
    """All nodes of a part, of a large one those with most neighbours."""
    return sorted(part, key=lambda node: (-plain.degree[node], node))[:SKELETON]


def _round_hubs(plain: nx.Graph, hubs: list[str]) -> dict[str, list[str]]:
    """For each hub the other nodes that are nearest to it, nearest first."""
    owner = {hub: hub for hub in hubs}
    frontier = list(hubs)
    while frontier:
        beyond = [(other, node) for node in frontier for other in sorted(plain[node])]
        frontier = []
        for other, node in beyond:
            if other not in owner:
                owner[other] = owner[node]
                frontier.append(other)
    circles: dict[str, list[str]] = {hub: [] for hub in hubs}
    for node, hub in owner.items():
        if node != hub:
            circles[hub].append(node)
    return circles


def _rings(count: int) -> list[Place]:
    """Places round a centre for ``count`` nodes, on as many rings as their labels need."""
    spots: list[Place] = []
    radius = SHORT
    while len(spots) < count:
        number = min(int(2 * math.pi * radius), count - len(spots))
        angles = (2 * math.pi * (step + 0.5) / number for step in range(number))
        spots += [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]
        radius += RING
    return spots


def _skeleton(
    plain: nx.Graph, circles: Mapping[str, list[str]], radii: Mapping[str, float], length: float
) -> nx.Graph:
    """The hubs, joined where they or their circles touch, and how long those edges should be."""
    owner = {node: hub for hub, circle in circles.items() for node in (hub, *circle)}
    pairs = ((owner[a], owner[b]) for a, b in plain.edges)
    skeleton = nx.Graph()
    skeleton.add_nodes_from(circles)
    for a, b in sorted({(min(a, b), max(a, b)) for a, b in pairs if a != b}):
        skeleton.add_edge(a, b, length=radii[a] + radii[b] + length)
    return skeleton


def _spread(skeleton: nx.Graph) -> dict[str, Place]:
    """Distances that agree as well as can be with the way from one to the other."""
    begin = nx.spring_layout(skeleton, seed=SEED, scale=math.sqrt(len(skeleton)))
    spots = {hub: (float(x), float(y)) for hub, (x, y) in begin.items()}
    return _relaxed(spots, dict(nx.all_pairs_dijkstra_path_length(skeleton, weight="length")))


def _relaxed(spots: dict[str, Place], ways: Mapping[str, Mapping[str, float]]) -> dict[str, Place]:
    """Stress lowered pair by pair, in smaller and smaller steps (Zheng, Pawar and Goodman, 2018).

    No way counts as longer than what a square of so many labels has room for: a long chain curls up instead
    of growing small.
    """
    pairs = list(combinations(spots, 2))
    longest = min(max((ways[a][b] for a, b in pairs), default=1.0), CURL * math.sqrt(len(spots)))
    shuffle = random.Random(SEED).shuffle  # noqa: S311 - for a picture, no secret
    for step in range(ROUNDS):
        reach = longest**2 * (0.1 / longest**2) ** (step / (ROUNDS - 1))
        shuffle(pairs)
        for a, b in pairs:
            wanted = min(ways[a][b], longest)
            _move(spots, a, b, wanted, min(1.0, reach / wanted**2))
    return spots


def _move(spots: dict[str, Place], one: str, other: str, wanted: float, part: float) -> None:
    """Bring two places ``part`` of the way to the wanted distance."""
    (ax, ay), (bx, by) = spots[one], spots[other]
    dx, dy = (bx - ax, by - ay) if (ax, ay) != (bx, by) else (1e-6, 0.0)
    share = part * (1 - wanted / math.hypot(dx, dy)) / 2
    spots[one], spots[other] = (ax + dx * share, ay + dy * share), (bx - dx * share, by - dy * share)


def _turned(spots: dict[str, Place]) -> dict[str, Place]:
    """Turned about the middle so that the longest way across lies level, as screens do."""
    count = len(spots)
    mx, my = sum(x for x, _ in spots.values()) / count, sum(y for _, y in spots.values()) / count
    xx, yy = sum((x - mx) ** 2 for x, _ in spots.values()), sum((y - my) ** 2 for _, y in spots.values())
    xy = sum((x - mx) * (y - my) for x, y in spots.values())
    angle = -math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(angle), math.sin(angle)
    return {
        node: ((x - mx) * cos - (y - my) * sin, (x - mx) * sin + (y - my) * cos)
        for node, (x, y) in spots.items()
    }


def _apart(spots: dict[str, Place], radii: Mapping[str, float]) -> dict[str, Place]:
    """Circles pushed from one another until no label lies on another, or for a hundred rounds."""
    widest = 2 * max(radii.values()) + 1
    for _ in range(100):
        moved = False
        order = sorted(spots, key=lambda hub: (spots[hub], hub))
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if spots[other][0] - spots[one][0] > widest:
                    break
                wanted = radii[one] + radii[other] + 1
                if math.dist(spots[one], spots[other]) < wanted - 0.01:
                    _move(spots, one, other, wanted, 1.0)
                    moved = True
        if not moved:
            break
    return spots


def _pack(parts: Iterable[dict[str, Place]]) -> dict[str, Place]:
    """The parts side by side, each as high up as it goes, in the shape of a screen."""
    boxes = sorted((_box(part) for part in parts), key=lambda box: -box[2])
    width = max([math.sqrt(sum(w * h for _, w, h in boxes) * WIDE), *(w for _, w, _ in boxes)], default=0.0)
    skyline: Skyline = [(0.0, width + GAP, 0.0)]
    found: dict[str, Place] = {}
    for part, wide, high in boxes:
        y, x = min((_top(skyline, left, wide), left) for left, _, _ in skyline if left + wide <= width + 1e-6)
        skyline = _covered(skyline, x, x + wide + GAP, y + high + GAP)
        found |= {node: (px + x, py + y) for node, (px, py) in part.items()}
    return found


def _box(part: dict[str, Place]) -> tuple[dict[str, Place], float, float]:
    xs, ys = zip(*part.values(), strict=True)
    left, top = min(xs) - 0.5, min(ys) - 0.5
    moved = {node: (x - left, y - top) for node, (x, y) in part.items()}
    return moved, max(xs) - left + 0.5, max(ys) - top + 0.5


def _top(skyline: Skyline, left: float, wide: float) -> float:
    return max(down for start, end, down in skyline if start < left + wide and end > left)


def _covered(skyline: Skyline, left: float, right: float, down: float) -> Skyline:
    before = [(start, min(end, left), taken) for start, end, taken in skyline if start < left]
    after = [(max(start, right), end, taken) for start, end, taken in skyline if end > right]
    return [*before, (left, right, down), *after]
