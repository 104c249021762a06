"""Rendering rows: the durable queue of audio that is wanted, and what came of it.

A row is wanted once for equal content; a worker takes it with a lease and publishes everything in one commit. Whoever finds a
lapsed lease takes over, so a worker killed at any moment leaves nothing but a folder that is swept away.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from app.airing import AudioFormat
from app.clock import Clock
from app.db import of_commune, owned, shown
from app.errors import AppError, Fact
from app.programmes.made import are_its_files, sign_files
from app.programmes.model import (
    Forms,
    NoRoom,
    Order,
    ProgrammeOrder,
    RenderingFacts,
    RenderingState,
    StoredAudio,
    VersionOrder,
    versions_of,
)
from app.programmes.tables import RenderingRow
from app.storage import Files
from app.studio import Profile
from app.units import CommuneId, RenderingId, Sha256, VersionId, new_id
from app.values import frozen
from app.zones import Signers, public_key

LEASE = timedelta(seconds=15)
"""A worker that is alive renews it long before it lapses; with the sweep's ten seconds it is how long a rendering waits whose
worker was killed."""
TRY_AGAIN_DISK = timedelta(minutes=1)
"""What a full or read-only disk kept from being made is tried again after this."""
TRY_AGAIN = timedelta(minutes=5)
"""A failed rendering that is wanted again is tried again after this, or at once when a person asks."""


@frozen
class Claim:
    """A rendering that this worker, and no other, makes now."""

    id: RenderingId
    commune_id: CommuneId
    order: Order
    content_hash: Sha256
    profile: Profile
    lease: UUID


@frozen
class Published:
    """What a worker made. result: voices, loudness and counts, as the report shows them."""

    forms: Forms
    peaks: Sha256
    timings: Sha256
    result: dict[str, Any]


def want(
    session: Session,
    clock: Clock,
    commune_id: CommuneId,
    orders: Mapping[Sha256, Order],
    *,
    profile: Profile,
    by_person: bool = False,
) -> dict[Sha256, RenderingFacts]:
    """Ask for audio, by the hash of what it is made from; equal content is made once.

    by_person: a failed rendering is tried again at once.
    """
    now = clock.now()
    query = select(RenderingRow).where(
        RenderingRow.commune_id == commune_id, RenderingRow.content_hash.in_(orders), RenderingRow.profile == profile.value
    )
    rows = {Sha256(row.content_hash): row for row in session.scalars(query)}
    for content, order in orders.items():
        row = rows.get(content)
        if row is None:
            row = rows[content] = RenderingRow(
                id=new_id(),
                commune_id=commune_id,
                order=_order_json(order),
                content_hash=content,
                profile=profile.value,
                state=RenderingState.WANTED,
                progress=0.0,
                created_at=now,
                updated_at=now,
            )
            session.add(row)
        elif row.state is RenderingState.FAILED and (by_person or now - row.updated_at >= TRY_AGAIN):
            row.state, row.failure, row.progress, row.updated_at = RenderingState.WANTED, None, 0.0, now
            row.order = _order_json(order)
        elif not by_person and versions_of(_order(row.order)) != versions_of(order):
            row.order = _order_json(order)  # a preview of what was not approved may have been first
    session.flush()
    key = public_key(session, commune_id)
    return {content: _facts(row, key) for content, row in rows.items()}


def lost(
    session: Session, files: Files, commune_id: CommuneId, ids: Iterable[RenderingId], *, whole: bool = False
) -> list[RenderingId]:
    """Those of `ids` that are ready and whose audio is no longer what was made: gone from the disk, damaged, or of another.

    whole: their peaks and timings are looked at as well. It may read every file, so no transaction that writes should be open.
    """
    query = of_commune(RenderingRow, commune_id).where(RenderingRow.id.in_(list(ids)), RenderingRow.state == RenderingState.READY)
    rows, key = session.scalars(query).all(), public_key(session, commune_id)
    return [
        RenderingId(row.id) for row in rows if not _made(row, key) or any(files.path(each) is None for each in _kept(row, whole))
    ]


def make_again(session: Session, clock: Clock, ids: Iterable[RenderingId]) -> None:
    """Let ready renderings be wanted once more; what another made again meanwhile is left as it is."""
    session.execute(
        update(RenderingRow)
        .where(RenderingRow.id.in_(list(ids)), RenderingRow.state == RenderingState.READY)
        .values(state=RenderingState.WANTED, progress=0.0, updated_at=clock.now())
        .execution_options(synchronize_session="fetch")
    )


def rendering(session: Session, commune_id: CommuneId, rendering_id: RenderingId) -> RenderingFacts:
    """One rendering. Raises `NotFoundError`."""
    key = public_key(session, commune_id)
    return shown(session, RenderingRow, rendering_id, commune_id, lambda row: _facts(row, key), kind="rendering")


def renderings_of(session: Session, commune_id: CommuneId, ids: Iterable[RenderingId]) -> dict[RenderingId, RenderingFacts]:
    """Those of `ids` that the commune has."""
    query = of_commune(RenderingRow, commune_id).where(RenderingRow.id.in_(list(ids)))
    key = public_key(session, commune_id)
    return {RenderingId(row.id): _facts(row, key) for row in session.scalars(query)}


def unmade_of(
    session: Session, commune_id: CommuneId, ids: Iterable[RenderingId]
) -> dict[RenderingId, tuple[str, dict[str, Fact]] | None]:
    """Those of `ids` that are not ready, with why their audio could not be made; None: nothing has failed."""
    row = RenderingRow
    query = select(row.id, row.failure).where(
        row.commune_id == commune_id, row.id.in_(list(ids)), row.state != RenderingState.READY
    )
    return {RenderingId(key): (failed["code"], failed["facts"]) if failed else None for key, failed in session.execute(query)}


def versions_heard(session: Session, commune_id: CommuneId, content_hash: Sha256) -> tuple[VersionId, ...]:
    """The versions a programme of that content carries, without what found no room in it, and its greeting; empty: none known."""
    query = of_commune(RenderingRow, commune_id).where(RenderingRow.content_hash == content_hash).limit(1)
    row = session.scalar(query)
    if row is None:
        return ()
    order = _order(row.order)
    if isinstance(order, VersionOrder):
        return (order.version_id,)
    left_out = {each.version_id for each in _no_room(row) if each.is_whole}
    heard = tuple(key for key in order.version_ids if key not in left_out)
    return heard if order.greeting is None else (*heard, order.greeting)


def seconds_of(session: Session, commune_id: CommuneId, content_hash: Sha256) -> float | None:
    """How long the audio of just this content is; None: none was made yet."""
    query = of_commune(RenderingRow, commune_id).where(
        RenderingRow.content_hash == content_hash, RenderingRow.state == RenderingState.READY
    )
    row = session.scalar(query.order_by(RenderingRow.updated_at.desc()).limit(1))
    return None if row is None or not row.result else row.result.get("seconds")


def result_of(session: Session, commune_id: CommuneId, rendering_id: RenderingId) -> dict[str, Any] | None:
    """What the worker wrote of a ready rendering: voices, loudness report, counts. Raises `NotFoundError`."""
    return _row(session, commune_id, rendering_id).result


def attachments(session: Session, commune_id: CommuneId, rendering_id: RenderingId) -> dict[str, Sha256]:
    """The stored `peaks` and `timings` of a ready rendering; empty before. Raises `NotFoundError`."""
    row = _row(session, commune_id, rendering_id)
    found = {"peaks": row.peaks_sha256, "timings": row.timings_sha256}
    return {name: Sha256(sha256) for name, sha256 in found.items() if sha256}


def claim(session: Session, clock: Clock, rendering_id: RenderingId) -> Claim | None:
    """Take a rendering that is wanted, or whose worker went away; None when another has it or nothing is left to do."""
    now, lease = clock.now(), new_id()
    free = or_(
        RenderingRow.state == RenderingState.WANTED,
        (RenderingRow.state == RenderingState.RENDERING) & (RenderingRow.lease_until < now),
    )
    taken = session.execute(
        update(RenderingRow)
        .where(RenderingRow.id == rendering_id, free)
        .values(state=RenderingState.RENDERING, lease=lease, lease_until=now + LEASE, progress=0.0, failure=None, updated_at=now)
    )
    if not _changed(taken):
        return None
    row = session.get_one(RenderingRow, rendering_id, populate_existing=True)
    return Claim(
        rendering_id, CommuneId(row.commune_id), _order(row.order), Sha256(row.content_hash), Profile(row.profile), lease
    )


def renew(session: Session, clock: Clock, mine: Claim, progress: float) -> bool:
    """Note the progress and keep the lease; False when it was lost."""
    now = clock.now()
    return _write(session, mine, progress=progress, lease_until=now + LEASE, updated_at=now)


def publish(session: Session, clock: Clock, signers: Signers, mine: Claim, made: Published) -> bool:
    """Write the result, all at once, with its files signed for its content; False when the lease was lost meanwhile."""
    return _write(
        session,
        mine,
        state=RenderingState.READY,
        progress=1.0,
        lease=None,
        lease_until=None,
        mp3_sha256=made.forms["mp3"].sha256,
        mp3_size=made.forms["mp3"].size,
        wav_sha256=made.forms["wav"].sha256,
        wav_size=made.forms["wav"].size,
        signature=sign_files(signers.of(session, mine.commune_id), mine.commune_id, mine.content_hash, made.forms),
        peaks_sha256=made.peaks,
        timings_sha256=made.timings,
        result=made.result,
        failure=None,
        updated_at=clock.now(),
    )


def fail(session: Session, clock: Clock, mine: Claim, error: AppError) -> bool:
    """Write why it could not be made; False when the lease was lost meanwhile."""
    failure = {"code": error.code, "facts": error.facts}
    return _write(
        session, mine, state=RenderingState.FAILED, lease=None, lease_until=None, failure=failure, updated_at=clock.now()
    )


def put_off(session: Session, clock: Clock, mine: Claim, error: AppError) -> bool:
    """Say why it cannot be made now, and leave it wanted: it is tried again after `TRY_AGAIN_DISK`."""
    failure = {"code": error.code, "facts": error.facts}
    return _write(
        session, mine, state=RenderingState.WANTED, lease=None, lease_until=None, failure=failure, updated_at=clock.now()
    )


def give_back(session: Session, clock: Clock, mine: Claim) -> bool:
    """Leave it to the next worker at once, since this one ends; False when the lease was lost meanwhile."""
    return _write(session, mine, state=RenderingState.WANTED, progress=0.0, lease=None, lease_until=None, updated_at=clock.now())


def unfinished(session: Session, now: datetime) -> list[RenderingId]:
    """Renderings that need a worker, the oldest first: wanted, or left by one that went away."""
    query = (
        select(RenderingRow.id)
        .where(
            or_(
                (RenderingRow.state == RenderingState.WANTED)
                & (RenderingRow.failure.is_(None) | (RenderingRow.updated_at < now - TRY_AGAIN_DISK)),
                (RenderingRow.state == RenderingState.RENDERING) & (RenderingRow.lease_until < now),
            )
        )
        .order_by(RenderingRow.id)
    )
    return [RenderingId(key) for key in session.scalars(query)]


def _row(session: Session, commune_id: CommuneId, rendering_id: RenderingId) -> RenderingRow:
    return owned(session, RenderingRow, rendering_id, commune_id, kind="rendering")


def _write(session: Session, mine: Claim, **values: Any) -> bool:  # noqa: ANN401  # column values
    done = session.execute(
        update(RenderingRow).where(RenderingRow.id == mine.id, RenderingRow.lease == mine.lease).values(**values)
    )
    return _changed(done)


def _changed(done: Any) -> bool:  # noqa: ANN401  # SQLAlchemy types UPDATE results as plain results
    return isinstance(done, CursorResult) and done.rowcount == 1


def _facts(row: RenderingRow, key: bytes) -> RenderingFacts:
    """key: the commune's public one. Files that nobody made of this content are none of its forms."""
    ready = row.state is RenderingState.READY
    result = row.result if ready and row.result else {}
    return RenderingFacts(
        id=RenderingId(row.id),
        commune_id=CommuneId(row.commune_id),
        state=row.state,
        content_hash=Sha256(row.content_hash),
        progress=row.progress,
        seconds=result.get("seconds"),
        forms=_made(row, key) if ready else {},
        failure=(row.failure["code"], row.failure["facts"]) if row.failure else None,
        has_music=result.get("has_music", True),  # of one made before it was noted nobody knows
        no_room=_no_room(row),
        sentences_s=tuple(result.get("sentences_s", [])),
        version_ids=versions_of(_order(row.order)),
    )


def _no_room(row: RenderingRow) -> tuple[NoRoom, ...]:
    found = row.result.get("no_room", []) if row.state is RenderingState.READY and row.result else []
    return tuple(NoRoom(VersionId(UUID(each["version"])), each["seconds"], each["is_whole"]) for each in found)


def _made(row: RenderingRow, key: bytes) -> Forms:
    """Its files, where they were signed for its content; else none."""
    forms, content_hash = _forms(row), Sha256(row.content_hash)
    return forms if are_its_files(row.signature, key, CommuneId(row.commune_id), content_hash, forms) else {}


def _kept(row: RenderingRow, whole: bool) -> list[Sha256]:  # noqa: FBT001  # of one caller
    beside = [row.peaks_sha256, row.timings_sha256] if whole else []
    return [Sha256(sha256) for sha256 in (row.mp3_sha256, row.wav_sha256, *beside) if sha256]


def _forms(row: RenderingRow) -> Forms:
    kept: tuple[tuple[AudioFormat, str | None, int | None], ...] = (
        ("mp3", row.mp3_sha256, row.mp3_size),
        ("wav", row.wav_sha256, row.wav_size),
    )
    return {form: StoredAudio(Sha256(sha256), size) for form, sha256, size in kept if sha256 and size}


def _order_json(order: Order) -> dict[str, Any]:
    match order:
        case VersionOrder(version_id):
            return {"version": str(version_id)}
        case ProgrammeOrder():
            return {
                "template": order.template,
                "versions": [str(key) for key in order.version_ids],
                "at": order.at.isoformat(),
                "is_solemn": order.is_solemn,
                "limit_s": order.limit_s,
                "greeting": str(order.greeting) if order.greeting is not None else None,
            }


def _order(row: dict[str, Any]) -> Order:
    if "version" in row:
        return VersionOrder(VersionId(UUID(row["version"])))
    versions = tuple(VersionId(UUID(key)) for key in row["versions"])
    at = datetime.fromisoformat(row["at"])
    greeting = VersionId(UUID(row["greeting"])) if row.get("greeting") is not None else None
    return ProgrammeOrder(row["template"], versions, at, row.get("is_solemn", False), row.get("limit_s"), greeting)
