"""Acts of silence: they hold at once by the journal, which orders and manifests go by, and the database has them when it can.

One thread of its own writes them, one transaction each, so that whoever waits for the database here holds up no other door.
"""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.audit import is_recorded
from app.bulletins import Place, State, refuse_bad_reason, refuse_unapproved, version, version_facts, version_key, withdraw
from app.clock import Clock, ManualClock
from app.db import Sessions
from app.dispatch.rezoning import remove_zone, silent_with
from app.emergencies import end
from app.errors import AppError
from app.faults import observe
from app.silence import Act, LastKnown, NothingKnownError, Silence, is_noted, note
from app.silence.journal import Journal
from app.timetable import cancel_occurrence, of_the_airing
from app.units import BulletinId, CommuneId, EmergencyId, OccurrenceId, StationId, VersionId, ZoneId, new_id
from app.values import frozen
from app.zones import remove_station

_log = structlog.get_logger(__name__)
_PATIENCE_S = 0.5
"""So long a person waits to hear that the database has it; it is silent long before."""
_SUBJECTS = {
    Act.STOP: "commune",
    Act.END: "emergency",
    Act.WITHDRAW: "bulletin_version",
    Act.CANCEL: "occurrence",
    Act.REMOVE_STATION: "station",
    Act.REMOVE_ZONE: "zone",
}


@frozen
class Receipt:
    """What became of an act: it holds. is_kept: the database has it. is_durable: it outlives a power cut at this moment."""

    silence: Silence
    is_kept: bool
    is_durable: bool


class Silencer:
    """Takes acts of silence, and sees to it that the database gets them."""

    def __init__(self, journal: Journal, sessions: Sessions, clock: Clock, *, on_change: Callable[[CommuneId], None]) -> None:
        """on_change: what is silent in a commune has changed, its stations are to ask."""
        self._journal = journal
        self._sessions = sessions
        self._clock = clock
        self._on_change = on_change
        self._places: LastKnown[tuple[UUID, ...]] = LastKnown("places")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="silence")
        self._asked: Counter[UUID] = Counter()
        self._lock = threading.Lock()

    def silence(self, actor: Actor, act: Act, subject: UUID, *, reason: str = "", also: tuple[UUID, ...] = ()) -> Receipt:
        """Let it be silent, now; returns once the database has it, or does not answer soon.

        Raises what the act raises on purpose (`NotFoundError`, `ConflictError`, `InvalidError`); then nothing of it holds.
        """
        said = Silence(
            new_id(), actor.commune_id, act, subject, self._clock.now(), actor.name, actor.person_id, reason=reason, also=also
        )
        with self._lock:
            entered = self._journal.enter(said)
            self._asked[entered.id] += 1
        try:
            if entered.kept_at is not None:
                return Receipt(entered, is_kept=True, is_durable=self._journal.is_durable())
            self._on_change(actor.commune_id)
            return Receipt(entered, is_kept=self._is_written(entered), is_durable=self._journal.is_durable())
        finally:
            with self._lock:
                self._asked[entered.id] -= 1
                self._asked = +self._asked

    def cancel(self, actor: Actor, occurrence_id: OccurrenceId, *, reason: str) -> Receipt:
        """Cancel an airing; the other zones of it are silent too, where the database can say which they are."""

        def parts() -> tuple[UUID, ...]:
            with self._sessions.read() as session:
                return of_the_airing(session, actor.commune_id, occurrence_id)

        try:
            key = ("airing", actor.commune_id, occurrence_id)
            also = self._places.ask(key, parts, patience_s=_PATIENCE_S, unknown_s=_PATIENCE_S)
        except NothingKnownError:
            also = ()
        return self.silence(actor, Act.CANCEL, occurrence_id, reason=reason, also=also)

    def remove_zone(self, actor: Actor, zone_id: ZoneId) -> Receipt:
        """Take a zone away; what lies in it, and emergencies for it alone, are silent too, where the database can say which."""

        def found() -> tuple[UUID, ...]:
            with self._sessions.read() as session:
                return silent_with(session, self._clock, actor.commune_id, zone_id)

        try:
            also = self._places.ask(("zone", actor.commune_id, zone_id), found, patience_s=_PATIENCE_S, unknown_s=_PATIENCE_S)
        except NothingKnownError:
            also = ()
        return self.silence(actor, Act.REMOVE_ZONE, zone_id, also=also)

    def withdraw(self, actor: Actor, bulletin_id: BulletinId, number: int, *, reason: str) -> Receipt:
        """Withdraw a version. Raises `BadReasonError` before anything is silent."""
        refuse_bad_reason(reason)

        def found() -> tuple[UUID, ...]:
            with self._sessions.read() as session:
                return (version(session, actor.commune_id, bulletin_id, number).summary.version_id,)

        [version_id] = self._places.ask(("version", actor.commune_id, bulletin_id, number), found, patience_s=_PATIENCE_S)
        return self.silence(actor, Act.WITHDRAW, version_id, reason=reason)

    def withdraw_all(self, actor: Actor, places: Sequence[Place], *, reason: str) -> Receipt:
        """Withdraw several versions by one act, all of them or none.

        Raises `BadReasonError` and `NoneWithdrawnError` before anything is silent.
        """
        refuse_bad_reason(reason)
        wanted = tuple(sorted(set(places)))

        def found() -> tuple[UUID, ...]:
            with self._sessions.read() as session:
                return tuple(refuse_unapproved(session, actor.commune_id, wanted))

        first, *rest = self._places.ask(("versions", actor.commune_id, wanted), found, patience_s=_PATIENCE_S)
        return self.silence(actor, Act.WITHDRAW, first, reason=reason, also=tuple(rest))

    def recall(self) -> None:
        """At the start: what the database has holds, also where the journal's file was lost, and all servers know of a stop."""
        with self._sessions.read() as session:
            for commune_id in self._journal.hear(session, self._clock.now()):
                _log.warning("silence.recalled", commune=str(commune_id))
            own = [each for each in self._journal.entries if each.act is Act.STOP and each.kept_at is not None]
            unknown = [each for each in own if not is_noted(session, each)]
        try:
            for each in unknown:
                with self._sessions.begin() as session:
                    note(session, each, self._clock.now())
        except SQLAlchemyError as error:
            _log.warning("silence.not_noted", cause=type(error).__name__)

    def sweep(self) -> None:
        """Give the database what it has not got. What it refuses now was done all the same, and the audit log says how it was."""
        for silence in self._journal.open():
            with self._lock:
                if silence.id in self._asked:
                    continue
            try:
                self._submit(lambda silence=silence: self._retry(silence)).result()  # type: ignore[misc]  # bound now
            except (SQLAlchemyError, OSError) as error:
                _log.warning("silence.waiting", cause=type(error).__name__)
                break
            except Exception:  # noqa: BLE001  # a worker loop: one that cannot be written holds up no other
                _log.exception("silence.not_written", act=silence.act.value, subject=str(silence.subject))
        self._hear()
        self._journal.tidy(self._clock.now())

    def close(self) -> None:
        """Write nothing more; what is not written is in the journal."""
        self._places.close()
        self._writer.shutdown(wait=False, cancel_futures=True)
        self._journal.close()

    # --- the database

    def _hear(self) -> None:
        try:
            with self._sessions.read() as session:
                changed = self._journal.hear(session, self._clock.now())
        except (SQLAlchemyError, OSError) as error:
            _log.warning("silence.not_heard", cause=type(error).__name__)
            return
        for commune_id in changed:
            self._on_change(commune_id)

    def _is_written(self, silence: Silence) -> bool:
        try:
            self._submit(lambda: self._write(silence)).result(_PATIENCE_S)
        except AppError:
            self._journal.drop(silence.id)
            self._on_change(silence.commune_id)
            raise
        except (LateError, SQLAlchemyError, OSError) as error:
            _log.warning("silence.not_kept_yet", act=silence.act.value, cause=type(error).__name__)
            return False
        return True

    def _submit(self, work: Callable[[], None]) -> "Future[None]":
        return self._writer.submit(work)

    def _write(self, silence: Silence, *, again: bool = False) -> None:
        """Carry it out, once: two persons may have said it at one time.

        again: a crash may have come after it was written, or a restored database have it under another id.
        """
        with self._sessions.begin() as session:
            if not is_noted(session, silence) and not (again and _is_known(session, silence)):
                _carry_out(session, silence, late=again)
            note(session, silence, self._clock.now())
        self._kept(silence)

    def _retry(self, silence: Silence) -> None:
        """Write what its caller could not wait for."""
        try:
            self._write(silence, again=True)
        except AppError as refused:
            with self._sessions.begin() as session:
                _record(session, silence, outcome=refused.code)
                note(session, silence, self._clock.now())
            self._kept(silence)

    def _kept(self, silence: Silence) -> None:
        self._journal.keep(silence.id, self._clock.now())
        self._on_change(silence.commune_id)


def _is_known(session: Session, silence: Silence) -> bool:
    """Whether the audit log has it."""
    return is_recorded(session, silence.commune_id, at=silence.at, act=silence.act.value, subject_id=str(silence.subject))


def _carry_out(session: Session, silence: Silence, *, late: bool) -> None:
    """What the act is, as of when it was said. late: its caller was told that it holds, and waits no more."""
    actor, then = _actor(silence), ManualClock(silence.at)
    match silence.act:
        case Act.STOP:
            _record(session, silence)
        case Act.END:
            end(session, then, actor, EmergencyId(silence.subject), reason=silence.reason)
        case Act.WITHDRAW:
            for each in _still_heard(session, silence) if late else (silence.subject, *silence.also):
                key = version_key(session, silence.commune_id, VersionId(each))
                withdraw(session, then, actor, key.bulletin_id, key.number, reason=silence.reason)
        case Act.CANCEL:
            cancel_occurrence(session, then, actor, OccurrenceId(silence.subject), reason=silence.reason)
        case Act.REMOVE_STATION:
            remove_station(session, then, actor, StationId(silence.subject))
            observe(session, silence.at, silence.commune_id, StationId(silence.subject), {})  # what was wrong with it has ended
        case Act.REMOVE_ZONE:
            remove_zone(session, then, actor, ZoneId(silence.subject))


def _still_heard(session: Session, silence: Silence) -> list[UUID]:
    """Of several versions that were withdrawn together those that nobody withdrew meanwhile; the first where there are none.

    One of them that was is no reason to let the others sound again.
    """
    asked = [VersionId(each) for each in (silence.subject, *silence.also)]
    facts = version_facts(session, silence.commune_id, asked)
    return [each for each in asked if each in facts and facts[each].state is State.APPROVED] or [silence.subject]


def _record(session: Session, silence: Silence, **outcome: str) -> None:
    facts = {"reason": silence.reason, **outcome}
    subject = _SUBJECTS[silence.act]
    record_act(session, silence.at, _actor(silence), silence.act.value, subject=subject, subject_id=silence.subject, **facts)


def _actor(silence: Silence) -> Actor:
    return Actor(silence.commune_id, silence.by_id, silence.by)
