"""A year's plan: what its coverage, its files and the reading of its text cost the processor.

Fills the database of a running service with 10,000 airings of a year on one station (`--quick`: 1,000), in the whole commune or
in one of its villages, each told by two lines of a log; asks for the page *Kế hoạch* as a browser does; and reads a plan of
40 pages out of a Word file. Figures: `docs/benchmarks.md`.
"""

import io
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from api import Service
from docx import Document
from figures import at_most, options, show
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts import Actor, person_called
from app.airing import AsRunKind, OccurrenceState
from app.airlog.tables import AsRunRow
from app.bulletins import Content, Theme, approve, create, delivery, parse_script, spoken_script, submit
from app.bulletins.model import Priority
from app.calendar import recurrence
from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.documents import read_document
from app.plans import Channel, Per, PlanContent, Target, Task, Unit, add_plan, propose
from app.reports import Letter, PlanReport, coverage_csv, plan_report, plan_report_docx, plan_report_xlsx
from app.speech import VoiceChain
from app.timetable import Wanted, add_slot
from app.timetable.tables import OccurrenceRow
from app.units import BulletinId
from app.zones import Level, add_station, add_zone, root_zone

YEAR = 2025
TURNS = 9
PAGES = 30
BULLETINS = 40
VILLAGES = 12
DAYS = 360
PAGE_LINES = 45
LINE = "- Phát trên hệ thống loa truyền thanh quy trình rà soát hộ nghèo, chính sách hỗ trợ vay vốn, bảo hiểm y tế năm 2025."


def _approved(session: Session, clock: ManualClock, admin: Actor, number: int) -> tuple[str, UUID]:
    script = parse_script(f"Mời bà con nghe tin số {number}.")
    theme = list(Theme)[number % len(Theme)]
    begins, ends = datetime(YEAR, 1, 1, tzinfo=UTC), datetime(YEAR, 12, 31, tzinfo=UTC)
    content = Content(script=script, theme=theme, valid_from=begins, valid_to=ends)
    key = create(session, clock, admin, content)
    said = delivery(VoiceChain(), Priority.NORMAL)
    submit(session, clock, admin, key.bulletin_id, key.number, spoken=spoken_script(script), delivery=said)
    approve(session, clock, admin, key.bulletin_id, key.number)
    return str(key.version_id), key.bulletin_id


def _fill(session: Session, clock: ManualClock, admin: Actor, airings: int) -> None:
    made = [_approved(session, clock, admin, number) for number in range(BULLETINS)]
    versions, first = [version for version, _ in made], made[0][1]
    rule = recurrence("FREQ=DAILY", datetime(YEAR, 1, 1, 8, tzinfo=UTC).time(), date(YEAR, 1, 1), date(YEAR, 12, 31))
    slot = add_slot(
        session,
        clock,
        admin,
        Wanted(title="Buổi sáng", recurrence=rule, bulletins=[BulletinId(first)], template="ban-tin"),
    )
    root = root_zone(session, admin.commune_id).id
    villages = [
        add_zone(session, clock, admin, parent_id=root, level=Level.VILLAGE, name=f"thôn {number}").id
        for number in range(1, VILLAGES + 1)
    ]
    wheres = [root, *villages]
    station = add_station(session, clock, admin, name="Máy", zone_ids=[root], outputs={}).station
    common: dict[str, object] = {"commune_id": admin.commune_id}
    occurrences: list[dict[str, object]] = []
    lines: list[dict[str, object]] = []
    for number in range(airings):
        day = date(YEAR, 1, 1) + timedelta(days=number % DAYS)
        at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(minutes=number // DAYS)
        key = uuid4()
        occurrences.append(
            common
            | {"id": key, "slot_id": slot.id, "day": day, "part": number // DAYS, "starts_at": at, "state": OccurrenceState.AIRED}
            | {"reason": None, "version_ids": [versions[number % BULLETINS], versions[(number + 7) % BULLETINS]], "left_out": []}
            | {
                "zone_ids": [str(wheres[number % len(wheres)])],
                "content_hash": None,
                "rendering_id": None,
                "length_s": 120.0,
                "heard_s": 120.0,
                "is_written": False,
                "cheerful": False,
            }
            | {"updated_at": at}
        )
        for output in ("trong", "ngoài"):
            lines.append(
                common
                | {"id": uuid4(), "station_id": station.id, "sequence": len(lines) + 1, "kind": AsRunKind.PROGRAMME}
                | {"occurrence_id": key, "title": "Buổi sáng", "approved_by": "", "output": output, "reason": None, "fault": None}
                | {"state": OccurrenceState.AIRED, "at": at, "planned_at": at, "started_at": at, "start_error_ms": 0}
                | {"seconds": 120.0, "peak_dbfs": -3.0, "audio_sha256": None, "content_hash": "c" * 64, "received_at": at}
            )
    session.execute(insert(OccurrenceRow), occurrences)
    session.execute(insert(AsRunRow), lines)


def _plan() -> PlanContent:
    target = Target(3, Unit.TIMES, date(YEAR, 1, 1), date(YEAR, 12, 31), per=Per.MONTH)
    tasks = tuple(Task(f"Phát {theme.value}", theme, Channel.LOUDSPEAKERS, target=target) for theme in Theme)
    return PlanContent(year=YEAR, title=f"Kế hoạch năm {YEAR}", tasks=tasks)


def _docx(lines: Sequence[str]) -> bytes:
    """A Word file of these lines, a paragraph each, every tenth a row of a table."""
    made, into = Document(), io.BytesIO()
    for number, line in enumerate(lines):
        if number % 10:
            made.add_paragraph(line)
        else:
            for cell, text in zip(made.add_table(rows=1, cols=3).row_cells(0), (str(number), line, "48 lượt"), strict=True):
                cell.text = text
    made.save(into)
    return into.getvalue()


def _ms(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(TURNS):
        begun = sum(os.times()[:4])  # with children: a Word file is opened in one
        act()
        taken.append(1000 * (sum(os.times()[:4]) - begun))
    return sorted(taken)[TURNS // 2]


class _Running:
    """A service whose database holds a year of airings and its plan."""

    def __init__(self, folder: Path, airings: int) -> None:
        self._service = Service(folder)
        self._engine = make_engine(f"sqlite:///{folder / 'data' / 'loalang.sqlite3'}")
        self._sessions, clock = Sessions(self._engine), ManualClock(datetime(YEAR, 1, 1, tzinfo=UTC))
        with self._sessions.begin() as session:
            admin = person_called(session, "Quản trị")
            _fill(session, clock, admin, airings)
            self._plan_id = add_plan(session, clock, admin, _plan()).id
        self._commune_id = admin.commune_id

    def page_ms(self) -> float:
        """What the page costs the processor of the service, when it was seen before."""
        with closing(self._service.browser()) as browser:
            browser.get("/ke-hoach").raise_for_status()
            begun = self._service.spent_s()
            for _ in range(PAGES):
                page = browser.get("/ke-hoach").raise_for_status().text
            spent = self._service.spent_s() - begun
        if f"thôn {VILLAGES}" not in page:
            raise SystemExit("the page tells nothing of the villages")
        return 1000 * spent / PAGES

    def report_ms(self) -> float:
        """The report as a Word file."""
        with self._sessions.read() as session:
            return _ms(lambda: plan_report_docx(self._report(session), Letter.PLAN_REPORT.own))

    def sheets_ms(self) -> float:
        """The tables of it for Excel."""
        with self._sessions.read() as session:
            report = self._report(session)
        return _ms(lambda: (coverage_csv(report.coverage, report.channels), plan_report_xlsx(report)))

    def _report(self, session: Session) -> PlanReport:
        return plan_report(session, datetime(YEAR, 12, 30, tzinfo=UTC), self._commune_id, self._plan_id)

    def close(self) -> None:
        """End the service."""
        self._engine.dispose()
        self._service.stop()


def main() -> None:
    """Measure and print."""
    given = options(__doc__)
    airings = 1_000 if given.quick else 10_000
    text = ["KẾ HOẠCH", f"Truyền thông giảm nghèo năm {YEAR}"]
    for heading, pages in (("I. NỘI DUNG TUYÊN TRUYỀN", 20), ("II. NHIỆM VỤ", 10), ("III. KINH PHÍ", 10)):
        text += [heading, *([LINE] * (pages * PAGE_LINES))]
    with tempfile.TemporaryDirectory() as folder, closing(_Running(Path(folder), airings)) as running:
        page_ms, report_ms, sheets_ms = running.page_ms(), running.report_ms(), running.sheets_ms()
        letter = _docx(text)
        read_ms = _ms(lambda: propose(read_document(letter, name="ke-hoach.docx").text.split("\n")))
    show(
        [
            at_most("coverage_page_ms", page_ms, "ms", 100),
            at_most("report_ms", report_ms, "ms", 3000),
            at_most("sheets_ms", sheets_ms, "ms", 3000),
            at_most("import_40_pages_docx_ms", read_ms, "ms", 2000),
        ],
        as_json=given.json,
    )


if __name__ == "__main__":
    main()
