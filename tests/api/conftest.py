"""What lies behind a door is tried on both databases by its feature; here SQLite is enough, where a test is not `ON_BOTH`."""

import pytest

from app.db import Sessions


@pytest.fixture(params=["sqlite"])
def sessions(request: pytest.FixtureRequest) -> Sessions:
    """The database that is asked for by `ON_BOTH`, or SQLite."""
    found: Sessions = request.getfixturevalue(request.param)
    return found
