"""Bytes of a text file → its characters. UTF-8, UTF-16 and GB18030; anything else is refused.

The order is a byte-order mark, then strict UTF-8, then GB18030. No statistical detector is asked,
since those take short Chinese text for other languages; GB18030 decodes nearly any bytes,
so that what it gives must look like Chinese before it is believed.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_MAGIC = {
    b"%PDF": "is a PDF: extract its text first, for example with pdftotext",
    b"PK\x03\x04": "is a ZIP container (DOCX, OFD or the like): save it as plain text first",
    b"\xd0\xcf\x11\xe0": "is an old Office file: save it as plain text first",
    b"\x1f\x8b": "is gzip data: unpack it first",
}
_MARKUP = (b"<!doctype html", b"<html", b"<?xml")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1C)])
_CONTROL = re.compile(f"[{_CONTROLS.decode()}]")
_KNOWN_SHARE = 0.85
"""GB2312 covers over 99 % of running official Chinese, but under half of UTF-8 read as GBK."""


def decode(data: bytes, name: str) -> str:
    """Characters of ``data``, without a byte-order mark. Raises InputError naming ``name`` and the cause."""
    if not data.strip(b"\x00 \t\r\n\f"):
        raise InputError(name, "is empty")
    _refuse_other_formats(data, name)
    text = _decode(data, name)
    if not text.strip():
        raise InputError(name, "is empty")
    if _is_controlled(data, text):
        raise InputError(name, "is no text (control characters in it)")
    return text


def _is_controlled(data: bytes, text: str) -> bool:
    """Whether a NUL or more than a few control characters are in a text. In no encoding can one be without its byte."""
    if len(data.translate(None, _CONTROLS)) == len(data):
        return False
    return "\x00" in text or len(_CONTROL.findall(text)) > len(text) * 0.01


def _refuse_other_formats(data: bytes, name: str) -> None:
    for magic, cause in _MAGIC.items():
        if data.startswith(magic):
            raise InputError(name, cause)
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise InputError(name, "is a page of markup: save its text as plain text first")


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")
    ):  # fmt: skip
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    if b"\x00" in data:
        return _unmarked_utf16(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _gb18030(data, error, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        label = encoding.removesuffix("-sig").upper()
        raise InputError(name, f"begins as {label} but breaks off at byte {error.start}") from error


def _unmarked_utf16(data: bytes, name: str) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _known_share(text) >= _KNOWN_SHARE:
            return text
    raise InputError(name, "is no text (binary data)")


def _gb18030(data: bytes, utf8: UnicodeDecodeError, name: str) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _undecodable(data, utf8, error, name) from error
    if _known_share(text) < _KNOWN_SHARE:
        raise _undecodable(data, utf8, None, name)
    return text


def _undecodable(
    data: bytes, utf8: UnicodeDecodeError, gb: UnicodeDecodeError | None, name: str
) -> InputError:
    if utf8.start >= len(data) - 3:
        return InputError(name, "is cut off in the middle of a character (UTF-8)")
    if (
        gb is not None
        and gb.start >= len(data) - 3
        and _known_share(data[: gb.start].decode("gb18030")) > 0.85
    ):
        return InputError(name, "is cut off in the middle of a character (GB18030)")
    return InputError(name, f"is neither UTF-8 (wrong at byte {utf8.start}) nor UTF-16 nor GB18030")


def _known_share(text: str) -> float:
    """Share of the non-ASCII characters that GB2312 knows."""
    sample = [char for char in text[:20000] if char > "\x7f"]
    if not sample:
        return 0.0
    return sum(1 for char in sample if _in_gb2312(char)) / len(sample)


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char in "—·〔〕﹒△▲◆●◎■•〈〉–％"
    return True
