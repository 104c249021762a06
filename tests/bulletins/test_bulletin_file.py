"""Bulletin files: headers, times, and bytes that are no UTF-8."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.bulletins import Header, Kind, Language, Priority, Theme, parse_bulletin_file
from app.bulletins.errors import (
    BadHeaderLineError,
    BadHeaderValueError,
    BidiCharacterError,
    ControlCharacterError,
    DuplicateHeaderKeyError,
    LegacyFontError,
    NotUtf8Error,
    ScriptTooLongError,
    UnknownCueError,
    UnknownHeaderKeyError,
    Utf16Error,
)
from app.errors import InvalidError
from app.words import sentence

BULLETINS = Path(__file__).parents[1] / "data" / "bulletins"
WHOLE = """title: Thông báo
kind: qa
theme: review
language: tyz
priority: uu_tien
cheerful: Có
zones: xã Liên An / Liên Hòa cũ; xã Liên An / An Phú cũ ;
valid_from: 2025-11-04
valid_to: 2025-11-06
legal_basis: Quyết định 24/2021/QĐ-TTg; Thông báo 118/TB-BCĐ

Bà con chú ý.
"""


def test_a_whole_header() -> None:
    file = parse_bulletin_file(WHOLE.encode())
    assert file.header == Header(
        title="Thông báo",
        kind=Kind.QA,
        theme=Theme.REVIEW,
        language=Language.TAY,
        priority=Priority.PRIORITY,
        cheerful=True,
        zones=("xã Liên An / Liên Hòa cũ", "xã Liên An / An Phú cũ"),
        valid_from=datetime(2025, 11, 3, 17, 0, tzinfo=UTC),
        valid_to=datetime(2025, 11, 6, 17, 0, tzinfo=UTC),
        legal_basis=("Quyết định 24/2021/QĐ-TTg", "Thông báo 118/TB-BCĐ"),
    )
    assert file.script.text == "Bà con chú ý.\n"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("Tiêu đề: Thông báo\nkind: notice\n\nBà con.", 1, "Tiêu đề"),
        ("TIÊU ĐỀ: Thông báo\n\nBà con.", 1, "TIÊU ĐỀ"),
        ("Hiệu lực từ : 5/11/2025\nBà con.", 1, "Hiệu lực từ"),
        ("Người soạn: Thu\ntitle: Thông báo\n\nBà con.", 1, "Người soạn"),
        ("Title: Thông báo\n\nBà con.", 1, "Title"),
        ("title: Thông báo\nChủ đề: giảm nghèo\n\nBà con.", 2, "Chủ đề"),
    ],
)
def test_an_unknown_key_is_told_of_with_those_that_are_known_wherever_it_stands(text: str, line: int, key: str) -> None:
    with pytest.raises(UnknownHeaderKeyError) as caught:
        parse_bulletin_file(text.encode())
    assert (caught.value.line, caught.value.key) == (line, key)
    assert "title, kind, theme" in sentence(caught.value.code, caught.value.facts).detail


@pytest.mark.parametrize(
    "text",
    [
        "Bà con chú ý.",
        "THÔNG BÁO\n\nBà con",
        "PTV1: Chào bà con",
        "Kính gửi: các thôn",
        "\n\nBà con",
        "Thời gian: 7 giờ\nĐịa điểm: nhà văn hóa\n\nBà con",
        "Bà con chú ý.\n\nTiêu đề: họp",
    ],
)
def test_the_header_may_be_absent(text: str) -> None:
    file = parse_bulletin_file(text.encode())
    assert file.header == Header()
    assert file.script.text == text


def test_an_hour_is_local_and_an_end_with_an_hour_is_that_hour() -> None:
    file = parse_bulletin_file((BULLETINS / "07-thong-bao-khan-bao-so-3.txt").read_bytes())
    assert file.header.priority is Priority.EMERGENCY
    assert file.header.valid_from == datetime(2025, 7, 21, 9, 15, tzinfo=UTC)
    assert file.header.valid_to == datetime(2025, 7, 22, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(ends: str, mark: bytes) -> None:
    assert parse_bulletin_file(mark + WHOLE.replace("\n", ends).encode()) == parse_bulletin_file(WHOLE.encode())


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("titel: x", UnknownHeaderKeyError),
        ("title: lần hai", DuplicateHeaderKeyError),
        ("không có dấu", BadHeaderLineError),
        ("kind: tin", BadHeaderValueError),
        ("language: tày", BadHeaderValueError),
        ("cheerful: true", BadHeaderValueError),
        ("priority: gap", BadHeaderValueError),
        ("valid_from: 04/13/2025", BadHeaderValueError),
        ("valid_to: 2025-13-01", BadHeaderValueError),
        ("valid_to: 9999-12-31T23:59-23:59", BadHeaderValueError),
    ],
)
def test_a_bad_header_line_is_named_with_its_line(line: str, error: type[InvalidError]) -> None:
    with pytest.raises(error) as refused:
        parse_bulletin_file(f"title: Thông báo\n{line}\n\nBà con".encode())
    assert refused.value.facts["line"] == 2


@pytest.mark.parametrize("character", ["\x00", "\u202e"])
def test_a_header_has_no_hidden_characters(character: str) -> None:
    with pytest.raises((ControlCharacterError, BidiCharacterError)) as refused:
        parse_bulletin_file(f"title: Thông báo\nlegal_basis: Kế {character}hoạch\n\nBà con".encode())
    assert refused.value.facts["line"] == 2


def test_lines_of_the_script_are_counted_in_the_file() -> None:
    with pytest.raises(UnknownCueError) as refused:
        parse_bulletin_file("title: Thông báo\n\nBà con\n[ai đó]".encode())
    assert (refused.value.line, refused.value.column) == (4, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    with pytest.raises(Utf16Error):
        parse_bulletin_file("The bulletin: Bà con chú ý.".encode(encoding))


def test_bytes_that_are_no_utf8_are_named_with_their_place() -> None:
    with pytest.raises(NotUtf8Error) as refused:
        parse_bulletin_file("Bà con\nchú ý ".encode() + b"\xff\xfe")
    assert (refused.value.line, refused.value.column) == (2, 7)


@pytest.mark.parametrize(
    ("text", "font"),
    [("ñy ban nh©n d©n x· th«ng b¸o", "TCVN3"), ("UÛy ban nhaân daân xaõ thoâng baùo", "VNI")],
)
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_file_for_an_old_font_is_named(text: str, font: str, encoding: str) -> None:
    with pytest.raises(LegacyFontError) as refused:
        parse_bulletin_file(text.encode(encoding))
    assert refused.value.font == font


def test_a_huge_file_is_not_even_decoded() -> None:
    with pytest.raises(ScriptTooLongError):
        parse_bulletin_file(b"\xff" * 400_000)
