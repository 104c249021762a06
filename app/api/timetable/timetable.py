"""The timetable as a whole: any month, the next hours, what to mend, a slot before it is saved, a week copied."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ConfigDict
from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.api.shared.answers import also, file_of
from app.api.shared.forms import Form, LocalDate
from app.api.timetable.slot_forms import SlotForm
from app.api.timetable.timetable_answers import (
    ConflictAnswer,
    CopiedAnswer,
    CopiedDayAnswer,
    CopyPreviewAnswer,
    HeardApartAnswer,
    LapseAnswer,
    MonthAnswer,
    MonthLineAnswer,
    NextAnswer,
    NextLineAnswer,
    PreviewAnswer,
    ProblemAnswer,
    ProblemsAnswer,
)
from app.clock import local
from app.desk import timetable as acts
from app.edge import AskedFirst, Credential, Looking, Parts, ReadSession, SignedIn, WriteSession, actor_of
from app.timetable import forecast, listing, problems
from app.units import SlotId
from app.visits.seen import has_already, quoted
from app.wiring import Services
from app.zones import zone_paths

router = APIRouter(prefix="/timetable", tags=["timetable"], route_class=AskedFirst)

_CALENDAR = file_of("text/calendar") | also(304)

Month = Annotated[str, Path(pattern=r"^20\d\d-(0[1-9]|1[0-2])$", description="Tháng dương lịch, như 2026-02.")]


class CopyForm(Form):
    """A day of the week that is copied, and one of the week that is to be like it; weeks begin on Monday."""

    from_week: LocalDate
    to_week: LocalDate

    model_config = ConfigDict(json_schema_extra={"examples": [{"from_week": "2025-11-03", "to_week": "2025-11-17"}]})


@router.get("/months/{month}")
def get_month(parts: Parts, actor: Looking, session: ReadSession, month: Month) -> MonthAnswer:
    """A whole month as it is worked out from the slots, however far away; each day with its date by the moon."""
    year, number = int(month[:4]), int(month[5:])
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    found = listing(session, parts.clock, actor.commune_id, first, last)
    return MonthAnswer(month=month, items=[MonthLineAnswer.of(each) for each in found])


@router.get("/calendar.ics", response_class=Response, responses=_CALENDAR)
def get_calendar(parts: Parts, actor: Looking, session: ReadSession, request: Request) -> Response:
    """The timetable as an iCalendar file; 304 when the client has it."""
    return _calendar(parts, actor, session, request)


@router.get("/feed.ics", response_class=Response, responses=_CALENDAR | also(401, 403))
def get_feed(
    parts: Parts,
    session: ReadSession,
    request: Request,
    token: Annotated[str, Query(max_length=200, description="Mã chỉ để xem lịch (scope «feed»).")] = "",
) -> Response:
    """The same for calendars that fetch it by themselves: the address carries a token that opens nothing else.

    It stands behind the question mark, which no log of ours keeps.
    """
    actor = actor_of(parts, Credential(token))
    actor.must(Right.FEED)
    return _calendar(parts, actor, session, request)


def _calendar(parts: Services, actor: Actor, session: Session, request: Request) -> Response:
    from app.timetable import calendar_file, calendar_source  # noqa: PLC0415  # light start

    source = calendar_source(session, parts.clock, actor.commune_id)
    headers = {"Cache-Control": "private, max-age=300", "ETag": quoted(source.tag)}
    if has_already(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'attachment; filename="lich-phat.ics"'
    return Response(calendar_file(source), media_type="text/calendar; charset=utf-8", headers=headers)


@router.get("/next")
def get_next(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    hours: Annotated[int, Query(ge=1, le=14 * 24, description="Bao nhiêu giờ tới.")] = 24,
) -> NextAnswer:
    """What will sound in the next hours, and what would but may not, as things stand at this moment."""
    until = parts.clock.now() + timedelta(hours=hours)
    paths = zone_paths(session, actor.commune_id)
    found = forecast(session, parts.clock, actor.commune_id, until)
    return NextAnswer(until=until, items=[NextLineAnswer.of(each, paths) for each in found])


@router.get("/problems")
def get_problems(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    days: Annotated[int, Query(ge=1, le=14, description="Tính cả hôm nay.")] = 2,
) -> ProblemsAnswer:
    """What will go wrong today and tomorrow if nobody mends it, with what to do."""
    paths = zone_paths(session, actor.commune_id)
    found = problems(session, parts.clock, actor.commune_id, days=days)
    return ProblemsAnswer(items=[ProblemAnswer.of(each, paths) for each in found])


@router.post("/preview")
def post_preview(
    parts: Parts,
    actor: SignedIn,
    session: ReadSession,
    form: SlotForm,
    instead_of: Annotated[UUID | None, Query(description="Khung giờ mà bản này sẽ thay.")] = None,
    of_day: Annotated[LocalDate | None, Query(description="Chỉ thay ngày này của khung giờ, như khi dời một lượt phát.")] = None,
) -> PreviewAnswer:
    """A slot before it is saved: its days, what it would meet in the next two months, and the nearest hour that is free."""
    replaced = SlotId(instead_of) if instead_of is not None else None
    wanted = form.wanted(local(parts.clock.now()).date())
    found = acts.try_slot(parts, session, actor, wanted, instead_of=replaced, of_day=of_day)
    paths = zone_paths(session, actor.commune_id)
    return PreviewAnswer(
        starts=list(found.starts),
        conflicts=[ConflictAnswer.of(each, paths) for each in found.conflicts],
        suggestion=found.suggestion,
        heard=[HeardApartAnswer.of(each) for each in found.heard],
        lapses=[LapseAnswer.of(each) for each in found.lapses],
    )


@router.post("/copy-week/preview")
def post_copy_week_preview(parts: Parts, actor: SignedIn, session: ReadSession, form: CopyForm) -> CopyPreviewAnswer:
    """The same before it is saved: what would be added, and what that would meet."""
    report, met = acts.try_copy(parts, session, actor, form.from_week, form.to_week)
    paths = zone_paths(session, actor.commune_id)
    return CopyPreviewAnswer(
        items=[CopiedDayAnswer.of(each) for each in report], conflicts=[ConflictAnswer.of(each, paths) for each in met]
    )


@router.post("/copy-week")
def post_copy_week(parts: Parts, actor: SignedIn, session: WriteSession, form: CopyForm) -> CopiedAnswer:
    """Let one week be heard as another is. Nothing is taken away; a day that was excepted or cancelled stays so."""
    report = acts.copy(parts, session, actor, form.from_week, form.to_week)
    return CopiedAnswer(items=[CopiedDayAnswer.of(each) for each in report])
