"""The commune's lexicon: rows of two layers, the province's and the commune's own, under one revision.

A change is looked at as a whole before anything is locked (which entries there would be, which bulletins it touches) and written
in one transaction, which refuses it when the lexicon moved on meanwhile.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins.errors import EntryCycleError, EntryExistsError, LexiconFullError, SpokenFormError, WrittenFormError
from app.bulletins.model import Kind
from app.bulletins.tables import LexiconEntryRow, LexiconRow
from app.clock import Clock
from app.db import Page, make_once, newest_first, of_commune, owned, readable
from app.errors import AppError, NotFoundError, StaleError
from app.names import fold
from app.reading import (
    BadWrittenFormError,
    DuplicateEntryError,
    Layer,
    Lexicon,
    LexiconEntry,
    LexiconError,
    NotSpeakableError,
)
from app.reading.lexicon import LONGEST_SPOKEN, LONGEST_WRITTEN
from app.tags import Tag, tag_of
from app.units import CommuneId, new_id
from app.values import frozen

LARGEST = 5_000
"""Entries of a commune, both layers together."""
LONGEST_SEARCH = 200


@frozen
class StoredEntry:
    """An entry as it is kept."""

    id: UUID
    entry: LexiconEntry
    tag: Tag
    updated_at: datetime
    updated_by: str


@frozen
class CommuneLexicon:
    """What holds for every bulletin of a commune. revision: 0 before the first entry."""

    revision: int
    entries: tuple[LexiconEntry, ...]

    def of_kind(self, kind: Kind) -> "CommuneLexicon":
        """What a bulletin of that kind is read with: a greeting with its own entries alone, as the programmes it is heard in."""
        return replace(self, entries=()) if kind is Kind.GREETING else self

    def reader(self, own: Iterable[LexiconEntry] = ()) -> Lexicon:
        """Ready to be read with, a bulletin's own entries above. Raises the errors of a wrong entry."""
        return compiled((*self.entries, *own))


@frozen
class Change:
    """What is to be done: entries to put, each over the entry with that id or as a new one; or one to remove."""

    put: tuple[tuple[UUID | None, LexiconEntry], ...] = ()
    remove: UUID | None = None


def changed_lexicon(before: CommuneLexicon, entry: LexiconEntry) -> Lexicon:
    """The lexicon with one more entry, in the place of the one its layer has for the same form. Raises those of a wrong entry."""
    kept = [each for each in before.entries if (each.layer, each.key) != (entry.layer, entry.key)]
    return compiled((*kept, entry))


@lru_cache(maxsize=32)
def compiled(entries: tuple[LexiconEntry, ...]) -> Lexicon:
    """The lexicon of these entries. Raises `WrittenFormError`, `SpokenFormError`, `EntryExistsError`, `EntryCycleError`."""
    try:
        return Lexicon(entries)
    except LexiconError as exc:
        raise refused(exc) from exc


def refused(error: LexiconError) -> AppError:
    """The product's error for one of the reader's."""
    written = error.written[0]
    if isinstance(error, BadWrittenFormError):
        return WrittenFormError(written=written, limit=LONGEST_WRITTEN)
    if isinstance(error, NotSpeakableError):
        return SpokenFormError(written=written, word=error.word, limit=LONGEST_SPOKEN)
    if isinstance(error, DuplicateEntryError):
        return EntryExistsError(written=written)
    return EntryCycleError(path=" → ".join(error.written))


def own_json(entries: Iterable[LexiconEntry]) -> list[dict[str, Any]]:
    """A bulletin's own entries as JSON values."""
    return [{"written": each.written, "spoken": each.spoken, "any_case": each.any_case} for each in entries]


def own_entries(rows: Iterable[Mapping[str, Any]]) -> tuple[LexiconEntry, ...]:
    """The other way round."""
    return tuple(LexiconEntry(row["written"], row["spoken"], Layer.BULLETIN, row["any_case"]) for row in rows)


def commune_lexicon(session: Session, commune_id: CommuneId) -> CommuneLexicon:
    """What holds for the commune now."""
    revision = session.scalar(select(LexiconRow.revision).where(LexiconRow.commune_id == commune_id)) or 0
    if not revision:
        return CommuneLexicon(0, ())
    columns = (LexiconEntryRow.written, LexiconEntryRow.spoken, LexiconEntryRow.layer, LexiconEntryRow.any_case)
    query = select(*columns).where(LexiconEntryRow.commune_id == commune_id).order_by(LexiconEntryRow.id)
    return CommuneLexicon(revision, tuple(readable(session, query, LexiconEntry)))


def stored_entries(session: Session, commune_id: CommuneId) -> list[StoredEntry]:
    """All entries, by written form."""
    query = of_commune(LexiconEntryRow, commune_id).order_by(LexiconEntryRow.id)
    return sorted(readable(session, query, _stored), key=lambda each: (fold(each.entry.written), each.id))


def stored_entry(session: Session, commune_id: CommuneId, entry_id: UUID) -> StoredEntry:
    """One entry. Raises `NotFoundError`."""
    return _stored(_row(session, commune_id, entry_id))


def entry_page(
    session: Session,
    commune_id: CommuneId,
    *,
    words: str = "",
    layer: Layer | None = None,
    cursor: str | None = None,
    limit: int = 20,
) -> Page[StoredEntry]:
    """A page of entries, the newest first. words: that all occur in either form, without accents and case.

    Raises `BadCursorError`.
    """
    query = of_commune(LexiconEntryRow, commune_id)
    for word in fold(words[:LONGEST_SEARCH].replace("\x00", "")).split():
        query = query.where(LexiconEntryRow.folded.contains(word, autoescape=True))
    if layer is not None:
        query = query.where(LexiconEntryRow.layer == layer)
    return newest_first(session, query, _stored, by=LexiconEntryRow.id, key=lambda each: each.id, cursor=cursor, limit=limit)


def changed(stored: Sequence[StoredEntry], change: Change) -> tuple[LexiconEntry, ...]:
    """The entries there would be. Raises `NotFoundError`, `LexiconFullError`, and those of a wrong entry."""
    kept = {each.id: each.entry for each in stored}
    new = [entry for entry_id, entry in change.put if entry_id is None]
    for entry_id, entry in change.put:
        if entry_id is not None:
            _known(kept, entry_id)
            kept[entry_id] = entry
    if change.remove is not None:
        del kept[_known(kept, change.remove)]
    if len(kept) + len(new) > LARGEST:
        raise LexiconFullError(limit=LARGEST)
    return compiled((*kept.values(), *new)).entries


def hold_lexicon(session: Session, commune_id: CommuneId, revision: int) -> LexiconRow:
    """The lexicon's state, ours until the transaction ends. Raises `StaleError` when it is no longer at `revision`."""
    make_once(session, LexiconRow, commune_id=commune_id, revision=0)
    query = select(LexiconRow).where(LexiconRow.commune_id == commune_id)
    row = session.scalars(query.with_for_update().execution_options(populate_existing=True)).one()
    if row.revision != revision:
        raise StaleError(kind="lexicon", key=str(revision))
    return row


def write(session: Session, clock: Clock, actor: Actor, change: Change, *, revision: int) -> list[StoredEntry]:
    """Write a change that was looked at with the lexicon at `revision`; returns the entries put, each kept in the audit.

    Raises `StaleError`, `NotFoundError`.
    """
    now = clock.now()
    hold_lexicon(session, actor.commune_id, revision).revision += 1
    if change.remove is not None:
        row = _row(session, actor.commune_id, change.remove)
        session.delete(row)
        _audit(session, now, actor, "remove", row, before=row.spoken)
    known = _rows(session, actor.commune_id) if change.put else {}
    put = [_put(known, now, actor, entry_id, entry) for entry_id, entry in change.put]
    session.add_all([row for row, _ in put])
    session.flush()
    for row, before in put:
        _audit(session, now, actor, "change" if before is not None else "add", row, before=before)
    return [_stored(row) for row, _ in put]


def _put(
    known: Mapping[UUID, LexiconEntryRow], now: datetime, actor: Actor, entry_id: UUID | None, entry: LexiconEntry
) -> tuple[LexiconEntryRow, str | None]:
    """The row with `entry` in it, and the words it had before."""
    before = None
    if entry_id is None:
        row = LexiconEntryRow(id=new_id(), commune_id=actor.commune_id, revision=1)
    else:
        row = known[_known(known, entry_id)]
        before, row.revision = row.spoken, row.revision + 1
    row.layer, row.written, row.spoken, row.any_case = entry.layer, entry.written, entry.spoken, entry.any_case
    row.key, row.folded = entry.key, fold(f"{entry.written} {entry.spoken}")
    row.updated_at, row.updated_by = now, actor.name
    return row, before


def _audit(session: Session, now: datetime, actor: Actor, act: str, row: LexiconEntryRow, *, before: str | None) -> None:
    facts = {"written": row.written, "spoken": row.spoken, "layer": row.layer.value, "any_case": row.any_case, "before": before}
    record_act(session, now, actor, act, subject="lexicon_entry", subject_id=row.id, **facts)


def _rows(session: Session, commune_id: CommuneId) -> dict[UUID, LexiconEntryRow]:
    return {row.id: row for row in session.scalars(of_commune(LexiconEntryRow, commune_id))}


def _row(session: Session, commune_id: CommuneId, entry_id: UUID) -> LexiconEntryRow:
    return owned(session, LexiconEntryRow, entry_id, commune_id, kind="lexicon_entry")


def _known(entries: Mapping[UUID, object], entry_id: UUID) -> UUID:
    if entry_id not in entries:
        raise NotFoundError(kind="lexicon_entry", key=str(entry_id))
    return entry_id


def _stored(row: LexiconEntryRow) -> StoredEntry:
    entry = LexiconEntry(row.written, row.spoken, row.layer, row.any_case)
    return StoredEntry(row.id, entry, tag_of(row.revision), row.updated_at, row.updated_by)
