"""Short forms of a body's name: the standard ones as data, the systematic ones by rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from kg.patterns import load

_OF_GOVERNMENT = ("人民政府", "政府")
_TRAILING = re.compile(r"（(?P<plate>[^（）]+(?:（[^（）]*）)?)）$")
_INNER = re.compile(r"^(?P<head>[^（）]+)（(?P<plate>[^（）]+)）(?P<tail>[^（）]+)$")
_NO_PLATE = re.compile(r"含|除|以及|不$|^[市县区、]+$")


@cache
def _standard() -> Mapping[str, str]:
    return {short: row["full"] for row in load("abbreviations")["standard"] for short in row["short"]}


def full_form(local: str) -> str:
    """The full name that a standard short form stands for, else the name itself."""
    known = _standard()
    if local.startswith(_OF_GOVERNMENT):
        bare = local.removeprefix("人民").removeprefix("政府")
        if bare in known or bare in _fulls():
            local = bare
    return known.get(local, local)


@cache
def _fulls() -> frozenset[str]:
    """Full names that a government's own name may stand before: 人民政府外事办公室 is 外事办公室."""
    fulls = {row["full"] for row in load("abbreviations")["standard"]}
    return frozenset(full for full in fulls if full not in ("办公室", "办公厅", "研究室"))


def nameplates(local: str) -> tuple[str, tuple[str, ...]]:
    """The name without a parenthesised second nameplate behind it, and the nameplates."""
    match = _TRAILING.search(local)
    if match is None or _NO_PLATE.search(match["plate"]):
        return local, ()
    return local[: match.start()], tuple(match["plate"].split("、"))


def inner_plate(local: str) -> tuple[str, str] | None:
    """(nameplate, what follows it) of 国家高新区（浙南科技城）管委会; None for any other name."""
    match = _INNER.match(local)
    if match is None or _NO_PLATE.search(match["plate"]):
        return None
    return match["plate"], match["tail"]


def shortened(local: str, candidates: Iterable[str]) -> list[str]:
    """The candidates that ``local`` can be short for by leaving out recorded units and nothing else.

    Both must be of one type: they begin and end alike once the units are put aside.
    """
    if local in _former():
        return []
    return [full for full in candidates if full != local and _shape(full).fullmatch(local)]


def readings(local: str) -> frozenset[str]:
    """The full names that a standard short form with more than one meaning may stand for."""
    return _several().get(local, frozenset())


@cache
def _several() -> Mapping[str, frozenset[str]]:
    return {row["short"]: frozenset(row["full"]) for row in load("abbreviations")["several"]}


@cache
def _former() -> frozenset[str]:
    return frozenset(load("abbreviations")["former"].split())


@cache
def _shape(full: str) -> re.Pattern[str]:
    """A pattern for every way of shortening ``full`` by recorded units."""
    return re.compile(_unit().sub(lambda match: _optional(match.group()), re.escape(full)))


def _optional(unit: str) -> str:
    short = next(row["short"] for row in load("abbreviations")["units"] if row["full"] == unit)
    return "(?:" + "|".join([unit, *short]) + ")"


@cache
def _unit() -> re.Pattern[str]:
    fulls = sorted((row["full"] for row in load("abbreviations")["units"]), key=lambda unit: -len(unit))
    return re.compile("|".join(fulls))


def ranked(known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a court's name without its rank and with it, where just one such court is known."""
    rows = load("abbreviations")["ranked"]
    for plain in sorted({row["plain"] for row in rows} & set(known)):
        fulls = [row["full"] for row in rows if row["plain"] == plain and row["full"] in known]
        if len(fulls) == 1:
            yield plain, fulls[0]
