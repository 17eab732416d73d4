"""Sequences of notices of invented governments, and a plain model of what they mean.

The model replays the days one after another with sets. It knows nothing of edges or intervals: on its date a
full notice takes away whatever earlier notices assigned, a partial one what it names; notices of one day leave
each other alone; an undated notice takes nothing away. Appointments are replayed alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

Held = tuple[str, str, str]
"""Relation, person, agency as the texts call it."""

PEOPLE = ("江望", "顾野", "陶予安", "沈清棠", "陆栖梧", "秦砚")
AGENCIES = ("市水利局", "市教育局", "市财政局", "市商务局", "市林业局", "市审计局")
LIAISED = ("市气象局", "市总工会", "市税务局")
POSTS = ("市水利局局长", "市教育局副局长", "市审计局局长")
FIRST = date(2015, 1, 5)


def _signed(place: str, day: date | None) -> list[str]:
    return [f"{place}人民政府", f"{day.year}年{day.month}月{day.day}日"] if day else []


@dataclass(frozen=True)
class Notice:
    """A leadership notice; ``day`` None is one without a date, ``ended`` what a partial one takes away.

    ``year`` is that of the gazette which prints an undated one: it was in force by the end of it.
    """

    place: str
    day: date | None
    serial: int
    full: bool
    assigned: tuple[Held, ...]
    ended: tuple[Held, ...] = ()
    year: int | None = None
    handing: int = 0

    @property
    def text(self) -> str:
        kind = "市政府领导分工" if self.full else "部分市政府领导分工"
        sign = f"{self.place[0]}政发〔{self.day.year if self.day else 2014}〕{self.serial}号"
        lines = [
            f"{self.place}人民政府关于调整{kind}的通知", sign, "各县（市、区）人民政府，市政府直属各单位：",
            f"经研究决定，{kind}调整如下：", *self._portfolios(), *self._endings(),
        ]  # fmt: skip
        if not self.full:
            lines.append("其他市政府领导分工不变。")
        if self.year:
            lines[:0] = [f"{self.place}人民政府公报", f"{self.year}年第3期"]
        return "\n".join([*lines, *_signed(self.place, self.day)]) + "\n"

    def _portfolios(self) -> Iterator[str]:
        if self.handing:
            yield from self._handed_on()
            return
        given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for relation, person, agency in self.assigned:
            given[person][relation].append(agency)
        for person, relations in given.items():
            yield f"{person}副市长"
            yield "".join(f"{relation}{'、'.join(named)}。" for relation, named in relations.items())

    def _handed_on(self) -> Iterator[str]:
        """What a partial notice gives, said of the agency rather than of the person."""
        forms = ("{1}由{0}同志{2}。", "{1}调整为由{0}同志{2}。", "{0}同志增加{2}{1}。")
        for relation, person, agency in self.assigned:
            yield forms[(self.handing - 1) % len(forms)].format(person, agency, relation)

    def _endings(self) -> Iterator[str]:
        for relation, person, agency in self.ended:
            yield f"{person}同志不再{relation}{agency}。"


@dataclass(frozen=True)
class Decision:
    """An appointment to a post, or a removal from it, decided on a day."""

    place: str
    day: date
    serial: int
    appoints: bool
    person: str
    post: str

    @property
    def text(self) -> str:
        says = (
            f"任命{self.person}为{self.full_post}。"
            if self.appoints
            else f"免去{self.person}的{self.full_post}职务。"
        )
        head = [
            f"{self.place}人民政府关于{self.person}职务任免的通知", f"{self.place[0]}政任〔{self.day.year}〕{self.serial}号",
            "各县（市、区）人民政府，市政府直属各单位：", f"市政府{self.day.month}月{self.day.day}日决定：", says,
        ]  # fmt: skip
        return "\n".join([*head, *_signed(self.place, self.day)]) + "\n"

    @property
    def full_post(self) -> str:
        return self.place + self.post.removeprefix("市")


@dataclass
class Replay:
    """What holds after the days so far. ``since`` tells from which notice's day each assignment is."""

    since: dict[Held, date] = field(default_factory=dict)
    always: set[Held] = field(default_factory=set)
    posts: dict[tuple[str, str], date] = field(default_factory=dict)

    def take(self, notices: Sequence[Notice], day: date) -> None:
        """All notices of one day: each takes away from the days before only, then all give."""
        before = dict(self.since)
        for notice in notices:
            for held in before:
                if notice.full or self._named(notice, held):
                    self.since.pop(held, None)
        for notice in notices:
            self.since.update(dict.fromkeys(notice.assigned, day))

    @staticmethod
    def _named(notice: Notice, held: Held) -> bool:
        relation, person, agency = held
        handed_on = any(r == relation and p != person and a == agency for r, p, a in notice.assigned)
        return held in notice.ended or handed_on

    def decide(self, decision: Decision) -> None:
        if decision.appoints:
            self.posts.setdefault((decision.person, decision.full_post), decision.day)
        else:
            self.posts.pop((decision.person, decision.full_post), None)


def replay(documents: Sequence[Notice | Decision], place: str, on: date) -> Replay:
    """The state of one government on a day."""
    state = Replay()
    own = [document for document in documents if document.place == place]
    state.always = {
        held
        for one in own
        if isinstance(one, Notice) and one.day is None and not one.year
        for held in one.assigned
    }
    for one in own:
        if isinstance(one, Notice) and one.year:
            state.since.update(dict.fromkeys(one.assigned, date(one.year, 12, 31)))
    for day in sorted({document.day for document in own if document.day and document.day <= on}):
        of_day = [document for document in own if document.day == day]
        state.take([one for one in of_day if isinstance(one, Notice)], day)
        decisions = [one for one in of_day if isinstance(one, Decision)]
        for decision in sorted(decisions, key=lambda one: one.appoints):
            state.decide(decision)
    return state


def sequence(seed: int, places: Sequence[str] = ("云州市",)) -> list[Notice | Decision]:
    """A few years of documents of each place, in order of day."""
    made: list[Notice | Decision] = []
    for index, place in enumerate(places):
        made += _documents(Random(seed * 10 + index), place)
    return made


def _documents(random: Random, place: str) -> Iterator[Notice | Decision]:
    day, state = FIRST + timedelta(days=random.randrange(60)), Replay()
    for serial in range(1, random.randrange(3, 8)):
        one = _next(random, place, day, serial, state)
        yield one
        if isinstance(one, Decision):
            state.decide(one)
        elif one.day:
            state.take([one], one.day)
        # Now and then two documents of one day.
        day += timedelta(days=0 if random.random() < 0.15 else random.randrange(1, 400))


def _next(random: Random, place: str, day: date, serial: int, state: Replay) -> Notice | Decision:
    choice = random.random()
    if choice < 0.3:
        return _decision(random, place, day, serial, state)
    if choice < 0.38:
        return Notice(place, None, serial, True, _portfolios(random, 2), year=random.choice((None, 2014)))
    if choice < 0.65 or not state.since:
        return Notice(place, day, serial, True, _portfolios(random, random.randrange(2, 5)))
    held = sorted(state.since)
    ended = tuple(random.sample(held, min(len(held), random.randrange(0, 3))))
    assigned = tuple(one for one in _portfolios(random, 1) if one not in ended)
    return Notice(place, day, serial, False, assigned, ended, handing=random.randrange(4))


def _portfolios(random: Random, people: int) -> tuple[Held, ...]:
    agencies, liaised = random.sample(AGENCIES, len(AGENCIES)), random.sample(LIAISED, len(LIAISED))
    named = random.sample(PEOPLE, people)
    given: list[Held] = [("分管", person, agencies.pop()) for person in named]
    given += [("分管", random.choice(named), agencies.pop()) for _ in range(len(agencies) // 2)]
    given += [("联系", random.choice(named), one) for one in liaised[: random.randrange(0, 3)]]
    return tuple(dict.fromkeys(given))


def _decision(random: Random, place: str, day: date, serial: int, state: Replay) -> Decision:
    # Nobody is removed on the day of his appointment: which came first no document could tell.
    seated = sorted(held for held, since in state.posts.items() if since < day)
    if seated and random.random() < 0.5:
        person, post = random.choice(seated)
        return Decision(place, day, serial, False, person, "市" + post.removeprefix(place))
    return Decision(place, day, serial, True, random.choice(PEOPLE), random.choice(POSTS))
