"""`loalang read`: written text in, spoken words out."""

import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from app.cli.output import AsJson, print_json, print_left_out, print_table

if TYPE_CHECKING:
    from app.reading import Lexicon, Reading

LexiconFile = Annotated[
    Path | None, typer.Option("--lexicon", metavar="TỆP", help="Từ điển đọc: tệp CSV như «loalang lexicon export» ghi ra.")
]
_COLUMNS = {
    "written": "Cách viết",
    "spoken": "Cách đọc",
    "kind": "Loại",
    "rule": "Quy tắc",
    "pair": "Thí dụ của quy tắc",
    "certainty": "Độ chắc",
}

_BULLETIN = re.compile(
    rb"\A(?:\xef\xbb\xbf)?[a-z][a-z_]*[ \t]*:(?!//)|^[ \t]*(?i:PTV)[12][ \t]*:|\[(?i:" + "nghỉ|nhạc|hiệu lệnh".encode() + rb")",
    re.MULTILINE,
)
"""What only a bulletin file holds: a header, a presenter, a cue. Other texts are read alike, and `read` starts faster."""
_HERE = Path("-")
"""Standard input."""


def read(
    file: Annotated[
        Path, typer.Argument(metavar="[TỆP]", help="Tệp văn bản hoặc tệp bản tin; «-» hoặc bỏ trống: đọc từ bàn phím.")
    ] = _HERE,
    lexicon: LexiconFile = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="Cho biết từng chỗ được đọc theo quy tắc nào.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="Đọc hết, cả phần thể thức: quốc hiệu, nơi nhận, chữ ký.")] = False,
    as_json: AsJson = False,
) -> None:
    """Chuyển văn bản viết thành lời đọc, như đọc một bản tin."""
    raw = sys.stdin.buffer.read() if file == _HERE else file.read_bytes()
    reading = _read(raw, lexicon_of(lexicon), whole=whole)
    if as_json:
        print_json(
            {
                "spoken": reading.spoken,
                "tokens": [token._asdict() for token in reading.tokens],
                "remarks": [asdict(remark) for remark in reading.remarks],
                "left_out": [asdict(line) for line in reading.left_out],
            }
        )
    elif explain:
        _explain(reading)
    else:
        print(reading.spoken)
        if not reading.spoken.strip():
            print("Không có lời nào để đọc.", file=sys.stderr)
        print_left_out([line.text for line in reading.left_out], to=sys.stderr)
        _print_remarks(reading, to=sys.stderr)


def lexicon_of(file: Path | None) -> "Lexicon | None":
    """The lexicon of a CSV file. Raises the errors of a wrong file."""
    if file is None:
        return None
    from app.bulletins import parse_lexicon_file
    from app.reading import Lexicon

    return Lexicon(each.entry for each in parse_lexicon_file(file.read_bytes()))


def _explain(reading: "Reading") -> None:
    from app.reading import pair_of
    from app.words import word

    rows = []
    for token in reading.tokens:
        if token.rule in {"", "word", "space", "line", "punctuation"}:
            continue
        pair = pair_of(token)
        row = {
            "written": reading.source[token.start : token.end].replace("\n", "⏎").replace("\t", "⇥"),
            "spoken": token.spoken,
            "kind": word("token", token.kind),
            "rule": token.rule,
            "pair": " => ".join(pair) if pair else token.note,
            "certainty": word("certainty", token.certainty),
        }
        rows.append(row)
    print_table(rows, _COLUMNS, empty="Không có chỗ nào phải đổi cách đọc.")
    print_left_out([line.text for line in reading.left_out])
    _print_remarks(reading)


def _print_remarks(reading: "Reading", *, to: TextIO | None = None) -> None:
    """What a person should look at again, one line each. to: stdout unless given."""
    for remark in reading.remarks:
        print(f"Nên xem lại: {remark.message}", file=to)


def _read(raw: bytes, lexicon: "Lexicon | None", *, whole: bool) -> "Reading":
    """A text as a bulletin of it would be heard; of a spot, of what is urgent and by `--all` every line."""
    from app.reading import read as read_text

    if not _BULLETIN.search(raw):
        return read_text(_text(raw), formal="read" if whole else "skip", lexicon=lexicon)
    from app.bulletins import Kind, Priority, formal_of, parse_bulletin_file

    file = parse_bulletin_file(raw)
    formal = formal_of(file.header.kind or Kind.NOTICE, file.header.priority or Priority.NORMAL)
    return read_text(file.script.plain, formal="read" if whole else formal, lexicon=lexicon)


def _text(raw: bytes) -> str:
    """Raises what a bulletin file of a wrong encoding raises."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text
    from app.bulletins import decode  # only now: it brings the database along

    return decode(raw, longest=len(raw))
