"""The training sessions of a commune, and the names on their sheets."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from uuid import UUID

from sqlalchemy import Select, delete, extract, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock, local
from app.db import Page, newest_first, of_commune, present, readable, readable_one
from app.errors import NotFoundError
from app.names import tidy
from app.tags import Tag, refuse_stale, tag_of
from app.trainings.errors import TrainingAheadError, TrainingBlankError, TrainingFieldError, VillageTwiceError
from app.trainings.model import Attendee, Group, Training, TrainingContent
from app.trainings.tables import TrainingAttendeeRow, TrainingRow
from app.units import BulletinId, CommuneId, ZoneId, new_id
from app.zones import resolve, zone_paths

_KIND = "training"
LONGEST = 300
YEARS = (2000, 2100)
MOST_PEOPLE = 10_000


def trainings(
    session: Session, commune_id: CommuneId, *, year: int | None = None, cursor: str | None = None, limit: int = 20
) -> Page[Training]:
    """A page of sessions, the last that were entered first. year: held in it. Raises `BadCursorError`."""
    query = _live(commune_id)
    if year is not None:
        query = query.where(extract("year", TrainingRow.held_on) == year)
    rows = newest_first(session, query, _sound, by=TrainingRow.id, key=lambda row: row.id, cursor=cursor, limit=limit)
    return Page(tuple(_all(session, commune_id, rows.items)), rows.cursor)


def training(session: Session, commune_id: CommuneId, training_id: UUID) -> Training:
    """One session. Raises `NotFoundError`."""
    found = readable_one(session, _live(commune_id).where(TrainingRow.id == training_id), _sound)
    if found is None:
        raise NotFoundError(kind=_KIND, key=str(training_id))
    [made] = _all(session, commune_id, [found])
    return made


def held_between(session: Session, commune_id: CommuneId, first: date, last: date) -> list[Training]:
    """Those held from `first` to `last` to which somebody came, by day: what counts for a plan."""
    query = _live(commune_id).where(TrainingRow.held_on >= first, TrainingRow.held_on <= last)
    rows = readable(session, query.order_by(TrainingRow.held_on, TrainingRow.id), _sound)
    return [each for each in _all(session, commune_id, rows) if each.people]


def add_training(session: Session, clock: Clock, actor: Actor, wanted: TrainingContent) -> Training:
    """Enter a session. Raises `TrainingFieldError`, `TrainingAheadError`, `VillageTwiceError`, and what `resolve` raises."""
    row = TrainingRow(id=new_id(), commune_id=actor.commune_id, revision=0)
    return _write(session, clock, actor, row, wanted, act="add")


def change_training(
    session: Session, clock: Clock, actor: Actor, training_id: UUID, *, wanted: TrainingContent, tag: Tag
) -> Training:
    """Write it anew, as when it is known how many came. tag: of what was seen.

    Raises as `add_training`, `NotFoundError`, `StaleError`.
    """
    return _write(session, clock, actor, _held(session, actor, training_id, tag), wanted, act="change")


def remove_training(session: Session, clock: Clock, actor: Actor, training_id: UUID, *, tag: Tag) -> None:
    """Take back what was entered by mistake, and the names with it. Raises `NotFoundError`, `StaleError`."""
    row = _held(session, actor, training_id, tag)
    _forget(session, row)
    row.removed_at = row.updated_at = clock.now()
    row.updated_by = actor.name
    session.flush()
    record_act(session, clock.now(), actor, "remove", subject=_KIND, subject_id=row.id, topic=row.topic)


def forget_attendees(session: Session, clock: Clock, actor: Actor, training_id: UUID) -> Training:
    """Forget the names on its sheet; the numbers stay. Raises `NotFoundError`."""
    row = present(session, TrainingRow, training_id, actor.commune_id, kind=_KIND, lock=True)
    _forget(session, row)
    row.revision += 1
    session.flush()
    record_act(session, clock.now(), actor, "forget_attendees", subject=_KIND, subject_id=row.id, topic=row.topic)
    return training(session, actor.commune_id, training_id)


def _write(session: Session, clock: Clock, actor: Actor, row: TrainingRow, wanted: TrainingContent, *, act: str) -> Training:
    row.topic, row.theme = _clean("topic", wanted.topic), wanted.theme
    row.kind = wanted.kind
    row.place = _clean("place", wanted.place)
    row.trainer_name = _clean("trainer", wanted.trainer, may_be_empty=True)
    if not YEARS[0] <= wanted.held_on.year <= YEARS[1]:
        raise TrainingFieldError(name="held_on", limit=LONGEST)
    row.held_on, row.at = wanted.held_on, f"{wanted.at:%H:%M}"
    row.groups = [{"zone_id": str(zone_id), "people": people} for zone_id, people in _groups(session, actor, wanted.groups)]
    if local(clock.now()).date() < wanted.held_on and any(each["people"] for each in row.groups):
        raise TrainingAheadError(day=f"{wanted.held_on:%d/%m/%Y}")
    row.revision, row.updated_at, row.updated_by = row.revision + 1, clock.now(), actor.name
    session.add(row)
    session.flush()
    _forget(session, row)
    for each in wanted.attendees:
        [zone] = resolve(session, actor.commune_id, [each.zone])
        name = _clean("attendees", each.name)
        session.add(
            TrainingAttendeeRow(id=new_id(), commune_id=row.commune_id, training_id=row.id, zone_id=zone.id, attendee_name=name)
        )
    session.flush()
    facts = {"topic": row.topic, "day": f"{row.held_on}", "people": sum(each["people"] for each in row.groups)}
    record_act(session, clock.now(), actor, act, subject=_KIND, subject_id=row.id, **facts)
    return training(session, actor.commune_id, row.id)


def _groups(session: Session, actor: Actor, groups: Iterable[Group]) -> list[tuple[ZoneId, int]]:
    found: dict[ZoneId, int] = {}
    for each in groups:
        [zone] = resolve(session, actor.commune_id, [each.zone])
        if zone.id in found:
            raise VillageTwiceError(zone=zone.path)
        if not 0 <= each.people <= MOST_PEOPLE:
            raise TrainingFieldError(name="groups", limit=MOST_PEOPLE)
        found[zone.id] = each.people
    return list(found.items())


def _clean(name: str, text: str, *, may_be_empty: bool = False) -> str:
    found = tidy(text)
    if not (found or may_be_empty):
        raise TrainingBlankError(name=name, limit=LONGEST)
    if len(found) > LONGEST or not found.isprintable():
        raise TrainingFieldError(name=name, limit=LONGEST)
    return found


def _forget(session: Session, row: TrainingRow) -> None:
    session.execute(delete(TrainingAttendeeRow).where(TrainingAttendeeRow.training_id == row.id))


def _held(session: Session, actor: Actor, training_id: UUID, tag: Tag) -> TrainingRow:
    row = present(session, TrainingRow, training_id, actor.commune_id, kind=_KIND, lock=True)
    refuse_stale(tag, tag_of(row.revision), kind=_KIND, key=str(training_id))
    return row


def _live(commune_id: CommuneId) -> Select[TrainingRow]:
    return of_commune(TrainingRow, commune_id).where(TrainingRow.removed_at.is_(None))


def _all(session: Session, commune_id: CommuneId, rows: Sequence[TrainingRow]) -> list[Training]:
    """The sessions of rows, with what their villages are called and the names on their sheets."""
    if not rows:
        return []
    paths = zone_paths(session, commune_id)
    names: dict[UUID, list[Attendee]] = {}
    query = select(TrainingAttendeeRow).where(TrainingAttendeeRow.training_id.in_([row.id for row in rows]))
    for each in session.scalars(query.order_by(TrainingAttendeeRow.id)):
        zone_id = ZoneId(each.zone_id)
        names.setdefault(each.training_id, []).append(Attendee(paths.get(zone_id, ""), each.attendee_name, zone_id))
    return [_training(row, paths, names.get(row.id, ())) for row in rows]


def _sound(row: TrainingRow) -> TrainingRow:
    """The row, tried: what cannot be made of it is left out where rows are read, before names are looked for."""
    _training(row, {}, ())
    return row


def _training(row: TrainingRow, paths: dict[ZoneId, str], attendees: Iterable[Attendee]) -> Training:
    zones = [(ZoneId(UUID(each["zone_id"])), each["people"]) for each in row.groups]
    content = TrainingContent(
        topic=row.topic,
        theme=row.theme,
        held_on=row.held_on,
        at=time.fromisoformat(row.at),
        place=row.place,
        trainer=row.trainer_name,
        groups=tuple(Group(paths.get(zone_id, ""), people, zone_id) for zone_id, people in zones),
        attendees=tuple(attendees),
        kind=row.kind,
    )
    return Training(row.id, content, BulletinId(row.bulletin_id) if row.bulletin_id else None, tag_of(row.revision))
