"""The page as text: what goes on it, that it is safe, and that the same graph gives the same page."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BuildError, UnknownName, UsageError
from kg.graph import Edge, Graph, Node
from kg.render import neighbourhood, overview, render, write_page
from kg.render.interval import State, state, when_text
from kg.render.layout import LABEL_X, LABEL_Y, places
from kg.render.network import SHAPES
from kg.render.words import LABELS, RELATIONS
from kg.schema import schema
from tests.page.city import city, crowd

WATER, QIN = "agency:云州市/水利局", "person:云州市/秦若川"


class Elements(HTMLParser):
    """Start tags with their attributes, and the text of each script and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            tag, attributes = self.tags[-1]
            self.raw.append((attributes.get("id") or tag, data))

    def of(self, name: str) -> list[str]:
        return [text for tag, text in self.raw if tag == name]

    @property
    def data(self) -> Any:
        return json.loads("".join(self.of("data")))


def edge(kind: str, source: str = "person:云州市/甲", target: str = WATER, **properties: Any) -> Edge:
    edge_id = f"e:{source}{kind}{target}{properties.get('validFrom')}"
    return Edge(edge_id, kind, source, target, {"id": edge_id, "kind": kind, **properties})


def graph_of(*edges: Edge) -> Graph:
    labels = {label.prefix: name for name, label in schema().labels.items()}
    ids = {end for each in edges for end in (each.source, each.target)}
    nodes = {key: Node(key, labels[key.split(":")[0]], {"name": key.split("/")[-1]}) for key in ids}
    return Graph(nodes, {each.id: each for each in edges})


def told(html: str) -> str:
    found = re.search(r'<p class="told">(.*?)</p>', html)
    assert found
    return " ".join(re.sub("<.*?>", " ", found[1]).split())


# What goes on the page


def test_the_neighbourhood_of_a_node_goes_both_ways() -> None:
    around = neighbourhood(city(), WATER, hops=1)
    assert {node.split("/", 1)[1] for node in around.nodes} == {
        "水利局", "秦若川", "温怀远", "白一鸣", "水利局/局长", "云政办〔2021〕12号/加固沿江堤防",
    }  # fmt: skip
    assert sum(each.kind == "分管" for each in around.edges.values()) == 3


@pytest.mark.parametrize(("hops", "people"), [(0, set()), (1, {"秦若川", "温怀远", "白一鸣"})])
def test_hops_bound_the_neighbourhood(hops: int, people: set[str]) -> None:
    around = neighbourhood(city(), WATER, hops=hops)
    assert {n.properties["name"] for n in around.nodes.values() if n.label == "Person"} == people


def test_two_hops_hold_all_of_one_hop() -> None:
    one, two = neighbourhood(city(), WATER, 1), neighbourhood(city(), WATER, 2)
    assert one.nodes.keys() < two.nodes.keys()
    assert one.edges.keys() < two.edges.keys()


def test_a_capped_neighbourhood_keeps_the_node_and_who_oversees_it_now() -> None:
    assert list(neighbourhood(city(), WATER, hops=2, limit=2).nodes) == [WATER, QIN]


def test_a_small_graph_is_shown_whole() -> None:
    assert overview(city()).nodes.keys() == city().nodes.keys()
    assert "全图" in told(render(city()))


def test_an_overview_holds_whole_relations_portfolios_first() -> None:
    shown = overview(city(), limit=30)
    assert Counter(each.kind for each in shown.edges.values())["分管"] == 24
    assert 20 < len(shown.nodes) <= 30


def test_an_overview_of_too_many_portfolios_shows_the_largest() -> None:
    assert next(iter(overview(city(), limit=6).nodes)) == "person:云州市/陆青衡"
    assert len(overview(city(), limit=6).nodes) == 6


def test_the_page_says_what_it_leaves_out() -> None:
    graph = crowd(people=20, bodies=10)
    assert "概览 120个节点" in told(render(graph))
    assert re.search(r"未画出：100个节点；分管\d+条、联系\d+条", told(render(graph)))
    assert "未画出" not in told(render(city()))


def test_the_page_says_whose_surroundings_it_shows() -> None:
    html = render(city(), around=WATER, hops=2, limit=5)
    assert "「云州市水利局」2步之内" in told(html)
    assert "未画出" in told(html)


def test_parallel_edges_survive_and_stay_apart() -> None:
    drawn = Elements(render(neighbourhood(city(), WATER))).data["network"]["edges"]
    pairs: dict[tuple[int, int], list[Any]] = {}
    for each in drawn:
        pairs.setdefault((each["from"], each["to"]), []).append(each.get("smooth"))
    (parallel,) = [bends for bends in pairs.values() if len(bends) > 1]
    assert len(parallel) == len({json.dumps(bend) for bend in parallel}) == 2


def test_every_edge_stands_in_the_table_with_its_sentence() -> None:
    html = render(city())
    rows = re.findall(r'<tr data-edge="\d+".*?</tr>', html)
    assert len(rows) == len(city().edges)
    assert all(any(each.properties["quote"] in row for row in rows) for each in city().edges.values())


def test_a_graph_without_edges_is_a_page() -> None:
    assert "没有关系。" in render(Graph())
    assert "1个节点，0条关系" in told(render(city(), around=WATER, hops=0))


def test_all_of_the_schema_has_words_and_shapes() -> None:
    assert LABELS.keys() == SHAPES.keys() == schema().labels.keys()
    assert RELATIONS.keys() == schema().relations.keys()


# Time


NOTICED = {"validFrom": "2020-01-01", "fromBasis": "notice"}
MONTH = {"toNotBefore": "2021-03-01", "toNotAfter": "2021-03-31"}


@pytest.mark.parametrize(
    ("properties", "day", "known"),
    [
        (NOTICED, None, State.HOLDS),
        (NOTICED, "2020-01-01", State.HOLDS),
        (NOTICED | {"validTo": "2021-01-01"}, None, State.ENDED),
        (NOTICED | {"validTo": "2021-01-01"}, "2020-12-31", State.HOLDS),
        (NOTICED | {"validTo": "2021-01-01"}, "2021-01-01", State.ENDED),
        (NOTICED | MONTH, None, State.ENDED),
        (NOTICED | MONTH, "2021-02-28", State.HOLDS),
        (NOTICED | MONTH, "2021-03-15", State.POSSIBLE),
        (NOTICED | MONTH, "2021-03-31", State.ENDED),
        (NOTICED | {"toNotAfter": "2021-03-31"}, "2021-03-15", State.POSSIBLE),
        ({"fromNotBefore": "2020-05-01", "fromNotAfter": "2020-05-31"}, "2020-05-15", State.POSSIBLE),
        ({"fromNotBefore": "2020-05-01", "fromNotAfter": "2020-05-31"}, "2020-05-31", State.HOLDS),
        ({}, "2020-05-15", State.POSSIBLE),
    ],
)
def test_what_is_known_of_an_edge_on_a_day(properties: dict[str, str], day: str | None, known: State) -> None:
    assert state(edge("分管", **properties), day) is known


def test_what_happened_on_a_day_does_not_end() -> None:
    went = edge("ATTENDED", target="meeting:云州市/会", validFrom="2021-07-05", validTo="2021-07-06")
    assert state(went, None) is state(went, "2022-01-01") is State.HOLDS


@pytest.mark.parametrize(
    ("kind", "properties", "text"),
    [
        ("分管", NOTICED, "2020-01-01（依文件日期）起，未见终止"),
        ("分管", NOTICED | {"validTo": "2021-01-01", "toBasis": "stated"},
         "2020-01-01（依文件日期）起，至2021-01-01（文中写明）"),
        ("分管", MONTH, "起始不详，至2021-03-01至2021-03-31之间"),
        ("分管", {"fromNotAfter": "2021-03-31"}, "不晚于2021-03-31起，未见终止"),
        ("ATTENDED", {"validFrom": "2021-07-05", "validTo": "2021-07-06"}, "2021-07-05"),
        ("ATTENDED", {"validFrom": "2021-07-05", "validTo": "2021-07-08"}, "2021-07-05至2021-07-07"),
        ("牵头", NOTICED, "2020-01-01（依文件日期）起"),
        ("IN", {}, ""),
    ],
)  # fmt: skip
def test_an_interval_reads_as_it_is_known(kind: str, properties: dict[str, str], text: str) -> None:
    assert when_text(edge(kind, **properties)) == text


def test_as_of_a_day_later_edges_are_out_and_ended_ones_dashed() -> None:
    html = render(city(), as_of="2020-01-01")
    assert "截至2020-01-01" in told(html)
    early = Elements(html).data
    assert [each["state"] for each in early["edges"] if each["word"] == "分管"] == ["holds"] * 3
    later = Elements(render(city(), as_of="2021-03-02")).data["network"]["edges"]
    assert sum("dashes" in each for each in later if each["label"] == "分管") == 3
    assert sum(each["label"] == "分管" for each in later) == 24


def test_without_a_day_closed_edges_are_dashed() -> None:
    page = Elements(render(city())).data
    dashed = {number for number, each in enumerate(page["network"]["edges"]) if "dashes" in each}
    assert dashed == {number for number, each in enumerate(page["edges"]) if each["state"] == "ended"}
    assert len(dashed) == 4


# Safety


HOSTILE = [
    "<script>window.pwned = 1</script>", '"><img src=x onerror="window.pwned = 1">', "<b>x</b>", "&lt;b&gt;",
    "</script><script>pwned()", "<!--<script>", "${window.pwned = 1}", "{{ 7 * 7 }}", "{% raw %}", "]]>",
    "href", "__proto__", "\u2028",
]  # fmt: skip


def named(name: str) -> Graph:
    """A little graph in which every text that comes from a document is the same."""
    told = {"quote": name, "document": name, "sources": [name], "validFrom": "2020-01-01", "whom": name}
    ends = [Node(f"{kind}:{name}", label, {"name": name, "aliases": [name], "jurisdiction": name})
            for kind, label in (("person", "Person"), ("agency", "Agency"))]  # fmt: skip
    return graph_with(ends, edge("分管", ends[0].id, ends[1].id, **told))


def graph_with(nodes: list[Node], *edges: Edge) -> Graph:
    return Graph({node.id: node for node in nodes}, {each.id: each for each in edges})


@settings(max_examples=60)
@given(st.text(min_size=1) | st.sampled_from(HOSTILE))
def test_no_text_of_a_document_becomes_markup(name: str) -> None:
    page, plain = (Elements(render(named(each), title=each)) for each in (name, "甲"))
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert page.data["nodes"][0]["name"] == name
    assert page.data["edges"][0]["quote"] == name


def test_the_policy_allows_what_is_inline_and_nothing_else() -> None:
    page = Elements(render(city()))
    (policy,) = [a["content"] or "" for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    for kind, count in (("script", 2), ("style", 1)):
        hashes = {hashlib.sha256(text.encode()).digest() for text in page.of(kind)}
        allowed = {f"'sha256-{base64.b64encode(each).decode()}'" for each in hashes}
        assert allowed == set(rules[f"{kind}-src"].split())
        assert len(allowed) == count


def test_nothing_on_the_page_points_anywhere() -> None:
    tags = Elements(render(city())).tags
    assert not [
        (tag, key) for tag, attributes in tags for key in attributes if key in {"src", "href", "action"}
    ]
    keys = {key for _, attributes in tags for key in attributes}
    assert not keys & {"src", "href", "action", "srcset", "style"}
    assert not [key for key in keys if key.startswith("on")]
    assert dict(tags)["html"] == {"lang": "zh-CN"}


# The same graph, the same page


def test_the_order_in_which_things_were_added_does_not_matter() -> None:
    graph = city()
    turned = Graph(dict(reversed(graph.nodes.items())), dict(reversed(graph.edges.items())))
    assert render(graph) == render(turned)
    assert render(graph, WATER, 2, limit=9) == render(turned, WATER, 2, limit=9)
    assert render(graph, limit=12) == render(turned, limit=12)


def test_another_process_gives_the_same_bytes() -> None:
    program = (
        "from tests.page.city import *; from kg.render import *; one, other = city(), crowd(40, 9)\n"
        "both = Graph(one.nodes | other.nodes, one.edges | other.edges); print(render(both, limit=600))"
    )
    pages = set()
    for seed in ("1", "2"):
        answer = subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            cwd=Path(__file__).parents[1], capture_output=True, check=True,
        )  # fmt: skip
        pages.add(answer.stdout)
    assert len(pages) == 1


@pytest.mark.parametrize("graph", [city(), crowd(30, 4), crowd(60, 9)], ids=["city", "middling", "large"])
def test_no_label_lies_on_another(graph: Graph) -> None:
    found = [(x / LABEL_X, y / LABEL_Y) for x, y in places(graph).values()]
    near = [1 for (ax, ay), (bx, by) in combinations(found, 2) if (ax - bx) ** 2 + (ay - by) ** 2 < 0.93**2]
    assert len(near) <= len(found) * 0.02


# Errors and files


def test_what_makes_no_sense_is_an_error() -> None:
    with pytest.raises(UnknownName, match="agency:没有"):
        render(city(), around="agency:没有")
    with pytest.raises(UsageError, match="2021年"):
        render(city(), as_of="2021年")
    for wrong in ({"hops": -1}, {"limit": 0}):
        with pytest.raises(UsageError):
            neighbourhood(city(), WATER, **wrong)


@pytest.mark.parametrize(
    ("graph", "problem"),
    [
        (graph_with([], edge("分管")), "one of its ends"),
        (graph_of(edge("管理")), "管理"),
        (graph_with([Node("x", "Robot", {"name": "x"})]), "Robot"),
    ],
)
def test_a_damaged_graph_is_an_error(graph: Graph, problem: str) -> None:
    with pytest.raises(BuildError, match=problem):
        render(graph)


def test_a_page_is_written_whole_as_utf8(tmp_path: Path) -> None:
    path = write_page(tmp_path / "图.html", render(city()))
    assert path.read_bytes().decode("utf-8") == render(city())
    assert [file.name for file in tmp_path.iterdir()] == ["图.html"]
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = write_page(tmp_path / "page.html", "old")
    with pytest.raises(UnicodeEncodeError):
        write_page(path, "\ud800")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
