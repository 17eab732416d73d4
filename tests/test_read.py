"""Reading a file: the encodings that are known, and one clear error for all that is no text."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.pipeline import extract
from kg.read import read_bytes, read_source

TEXT = "云州市人民政府关于市政府领导工作分工的通知\n江望任云州市水利局局长，免去其教育局副局长职务。\n" * 4
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>"
UTF_8 = TEXT.encode()
GB = TEXT.encode("gb18030")


@pytest.mark.parametrize(
    "data",
    [UTF_8, b"\xef\xbb\xbf" + UTF_8, GB, TEXT.encode("utf-16"), b"\xfe\xff" + TEXT.encode("utf-16-be"),
     TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be")],
    ids=["utf-8", "utf-8 mark", "gb18030", "utf-16 mark", "utf-16-be mark", "utf-16-le", "utf-16-be"],
)  # fmt: skip
def test_known_encodings_give_the_same_text(data: bytes) -> None:
    source = read_bytes(data, "a.txt")
    assert source.text == TEXT
    assert source.sha256 == hashlib.sha256(data).hexdigest()


def test_line_ends_stay_as_they_are() -> None:
    assert read_bytes("云州市\r\n水利局\r".encode(), "a.txt").text == "云州市\r\n水利局\r"


BAD = {
    "nothing": (b"", "empty"),
    "white space": (" \n\t　\n".encode(), "empty"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "zeros": (bytes(500), "empty"),
    "random bytes": (random.Random(1).randbytes(4000), "binary|neither|no text"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x02\x00\x00\x00\x01\x08\x06" + random.Random(2).randbytes(900), "."),
    "a picture of a page": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + random.Random(3).randbytes(900), "."),
    "control characters": (b"\x01\x02\x03\x04" * 200, "control"),
    "text with zeros in it": ("云州市\x00\x00水利局\n".encode() * 30, "no text"),
    "EUC-TW or some such": ("云州市".encode() + bytes(range(0x80, 0xFF)) * 5, "neither"),
    "Latin-1": ("Prévisions météo détaillées à côté".encode("latin-1") * 10, "neither"),
    "UTF-8 cut in a character": (UTF_8[:-2], "cut off"),
    "UTF-16 cut in a character": (TEXT.encode("utf-16")[:-1], "breaks off"),
    "GB18030 cut in a character": (GB[:-3] + GB[-3:-2], "cut off"),
    "UTF-8 with a mark, then GBK": (b"\xef\xbb\xbf" + GB, "breaks off"),
    "two encodings in one file": (UTF_8 + GB, "neither"),
    "a PDF without text": (PDF, "PDF"),
    "a ZIP": (b"PK\x03\x04" + bytes(40), "ZIP"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Office"),
    "gzip": (b"\x1f\x8b\x08" + bytes(30), "gzip"),
    "HTML": ("<!DOCTYPE html><html><script>alert(1)</script>云州市".encode(), "markup"),
    "HTML in capitals after a gap": ("\ufeff\n\n <HTML><body onload=alert(1)>云州市".encode(), "markup"),
    "XML with an outer entity": (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///dev/null">]><a>&x;</a>', "markup",
    ),
    "a bomb of entities": (b'<?xml version="1.0"?><!DOCTYPE a [' + b'<!ENTITY a "&b;&b;">' * 9 + b"]><a>&a;</a>", "markup"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_line_that_names_file_and_cause(what: str) -> None:
    data, cause = BAD[what]
    with pytest.raises(InputError, match=cause) as caught:
        read_bytes(data, "2021-03.txt")
    assert str(caught.value).startswith("2021-03.txt: ")
    assert "\n" not in str(caught.value)
    assert (caught.value.file, caught.value.cause) == (
        "2021-03.txt",
        str(caught.value).removeprefix("2021-03.txt: "),
    )


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_one_clear_error(data: bytes) -> None:
    said = ""
    try:
        text = read_bytes(data, "a.txt").text
    except InputError as error:
        text, said = "", str(error)
    assert text.strip() or said.startswith("a.txt: ")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file") as caught:
        read_source(tmp_path / "none.txt")
    assert str(tmp_path / "none.txt") in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="directory"):
        read_source(tmp_path)


def test_markup_within_a_text_is_text() -> None:
    text = f"{TEXT}<script>alert(1)</script>\n<img src=x onerror=alert(1)>分管市水利局。\n"
    assert read_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    "text",
    ["云" * 1_000_000, "、" * 300_000, "（" * 200_000, "云州市水利局、" * 60_000, "1日\n" * 100_000, "△" * 100_000,
     "江望任" * 60_000, "分管" * 100_000, "\n" * 500_000 + "云州市", "云 " * 200_000, "〔2021〕3号\n" * 20_000],
    ids=lambda text: f"{text[:6]!r}×{len(text)}",
)  # fmt: skip
def test_huge_and_monotonous_texts_are_read_in_time(text: str) -> None:
    start = time.perf_counter()
    extract(read_bytes(text.encode(), "huge.txt"))
    assert time.perf_counter() - start < 30
