"""The page in a real browser: drawn, usable, offline, and deaf to what documents try."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Edge, Graph, Node
from kg.render import render, write_page
from tests.page.browser import Browser
from tests.page.city import city, crowd

WATER = "agency:云州市/水利局"
HOSTILE = [
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned = 1">',
    "</script><script>window.pwned = 1</script>",
    "</title></style><svg onload='window.pwned = 1'>",
    "<!--<script>",
    "${window.pwned = 1}",
    "{{ constructor.constructor('window.pwned = 1')() }}",
    '<a href="javascript:window.pwned = 1">href</a>',
    "javascript:window.pwned = 1",
    "__proto__",
    "constructor",
    "<b>粗</b> *粗* `粗`",
    "\u202e反\u2028行",
]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with Browser(chromium) as started:
        yield started


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Any]:
    """Opens the page of a graph; afterwards the page must have met no problem and asked for no other file."""
    page = tmp_path / "page.html"

    def opened(graph: Graph, **options: Any) -> Browser:
        browser.open(write_page(page, render(graph, **options)))
        return browser

    browser.resize(1400, 900)
    yield opened
    assert browser.problems == []
    assert set(browser.requested) <= {page.as_uri()}


def hostile() -> Graph:
    """A chain of nodes whose names, aliases, quotes, documents, property names and ids are hostile."""
    nodes, edges = {}, {}
    for place, text in enumerate(HOSTILE):
        label, prefix = ("Person", "person") if place % 2 == 0 else ("Agency", "agency")
        told = {"name": text, "aliases": [text], "jurisdiction": text, text: text}
        nodes[f"{prefix}:{text}"] = Node(f"{prefix}:{text}", label, told)
    ids = list(nodes)
    for (source, target), text in zip(pairwise(ids), HOSTILE, strict=False):
        told = {"quote": text, "document": text, "validFrom": text, "sources": [text], text: text}
        edges[f"e:{text}"] = Edge(f"e:{text}", "分管", source, target, told)
    return Graph(nodes, edges)


def painted(browser: Browser) -> int:
    """How many pixels of the canvas are not blank."""
    return int(browser.value("""(() => {
        const canvas = document.querySelector('#canvas canvas');
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let place = 3; place < data.length; place += 4) count += data[place] > 0;
        return count;
    })()"""))  # fmt: skip


def text_of(browser: Browser, selector: str) -> str:
    return str(browser.value(f"document.querySelector({json.dumps(selector)}).innerText"))


def seen(browser: Browser, selector: str) -> bool:
    return bool(browser.value(f"document.querySelector({json.dumps(selector)}).checkVisibility()"))


def middle(browser: Browser, selector: str) -> tuple[float, float]:
    box = browser.value(f"document.querySelector({json.dumps(selector)}).getBoundingClientRect().toJSON()")
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def search(browser: Browser, text: str) -> list[str]:
    """What the search box offers for a text that somebody types."""
    browser.value("document.querySelector('#query').select()")
    browser.type(text)
    return list(browser.value("[...document.querySelectorAll('#found button')].map(b => b.firstChild.data)"))


def click(browser: Browser, selector: str) -> None:
    browser.click(*middle(browser, selector))


# Seeing


def test_the_graph_is_drawn(show: Any) -> None:
    browser = show(city())
    assert painted(browser) > 10_000
    assert browser.value("document.characterSet + document.documentElement.lang") == "UTF-8zh-CN"
    assert seen(browser, "#canvas")


def test_a_click_on_a_node_shows_its_properties(show: Any) -> None:
    browser = show(Graph({WATER: city().nodes[WATER]}))
    assert not seen(browser, "#panel")
    click(browser, "#canvas")
    browser.wait("!document.querySelector('#panel').hidden", 5)
    assert text_of(browser, "#panel h2") == "云州市水利局"
    assert text_of(browser, "#panel .kind") == "机构"
    assert text_of(browser, "#panel dl").split() == ["所属政府", "云州市", "别名", "市水利局"]
    click(browser, "#panel .close")
    assert not seen(browser, "#panel")


def test_a_click_on_an_edge_shows_the_sentence_that_states_it(show: Any) -> None:
    browser = show(two_nodes())
    x, y = browser.value("""(() => {
        const canvas = document.querySelector('#canvas canvas'), box = canvas.getBoundingClientRect();
        const column = canvas.getContext('2d').getImageData(canvas.width / 2, 0, 1, canvas.height).data;
        const lit = [...Array(canvas.height).keys()].filter((row) => column[row * 4 + 3]);
        return [box.x + box.width / 2, box.y + (lit[0] + lit.at(-1)) / 2 * box.height / canvas.height];
    })()""")  # fmt: skip
    browser.move(x, y)
    browser.wait("!document.querySelector('#tip').hidden", 5)
    when = "2021-03-02（依文件日期）起，未见终止"
    assert text_of(browser, "#tip").splitlines() == ["甲 分管 乙局", when, "甲分管乙局。"]
    browser.click(x, y)
    browser.wait("!document.querySelector('#panel').hidden", 5)
    assert text_of(browser, "#panel blockquote") == "甲分管乙局。"
    told = text_of(browser, "#panel dl")
    assert "云政发〔2021〕3号" in told
    assert "2021-03-02（依文件日期）" in told


def two_nodes() -> Graph:
    nodes = [Node("person:甲", "Person", {"name": "甲"}), Node("agency:乙局", "Agency", {"name": "乙局"})]
    since = {"validFrom": "2021-03-02", "fromBasis": "notice"}
    told = {"quote": "甲分管乙局。", "document": "云政发〔2021〕3号", **since}
    edge = Edge("e:1", "分管", nodes[0].id, nodes[1].id, told)
    return Graph({node.id: node for node in nodes}, {edge.id: edge})


def test_search_finds_names_and_aliases(show: Any) -> None:
    browser = show(city())
    assert search(browser, "水利") == ["云州市水利局", "云州市水利局局长"]
    assert search(browser, "市水利局")[0] == "云州市水利局"
    assert search(browser, "　秦 若川") == ["秦若川"]
    assert search(browser, "无此人") == []
    assert "本页没有这个名称" in text_of(browser, "#found")


def test_enter_opens_the_first_one_found(show: Any) -> None:
    browser = show(city())
    search(browser, "顾南舟")
    browser.value("document.querySelector('#search').requestSubmit()")
    assert text_of(browser, "#panel h2") == "顾南舟"
    assert text_of(browser, "#panel h3") == "关系（6）"


def test_the_panel_leads_from_node_to_edge_to_node(show: Any) -> None:
    browser = show(city(), around=WATER)
    click(browser, "#panel li button")
    assert text_of(browser, "#panel h2") == "温怀远 分管 云州市水利局"
    assert text_of(browser, "#panel blockquote") == "分管市水利局。"
    assert browser.value("document.querySelector('.chosen td').innerText") == "温怀远"
    click(browser, "#panel h2 button")
    assert text_of(browser, "#panel h2") == "温怀远"


def test_the_legend_hides_and_shows(show: Any) -> None:
    browser = show(city())
    whole = painted(browser)
    for entry in ('[data-name="Agency"]', '[data-name="分管"]', '[data-name="ended"]'):
        before = painted(browser)
        click(browser, f"#legend {entry}")
        browser.draw()
        assert painted(browser) < before
        assert browser.value(f"document.querySelector('#legend {entry}').ariaPressed") == "false"
        click(browser, f"#legend {entry}")
        browser.draw()
    assert abs(painted(browser) - whole) < whole * 0.02


def test_what_the_legend_hides_comes_back_when_asked_for(show: Any) -> None:
    browser = show(city())
    click(browser, '#legend [data-name="Agency"]')
    search(browser, "审计局")
    click(browser, "#found button")
    assert browser.value("document.querySelector('#legend [data-name=Agency]').ariaPressed") == "true"


def test_a_line_of_the_table_is_shown_in_the_picture(show: Any) -> None:
    browser = show(city())
    browser.value("document.querySelector('#rows tr').scrollIntoView({ block: 'center' })")
    click(browser, "#rows tr td")
    assert text_of(browser, "#panel h2") == "江望 分管 云州市审计局"


# Everywhere


def test_a_narrow_screen_holds_it(show: Any, browser: Browser) -> None:
    browser.resize(400, 800)
    show(city(), around=WATER)
    assert browser.value("document.documentElement.scrollWidth") <= 400
    assert painted(browser) > 1_000


def test_without_scripts_the_table_remains(show: Any, browser: Browser) -> None:
    browser.allow_scripts(False)
    try:
        show(city())
    finally:
        browser.allow_scripts(True)
    assert not seen(browser, "#graph")
    assert not seen(browser, "#search")
    assert browser.value("document.querySelectorAll('#rows tr').length") == len(city().edges)
    assert "协助秦若川同志分管市水利局。" in text_of(browser, "#list")


def test_on_paper_the_table_is_printed(show: Any) -> None:
    browser = show(city())
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        assert not seen(browser, "#graph")
        assert seen(browser, "#rows td")
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")


@pytest.mark.parametrize(("people", "bodies"), [(100, 9), (500, 9)])
def test_a_large_graph_opens_soon(show: Any, people: int, bodies: int) -> None:
    browser = show(crowd(people, bodies), limit=people * (bodies + 1))
    # A second or so on an idle machine; a browser that has to lay it out takes a minute and more.
    assert browser.value("performance.now()") < 10_000
    assert painted(browser) > 5_000


# Safety


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_text(show: Any, title: str) -> None:
    browser = show(two_nodes(), title=title)
    assert browser.value("document.querySelector('h1').textContent") == title
    assert_inert(browser)


def test_hostile_names_are_text_wherever_they_appear(show: Any) -> None:
    browser = show(hostile())
    names = browser.value("JSON.parse(document.querySelector('#data').textContent).nodes.map(n => n.name)")
    assert set(names) == set(HOSTILE)
    for name in HOSTILE:
        assert name.replace("\u2028", "") in "".join(search(browser, name)).replace("\u2028", "")
        browser.value("document.querySelector('#found button').click()")
        assert browser.value("document.querySelector('#panel h2').textContent") in names
        assert_inert(browser)
    for row in range(len(HOSTILE) - 1):
        browser.value(f"document.querySelectorAll('#rows tr')[{row}].click()")
        assert browser.value("document.querySelector('#panel blockquote').textContent") in HOSTILE
        assert_inert(browser)


def test_hovering_over_hostile_names_is_harmless(show: Any) -> None:
    browser = show(hostile())
    tips = set()
    left, top = browser.value("(b => [b.x, b.y])(document.querySelector('#canvas').getBoundingClientRect())")
    for x in range(0, 1200, 75):
        for y in range(0, 780, 60):
            browser.move(left + x, top + y)
            tips.add(browser.value("(t => t.hidden ? '' : t.textContent)(document.querySelector('#tip'))"))
    assert len(tips) > 1
    assert_inert(browser)


def assert_inert(browser: Browser) -> None:
    assert browser.value("typeof window.pwned") == "undefined"
    assert browser.value("document.querySelectorAll('img, a, iframe, b, object, embed, link').length") == 0
    assert browser.value("document.scripts.length") == 3
    assert browser.value("[...document.querySelectorAll('*')].every(e => !e.onerror && !e.onload)")


@pytest.mark.parametrize(
    "attempt",
    [
        "document.body.innerHTML = '<img src=x onerror=pwned>'",
        "eval('window.pwned = 1')",
        "document.body.append(Object.assign(document.createElement('script'), { text: 'window.pwned = 1' }))",
    ],
)
def test_the_policy_refuses_text_that_would_become_code(show: Any, browser: Browser, attempt: str) -> None:
    show(two_nodes())
    refused = f"(() => {{ try {{ {attempt}; return false; }} catch (error) {{ return true; }} }})()"
    assert browser.value(refused)
    assert_inert(browser)
    assert browser.problems != []
    browser.events.clear()


def test_the_policy_refuses_connections(show: Any, browser: Browser) -> None:
    show(two_nodes())
    reached = "fetch('http://127.0.0.1:9/').then(() => 'reached', (error) => error.name)"
    assert browser.value(reached) == "TypeError"
    assert "Content Security Policy" in " ".join(browser.problems)
    browser.events.clear()
