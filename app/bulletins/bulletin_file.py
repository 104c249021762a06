"""Bulletin files: an optional block of `key: value` lines, a blank line, the script. UTF-8, with or without a byte-order mark."""

import codecs
import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from app.bulletins.characters import legacy_font, place, refuse_bad_characters
from app.bulletins.errors import (
    BadHeaderLineError,
    BadHeaderValueError,
    DuplicateHeaderKeyError,
    LegacyFontError,
    NotUtf8Error,
    ScriptTooLongError,
    UnknownHeaderKeyError,
    Utf16Error,
)
from app.bulletins.model import HEADER_PRIORITIES, LONGEST_OF_ISSUER, Issuer, Kind, Language, Priority, Theme
from app.bulletins.script import LONGEST_SCRIPT, Script, parse_script
from app.bulletins.validity import parse_moment
from app.names import fold
from app.typed import typed_day
from app.units import Sha256
from app.values import frozen

LONGEST_FILE = 5 * LONGEST_SCRIPT
"""Bytes; a script's characters have at most four, and a header is short."""

_KEYS = (
    *("title", "kind", "theme", "language", "priority", "cheerful", "zones", "valid_from", "valid_to"),
    *("legal_basis", "issuer"),
)
_YES = {"có": True, "không": False}
_HEADER_BEGINS = re.compile(r"[a-z][a-z_]*[ \t]*:(?!//)")
_IN_VIETNAMESE = frozenset(
    {
        "tieu de",
        "tua de",
        "loai tin",
        "loai ban tin",
        "chu de",
        "tieng noi",
        "muc uu tien",
        "khu vuc phat",
        "hieu luc tu",
        "hieu luc den",
    }
)
"""What people write who think that our keys are Vietnamese, folded. No bulletin begins to speak so."""
_LINE = re.compile(r"([^:]*?)[ \t]*:[ \t]*(.*)")
_ISSUER = re.compile(
    rf"(?P<name>[^;]{{1,{LONGEST_OF_ISSUER}}});(?P<document>[^;]{{1,{LONGEST_OF_ISSUER}}});"
    rf"(?P<approver>[^;]{{1,{LONGEST_OF_ISSUER}}});(?P<day>[^;]+)(?:;\s*(?P<hash>[0-9a-fA-F]{{64}})\s*)?"
)
_Code = TypeVar("_Code", bound=StrEnum)


@frozen
class Header:
    """What a file says of its script; None or empty where it says nothing. valid_to is exclusive, both are UTC."""

    title: str | None = None
    kind: Kind | None = None
    theme: Theme | None = None
    language: Language | None = None
    priority: Priority | None = None
    cheerful: bool | None = None
    zones: tuple[str, ...] = ()
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    legal_basis: tuple[str, ...] = ()
    issuer: Issuer | None = None


@frozen
class BulletinFile:
    """A file that was read."""

    header: Header
    script: Script


@frozen
class _Value:
    key: str
    text: str
    line: int
    column: int

    def refused(self, expected: str) -> BadHeaderValueError:
        """expected: what may stand there, as it is written."""
        return BadHeaderValueError(line=self.line, column=self.column, key=self.key, value=self.text[:80], expected=expected)


@dataclass(slots=True)
class _Block:
    values: dict[str, _Value] = field(default_factory=dict)
    lines: int = 0


def parse_bulletin_file(data: bytes) -> BulletinFile:
    """Read a bulletin file.

    Raises `Utf16Error`, `NotUtf8Error`, `LegacyFontError`, those of a header, those of `parse_script`; lines are the file's.
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    block, body = _split(text)
    refuse_bad_characters(text[: len(text) - len(body)])
    return BulletinFile(_header(block.values), parse_script(body, first_line=block.lines + 1, is_draft=True))


def decode(data: bytes, *, longest: int = LONGEST_FILE) -> str:
    """The text of a file's bytes, `longest` at most.

    Raises `ScriptTooLongError`, `Utf16Error`, `NotUtf8Error`, `LegacyFontError`.
    """
    if len(data) > longest:
        raise ScriptTooLongError(length=len(data), limit=LONGEST_SCRIPT)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or data.count(0) * 4 > len(data):
        raise Utf16Error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        old = data.decode("cp1252", errors="replace")
        if legacy := legacy_font(old):
            line, column = place(old, legacy[1])
            raise LegacyFontError(line=line, column=column, font=legacy[0]) from exc
        good = data[: exc.start].decode("utf-8-sig")
        line, column = place(good, len(good))
        raise NotUtf8Error(line=line, column=column) from exc


def _split(text: str) -> tuple[_Block, str]:
    block = _Block()
    lines = text.split("\n")
    if not _has_header(text, lines):
        return block, text
    for number, line in enumerate(lines, start=1):
        block.lines = number
        if not line.strip():
            break
        found = _LINE.fullmatch(line)
        if found is None:
            raise BadHeaderLineError(line=number, column=1)
        key = found[1].strip()
        if key not in _KEYS:
            raise UnknownHeaderKeyError(line=number, column=1, key=key[:80], known=", ".join(_KEYS))
        if key in block.values:
            raise DuplicateHeaderKeyError(line=number, column=1, key=key)
        block.values[key] = _Value(key, unicodedata.normalize("NFC", found[2].strip()), number, found.start(2) + 1)
    return block, "\n".join(lines[block.lines :])


def _has_header(text: str, lines: Sequence[str]) -> bool:
    """Whether a file begins with a header: its first line looks like one of ours, or a line before the first empty one is ours.

    So a key that nobody knows is told of, be it the first, and not read to the village as a sentence.
    """
    if _HEADER_BEGINS.match(text):
        return True
    keys = [fold(found[1]) for line in itertools.takewhile(str.strip, lines) if (found := _LINE.fullmatch(line))]
    return any(key in _KEYS for key in keys) or bool(keys and _LINE.fullmatch(lines[0]) and keys[0] in _IN_VIETNAMESE)


def _header(values: Mapping[str, _Value]) -> Header:
    title = values.get("title")
    return Header(
        title=title.text if title else None,
        kind=_code(Kind, values.get("kind")),
        theme=_code(Theme, values.get("theme")),
        language=_code(Language, values.get("language")),
        priority=_priority(values.get("priority")),
        cheerful=_yes(values.get("cheerful")),
        zones=_several(values.get("zones")),
        valid_from=_moment(values.get("valid_from"), is_end=False),
        valid_to=_moment(values.get("valid_to"), is_end=True),
        legal_basis=_several(values.get("legal_basis")),
        issuer=_issuer(values.get("issuer")),
    )


def _issuer(value: _Value | None) -> Issuer | None:
    """`Sở Y tế; 12/TB-SYT; Lê Văn B; 05/9/2025`, and behind that the hash where it was given."""
    if value is None:
        return None
    found = _ISSUER.fullmatch(value.text)
    try:
        day = typed_day(found["day"]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        raise value.refused("«cơ quan; số văn bản; người duyệt; ngày duyệt», có thể thêm «; mã SHA-256»")
    content_hash = Sha256(found["hash"].lower()) if found["hash"] else None
    return Issuer(found["name"].strip(), found["document"].strip(), found["approver"].strip(), day, content_hash)


def _code(codes: type[_Code], value: _Value | None) -> _Code | None:
    if value is None:
        return None
    try:
        return codes(value.text)
    except ValueError:
        raise value.refused(", ".join(f"«{code}»" for code in codes)) from None


def _priority(value: _Value | None) -> Priority | None:
    if value is not None and value.text in HEADER_PRIORITIES:
        return HEADER_PRIORITIES[value.text]
    return _code(Priority, value)


def _yes(value: _Value | None) -> bool | None:
    if value is None:
        return None
    if value.text.casefold() not in _YES:
        raise value.refused("«có», «không»")
    return _YES[value.text.casefold()]


def _several(value: _Value | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.text.split(";") if part.strip()) if value else ()


def _moment(value: _Value | None, *, is_end: bool) -> datetime | None:
    if value is None:
        return None
    try:
        return parse_moment(value.text, is_end=is_end)
    except ValueError:
        raise value.refused("ngày có thật, như «5/12/2026» hoặc «17:30 5/12/2026»") from None
