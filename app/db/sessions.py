"""Where sessions come from."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.db.engine import READ_ONLY


class Sessions(sessionmaker[Session]):
    """Sessions of one engine.

    `with sessions.begin() as session:` writes and commits once at the end; `with sessions.read() as session:` only reads,
    waits for no writer, and is refused when it writes.
    """

    def __init__(self, engine: Engine) -> None:
        """Sessions on `engine`; objects stay usable after the commit."""
        super().__init__(engine, expire_on_commit=False)
        self.engine = engine
        self._reading = engine.execution_options(**READ_ONLY, postgresql_readonly=True)

    def read(self) -> Session:
        """A session that only reads, on one snapshot (SQLite) or at READ COMMITTED (PostgreSQL)."""
        return self(bind=self._reading)
