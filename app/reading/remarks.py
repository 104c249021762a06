"""The list to look at: what an officer should see before a text is read to a village."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.reading.aligned import tables
from app.reading.bars import stood_up
from app.reading.model import Certainty, Concern, Kind, Remark, Threshold, Token
from app.reading.slips import find_slips

_ASKED = {
    Kind.ABBREVIATION: (Concern.UNKNOWN_ABBREVIATION, "chữ viết tắt chưa biết, đang đọc từng chữ cái"),
    Kind.FOREIGN: (Concern.FOREIGN, "từ nước ngoài hoặc tên riêng chưa biết, nên nghe thử"),
    Kind.SYMBOL: (Concern.UNREAD, "ký hiệu chưa chắc cách đọc"),
}
_UNSURE = (Concern.AMBIGUOUS, "chưa chắc cách đọc, nên nghe thử")
_READ_ANYWAY = "giống phần thể thức của văn bản nhưng chưa chắc, nên máy vẫn đọc"
_WITH_FIGURE = "dòng có con số nhưng không đọc trên loa"
_SKIPPED = {
    "page": "giống phần thêm của trang mạng, không phải nội dung bài, nên không đọc trên loa",
    "source": "giống tên người viết bài hoặc nguồn tin, không phải nội dung bài, nên không đọc trên loa",
    "speaker": "giống tên người đọc trong kịch bản nên không đọc trên loa; muốn hai giọng đọc thì ghi PTV1: và PTV2:",
}
_BY_CELL = "bảng dán mỗi ô một dòng: máy đọc từng ô, không kèm tên cột, ô trống không nghe thấy; nên viết lại mỗi dòng một câu"
_BY_ROW = "bảng không có vạch kẻ: máy đọc từng dòng, không kèm tên cột; nên viết lại mỗi dòng một câu"
_MUCH = "hơn một phần ba số chữ của văn bản không được đọc"
_WORD = 12
"""Characters of a word beside a mark that a remark shows."""
_LARGE_SHARE = 3
"""Of the words of a text: where more than a third are left out, the officer is asked."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_OF_A_DOCUMENT = re.compile(
    r"(?:nghị định|quyết định|thông tư|kế hoạch|nghị quyết|chỉ thị|công văn|thông báo|luật|"
    r"QĐ|NĐ|TT|KH|NQ|CT|CV|TB)[^.,;\n]{0,60}ngày\s*$",
    re.IGNORECASE,
)


def remarks(
    text: str,
    tokens: Sequence[Token],
    doubtful: Iterable[tuple[int, int]],
    today: date | None,
    thresholds: Sequence[Threshold],
) -> tuple[Remark, ...]:
    """All there is to look at, in the order of the text. Dates of the documents named are no news and are left out."""
    unsaid = [(token.start, token.end) for token in tokens if token.kind is Kind.SKIPPED or token.rule == "cut word"]
    slips = [slip for slip in _slips(text) if not any(start < slip.end and slip.start < end for start, end in unsaid)]
    misspelled = {at for slip in slips for at in range(slip.start, slip.end)}
    found = [
        remark for remark in _of_tokens(text, tokens) if remark.concern is not Concern.FOREIGN or remark.start not in misspelled
    ]
    found += [*slips, *_much_left_out(text, tokens), *_read_by_cell(text, tokens), *_read_by_row(text, tokens)]
    found += [Remark(*span, Concern.AMBIGUOUS, f"«{_shown(text[slice(*span)])}»: {_READ_ANYWAY}") for span in doubtful]
    if today is not None:
        found += [*_past(text, tokens, today), *_ended(text, thresholds, today)]
    return tuple(_once(sorted(found, key=lambda remark: (remark.start, remark.end))))


def _once(found: Sequence[Remark]) -> Iterator[Remark]:
    """One line for what recurs, at its first place, with how many places there are; a suggestion belongs to each place."""
    times = Counter((remark.concern, remark.message) for remark in found)
    said = set()
    for remark in found:
        what = remark.concern, remark.message
        if remark.suggestion or times[what] == 1:
            yield remark
        elif what not in said:
            said.add(what)
            yield replace(remark, message=f"{remark.message} (có {times[what]} chỗ)")


def _of_tokens(text: str, tokens: Sequence[Token]) -> Iterator[Remark]:
    for token in _names_together(text, tokens):
        if token.kind is Kind.SKIPPED:
            if token.certainty is Certainty.ASK:
                written = _shown(text[token.start : token.end])
                message = f"«{written}»: {_SKIPPED.get(token.rule, _WITH_FIGURE)}"
                yield Remark(token.start, token.end, Concern.SKIPPED, message)
        elif token.certainty is Certainty.ASK:
            concern, message = _ASKED.get(token.kind, _UNSURE)
            if token.note:
                concern, message = Concern.AMBIGUOUS, f"{token.note}; đang đọc là «{token.spoken}»"
            yield Remark(token.start, token.end, concern, f"«{text[token.start : token.end]}»: {message}")


def _names_together(text: str, tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens but blanks, unknown names that stand in a row as one: "Tilt Super" is one thing to listen to."""
    name: Token | None = None
    for token in tokens:
        unknown = token.kind is Kind.FOREIGN and token.certainty is Certainty.ASK and not token.note
        if token.kind is Kind.SPACE:
            continue
        if unknown and name is not None and text[name.end : token.start] == " ":
            name = name._replace(end=token.end)
            continue
        if name is not None:
            yield name
        name = token if unknown else None
        if not unknown:
            yield token
    if name is not None:
        yield name


def _much_left_out(text: str, tokens: Sequence[Token]) -> Iterator[Remark]:
    """A single remark where so much is left out that it may not be form alone."""
    skipped = [token for token in tokens if token.kind is Kind.SKIPPED]
    lost = sum(len(text[token.start : token.end].split()) for token in skipped)
    if lost * _LARGE_SHARE > len(text.split()):
        yield Remark(skipped[0].start, skipped[0].end, Concern.SKIPPED, _MUCH)


def _read_by_cell(text: str, tokens: Sequence[Token]) -> Iterator[Remark]:
    """A single remark, at its first cell, where a table with bars has each cell on a line of its own and its columns are lost."""
    for start, end, until in stood_up(text):
        if not any(token.rule == "table head" and start <= token.start < until for token in tokens):
            yield Remark(start, end, Concern.AMBIGUOUS, f"«{_shown(text[start:end])}»: {_BY_CELL}")
            return


def _read_by_row(text: str, tokens: Sequence[Token]) -> Iterator[Remark]:
    """A single remark, at its first row, where a table without bars is said without the heads of its columns."""
    for start, end in tables(text):
        inside = [token for token in tokens if start <= token.start < end and token.spoken]
        if inside and not any(token.note.startswith("cột «") for token in inside):
            row = text[start:end].partition("\n")[0]
            yield Remark(start, start + len(row), Concern.AMBIGUOUS, f"«{_shown(row)}»: {_BY_ROW}")
            return


def _shown(line: str) -> str:
    """The beginning of a line, as a remark shows it."""
    return textwrap.shorten(line, 60, placeholder="…")


def _slips(text: str) -> Iterator[Remark]:
    for start, end, right in find_slips(text):
        if right.split() == text[start:end].split():
            message = f"«{_with_neighbours(text, start, end)}»: dấu cách chưa đúng chỗ"
        else:
            message = f"«{text[start:end]}»: có phải là «{right}»?"
        yield Remark(start, end, Concern.SPELLING, message, right)


def _with_neighbours(text: str, start: int, end: int) -> str:
    """A mark with the words it stands between, so that places of one kind are told apart: "lúa ,ngô"."""
    before = text[max(0, start - _WORD) : start].rpartition("\n")[2].rpartition(" ")[2]
    after = text[end : end + _WORD].partition("\n")[0].lstrip().partition(" ")[0].rstrip(".,;:)")
    gap = " " if text[end : end + 1] == " " else ""
    return f"{before}{text[start:end]}{gap}{after}"


def _past(text: str, tokens: Sequence[Token], today: date) -> Iterator[Remark]:
    for token in tokens:
        day = _DAY.fullmatch(text, token.start, token.end) if token.kind is Kind.DATE else None
        if day is None or _OF_A_DOCUMENT.search(text[max(0, token.start - 100) : token.start]):
            continue
        try:
            written = date(int(day[3]), int(day[2]), int(day[1]))
        except ValueError:
            continue  # the 30th of February: read, but no day to compare
        if written < today:
            yield Remark(token.start, token.end, Concern.PAST_DATE, f"«{day[0]}»: ngày đã qua")


def _ended(text: str, thresholds: Sequence[Threshold], today: date) -> Iterator[Remark]:
    for threshold in thresholds:
        if threshold.until >= today:
            continue
        for match in re.finditer(rf"(?<![\d.,]){re.escape(threshold.written)}(?!\d|[.,]\d)", text):
            message = f"«{match[0]}»: {threshold.what} chỉ áp dụng đến {threshold.until:%d/%m/%Y}"
            yield Remark(match.start(), match.end(), Concern.THRESHOLD, message)
