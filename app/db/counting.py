"""How full the tables are, told to SQLite, which chooses its indexes by it; PostgreSQL counts by itself."""

from app.db.sessions import Sessions

_ROWS = 400
"""Looked at of each index at most: all of a large commune takes 60 ms."""


def count_rows(sessions: Sessions) -> None:
    """Let queries be planned by what there is now.

    Without this SQLite takes a commune for ten rows, and looks through all its bulletins where fifteen are asked for by id.
    """
    if sessions.engine.dialect.name != "sqlite":
        return
    with sessions.begin() as session:
        connection = session.connection()
        connection.exec_driver_sql(f"PRAGMA analysis_limit={_ROWS}")
        connection.exec_driver_sql("ANALYZE")
