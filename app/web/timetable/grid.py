"""The week drawn: only the hours in which something sounds, in bands; inside a band height is time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import Literal

from app.playout import QuietHours
from app.values import frozen
from app.web.timetable.lines import Line

DAY = 24 * 60
"""Everything here is in minutes of a local day."""
_STEPS = (5, 15, 60)
_MOST_ROWS = 36
"""So many rows a band may have; a longer one has longer steps."""
_GAP, _ROUND = 30, 15
_PIXELS = (13, 16, 20, 24, 34)
_SLIM, _MIDDLE, _WHOLE = 34, 72, 92
"""So many pixels need an hour and a title on one line, or below each other with the place, or with a title of two lines."""
_TALLEST = 900
_LANES = 3
_A_LINE = 11
"""So many letters of a title stand beside an hour at 1366 pixels."""
_CROWD = 4
"""So many are named in a cell in which more than three sound at a time."""


@frozen
class Piece:
    """What of an airing lies in one day. is_rest: the part after midnight."""

    line: Line
    begin: int
    end: int
    is_rest: bool = False


@frozen
class Placed:
    """A piece in its cell. row: from 1; lane: from 1, of so many beside each other; 0: it has the whole width."""

    piece: Piece
    row: int
    span: int
    lane: int
    size: Literal["slim", "mid", "whole"]


@frozen
class Cell:
    """A day in a band. lanes: beside each other; 0: too many, they are listed. more: how many are not named."""

    day: date
    placed: tuple[Placed, ...]
    lanes: int
    more: int = 0


@frozen
class Band:
    """Hours in which something sounds on some day of the week. pixels: the height of a step of `step` minutes."""

    begin: int
    end: int
    step: int
    pixels: int
    cells: tuple[Cell, ...]
    kind: str = field(default="band", init=False)


@frozen
class Quiet:
    """Hours in which nothing may sound."""

    begin: int
    end: int
    kind: str = field(default="quiet", init=False)


def hour(minute: int) -> str:
    """`5h30` of a minute of the day; midnight at its end is 24h00."""
    return f"{minute // 60}h{minute % 60:02}"


def rows_of(monday: date, lines: Iterable[Line], quiet: QuietHours) -> list[Band | Quiet]:
    """The week from above to below; the airings of the Sunday before that reach over midnight are among `lines`."""
    pieces: dict[date, list[Piece]] = {monday + timedelta(days=number): [] for number in range(7)}
    for line in lines:
        for day, piece in _pieces(line):
            if day in pieces:
                pieces[day].append(piece)
    bands = [_band(begin, end, pieces) for begin, end in _spans(each for day in pieces.values() for each in day)]
    return sorted([*bands, *_quiet(quiet)], key=lambda row: (row.begin, row.end))


def _pieces(line: Line) -> list[tuple[date, Piece]]:
    """An airing of nothing, or of seconds, is drawn as of a minute."""
    day, begin = line.starts_at.date(), line.starts_at.hour * 60 + line.starts_at.minute
    end = begin + max(line.minutes, 1)
    found = [(day, Piece(line, begin, min(end, DAY)))]
    if end > DAY:
        found.append((day + timedelta(days=1), Piece(line, 0, min(end - DAY, DAY), is_rest=True)))
    return found


def _spans(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """The hours of the bands: what lies near each other on any days is in one."""
    found: list[tuple[int, int]] = []
    for each in sorted(pieces, key=lambda piece: piece.begin):
        begin, end = each.begin // _ROUND * _ROUND, -(-each.end // _ROUND) * _ROUND
        if found and begin < found[-1][1] + _GAP:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((begin, end))
    return found


def _band(begin: int, end: int, pieces: Mapping[date, Sequence[Piece]]) -> Band:
    own = {day: [each for each in found if begin <= each.begin < end] for day, found in pieces.items()}
    step = next((each for each in _STEPS if (end - begin) / each <= _MOST_ROWS), _STEPS[-1])
    spans = [_rows(each, begin, step)[1] for found in own.values() for each in found]
    rows = -(-(end - begin) // step)
    fits = [each for each in _PIXELS if all(each * span >= _need(span * step) for span in spans)]
    low = [each for each in _PIXELS if each * min(spans) >= _SLIM]
    pixels = next((each for each in fits if each * rows <= _TALLEST), (low or _PIXELS[-1:])[0])
    return Band(begin, end, step, pixels, tuple(_cell(day, found, begin, step, pixels) for day, found in own.items()))


def _need(minutes: int) -> int:
    return _SLIM if minutes < _ROUND else _MIDDLE if minutes < 2 * _ROUND else _WHOLE


def _size(pixels: int) -> Literal["slim", "mid", "whole"]:
    return "slim" if pixels < _MIDDLE else "mid" if pixels < _WHOLE else "whole"


def _rows(piece: Piece, begin: int, step: int) -> tuple[int, int]:
    first = (piece.begin - begin) // step
    return first + 1, max(-(-(piece.end - begin) // step) - first, 1)


def _cell(day: date, pieces: Sequence[Piece], begin: int, step: int, pixels: int) -> Cell:
    """Those that overlap stand beside each other; more than three, or what is too low for its title, are listed."""
    placed: list[Placed] = []
    open_rows: list[int] = []
    widest = 1
    cluster: list[Placed] = []
    for piece in sorted(pieces, key=lambda each: (each.begin, each.line.title)):
        row, span = _rows(piece, begin, step)
        if all(end <= row for end in open_rows):
            placed += _alone(cluster)
            cluster, open_rows = [], []
        lane = next((number for number, end in enumerate(open_rows) if end <= row), len(open_rows))
        open_rows[lane : lane + 1] = [row + span]
        widest = max(widest, len(open_rows))
        cluster.append(Placed(piece, row, span, lane + 1, _size(span * pixels)))
    placed += _alone(cluster)
    if widest > _LANES:
        return Cell(day, tuple(placed[:_CROWD]), 0, max(0, len(placed) - _CROWD))
    if any(each.size == "slim" and (each.lane or _is_cut(each, placed)) for each in placed):
        return Cell(day, tuple(placed), 0)
    return Cell(day, tuple(placed), widest)


def _is_cut(slim: Placed, placed: Sequence[Placed]) -> bool:
    """Whether one line is too little for a title, and the cell has room to list what is in it."""
    return len(placed) <= _CROWD and len(slim.piece.line.title) > _A_LINE


def _alone(cluster: list[Placed]) -> list[Placed]:
    """One that nothing stands beside has the whole width."""
    if len(cluster) != 1:
        return cluster
    (only,) = cluster
    return [Placed(only.piece, only.row, only.span, 0, only.size)]


def _quiet(quiet: QuietHours) -> list[Quiet]:
    begin, end = (each.hour * 60 + each.minute for each in (quiet.start, quiet.end))
    if begin < end:
        return [Quiet(begin, end)]
    return [each for each in (Quiet(0, end), Quiet(begin, DAY)) if each.begin < each.end]
