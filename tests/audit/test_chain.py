"""The chain shows every change, every gap and every cut."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.audit import ChainBreak, Happening, record, verify
from app.audit.tables import AuditEventRow, AuditHeadRow
from app.db import Sessions
from app.units import CommuneId, new_id
from tests.support.database import NOW

COMMUNE = CommuneId(new_id())


def happen(session: Session, act: str, commune: CommuneId = COMMUNE) -> None:
    happening = Happening(
        at=NOW,
        actor_kind="person",
        actor_id=None,
        actor_name="Trần Minh Khôi",
        act=act,
        subject="bulletin_version",
        subject_id="1",
        facts={"number": 1, "lý do": "sai giờ"},
    )
    record(session, commune, happening)


@pytest.fixture
def chain(sessions: Sessions) -> Sessions:
    with sessions.begin() as session:
        for act in ("write", "submit", "approve", "withdraw"):
            happen(session, act)
    return sessions


def test_an_untouched_chain_holds(chain: Sessions) -> None:
    with chain.read() as session:
        assert verify(session, COMMUNE) is None
        assert session.scalars(select(AuditEventRow.number).order_by(AuditEventRow.number)).all() == [1, 2, 3, 4]


def test_an_empty_chain_holds(sessions: Sessions) -> None:
    with sessions.read() as session:
        assert verify(session, COMMUNE) is None


@pytest.mark.parametrize(
    "change",
    [{"act": "write"}, {"actor_name": "X"}, {"facts": {}}, {"subject_id": "2"}, {"actor_kind": "system"}],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found(chain: Sessions, change: dict[str, Any]) -> None:
    with chain.begin() as session:
        session.execute(update(AuditEventRow).where(AuditEventRow.number == 2).values(**change))
    with chain.read() as session:
        assert verify(session, COMMUNE) == ChainBreak(2, "changed")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_event_is_found(chain: Sessions, number: int) -> None:
    with chain.begin() as session:
        session.execute(delete(AuditEventRow).where(AuditEventRow.number == number))
    with chain.read() as session:
        assert verify(session, COMMUNE) == ChainBreak(number, "missing")


def test_a_cut_off_end_is_found(chain: Sessions) -> None:
    with chain.begin() as session:
        session.execute(delete(AuditEventRow).where(AuditEventRow.number == 4))
    with chain.read() as session:
        assert verify(session, COMMUNE) == ChainBreak(4, "missing")


def test_a_lost_head_is_found(chain: Sessions) -> None:
    with chain.begin() as session:
        session.execute(delete(AuditHeadRow))
    with chain.read() as session:
        assert verify(session, COMMUNE) == ChainBreak(5, "missing")


def test_each_commune_has_its_own_chain(chain: Sessions) -> None:
    other = CommuneId(new_id())
    with chain.begin() as session:
        happen(session, "write", other)
    with chain.read() as session:
        assert verify(session, other) is None
        assert verify(session, COMMUNE) is None
        assert session.scalars(select(AuditEventRow.number).where(AuditEventRow.commune_id == other)).all() == [1]


def test_an_act_that_was_rolled_back_leaves_no_trace(chain: Sessions) -> None:
    session = chain()
    happen(session, "return")
    session.rollback()
    session.close()
    with chain.read() as session:
        assert verify(session, COMMUNE) is None
