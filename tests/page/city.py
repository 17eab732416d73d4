"""The graph of an invented city: a dozen people's portfolios, some posts, meetings and one plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.graph import Edge, Graph, Node
from kg.model import content_id
from kg.schema import schema

CITY = "云州市"
OLD, NEW = ("云政发〔2019〕5号", "2019-04-11"), ("云政发〔2021〕3号", "2021-03-02")

PORTFOLIOS = {
    "江望": ["审计局"],
    "陆青衡": [
        "发展和改革局", "财政局", "统计局", "税务局",
        "政务服务局（公共资源管委办）", "国有资本投资运营集团有限公司",
    ],
    "秦若川": ["水利局", "农业农村局", "供销合作社联合社", "气象局"],
    "顾南舟": ["教育局", "卫生健康局", "医疗保障局"],
    "温怀远": ["自然资源和规划局（林业局）", "住房和城乡建设局", "交通运输局", "综合行政执法局"],
    "沈砚": ["公安局", "司法局", "信访局"],
}  # fmt: skip
LIAISON = {"陆青衡": ["人民银行云州中心支行"], "顾南舟": ["红十字会", "总工会"], "秦若川": ["澜江县"]}
DUTIES = {
    "江望": ["市政府全面工作"],
    "秦若川": ["乡村振兴", "防汛抗旱"],
    "顾南舟": ["老龄"],
    "沈砚": ["社会稳定"],
}


class Builder:
    """Collects nodes and edges of the one city."""

    def __init__(self) -> None:
        self.graph = Graph()

    def node(self, label: str, key: str, name: str | None = None, **properties: Any) -> str:
        node_id = f"{schema().labels[label].prefix}:{CITY}/{key}"
        told = {"name": name or key, "jurisdiction": CITY, **properties}
        self.graph.nodes.setdefault(node_id, Node(node_id, label, told))
        return node_id

    def person(self, name: str) -> str:
        return self.node("Person", name)

    def agency(self, short: str) -> str:
        full = short if short.endswith(("县", "支行")) else CITY + short
        return self.node("Agency", short, full, aliases=[f"市{short}"])

    def edge(self, source: str, kind: str, target: str, quote: str, **properties: Any) -> str:
        edge_id = content_id("e", source, kind, target, properties.get("validFrom"))
        told: Mapping[str, Any] = {
            "id": edge_id, "kind": kind, "facts": [content_id("f", edge_id)], "quote": quote, **properties,
        }  # fmt: skip
        self.graph.edges[edge_id] = Edge(edge_id, kind, source, target, told)
        return edge_id

    def noticed(
        self, name: str, kind: str, target: str, notice: tuple[str, str], quote: str, **more: Any
    ) -> str:
        number, day = notice
        return self.edge(
            self.person(name), kind, target, quote, document=number, date=day, noticed=day, validFrom=day,
            fromBasis="notice", sources=[f"云州-{day[:7]}.txt"], **more,
        )  # fmt: skip


def city() -> Graph:
    """The city whole: about forty nodes."""
    build = Builder()
    _portfolios(build)
    _earlier(build)
    _posts(build)
    _meetings(build)
    _plan(build)
    return build.graph


def _portfolios(build: Builder) -> None:
    for kind, portfolios in (("分管", PORTFOLIOS), ("联系", LIAISON)):
        for name, bodies in portfolios.items():
            quote = f"{kind}{'、'.join(f'市{body}' for body in bodies)}。"
            for body in bodies:
                build.noticed(name, kind, build.agency(body), NEW, quote)
    for name, fields in DUTIES.items():
        for field in fields:
            build.noticed(name, "负责", build.node("Duty", field), NEW, f"负责{'、'.join(fields)}工作。")
    helped = "协助秦若川同志分管市水利局。"
    build.noticed("白一鸣", "协管", build.agency("水利局"), NEW, helped, whom="秦若川")


def _earlier(build: Builder) -> None:
    over = {"validTo": NEW[1], "toBasis": "notice"}
    for name, body in (("秦若川", "水利局"), ("温怀远", "水利局"), ("秦若川", "交通运输局")):
        build.noticed(name, "分管", build.agency(body), OLD, f"分管市{body}。", **over)


def _posts(build: Builder) -> None:
    post = build.node("Post", "水利局/局长", f"{CITY}水利局局长")
    build.edge(post, "OF", build.agency("水利局"), "")
    number = {"document": "云政任〔2021〕8号", "sources": ["云州-2021-06.txt"], "fromBasis": "stated"}
    quote = "任命方既白为云州市水利局局长（试用期一年），免去郑拙言的云州市水利局局长职务。"
    day = {"validFrom": "2021-06-10", "validTo": "2021-06-11", "date": "2021-06-10"}
    told = {"agency": f"{CITY}水利局", "title": "局长", **number, **day}
    build.edge(build.person("方既白"), "APPOINTED_TO", post, quote, probation="一年", **told)
    build.edge(build.person("郑拙言"), "REMOVED_FROM", post, quote, **told)
    build.edge(build.person("方既白"), "HOLDS", post, quote, validFrom="2021-06-10", **number)
    ended = {"validTo": "2021-06-10", "toBasis": "stated", "document": "云政任〔2021〕8号"}
    build.edge(build.person("郑拙言"), "HOLDS", post, quote, **ended)


def _meetings(build: Builder) -> None:
    name = "市防汛抗旱指挥部工作会议"
    meeting = build.node("Meeting", f"2021-07-05/{name}", name, form="meeting")
    day = {"date": "2021-07-05", "validFrom": "2021-07-05", "validTo": "2021-07-06", "fromBasis": "stated"}
    told = {"document": "市政府大事记（2021年7月）", "sources": ["云州-2021-07.txt"], **day}
    quote = "5日，市长江望主持召开市防汛抗旱指挥部工作会议，副市长秦若川、市水利局局长方既白出席。"
    build.edge(build.person("江望"), "CHAIRED", meeting, quote, title="市长", **told)
    for person, title in (("秦若川", "副市长"), ("方既白", "市水利局局长")):
        build.edge(build.person(person), "ATTENDED", meeting, quote, title=title, action="出席", **told)


def _plan(build: Builder) -> None:
    number, day = "云政办〔2021〕12号", "2021-05-20"
    plan = build.node("Document", number, number, title="云州市防洪能力提升三年行动方案", date=day)
    task = build.node("Task", f"{number}/加固沿江堤防", "加固沿江堤防")
    office = build.agency("人民政府办公室")
    event = {"date": day, "validFrom": day, "validTo": "2021-05-21", "fromBasis": "notice"}
    title = "防洪能力提升三年行动方案"
    build.edge(office, "ISSUED", plan, "云州市人民政府办公室", title=title, document=number, **event)
    build.edge(task, "IN", plan, "", document=number)
    tag = "（市水利局牵头，市财政局、市自然资源和规划局按职责分工负责）"
    told = {"document": number, "validFrom": day, "fromBasis": "notice"}
    build.edge(build.agency("水利局"), "牵头", task, tag, **told)
    for body in ("财政局", "自然资源和规划局（林业局）"):
        build.edge(build.agency(body), "责任", task, tag, **told)


def crowd(people: int, bodies: int) -> Graph:
    """A large graph: so many people with so many bodies each, of which the next one shares every fifth."""
    build = Builder()
    for place in range(people):
        for body in range(bodies):
            agency = build.agency(f"第{place}区第{body}局")
            build.noticed(f"甲{place}", "分管", agency, NEW, f"分管第{place}区第{body}局。")
            if body % 5 == 0:
                following = f"甲{(place + 1) % people}"
                build.noticed(following, "联系", agency, NEW, f"联系第{place}区第{body}局。")
    return build.graph
