"""*Stop all*: one action that silences a commune, and stays until a person lifts it.

It must work while the database is locked and outlive any crash, so it is a file of its own, written durably before anything else.
The audit log is told as soon as the database can be written.
"""

import json
import threading
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.storage import sync_folder, write_durably
from app.units import CommuneId, PersonId

_UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stop:
    """Who stopped everything, when (UTC), and why. noted: the audit log has it."""

    at: datetime
    by: str
    by_id: PersonId | None
    reason: str
    noted: bool = False


class Stops:
    """The stops in force, by commune; any thread and any process over the same folder sees the same."""

    def __init__(self, folder: Path) -> None:
        """Keep a file for each stop in `folder`, which is made when needed."""
        self._folder = folder
        self._lock = threading.Lock()

    def of(self, commune_id: CommuneId) -> Stop | None:
        """The stop in force. A file that cannot be read is one: silence is the safe side."""
        try:
            said = json.loads(self._path(commune_id).read_text(encoding="utf-8"))
            return Stop(
                datetime.fromisoformat(said["at"]), said["by"], _person(said["by_id"]), said["reason"], noted=said["noted"]
            )
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError):
            return Stop(_UNKNOWN, "", None, "", noted=True)

    def stop(self, actor: Actor, at: datetime, reason: str) -> Stop:
        """Stop everything of the actor's commune; a stop that is in force stays as it was. Raises OSError."""
        with self._lock:
            known = self.of(actor.commune_id)
            return known if known is not None else self._write(actor.commune_id, Stop(at, actor.name, actor.person_id, reason))

    def note(self, commune_id: CommuneId) -> None:
        """Keep that the audit log has it."""
        with self._lock:
            known = self.of(commune_id)
            if known is not None:
                self._write(commune_id, replace(known, noted=True))

    def lift(self, commune_id: CommuneId) -> None:
        """Let things sound again. Raises OSError."""
        with self._lock:
            self._path(commune_id).unlink(missing_ok=True)
            if self._folder.is_dir():
                sync_folder(self._folder)

    def _write(self, commune_id: CommuneId, stop: Stop) -> Stop:
        said = asdict(stop) | {"at": stop.at.isoformat(), "by_id": str(stop.by_id) if stop.by_id else None}
        write_durably(self._path(commune_id), json.dumps(said, ensure_ascii=False).encode())
        return stop

    def _path(self, commune_id: CommuneId) -> Path:
        return self._folder / f"{commune_id}.json"


def _person(text: str | None) -> PersonId | None:
    return PersonId(UUID(text)) if text else None


def note_stop(session: Session, stops: Stops, commune_id: CommuneId) -> None:
    """Tell the audit log of a stop in force that it has not been told of."""
    known = stops.of(commune_id)
    if known is not None and not known.noted:
        _record(session, commune_id, known)
        session.commit()
        stops.note(commune_id)


def lift_stop(session: Session, clock: Clock, stops: Stops, actor: Actor) -> None:
    """Let things sound again, once the audit log has both acts; lifting what is not in force does nothing."""
    known = stops.of(actor.commune_id)
    if known is None:
        return
    if not known.noted:
        _record(session, actor.commune_id, known)
    record_act(session, clock.now(), actor, "lift_stop", subject="commune", subject_id=actor.commune_id)
    session.commit()
    stops.lift(actor.commune_id)


def _record(session: Session, commune_id: CommuneId, known: Stop) -> None:
    actor = Actor(commune_id, known.by_id, known.by)
    record_act(session, known.at, actor, "stop_all", subject="commune", subject_id=commune_id, reason=known.reason)
