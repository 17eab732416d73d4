"""The page: one self-contained file that opens offline and runs nothing but the scripts it was made with.

What comes from documents is data, never markup and never code: Jinja escapes the table, the rest is JSON in
an element that does not execute, and the page's script writes it with ``textContent`` only. A content
security policy allows the two scripts and the style by their hashes, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
from functools import cache
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from kg.errors import BuildError
from kg.graph import Edge, Graph, Node
from kg.render.cut import LIMIT, Cut, cut_across, cut_around, known_on
from kg.render.details import edge_details, node_details
from kg.render.interval import day_of
from kg.render.legend import legend, summary
from kg.render.network import network
from kg.schema import schema

TITLE = "公报图谱"
VIS = "lib/vis-9.1.2/vis-network.min.js"


def render(
    graph: Graph,
    around: str | None = None,
    hops: int = 1,
    title: str = TITLE,
    as_of: str | None = None,
    *,
    limit: int = LIMIT,
) -> str:
    """The page of a graph as HTML; the same graph gives the same characters.

    Args:
        graph: Nodes and edges, in any order.
        around: Id of the node whose surroundings to show; without it the page is an overview.
        hops: How many edges away from that node a node may be.
        title: Heading of the page.
        as_of: An ISO day. What began later is left out, what had ended is dashed, what may have held is
            dotted. Without it every edge that has an end is dashed.
        limit: The most nodes to draw. The page says what it leaves out.

    Raises:
        UnknownName: The graph has no node with the id ``around``.
        UsageError: ``as_of`` is no day, ``hops`` is negative or ``limit`` is not positive.
        BuildError: An edge lacks an end, or a label or relation is none of the schema's.
    """
    _check(graph)
    day = None if as_of is None else day_of(as_of)
    known = known_on(graph, day, keep=around)
    cut = cut_across(known, limit, day) if around is None else cut_around(known, around, hops, limit, day)
    return _page(cut, around, day, title, summary(cut, around, hops, day))


def write_page(path: str | os.PathLike[str], html: str) -> Path:
    """Write a page as UTF-8, whole or not at all: beside its place first, then renamed into it."""
    target = Path(path)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(html)
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _check(graph: Graph) -> None:
    for node in graph.nodes.values():
        if node.label not in schema().labels:
            raise BuildError(f"node {node.id}: no label is called {node.label}")
    for edge in graph.edges.values():
        if edge.kind not in schema().relations:
            raise BuildError(f"edge {edge.id}: no relation is called {edge.kind}")
        if edge.source not in graph.nodes or edge.target not in graph.nodes:
            raise BuildError(f"edge {edge.id}: one of its ends is not in the graph")


def _page(cut: Cut, centre: str | None, day: str | None, title: str, told: list[str]) -> str:
    nodes, edges = _in_order(cut.graph)
    listed = [edge_details(edge, cut.graph, day) for edge in edges]
    drawn = network(nodes, edges, day, centre)
    data = {
        "network": {"nodes": drawn.nodes, "edges": drawn.edges, "options": drawn.options},
        "nodes": [node_details(node) for node in nodes],
        "edges": listed,
        "centre": None if centre is None else [node.id for node in nodes].index(centre),
    }
    vis, script, style = _vis(), _part("page.js"), _part("page.css")
    return _template().render(
        title=title, told=told, legend=legend(nodes, listed), edges=listed, data=data, day=day,
        vis=vis, script=script, style=style, policy=_policy([vis, script], style),
    )  # fmt: skip


def _in_order(graph: Graph) -> tuple[list[Node], list[Edge]]:
    relations = list(schema().relations)

    def place(edge: Edge) -> tuple[int, str, str, str, str]:
        since = str(edge.properties.get("validFrom", ""))
        return relations.index(edge.kind), edge.source, since, edge.target, edge.id

    return [graph.nodes[key] for key in sorted(graph.nodes)], sorted(graph.edges.values(), key=place)


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("kg", "render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {
        "ensure_ascii": False, "allow_nan": False, "sort_keys": True, "separators": (",", ":"),
    }  # fmt: skip
    return environment.get_template("page.html.jinja")


@cache
def _part(name: str) -> str:
    return resources.files("kg.render").joinpath(name).read_text("utf-8")


@cache
def _vis() -> str:
    """vis-network's script out of pyvis, less the pointer to a source map that is not there."""
    script = resources.files("pyvis").joinpath(VIS).read_text("utf-8")
    return script.partition("//# sourceMappingURL=")[0]


def _policy(scripts: list[str], style: str) -> str:
    return "; ".join([
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src {_hash(style)}",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ])  # fmt: skip


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
