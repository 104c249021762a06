"""The database of this machine, for commands that work on it without the service."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from app.clock import Clock, SystemClock

if TYPE_CHECKING:
    from app.db import Sessions


class AtMachine:
    """What acts are done with at the machine itself, where no server runs: its clock."""

    clock: Clock = SystemClock()


@contextmanager
def installation() -> "Iterator[Sessions]":
    """The database of this machine, which has to be of this release.

    All its tables are known here, whatever a command imports: none of a few can be written whose keys lead to one that is not.
    """
    import app.schema  # noqa: F401  # so that all tables are known
    from app.db import Sessions, make_engine
    from app.db.migrations import require_newest
    from app.settings import Settings

    with closing(Sessions(make_engine(Settings.load().database))) as sessions:
        require_newest(sessions.reading_engine)
        yield sessions
