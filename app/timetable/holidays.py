"""The commune's table of holidays. It begins with the public holidays of the law, and people edit it from there.

The usual rows are there as long as nobody has written one: the first edit writes them all, so a commune that takes one away has
taken it away. Source: Bộ luật Lao động 2019, Điều 112; which day stands beside 2 September, and days that are swapped, is decided
each year and entered as rows of that year.
"""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import Select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.calendar.lunar import LAST_OF_MONTH, LONGEST_MONTH
from app.calendar.working_days import LONGEST_HOLIDAY, CalendarKind, HolidayRule, WorkingDays
from app.clock import Clock
from app.db import of_commune, present, read_once, readable, readable_whole
from app.errors import NotFoundError
from app.tags import Tag, refuse_stale, tag_of
from app.timetable.errors import HolidayError
from app.timetable.tables import HolidayRow
from app.units import CommuneId, new_id
from app.values import frozen

LONGEST_NAME = 200
_LAW = "Bộ luật Lao động 2019, Điều 112"
_FIRST = 1
"""The revision of the usual rows, written or not."""
_MONTHS, _LONGEST_SOLAR = 12, 31
_YEARS = range(2000, 2101)
USUAL: Sequence[tuple[str, HolidayRule]] = (
    ("Tết Dương lịch", HolidayRule(CalendarKind.SOLAR, 1, 1)),
    ("Tết Nguyên đán", HolidayRule(CalendarKind.LUNAR, 12, LAST_OF_MONTH, days=5)),
    ("Giỗ Tổ Hùng Vương", HolidayRule(CalendarKind.LUNAR, 3, 10)),
    ("Ngày Chiến thắng", HolidayRule(CalendarKind.SOLAR, 4, 30)),
    ("Quốc tế Lao động", HolidayRule(CalendarKind.SOLAR, 5, 1)),
    ("Quốc khánh", HolidayRule(CalendarKind.SOLAR, 9, 2)),
)


@frozen
class Holiday:
    """A row of the table. source: the document it comes from."""

    id: UUID
    name: str
    rule: HolidayRule
    source: str
    tag: Tag


def holidays(session: Session, commune_id: CommuneId) -> list[Holiday]:
    """The table, by the time of year."""
    rows = readable(session, _table(commune_id), lambda row: (row.removed_at is None, _holiday(row)))
    found = [each for is_kept, each in rows if is_kept] if rows else _usual(commune_id)
    return sorted(found, key=lambda each: (each.rule.year or 0, each.rule.calendar, each.rule.month, each.rule.day, each.name))


@read_once
def working_days(session: Session, commune_id: CommuneId) -> WorkingDays:
    """What is off and what is worked, as the table has it; Raises `RowUnreadableError`."""
    rows = readable_whole(session, _table(commune_id), lambda row: (row.removed_at is None, _holiday(row)))
    found = [each for is_kept, each in rows if is_kept] if rows else _usual(commune_id)
    return WorkingDays(tuple(each.rule for each in found))


def add_holiday(session: Session, clock: Clock, actor: Actor, name: str, rule: HolidayRule, *, source: str = "") -> Holiday:
    """Add a row. Raises `HolidayError`."""
    _own(session, clock, actor)
    row = HolidayRow(id=new_id(), commune_id=actor.commune_id, revision=0)
    return _write(session, clock, actor, row, name=name, rule=rule, source=source)


def change_holiday(
    session: Session, clock: Clock, actor: Actor, holiday_id: UUID, name: str, *, rule: HolidayRule, source: str, tag: Tag
) -> Holiday:
    """Write a row anew. tag: of the row as it was seen. Raises `HolidayError`, `NotFoundError`, `StaleError`."""
    row = _held(session, clock, actor, holiday_id, tag)
    return _write(session, clock, actor, row, name=name, rule=rule, source=source)


def remove_holiday(session: Session, clock: Clock, actor: Actor, holiday_id: UUID, *, tag: Tag) -> None:
    """Take a row away. tag: of the row as it was seen. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, clock, actor, holiday_id, tag)
    now = clock.now()
    row.removed_at = row.updated_at = now
    row.updated_by = actor.name
    session.flush()
    record_act(session, now, actor, "remove_holiday", subject="holiday", subject_id=row.id, name=row.name)


def holiday(session: Session, commune_id: CommuneId, holiday_id: UUID) -> Holiday:
    """One row. Raises `NotFoundError`."""
    for each in holidays(session, commune_id):
        if each.id == holiday_id:
            return each
    present(session, HolidayRow, holiday_id, commune_id, kind="holiday")  # one that cannot be read says so
    raise NotFoundError(kind="holiday", key=str(holiday_id))


def _held(session: Session, clock: Clock, actor: Actor, holiday_id: UUID, tag: Tag) -> HolidayRow:
    _own(session, clock, actor)
    row = present(session, HolidayRow, holiday_id, actor.commune_id, kind="holiday", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="holiday", key=str(holiday_id))
    return row


def _write(
    session: Session, clock: Clock, actor: Actor, row: HolidayRow, *, name: str, rule: HolidayRule, source: str
) -> Holiday:
    now = clock.now()
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable() or not _is_good(rule):
        raise HolidayError
    row.name, row.source, row.calendar, row.month, row.day = clean, source, rule.calendar, rule.month, rule.day
    row.days, row.year, row.is_worked = rule.days, rule.year, rule.is_worked
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    session.add(row)
    session.flush()
    facts = {
        "name": clean,
        "calendar": rule.calendar.value,
        "month": rule.month,
        "day": rule.day,
        "days": rule.days,
        "year": rule.year,
    }
    record_act(session, now, actor, "put_holiday", subject="holiday", subject_id=row.id, worked=rule.is_worked, **facts)
    return _holiday(row)


def _own(session: Session, clock: Clock, actor: Actor) -> None:
    """Write the usual rows for a commune that has none of its own yet."""
    if _rows(session, actor.commune_id):
        return
    for each in _usual(actor.commune_id):
        rule = each.rule
        session.add(
            HolidayRow(
                id=each.id,
                commune_id=actor.commune_id,
                name=each.name,
                calendar=rule.calendar,
                month=rule.month,
                day=rule.day,
                days=rule.days,
                year=rule.year,
                is_worked=rule.is_worked,
                source=each.source,
                revision=_FIRST,
                updated_at=clock.now(),
                updated_by=actor.name,
            )
        )
    session.flush()


def _usual(commune_id: CommuneId) -> list[Holiday]:
    return [Holiday(uuid5(commune_id, name), name, rule, _LAW, tag_of(_FIRST)) for name, rule in USUAL]


def _rows(session: Session, commune_id: CommuneId) -> list[HolidayRow]:
    return list(session.scalars(_table(commune_id)))


def _table(commune_id: CommuneId) -> Select[HolidayRow]:
    return of_commune(HolidayRow, commune_id).order_by(HolidayRow.id)


def _is_good(rule: HolidayRule) -> bool:
    longest = _LONGEST_SOLAR if rule.calendar is CalendarKind.SOLAR else LONGEST_MONTH
    return (
        1 <= rule.month <= _MONTHS
        and (rule.day == LAST_OF_MONTH or 1 <= rule.day <= longest)
        and 1 <= rule.days <= LONGEST_HOLIDAY
        and (rule.year is None or rule.year in _YEARS)
    )


def _holiday(row: HolidayRow) -> Holiday:
    rule = HolidayRule(row.calendar, row.month, row.day, row.days, row.year, is_worked=row.is_worked)
    return Holiday(row.id, row.name, rule, row.source, tag_of(row.revision))
