"""A campaign changed: a step on other days and all that follows with it; a line of the checklist ticked; the whole undone.

What has been on the air stays as it was: a step that was heard keeps its first day, and its bulletins keep their versions.
"""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import Kind, State, edit, latest, parse_script, reopen, slogans, versions
from app.calendar.working_days import WorkingDays
from app.campaigns.days import Terms, spans
from app.campaigns.errors import CampaignHeardError, StepHeardError
from app.campaigns.making import content_of, due_of, piece_span, refuse_meeting_day
from app.campaigns.model import Campaign, Change, Heard, Moved, Piece, Span
from app.campaigns.naming import refuse_unexplained
from app.campaigns.stored import campaign, held, piece_json, piece_of, step_rows, task_rows
from app.campaigns.tables import CampaignRow, CampaignStepRow, CampaignTaskRow
from app.campaigns.texts import amounts_of, basis_of, clean_field, script_of
from app.clock import Clock
from app.db import owned, present
from app.errors import NotFoundError
from app.standards import PovertyStandard, standards
from app.tags import Tag
from app.timetable import HeardAiring, airings_of, edit_slot, end_slot, slot, wanted_of, working_days
from app.units import BulletinId, CommuneId, SlotId
from app.values import frozen
from app.words import moment
from app.zones import commune


@frozen
class WantedDays:
    """What a step is to be changed to; None keeps what it has."""

    first_date: date | None = None
    days: int | None = None
    basis: str | None = None


def move_step(
    session: Session, clock: Clock, actor: Actor, campaign_id: UUID, code: str, *, wanted: WantedDays, tag: Tag
) -> Change:
    """Give a step other days; the steps after it follow, those that were set to a day by as many days as it ends later.

    tag: of the campaign as it was seen. Raises `NotFoundError`, `StaleError`, `StepHeardError`, `StepOrderError`,
    `StepOverrunError`, `MeetingDayError`, `StandardChangesError`, and as `app.bulletins.edit` and `app.timetable.edit_slot`.
    """
    row = held(session, actor.commune_id, campaign_id, tag)
    rows = step_rows(session, campaign_id)
    chosen = next((each for each in rows if each.code == code), None)
    if chosen is None:
        raise NotFoundError(kind="campaign_step", key=code)
    before = {each.code: Span(each.first_date, each.last_date) for each in rows}
    heard = [found for each in rows if (found := _heard(session, actor.commune_id, each)) is not None]
    _write(row, rows, chosen, wanted, working_days(session, actor.commune_id))
    changed = [each for each in rows if Span(each.first_date, each.last_date) != before[each.code]]
    for each in changed:
        _refuse_heard(each, before[each.code], heard)
    known = standards(session, actor.commune_id)
    pieces = _Pieces(session, clock, actor, row, commune(session, actor.commune_id).name, known)
    for each in changed:
        pieces.follow(each, before[each.code])
    row.revision, row.updated_at = row.revision + 1, clock.now()
    session.flush()
    facts = {"title": row.title, "step": chosen.title, "day": chosen.first_date.isoformat()}
    record_act(session, clock.now(), actor, "move_step", subject="campaign", subject_id=row.id, moved=len(changed), **facts)
    return Change(
        campaign=campaign(session, actor.commune_id, campaign_id),
        moved=tuple(Moved(each.title, before[each.code], Span(each.first_date, each.last_date)) for each in changed),
        heard=tuple(heard),
        own_words=tuple(pieces.own_words),
    )


def preview_move(
    session: Session, clock: Clock, actor: Actor, campaign_id: UUID, code: str, *, wanted: WantedDays, tag: Tag
) -> Change:
    """What `move_step` would change; nothing is kept. Raises what it raises."""
    with session.begin_nested() as trial:
        change = move_step(session, clock, actor, campaign_id, code, wanted=wanted, tag=tag)
        trial.rollback()
    return change


def tick(session: Session, clock: Clock, actor: Actor, campaign_id: UUID, task_id: UUID, *, is_done: bool) -> Campaign:
    """Say that a line of the checklist is done, or is not. Raises `NotFoundError`, also for a campaign that was undone."""
    present(session, CampaignRow, campaign_id, actor.commune_id, kind="campaign")
    found = campaign(session, actor.commune_id, campaign_id)
    task = owned(session, CampaignTaskRow, task_id, actor.commune_id, kind="campaign_task", lock=True)
    if all(each.id != task_id for step in found.steps for each in step.tasks):
        raise NotFoundError(kind="campaign_task", key=str(task_id))
    if (task.done_at is not None) is not is_done:
        task.done_at, task.done_by = (clock.now(), actor.name) if is_done else (None, None)
        session.flush()
        act = "tick" if is_done else "untick"
        record_act(
            session, clock.now(), actor, act, subject="campaign", subject_id=campaign_id, what=task.what, title=found.title
        )
    return campaign(session, actor.commune_id, campaign_id)


def undo(session: Session, clock: Clock, actor: Actor, campaign_id: UUID, *, tag: Tag) -> tuple[BulletinId, ...]:
    """Take a campaign back: its slots go, its bulletins stay in the library, where nothing plays them. Returns those.

    A slogan that was approved, or that waits, would go on between other bulletins: it is one to be approved again.
    Raises `NotFoundError`, `StaleError`, `CampaignHeardError` when something of it has been on the air.
    """
    row = held(session, actor.commune_id, campaign_id, tag)
    rows = step_rows(session, campaign_id)
    count = sum(found.count for each in rows if (found := _heard(session, actor.commune_id, each)) is not None)
    if count:
        raise CampaignHeardError(count=count)
    pieces = [piece_of(each) for step in rows for each in step.pieces]
    for key in (key for piece in pieces for key in piece.slot_ids):
        end_slot(session, clock, actor, key)
    own = {piece.bulletin_id for piece in pieces}
    heard = {(each.bulletin_id, each.number) for each in slogans(session, actor.commune_id) if each.bulletin_id in own}
    newest = (latest(session, actor.commune_id, key).summary for key in own)
    waiting = {(each.bulletin_id, each.number) for each in newest if each.kind is Kind.SPOT and each.state is State.SUBMITTED}
    for slogan_id, number in sorted(heard | waiting):
        reopen(session, clock, actor, slogan_id, number, reason=f"Đã hoàn tác «{row.title}».")
    row.removed_at = row.updated_at = clock.now()
    row.revision += 1
    session.flush()
    record_act(session, clock.now(), actor, "undo", subject="campaign", subject_id=row.id, title=row.title)
    return tuple(piece.bulletin_id for piece in pieces)


def heard_of(session: Session, commune_id: CommuneId, pieces: Sequence[Piece]) -> tuple[HeardAiring, ...]:
    """When any of the bulletins of some pieces was heard, in whatever version; ascending."""
    known = {each.version_id for piece in pieces for each in versions(session, commune_id, piece.bulletin_id)}
    found = airings_of(session, commune_id, known) if known else {}
    return tuple(sorted((each for airings in found.values() for each in airings), key=lambda each: each.at))


def _heard(session: Session, commune_id: CommuneId, step: CampaignStepRow) -> Heard | None:
    found = heard_of(session, commune_id, [piece_of(each) for each in step.pieces])
    return Heard(step.title, len(found), found[-1].at, sum(each.is_written for each in found)) if found else None


def _refuse_heard(step: CampaignStepRow, before: Span, heard: Sequence[Heard]) -> None:
    found = next((each for each in heard if each.step == step.title), None)
    if found is not None and step.first_date != before.first:
        raise StepHeardError(step=step.title, count=found.count, since=moment(found.last_at))


def _write(
    row: CampaignRow, rows: Sequence[CampaignStepRow], chosen: CampaignStepRow, wanted: WantedDays, working: WorkingDays
) -> None:
    """Put the new days into the rows of the steps."""
    old_last = chosen.last_date
    if wanted.basis is not None:
        chosen.basis = clean_field("basis", wanted.basis)
    chosen.days = wanted.days if wanted.days is not None else chosen.days
    chosen.fixed = wanted.first_date if wanted.first_date is not None else chosen.fixed
    until = chosen.position + 1
    own = spans([_terms(each) for each in rows[:until]], row.first_date, row.last_date, working)[chosen.code]
    for each in rows[until:]:
        if each.fixed is not None:
            each.fixed += own.last - old_last
    for code, span in spans([_terms(each) for each in rows], row.first_date, row.last_date, working).items():
        step = next(each for each in rows if each.code == code)
        step.first_date, step.last_date = span.first, span.last


def _terms(row: CampaignStepRow) -> Terms:
    return Terms(row.code, row.title, row.days, row.unit, row.together, row.fixed, row.beyond)


@frozen
class _Pieces:
    """The bulletins, slots and tasks of a campaign as they follow its steps. own_words: of bulletins that somebody wrote anew."""

    session: Session
    clock: Clock
    actor: Actor
    row: CampaignRow
    commune: str
    standards: Sequence[PovertyStandard]
    own_words: list[BulletinId] = field(default_factory=list)

    def follow(self, step: CampaignStepRow, before: Span) -> None:
        """Let all that a step has go with its days."""
        by = step.first_date - before.first
        step.pieces = [piece_json(self._moved(step, piece_of(each), by)) for each in step.pieces]
        for task in task_rows(self.session, [step.id]):
            task.due = due_of(task, step)

    def _moved(self, step: CampaignStepRow, piece: Piece, by: timedelta) -> Piece:
        meeting = replace(piece.meeting, at=piece.meeting.at + by) if piece.meeting is not None else None
        if meeting is not None:
            refuse_meeting_day(step, meeting)
        span = piece_span(step, meeting)
        script = self._rewrite(step, replace(piece, meeting=meeting, span=span), piece.script)
        for key in piece.slot_ids:
            self._move_slot(key, span)
        return replace(piece, meeting=meeting, span=span, script=script)

    def _rewrite(self, step: CampaignStepRow, piece: Piece, made: str) -> str:
        """The bulletin with its new days: in the words of the template, or those that somebody wrote instead."""
        found = latest(self.session, self.actor.commune_id, piece.bulletin_id)
        amounts = amounts_of(self.standards, self.row, step)
        script = script_of(self.commune, self.row, step, piece.meeting, amounts)
        is_own = found.script.strip() != made.strip()
        if is_own:
            self.own_words.append(piece.bulletin_id)
        summary = found.summary
        zones = [zone.path for zone in summary.zones]
        content = content_of(
            basis_of(self.row, amounts), summary.title, script, zones=zones, span=piece.span, meeting=piece.meeting
        )
        content = replace(
            content,
            script=parse_script(found.script, is_draft=True) if is_own else content.script,
            kind=summary.kind,
            theme=summary.theme,
            priority=summary.priority,
            cheerful=summary.cheerful,
            legal_basis=found.legal_basis if is_own else content.legal_basis,
            lexicon=found.lexicon,
        )
        refuse_unexplained(
            self.session, self.actor.commune_id, piece.bulletin_id, summary.theme, found.script if is_own else script
        )
        edit(self.session, self.clock, self.actor, piece.bulletin_id, content=content, tag=summary.tag)
        return made if is_own else script

    def _move_slot(self, key: SlotId, span: Span) -> None:
        found = slot(self.session, self.actor.commune_id, key)
        if found.ended_at is not None:
            return
        wanted = replace(wanted_of(found), recurrence=replace(found.recurrence, first_date=span.first, last_date=span.last))
        edit_slot(self.session, self.clock, self.actor, key, wanted, tag=found.tag)
