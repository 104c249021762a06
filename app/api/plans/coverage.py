"""How far a plan is carried out, by what the stations sounded: figures, the airings behind each, and files of both."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.orm import Session

from app.api.shared.answers import also, file_of
from app.api.shared.forms import Answer
from app.api.shared.printed import page_to_print
from app.bulletins import Language, Theme, version_facts
from app.desk import reporting
from app.edge import AskedFirst, Looking, Parts, ReadSession, WriteSession
from app.plans import Channel, Period, Unit, plan
from app.reports import (
    Airing,
    Cell,
    Coverage,
    Letter,
    channels_of,
    coverage_csv,
    coverage_of,
    deeds_of,
    plan_report,
    plan_report_docx,
    plan_report_json,
    plan_report_name,
    plan_report_page,
    plan_report_pdf,
    plan_report_xlsx,
    rows_of,
)
from app.units import CommuneId, VersionId, ZoneId

router = APIRouter(prefix="/plans/{plan_id}/coverage", tags=["campaigns"], route_class=AskedFirst)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REPORTS = ("text/html", "text/csv", "application/json", _XLSX, DOCX, PDF)


class CellAnswer(Answer):
    """A theme in a month. month: its first day; minutes, due_minutes: done and planned, as times and due_times.

    written: how many of `times` went into files alone, which no loudspeaker sounded.
    """

    theme: Theme
    month: date
    times: int
    due_times: int
    minutes: float
    due_minutes: int
    written: int

    @classmethod
    def of(cls, cell: Cell) -> Self:
        """The answer for one."""
        return cls(
            theme=cell.theme,
            month=cell.month,
            times=cell.times,
            due_times=cell.due_times,
            minutes=round(cell.seconds / 60, 1),
            due_minutes=cell.due_minutes,
            written=cell.written,
        )


class VillageAnswer(Answer):
    """How often each theme was to be heard in a village. left_on: when it went into another (`into`), or was taken away.

    written: of all of them, those that went into files alone; due: how often by now, by the plan.
    """

    zone_id: UUID
    path: str
    times: dict[Theme, int]
    due: dict[Theme, int]
    written: int
    left_on: date | None
    into: str


class LanguageAnswer(Answer):
    """What sounded in a language."""

    language: Language
    times: int
    minutes: float


class LackAnswer(Answer):
    """What falls short of a target in its days, both included. done: so far; due: by the last of them; theme: null: of any."""

    channel: Channel
    theme: Theme | None
    unit: Unit
    first: date
    last: date
    done: int
    due: int


class CoverageAnswer(Answer):
    """A plan and what sounded for it.

    lagging: targets whose days are over and that fell short while the plan stood; due: those that do so yet and end in a week.
    """

    plan_id: UUID
    year: int
    at: datetime
    cells: list[CellAnswer]
    villages: list[VillageAnswer]
    languages: list[LanguageAnswer]
    lagging: list[LackAnswer]
    due: list[LackAnswer]

    @classmethod
    def of(cls, found: Coverage) -> Self:
        """The answer for one."""
        return cls(
            plan_id=found.plan.id,
            year=found.plan.content.year,
            at=found.at,
            cells=[CellAnswer.of(each) for each in found.cells],
            villages=[
                VillageAnswer(
                    zone_id=each.zone_id,
                    path=each.path,
                    times=dict(each.times),
                    due=dict(each.due),
                    written=each.written,
                    left_on=each.left_on,
                    into=each.into,
                )
                for each in found.villages
            ],
            languages=[
                LanguageAnswer(language=key, times=each.times, minutes=round(each.seconds / 60, 1))
                for key, each in found.languages.items()
            ],
            lagging=[LackAnswer.model_validate(each) for each in found.lacks.lagging],
            due=[LackAnswer.model_validate(each) for each in found.lacks.due],
        )


class PlanAiringAnswer(Answer):
    """One bulletin in one airing, as it was counted. occurrence_id: of the lines of the log; is_written: into files alone."""

    occurrence_id: UUID
    version_id: UUID
    title: str
    theme: Theme
    at: datetime
    seconds: float
    is_written: bool


class AiringsAnswer(Answer):
    """The airings behind a figure, by time."""

    items: list[PlanAiringAnswer]


class ChannelCellAnswer(Answer):
    """A channel in a month, or what of it counts to a theme. theme: null for all of it; due: as it was planned."""

    channel: Channel
    theme: Theme | None
    month: date
    done: int
    due: int


class ChannelsAnswer(Answer):
    """What was done by each channel beside the loudspeakers."""

    cells: list[ChannelCellAnswer]


class DeedAnswer(Answer):
    """One thing that was counted. key: of the banner, the session, or the version that is on the page; people: who came."""

    channel: Channel
    theme: Theme
    on: date
    key: UUID
    title: str
    place: str
    people: int | None


class DeedsAnswer(Answer):
    """What is behind a figure, by day."""

    items: list[DeedAnswer]


@router.get("")
def get_coverage(parts: Parts, actor: Looking, session: ReadSession, plan_id: UUID) -> CoverageAnswer:
    """Target against what the stations sounded, by theme, month, village and language."""
    return CoverageAnswer.of(coverage_of(session, parts.clock.now(), actor.commune_id, plan_id))


@router.get("/airings")
def get_airings(
    actor: Looking,
    session: ReadSession,
    plan_id: UUID,
    theme: Theme | None = None,
    month: Annotated[int | None, Query(ge=1, le=12, description="Tháng; để trống là cả năm.")] = None,
    zone: Annotated[UUID | None, Query(description="Thôn được nghe, cũng có thể là thôn không còn.")] = None,
    language: Language | None = None,
    written: Annotated[bool | None, Query(description="Chỉ những lượt chỉ ghi thành tệp, hay chỉ những lượt ra loa.")] = None,
    period: Annotated[Period, Query(description="Cả năm, nửa năm hay quý; khi không nêu tháng.")] = Period.YEAR,
) -> AiringsAnswer:
    """The airings that a figure was counted from."""
    found = rows_of(
        session,
        actor.commune_id,
        plan_id,
        theme=theme,
        month=month,
        period=period,
        zone_id=ZoneId(zone) if zone else None,
        language=language,
        is_written=written,
    )
    titles = _titles(session, actor.commune_id, found)
    return AiringsAnswer(
        items=[
            PlanAiringAnswer(
                occurrence_id=each.occurrence_id,
                version_id=each.version_id,
                title=titles.get(each.version_id, ""),
                theme=each.theme,
                at=each.at,
                seconds=each.seconds,
                is_written=each.is_written,
            )
            for each in found
        ]
    )


@router.get("/channels")
def get_channels(actor: Looking, session: ReadSession, plan_id: UUID) -> ChannelsAnswer:
    """What was done by the channels beside the loudspeakers, by theme and month."""
    found = channels_of(session, actor.commune_id, plan_id)
    return ChannelsAnswer(cells=[ChannelCellAnswer.model_validate(each) for each in found.cells])


@router.get("/deeds")
def get_deeds(
    actor: Looking,
    session: ReadSession,
    plan_id: UUID,
    channel: Channel | None = None,
    theme: Theme | None = None,
    month: Annotated[int | None, Query(ge=1, le=12, description="Tháng; để trống là cả năm.")] = None,
    period: Annotated[Period, Query(description="Cả năm, nửa năm hay quý; khi không nêu tháng.")] = Period.YEAR,
) -> DeedsAnswer:
    """The banners, sessions and page entries that a figure of `channels` was counted from."""
    found = deeds_of(session, actor.commune_id, plan_id, channel=channel, theme=theme, month=month, period=period)
    return DeedsAnswer(items=[DeedAnswer.model_validate(each) for each in found])


@router.get("/report", response_class=Response, responses=file_of(*_REPORTS) | also(409))
def get_report(
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    record: WriteSession,
    plan_id: UUID,
    form: Annotated[Literal["html", "docx", "pdf", "csv", "json", "xlsx"], Query(alias="format")] = "html",
    period: Annotated[Period, Query(description="Cả năm, nửa năm hay quý.")] = Period.YEAR,
) -> Response:
    """The report to sign: a page, a Word file, PDF (an extra); figures for the level above (CSV, JSON); every airing (Excel).

    The audit log says so.
    """
    now = parts.clock.now()
    if form == "csv":
        year = plan(session, actor.commune_id, plan_id).content.year
        found_channels = channels_of(session, actor.commune_id, plan_id, period)
        data = coverage_csv(coverage_of(session, now, actor.commune_id, plan_id, period), found_channels)
        kind = "text/csv; charset=utf-8"
    else:
        found = plan_report(session, now, actor.commune_id, plan_id, period)
        year = found.coverage.plan.content.year
        if form == "json":
            data, kind = plan_report_json(found), "application/json"
        elif form == "xlsx":
            data, kind = plan_report_xlsx(found), _XLSX
        elif form == "docx":
            data, kind = plan_report_docx(found, reporting.template_of(session, actor, Letter.PLAN_REPORT)), DOCX
        elif form == "pdf":
            data, kind = plan_report_pdf(found), PDF
        else:
            page = page_to_print(plan_report_page(found), plan_report_name(year, period, form))
            reporting.take_out(parts, record, actor, plan_id, period, form=form)
            return page
    reporting.take_out(parts, record, actor, plan_id, period, form=form)
    name = plan_report_name(year, period, form)
    return Response(data, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _titles(session: Session, commune_id: CommuneId, found: Iterable[Airing]) -> dict[VersionId, str]:
    facts = version_facts(session, commune_id, {each.version_id for each in found})
    return {key: each.title for key, each in facts.items()}
