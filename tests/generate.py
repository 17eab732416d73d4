"""Gazettes of cities that do not exist, with the facts that were written into them.

``gazette(seed)`` always gives the same gazette for a seed, and hardly any sentence of two seeds is the same. A
gazette has notices, appointments, a log, news in brief and a plan with responsibility tags, as much other text
round them, and is set as real ones are: a paragraph a line or hard-wrapped, with pages and padded names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from tests import lexicon as words
from tests.setting import Setting, lay


@dataclass(frozen=True)
class Stated:
    """A fact as the generator wrote it: mentions without white space, and the date where the text gives one."""

    relation: str
    subject: str
    object: str
    date: str | None = None


@dataclass(frozen=True)
class Gazette:
    """A text, the facts in it, and the paragraphs that it was set from."""

    name: str
    text: str
    facts: tuple[Stated, ...]
    paragraphs: tuple[str, ...]
    setting: Setting


@dataclass
class _Writer:
    """Paragraphs and facts so far, and the people and bodies of the city that the gazette is of."""

    random: Random
    city: str
    year: int
    month: int
    paragraphs: list[str] = field(default_factory=list)
    facts: list[Stated] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    everybody: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    numbers: int = 0

    def say(self, *paragraphs: str) -> None:
        self.paragraphs.extend(paragraphs)

    def state(self, relation: str, subject: str, object: str, date: str | None = None) -> None:
        self.facts.append(Stated(relation, subject, object, date))

    def iso(self, day: int, month: int | None = None) -> str:
        return f"{self.year}-{month or self.month:02}-{day:02}"

    def day(self, iso: str) -> str:
        year, month, day = map(int, iso.split("-"))
        return f"{year}年{month}月{day}日"

    def number(self, office: bool = False) -> str:
        self.numbers += 1 + self.random.randrange(3)
        return f"{self.city[0]}政{'办' if office else ''}发〔{self.year}〕{self.numbers}号"


def gazette(seed: int, length: int = 0, setting: Setting | None = None) -> Gazette:
    """The gazette of ``seed``, of at least ``length`` characters of text before it is set."""
    random = Random(seed)
    writer = _Writer(random, _city(random), random.randrange(2008, 2025), random.randrange(1, 13))
    setting = setting or _setting(random)
    masthead = f"{writer.city}人民政府公报\n{writer.year}年第{writer.month}期（总第{random.randrange(20, 300)}期）\n\n"
    _issue(writer)
    while sum(map(len, writer.paragraphs)) < length:
        writer.month = writer.month % 12 + 1
        writer.year += writer.month == 1
        writer.numbers += 20
        _issue(writer)
    head = f"{writer.city}人民政府公报（{writer.year}年第{writer.month}期）"
    text = masthead + lay(writer.paragraphs, setting, head, writer.everybody if setting.padded else ())
    return Gazette(f"{seed}.txt", text, tuple(writer.facts), tuple(writer.paragraphs), setting)


def _setting(random: Random) -> Setting:
    width = random.choice((0, 0, 18, 20, 24, 28, 32, 38))
    hard = width > 0
    return Setting(
        width, hard and random.random() < 0.5, random.random() < 0.5, hard and random.random() < 0.7,
        not hard or random.random() < 0.5,
    )  # fmt: skip


def _issue(writer: _Writer) -> None:
    """One month's sections, each as long as in real gazettes in proportion to the others."""
    writer.people = list(_names(writer.random, 18))
    writer.everybody += writer.people
    writer.bodies = writer.random.sample(words.FIELDS, k=28)
    _notice(writer)
    _policy(writer)
    _plan(writer)
    _policy(writer)
    _log(writer)
    _appointments(writer)
    _briefs(writer)


def _city(random: Random) -> str:
    return random.choice(words.PLACE_HEADS) + random.choice(words.PLACE_TAILS) + "市"


def _names(random: Random, count: int) -> Iterator[str]:
    seen: set[str] = set()
    while len(seen) < count:
        given = "".join(random.sample(words.GIVEN, k=random.choice((1, 2, 2))))
        name = random.choice(words.SURNAMES) + given
        if name not in seen:
            seen.add(name)
            yield name


def _date(writer: _Writer, first: int = 1, last: int = 28) -> str:
    return writer.iso(writer.random.randrange(first, last + 1))


def _sentence(random: Random) -> str:
    """A sentence of policy that states nothing of anybody."""
    pick = random.choice
    return pick((
        lambda: f"{pick(words.TIMES)}，{_deed(random)}，{_deed(random)}，{pick(words.AIMS)}。",
        lambda: f"{_deed(random)}，{_deed(random)}，新增{random.randrange(2, 4000)}{pick(words.AMOUNTS)}，{pick(words.AIMS)}。",
        lambda: f"{_deed(random)}，完成投资{random.randrange(100, 99999) / 10}亿元，同比增长{random.randrange(1, 300) / 10}%。",
        lambda: f"对{pick(words.COUNTIES)}等地的{pick(words.FIELDS)}{pick(words.NOUNS)}，要{_deed(random)}；{_deed(random)}。",
    ))()  # fmt: skip


def _deed(random: Random) -> str:
    pick = random.choice
    return f"{pick(words.ADVERBS)}{pick(words.VERBS)}{pick(words.FIELDS)}{pick(words.QUALITIES)}{pick(words.NOUNS)}"


def _prose(random: Random, sentences: int) -> str:
    return "".join(_sentence(random) for _ in range(sentences))


def _head(writer: _Writer, title: str, office: bool = False) -> tuple[str, str]:
    """Title, number and salutation of a document, and who signs it when; it is a fact that it was issued."""
    issuer = f"{writer.city}人民政府{'办公室' if office else ''}"
    number, date = writer.number(office), _date(writer)
    writer.say(f"{issuer}{title}", number, "各县（市、区）人民政府，市政府直属各单位：")
    writer.state("ISSUED", issuer, number, date)
    return issuer, date


def _sign(writer: _Writer, issuer: str, date: str) -> None:
    writer.say(issuer, writer.day(date))


def _notice(writer: _Writer) -> None:
    random = writer.random
    issuer, date = _head(writer, "关于市政府领导工作分工的通知")
    writer.say("因人事变动和工作需要，经研究，现将市政府领导工作分工通知如下：")
    bodies = [f"市{field}局" for field in writer.bodies]
    for rank, name in enumerate(writer.people[:7]):
        fields = random.sample(words.FIELDS, k=random.randrange(2, 6))
        whole = "领导市政府全面工作。" if rank == 0 else ""
        writer.say(f"{name}  {whole}负责{'、'.join(fields)}等方面工作。")
        for duty in (["市政府全面工作"] if rank == 0 else []) + fields:
            writer.state("负责", name, duty, date)
        for verb, share in (
            ("分管", bodies[rank * 4 : rank * 4 + random.randrange(1, 5)]),
            ("联系", _liaised(random)),
        ):
            writer.say(f"{verb}{'、'.join(share)}。")
            for body in share:
                writer.state(verb, name, body, date)
    _sign(writer, issuer, date)


def _liaised(random: Random) -> list[str]:
    return random.sample(
        ("市税务局", "市消防救援支队", "市总工会", "市妇联", "市残联", "市科协", "市工商联", "市红十字会"),
        k=2,
    )


def _policy(writer: _Writer) -> None:
    random = writer.random
    theme = f"{random.choice(words.VERBS)}{random.choice(writer.bodies)}{random.choice(words.NOUNS)}"
    issuer, date = _head(writer, f"关于{random.choice(words.ADVERBS)}{theme}的意见")
    writer.say(_prose(random, 2))
    for ordinal in "一二三四":
        writer.say(f"{ordinal}、{_deed(random)}", *(_prose(random, random.randrange(2, 6)) for _ in range(2)))
    _sign(writer, issuer, date)


def _plan(writer: _Writer) -> None:
    random = writer.random
    name = f"{writer.city}{random.choice(writer.bodies)}{random.choice(words.NOUNS)}{random.choice(words.VERBS)}方案"
    issuer, date = _head(writer, f"关于印发{name}的通知", office=True)
    writer.say(f"《{name}》已经市政府同意，现印发给你们，请结合实际认真贯彻执行。")
    _sign(writer, issuer, date)
    writer.say(name, "一、总体要求", _prose(random, 3), "二、主要任务")
    seen: set[str] = set()
    while len(seen) < 24:
        task = _deed(random)
        if task in seen:
            continue
        seen.add(task)
        leader, *others = (f"市{field}局" for field in random.sample(words.FIELDS, k=random.randrange(2, 6)))
        tag = f"（牵头单位：{leader}；责任单位：{'、'.join(others)}）"
        writer.say(f"{len(seen)}.{task}。{_prose(random, random.randrange(2, 5))}{tag}")
        writer.state("牵头", leader, task)
        for other in others:
            writer.state("责任", other, task)


def _meeting(writer: _Writer) -> str:
    random = writer.random
    if random.random() < 0.3:
        return f"市政府第{random.randrange(2, 90)}次常务会议"
    return f"全市{random.choice(words.FIELDS)}{random.choice(words.MEETINGS)}"


def _log(writer: _Writer) -> None:
    random = writer.random
    writer.say(f"{writer.year}年{writer.month}月市政府大事记")
    for day in sorted(random.sample(range(1, 29), k=12)):
        writer.say(f"{day}日")
        for _ in range(random.randrange(1, 4)):
            _entry(writer, writer.iso(day))


def _entry(writer: _Writer, date: str) -> None:
    random = writer.random
    meeting, (first, *others) = _meeting(writer), random.sample(writer.people[:7], k=random.randrange(1, 5))
    if others and random.random() < 0.5:
        writer.say(f"△ 市长{first}主持召开{meeting}，副市长{'、'.join(others)}参加。")
        writer.state("CHAIRED", first, meeting, date)
        for other in others:
            writer.state("ATTENDED", other, meeting, date)
        return
    writer.say(f"△ 副市长{'、'.join([first, *others])}参加{meeting}。")
    for name in (first, *others):
        writer.state("ATTENDED", name, meeting, date)


def _appointments(writer: _Writer) -> None:
    random = writer.random
    writer.say(f"{writer.month}月份市政府人事任免")
    date = _date(writer)
    writer.say(f"{writer.day(date)}，{writer.city}人民政府决定：")
    moves = list(zip(writer.people[7:], writer.bodies, strict=False))
    for index, (name, body) in enumerate(moves):
        post = f"{writer.city}{body}局{random.choice(('局长', '副局长', '总工程师', '二级调研员'))}"
        stop = "。" if index == len(moves) - 1 else "；"
        taken = random.random() < 0.4
        writer.say(f"免去{name}的{post}职务{stop}" if taken else f"{name}任{post}{stop}")
        writer.state("REMOVED_FROM" if taken else "APPOINTED_TO", name, post, date)


def _briefs(writer: _Writer) -> None:
    random = writer.random
    writer.say("政务简讯")
    for _ in range(7):
        date, meeting = _date(writer), f"全市{random.choice(words.FIELDS)}{random.choice(words.MEETINGS)}"
        chair, *others = random.sample(writer.people[:7], k=random.randrange(2, 4))
        _, month, day = map(int, date.split("-"))
        writer.say(f"我市召开{meeting.removeprefix('全市')}")
        writer.say(f"{month}月{day}日，副市长{chair}主持召开{meeting}。副市长{'、'.join(others)}参加会议。")
        writer.say(f"会议指出，{_sentence(random)}会议强调，{_prose(random, random.randrange(2, 4))}")
        writer.state("CHAIRED", chair, meeting, date)
        for other in others:
            writer.state("ATTENDED", other, meeting, date)
