"use strict";
// Everything that comes from documents is written with textContent: nothing here turns text into markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { nodes, edges, network: drawn } = data;
  const canvas = byId("canvas"), panel = byId("panel"), tip = byId("tip"), found = byId("found"), query = byId("query");
  const hidden = { label: new Set(), relation: new Set(), state: new Set() };

  for (const part of document.querySelectorAll(".live")) part.hidden = false;

  // The picture: what the legend hides is filtered out, nothing moves.
  const nodeView = new vis.DataView(new vis.DataSet(drawn.nodes), {
    filter: (node) => !hidden.label.has(nodes[node.id].label),
  });
  const edgeView = new vis.DataView(new vis.DataSet(drawn.edges), {
    filter: (edge) => !hidden.relation.has(edges[edge.id].relation) && !hidden.state.has(edges[edge.id].state),
  });
  const network = new vis.Network(canvas, { nodes: nodeView, edges: edgeView }, drawn.options);

  const beside = nodes.map(() => []);
  drawn.edges.forEach((edge, place) => {
    beside[edge.from].push(place);
    if (edge.to !== edge.from) beside[edge.to].push(place);
  });

  // Elements
  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function button(text, act, className = "link") {
    const made = element("button", text, className);
    made.type = "button";
    made.addEventListener("click", act);
    return made;
  }
  function list(rows) {
    const made = element("dl");
    for (const [key, value] of rows) if (value) made.append(element("dt", key), element("dd", value));
    return made;
  }

  // The panel
  function open(...parts) {
    const close = button("×", shut, "close");
    close.setAttribute("aria-label", "关闭");
    panel.replaceChildren(close, ...parts);
    panel.hidden = false;
    panel.scrollTop = 0;
  }
  function shut() {
    panel.hidden = true;
    network.unselectAll();
    mark(null);
  }
  function mark(place) {
    for (const row of document.querySelectorAll(".chosen")) row.classList.remove("chosen");
    if (place !== null) byId("rows").rows[place].classList.add("chosen");
  }
  function edgeItem(place, from) {
    const edge = edges[place], ends = drawn.edges[place], item = element("li");
    const forth = ends.from === from;
    const name = nodes[forth ? ends.to : ends.from].name;
    item.append(button(forth ? `${edge.word} → ${name}` : `${edge.word} ← ${name}`, () => showEdge(place, true)));
    if (edge.when || edge.note) {
      const small = element("small", edge.when);
      if (edge.note) small.append(" ", element("span", edge.note, "over"));
      item.append(small);
    }
    return item;
  }
  function showNode(id, move) {
    const node = nodes[id], items = element("ul");
    items.append(...beside[id].map((place) => edgeItem(place, id)));
    open(
      element("h2", node.name), element("p", node.kind, "kind"), list(node.rows),
      element("h3", `关系（${beside[id].length}）`), items, element("p", node.key, "code"),
    );
    reveal(id);
    mark(null);
    network.selectNodes([id]);
    if (move) network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: { duration: 350 } });
  }
  function showEdge(place, move) {
    const edge = edges[place], ends = drawn.edges[place];
    const heading = element("h2");
    heading.append(
      button(edge.source, () => showNode(ends.from, true)), ` ${edge.word} `, button(edge.target, () => showNode(ends.to, true)),
    );
    const parts = [heading, element("p", edge.relation === edge.word ? "关系" : `关系 ${edge.relation}`, "kind")];
    if (edge.quote) parts.push(element("blockquote", edge.quote));
    const rows = [["文件", edge.document], ["自", edge.start], ["至", edge.end], ["状态", edge.note], ...edge.rows];
    parts.push(list(rows), element("p", edge.key, "code"));
    open(...parts);
    reveal(ends.from, ends.to);
    show("relation", edge.relation);
    show("state", edge.state);
    mark(place);
    network.setSelection({ nodes: [], edges: [place] }, { highlightEdges: false });
    if (move) network.fit({ nodes: [ends.from, ends.to], maxZoomLevel: 1.1, animation: { duration: 350 } });
  }

  // The legend
  function show(group, name) {
    if (hidden[group].has(name)) toggle(document.querySelector(`#legend [data-group="${group}"][data-name="${name}"]`));
  }
  function reveal(...ids) {
    for (const id of ids) show("label", nodes[id].label);
  }
  function toggle(entry) {
    const names = hidden[entry.dataset.group], shown = names.delete(entry.dataset.name);
    if (!shown) names.add(entry.dataset.name);
    entry.setAttribute("aria-pressed", String(shown));
    nodeView.refresh();
    edgeView.refresh();
  }
  byId("legend").addEventListener("click", (event) => {
    const entry = event.target.closest("button");
    if (entry) toggle(entry);
  });

  // The search
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const searched = nodes.map((node) => node.searched.split("\n").map(plain));
  function rank(names, wanted) {
    return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
  }
  function search() {
    const wanted = plain(query.value);
    const hits = nodes.map((_, id) => id).filter((id) => wanted && searched[id].some((name) => name.includes(wanted)));
    hits.sort((a, b) => rank(searched[a], wanted) - rank(searched[b], wanted) || beside[b].length - beside[a].length);
    found.replaceChildren(...hits.slice(0, 12).map((id) => {
      const hit = button(nodes[id].name, () => choose(id), "hit");
      hit.append(element("small", nodes[id].kind));
      return hit;
    }));
    if (hits.length > 12) found.append(element("p", `另有 ${hits.length - 12} 个`));
    if (!hits.length) found.append(element("p", "本页没有这个名称"));
    found.hidden = !wanted;
  }
  function choose(id) {
    found.hidden = true;
    showNode(id, true);
  }
  query.addEventListener("input", search);
  query.addEventListener("focus", search);
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = found.querySelector("button");
    if (first) first.click();
  });
  document.addEventListener("click", (event) => {
    if (!byId("search").contains(event.target)) found.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (found.hidden) shut();
    found.hidden = true;
  });

  // The pointer
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) showNode(node, false);
    else if (edge !== undefined) showEdge(edge, false);
    else shut();
  });
  function point(text, { x, y }) {
    tip.textContent = text;
    tip.hidden = false;
    const left = canvas.offsetLeft + x + 14, top = canvas.offsetTop + y + 14;
    tip.style.left = `${Math.min(left, byId("graph").clientWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(top, canvas.offsetTop + canvas.clientHeight - tip.offsetHeight - 8)}px`;
  }
  const unpoint = () => { tip.hidden = true; };
  network.on("hoverNode", ({ node, pointer }) => point(`${nodes[node].name}\n${nodes[node].kind}`, pointer.DOM));
  network.on("hoverEdge", ({ edge: place, pointer }) => {
    const edge = edges[place];
    point([`${edge.source} ${edge.word} ${edge.target}`, edge.when, edge.quote].filter(Boolean).join("\n"), pointer.DOM);
  });
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, unpoint);
  canvas.addEventListener("mouseleave", unpoint);

  byId("zoom").addEventListener("click", (event) => {
    const by = event.target.dataset.zoom;
    if (by === "fit") network.fit({ animation: { duration: 350 } });
    else if (by) network.moveTo({ scale: network.getScale() * Number(by), animation: { duration: 200 } });
  });

  // The table
  byId("list").classList.add("can-choose");
  byId("rows").addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-edge]");
    if (!row || String(window.getSelection())) return;
    showEdge(Number(row.dataset.edge), true);
    byId("graph").scrollIntoView({ behavior: "smooth" });
  });

  if (data.centre !== null && window.innerWidth > 820) showNode(data.centre, false);
  network.redraw();
  network.fit({ maxZoomLevel: 1.25 });
})();
