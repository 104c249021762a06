"""A campaign made: its steps on their days, a draft bulletin and its slots for each, a checklist; all of it or nothing.

Nothing of it sounds before somebody approves it: the bulletins are drafts, and a slot with a draft in it is silent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.audit import locked_head
from app.bulletins import Content, Kind, Theme, VersionKey, create, parse_script
from app.calendar import DayChoice, recurrence
from app.campaigns.days import refuse_wrong_days, spans
from app.campaigns.errors import (
    CampaignExistsError,
    CampaignTelephoneError,
    MeetingDayError,
    MeetingMissingError,
    NamesUnexplainedError,
    NotAVillageError,
    VillageTwiceError,
)
from app.campaigns.model import Campaign, DayUnit, Meeting, Piece, Span, StepChoice, Wanted
from app.campaigns.naming import HEADING, refuse_unexplained, refuse_wrong_households
from app.campaigns.own_steps import template_for
from app.campaigns.step_templates import CampaignTemplate, StepTemplate, terms_of
from app.campaigns.stored import campaign, piece_json, piece_of
from app.campaigns.tables import CampaignRow, CampaignStepRow, CampaignTaskRow
from app.campaigns.texts import amounts_of, amounts_on, basis_of, clean_field, script_of, title_of
from app.clock import Clock, local
from app.errors import NotFoundError
from app.standards import PovertyStandard, standards
from app.timetable import Wanted as WantedSlot
from app.timetable import add_slot, day_of, working_days
from app.typed import typed_telephones
from app.units import BulletinId, CommuneId, SlotId, ZoneId, new_id
from app.values import frozen
from app.words import day_of_year, moment
from app.zones import Level, Zone, commune, resolve

PROGRAMME = "ban-tin"
_BEYOND_A_VILLAGE = frozenset({Level.COMMUNE, Level.FORMER_COMMUNE})


def make(session: Session, clock: Clock, actor: Actor, wanted: Wanted) -> Campaign:
    """Make a campaign.

    Raises those of `app.campaigns.errors`, `UnknownZoneError`, `AmbiguousZoneError`, `NotFoundError` for a step that the kind has
    not, and what `app.bulletins.create` and `app.timetable.add_slot` raise.
    """
    template = template_for(session, actor.commune_id, wanted.kind)
    for code in wanted.steps or {}:
        if all(each.code != code for each in template.steps):
            raise NotFoundError(kind="campaign_step", key=code)
    row = _campaign_row(session, clock, actor, wanted, template)
    _refuse_again(session, row)
    session.add(row)
    session.flush()
    known = standards(session, actor.commune_id)
    made = _Made(session, clock, actor, row, commune(session, actor.commune_id).name, known)
    terms = [terms_of(each, wanted.choice(each.code)) for each in template.steps]
    found = spans(terms, row.first_date, row.last_date, working_days(session, actor.commune_id))
    for position, step in enumerate(template.steps):
        kept = _step_row(row, position, step, choice=wanted.choice(step.code), span=found[step.code])
        refuse_wrong_households(session, actor.commune_id, wanted.choice(step.code).names)
        session.add(kept)
        session.flush()
        kept.pieces = [
            piece_json(made.piece(kept, each, step.kind)) for each in _meetings(session, actor, step, kept, wanted.meetings)
        ]
        session.flush()
        for piece in map(piece_of, kept.pieces):
            refuse_unexplained(session, actor.commune_id, piece.bulletin_id, Theme.REVIEW, piece.script)
        _add_tasks(session, kept, step)
    session.flush()
    facts = {"title": row.title, "first_date": row.first_date.isoformat(), "kind": row.kind.value}
    record_act(session, clock.now(), actor, "make", subject="campaign", subject_id=row.id, **facts)
    return campaign(session, actor.commune_id, row.id)


def preview(session: Session, clock: Clock, actor: Actor, wanted: Wanted) -> Campaign:
    """What `make` would make; nothing is kept. Raises what it raises."""
    with session.begin_nested() as trial:
        found = make(session, clock, actor, wanted)
        trial.rollback()
    return found


@frozen
class _Made:
    """The bulletins and slots of one campaign as they are made."""

    session: Session
    clock: Clock
    actor: Actor
    row: CampaignRow
    commune: str
    standards: Sequence[PovertyStandard]

    def piece(self, step: CampaignStepRow, met: tuple[Zone, Meeting] | None, kind: Kind) -> Piece:
        """One bulletin and its slots. met: of a step whose villages meet."""
        zone, meeting = met if met is not None else (None, None)
        zones = [zone.path] if zone is not None else self.row.zones
        amounts = amounts_of(self.standards, self.row, step)
        span, script = piece_span(step, meeting), script_of(self.commune, self.row, step, meeting, amounts)
        title = f"{step.title}: {zone.name}" if zone is not None else step.title
        basis = basis_of(self.row, amounts)
        content = content_of(basis, title, script, zones=zones, span=span, meeting=meeting)
        key = create(self.session, self.clock, self.actor, replace(content, kind=kind))
        return Piece(
            id=new_id(),
            zone_id=zone.id if zone is not None else None,
            meeting=meeting,
            span=span,
            script=script,
            bulletin_id=key.bulletin_id,
            slot_ids=tuple(self._slot(step, key, at, title=title, zones=zones, span=span) for at in step.times),
        )

    def _slot(self, step: CampaignStepRow, key: VersionKey, at: str, *, title: str, zones: Sequence[str], span: Span) -> SlotId:
        wanted = WantedSlot(
            title=title,
            recurrence=recurrence("FREQ=DAILY", time.fromisoformat(at), span.first, span.last, choice=choice_of(step.unit)),
            bulletins=[BulletinId(key.bulletin_id)],
            template=PROGRAMME,
            zones=zones,
        )
        return add_slot(self.session, self.clock, self.actor, wanted).id


def choice_of(unit: DayUnit) -> DayChoice:
    """On which days a step is heard: where it counts working days, on those alone."""
    return DayChoice.WORKING_DAYS if unit is DayUnit.WORKING else DayChoice.EVERY


def piece_span(step: CampaignStepRow, meeting: Meeting | None) -> Span:
    """The days a bulletin is heard on: those of its step; an invitation from some days before its meeting up to that."""
    if meeting is None:
        return Span(step.first_date, step.last_date)
    day = local(meeting.at).date()
    return Span(max(step.first_date, day - timedelta(days=step.lead_days)), day)


def content_of(
    legal_basis: list[str], title: str, script: str, *, zones: Sequence[str], span: Span, meeting: Meeting | None
) -> Content:
    """What a bulletin of a campaign is. An invitation is over when its meeting begins."""
    return Content(
        script=parse_script(script),
        title=title,
        theme=Theme.REVIEW,
        zones=zones,
        valid_from=day_of(span.first)[0],
        valid_to=meeting.at if meeting is not None else day_of(span.last)[1],
        legal_basis=legal_basis,
    )


def refuse_meeting_day(step: CampaignStepRow, meeting: Meeting) -> None:
    """Raises `MeetingDayError` for a meeting outside of the days of its step."""
    day = local(meeting.at).date()
    if not step.first_date <= day <= step.last_date:
        facts = {"first": day_of_year(step.first_date), "last": day_of_year(step.last_date)}
        raise MeetingDayError(village=meeting.zone, day=day_of_year(day), **facts)


def _campaign_row(session: Session, clock: Clock, actor: Actor, wanted: Wanted, template: CampaignTemplate) -> CampaignRow:
    now = clock.now()
    last = refuse_wrong_days(template.window, wanted.first_date, wanted.last_date, local(now).date())
    amounts = amounts_on(standards(session, actor.commune_id), wanted.first_date)
    row = CampaignRow(
        id=new_id(),
        commune_id=actor.commune_id,
        kind=wanted.kind,
        title="",
        first_date=wanted.first_date,
        last_date=last,
        officer_name=clean_field("officer", wanted.officer),
        hotline=_telephones(clean_field("hotline", wanted.hotline)),
        place=clean_field("place", wanted.place),
        legal_basis=[each.format(nguon=amounts.source) for each in template.legal_basis],
        zones=[zone.path for zone in resolve(session, actor.commune_id, wanted.zones)],
        amounts=amounts.json(),
        revision=1,
        created_at=now,
        created_by=actor.name,
        updated_at=now,
        removed_at=None,
    )
    row.title = title_of(template.title, row)
    return row


def _telephones(text: str) -> str:
    """Raises `CampaignTelephoneError`."""
    try:
        return typed_telephones(text)
    except ValueError:
        raise CampaignTelephoneError(typed=text) from None


def _refuse_again(session: Session, row: CampaignRow) -> None:
    """Raises `CampaignExistsError` where the same was made, also in this very moment: pressed twice, it would sound twice."""
    locked_head(session, CommuneId(row.commune_id))  # of the chain: whoever comes second waits for the first, and sees it
    same = CampaignRow.kind == row.kind, CampaignRow.first_date == row.first_date, CampaignRow.removed_at.is_(None)
    for each in session.scalars(select(CampaignRow).where(CampaignRow.commune_id == row.commune_id, *same)):
        if sorted(each.zones) == sorted(row.zones):
            raise CampaignExistsError(title=each.title, since=moment(each.created_at), by=each.created_by)


def _step_row(row: CampaignRow, position: int, step: StepTemplate, *, choice: StepChoice, span: Span) -> CampaignStepRow:
    if (choice.names or choice.names_reason) and not (step.may_read_names and choice.names and choice.names_reason.strip()):
        raise NamesUnexplainedError(step=step.title)
    script = choice.script.replace("{", "{{").replace("}", "}}") if choice.script is not None else step.script
    if choice.names:
        listed = "\n".join(clean_field("names", each).replace("{", "{{") + "." for each in choice.names)
        script = f"{script.strip()}\n\n{HEADING}\n{listed}"
    return CampaignStepRow(
        id=new_id(),
        commune_id=row.commune_id,
        campaign_id=row.id,
        position=position,
        code=step.code,
        title=step.title,
        days=choice.days if choice.days is not None else step.days,
        unit=step.unit,
        basis=clean_field("basis", choice.basis) if choice.basis is not None else step.basis,
        together=step.together,
        beyond=step.beyond,
        fixed=choice.first_date,
        first_date=span.first,
        last_date=span.last,
        times=[each.isoformat() for each in (choice.times if choice.times is not None else step.times)],
        lead_days=step.lead_days,
        script=script,
        names_reason=clean_field("names_reason", choice.names_reason) if choice.names else "",
        pieces=[],
    )


def _meetings(
    session: Session, actor: Actor, step: StepTemplate, kept: CampaignStepRow, wanted: Sequence[Meeting]
) -> list[tuple[Zone, Meeting] | None]:
    """For each bulletin of a step the village that it is for; one for nobody in particular where no village meets."""
    if not step.by_village:
        return [None]
    if not wanted:
        raise MeetingMissingError
    found: list[tuple[Zone, Meeting] | None] = []
    seen: set[ZoneId] = set()
    for each in wanted:
        [zone] = resolve(session, actor.commune_id, [each.zone])
        if zone.level in _BEYOND_A_VILLAGE:
            raise NotAVillageError(zone=zone.path)
        if zone.id in seen:
            raise VillageTwiceError(zone=zone.path)
        seen.add(zone.id)
        meeting = replace(each, zone=zone.path, place=clean_field("place", each.place))
        refuse_meeting_day(kept, meeting)
        found.append((zone, meeting))
    return found


def _add_tasks(session: Session, kept: CampaignStepRow, step: StepTemplate) -> None:
    for position, each in enumerate(step.tasks):
        task = CampaignTaskRow(
            id=new_id(),
            commune_id=kept.commune_id,
            step_id=kept.id,
            position=position,
            who=each.who,
            what=each.what,
            before=each.before,
            done_at=None,
            done_by=None,
        )
        task.due = due_of(task, kept)
        session.add(task)


def due_of(task: CampaignTaskRow, step: CampaignStepRow) -> date:
    """By when a line of the checklist is to be done."""
    return step.last_date if task.before is None else step.first_date - timedelta(days=task.before)
