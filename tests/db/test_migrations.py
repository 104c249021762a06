"""The schema comes from empty and from each earlier revision, up and down, on both databases; tables and migrations agree."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import make_schema
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, Engine, column, inspect, select, table, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.bulletins.revision import authors
from app.db import make_engine
from app.db.migrations import NEWEST, head_revision, migrate, present_revision, revisions
from app.plans import Per, plans
from app.schema import METADATA
from app.silence import Act
from app.silence.common import said_since
from app.units import CommuneId, VersionId
from app.zones import has_one_officer
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


def test_revisions_are_known_without_alembic_as_it_walks_them() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[2] / "alembic"))
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert list(revisions()) == walked[::-1]


def test_an_empty_database_becomes_the_newest(empty: Engine) -> None:
    assert present_revision(empty) is None
    migrate(empty)
    assert present_revision(empty) == head_revision()
    assert tables(empty) == set(METADATA.tables) | {"alembic_version"}


def test_a_first_start_on_sqlite_copies_what_all_revisions_make(tmp_path: Path) -> None:
    walked = make_schema.schema()
    assert NEWEST.read_text(encoding="utf-8") == walked, "run scripts/make_schema.py"
    engine = make_engine(f"sqlite:///{tmp_path / 'first.sqlite3'}")
    migrate(engine)
    assert make_schema.dump(engine) == walked
    engine.dispose()


def test_migrating_twice_is_harmless(empty: Engine) -> None:
    migrate(empty)
    migrate(empty)
    assert present_revision(empty) == head_revision()


@pytest.mark.slow
def test_every_revision_goes_up_down_and_up_again(empty: Engine) -> None:
    before, was = "base", {"alembic_version"}
    for revision in revisions():
        migrate(empty, revision)
        assert present_revision(empty) == revision
        becomes = tables(empty)
        migrate(empty, before)
        assert tables(empty) | {"alembic_version"} == was, f"what is left when {revision} is taken back"
        migrate(empty, revision)
        assert tables(empty) == becomes, revision
        before, was = revision, becomes
    assert before == head_revision()


def test_the_newest_goes_down_to_nothing_and_comes_back(empty: Engine) -> None:
    migrate(empty)
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
    assert without == {"communes", "setup_codes", "attempts"}, (
        "a commune is its own; a set-up code, one who tries are nobody's yet"
    )


# --- rows that were there before

_AT = "2025-11-03 22:30:00"
"""05:30 on the 4th in the commune."""
_LATER = "2025-11-04 17:30:00"
"""Half past midnight on the 5th."""
_BEFORE = """
INSERT INTO communes (id, name, is_sandbox, created_at) VALUES (:commune, 'xã A', false, :at);
INSERT INTO slots (id, commune_id, title, rrule, at, first_date, zones, template, bulletin_ids, priority, late_grace_s,
    created_at, created_by)
    VALUES (:slot, :commune, 'Sáng', 'FREQ=DAILY', '05:30:00', '2025-11-04', '[]', 'ban-tin', '[]', 'normal', 600, :at, 'Ai');
INSERT INTO occurrences (id, commune_id, slot_id, starts_at, state, version_ids, left_out, zone_ids, length_s, updated_at)
    VALUES (:first, :commune, :slot, :at, 'planned', '[]', '[]', '[]', 0, :at),
    (:second, :commune, :slot, :later, 'planned', '[]', '[]', '[]', 0, :at);
INSERT INTO occurrence_moves (id, commune_id, occurrence_id, before, after, at, by)
    VALUES (:move, :commune, :first, 'planned', 'prepared', :at, 'Ai')
"""


def test_slots_and_occurrences_of_before_come_along_and_go_back(empty: Engine) -> None:
    ending = ".000000" if empty.dialect.name == "sqlite" else "+00:00"
    given = {name: f"{number:032x}" for number, name in enumerate(("commune", "slot", "first", "second", "move"), start=1)}
    given |= {"at": _AT + ending, "later": _LATER + ending}
    migrate(empty, "0007_lexicon")
    with empty.begin() as connection:
        for statement in _BEFORE.split(";"):
            connection.execute(text(statement), {name: value for name, value in given.items() if f":{name}" in statement})
    migrate(empty)
    second = {"second": given["second"]}
    with empty.begin() as connection:
        days = connection.execute(text("SELECT day, part, cheerful FROM occurrences ORDER BY starts_at")).all()
        assert [(str(row.day), row.part, bool(row.cheerful)) for row in days] == [
            ("2025-11-04", 0, False),
            ("2025-11-05", 0, False),
        ]
        slot = connection.execute(text("SELECT kind, choice, late, revision, overrun_s, duration_s, updated_at FROM slots")).one()
        assert tuple(slot)[:6] == ("programme", "every", "from_start", 1, 0, None)
        assert slot.updated_at is not None
        assert connection.execute(text("SELECT count(*) FROM occurrence_moves")).scalar_one() == 1
        connection.execute(text("UPDATE occurrences SET part = 64, day = '2025-11-04' WHERE id = :second"), second)
    with empty.begin() as connection, pytest.raises(IntegrityError):
        connection.execute(text("UPDATE occurrences SET part = 0 WHERE id = :second"), second)
    migrate(empty, "0007_lexicon")
    with empty.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM occurrences")).scalar_one() == 1, "what it cannot hold is gone"
        assert connection.execute(text("SELECT count(*) FROM occurrence_moves")).scalar_one() == 1
        assert connection.execute(text("SELECT ended_at FROM slots")).scalar_one() is None
    migrate(empty)


def test_who_wrote_before_is_known_from_the_chain_and_a_commune_of_one_person_has_one_officer(empty: Engine) -> None:
    migrate(empty, "0022_choices")
    ending = ".000000" if empty.dialect.name == "sqlite" else "+00:00"
    small, large, thu, khoi, gone = (uuid4() for _ in range(5))
    bulletin, version, other = (uuid4() for _ in range(3))
    events = [("write", version, thu), ("edit", version, khoi), ("edit", version, khoi), ("approve", version, gone)]
    events += [("write", other, thu), ("write", version, gone)]
    with empty.begin() as connection:

        def add(into: str, **row: object) -> None:
            values = {key: value.hex if isinstance(value, UUID) else value for key, value in row.items()}
            connection.execute(table(into, *map(column, row)).insert(), values)

        at = _AT + ending
        for commune in (small, large):
            add("communes", id=commune, name="xã", is_sandbox=False, created_at=at)
        for person, commune in ((uuid4(), small), (thu, large), (khoi, large)):
            add("people", id=person, commune_id=commune, name="Ai", role="admin", created_at=at)
        add("bulletins", id=bulletin, commune_id=large, latest_number=1, created_at=at, created_by="Ai")
        written = {"title": "A", "kind": "notice", "theme": "other", "priority": "normal", "zones": "[]", "legal_basis": "[]"}
        written |= {"script": "A", "lexicon": "[]", "folded": "a"}
        made = {
            "cheerful": False,
            "number": 1,
            "revision": 1,
            "state": "draft",
            "created_at": at,
            "created_by": "Ai",
            "updated_at": at,
        }
        add("bulletin_versions", id=version, commune_id=large, bulletin_id=bulletin, **written, **made)
        for number, (act, subject, person) in enumerate(events):
            happened = {"at": at, "actor_kind": "person", "actor_name": "Ai", "act": act, "subject": "bulletin_version"}
            chained = {"subject_id": str(subject), "facts": "{}", "previous": "", "hash": ""}
            add("audit_events", id=uuid4(), commune_id=large, number=number, actor_id=person, **happened, **chained)
    migrate(empty)
    with Session(empty) as session:
        assert authors(session, VersionId(version)) == {thu, khoi}
        assert [has_one_officer(session, CommuneId(commune)) for commune in (small, large)] == [True, False]


def test_a_stop_that_no_lift_ended_becomes_known_to_all_servers(empty: Engine) -> None:
    migrate(empty, "0020_runs")
    ending = ".000000" if empty.dialect.name == "sqlite" else "+00:00"
    stopped, lifted, other = uuid4(), uuid4(), uuid4()
    with empty.begin() as connection:
        for commune in (stopped, lifted, other):
            connection.execute(
                text("INSERT INTO communes (id, name, is_sandbox, created_at) VALUES (:id, 'xã', :no, :at)"),
                {"id": commune.hex, "no": False, "at": _AT + ending},
            )
        happened = [
            (stopped, "stop_all"),
            (stopped, "lift_stop"),
            (stopped, "stop_all"),
            (lifted, "stop_all"),
            (lifted, "lift_stop"),
        ]
        for number, (commune, act) in enumerate(happened):
            connection.execute(
                text(
                    "INSERT INTO audit_events (id, commune_id, number, at, actor_kind, actor_id, actor_name, act, subject,"
                    " subject_id, facts, previous, hash) VALUES (:id, :commune, :number, :at, 'person', NULL, 'Văn Sáu', :act,"
                    " 'commune', 'x', :facts, '', '')"
                ),
                {
                    "id": uuid4().hex,
                    "commune": commune.hex,
                    "number": number,
                    "at": _AT + ending,
                    "act": act,
                    "facts": '{"reason": "Phát nhầm."}',
                },
            )
    migrate(empty)
    with Session(empty) as session:
        said, _ = said_since(session, datetime(2025, 1, 1, tzinfo=UTC), [])
    assert [(each.commune_id, each.act, each.by, each.reason) for each in said] == [(stopped, Act.STOP, "Văn Sáu", "Phát nhầm.")]


def test_targets_of_before_say_by_which_time_they_count_and_go_back(empty: Engine) -> None:
    migrate(empty, "0041_plan_reporting")
    ending = ".000000" if empty.dialect.name == "sqlite" else "+00:00"
    days = {"amount": 2, "unit": "times", "first": "2025-10-01", "last": "2025-12-31"}
    plain = {"theme": None, "channel": None, "officer": "", "lines": None}
    tasks: list[dict[str, object]] = [
        {"title": each, **plain, "target": {**days, "is_monthly": each == "tháng"}} for each in ("tháng", "năm")
    ]
    tasks.append({"title": "không số lượng", **plain, "target": None})
    entered = int(datetime(2025, 3, 3, tzinfo=UTC).timestamp() * 1000)
    commune, plan, bare = uuid4(), UUID(int=entered << 80 | 7 << 76 | 2 << 62), uuid4()
    with empty.begin() as connection:
        values: dict[str, object] = {"id": commune.hex, "name": "xã", "is_sandbox": False, "created_at": _AT + ending}
        connection.execute(table("communes", *map(column, values)).insert(), values)
        said = {"commune_id": commune.hex, "title": "Kế hoạch", "goals": "", "audience": "", "number": "", "revision": 1}
        said |= dict.fromkeys(("legal_basis", "themes", "channels", "officers", "bodies", "zones"), "[]")
        said |= {"updated_by": "Ai", "updated_at": _AT + ending}
        for key, year, of_year in ((plan, 2025, tasks), (bare, 2024, [])):
            values = said | {"id": key.hex, "year": year, "tasks": json.dumps(of_year)}
            connection.execute(table("plans", *map(column, values)).insert(), values)
    migrate(empty)
    with Session(empty) as session:
        known = plans(session, CommuneId(commune))
        assert [str(each.stands_since) for each in known] == ["2025-03-03", "2025-11-04"], "by its key, else by its last change"
        found = {each.content.year: each.content.tasks for each in known}
        assert [each.target and (each.target.amount, each.target.per) for each in found[2025]] == [
            (2, Per.MONTH),
            (2, Per.WHOLE),
            None,
        ]
        assert found[2024] == ()
    migrate(empty, "0041_plan_reporting")
    with empty.connect() as connection:
        kept = connection.execute(
            select(column("tasks", JSON)).select_from(table("plans")).order_by(column("year").desc())
        ).scalars()
        assert [*kept] == [tasks, []]
    migrate(empty)
