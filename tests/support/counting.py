"""What is asked of a database: a number of statements that grows with the rows is a defect, however quick it is with ten."""

import contextlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Engine, event


@contextlib.contextmanager
def counted(*engines: Engine) -> Iterator[list[str]]:
    """Every statement that `engines` are given meanwhile; those of one call for many rows are one."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: Any) -> None:  # noqa: ANN401  # as SQLAlchemy calls it
        said.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
