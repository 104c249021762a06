"""What was signed outside the database shows what the database itself can no longer show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts import Actor, OwnNameError, Role, add_person, erase_person, record_act, system_actor
from app.audit import ChainBreak, Undone, Verdict, Witnesses, forget_before, head_of, sign_head, verify
from app.audit.chain import START, hashed
from app.audit.tables import AuditEventRow, AuditHeadRow, AuditNameRow
from app.canonical import canonical_hash
from app.clock import ManualClock
from app.db import Sessions
from app.units import CommuneId
from app.zones import Founding, public_key
from app.zones.signing import DatabaseSigners


@dataclass
class Log:
    """A commune's log, and the folders that keep its heads."""

    sessions: Sessions
    clock: ManualClock
    founding: Founding
    witnesses: Witnesses

    @property
    def commune(self) -> CommuneId:
        return self.founding.commune_id

    def act(self, *acts: str, by: Actor | None = None) -> None:
        for act in acts:
            with self.sessions.begin() as session:
                record_act(session, self.clock.now(), by or self.founding.admin, act, subject="slot", subject_id="1")

    def sign(self, day: date) -> None:
        with self.sessions.read() as session:
            head = head_of(session, self.commune, self.clock.now())
            assert head is not None
            signed = sign_head(head, DatabaseSigners().of(session, self.commune))
        self.witnesses.write(self.commune, day, signed)
        self.witnesses.spread()

    def verdict(self) -> Verdict:
        with self.sessions.read() as session:
            return verify(session, self.commune, self.witnesses.heads(self.commune), public_key(session, self.commune))

    def rewrite(self, change: Callable[[Session], object]) -> None:
        """Change rows as one who can write the file, and knows how hashes are made: everything fits afterwards."""
        with self.sessions.begin() as session:
            change(session)
            session.flush()
            of_commune = AuditEventRow.commune_id == self.commune
            number, previous = 0, str(START)
            for row in session.scalars(select(AuditEventRow).where(of_commune).order_by(AuditEventRow.number)):
                number += 1
                row.number, row.previous = number, previous
                previous = row.hash = canonical_hash(hashed(row))
            head = session.get_one(AuditHeadRow, self.commune)
            head.number, head.hash = number, previous


@pytest.fixture
def log(sessions: Sessions, clock: ManualClock, founding: Founding, tmp_path: Path) -> Log:
    (tmp_path / "usb").mkdir()
    witnesses = Witnesses(tmp_path / "data" / "audit", (tmp_path / "usb" / "nhat-ky", tmp_path / "absent" / "nhat-ky"))
    log = Log(sessions, clock, founding, witnesses)
    log.act("add_slot", "edit_slot")
    log.sign(date(2025, 11, 4))
    clock.advance(timedelta(days=1))
    log.act("end_slot", "add_slot")
    log.sign(date(2025, 11, 5))
    log.act("edit_slot")
    return log


def _last(log: Log) -> int:
    return log.verdict().last


def test_heads_that_fit_are_counted_once_however_often_they_are_copied(log: Log) -> None:
    verdict = log.verdict()
    assert (verdict.broken, verdict.heads, verdict.bad_heads, verdict.first) == (None, 2, (), 1)
    assert len(list(log.witnesses.heads(log.commune))) == 4, "two with the data, two on the drive"


def test_an_end_that_is_cut_off_with_its_head_is_found(log: Log) -> None:
    last = _last(log)
    log.rewrite(lambda session: session.execute(delete(AuditEventRow).where(AuditEventRow.number > last - 3)))
    assert log.verdict().broken == ChainBreak(last - 2, "cut")


def test_a_chain_that_was_written_anew_is_found(log: Log) -> None:
    last = _last(log)
    log.rewrite(lambda session: session.execute(update(AuditEventRow).where(AuditEventRow.number == last - 1).values(act="x")))
    assert log.verdict().broken == ChainBreak(last - 2, "rewritten"), "the first after the last head that fits"


def test_heads_that_are_gone_from_the_data_are_found_on_the_drive(log: Log) -> None:
    for path in log.witnesses.own.iterdir():
        path.unlink()
    last = _last(log)
    log.rewrite(lambda session: session.execute(delete(AuditEventRow).where(AuditEventRow.number > last - 3)))
    assert log.verdict().broken == ChainBreak(last - 2, "cut")


def test_a_head_that_somebody_else_signed_is_named(log: Log) -> None:
    with log.sessions.read() as session:
        head = head_of(session, log.commune, log.clock.now())
    assert head is not None
    log.witnesses.write(log.commune, date(2025, 11, 6), sign_head(head, Ed25519PrivateKey.generate()))
    verdict = log.verdict()
    assert (verdict.broken, [path.name[:10] for path in verdict.bad_heads]) == (None, ["2025-11-06"])


def test_a_head_is_never_written_over(log: Log) -> None:
    [path] = log.witnesses.own.glob("2025-11-04*")
    before = path.read_bytes()
    log.sign(date(2025, 11, 4))
    assert path.read_bytes() == before


def test_what_a_restore_takes_away_is_told_and_breaks_nothing(log: Log) -> None:
    last = _last(log)
    log.clock.advance(timedelta(hours=1))
    with log.sessions.begin() as session:  # the backup had all but the last three
        session.execute(delete(AuditEventRow).where(AuditEventRow.commune_id == log.commune, AuditEventRow.number > last - 3))
        row = session.scalars(select(AuditEventRow).where(AuditEventRow.number == last - 3)).one()
        head = session.get_one(AuditHeadRow, log.commune)
        head.number, head.hash = row.number, row.hash
        record_act(session, log.clock.now(), system_actor(log.commune), "restore", subject="backup", subject_id="1")
    log.act("add_slot")
    verdict = log.verdict()
    assert (verdict.broken, verdict.heads) == (None, 1)
    assert verdict.undone == (Undone(log.clock.now(), last - 2, last - 1),)


def test_a_name_can_be_erased_and_the_chain_holds(log: Log) -> None:
    admin = log.founding.admin
    with log.sessions.begin() as session:
        person = add_person(session, log.clock, admin, name="Nguyễn Thị Lan", roles=frozenset({Role.EDITOR}))
    log.act("add_slot", by=Actor(log.commune, person, "Nguyễn Thị Lan", roles=frozenset({Role.EDITOR})))
    with log.sessions.begin() as session:
        erase_person(session, log.clock, admin, person)
    assert log.verdict().broken is None
    with log.sessions.read() as session:
        left = session.scalars(select(AuditNameRow.name).where(AuditNameRow.actor_id == person)).all()
        assert list(left) == [None]
    assert not any(b"Lan" in path.read_bytes() for path in log.witnesses.own.parent.rglob("*.head"))
    with log.sessions.begin() as session, pytest.raises(OwnNameError):
        erase_person(session, log.clock, admin, log.founding.admin_id)


def test_a_beginning_that_was_removed_on_purpose_is_no_gap(log: Log) -> None:
    before = log.clock.now() - timedelta(hours=12)
    with log.sessions.begin() as session:
        signer = DatabaseSigners().of(session, log.commune)
        gone = forget_before(session, log.commune, before, signer=signer, now=log.clock.now())
        assert gone is not None
        system = system_actor(log.commune)
        record_act(session, log.clock.now(), system, "forget", subject="audit_log", subject_id="x", through=gone.number)
    verdict = log.verdict()
    assert (verdict.broken, verdict.first, verdict.heads) == (None, gone.number + 1, 2)
    with log.sessions.begin() as session:  # one more than was said
        session.execute(delete(AuditEventRow).where(AuditEventRow.number == gone.number + 1))
    assert log.verdict().broken == ChainBreak(gone.number + 1, "missing")


def test_nobody_else_says_that_a_beginning_was_removed(log: Log) -> None:
    with log.sessions.begin() as session:
        other = Ed25519PrivateKey.generate()
        forget_before(session, log.commune, log.clock.now() - timedelta(hours=12), signer=other, now=log.clock.now())
    assert log.verdict().broken == ChainBreak(1, "missing")
