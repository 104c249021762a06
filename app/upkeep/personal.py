"""What is kept of one person: all of it told, and all of it taken away that no law keeps (Law 91/2025/QH15 on personal data).

It is looked for by what columns are called, not in a list that a new table would be missing from: rows that name the person by id
(`person_id`, `actor_id`, the two of a delegation), and names of those who did something (`…_by`, `…_name`). The tables come
from `app.schema`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import RowMapping, String, Table, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts import Actor, Person, erase_person, everybody, person, person_names, record_act
from app.audit import AuditFilter, all_events, line_of
from app.clock import Clock
from app.units import CommuneId, PersonId
from app.upkeep.leaving import forget_own
from app.values import frozen
from app.words import word

_SECRETS = ("hash", "salt", "secret", "key", "code", "sealed", "pending")
"""How the names of columns end that hold what opens a door: their owner is told that there is one, and nobody what it is."""
_NAMES = ("_by", "_name")
_IDS = frozenset({"person_id", "actor_id", "giver_id", "deputy_id"})
_APART = frozenset({"people", "audit_events", "audit_names"})
"""Told in words of their own, and forgotten by acts of their own."""
KEPT_BY_LAW = {
    "approvals": "approval",
    "bulletin_versions": "approval",
    "version_moves": "approval",
    "as_run": "log_book",
    "day_packs": "log_book",
    "emergencies": "emergency",
    "silences": "emergency",
}
"""Tables whose names stay, and the reason, a word of `kept_name`: who answered for what the village heard (NĐ 49/2024/NĐ-CP)."""


@frozen
class Mention:
    """A name that stands in rows of a table. reason: why it stays, a word; None: it goes with the person."""

    table: str
    column: str
    count: int
    reason: str | None


@frozen
class Kept:
    """All that is kept of a person. rows: by table, without secrets; mentions: of the name, elsewhere.

    lines: of the audit log, by the person or about, the oldest first.
    """

    person: Person
    rows: Mapping[str, Sequence[Mapping[str, object]]]
    mentions: Sequence[Mention]
    lines: Sequence[str]


def export_person(session: Session, clock: Clock, actor: Actor, person_id: PersonId, tables: Collection[Table]) -> Kept:
    """All that is kept of a person of the actor's commune, also of one who left; that it was taken is written down.

    tables: all there are (`app.schema`). Raises `NotFoundError`.
    """
    found = person(session, actor.commune_id, person_id)
    rows = {table.name: told for table in _by_name(tables) if (told := _rows(session, table, person_id))}
    mentions = list(_mentions(session, actor.commune_id, found.name, tables))
    lines = _lines(session, actor.commune_id, person_id)
    record_act(session, clock.now(), actor, "export", subject="person", subject_id=person_id)
    return Kept(found, rows, mentions, lines)


def erase_personal_data(
    session: Session, clock: Clock, actor: Actor, person_id: PersonId, tables: Collection[Table]
) -> list[Mention]:
    """Let a person leave, and take away all that is kept of the person and no law keeps; returns the mentions that stay.

    The name stays where another person of the commune has the same, since nobody can tell whose it is. Raises what
    `erase_person` raises.
    """
    found = person(session, actor.commune_id, person_id)
    namesakes = [each for each in everybody(session, actor.commune_id) if each.name == found.name and each.id != person_id]
    erase_person(session, clock, actor, person_id)
    forget_own(session, person_id)
    mentions = list(_mentions(session, actor.commune_id, found.name, tables))
    if namesakes:
        return [replace(each, reason=each.reason or "namesake") for each in mentions]
    for mention in mentions:
        if mention.reason is None:
            _forget(session, actor.commune_id, found.name, mention, tables)
    session.expire_all()
    return [mention for mention in mentions if mention.reason is not None]


def _rows(session: Session, table: Table, person_id: PersonId) -> list[dict[str, object]]:
    named = [column for column in table.columns if column.name in _IDS]
    if table.name in _APART or not named:
        return []
    found = session.execute(select(table).where(or_(*(column == person_id for column in named))))
    return [_told(row) for row in found.mappings()]


def _lines(session: Session, commune_id: CommuneId, person_id: PersonId) -> list[str]:
    names = person_names(session, commune_id)
    wanted = (AuditFilter(actor_id=person_id), AuditFilter(subject="person", subject_id=str(person_id)))
    events = {event.number: event for each in wanted for event in all_events(session, commune_id, each)}
    return [line_of(events[number], names) for number in sorted(events)]


def _forget(session: Session, commune_id: CommuneId, name: str, mention: Mention, tables: Collection[Table]) -> None:
    [table] = [each for each in tables if each.name == mention.table]
    column = table.columns[mention.column]
    query = update(table).where(table.c.commune_id == commune_id, column == name)
    session.execute(query.values({column: word("audit_kind", "erased")}))


def _mentions(session: Session, commune_id: CommuneId, name: str, tables: Collection[Table]) -> Iterator[Mention]:
    for table in _by_name(tables):
        if not name or table.name in _APART or "commune_id" not in table.columns:
            continue
        for column in table.columns:
            if not isinstance(column.type, String) or (column.name != "by" and not column.name.endswith(_NAMES)):
                continue  # a day by which something is due is no name
            query = select(func.count()).select_from(table).where(table.c.commune_id == commune_id, column == name)
            count = session.scalar(query) or 0
            if count:
                yield Mention(table.name, column.name, count, KEPT_BY_LAW.get(table.name))


def _told(row: RowMapping) -> dict[str, object]:
    return {str(name): "***" if str(name).endswith(_SECRETS) and value is not None else value for name, value in row.items()}


def _by_name(tables: Collection[Table]) -> list[Table]:
    return sorted(tables, key=lambda table: table.name)
