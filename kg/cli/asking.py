"""Commands that ask the graph: one command a question, columns as docs/interfaces.md lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.output import format_option, note, show
from kg.cli.where import archive, as_of_option, graph_option, within_option

if TYPE_CHECKING:
    from kg.ask import Answer


def _answer(answer: Answer, form: str) -> None:
    show(answer.rows, answer.columns, form)
    for remark in answer.notes:
        note(remark)


@click.command()
@click.argument("agencies", nargs=-1, required=True, metavar="AGENCY...")
@as_of_option
@within_option
@graph_option
@format_option
def who(
    agencies: tuple[str, ...], as_of: str | None, within: str | None, graph: str | None, form: str
) -> None:
    """Who oversees an agency: 分管, then 协管, then 联系.

    \b
    Example:
      kg who 市水利局 --as-of 2021-03-08
    """
    from kg import ask

    opened = archive(graph)
    ids = [opened.find("Agency", agency, within) for agency in agencies]
    _answer(ask.joined([ask.who(opened.near(id_), id_, as_of) for id_ in dict.fromkeys(ids)]), form)


@click.command()
@click.argument("name", metavar="PERSON")
@as_of_option
@within_option
@graph_option
@format_option
def portfolio(name: str, as_of: str | None, within: str | None, graph: str | None, form: str) -> None:
    """What a person answers for.

    \b
    Example:
      kg portfolio 江望
    """
    from kg import ask

    opened = archive(graph)
    id_ = opened.find("Person", name, within)
    _answer(ask.portfolio(opened.near(id_), id_, as_of), form)


@click.command()
@click.option("--person", "name", metavar="PERSON", help="Only where this person was.")
@click.option("--with", "with_", metavar="PERSON", help="Only where this person was too.")
@click.option("--from", "from_", metavar="DATE", help="From this day on.")
@click.option("--to", metavar="DATE", help="Up to and with this day.")
@within_option
@graph_option
@format_option
def meetings(
    name: str | None,
    with_: str | None,
    from_: str | None,
    to: str | None,
    within: str | None,
    graph: str | None,
    form: str,
) -> None:
    """Who was at which meeting or activity.

    \b
    Example:
      kg meetings --person 江望 --from 2021-03-01 --to 2021-03-31
    """
    from kg import ask

    opened = archive(graph)
    one = opened.find("Person", name, within) if name else None
    other = opened.find("Person", with_, within) if with_ else None
    _answer(ask.meetings(opened.near(one, other), one, other, from_, to), form)


@click.command()
@click.argument("name", metavar="PERSON")
@as_of_option
@within_option
@graph_option
@format_option
def person(name: str, as_of: str | None, within: str | None, graph: str | None, form: str) -> None:
    """A person on one timeline: posts, titles seen in dated texts, portfolio, meetings; or on one day.

    \b
    Example:
      kg person 江望
    """
    from kg import ask

    opened = archive(graph)
    id_ = opened.find("Person", name, within)
    _answer(ask.person(opened.near(id_), id_, as_of), form)


@click.command()
@click.argument("name", metavar="POST")
@as_of_option
@within_option
@graph_option
@format_option
def post(name: str, as_of: str | None, within: str | None, graph: str | None, form: str) -> None:
    """A post's holders in time, or on one day.

    \b
    Example:
      kg post 市水利局局长
    """
    from kg import ask

    opened = archive(graph)
    id_ = opened.names.find_post(name, within)
    _answer(ask.post(opened.near(id_), id_, as_of), form)


@click.command()
@click.argument("task", metavar="TASK")
@as_of_option
@within_option
@graph_option
@format_option
def accountable(task: str, as_of: str | None, within: str | None, graph: str | None, form: str) -> None:
    """Which bodies answer for a task, and who oversees them on the plan's own date.

    \b
    Example:
      kg accountable 河道整治
    """
    from kg import ask

    opened = archive(graph)
    _answer(ask.accountable(opened.graph, task, as_of, within, opened.said()), form)


@click.command()
@click.option("--from", "from_", required=True, metavar="DATE", help="The first day, or a notice's number.")
@click.option("--to", required=True, metavar="DATE", help="The last day, or a notice's number.")
@within_option
@graph_option
@format_option
def changes(from_: str, to: str, within: str | None, graph: str | None, form: str) -> None:
    """Who gained and lost what between two days or two notices.

    \b
    Example:
      kg changes --from 2021-03-01 --to 2021-09-30
    """
    from kg import ask

    _answer(ask.changes(archive(graph).graph, from_, to, within), form)


@click.command()
@as_of_option
@within_option
@graph_option
@format_option
def gaps(as_of: str | None, within: str | None, graph: str | None, form: str) -> None:
    """Agencies that nobody oversees, or two; leaders without a portfolio, portfolios after a removal.

    \b
    Example:
      kg gaps --as-of 2021-09-30
    """
    from kg import ask

    opened = archive(graph)
    _answer(ask.gaps(opened.graph, opened.said(), as_of, within), form)


@click.command()
@click.argument("name", metavar="NAME")
@within_option
@graph_option
@format_option
def aliases(name: str, within: str | None, graph: str | None, form: str) -> None:
    """What is held to be one with a name, and by which rule.

    \b
    Example:
      kg aliases 市发改委
    """
    from kg import ask

    opened = archive(graph)
    _answer(ask.aliases(opened.mentions, opened.names.find_any(name, within)), form)
