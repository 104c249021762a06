"""Where sessions come from."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.db.engine import reading_engine
from app.db.readable import Unreadable


class Sessions(sessionmaker[Session]):
    """Sessions of one engine.

    `with sessions.begin() as session:` writes and commits once at the end; `with sessions.read() as session:` only reads,
    waits for no writer, and is refused when it writes. `unreadable`: rows that lists had to leave out.
    """

    def __init__(self, engine: Engine) -> None:
        """Sessions on `engine`, which `close` disposes of; objects stay usable after the commit."""
        self.unreadable = Unreadable()
        super().__init__(engine, expire_on_commit=False, info={Unreadable: self.unreadable})
        self.engine = engine
        self.reading_engine = reading_engine(engine)

    def read(self) -> Session:
        """A session that only reads, on one snapshot (SQLite) or at READ COMMITTED (PostgreSQL)."""
        return self(bind=self.reading_engine)

    def close(self) -> None:
        """Let go of all connections."""
        self.reading_engine.dispose()
        self.engine.dispose()
