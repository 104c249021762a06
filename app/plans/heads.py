"""The head of a plan's document: its number, its day, its title with the year, and what it goes by."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from app.plans.model import Lines
from app.plans.outline import Item
from app.plans.signs import folded

_NUMBER = re.compile(r"^\s*(?:kế hoạch\s+)?số\s*:?\s*(\d{1,5}[A-Za-z]?\s*/\s*(?:\d{4}\s*/\s*)?KH(?:-[\wĐ&.]+)*)", re.IGNORECASE)
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b(?!\s*[-–]\s*20\d\d)", re.IGNORECASE)
_SPAN = re.compile(
    r"giai đoạn\s+(?:năm\s+)?20\d\d\s*[-–]\s*20\d\d|ngày\s+\d{1,2}[/ .]\S*(?:\s+tháng\s+\d{1,2})?\s+năm\s+20\d\d", re.IGNORECASE
)
_BASIS = re.compile(r"^(?:can cu|thuc hien|theo |xet de nghi)")
_TITLE = re.compile(r"KẾ HOẠCH\b|Kế hoạch (?!số)")
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says. year: of the title; None where it names none, or several. doubts: see `Proposal`."""

    number: str | None
    dated: date | None
    year: int | None
    title: str | None
    legal_basis: tuple[tuple[str, Lines], ...]
    doubts: tuple[str, ...]


def head_of(lines: Sequence[str], items: Sequence[Item]) -> Head:
    """The head. lines: of the whole text; items: those before the first part."""
    end = items[-1].lines[1] if items else 0
    before = lines[:end]
    number = next((match[1].replace(" ", "") for line in before if (match := _NUMBER.match(line))), None)
    basis = tuple((each.text, each.lines) for each in items if _BASIS.match(folded(each.text)))
    title = _title(items)
    years = {int(found) for found in _YEAR.findall(_SPAN.sub(" ", title or ""))}
    year = next(iter(years)) if len(years) == 1 else None
    days = _days(before, basis)
    dated = days[0] if len(set(days)) == 1 else None
    doubts = ["years"] if len(years) > 1 else ["no_year"] if year is None else []
    if len(set(days)) > 1 or (dated is not None and year is not None and dated.year > year):
        doubts.append("dates")
        dated = None
    return Head(number, dated, year, title, basis, tuple(doubts))


def _title(items: Sequence[Item]) -> str | None:
    """What stands on the line "KẾ HOẠCH" and after it, up to what the plan goes by."""
    texts = [each.text for each in items]
    at = next((at for at, text in enumerate(texts) if _TITLE.match(text) and not _NUMBER.match(text)), None)
    if at is None:
        return None
    after = takewhile(
        lambda text: not (_BASIS.match(folded(text)) or _NUMBER.match(text) or _DATED.search(text)), texts[at + 1 :]
    )
    most = _MOST_TITLE_LINES if texts[at].isupper() else 0
    return " ".join([texts[at], *islice(after, most)])


def _days(before: Sequence[str], basis: Sequence[tuple[str, Lines]]) -> list[date]:
    cited = {number for _, (first, last) in basis for number in range(first, last + 1)}
    found = []
    for at, line in enumerate(before, start=1):
        match = None if at in cited else _DATED.search(line)
        if match is None:
            continue
        try:
            found.append(date(int(match[3]), int(match[2]), int(match[1])))
        except ValueError:
            continue
    return found
