"""The head of a plan's document: its number, its day, its title with the year, and what it goes by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice, takewhile

from app.plans.model import Lines
from app.plans.outline import Item
from app.plans.signs import folded
from app.values import frozen

_NUMBER = re.compile(r"^\s*(?:kế hoạch\s+)?số\s*:?\s*(\d{1,5}[A-Za-z]?\s*/\s*(?:\d{4}\s*/\s*)?KH(?:-[\wĐ&.]+)*)", re.IGNORECASE)
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b(?!\s*[-–]\s*20\d\d)", re.IGNORECASE)
_SPAN = re.compile(
    r"giai đoạn\s+(?:năm\s+)?20\d\d\s*[-–]\s*20\d\d|ngày\s+\d{1,2}[/ .]\S*(?:\s+tháng\s+\d{1,2})?\s+năm\s+20\d\d", re.IGNORECASE
)
_BASIS = re.compile(r"^(?:can cu|thuc hien|theo |xet de nghi)")
_TITLE = re.compile(r"KẾ HOẠCH\b|Kế hoạch (?!số)")
_PLAN = "KẾ HOẠCH"
_NO_TITLE = re.compile(r"^can cu|^\(|^(?:ke hoach )?so\b|\bso \d+/|ngay \d+ thang \d+ nam")
_AFTER_TITLE = re.compile(rf"{_BASIS.pattern}|{_NO_TITLE.pattern}|^(?:uy ban nhan dan|ubnd)\b")
_MOST_TITLE_LINES = 4


@frozen
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
    number = next((match[1].replace(" ", "") for line in lines[:end] if (match := _NUMBER.match(line))), None)
    titled = _title(items)
    title = _joined(titled)
    basis = [each for each in items if _BASIS.match(folded(each.text)) and each not in titled]
    years = {int(found) for found in _YEAR.findall(_SPAN.sub(" ", title or ""))}
    year = next(iter(years)) if len(years) == 1 else None
    days = list(_days(each.text for each in items if each not in basis))
    dated = days[0] if len(set(days)) == 1 else None
    doubts = ["years"] if len(years) > 1 else ["no_year"] if year is None else []
    if len(set(days)) > 1 or (dated is not None and year is not None and dated.year > year):
        doubts.append("dates")
        dated = None
    return Head(number, dated, year, title, tuple((each.text, each.lines) for each in basis), tuple(doubts))


def _title(items: Sequence[Item]) -> list[Item]:
    """What stands after "KẾ HOẠCH", up to what the plan goes by; a line that goes on after the word is a title of its own."""
    at = next((at for at, each in enumerate(items) if _TITLE.match(each.text) and not _NUMBER.match(each.text)), None)
    if at is None or not items[at].text.isupper():
        return [] if at is None else [items[at]]
    first = [each for each in items[at + 1 : at + 2] if not _NO_TITLE.search(folded(each.text))]  # also "Thực hiện …"
    rest = takewhile(lambda each: not _AFTER_TITLE.search(folded(each.text)), items[at + 2 :]) if first else ()
    return [items[at], *first, *islice(rest, _MOST_TITLE_LINES - 1)]


def _joined(titled: Sequence[Item]) -> str | None:
    """The title without the word for what it is, where that stands in capitals."""
    said = " ".join(each.text for each in titled if any(sign.isalnum() for sign in each.text))
    return said.removeprefix(_PLAN).strip(" :-–") or None


def _days(texts: Iterable[str]) -> Iterator[date]:
    for text in texts:
        match = _DATED.search(text)
        if match is not None:
            with suppress(ValueError):
                yield date(int(match[3]), int(match[2]), int(match[1]))
