"""What somebody else took away between the look at it and the act is not there: an answer, and no fault of the program."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.clock import ManualClock
from app.db import Base, Sessions
from app.errors import NotFoundError
from app.plans import PlanContent, add_plan, change_plan, remove_plan
from app.plans.tables import PlanRow
from app.standards import Area, PovertyStandard, add_standard, change_standard, remove_standard
from app.standards.tables import PovertyStandardRow
from app.zones import Founding, found_commune

PLAN = PlanContent(year=2025, title="Kế hoạch truyền thông")
STANDARD = PovertyStandard(Area.RURAL, 2_400_000, date(2027, 1, 1), date(2030, 12, 31), "Nghị quyết 15/2026/NQ-HĐND")
Act = Callable[..., Any]


@pytest.mark.postgres  # on SQLite nobody else writes between a look of a writer and its act
@pytest.mark.parametrize(
    ("table", "wanted", "add", "change", "remove"),
    [
        (PlanRow, PLAN, add_plan, change_plan, remove_plan),
        (PovertyStandardRow, STANDARD, add_standard, change_standard, remove_standard),
    ],
    ids=["plan", "standard"],
)
def test_what_was_taken_away_after_the_look_is_not_there(
    postgres: Sessions, clock: ManualClock, table: type[Base], wanted: object, add: Act, change: Act, remove: Act
) -> None:
    with postgres.begin() as session:
        founding: Founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
        made = add(session, clock, founding.admin, wanted)
    key, actor = UUID(str(made.id)), founding.admin

    def away(session: Session) -> None:
        remove(session, clock, actor, key, tag=made.tag)

    with postgres() as session:
        seen = session.get_one(table, key)
        with postgres.begin() as other:
            away(other)
        assert seen in session
        with pytest.raises(NotFoundError):
            change(session, clock, actor, key, wanted=wanted, tag=made.tag)
    with postgres.begin() as session, pytest.raises(NotFoundError):
        away(session)
