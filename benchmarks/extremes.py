"""Texts that no government ever wrote, each so long that anything but linear work on it would show.

``EXTREMES`` makes each of them from a number of repetitions; ``FULL`` is how many are timed.
"""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from kg.pipeline import extract
from kg.read import read_bytes

TITLE = "云州市人民政府关于做好防汛工作的通知\n云政发〔2021〕3号\n各县（市、区）人民政府：\n"
DAY = "2021年3月5日\n"
TAG = "1.疏浚河道。（牵头单位：市水利局；责任单位：市财政局）"

EXTREMES: dict[str, tuple[int, Callable[[int], str]]] = {
    "a line of one character": (1_000_000, lambda n: "云" * n),
    "a line of sentences": (80_000, lambda n: "云州市水利局，负责防汛。" * n),
    "empty lines": (1_000_000, lambda n: "\n" * n + "云州市"),
    "form feeds": (1_000_000, lambda n: "\f" * n + "云州市"),
    "spaces": (1_000_000, lambda n: " " * n + "云州市"),
    "characters apart": (400_000, lambda n: "云 " * n),
    "zero-width characters": (1_000_000, lambda n: "\u200b" * n + "云州市"),
    "lines of 、": (200_000, lambda n: "、\n" * n),
    "opening brackets": (1_000_000, lambda n: "（" * n),
    "lines of opening brackets": (50_000, lambda n: "（（（（（（（（\n" * n),
    "lines with an open bracket": (60_000, lambda n: "云州（市水\n" * n),
    "brackets of all kinds": (100_000, lambda n: "（《“【〔" * n),
    "digits": (1_000_000, lambda n: "1" * n),
    "lines of digits": (300_000, lambda n: "12\n" * n),
    "bars": (200_000, lambda n: "|" * n),
    "rows of cells": (40_000, lambda n: "市长\t江望\t分管水利\n" * n),
    "title blocks": (50_000, lambda n: TITLE * n),
    "titles": (60_000, lambda n: "关于做好\n" * n),
    "numbers": (20_000, lambda n: "〔2021〕3号\n" * n),
    "bodies side by side": (60_000, lambda n: "云州市水利局 " * n),
    "lines of a body": (60_000, lambda n: "云州市水利局\n" * n),
    "lines of a body above a date": (60_000, lambda n: "云州市水利局\n" * n + DAY),
    "dates": (50_000, lambda n: DAY * n),
    "days": (100_000, lambda n: "1日\n" * n),
    "section headings": (60_000, lambda n: "人事任免\n" * n),
    "page numbers": (60_000, lambda n: "·  3  ·\n云州市\n" * n),
    "rules": (100_000, lambda n: "—————\n" * n),
    "lines that hang": (60_000, lambda n: "云州市水利局和\n" * n),
    "lines of a contents list": (40_000, lambda n: "关于防汛的通知…………（3）\n" * n),
    "articles": (40_000, lambda n: "第一条 为了防汛。\n" * n),
    "titles of people": (200_000, lambda n: "市长" * n),
    "appointments": (30_000, lambda n: "任命：\n江望为市水利局局长；\n" * n),
    "portfolios": (40_000, lambda n: "江望  分管市水利局。\n" * n),
    "entries of a log": (40_000, lambda n: "△市长江望主持召开会议。\n" * n),
    "tags": (20_000, lambda n: f"{TAG}\n" * n),
    "tags in one line": (20_000, lambda n: TAG * n),
}


def seconds(text: str) -> float:
    """How long extraction takes."""
    source = read_bytes(text.encode(), "extreme.txt")
    start = process_time()
    extract(source)
    return process_time() - start


def report() -> tuple[float, float]:
    """Prints, for each, the time at a quarter of its length and at its length; gives the worst time and growth."""
    print(f"{'a text of nothing but':<34}{'a quarter':>11}{'all':>11}")
    longest = steepest = 0.0
    for name, (count, make) in EXTREMES.items():
        less, more = seconds(make(count // 4)), seconds(make(count))
        longest = max(longest, more)
        # What takes next to no time says nothing of growth.
        steepest = max(steepest, more / less if more > 0.2 else 0.0)
        print(f"{name:<34}{less:>9.3f} s{more:>9.3f} s{more / less:>9.2f} ×")
    return longest, steepest
