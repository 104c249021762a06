"""What looking at the timetable costs: any month up to 2050, the next hours, a slot before it is saved, the planner's pass.

A commune with forty slots: daily, weekly, every other week, monthly, by the moon, on working days; one in four with edited days.
On SQLite in a folder of its own, the answers built as REST gives them. CPU time, since the machine may be shared.
"""

import gc
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from datetime import time as hour
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figures import Figure, at_most, options, show

from app.accounts import Actor
from app.api.timetable.timetable_answers import MonthLineAnswer, NextLineAnswer
from app.bulletins import Content, create, parse_script
from app.calendar import DayChoice, LeapMonths, LunarDay, Recurrence, recurrence
from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.timetable import (
    Wanted,
    WantedEdit,
    add_slot,
    calendar_file,
    calendar_source,
    edit_day,
    expand,
    forecast,
    listing,
    preview,
    problems,
    working_days,
)
from app.units import BulletinId, CommuneId
from app.zones import Founding, found_commune, zones

NOW = datetime(2025, 11, 4, 1, tzinfo=UTC)
SLOTS = 40
FED = 61
EVERY_MONTH = (LunarDay(1, leap=LeapMonths.ALSO), LunarDay(15, leap=LeapMonths.ALSO))


class Commune:
    """A commune with its slots, on a database of its own."""

    def __init__(self, folder: Path, slots: Sequence[Recurrence], *, edited: bool = False) -> None:
        folder.mkdir()
        engine = make_engine(f"sqlite:///{folder / 'timetable.sqlite3'}")
        migrate(engine)
        self.sessions, self.clock = Sessions(engine), ManualClock(NOW)
        with self.sessions.begin() as session:
            self.founding: Founding = found_commune(session, self.clock, name="xã Liên An", admin="Quản trị")
        self.commune_id: CommuneId = self.founding.commune_id
        self.actor: Actor = self.founding.admin
        with self.sessions.begin() as session:
            key = create(session, self.clock, self.actor, Content(script=parse_script("Kính mời bà con họp.")))
            self.bulletin = BulletinId(key.bulletin_id)
            for number, days in enumerate(slots):
                made = add_slot(session, self.clock, self.actor, self.wanted(days))
                if edited and number % 4 == 0:
                    working = working_days(session, self.commune_id)
                    for day in made.recurrence.days(date(2026, 1, 1), date(2027, 1, 1), working)[:20]:
                        cancelled = WantedEdit(is_cancelled=True, reason="Mất điện.")
                        edit_day(session, self.clock, self.actor, made.id, day=day, wanted=cancelled)
            expand(session, self.clock, self.commune_id)

    def wanted(self, days: Recurrence) -> Wanted:
        """A slot of a quarter of an hour."""
        return Wanted("Bản tin", days, [self.bulletin], "ban-tin", duration_s=900)

    def month(self, year: int, month: int) -> None:
        """As `GET /timetable/months/…` answers."""
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        with self.sessions.read() as session:
            found = listing(session, self.clock, self.commune_id, date(year, month, 1), last)
            json.dumps([MonthLineAnswer.of(each).model_dump(mode="json") for each in found])

    def coming(self) -> None:
        """As `GET /timetable/next` answers."""
        with self.sessions.read() as session:
            paths = {zone.id: zone.path for zone in zones(session, self.commune_id)}
            found = forecast(session, self.clock, self.commune_id, self.clock.now() + timedelta(hours=24))
            json.dumps([NextLineAnswer.of(each, paths).model_dump(mode="json") for each in found])

    def problems(self) -> None:
        """Today's and tomorrow's."""
        with self.sessions.read() as session:
            problems(session, self.clock, self.commune_id)

    def look(self) -> None:
        """At a slot that meets others every day."""
        with self.sessions.read() as session:
            preview(session, self.clock, self.actor, self.wanted(recurrence("FREQ=DAILY", hour(9, 7), NOW.date())))

    def feed(self) -> None:
        """As `GET /timetable/feed.ics` answers whoever has not the newest."""
        with self.sessions.read() as session:
            calendar_file(calendar_source(session, self.clock, self.commune_id))

    def refill(self) -> None:
        """The next two weeks, when nothing has changed."""
        with self.sessions.begin() as session:
            expand(session, self.clock, self.commune_id)


def _recurrence(number: int) -> Recurrence:
    at, first = hour(6 + number % 14, number % 4 * 15), date(2025, 1, 1) + timedelta(days=number)
    rules = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=15,-1", "")
    rule = rules[number % len(rules)]
    if not rule:
        return recurrence("", at, first, lunar=EVERY_MONTH)
    return recurrence(rule, at, first, choice=DayChoice.WORKING_DAYS if number % 3 == 0 else DayChoice.EVERY)


def _daily(number: int) -> Recurrence:
    return recurrence("FREQ=DAILY", hour(6 + number % 14, number // 14 * 5), NOW.date())


def _cpu_ms(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return 1000 * (time.process_time() - begin)


def _least(work: Callable[[], None]) -> float:
    return min(_cpu_ms(work) for _ in range(5))


def _reported(name: str, value: float) -> Figure:
    return Figure(name, round(value, 1), "ms CPU", None, None)


def main() -> None:
    """Measure and print."""
    asked = options(__doc__)
    months = [(year, month) for year in range(2025, 2051) for month in range(1, 13)][10:]
    if asked.quick:
        months = random.Random(1).sample(months, 24)  # noqa: S311  # a seed makes it repeatable
    with tempfile.TemporaryDirectory() as folder:
        commune = Commune(Path(folder) / "mixed", [_recurrence(number) for number in range(SLOTS)], edited=True)
        daily = Commune(Path(folder) / "daily", [_daily(number) for number in range(FED)])
        daily.feed()
        cold = _cpu_ms(lambda: commune.month(2030, 5))  # the first query of a process compiles its statements
        gc.collect()
        gc.freeze()  # as the service does at its start (`app.main`)
        spent = [_cpu_ms(lambda year=year, month=month: commune.month(year, month)) for year, month in months]  # type: ignore[misc]  # bound now
        figures = [
            at_most("month_preview_max_ms", max(spent), "ms CPU", 100),
            _reported("month_preview_median_ms", statistics.median(spent)),
            _reported("month_preview_first_ms", cold),
            _reported("next_24_hours_ms", _least(commune.coming)),
            _reported("problems_ms", _least(commune.problems)),
            _reported("slot_preview_ms", _least(commune.look)),
            _reported("expand_unchanged_ms", _least(commune.refill)),
            at_most("calendar_feed_ms", _least(daily.feed), "ms CPU", 50),
            _reported("calendar_feed_mixed_ms", _least(commune.feed)),
        ]
        for each in (commune, daily):
            each.sessions.close()
    show(figures, as_json=asked.json)


if __name__ == "__main__":
    main()
