"""The day pack: what an operator without network carries to the loudspeakers of one day, and which version of it is the newest.

A version is what the day held when somebody asked. Asked again with nothing changed it is the same one; as soon as the day holds
something else, every earlier version is stale.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import get_args
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.airing import AudioFormat
from app.bulletins import HeardVersion, frozen_versions, version_facts
from app.canonical import canonical_hash
from app.clock import Clock
from app.db import of_commune, readable
from app.errors import NotFoundError
from app.packs.days import DayFile, day_files
from app.packs.errors import PackStaleError
from app.packs.tables import DayPackPullRow, DayPackRow
from app.units import CommuneId, VersionId, new_id
from app.values import frozen
from app.zones import commune

_FIRST_WORDS = 12


@frozen
class Line:
    """One line of the run sheet. first_words: of what is said after the greeting; approvers: of what it carries."""

    file: DayFile
    first_words: str
    approvers: tuple[str, ...]


@frozen
class DayPack:
    """A version of a day's pack, with all that its files are made from."""

    day: date
    commune: str
    version: int
    made_at: datetime
    made_by: str
    lines: tuple[Line, ...]


@frozen
class PackVersion:
    """A version that was made. is_stale: the day holds something else by now. delivered_at, fault: of the set folder."""

    version: int
    made_at: datetime
    made_by: str
    is_stale: bool
    delivered_at: datetime | None
    fault: str | None


def issue_pack(session: Session, clock: Clock, actor: Actor, day: date) -> DayPack:
    """The day's pack as it stands now: a new version where it differs from the last one."""
    files = day_files(session, actor.commune_id, day)
    digest = _digest(files)
    row = _newest(session, actor.commune_id, day)
    if row is None or row.digest != digest:
        row = DayPackRow(
            id=new_id(),
            commune_id=actor.commune_id,
            day=day,
            version=row.version + 1 if row is not None else 1,
            digest=digest,
            made_at=clock.now(),
            made_by=actor.name,
            version_ids=sorted({str(key) for file in files if file.forms for key in file.version_ids}),
        )
        session.add(row)
        session.flush()
        record_act(session, row.made_at, actor, "make", subject="day_pack", subject_id=day.isoformat(), version=row.version)
    _note_pull(session, clock, actor, day)
    return _pack(session, row, files)


def take_pack(session: Session, clock: Clock, actor: Actor, day: date, version: int) -> DayPack:
    """As `present_pack`, to be taken away whole, which is kept. Raises `NotFoundError`, `PackStaleError`."""
    pack = present_pack(session, actor.commune_id, day, version)
    _note_pull(session, clock, actor, day)
    record_act(session, clock.now(), actor, "take", subject="day_pack", subject_id=day.isoformat(), version=version)
    return pack


def _note_pull(session: Session, clock: Clock, actor: Actor, day: date) -> None:
    """Keep that somebody takes the newest version away: nobody can call back what lies on a stick."""
    row = _newest(session, actor.commune_id, day)
    if row is not None and actor.person_id is not None:
        session.add(DayPackPullRow(id=new_id(), commune_id=actor.commune_id, pack_id=row.id, at=clock.now(), by=actor.name))
        session.flush()


def present_pack(session: Session, commune_id: CommuneId, day: date, version: int) -> DayPack:
    """A version that is still what the day holds. Raises `NotFoundError`, `PackStaleError`."""
    files = day_files(session, commune_id, day)
    row = _newest(session, commune_id, day)
    if row is None or not 1 <= version <= row.version:
        raise NotFoundError(kind="day_pack", key=f"{day.isoformat()} ({version})")
    if version != row.version or row.digest != _digest(files):
        raise PackStaleError(version, row.version if row.version != version else row.version + 1)
    return _pack(session, row, files)


def pack_versions(session: Session, commune_id: CommuneId, day: date) -> list[PackVersion]:
    """The versions made of a day's pack, the newest first."""
    query = of_commune(DayPackRow, commune_id).where(DayPackRow.day == day)
    newest = session.scalar(query.with_only_columns(func.max(DayPackRow.version)))
    present = _digest(day_files(session, commune_id, day)) if newest is not None else ""

    def told(row: DayPackRow) -> PackVersion:
        is_old = row.version != newest or row.digest != present
        return PackVersion(row.version, row.made_at, row.made_by, is_old, row.delivered_at, row.fault)

    return readable(session, query.order_by(DayPackRow.version.desc()), told)


@frozen
class PackOut:
    """A version of a pack that is out of reach. pulls: who took it, and when; delivered_at: when the set folder took it."""

    day: date
    version: int
    made_at: datetime
    delivered_at: datetime | None
    pulls: tuple[tuple[str, datetime], ...]
    version_ids: frozenset[VersionId]


def packs_out(session: Session, commune_id: CommuneId, since: date) -> list[PackOut]:
    """The versions of packs for `since` and later days that somebody took, or the set folder; by day and version."""
    query = of_commune(DayPackRow, commune_id).where(DayPackRow.day >= since)
    rows = session.scalars(query.order_by(DayPackRow.day, DayPackRow.version)).all()
    pulls: dict[UUID, list[tuple[str, datetime]]] = {}
    taken = select(DayPackPullRow).where(DayPackPullRow.pack_id.in_([row.id for row in rows]))
    for pull in session.scalars(taken.order_by(DayPackPullRow.at, DayPackPullRow.id)):
        pulls.setdefault(pull.pack_id, []).append((pull.by, pull.at))
    return [
        PackOut(
            row.day,
            row.version,
            row.made_at,
            row.delivered_at,
            tuple(pulls.get(row.id, ())),
            frozenset(VersionId(UUID(key)) for key in row.version_ids),
        )
        for row in rows
        if row.id in pulls or row.delivered_at is not None
    ]


def note_delivery(session: Session, clock: Clock, commune_id: CommuneId, pack: DayPack, *, fault: str | None = None) -> None:
    """Keep with a version that it was put into the set folder, or why it could not be."""
    row = _newest(session, commune_id, pack.day)
    if row is not None and row.version == pack.version:
        row.fault = fault
        if fault is None:
            row.delivered_at = clock.now()


def is_delivered(session: Session, commune_id: CommuneId, pack: DayPack) -> bool:
    """Whether this version was put into the set folder."""
    row = _newest(session, commune_id, pack.day)
    return row is not None and row.version == pack.version and row.delivered_at is not None


def _newest(session: Session, commune_id: CommuneId, day: date) -> DayPackRow | None:
    query = of_commune(DayPackRow, commune_id).where(DayPackRow.day == day)
    return session.scalars(query.order_by(DayPackRow.version.desc()).limit(1)).one_or_none()


def _digest(files: Sequence[DayFile]) -> str:
    """Of what an operator would do otherwise: hours, names, places, audio, and what is not to be played."""
    said = [
        [
            file.stem,
            file.starts_at.isoformat(),
            file.zones,
            *(file.forms[form].sha256 if form in file.forms else None for form in get_args(AudioFormat)),
            file.reason.value if file.reason else None,
        ]
        for file in files
    ]
    return canonical_hash(said)


def _pack(session: Session, row: DayPackRow, files: Sequence[DayFile]) -> DayPack:
    commune_id = CommuneId(row.commune_id)
    keys = {key for file in files for key in file.version_ids}
    approvers = {key: facts.approver for key, facts in version_facts(session, commune_id, keys).items()}
    begun = frozen_versions(session, commune_id, {file.version_ids[0] for file in files if file.version_ids})
    lines = tuple(
        Line(
            file,
            _first_words(begun.get(file.version_ids[0]) if file.version_ids else None),
            tuple(dict.fromkeys(name for key in file.version_ids if (name := approvers.get(key)))),
        )
        for file in files
    )
    return DayPack(row.day, commune(session, commune_id).name, row.version, row.made_at, row.made_by, lines)


def _first_words(heard: HeardVersion | None) -> str:
    words = heard.spoken.text.split() if heard is not None else []
    return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
