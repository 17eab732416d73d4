"""Appointments and removals: who was given or lost which post, by which decision."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.extract.appointments.dates import decided
from kg.extract.appointments.posts import Post, attribute, posts
from kg.extract.appointments.table import read_table
from kg.extract.base import Reading, Writer
from kg.mentions.lists import sentences, split
from kg.mentions.names import is_name, looks_like_name, name_pattern
from kg.model import Block, Mention, Section
from kg.patterns import rows

_IN, _OUT = "APPOINTED_TO", "REMOVED_FROM"
_GATE = re.compile(r"任|免|为|辞去|职务|聘|代理|委派")
_HEAD_IN = re.compile(r"(?:决定|批准|同意|现|并|经.{0,20})*(?:任命|聘任|聘请|委派|任)(?:下列.{0,8}|以下.{0,8})?(?:为(?P<post>[^：]+))?：")
_HEAD_OUT = re.compile(r"(?:决定|批准|同意|现|并|经.{0,20})*(?:免去|免除|解聘)(?:下列.{0,8}|以下.{0,8})?：?$|.{0,8}免去：")

_OFFICE = re.compile(r"[市县区省州]|政府|委员|研究|决定|常委|会议|人民|公司|单位|同意|批准|下列|以下|部门")


@cache
def _clauses() -> dict[str, re.Pattern[str]]:
    han = r"(?:(?!同志|的|任命|任|为|免|辞|不再|兼|其)[\u3400-\u9fff])"
    known = name_pattern().replace(r"[\u3400-\u9fff\U00020000-\U000323af]", han)
    person = rf"(?:{known}|{han}{{2,3}})"
    name = rf"{person}(?:（[^（）]{{1,12}}）)?(?:同志)?(?:（[^（）]{{1,12}}）)?"
    names = rf"(?P<names>{name}(?:[、和]{name})*|其)(?:等同志|同志)?"
    post = r"(?P<posts>.+)$"
    lead = r"(?:[一二三四五六七八九十]+、|\d{1,2}[.、]|（[一二三四五六七八九十\d]+）|[●◆△○])?(?:.{0,60}?决定[：，]?|.{0,16}?会议|经[^，]{0,30}[，：])?(?:并|同时|现|同意|批准|决定)*"
    return {
        "resigns": re.compile(rf"^{lead}(?:接受|同意){names}(?:请求)?辞去(?:其)?(?:担任的|所任的)?{post}"),
        "appoints": re.compile(rf"^{lead}(?:任命|聘任|聘请|委派|聘|委任){names}(?:为|任|担任|兼任|代理){post}"),
        "removes": re.compile(rf"^{lead}(?:免去|免除|解聘|解除|撤销){names}的?(?:兼任的|担任的|所任的)?{post}"),
        "leaves": re.compile(rf"^{lead}(?:{names})?(?:不再担任|不再兼任|不再任|不再代理|不担任){post}"),
        "lapses": re.compile(rf"^{lead}(?:{names})?(?:其)?(?:的)?原任的?{post.removesuffix('$')}(?:自然免除|相应免除|自行免除)$"),
        "takes": re.compile(rf"^{lead}{names}(?:挂职)?(?:任|担任|兼任|代理|挂任|试任|兼){post}"),
        "as": re.compile(rf"^{lead}{names}为{post}"),
        "of": re.compile(rf"^{lead}{names}的{post}"),
        "also": re.compile(rf"^(?:并|同时|现)?(?:任|担任|兼任|代理|兼){post}"),
    }


@cache
def _negative() -> re.Pattern[str]:
    return re.compile("|".join(row["regex"] for row in rows("appointments", "negative", ("regex",))))


def extract(section: Section) -> Reading:
    """Reads one section. In a log only clauses with a verb of their own count."""
    writer = Writer(section, "appointments")
    state = _State(section, writer, log=section.genre == "log")
    if not read_table(section, writer):
        for block in section.blocks:
            state.block(block)
    return writer.reading


@dataclass(slots=True)
class _Item:
    """People and posts of one clause, not yet written: a probation may follow."""

    relation: str
    names: list[Mention]
    posts: list[Post]
    probation: str | None
    rule: str


@dataclass(slots=True)
class _State:
    """What holds while a section is read: the verb at the head of a list, the last people, the decision's day."""

    section: Section
    writer: Writer
    log: bool
    mode: str | None = None
    people: list[Mention] = field(default_factory=list)
    agency: Mention | None = None
    day: str | None = None
    waiting: list[Post] = field(default_factory=list)

    def block(self, block: Block) -> None:
        """Reads one block, sentence by sentence."""
        if self.waiting and self._name_columns(block):
            return
        for start, end in sentences(block.norm, stops="。；！"):
            text = block.norm[start:end]
            self.day = decided(self.section, text) or self.day
            if _GATE.search(text):
                self._sentence(block, start, end)

    def _sentence(self, block: Block, start: int, end: int) -> None:
        norm = block.norm
        while end > start and norm[end - 1] in "。；！，":
            end -= 1
        begin = self._mode_head(block, start, end)
        items: list[_Item] = []
        self.agency = None
        for first, last in split(norm, begin, end, "，：；"):
            self._clause(block, first, last, items)
        for item in items:
            self._write(item, (block, start, end))

    def _mode_head(self, block: Block, start: int, end: int) -> int:
        """Takes a verb that heads a list; where its post is named too, the names follow in columns."""
        text = block.norm[start:end]
        heading = text.strip("：").lstrip("一二三四五六七八九十（）、 1234567890.")
        head_in, head_out = _HEAD_IN.search(text), _HEAD_OUT.search(text)
        if heading in ("任命", "决定任命", "批准任命", "任职", "聘任"):
            self.mode = _IN
        elif heading in ("免去", "决定免去", "免职", "批准免去", "解聘"):
            self.mode = _OUT
        elif head_out and not (head_in and head_in.start() > head_out.start()):
            self.mode = _OUT
        elif head_in:
            self.mode = _IN
            if head_in["post"]:
                found, _ = posts(block, start + head_in.start("post"), start + head_in.end("post"), None)
                self.waiting = found
            return start + head_in.end()
        elif re.search(r"(?:任命|决定)(?:任命)?：", text) and "免" not in text:
            self.mode = self.mode or _IN
        return start

    def _clause(self, block: Block, start: int, end: int, items: list[_Item]) -> None:
        norm = block.norm
        text = norm[start:end]
        probation = attribute("probation", text)
        if probation and text.startswith("试用期") and items:
            items[-1].probation = probation
            return
        if _negative().search(text):
            return
        for rule, pattern in _clauses().items():
            match = pattern.match(text)
            if match and self._allowed(rule):
                self._take(block, start, match, rule, items)
                return

    def _allowed(self, rule: str) -> bool:
        if rule == "as":
            return self.mode == _IN and not self.log
        if rule == "of":
            return self.mode == _OUT and not self.log
        return True

    def _take(self, block: Block, start: int, match: re.Match[str], rule: str, items: list[_Item]) -> None:
        relation = _OUT if rule in ("resigns", "removes", "leaves", "lapses", "of") else _IN
        # 甲为…，免去其… : a removal within an item does not end the list's verb.
        if rule in ("appoints", "removes") and not items and match.groupdict().get("names") != "其":
            self.mode = relation
        names = match.groupdict().get("names")
        shift = 0
        if names and names != "其":
            first, last = start + match.start("names"), start + match.end("names")
            shift = self._swallowed(block, last, start + match.start("posts"))
            found = self._names(block, first, last - shift)
            if not found:
                return
            self.people = found
        first, last = start + match.start("posts") - shift, start + match.end("posts")
        listed, probation = posts(block, first, last, self.agency)
        if listed and self.people:
            self.agency = listed[-1].agency or self.agency
            items.append(_Item(relation, self.people, listed, probation, rule))

    def _swallowed(self, block: Block, end: int, post: int) -> int:
        """1 if the place's first character was taken for a given name's last, where 的 is left out."""
        place = self.section.document.jurisdiction
        return int(bool(place) and end == post and block.norm.startswith(place or "", end - 1))

    def _names(self, block: Block, start: int, end: int) -> list[Mention]:
        found = []
        for first, last in split(block.norm, start, end, "、和"):
            text = re.sub(r"（[^（）]*）|同志|等同志", "", block.norm[first:last])
            if is_name(text) or (looks_like_name(text) and not _OFFICE.search(text)):
                found.append(block.mention(first, first + len(text)))
        return found

    def _name_columns(self, block: Block) -> bool:
        """Names in columns, apart by white space or 、, under a verb and post of their own."""
        cuts = [0, *sorted(index for index in block.gaps if index), len(block.norm)]
        pieces = [piece for a, b in zip(cuts, cuts[1:], strict=False) for piece in split(block.norm, a, b, "、，。；")]
        joined = _join_padded(block, pieces)
        names = [block.mention(*piece) for piece in joined if is_name(_bare(block.norm[slice(*piece)]))]
        if not names or len(names) < len(joined):
            self.waiting = []
            return False
        item = _Item(_IN, names, self.waiting, None, "columns")
        self._write(item, (block, 0, len(block.norm)))
        return True

    def _write(self, item: _Item, place: tuple[Block, int, int]) -> None:
        for name in item.names:
            for post in item.posts:
                attributes = {
                    "agency": post.agency.text if post.agency else None,
                    "title": post.title.text,
                    "date": self.day,
                    "probation": item.probation if item.relation == _IN else None,
                    "rank": post.rank,
                }
                self.writer.fact(item.relation, name, post.mention, place, item.rule, attributes)


def _bare(text: str) -> str:
    return re.sub(r"（[^（）]*）", "", text)


def _join_padded(block: Block, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two single characters side by side are a padded name."""
    joined: list[tuple[int, int]] = []
    for piece in pieces:
        if joined and piece[1] - piece[0] == 1 and joined[-1][1] - joined[-1][0] == 1 and joined[-1][1] == piece[0]:
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined
