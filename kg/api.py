"""What a notebook calls: ``kg.build``, ``kg.open`` and the questions. The command line stands on the same functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg import ask
from kg.build import Report
from kg.build import build as build_folder
from kg.graph import Graph
from kg.inputs import inputs, manifest
from kg.resolve.judgements import read_judgements
from kg.stored import edges_at, read_graph, read_head, read_nodes, rows_of

Row = dict[str, Any]

_FEW = 40
"""Above so many people reading the whole graph is no slower than looking for each."""


def build(
    paths: Iterable[str | Path] = (),
    folder: str | Path = "graph",
    *,
    manifests: Iterable[str | Path] = (),
    jurisdiction: str | None = None,
    date: str | None = None,
    judgements: Iterable[str | Path] = (),
    add: bool = False,
    progress: Callable[[str, int, int], None] = lambda _what, _done, _total: None,
) -> Report:
    """Reads files and folders of texts and writes a build at ``folder``.

    ``jurisdiction`` and ``date`` (ISO) say what pasted texts lack; ``manifests`` are CSV tables that say it of
    many files (kg.inputs.manifest). Files that cannot be read are in the
    report's ``refused``. Raises BuildError, InputError (judgements, manifests).
    """
    wanted = inputs((Path(path) for path in paths), jurisdiction, date)
    wanted += [item for path in manifests for item in manifest(Path(path))]
    judged = read_judgements(Path(path) for path in judgements)
    return build_folder(wanted, Path(folder), judged, progress, add=add)


def open(folder: str | Path = "graph") -> Archive:  # noqa: A001 - kg.open reads as it should
    """The build at ``folder``, ready for questions. Raises BuildError."""
    return Archive(Path(folder))


class Archive:
    """A build opened for reading: its graph, and the questions an analyst asks.

    Names may be full (云州市水利局), short (市水利局, 水利局) or ids; ``within`` narrows a name to one
    government. Raises UnknownName and AmbiguousName. Every question gives a list of rows (dicts).
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.head = read_head(folder)

    @cached_property
    def graph(self) -> Graph:
        """All nodes and edges."""
        return read_graph(self.folder)

    @cached_property
    def mentions(self) -> Sequence[Mapping[str, str]]:
        """Every mention with what it was taken for and by which rule."""
        return list(rows_of(self.folder, "mentions"))

    @cached_property
    def names(self) -> ask.Names:
        """The names that things of this build bear."""
        return ask.Names(self.nodes, self.mentions)

    @cached_property
    def nodes(self) -> Graph:
        """All nodes, without edges."""
        return self.graph if "graph" in self.__dict__ else read_nodes(self.folder)

    def near(self, *ids: str | None) -> Graph:
        """All nodes, and the edges at the nodes ``ids`` and at the people beside them; all edges where no node is named.

        Few edges are found sooner than all are read.
        """
        wanted = [id_ for id_ in ids if id_]
        if "graph" in self.__dict__ or not wanted:
            return self.graph
        nodes = self.nodes.nodes
        edges = edges_at(self.folder, wanted)
        beside = {end for edge in edges.values() for end in (edge.source, edge.target)} - set(wanted)
        people = sorted(id_ for id_ in beside if nodes[id_].label == "Person")
        return Graph(
            nodes, edges | edges_at(self.folder, people) if len(people) <= _FEW else self.graph.edges
        )

    def find(self, label: str, name: str, within: str | None = None) -> str:
        """The id of the one thing of a label that ``name`` means."""
        return self.names.find(label, name, within)

    def who(self, *agencies: str, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """Who oversees (分管), helps to oversee (协管) and liaises with (联系) the agencies on a day (today)."""
        ids = [self.find("Agency", agency, within) for agency in agencies]
        return [row for id_ in dict.fromkeys(ids) for row in ask.who(self.near(id_), id_, as_of).rows]

    def portfolio(self, person: str, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """What a person answers for on a day."""
        id_ = self.find("Person", person, within)
        return ask.portfolio(self.near(id_), id_, as_of).rows

    def meetings(
        self,
        person: str | None = None,
        with_: str | None = None,
        from_: str | None = None,
        to: str | None = None,
        within: str | None = None,
    ) -> list[Row]:
        """Meetings and activities, of a person, of two together, in a span of days."""
        one = self.find("Person", person, within) if person else None
        other = self.find("Person", with_, within) if with_ else None
        return ask.meetings(self.near(one, other), one, other, from_, to).rows

    def post(self, post: str, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """A post's holders in time, or on a day."""
        id_ = self.names.find_post(post, within)
        return ask.post(self.near(id_), id_, as_of).rows

    def person(self, person: str, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """A person's posts, titles seen in dated texts, portfolio and meetings in time, or on a day."""
        id_ = self.find("Person", person, within)
        return ask.person(self.near(id_), id_, as_of).rows

    def accountable(self, task: str, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """The bodies tagged to a task, and who oversees each on the plan's own date or the day given."""
        return ask.accountable(self.graph, task, as_of, within, self.said()).rows

    def changes(self, from_: str, to: str, within: str | None = None) -> list[Row]:
        """Who gained and lost what between two days or two notices (by number)."""
        return ask.changes(self.graph, from_, to, within).rows

    def gaps(self, as_of: str | None = None, within: str | None = None) -> list[Row]:
        """Agencies that nobody or two oversee, portfolios after a removal, leaders without a portfolio."""
        return ask.gaps(self.graph, self.said(), as_of, within).rows

    def aliases(self, name: str, within: str | None = None) -> list[Row]:
        """What is held to be one with a name, and by which rule."""
        return ask.aliases(self.mentions, self.names.find_any(name, within)).rows

    def records(self) -> Iterator[Mapping[str, Any]]:
        """Every record of the build: facts, statuses, documents, notices and endings."""
        return rows_of(self.folder, "records")

    def said(self) -> Iterator[Mapping[str, Any]]:
        """What notices say of themselves and of leaders without a portfolio: the records that are no facts."""
        return rows_of(self.folder, "records", ['"kind": "notice"', '"kind": "status"'])

    def show(
        self, around: str | None = None, to: str | Path = "graph.html", as_of: str | None = None
    ) -> Path:
        """Writes the page of the graph, or of what surrounds a name, and gives its path."""
        from kg.render import render, write_page

        id_ = self.names.find_any(around) if around else None
        return write_page(Path(to), render(self.graph, around=id_, as_of=as_of))

    def record(self, id_: str) -> Mapping[str, Any] | None:
        """The record of an id, or of the only id that begins so; None if there is none."""
        found = [row for row in rows_of(self.folder, "records", [id_]) if row["id"].startswith(id_)]
        exact = [record for record in found if record["id"] == id_]
        return exact[0] if exact else found[0] if len(found) == 1 else None
