"""The chain shows every change, every gap, every cut and every name that is another."""

import json
import threading
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from app.audit import AuditFilter, ChainBreak, Happening, all_events, audit_json_lines, record, verify
from app.audit.chain import hashed
from app.audit.tables import AuditEventRow, AuditHeadRow, AuditNameRow
from app.canonical import canonical_hash
from app.db import Sessions
from app.units import CommuneId, new_id
from tests.support.database import NOW

COMMUNE = CommuneId(new_id())
PERSON = new_id()


def happen(session: Session, act: str, commune: CommuneId = COMMUNE, name: str = "Trần Minh Khôi") -> None:
    happening = Happening(
        at=NOW,
        actor_kind="person",
        actor_id=PERSON,
        actor_name=name,
        act=act,
        subject="bulletin_version",
        subject_id="1",
        facts={"number": 1, "lý do": "sai giờ"},
    )
    record(session, commune, happening)


def broken(sessions: Sessions, commune: CommuneId = COMMUNE) -> ChainBreak | None:
    with sessions.read() as session:
        return verify(session, commune).broken


@pytest.fixture
def chain(sessions: Sessions) -> Sessions:
    with sessions.begin() as session:
        for act in ("write", "submit", "approve", "withdraw"):
            happen(session, act)
    return sessions


def test_an_untouched_chain_holds(chain: Sessions) -> None:
    with chain.read() as session:
        assert verify(session, COMMUNE).broken is None
        assert session.scalars(select(AuditEventRow.number).order_by(AuditEventRow.number)).all() == [1, 2, 3, 4]


def test_an_empty_chain_holds(sessions: Sessions) -> None:
    assert broken(sessions) is None


@pytest.mark.parametrize(
    "change",
    [{"act": "write"}, {"actor": "X"}, {"facts": {}}, {"subject_id": "2"}, {"actor_kind": "system"}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found(chain: Sessions, change: dict[str, Any]) -> None:
    with chain.begin() as session:
        session.execute(update(AuditEventRow).where(AuditEventRow.number == 2).values(**change))
    assert broken(chain) == ChainBreak(2, "changed")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_removed_event_is_found(chain: Sessions, number: int) -> None:
    with chain.begin() as session:
        session.execute(delete(AuditEventRow).where(AuditEventRow.number == number))
    assert broken(chain) == ChainBreak(number, "missing")


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "said",
    ["facts = 'x'", "at = 'x'", "actor_id = 'x'", "number = 'x'", "act = CAST(x'ff' AS TEXT)", "actor = x'ff'", "hash = 7"],
)
def test_an_event_that_cannot_even_be_read_is_found(chain: Sessions, said: str) -> None:
    with chain.begin() as session:
        session.execute(text(f"UPDATE audit_events SET {said} WHERE number = 3"))  # noqa: S608  # of this test
    assert broken(chain) == ChainBreak(3, "missing" if said.startswith("number") else "changed")


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
@pytest.mark.parametrize("said", ["facts = 'x'", "facts = '[]'", "at = 'x'", "actor_id = 'x'", "act = CAST(x'ff' AS TEXT)"])
def test_an_event_that_cannot_be_read_holds_up_no_export(chain: Sessions, said: str) -> None:
    with chain.begin() as session:
        session.execute(text(f"UPDATE audit_events SET {said} WHERE number = 3"))  # noqa: S608  # of this test
    with chain.read() as session:
        exported = list(audit_json_lines(all_events(session, COMMUNE, AuditFilter())))
    assert [json.loads(line)["event"]["number"] for line in exported] == [1, 2, 4]


@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("audit_heads SET number = 'x'", ChainBreak(5, "missing")),
        ("audit_heads SET removal = 'x'", None),
        ("audit_names SET name = x'ff'", ChainBreak(1, "renamed")),
        ("audit_names SET actor_id = 'x'", None),
        ("audit_names SET salt = 7", ChainBreak(1, "renamed")),
    ],
)
def test_ends_and_names_that_cannot_be_read_are_no_hindrance(chain: Sessions, said: str, expected: ChainBreak | None) -> None:
    with chain.begin() as session:
        session.execute(text(f"UPDATE {said}"))
    assert broken(chain) == expected


def test_a_lost_head_is_found(chain: Sessions) -> None:
    with chain.begin() as session:
        session.execute(delete(AuditHeadRow))
    assert broken(chain) == ChainBreak(5, "missing")


def test_events_in_another_order_are_found(chain: Sessions) -> None:
    with chain.begin() as session:
        for number, becomes in ((2, 99), (3, 2), (99, 3)):
            session.execute(update(AuditEventRow).where(AuditEventRow.number == number).values(number=becomes))
    assert broken(chain) in {ChainBreak(2, "changed"), ChainBreak(2, "unlinked")}


def test_an_event_of_another_commune_is_found_in_both(chain: Sessions) -> None:
    other = CommuneId(new_id())
    with chain.begin() as session:
        happen(session, "write", other)
        happen(session, "approve", other)
    with chain.begin() as session:
        for before, after, number in ((COMMUNE, new_id(), 2), (other, COMMUNE, 2)):
            session.execute(
                update(AuditEventRow)
                .where(AuditEventRow.commune_id == before, AuditEventRow.number == number)
                .values(commune_id=after)
            )
    assert broken(chain) in {ChainBreak(2, "changed"), ChainBreak(2, "unlinked")}
    assert broken(chain, other) == ChainBreak(2, "missing")


def test_another_name_is_found(chain: Sessions) -> None:
    with chain.begin() as session:
        session.execute(update(AuditNameRow).values(name="Người Khác"))
    assert broken(chain) == ChainBreak(1, "renamed")


@pytest.mark.parametrize("how", ["emptied", "deleted"])
def test_a_name_that_is_gone_without_being_erased_is_found(chain: Sessions, how: str) -> None:
    with chain.begin() as session:
        session.execute(update(AuditNameRow).values(name=None, salt=None) if how == "emptied" else delete(AuditNameRow))
    assert broken(chain) == ChainBreak(1, "nameless")


def test_a_name_stands_once_and_another_beside_it(chain: Sessions) -> None:
    with chain.begin() as session:
        happen(session, "write", name="Trần Minh Khôi (Phó Chủ tịch)")
    with chain.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditNameRow)) == 2
    assert broken(chain) is None


def test_each_commune_has_its_own_chain(chain: Sessions) -> None:
    other = CommuneId(new_id())
    with chain.begin() as session:
        happen(session, "write", other)
    assert broken(chain, other) is None
    assert broken(chain) is None
    with chain.read() as session:
        assert session.scalars(select(AuditEventRow.number).where(AuditEventRow.commune_id == other)).all() == [1]


def test_an_act_that_was_rolled_back_leaves_no_trace(chain: Sessions) -> None:
    session = chain()
    happen(session, "return")
    session.rollback()
    session.close()
    assert broken(chain) is None


def test_acts_at_one_time_are_one_chain(sessions: Sessions) -> None:
    failed: list[Exception] = []

    def act(name: str) -> None:
        try:
            for number in range(10):
                with sessions.begin() as session:
                    happen(session, f"write_{number}", name=name)
        except Exception as error:  # noqa: BLE001  # told in the test's own thread
            failed.append(error)

    threads = [threading.Thread(target=act, args=(f"Người {number}",)) for number in range(2)]
    for each in threads:
        each.start()
    looked = []
    while any(each.is_alive() for each in threads):
        looked.append(broken(sessions))
    for each in threads:
        each.join()
    assert (failed, {*looked} - {None}) == ([], set()), "also when looked at while it grows"
    with sessions.read() as session:
        verdict = verify(session, COMMUNE)
    assert (verdict.broken, verdict.first, verdict.last) == (None, 1, 20)


_FIELDS = ("at", "actor_kind", "actor_id", "actor", "act", "subject", "subject_id", "facts", "previous", "hash", "id")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), length=st.integers(2, 8))
def test_whatever_is_done_to_a_row_is_found_at_that_row(sqlite: Sessions, data: st.DataObject, length: int) -> None:
    commune = CommuneId(new_id())
    with sqlite.begin() as session:
        for number in range(length):
            happen(session, f"act_{number}", commune)
    at = data.draw(st.integers(1, length), label="row")
    kind = data.draw(st.sampled_from(["field", "delete", "swap", "insert", "rehash"]), label="tampering")
    with sqlite.begin() as session:
        of_commune = AuditEventRow.commune_id == commune
        row = session.scalars(select(AuditEventRow).where(of_commune, AuditEventRow.number == at)).one()
        if kind == "field":
            name = data.draw(st.sampled_from(_FIELDS), label="field")
            values = {"at": NOW.replace(year=2020), "actor_id": None, "facts": {"number": 2}, "id": new_id()}
            setattr(row, name, values.get(name, "0" * 63 + "1"))
        elif kind == "delete":
            session.delete(row)
        elif kind == "swap":
            other = at + 1 if at < length else at - 1
            one, two = sorted((at, other))
            at = one
            for before, after in ((one, 999), (two, one), (999, two)):
                session.execute(update(AuditEventRow).where(of_commune, AuditEventRow.number == before).values(number=after))
        elif kind == "insert":
            copied = {each.name: getattr(row, each.name) for each in AuditEventRow.__table__.columns}
            session.add(AuditEventRow(**copied | {"id": new_id(), "number": length + 1}))
            at = length + 1
        else:
            row.act = "another"
            row.hash = canonical_hash(hashed(row))
            at = at + 1  # the row fits in itself: the one after it, or the head, does not follow it
    found = broken(sqlite, commune)
    assert found is not None
    assert found.number == at, (kind, found)
