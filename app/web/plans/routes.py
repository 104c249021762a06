"""*Kế hoạch*: what was planned for a year against what sounded, the airings behind each figure, and a plan from its text."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile

from app.accounts import Right
from app.bulletins import Language, Theme, version_facts
from app.clock import local
from app.desk import documents, reporting
from app.desk import plans as acts
from app.errors import AppError
from app.plans import Channel, Period, PlanHeardError, Task, Unit, plan, plans, propose, removed_plans, villages_in
from app.reports import (
    CHANNELS,
    Coverage,
    Lack,
    Lacks,
    channels_of,
    charts_of,
    coverage_of,
    deeds_of,
    lack_in_words,
    makes_pdf,
    minutes,
    plan_report,
    plan_report_name,
    plan_report_pdf,
    rows_of,
    village_in_words,
)
from app.tags import Tag
from app.units import ZoneId
from app.visits.reading_turns import ReadingTurn
from app.web.plans.form import PER, PlanFields, proposed
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.words import ONLY_WRITTEN, day_of_year, days_in_words, moment, target_unit, times_written, word
from app.zones import village_names, zone_paths

_FEW = 4
"""So many weeks or months are named, the last ones."""
router = APIRouter(prefix="/ke-hoach", route_class=Page)


@router.get("")
def get_plan(visit: Visiting, nam: str = "") -> Response:
    """This year's plan, or that of another: what sounded against what was planned, and what lags."""
    visit.must(Right.LOOK)
    known = plans(visit.session, visit.commune_id)
    now = visit.parts.clock.now()
    this_year = str(local(now).year)
    chosen = next((each for wanted in (nam, this_year) for each in known if str(each.content.year) == wanted), None)
    chosen = chosen or next(iter(known), None)
    found = None if chosen is None else coverage_of(visit.session, now, visit.commune_id, chosen.id)
    values = {
        "plans": known,
        "found": found,
        "channels": [] if chosen is None else channels_of(visit.session, visit.commune_id, chosen.id).rows,
        "plan": chosen,
        "removed": removed_plans(visit.session, visit.commune_id) if visit.actor.may(Right.WRITE) else [],
        "entered": ""
        if chosen is None or chosen.stands_since < date(chosen.content.year, 2, 1)
        else day_of_year(chosen.stands_since),
        "written": "" if found is None else times_written(found.written),
        "only_written": ONLY_WRITTEN,
        "now_month": local(now).date().replace(day=1),
        "makes_pdf": makes_pdf(),
        "village": village_in_words,
        "unthemed": 0 if chosen is None else sum(map(_is_unthemed, chosen.content.tasks)),
        "charts": charts_of(found) if found else (),
        "name": lambda theme: word("theme", theme.value),
        "target_unit": target_unit,
        "parts": [_part(found, each) for each in Period if each is not Period.YEAR] if found else [],
        "periods": [(each.value, word("report_period", each.value)) for each in Period],
        "low": set() if found is None else {(each.channel, each.theme, each.month) for each in _all(found.lacks)},
        "lacks": [] if found is None else [*_lacks(found.lacks.due, "sắp hết hạn, "), *_lacks(found.lacks.lagging, "")],
        "minutes": minutes,
    }
    return visit.page("plans/coverage.html", values)


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """Where the text of a plan is pasted or brought as a file."""
    visit.must(Right.WRITE)
    return visit.page("plans/bring.html", {"fault": None, "text": ""})


@router.post("/doc")
def post_text(
    _turn: ReadingTurn, visit: Visiting, text: Annotated[str, Form(max_length=500_000)] = "", file: UploadFile | None = None
) -> Response:
    """What the text proposes, in the form, to be corrected; nothing is kept yet."""
    try:
        visit.must(Right.WRITE)
        if file is not None and file.filename:
            text = documents.bring(visit.actor, file.file.read(), file.filename).text
        found = propose(text.splitlines())
        named = villages_in(text.splitlines(), village_names(visit.session, visit.commune_id))
    except AppError as error:
        return visit.page("plans/bring.html", {"fault": visit.fault(error, "text"), "text": text})
    return _form(
        visit,
        PlanFields.of(proposed(found)).model_copy(update={"zones": "\n".join(named)}),
        doubts=[word("plan_doubt", each) for each in found.doubts],
    )


@router.post("")
def post_plan(visit: Visiting, form: Annotated[PlanFields, Form()]) -> Response:
    """Keep a new plan."""
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.add(visit.parts, session, visit.actor, form.content(session, visit.commune_id))
    except AppError as error:
        return _refused(visit, form, error)
    return go(f"/dot-ra-soat/moi?ke_hoach={made.id}" if form.act == "dot" else f"/ke-hoach?nam={made.content.year}")


@router.get("/{plan_id}/sua")
def get_form(visit: Visiting, plan_id: UUID) -> Response:
    """The form of a plan."""
    visit.must(Right.WRITE)
    found = plan(visit.session, visit.commune_id, plan_id)
    return _form(visit, PlanFields.of(found.content, found.tag), plan_id=plan_id)


@router.post("/{plan_id}/sua")
def post_form(visit: Visiting, plan_id: UUID, form: Annotated[PlanFields, Form()]) -> Response:
    """Write a plan anew."""
    try:
        with visit.parts.sessions.begin() as session:
            wanted = form.content(session, visit.commune_id)
            made = acts.change(visit.parts, session, visit.actor, plan_id, wanted=wanted, tag=Tag(form.tag))
    except AppError as error:
        return _refused(visit, form, error, plan_id=plan_id)
    return go(f"/ke-hoach?nam={made.content.year}")


@router.post("/{plan_id}/bo")
def post_away(visit: Visiting, plan_id: UUID, tag: Annotated[str, Form()]) -> Response:
    """Take a plan away. tag: as it was seen."""
    try:
        with visit.parts.sessions.begin() as session:
            acts.remove(visit.parts, session, visit.actor, plan_id, tag=Tag(tag))
    except PlanHeardError as error:
        found = plan(visit.session, visit.commune_id, plan_id)
        return _form(visit, PlanFields.of(found.content, found.tag), plan_id=plan_id, fault=visit.fault(error))
    return go("/ke-hoach", done="da-bo-dong")


@router.post("/{plan_id}/lay-lai")
def post_restore(visit: Visiting, plan_id: UUID) -> Response:
    """Bring a plan back."""
    with visit.parts.sessions.begin() as session:
        acts.restore(visit.parts, session, visit.actor, plan_id)
    return go("/ke-hoach", done="da-lay-lai")


@router.get("/{plan_id}/bao-cao.pdf")
def get_pdf(visit: Visiting, plan_id: UUID, period: Period = Period.YEAR) -> Response:
    """The report as PDF, or the page that says how a service comes to make any."""
    visit.must(Right.LOOK)
    found = plan_report(visit.session, visit.parts.clock.now(), visit.commune_id, plan_id, period)
    name = plan_report_name(found.coverage.plan.content.year, period, "pdf")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    data = plan_report_pdf(found)
    with visit.parts.sessions.begin() as session:
        reporting.take_out(visit.parts, session, visit.actor, plan_id, period, form="pdf")
    return Response(data, media_type="application/pdf", headers=headers)


@router.get("/{plan_id}/luot")
def get_airings(
    visit: Visiting,
    plan_id: UUID,
    chu_de: str = "",
    thang: str = "",
    thon: UUID | None = None,
    tieng: str = "",
    tep: str = "",
    ky: str = "",
) -> Response:
    """The airings that a figure was counted from."""
    visit.must(Right.LOOK)
    theme = Theme(chu_de) if chu_de in set(Theme) else None
    month = int(thang) if thang in {str(number) for number in range(1, 13)} else None
    found = plan(visit.session, visit.commune_id, plan_id)
    period = _period(ky)
    language = Language(tieng) if tieng in set(Language) else None
    heard = rows_of(
        visit.session,
        visit.commune_id,
        plan_id,
        theme=theme,
        month=month,
        period=period,
        zone_id=ZoneId(thon) if thon else None,
        language=language,
        is_written=bool(tep) or None,
    )
    facts = version_facts(visit.session, visit.commune_id, {each.version_id for each in heard})
    rows = [
        (moment(each.at), facts[each.version_id].title, word("theme", each.theme.value), each.seconds, each.is_written)
        for each in heard
        if each.version_id in facts
    ]
    of = [word("theme", theme.value) if theme else "Mọi chủ đề"]
    of += [zone_paths(visit.session, visit.commune_id)[ZoneId(thon)].partition(" / ")[2]] if thon else []
    of += [word("language", language.value)] if language else []
    values = {"plan": found, "rows": rows, "of": ", ".join(of), "when": _when(month, period, found.content.year)}
    values |= {"written": times_written(sum(each.is_written for each in heard)), "only_written": ONLY_WRITTEN}
    return visit.page("plans/airings.html", values)


@router.get("/{plan_id}/viec-da-lam")
def get_deeds(visit: Visiting, plan_id: UUID, kenh: str = "", chu_de: str = "", thang: str = "", ky: str = "") -> Response:
    """The banners, sessions and page entries that a figure was counted from."""
    visit.must(Right.LOOK)
    channel = Channel(kenh) if kenh in set(CHANNELS) else None
    theme = Theme(chu_de) if chu_de in set(Theme) else None
    month = int(thang) if thang in {str(number) for number in range(1, 13)} else None
    found = plan(visit.session, visit.commune_id, plan_id)
    done = deeds_of(visit.session, visit.commune_id, plan_id, channel=channel, theme=theme, month=month, period=_period(ky))
    rows = [(each, day_of_year(each.on), word("channel", each.channel.value), word("theme", each.theme.value)) for each in done]
    of = [word("channel", channel.value)] if channel else ["Mọi kênh"]
    of += [word("theme", theme.value)] if theme else []
    return visit.page(
        "plans/deeds.html",
        {"plan": found, "rows": rows, "of": " – ".join(of), "when": _when(month, _period(ky), found.content.year)},
    )


def _period(typed: str) -> Period:
    return Period(typed) if typed in set(Period) else Period.YEAR


def _when(month: int | None, period: Period, year: int) -> str:
    """What part of the year a list is of, in words."""
    if month is not None:
        return f"tháng {month}/{year}"
    return f"năm {year}" if period is Period.YEAR else f"{word('report_period', period.value)} năm {year}"


def _is_unthemed(task: Task) -> bool:
    """Whether its target is of loudspeakers and of no theme, so that nothing can be held against it."""
    return task.target is not None and task.theme is None and task.channel in {None, Channel.LOUDSPEAKERS}


def _part(found: Coverage, period: Period) -> tuple[str, str, int, float, int]:
    """A half or a quarter: its code and name, how often and for how many seconds something sounded, how often it was to."""
    months = set(period.months(found.plan.content.year))
    own = [each for each in found.cells if each.month in months]
    times, seconds = sum(each.times for each in own), sum(each.seconds for each in own)
    return period.value, word("report_period", period.value), times, seconds, sum(each.due_times for each in own)


def _all(lacks: Lacks) -> Iterator[Lack]:
    """What was over, and what is due."""
    yield from lacks.lagging
    yield from lacks.due


def _lacks(found: Sequence[Lack], before: str) -> Iterator[tuple[Lack, str, str]]:
    """What each channel and theme falls short of, in words: one to know it by, its name, and what. before: said of it first."""
    groups: dict[tuple[Channel, Theme | None, Unit], list[Lack]] = {}
    for each in found:
        groups.setdefault((each.channel, each.theme, each.unit), []).append(each)
    for (channel, _, unit), own in groups.items():
        is_loud = channel is Channel.LOUDSPEAKERS
        days = list(dict.fromkeys(days_in_words(each.first, each.last) for each in own))
        more = f" và {len(days) - _FEW} lần khác" if len(days) > _FEW else ""
        did = "phát" if is_loud else "được"
        counted = f"{sum(each.done for each in own)}/{sum(each.due for each in own)} {target_unit(unit.value, channel.value)}"
        yield own[0], lack_in_words(own[0]), f"{before}{', '.join(days[-_FEW:])}{more} mới {did} {counted}"


def _refused(visit: Visit, form: PlanFields, error: AppError, plan_id: UUID | None = None) -> Response:
    return _form(visit, form, plan_id=plan_id, fault=visit.fault(error))


def _form(
    visit: Visit,
    form: PlanFields,
    *,
    plan_id: UUID | None = None,
    doubts: list[str] | None = None,
    fault: Fault | None = None,
) -> Response:
    values = {
        "form": form,
        "to": "/ke-hoach" if plan_id is None else f"/ke-hoach/{plan_id}/sua",
        "away": f"/ke-hoach/{plan_id}/bo",
        "doubts": doubts or [],
        "fault": fault,
        "theme_words": [(each.value, word("theme", each.value)) for each in Theme],
        "channel_words": [(each.value, word("channel", each.value)) for each in Channel],
        "pers": PER,
    }
    return visit.page("plans/write.html", values)
