"""The schema comes from empty and from each earlier revision, up and down, on both databases; tables and migrations agree."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from app.db import make_engine
from app.db.migrations import head_revision, migrate, present_revision, revisions
from app.schema import METADATA
from tests.support.database import BOTH


@pytest.fixture(params=BOTH)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield engine
        engine.dispose()
        return
    address: str = request.getfixturevalue("postgres_address")
    outside = make_engine(address)
    with outside.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS migrations"))
        connection.execute(text("CREATE DATABASE migrations"))
    engine = make_engine(outside.url.set(database="migrations").render_as_string(hide_password=False))
    yield engine
    engine.dispose()
    outside.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_an_empty_database_becomes_the_newest(empty: Engine) -> None:
    assert present_revision(empty) is None
    migrate(empty)
    assert present_revision(empty) == head_revision()
    assert tables(empty) == set(METADATA.tables) | {"alembic_version"}


def test_migrating_twice_is_harmless(empty: Engine) -> None:
    migrate(empty)
    migrate(empty)
    assert present_revision(empty) == head_revision()


@pytest.mark.parametrize("revision", revisions())
def test_every_revision_goes_up_and_down(empty: Engine, revision: str) -> None:
    migrate(empty, revision)
    assert present_revision(empty) == revision
    migrate(empty)
    migrate(empty, revision)
    assert present_revision(empty) == revision
    migrate(empty, "base")
    assert tables(empty) == {"alembic_version"}
    migrate(empty)
    assert present_revision(empty) == head_revision()


def test_tables_and_migrations_agree(empty: Engine) -> None:
    migrate(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_row_has_its_commune() -> None:
    without = {name for name, table in METADATA.tables.items() if "commune_id" not in table.columns}
    assert without == {"communes", "setup_codes"}, "a commune is its own; the set-up code is older than any commune"
