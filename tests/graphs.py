"""Small invented graphs: one by hand with known answers, and a strategy that makes any number."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kg.graph import Edge, Graph, Node
from kg.schema import schema

WATER, FORESTS = "agency:云州市/水利局", "agency:云州市/林业局"
JIANG, SHEN = "person:云州市/江望", "person:云州市/沈澜"


def node(key: str, name: str, place: str | None = "云州市", **properties: Any) -> Node:
    """A node whose label goes by its id's prefix."""
    label = next(each.name for each in schema().labels.values() if key.startswith(f"{each.prefix}:"))
    jurisdiction = {"jurisdiction": place} if place else {}
    return Node(key, label, {"name": name, **jurisdiction, **properties})


NODES = (
    node(WATER, "云州市水利局", aliases=["市水利局", "市水务办"]),
    node(FORESTS, "云州市林业局（草原局）", aliases=["市林业局"]),
    node("agency:青阳区/水利局", "青阳区水利局", "青阳区", aliases=["市水利局"]),
    node("agency:驻云单位", "驻云单位", None, collective=True),
    node(JIANG, "江望"),
    node("person:青阳区/江望", "江望", "青阳区"),
    node(SHEN, "沈澜", aliases=["沈 澜"]),
    node("person:云州市/𬭎生", "𬭎生"),
    node("person:云州市/（佚名）", "（佚名）"),
    node("duty:云州市/水利", "水利"),
    node("duty:云州市/信访", "信访"),
    node("post:云州市/副市长", "云州市副市长", title="副市长"),
    node("post:云州市/水利局/局长", "云州市水利局局长", title="局长"),
    node("meeting:云州市/2021-03-08/防汛会议", "防汛会议", form="meeting"),
    node("meeting:云州市/清江大堤", "清江大堤", form="inspection"),
    node("task:云州市/云政发〔2021〕3号/修堤", "修堤"),
    node("document:云州市/云政发〔2021〕3号", "云政发〔2021〕3号", title="关于修堤的通知"),
)


def edge(number: int, kind: str, source: str, target: str, **properties: Any) -> Edge:
    """An edge with an id and one fact made of its number."""
    return Edge(f"e:{number:016x}", kind, source, target, {"facts": [f"f:{number:016x}"], **properties})


def town() -> Graph:
    """Two years of one small town, to be read with the tests that know its answers."""
    notice, office = "云政发〔2021〕3号", "post:云州市/副市长"
    dike, flood = "meeting:云州市/清江大堤", "meeting:云州市/2021-03-08/防汛会议"
    month = {"fromNotBefore": "2021-03-01", "fromNotAfter": "2021-03-31", "toNotBefore": "2021-03-02"}
    edges = [
        edge(1, "分管", SHEN, WATER, validFrom="2020-01-10", validTo="2021-03-02", noticed="2020-01-10"),
        edge(2, "分管", JIANG, WATER, validFrom="2021-03-02", noticed="2021-03-02", document=notice),
        edge(3, "协管", SHEN, WATER, validFrom="2021-03-02", noticed="2021-03-02", document=notice),
        edge(4, "联系", "person:云州市/𬭎生", WATER, fromNotBefore="2021-03-01", fromNotAfter="2021-03-31"),
        edge(5, "负责", JIANG, "duty:云州市/水利", validFrom="2021-03-02", document=notice),
        edge(6, "HOLDS", JIANG, office, validFrom="2019-05-01", validTo="2021-09-01"),
        edge(7, "ATTENDED", SHEN, dike, title="秘书长", action="检查", **month, toNotAfter="2021-04-01"),
        edge(8, "CHAIRED", JIANG, flood, date="2021-03-08", validFrom="2021-03-08", validTo="2021-03-09"),
        edge(9, "ATTENDED", SHEN, flood, date="2021-03-08", validFrom="2021-03-08", validTo="2021-03-09",
             title="副秘书长", action="出席"),
        edge(10, "OF", office, WATER),
    ]  # fmt: skip
    return Graph({node.id: node for node in NODES}, {each.id: each for each in edges})


DAYS = st.sampled_from(("2020-12-31", "2021-01-01", "2021-03-01", "2021-03-02", "2021-03-03", "2024-02-29"))
TEXTS = st.sampled_from(("副市长", "局长", "云政发〔2021〕3号", "", "`') DETACH DELETE n //", "a\nb\x00"))


@st.composite
def ends(draw: st.DrawFn, end: str) -> dict[str, str]:
    """One end of an interval: a day, a window with one or both limits, or nothing."""
    exact = "validFrom" if end == "from" else "validTo"
    form = draw(st.sampled_from(((), (exact,), ("NotBefore",), ("NotAfter",), ("NotBefore", "NotAfter"))))
    days = sorted(draw(DAYS) for _ in form)
    return {name if name == exact else end + name: day for name, day in zip(form, days, strict=True)}


@st.composite
def edges(draw: st.DrawFn, number: int) -> Edge:
    """An edge of any kind between nodes that fit it."""
    relation = schema().relations[draw(st.sampled_from(sorted(schema().relations)))]
    source = draw(st.sampled_from([node.id for node in NODES if node.label == relation.subject]))
    target = draw(st.sampled_from([node.id for node in NODES if node.label == relation.object]))
    optional = {"title": TEXTS, "document": TEXTS, "action": TEXTS, "noticed": DAYS, "date": DAYS}
    given = draw(st.fixed_dictionaries({}, optional=optional))
    return edge(number, relation.name, source, target, **draw(ends("from")), **draw(ends("to")), **given)


@st.composite
def graphs(draw: st.DrawFn, most: int = 40) -> Graph:
    """Most of NODES and up to ``most`` edges with intervals of every form."""
    drawn = [draw(edges(number)) for number in range(draw(st.integers(0, most)))]
    spared = draw(st.sets(st.sampled_from([each.id for each in NODES]), min_size=8))
    used = {end for each in drawn for end in (each.source, each.target)}
    nodes = {each.id: each for each in NODES if each.id in used | spared}
    return Graph(nodes, {each.id: each for each in drawn})
