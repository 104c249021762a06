"""The lexicon as a table for Excel: there and back, no formula, one wrong line and nothing is taken."""

import codecs
import csv
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bulletins import lexicon_csv, parse_lexicon_file
from app.bulletins.errors import LexiconFileError, LexiconFullError, NotUtf8Error, Utf16Error
from app.errors import AppError
from app.reading import Layer, Lexicon, LexiconEntry, LexiconError

HEAD = "Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa\r\n"


def entries(text: str) -> list[LexiconEntry]:
    return [each.entry for each in parse_lexicon_file(text.encode())]


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "TT,thị trấn,xã,không\r\n",
        HEAD.replace(",", ";") + "TT;thị trấn;xã;không",
        HEAD.replace(",", "\t") + "TT\tthị trấn\tXã\t\n\n",
        "\ufeffCách viết,Cách đọc\nTT,thị trấn\n",
        'Cách viết,Cách đọc\n"TT"," thị  trấn "\n',
        "sep=;\r\n" + HEAD.replace(",", ";") + "TT;thị trấn;xã;không\r\n",
        "\ufeffsep=,\n" + HEAD + "TT,thị trấn\n",
        "Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa,,,\r\nTT,thị trấn,xã,không,,,\r\n,,,,,,\r\n",
        "Cách viết,Cách đọc,,\nTT,thị trấn,,\n",
        unicodedata.normalize("NFD", HEAD + "TT,thị trấn,xã,không\n"),
        HEAD.upper() + "TT,thị trấn,XÃ,Không\n",
    ],
)
def test_what_excel_writes_is_read(text: str) -> None:
    assert entries(text) == [LexiconEntry("TT", "thị trấn")]


def test_layer_and_case_are_read() -> None:
    assert entries(HEAD + "ia lơ,i a lơ,tỉnh,có") == [LexiconEntry("ia lơ", "i a lơ", Layer.PROVINCE, any_case=True)]


@pytest.mark.parametrize(
    ("rows", "line", "fault"),
    [
        ("TT\n", 2, "columns"),
        ("TT,,,\n", 2, "spoken_form"),
        ("TT,a,,,nữa\n", 2, "columns"),
        ("TT,a,xã,không,nữa\n", 2, "columns"),
        ('A1,bê\n"TT,thị trấn\n', 3, "columns"),
        ("TT,thị trấn,huyện\n", 2, "layer"),
        ("TT,thị trấn,xã,đúng\n", 2, "any_case"),
        ("TT,\n", 2, "spoken_form"),
        (",thị trấn\n", 2, "written_form"),
        ('A1,bê\n"TT\n2",thị trấn\n', 4, "written_form"),
        ("A1,bê\nTT,thị trấn 5\n", 3, "spoken_form"),
        ("TT,UBND\n", 2, "spoken_form"),
        ("A1,bê\nTT,thị trấn\n\nTT,trung tâm\n", 5, "entry_exists"),
        ("A1,bê\nan,ba\nba,an\n", 3, "entry_cycle"),
    ],
)
def test_a_wrong_line_is_named(rows: str, line: int, fault: str) -> None:
    with pytest.raises(LexiconFileError) as refused:
        entries(HEAD + rows)
    assert (refused.value.line, refused.value.fault) == (line, fault)


@pytest.mark.parametrize("text", ["", "TT,thị trấn\n", "Cách đọc,Cách viết\nthị trấn,TT\n", "written,spoken\nTT,thị trấn\n"])
def test_the_first_line_names_the_columns(text: str) -> None:
    if not text:
        assert entries(text) == []
        return
    with pytest.raises(LexiconFileError) as refused:
        entries(text)
    assert (refused.value.line, refused.value.fault) == (1, "columns")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (codecs.BOM_UTF16_LE + HEAD.encode("utf-16-le"), Utf16Error),
        (HEAD.encode() + b"TT,th\xe1 tr\xff\n", NotUtf8Error),
        ("Cách viết,Cách đọc\n".encode("cp1258", errors="replace") + b"\xff", NotUtf8Error),
        (HEAD.encode() + b"x" * 2_000_000, LexiconFullError),
        ((HEAD + "".join(f"A{n},bê\n" for n in range(5_001))).encode(), LexiconFullError),
        (b"\x00", AppError),
    ],
)
def test_a_file_that_cannot_be_read_is_a_clear_error(data: bytes, error: type[AppError]) -> None:
    with pytest.raises(error):
        parse_lexicon_file(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(AppError):
        parse_lexicon_file(HEAD.encode() + data)


@given(
    st.text(alphabet="=+-@'TĐa1 ,;\"\t/&", min_size=1, max_size=8),
    st.sampled_from(["bê", "Ê a"]),
    st.sampled_from(list(Layer)[:2]),
    st.booleans(),
)
def test_what_is_exported_is_imported_and_no_cell_is_a_formula(written: str, spoken: str, layer: Layer, any_case: bool) -> None:  # noqa: FBT001  # hypothesis
    try:
        (entry,) = Lexicon([LexiconEntry(written, spoken, layer, any_case)]).entries
    except LexiconError:
        return
    data = lexicon_csv([entry])
    assert data.startswith(codecs.BOM_UTF8)
    cells = list(csv.reader(data.decode("utf-8-sig").splitlines()))[1]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert [each.entry for each in parse_lexicon_file(data)] == [entry]
