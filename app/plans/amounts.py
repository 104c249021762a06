"""How much a text says is to be done, how often and when: `mỗi tuần 2 lượt`, `02 lớp tập huấn`, `60 phút/tháng`, `quý II`.

Only what stands there counts: an amount for each village, a number of listeners or of leaflets is no target of the commune.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import normalize

from app.plans.model import MOST_TARGET, Channel, Per, Unit
from app.plans.signs import channels_in
from app.values import frozen

_WORDS = {word: number for number, word in enumerate(("một", "hai", "ba", "bốn"), start=1)} | {
    word: number for number, word in enumerate(("sáu", "bảy", "tám", "chín", "mười"), start=6)
}
"""Not "năm": it is five, and a year far more often."""
_NOUNS = (
    (Channel.TRAINING, r"lớp"),
    (Channel.BANNERS, r"băng[ -]?[rzd]ôn|khẩu hiệu|pa[ -]?nô|áp[ -]?phích|phướn"),
    (Channel.MEETINGS, r"hội nghị|cuộc (?:họp|đối thoại)"),
    (
        None,
        (
            r"lượt(?! (?:người|hộ|truy cập|xem|nghe))|lần(?! thứ)|buổi|cuộc|đợt|kỳ|tin,? bài|bản tin|tin|bài(?: viết)?"
            r"|phóng sự|video|clip|chuyên (?:mục|đề)|chương trình(?! (?:mục tiêu|mtqg|\d))|phút"
        ),
    ),
)
_PIECE = r"cái|chiếc|tấm|bộ|cây|dải|băng|tờ|bảng"
"""What hangs, where a table says what it is in another cell. A cell alone: within a sentence these words say other things too."""
_HANGS = re.compile(rf"\b(?:{dict(_NOUNS)[Channel.BANNERS]})\b")
_LEAFLETS = re.compile(r"\btờ (?:rơi|gấp)|\bsổ tay")
_COUNTED = "|".join(words for _, words in _NOUNS)
_HEARD = ("lượt", "lần", "phút")
_DIGITS = (
    r"(?<![\d/.,–-])(?<!ngày )(?<!tháng )(?<!năm )(?<!quý )(?!20\d\d\b)"
    r"(\d{1,3}(?:\.\d{3}){1,2}|\d{1,4})(?:\s*(?:-|–|đến)\s*\d{1,4})?"
)
_AMOUNT = re.compile(
    rf"(?:{_DIGITS}|(?<!thứ )\b({'|'.join(_WORDS)}))\s*\|?\s*(?:(?:tấm|cái|chiếc|bộ|cụm)\s+)?"
    rf"({_COUNTED}|(?<=\| )(?:{_PIECE})(?= \||$))(?!\w)"
)
_TURNED = re.compile(rf"\|\s*({_COUNTED}|{_PIECE})\s*\|\s*(\d{{1,5}})\s*(?=\||$)")
"""A table whose unit stands before the number."""
_CELL = re.compile(rf"(?<=\| )(\d{{1,4}}) ({_PIECE})(?= \||$)")
"""A cell with both, of what another cell names: `| 05 cái |`."""
_ROW = re.compile(r"^\d{1,3}(?:\.\d{1,2})*[.)]? \| (?=.*\|)")
"""The number of a row in its table, before the thing that it is about."""
_PER = re.compile(r"(?:/\s*|\b(?:mỗi|một|1|01|hàng|hằng)\s+)(ngày|tuần|tháng|quý|năm)\b")
_PERS = {"ngày": Per.DAY, "tuần": Per.WEEK, "tháng": Per.MONTH, "quý": Per.QUARTER, "năm": Per.WHOLE}
_EACH = re.compile(
    r"(?:mỗi|từng|/)\s*(?:thôn|xóm|bản|ấp|tổ|khu|cụm|xã|phường|trường|đơn vị|hộ|lớp|lần|buổi|kỳ|số|bài|tin|người)\b"
)
_SOME_DAYS = re.compile(r"\d\s*ngày")
"""So much a day, but only for some days that nobody dates."""
_CLAUSE = re.compile(r"[;.,:]\s+|\s+và\s+(?=\D{0,80}\d)")
_DAY = r"(?:ngày\s+)?(\d{1,2})/(\d{1,2})(?:/\d{4})?"
_DAYS = re.compile(rf"từ\s+{_DAY}\s+đến\s+(?:hết\s+)?{_DAY}(?!/)")
_MONTHS = re.compile(r"tháng\s+(\d{1,2})(?:/\d{4})?\s*(?:-|–|đến)\s*(?:hết\s+)?(?:tháng\s+)?(\d{1,2})(?!\d|\.\d)")
_BEFORE = re.compile(rf"trước\s+{_DAY}(?!/)")
_MONTH = re.compile(r"tháng\s+(\d{1,2})(?!\d|\.\d)")
_QUARTER = re.compile(r"quý\s+(iv|i{1,3}|[1-4])\b")
_HALF = re.compile(r"(?:6|06|sáu) tháng (đầu|cuối) năm")
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@frozen
class Amount:
    """So much, each `per`. channel: that its noun or its clause names."""

    amount: int
    unit: Unit
    per: Per
    channel: Channel | None


class _Number(NamedTuple):
    """A number and what it counts, and where in the clause it stands."""

    digits: str
    noun: str
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """The amounts a text names, in their order; the cells of a row are parted by `|`."""
    plain = _ROW.sub("| ", _plain(text)).replace("tin, bài", "tin bài")
    of_text = channels_in(plain)
    above: re.Match[str] | None = None
    for clause in _CLAUSE.split(plain):
        found = [] if _EACH.search(clause) else list(_numbers(clause))
        per = _PER.search(clause)
        above = per if per is not None and not found else above
        for each, after in zip_longest(found, found[1:]):
            end = after.start if after is not None else len(clause)
            is_before = per is not None and per.start() < found[0].start
            own = _PER.search(clause, each.end, end) or (per if is_before else None) or above
            amount = _amount(each, own, channels_in(clause), of_text)
            if re.fullmatch(_PIECE, each.noun):
                amount = _hung(amount, each.noun, plain)
            if amount is not None and not (amount.per is Per.DAY and _SOME_DAYS.search(plain)):
                yield amount


def _plain(text: str) -> str:
    """In small letters, each run of blanks one: the patterns try every length of one."""
    return " ".join(normalize("NFC", text).casefold().split())


def _numbers(clause: str) -> Iterator[_Number]:
    for match in _AMOUNT.finditer(clause):
        yield _Number(match[1] or match[2], match[3], match.start(), match.end())
    for match in _CELL.finditer(clause):
        yield _Number(match[1], match[2], match.start(), match.end())
    turned = _TURNED.search(clause)
    if turned is not None and _AMOUNT.search(clause) is None:
        yield _Number(turned[2], turned[1], turned.start(), turned.end())


def _amount(said: _Number, per: re.Match[str] | None, of_clause: list[Channel], of_text: list[Channel]) -> Amount | None:
    """None for what is no target: how long one programme is, "phát lại một lần"."""
    value = _WORDS.get(said.digits) or int(said.digits.replace(".", ""))
    is_minutes = said.noun == "phút"
    if not 0 < value <= MOST_TARGET or (per is None and (is_minutes or said.digits in _WORDS)):
        return None
    channel = next((channel for channel, words in _NOUNS if re.fullmatch(words, said.noun)), None)
    channel = channel or _named(said.noun, of_clause) or _named(said.noun, of_text)
    unit = Unit.MINUTES if is_minutes else Unit.TIMES
    return Amount(value, unit, _PERS[per[1]] if per is not None else Per.WHOLE, channel)


def _hung(amount: Amount | None, noun: str, plain: str) -> Amount | None:
    """None where nothing that hangs is named, or leaflets are counted by the leaf."""
    hangs = _HANGS.search(plain) and not (noun == "tờ" and _LEAFLETS.search(plain))
    return replace(amount, channel=Channel.BANNERS) if amount is not None and hangs else None


def _named(noun: str, channels: list[Channel]) -> Channel | None:
    if noun in _HEARD:
        return Channel.LOUDSPEAKERS if Channel.LOUDSPEAKERS in channels else None
    return channels[0] if len(channels) == 1 else None


def days_in(text: str, year: int) -> tuple[date, date]:
    """From when to when, within `year`; all of it where a text names no days, several, or none that there are."""
    plain = _plain(text)
    whole = date(year, 1, 1), date(year, 12, 31)
    found: set[tuple[date, date]] = set()
    try:
        for days in _DAYS.finditer(plain):
            found.add((date(year, int(days[2]), int(days[1])), date(year, int(days[4]), int(days[3]))))
        found |= {(whole[0], date(year, int(each[2]), int(each[1]))) for each in _BEFORE.finditer(plain)}
        found |= {_months(year, int(each[1]), int(each[2])) for each in _MONTHS.finditer(plain)}
        rest = _HALF.sub(" ", _MONTHS.sub(" ", plain))
        found |= {_months(year, int(each[1]), int(each[1])) for each in _MONTH.finditer(rest)}
        found |= {_months(year, 3 * quarter - 2, 3 * quarter) for quarter in _quarters(plain)}
        found |= {_months(year, 1, 6) if each[1] == "đầu" else _months(year, 7, 12) for each in _HALF.finditer(plain)}
    except ValueError:
        return whole
    first, last = next(iter(found)) if len(found) == 1 else whole
    return (first, last) if first <= last else whole


def _quarters(plain: str) -> Iterator[int]:
    for each in _QUARTER.finditer(plain):
        yield _QUARTERS.get(each[1]) or int(each[1])


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """All days of some months. Raises ValueError for a month that there is not."""
    return date(year, first, 1), (date(year, last, 1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
