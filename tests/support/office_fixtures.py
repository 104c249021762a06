"""Offices for tests."""

import pytest

from app.clock import ManualClock
from app.db import Sessions
from app.zones import Founding, found_commune
from tests.support.office import Office


@pytest.fixture
def office(sessions: Sessions, clock: ManualClock, founding: Founding) -> Office:
    """The office of `xã Liên An`, on each database."""
    return Office(sessions, clock, founding)


@pytest.fixture
def small_office(sqlite: Sessions, clock: ManualClock) -> Office:
    """An office on SQLite alone, for long sequences of acts."""
    with sqlite.begin() as session:
        founding = found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
    return Office(sqlite, clock, founding)
