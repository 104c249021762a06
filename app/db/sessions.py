"""Where sessions come from, and what follows their commit."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from app.db.engine import reading_engine
from app.db.once import Kept
from app.db.readable import Unreadable

_FOLLOWING = "loalang.following"


def after_commit(session: Session, key: Hashable, act: Callable[[], None]) -> None:
    """Keep on the session what is to be done once its transaction is durable; acts of the same key are one.

    It is forgotten with the transaction, and a crash may lose it: whatever follows a commit has a sweep that finds it undone.
    """
    session.info.setdefault(_FOLLOWING, {})[key] = act


def commit(session: Session) -> None:
    """Make the transaction durable, then do what follows it: all of it, also where one fails, whose error is raised at the end.

    The only place that commits for the product: use cases flush.
    """
    session.commit()
    with ExitStack() as following:
        for act in reversed(session.info.pop(_FOLLOWING, {}).values()):
            following.callback(act)


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

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session that writes: `commit` at the end, a rollback when it is left by an error."""
        with self() as session:
            yield session
            commit(session)

    def read(self) -> Session:
        """A session that only reads, on one snapshot (SQLite) or at READ COMMITTED (PostgreSQL); see `read_once`."""
        return self(bind=self.reading_engine, info={Kept: Kept()})

    def close(self) -> None:
        """Let go of all connections."""
        self.reading_engine.dispose()
        self.engine.dispose()
