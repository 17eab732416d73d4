"""The patterns for tags and for issues: rows take their examples and no counterexample, and every form is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from kg.extract.issuance.statement import issued, may_state
from kg.extract.issuance.tables import columns_of
from kg.extract.responsibilities import roles
from kg.model import Block
from kg.patterns import load, words

LISTS = (
    ("responsibilities", "labels"),
    ("responsibilities", "verbs"),
    ("responsibilities", "rules"),
    ("issuance", "columns"),
)
ROWS = [
    pytest.param(section, row, id=f"{name}.{section}.{row['id']}")
    for name, section in LISTS
    for row in load(name)[section]
]


def takes(section: str, row: Mapping[str, Any], text: str) -> bool:
    """Whether the row is found in the text, in the way in which its list is used."""
    if section == "labels":
        return any(label.form in row["forms"] for label in roles.labels(text, 0, len(text)))
    if section == "verbs":
        return any(form_of(clause) in row["forms"] for clause in clauses(text))
    if section == "columns":
        return text in row["forms"]
    return roles.rule(row["id"]).search(text) is not None


def clauses(text: str) -> Iterator[str]:
    """The clauses of a tag, without its brackets."""
    yield from text.strip("（）").split("，")


def form_of(clause: str) -> str | None:
    """The verb that closes a clause."""
    found = roles.ending(clause)
    return clause[found[0] :] if found else None


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_a_row_has_both_kinds(section: str, row: Mapping[str, Any]) -> None:
    assert row["examples"]
    assert row["counterexamples"]


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_examples_are_taken(section: str, row: Mapping[str, Any]) -> None:
    assert [text for text in row["examples"] if not takes(section, row, text)] == []


@pytest.mark.parametrize(("section", "row"), ROWS)
def test_counterexamples_are_not(section: str, row: Mapping[str, Any]) -> None:
    assert [text for text in row["counterexamples"] if takes(section, row, text)] == []


@pytest.mark.parametrize(("section", "row"), [row for row in ROWS if row.values[0] == "labels"])
def test_each_label_gives_its_relation(section: str, row: Mapping[str, Any]) -> None:
    for form in row["forms"]:
        text = f"（{form}：县水利局）"
        assert [(label.form, label.relation) for label in roles.labels(text, 0, len(text))] == [
            (form, row["relation"])
        ]


@pytest.mark.parametrize(("section", "row"), [row for row in ROWS if row.values[0] == "verbs"])
def test_each_verb_closes_a_clause(section: str, row: Mapping[str, Any]) -> None:
    for form in row["forms"]:
        assert roles.ending(f"县水利局{form}") == (4, row["relation"]), form


def test_what_is_asked_before_the_rule_on_the_first_keeps_nothing_out() -> None:
    row = next(row for row in load("responsibilities")["rules"] if row["id"] == "first-leads")
    assert all(roles.first_leads(text) for text in row["examples"])


@pytest.mark.parametrize(("section", "row"), [row for row in ROWS if row.values[0] == "columns"])
def test_each_form_heads_its_column(section: str, row: Mapping[str, Any]) -> None:
    others = {"number": "文号", "title": "标题"}
    others.pop(str(row["id"]), None)
    for form in row["forms"]:
        columns = columns_of([form, *others.values()])
        assert columns is not None, form
        assert columns[str(row["id"])] == 0, form


def documents(text: str) -> list[tuple[str, str]]:
    """Issuer and number of what the sentence says was issued."""
    block = Block(text, text, range(len(text)), {}, 1)
    assert may_state(text, 0, len(text))
    return [(issuer.text, name.text) for issuer, name, _ in issued(block, 0, len(text))]


@pytest.mark.parametrize("verb", [*words("issuance", "verbs"), *words("issuance", "weak")])
def test_each_verb_of_issuing_states_an_issue(verb: str) -> None:
    sentence = f"县政府{verb}《关于加强水库管理的通知》（溪政发〔2012〕4号）。"
    assert documents(sentence) == [("县政府", "溪政发〔2012〕4号")]


@pytest.mark.parametrize("verb", words("issuance", "acts"))
def test_each_act_states_an_issue_by_its_number(verb: str) -> None:
    assert documents(f"县政府{verb}青山水库（溪政发〔2012〕4号）。") == [("县政府", "溪政发〔2012〕4号")]


@pytest.mark.parametrize("noun", words("issuance", "nouns"))
def test_each_noun_ends_the_name_of_a_document(noun: str) -> None:
    assert documents(f"县政府印发《青山水库加强管理{noun}》。") == [("县政府", f"青山水库加强管理{noun}")]
