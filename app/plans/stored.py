"""The plans of a commune: one a year."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import Theme, ZoneRef
from app.clock import Clock, local
from app.db import of_commune, owned, present, readable, readable_one
from app.errors import NotFoundError
from app.plans.errors import PlanExistsError, PlanYearError, TargetPeriodError, TargetUnitError
from app.plans.model import Channel, Lines, Per, Plan, PlanChannel, PlanContent, PlanTheme, Target, Task, Unit
from app.plans.tables import PlanRow
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId, ZoneId, new_id


def plans(session: Session, commune_id: CommuneId) -> list[Plan]:
    """All of the commune, the latest year first."""
    query = of_commune(PlanRow, commune_id).where(PlanRow.removed_at.is_(None))
    return readable(session, query.order_by(PlanRow.year.desc()), _plan)


def removed_plans(session: Session, commune_id: CommuneId) -> list[Plan]:
    """Those that were taken away, the last first."""
    query = of_commune(PlanRow, commune_id).where(PlanRow.removed_at.is_not(None))
    return readable(session, query.order_by(PlanRow.removed_at.desc(), PlanRow.id), _plan)


def plan(session: Session, commune_id: CommuneId, plan_id: UUID) -> Plan:
    """One that was not taken away. Raises `NotFoundError`."""
    query = of_commune(PlanRow, commune_id).where(PlanRow.id == plan_id, PlanRow.removed_at.is_(None))
    found = readable_one(session, query, _plan)
    if found is None:
        raise NotFoundError(kind="plan", key=str(plan_id))
    return found


def add_plan(session: Session, clock: Clock, actor: Actor, wanted: PlanContent) -> Plan:
    """Enter a plan. Raises `PlanExistsError`, `PlanYearError`, `TargetPeriodError`, `TargetUnitError`."""
    now = clock.now()
    row = PlanRow(id=new_id(), commune_id=actor.commune_id, recorded_at=now, revision=0)
    return _write(session, now, actor, row, wanted, act="add")


def change_plan(session: Session, clock: Clock, actor: Actor, plan_id: UUID, *, wanted: PlanContent, tag: Tag) -> Plan:
    """Write a plan anew. tag: of what was seen. Raises as `add_plan`, `NotFoundError`, `StaleError`."""
    row = _held(session, actor, plan_id, tag)
    return _write(session, clock.now(), actor, row, wanted, act="change")


def remove_plan(session: Session, clock: Clock, actor: Actor, plan_id: UUID, *, tag: Tag) -> None:
    """Take a plan away; `restore_plan` brings it back. tag: of what was seen. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, actor, plan_id, tag)
    _write_row(session, clock.now(), actor, row, removed_at=clock.now())
    _audit(session, clock.now(), actor, row, act="remove")


def restore_plan(session: Session, clock: Clock, actor: Actor, plan_id: UUID) -> Plan:
    """Bring back a plan that was taken away; one that was not stays as it is.

    Raises `NotFoundError`, and `PlanExistsError` where its year has another by now.
    """
    row = owned(session, PlanRow, plan_id, actor.commune_id, kind="plan", lock=True)
    if row.removed_at is not None:
        _refuse_second(session, actor, row, row.year)
        _write_row(session, clock.now(), actor, row, removed_at=None)
        _audit(session, clock.now(), actor, row, act="restore")
    return _plan(row)


def _write(session: Session, now: datetime, actor: Actor, row: PlanRow, wanted: PlanContent, *, act: str) -> Plan:
    _check(wanted)
    _refuse_second(session, actor, row, wanted.year)
    row.year, row.number, row.dated, row.title = wanted.year, wanted.number, wanted.dated, wanted.title
    row.goals, row.audience, row.legal_basis = wanted.goals, wanted.audience, list(wanted.legal_basis)
    row.themes = [asdict(each) for each in wanted.themes]
    row.channels = [asdict(each) for each in wanted.channels]
    row.tasks = [_kept(each) for each in wanted.tasks]
    row.officers, row.bodies = list(wanted.officers), list(wanted.bodies)
    row.zones = [{"id": str(each.id), "path": each.path} for each in wanted.zones]
    _write_row(session, now, actor, row, removed_at=None)
    _audit(session, now, actor, row, act=act)
    return _plan(row)


def _refuse_second(session: Session, actor: Actor, row: PlanRow, year: int) -> None:
    of_year = of_commune(PlanRow, actor.commune_id).where(
        PlanRow.year == year, PlanRow.id != row.id, PlanRow.removed_at.is_(None)
    )
    with session.no_autoflush:
        if session.scalar(of_year.with_only_columns(PlanRow.id)) is not None:
            raise PlanExistsError(year=year)


def _write_row(session: Session, now: datetime, actor: Actor, row: PlanRow, *, removed_at: datetime | None) -> None:
    row.revision, row.updated_at, row.updated_by = row.revision + 1, now, actor.name
    row.removed_at = removed_at
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as exc:  # entered twice in one moment, on PostgreSQL: the other was first
        raise PlanExistsError(year=row.year) from exc


def _check(wanted: PlanContent) -> None:
    if wanted.dated is not None and wanted.dated.year > wanted.year:
        raise PlanYearError(year=wanted.year, dated=f"{wanted.dated:%d/%m/%Y}")
    for each in wanted.tasks:
        target = each.target
        if target is not None and target.unit is Unit.MINUTES and each.channel not in {None, Channel.LOUDSPEAKERS}:
            raise TargetUnitError(task=each.title)
        if target is not None and not date(wanted.year, 1, 1) <= target.first <= target.last <= date(wanted.year, 12, 31):
            raise TargetPeriodError(task=each.title, year=wanted.year)


def _audit(session: Session, now: datetime, actor: Actor, row: PlanRow, *, act: str) -> None:
    record_act(
        session,
        now,
        actor,
        act,
        subject="plan",
        subject_id=row.id,
        year=row.year,
        number=row.number,
        themes=len(row.themes),
        tasks=len(row.tasks),
    )


def _held(session: Session, actor: Actor, plan_id: UUID, tag: Tag) -> PlanRow:
    row = present(session, PlanRow, plan_id, actor.commune_id, kind="plan", lock=True)
    refuse_stale(tag, tag_of(row.revision), kind="plan", key=str(plan_id))
    return row


def _plan(row: PlanRow) -> Plan:
    content = PlanContent(
        year=row.year,
        title=row.title,
        number=row.number,
        dated=row.dated,
        legal_basis=tuple(row.legal_basis),
        goals=row.goals,
        audience=row.audience,
        themes=tuple(PlanTheme(each["title"], Theme(each["theme"]), _lines(each["lines"])) for each in row.themes),
        channels=tuple(PlanChannel(each["title"], Channel(each["channel"]), _lines(each["lines"])) for each in row.channels),
        tasks=tuple(_task(each) for each in row.tasks),
        officers=tuple(row.officers),
        bodies=tuple(row.bodies),
        zones=tuple(ZoneRef(ZoneId(UUID(each["id"])), each["path"]) for each in row.zones),
    )
    return Plan(row.id, content, tag_of(row.revision), local(row.recorded_at).date())


def _kept(task: Task) -> dict[str, Any]:
    kept = asdict(task)
    if task.target is not None:
        kept["target"] |= {"first": task.target.first.isoformat(), "last": task.target.last.isoformat()}
    return kept


def _task(kept: Mapping[str, Any]) -> Task:
    theme, channel, target = kept["theme"], kept["channel"], kept["target"]
    return Task(
        title=kept["title"],
        theme=None if theme is None else Theme(theme),
        channel=None if channel is None else Channel(channel),
        officer=kept["officer"],
        target=None if target is None else _target(target),
        lines=_lines(kept["lines"]),
    )


def _target(kept: Mapping[str, Any]) -> Target:
    first, last = date.fromisoformat(kept["first"]), date.fromisoformat(kept["last"])
    return Target(kept["amount"], Unit(kept["unit"]), first, last, Per(kept["per"]))


def _lines(kept: list[int] | None) -> Lines | None:
    return None if kept is None else (kept[0], kept[1])
