"""`loalang read`: written text in, spoken words out."""

import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.output import AsJson, print_json, print_table

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
    rb"\A(?:\xef\xbb\xbf)?(?:title|kind|theme|priority|zones|valid_from|valid_to|legal_basis)[ \t]*:|^[ \t]*PTV[12][ \t]*:",
    re.MULTILINE,
)
"""What tells a bulletin file from a plain text."""


def read(
    file: Annotated[Path | None, typer.Argument(metavar="[TỆP]", help="Tệp văn bản; bỏ trống thì đọc từ bàn phím.")] = None,
    lexicon: LexiconFile = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="Cho biết từng chỗ được đọc theo quy tắc nào.")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="Bỏ phần không đọc trên loa: quốc hiệu, nơi nhận, chữ ký.")] = False,
    as_json: AsJson = False,
) -> None:
    """Chuyển văn bản viết thành lời đọc."""
    raw = sys.stdin.buffer.read() if file is None else file.read_bytes()
    reading = _read(raw, lexicon_of(lexicon), skip=skip)
    if as_json:
        tokens = [asdict(token) for token in reading.tokens]
        print_json({"spoken": reading.spoken, "tokens": tokens, "remarks": [asdict(remark) for remark in reading.remarks]})
    elif explain:
        _explain(reading)
    else:
        print(reading.spoken)


def lexicon_of(file: Path | None) -> "Lexicon | None":
    """The lexicon of a CSV file. Raises the errors of a wrong file."""
    if file is None:
        return None
    from app.bulletins import parse_lexicon_file
    from app.reading import Lexicon

    return Lexicon(each.entry for each in parse_lexicon_file(file.read_bytes()))


def _explain(reading: "Reading") -> None:
    from app.reading import pair_of
    from app.sentences import word

    rows = []
    for token in reading.tokens:
        if token.rule in {"", "word", "space", "punctuation"}:
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
    for remark in reading.remarks:
        written = reading.source[remark.start : remark.end].splitlines()
        print(f"Nên xem lại «{written[0] if written else ''}»: {remark.message}")


def _read(raw: bytes, lexicon: "Lexicon | None", *, skip: bool) -> "Reading":
    """A text as it is; a bulletin file (one with a header or presenters) as it will be heard."""
    from app.reading import read as read_text

    if _BULLETIN.search(raw):
        from app.bulletins import parse_bulletin_file

        return read_text(parse_bulletin_file(raw).script.plain, formal="skip", lexicon=lexicon)
    return read_text(_text(raw), formal="skip" if skip else "read", lexicon=lexicon)


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
