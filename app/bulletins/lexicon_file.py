"""The lexicon as a table for Excel: CSV in UTF-8 with its mark, one entry a line, taken whole or not at all.

    Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa
    TT Cổ Lễ,thị trấn Cổ Lễ,xã,không

Phạm vi is `xã` or `tỉnh`; the last two columns may be left out. A cell that Excel would take for a formula is written with an
apostrophe before it, and read without. Commas, semicolons and tabs separate: Excel writes what the machine's region says, or
what a first line `sep=;` does. Empty cells behind a row are nothing.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from app.bulletins.bulletin_file import decode
from app.bulletins.errors import LexiconFileError, LexiconFullError
from app.bulletins.lexicon import LARGEST, Change, StoredEntry
from app.csv_files import FORMULA, csv_file
from app.names import name_key
from app.reading import (
    BadWrittenFormError,
    DuplicateEntryError,
    Layer,
    Lexicon,
    LexiconEntry,
    LexiconError,
    NotSpeakableError,
)
from app.reading.lexicon import checked
from app.values import frozen

LONGEST_FILE = 2_000_000
"""Bytes; five thousand of the longest entries."""
COLUMNS = ("Cách viết", "Cách đọc", "Phạm vi", "Không phân biệt chữ hoa")
_KEYS = [name_key(column) for column in COLUMNS]
_NEEDED = 2
_SEPARATOR = re.compile(r'"?sep=([,;\t])"?\r?\n', re.IGNORECASE)
"""The line by which Excel is told how a file's cells are parted."""
_LAYERS = {"xã": Layer.COMMUNE, "tỉnh": Layer.PROVINCE}
_WORDS = {layer: word for word, layer in _LAYERS.items()}
_YES_NO = {"có": True, "không": False, "": False}
_MARKED = (*FORMULA, "'")
"""What is written behind an apostrophe: also one that is the text's own, so that it comes back."""


@frozen
class FileEntry:
    """An entry, and the line of the file it stands in."""

    line: int
    entry: LexiconEntry


def lexicon_csv(entries: Iterable[LexiconEntry]) -> bytes:
    """The file of these entries."""
    rows = [(each.written, each.spoken, _WORDS[each.layer], "có" if each.any_case else "không") for each in entries]
    return csv_file([COLUMNS, *([f"'{cell}" if cell.startswith("'") else cell for cell in row] for row in rows)])


def parse_lexicon_file(data: bytes) -> list[FileEntry]:
    """The entries of a file, which go together.

    Raises `LexiconFileError` with the line, `LexiconFullError`, `Utf16Error`, `NotUtf8Error`, `LegacyFontError`.
    """
    if len(data) > LONGEST_FILE:
        raise LexiconFullError(limit=LARGEST)
    text = decode(data, longest=LONGEST_FILE)
    head, said, separator = 1, _SEPARATOR.match(text), ""
    if said is not None:
        head, separator, text = 2, said[1], text[said.end() :]
    separator = separator or max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found: list[FileEntry] = []
    try:
        for row in rows:
            line, cells = rows.line_num + head - 1, _filled(row)
            if line == head:
                _check_head(line, cells)
            elif any(cell.strip() for cell in cells):
                found.append(FileEntry(line, _entry(line, cells)))
            if len(found) > LARGEST:
                raise LexiconFullError(limit=LARGEST)
    except csv.Error:
        raise LexiconFileError(line=rows.line_num + head - 1, fault="columns", value="") from None
    _check_together(found)
    return found


def import_change(stored: Sequence[StoredEntry], found: Iterable[FileEntry]) -> Change:
    """What importing does: an entry of the same layer and form gets the file's words, others are added, none is removed."""
    known = {(each.entry.layer, each.entry.key): each for each in stored}
    put = []
    for each in found:
        old = known.get((each.entry.layer, each.entry.key))
        if old is None or old.entry != each.entry:
            put.append((old.id if old is not None else None, each.entry))
    return Change(put=tuple(put))


def _filled(row: list[str]) -> list[str]:
    """A row without the empty cells behind it: Excel writes those of any column that was ever touched."""
    while len(row) > _NEEDED and not row[-1].strip():
        row = row[:-1]
    return row


def _check_head(line: int, cells: Sequence[str]) -> None:
    if not cells or [name_key(cell) for cell in cells] != _KEYS[: len(cells)]:
        raise LexiconFileError(line=line, fault="columns", value=" ".join(cells)[:80])


def _entry(line: int, cells: Sequence[str]) -> LexiconEntry:
    if not _NEEDED <= len(cells) <= len(COLUMNS):
        raise LexiconFileError(line=line, fault="columns", value=" ".join(cells)[:80])
    written, spoken, layer, any_case = (*(_unquoted(cell) for cell in cells), "", "")[: len(COLUMNS)]
    layer, any_case = name_key(layer), name_key(any_case)
    if layer not in {*_LAYERS, ""}:
        raise LexiconFileError(line=line, fault="layer", value=layer[:80])
    if any_case not in _YES_NO:
        raise LexiconFileError(line=line, fault="any_case", value=any_case[:80])
    own = LexiconEntry(written, spoken, _LAYERS.get(layer, Layer.COMMUNE), any_case=_YES_NO[any_case])
    try:
        return checked(own)
    except LexiconError as exc:
        raise _fault(line, exc) from exc


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_MARKED) else cell


def _check_together(found: Sequence[FileEntry]) -> None:
    lines: dict[tuple[Layer, str], int] = {}
    for each in found:
        if (each.entry.layer, each.entry.key) in lines:
            raise _fault(each.line, DuplicateEntryError(each.entry.written))
        lines[each.entry.layer, each.entry.key] = each.line
    try:
        Lexicon(each.entry for each in found)
    except LexiconError as exc:
        line = next((each.line for each in found if each.entry.written == exc.written[0]), 1)
        raise _fault(line, exc) from exc


def _fault(line: int, error: LexiconError) -> LexiconFileError:
    if isinstance(error, BadWrittenFormError):
        return LexiconFileError(line=line, fault="written_form", value=error.written[0])
    if isinstance(error, NotSpeakableError):
        return LexiconFileError(line=line, fault="spoken_form", value=error.word)
    if isinstance(error, DuplicateEntryError):
        return LexiconFileError(line=line, fault="entry_exists", value=error.written[0])
    return LexiconFileError(line=line, fault="entry_cycle", value=" → ".join(error.written))
