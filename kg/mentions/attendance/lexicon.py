"""The words of attendance.yaml as regular expressions, each made once."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.patterns import alternation, rows, words


class Verb(NamedTuple):
    """A verb where it stands: its kind and rule, its range, and how it is called as an action.

    ``matter`` is the object that 开展…调研 carries inside itself.
    """

    kind: str
    rule: str
    start: int
    end: int
    action: str
    matter: tuple[int, int] | None = None


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Each verb's kind and rule."""
    table = rows("attendance", "verbs", ["kind", "forms"])
    return {form: (row["kind"], row["id"]) for row in table for form in row["forms"]}


def is_verb(text: str) -> bool:
    """Whether the text is a verb, or two: 督导, which may look like a name."""
    return text in _forms() or (len(text) == 4 and text[:2] in _forms() and text[2:] in _forms())


@cache
def starts_verb(char: str) -> bool:
    """Whether a verb begins with the character."""
    return char in _first()


def is_visit(text: str) -> bool:
    """Whether the text is nothing but a verb of visiting or inspecting: 拜会, 检查."""
    return _forms().get(text, ("", ""))[0] == "visit"


def _of_kind(kind: str) -> list[str]:
    return [form for form, (other, _) in _forms().items() if other == kind]


@cache
def _no_noun() -> str:
    return rf"(?!{'|'.join(words('attendance', 'noun_after'))}|会(?![见晤谈商上]))"


def _visit(form: str) -> str:
    """The verb, not as the beginning of a noun such as 指挥中心."""
    tails = [noun[len(form) :] for noun in words("attendance", "compounds") if noun.startswith(form)]
    return form + (f"(?!{alternation(tails)})" if tails else "")


@cache
def _lexeme() -> re.Pattern[str]:
    """A verb; those of visiting may stand in a row (走访慰问, 检查指导) and then are one."""
    visits = "|".join(_visit(form) for form in sorted(_of_kind("visit"), key=len, reverse=True))
    others = [form for form, (kind, _) in _forms().items() if kind not in ("visit", "chair")]
    single = alternation(others)
    # 交流发言 is no 交流: what begins as a verb of visiting does is looked for before those.
    longer = [form for form in others if form.startswith(tuple(_of_kind("visit")))]
    first = alternation([*_of_kind("chair"), *longer])
    return re.compile(
        rf"(?={_first()})(?:(?:{first})(?!人(?:[、，。：；和与及的]|$))|(?<!大)(?>(?:{visits})+){_no_noun()}|(?:{single})(?!率|者|证|费|权|席|地点|单位|展中心|场|馆|人员))"
    )


@cache
def _acts() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = rows("attendance", "acts", ["kind", "regex"])
    return tuple((row["kind"], row["id"], re.compile(row["regex"])) for row in table)


_ACTS = frozenset("作做发致开进组举实")


@cache
def _act_starts() -> re.Pattern[str]:
    return re.compile(r"(?<![工合操运动写创协著杰劳耕])作|做|发表|致|开展|进行|组织|举行|实施")


def verb_at(norm: str, at: int, end: int) -> Verb | None:
    """The verb that begins exactly at ``at``, or None."""
    if norm[at : at + 1] in _ACTS and _act_starts().match(norm, at, end):
        for kind, rule, pattern in _acts():
            match = pattern.match(norm, at, end)
            if match:
                return _act(kind, rule, match)
    match = _lexeme().match(norm, at, end)
    if not match:
        return None
    if norm.startswith("的", match.end(), end):
        return None
    kind, rule = _forms().get(match.group(), ("visit", "inspects"))
    stop = match.end() + (norm[match.end() : match.end() + 1] in ("了", "过"))
    return Verb(kind, rule, at, stop, match.group())


_PEOPLE = re.compile(r"(?:委员|代表|人员|干部|群众|师生|党员|专家|职工|记者|学员|部门|单位)$")
"""组织委员视察: what they do is the deed."""


def _act(kind: str, rule: str, match: re.Match[str]) -> Verb | None:
    if rule != "carries-out":
        return Verb(kind, rule, match.start(), match.end(), _spoken(match.group()))
    matter = match.span("matter")
    deed = match["deed"]
    if any(char in match["matter"] for char in "会式") and match["matter"].endswith(
        words("attendance", "meetings")
    ):
        return None
    if match.group().startswith("组织") and _PEOPLE.search(match["matter"]):
        return None
    if match["kind"] == "活动" and match["matter"] not in words("attendance", "manners"):
        return Verb(
            "attend",
            rule,
            match.start(),
            match.start("matter"),
            match.group()[: match.start("matter") - match.start()],
        )
    if not match["matter"] or match["matter"] in words("attendance", "manners"):
        return Verb(kind, rule, match.start(), match.end(), match["matter"] + deed)
    how = next((word for word in words("attendance", "manners") if match["matter"].endswith(word)), "")
    return Verb(kind, rule, match.start(), match.end(), how + deed, (matter[0], matter[1] - len(how)))


def errand(norm: str, start: int, end: int) -> Verb | None:
    """What somebody goes somewhere for, at the end of the clause: 赴泉川市招商."""
    match = _errands().search(norm, start, end)
    return Verb("visit", "errand", match.start(), match.end(), match["deed"]) if match else None


@cache
def _errands() -> re.Pattern[str]:
    (row,) = rows("attendance", "errands", ["regex"])
    return re.compile(row["regex"])


def _spoken(text: str) -> str:
    """作动员讲话 is 讲话, 致辞 itself; of 作工作报告 and 致闭幕词 only the verb is the action."""
    if text.endswith("讲话"):
        return "讲话"
    if text in ("致辞", "致词") or text.startswith("发表"):
        return text if text in ("致辞", "致词") else text[-2:]
    return text[0]


def next_verb(norm: str, start: int, end: int) -> Verb | None:
    """The first verb in the range."""
    for match in _any_start().finditer(norm, start, end):
        verb = verb_at(norm, match.start(), end)
        if verb is not None:
            return verb
    return None


@cache
def _any_start() -> re.Pattern[str]:
    """Where a verb may begin: a gate, one character and what follows it."""
    return re.compile(
        rf"(?={_first()})(?=(?:{alternation(_forms())})|作|做|发表|致|开展|进行|组织|举行|实施)"
    )


@cache
def _first() -> str:
    """A class of the characters in which verbs begin."""
    return f"[作做发致开进组举实{''.join({form[0] for form in _forms()})}]"


@cache
def _adverb(name: str) -> re.Pattern[str]:
    table = {row["id"]: row["regex"] for row in rows("attendance", "adverbs", ["regex"])}
    return re.compile(table[name])


def manner_end(norm: str, at: int, end: int) -> int:
    """Where the words of manner and time that begin at ``at`` end; ``at`` if there are none."""
    moved = True
    while moved and at < end:
        if norm[at] not in _manner_starts():
            return at
        moved = False
        for name in ("manner", "time"):
            match = _adverb(name).match(norm, at, end)
            if match and match.end() > at:
                at, moved = match.end(), True
    return at


class Opening(NamedTuple):
    """The word that opens a phrase before the verb: its kind (place, matter, company) and range."""

    kind: str
    start: int
    end: int


@cache
def _openings() -> dict[str, re.Pattern[str]]:
    """The opening words of each kind of phrase: the part of the row's pattern before what it opens."""
    return {
        name: re.compile(_adverb(name).pattern.rpartition("[^")[0].removesuffix("(?:的)?"))
        for name in ("place", "matter", "company")
    }


def opening_at(norm: str, at: int, end: int) -> Opening | None:
    """The phrase-opening word at ``at``, or None."""
    if norm[at : at + 1] not in _opening_starts():
        return None
    for name, pattern in _openings().items():
        match = pattern.match(norm, at, end)
        if match and norm[match.end() : match.end() + 1] not in ("、", "，", "。", "；"):
            return Opening(name, at, match.end())
    return None


@cache
def _opening_starts() -> frozenset[str]:
    return frozenset(firsts("|".join(pattern.pattern for pattern in _openings().values())))


@cache
def _manner_starts() -> frozenset[str]:
    return frozenset({*"0123456789", *firsts("|".join(_adverb(name).pattern for name in ("manner", "time")))})


@cache
def stoppers() -> re.Pattern[str]:
    """Matches, without consuming it, where what follows a row of people may begin."""
    openings = "|".join(pattern.pattern for pattern in _openings().values())
    manners = "|".join(_adverb(name).pattern for name in ("manner", "time"))
    first = "".join(firsts(openings) | firsts(manners))
    return re.compile(rf"(?={_first()}|[\d{first}])(?={_any_start().pattern}|(?:{openings})|(?:{manners}))")


def firsts(regex: str) -> set[str]:
    """The ideographs in which matches of a row's regex may begin: the first of each alternative, at any depth."""
    return set(re.findall(r"(?:^|[|(:])\(*(?:\?:|\?<[=!][^)]*\))*([\u4e00-\u9fff])", regex))


@cache
def gate() -> re.Pattern[str]:
    """Matches in every sentence in which somebody may have done something, or that announces a meeting."""
    others = [*words("attendance", "announced"), "赴", "前往", "招商", "取经", "争取"]
    first = f"{_first()[1:-1]}{''.join({word[0] for word in others})}"
    return re.compile(rf"(?=[{first}])(?:{_any_start().pattern}|{alternation(others)})")
