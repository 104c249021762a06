"""What changed between a backup and the data it replaces: named to a person, and silenced again where it had been silenced."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Literal
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.accounts import Role, change_person, end_way_in, person, revoke_token, system_actor
from app.bulletins import version_facts, withdraw
from app.clock import Clock
from app.emergencies import forget_pin
from app.errors import AppError
from app.timetable import cancel_occurrence
from app.units import BulletinId, CommuneId, OccurrenceId, PersonId, StationId, VersionId
from app.upkeep.leaving import let_leave
from app.values import frozen
from app.zones import OWN_STATION, remove_station

WayIn = Literal["password", "totp", "recovery_code", "passkey", "pin"]
Kind = Literal["person", "token", "station", "version", "occurrence", "emergency", "slot"] | WayIn
What = Literal["new", "changed", "removed", "unsure", "lost"]
_GONE: Mapping[Kind, str] = {
    "person": "left",
    "recovery_code": "used",
    "token": "revoked",
    "station": "removed",
    "version": "withdrawn",
    "occurrence": "cancelled",
}
"""The state in which a thing of each kind is silenced for good."""
_WAYS_IN: tuple[WayIn, ...] = ("password", "totp", "recovery_code", "passkey", "pin")
"""What is deleted when it is taken from a person: where the person is known and it is not, it had been."""
_SECRETS: tuple[Kind, ...] = ("person", "token", "station", *_WAYS_IN)
_QUERIES: Mapping[Kind, str] = {
    "person": "SELECT id, commune_id, name,"
    " CASE WHEN left_at IS NOT NULL THEN 'left' WHEN may_alarm THEN CAST(roles AS TEXT) || '!' ELSE CAST(roles AS TEXT) END"
    " FROM people ORDER BY id",
    "password": "SELECT w.person_id, w.commune_id, p.name, CAST(w.set_at AS TEXT), p.id"
    " FROM passwords w JOIN people p ON p.id = w.person_id ORDER BY w.person_id",
    "totp": "SELECT t.person_id, t.commune_id, p.name, CAST(t.confirmed_at AS TEXT), p.id"
    " FROM totp_secrets t JOIN people p ON p.id = t.person_id WHERE t.confirmed_at IS NOT NULL ORDER BY t.person_id",
    "recovery_code": "SELECT r.id, r.commune_id, p.name, CASE WHEN r.used_at IS NULL THEN 'unused' ELSE 'used' END, p.id"
    " FROM recovery_codes r JOIN people p ON p.id = r.person_id ORDER BY r.id",
    "passkey": "SELECT k.id, k.commune_id, k.label || ' (' || p.name || ')', k.credential_id, p.id"
    " FROM passkeys k JOIN people p ON p.id = k.person_id ORDER BY k.id",
    "token": "SELECT t.id, t.commune_id, t.label || ' (' || p.name || ')',"
    " CASE WHEN t.revoked_at IS NULL THEN t.token_hash ELSE 'revoked' END"
    " FROM api_tokens t JOIN people p ON p.id = t.person_id ORDER BY t.id",
    "pin": "SELECT e.person_id, e.commune_id, p.name, CAST(e.set_at AS TEXT), p.id"
    " FROM emergency_pins e JOIN people p ON p.id = e.person_id ORDER BY e.person_id",
    "station": "SELECT id, commune_id, name, CASE WHEN left_at IS NULL THEN token_hash ELSE 'removed' END"
    " FROM stations ORDER BY id",
    "version": "SELECT id, commune_id, title, state FROM bulletin_versions ORDER BY id",
    "occurrence": "SELECT o.id, o.commune_id, s.title || ' ' || CAST(o.day AS TEXT), o.state"
    " FROM occurrences o JOIN slots s ON s.id = o.slot_id WHERE o.state = 'cancelled' ORDER BY o.starts_at, o.id",
    "emergency": "SELECT id, commune_id, title, state FROM emergencies WHERE sort = 'alert' ORDER BY id",
    "slot": "SELECT id, commune_id, title, CAST(revision AS TEXT) || COALESCE(CAST(ended_at AS TEXT), '') FROM slots ORDER BY id",
}


@frozen
class Look:
    """Something a person should look at.

    what: only in the replaced data, other there, taken away there, not known, or its file is lost.
    """

    kind: Kind | Literal["recording"]
    name: str
    what: What


@frozen
class _Thing:
    commune_id: UUID
    name: str
    state: str
    person_id: UUID | None = None


Snapshot = Mapping[Kind, Mapping[UUID, _Thing]]


def snapshot(connection: Connection) -> Snapshot | None:
    """What can change, as it stands in a database; None for one that cannot be read (damaged, or of another release)."""
    try:
        with connection.begin_nested():
            return {kind: dict(_things(connection, kind)) for kind in _QUERIES}
    except (DBAPIError, ValueError):
        return None


def _things(connection: Connection, kind: Kind) -> Iterator[tuple[UUID, _Thing]]:
    for key, commune_id, name, state, *of in connection.execute(text(_QUERIES[kind])):
        if not (kind == "station" and name == OWN_STATION):  # it gets a new token at every start
            yield UUID(str(key)), _Thing(UUID(str(commune_id)), str(name), str(state), *(UUID(str(each)) for each in of))


def differences(replaced: Snapshot | None, restored: Snapshot) -> list[Look]:
    """What a person should look at; where nothing is known of the time since the backup, every key to the house."""
    if replaced is None:
        unsure = (Look(kind, thing.name, "unsure") for kind in _SECRETS for thing in restored[kind].values())
        return list(dict.fromkeys(unsure))
    found = [Look(kind, thing.name, "removed") for kind, _, thing in _taken_away(replaced, restored)]
    for kind, things in replaced.items():
        for key, thing in things.items():
            known = restored[kind].get(key)
            if known is None or known.state != thing.state:
                found.append(Look(kind, thing.name, "new" if known is None else "changed"))
    return list(dict.fromkeys(found))  # of a person's codes one line says as much as ten


def _taken_away(replaced: Snapshot, restored: Snapshot) -> Iterator[tuple[WayIn, UUID, _Thing]]:
    for kind in _WAYS_IN:
        for key, thing in restored[kind].items():
            if key not in replaced[kind] and thing.person_id in replaced["person"]:
                yield kind, key, thing


def silence_again(session: Session, clock: Clock, replaced: Snapshot, restored: Snapshot) -> None:
    """What had been revoked, removed, withdrawn or cancelled since the backup is so again; what cannot be is on the list."""
    for kind, gone in _GONE.items():
        for key, thing in replaced[kind].items():
            known = restored[kind].get(key)
            if thing.state == gone and (known is None or known.state != gone):
                try:
                    with session.begin_nested():
                        _silence(session, clock, CommuneId(thing.commune_id), kind, key)
                except AppError:  # it is not in the backup, or over in another way
                    continue
    for kind, key, _ in _taken_away(replaced, restored):
        _take_away(session, kind, key)
    for key, thing in replaced["person"].items():
        known = restored["person"].get(key)
        if known is not None and "left" not in {thing.state, known.state} and thing.state != known.state:
            with suppress(AppError), session.begin_nested():  # the last administrator stays one; that is on the list
                _lower(session, clock, CommuneId(thing.commune_id), PersonId(key), thing.state)


def _lower(session: Session, clock: Clock, commune_id: CommuneId, person_id: PersonId, state: str) -> None:
    """Take from a person what had been taken since the backup; what was given since is given anew by a person."""
    known = person(session, commune_id, person_id)
    roles = frozenset(role for role in known.roles if f'"{role.value}"' in state)
    may_alarm = known.may_alarm and state.endswith("!")
    if (roles, may_alarm) != (known.roles, known.may_alarm):
        change_person(
            session,
            clock,
            system_actor(commune_id),
            person_id,
            name=known.name,
            roles=roles or {Role.VIEWER},
            may_alarm=may_alarm,
            tag=known.tag,
        )


def _take_away(session: Session, kind: WayIn, key: UUID) -> None:
    if kind == "pin":
        forget_pin(session, PersonId(key))
    else:
        end_way_in(session, kind, key)


def _silence(session: Session, clock: Clock, commune_id: CommuneId, kind: Kind, key: UUID) -> None:
    actor, why = system_actor(commune_id), "đã dừng trước khi phục hồi"
    if kind == "person":
        let_leave(session, clock, actor, PersonId(key))
    elif kind == "recovery_code":
        _take_away(session, kind, key)
    elif kind == "token":
        revoke_token(session, clock, actor, key)
    elif kind == "station":
        remove_station(session, clock, actor, StationId(key))
    elif kind == "occurrence":
        cancel_occurrence(session, clock, actor, OccurrenceId(key), reason=why)
    elif facts := version_facts(session, commune_id, {VersionId(key)}).get(VersionId(key)):
        withdraw(session, clock, actor, BulletinId(facts.bulletin_id), facts.number, reason=why)
