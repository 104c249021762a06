"""Whether a chain is as it was written: by itself, and by every head that was signed on its way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select, type_coerce
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from app.audit.chain import START, hashed
from app.audit.heads import Head, SignedHead, read_head, read_removal
from app.audit.names import commitment
from app.audit.tables import AuditEventRow, AuditHeadRow, AuditNameRow
from app.canonical import canonical_hash
from app.units import CommuneId
from app.values import frozen
from app.wire.errors import BadSignatureError

ERASE = "erase_names"
RESTORE = "restore"


@frozen
class ChainBreak:
    """Where a chain does not hold: the number of the first event that is not as it was written (or is missing).

    reason: `missing`, `unlinked`, `changed`; `renamed` and `nameless`: another name than was written, or none, and nobody erased
    it; `cut`: a signed head knows later events; `rewritten`: all hashes fit, and not those of a signed head, so that the
    number is the first that may be another one.
    """

    number: int
    reason: str


@frozen
class Undone:
    """Events that a restore took away: those from `first` to `last` came after the backup. at: of the restore."""

    at: datetime
    first: int
    last: int


@frozen
class Verdict:
    """What a look through a chain found. first, last: the numbers there are, 0 without any; heads: so many signed ones fit.

    bad_heads: files that the commune did not sign; undone: what restores took away, as the heads tell.
    """

    broken: ChainBreak | None
    first: int
    last: int
    heads: int = 0
    bad_heads: tuple[Path, ...] = ()
    undone: tuple[Undone, ...] = ()


def verify(session: Session, commune_id: CommuneId, heads: Iterable[SignedHead] = (), public_key: bytes | None = None) -> Verdict:
    """Look through the whole chain of a commune. public_key: of the commune, needed for what is signed."""
    begin = _removed(session, commune_id, public_key)
    known, bad = _known_heads(commune_id, heads, public_key)
    look = _Look(session, commune_id, begin, {head.number for head in known})
    look.through()
    look.look_at_names()
    fitting, undone = look.compare(known)
    first = min(look.number, 1 if begin is None else begin.number + 1)
    return Verdict(look.broken, first, look.number, fitting, tuple(bad), tuple(undone))


def _removed(session: Session, commune_id: CommuneId, public_key: bytes | None) -> Head | None:
    """Up to where rows were removed on purpose, where the commune's signature says so."""
    said = type_coerce(AuditHeadRow.removal, NullType())
    removal: object = session.scalar(select(said).where(AuditHeadRow.commune_id == commune_id))
    if not isinstance(removal, bytes) or public_key is None:
        return None
    try:
        found = read_removal(removal, public_key)
    except BadSignatureError:
        return None
    return found if found.commune_id == commune_id else None


def _known_heads(commune_id: CommuneId, heads: Iterable[SignedHead], public_key: bytes | None) -> tuple[list[Head], list[Path]]:
    """The heads that the commune signed, by number; and the files that say something else."""
    known, bad = set(), []
    for each in heads:
        if public_key is None:
            break
        try:
            head = read_head(each.signed, public_key)
        except BadSignatureError:
            bad.append(each.path)
            continue
        if head.commune_id == commune_id:
            known.add(head)
        else:
            bad.append(each.path)
    return sorted(known, key=lambda head: (head.number, head.at)), bad


class _Ends(NamedTuple):
    number: int = 0
    hash: str = START


@dataclass
class _Look:
    """One look through a chain, which may grow meanwhile.

    number, previous: of the last event seen; hashes: of those that heads speak of; actors: who acted, each first in which event;
    erased: those of them whose name was erased on purpose.
    """

    session: Session
    commune_id: CommuneId
    begin: Head | None
    asked: set[int]
    broken: ChainBreak | None = None
    number: int = 0
    previous: str = START
    hashes: dict[int, str] = field(default_factory=dict)
    restores: list[tuple[int, datetime]] = field(default_factory=list)
    actors: dict[str, int] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)

    def breaks(self, number: int, reason: str) -> None:
        """Keep what breaks first."""
        if self.broken is None or number < self.broken.number:
            self.broken = ChainBreak(number, reason)

    def through(self) -> None:
        """Every event in the order of the numbers, up to the first that breaks the chain or to its end."""
        if self.begin is not None:
            self.number, self.previous = self.begin.number, self.begin.hash
        while True:
            before = self._end()
            self._onwards()
            if self.broken is not None:
                return None
            if before is not None and before.number > self.number:
                return self.breaks(self.number + 1, "missing")
            end = self._end()
            if (end or _Ends()) == _Ends(self.number, self.previous):
                return None
            if end is None or end.number <= self.number:
                return self.breaks((self.number if end is None else end.number) + 1, "missing")

    def _end(self) -> "_Ends | None":
        query = select(AuditHeadRow.number, AuditHeadRow.hash).where(AuditHeadRow.commune_id == self.commune_id)
        found = self.session.execute(query).one_or_none()
        return None if found is None or not isinstance(found.number, int) else _Ends(*found)

    def _onwards(self) -> None:
        """Onwards to the end. What cannot be read at all is not as it was written; which row it is, is found one by one."""
        for at_once in (500, 1):
            try:
                return self._rows(at_once)
            except SQLAlchemyError:
                raise
            except Exception:  # noqa: BLE001, S112  # whatever a row has in it, which `breaks` tells
                continue
        return self.breaks(self.number + 1, "changed")

    def _rows(self, at_once: int) -> None:
        query = select(AuditEventRow).where(AuditEventRow.commune_id == self.commune_id, AuditEventRow.number > self.number)
        query = query.order_by(AuditEventRow.number).execution_options(yield_per=at_once, populate_existing=True)
        with self.session.execute(query) as found:
            for row in found.scalars():
                self._event(row)
                if self.broken is not None:
                    return

    def _event(self, row: AuditEventRow) -> None:
        number = self.number + 1
        if row.number != number:
            self.breaks(number, "missing")
        elif row.previous != self.previous:
            self.breaks(number, "unlinked")
        elif row.hash != canonical_hash(hashed(row)):
            self.breaks(number, "changed")
        else:
            self.number, self.previous = number, row.hash
            self.actors.setdefault(row.actor, number)
            if number in self.asked:
                self.hashes[number] = row.hash
            if row.act == RESTORE:
                self.restores.append((number, row.at))
            if row.act == ERASE:
                self.erased.update(str(row.facts.get("actors", "")).split())

    def look_at_names(self) -> None:
        """Whether each name is the one that was written, or was erased on purpose."""
        query = select(AuditNameRow.actor, AuditNameRow.name, AuditNameRow.salt)
        query = query.where(AuditNameRow.commune_id == self.commune_id)
        names = {row.actor: row for row in self.session.execute(query)}
        for actor, number in self.actors.items():
            found = names.get(actor)
            if found is None or found.name is None or found.salt is None:
                if actor not in self.erased:
                    self.breaks(number, "nameless")
            elif not (isinstance(found.name, str) and isinstance(found.salt, str)) or commitment(found.salt, found.name) != actor:
                self.breaks(number, "renamed")

    def compare(self, heads: Iterable[Head]) -> tuple[int, list[Undone]]:
        """Hold the chain against signed heads; returns how many fit, and what restores took away.

        Of a chain that is broken in itself nothing is said beyond the break.
        """
        fitting, undone, good = 0, dict[int, Undone](), 0
        start = self.begin.number if self.begin is not None else 0
        for head in heads:
            if head.number < start or (self.broken is not None and head.number >= self.broken.number):
                continue
            said = self.begin.hash if self.begin is not None and head.number == start else self.hashes.get(head.number)
            if said == head.hash or head.number == 0:
                fitting, good = fitting + 1, head.number
            elif restore := next((each for each in self.restores if each[0] <= head.number and head.at <= each[1]), None):
                number, at = restore
                last = max(head.number, undone[number].last) if number in undone else head.number
                undone[number] = Undone(at, number, last)
            else:
                self.breaks(*((self.number + 1, "cut") if head.number > self.number else (good + 1, "rewritten")))
        return fitting, list(undone.values())
