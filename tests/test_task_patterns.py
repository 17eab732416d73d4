"""The patterns for tags and for issues: every form is taken."""

from __future__ import annotations

import pytest

from kg.extract.issuance.statement import issued, may_state
from kg.extract.issuance.tables import columns_of
from kg.extract.responsibilities import roles
from kg.model import Block
from kg.patterns import load, words
from tests.pattern_rows import Row, rows_of


@pytest.mark.parametrize(("name", "row"), rows_of("responsibilities.labels"))
def test_each_label_gives_its_relation(name: str, row: Row) -> None:
    for form in row["forms"]:
        text = f"（{form}：县水利局）"
        assert [(label.form, label.relation) for label in roles.labels(text, 0, len(text))] == [
            (form, row["relation"])
        ]


@pytest.mark.parametrize(("name", "row"), rows_of("responsibilities.verbs"))
def test_each_verb_closes_a_clause(name: str, row: Row) -> None:
    for form in row["forms"]:
        assert roles.ending(f"县水利局{form}") == (4, row["relation"]), form


def test_what_is_asked_before_the_rule_on_the_first_keeps_nothing_out() -> None:
    row = next(row for row in load("responsibilities")["rules"] if row["id"] == "first-leads")
    assert all(roles.first_leads(text) for text in row["examples"])


@pytest.mark.parametrize(("name", "row"), rows_of("issuance.columns"))
def test_each_form_heads_its_column(name: str, row: Row) -> None:
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
