"""Finding bulletins: without accents and case, by the newest version, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table, event, insert, select, text

from app.bulletins import Content, Filter, Kind, Order, State, Theme, counts, create, edit, page, parse_script
from app.clock import ManualClock
from app.db import BadCursorError, Sessions, count_rows
from app.schema import METADATA
from app.units import new_id
from app.zones import Founding

TEXTS = {
    "Thông báo họp thôn": ("Kính mời bà con thôn Đông Trang họp bình xét hộ nghèo.", Kind.NOTICE, Theme.REVIEW),
    "Chính sách mới": ("Hộ cận nghèo được vay vốn 50% lãi suất.", Kind.FEATURE, Theme.POLICY),
    "Khẩu hiệu": ("Chung tay vì người nghèo_không để ai bị bỏ lại.", Kind.SPOT, Theme.REVIEW),
}


@pytest.fixture
def commune(sessions: Sessions, clock: ManualClock, founding: Founding) -> Founding:
    with sessions.begin() as session:
        for title, (text, kind, theme) in TEXTS.items():
            create(session, clock, founding.admin, Content(parse_script(text), title=title, kind=kind, theme=theme))
    return founding


def titles(sessions: Sessions, commune: Founding, wanted: Filter) -> set[str]:
    with sessions.read() as session:
        return {item.title for item in page(session, commune.commune_id, wanted).items}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", set(TEXTS)),
        ("dong trang", {"Thông báo họp thôn"}),
        ("ĐÔNG TRANG", {"Thông báo họp thôn"}),
        ("trang họp", {"Thông báo họp thôn"}),
        ("nghèo", set(TEXTS)),
        ("chinh sach", {"Chính sách mới"}),
        ("50%", {"Chính sách mới"}),
        ("%", {"Chính sách mới"}),
        ("nghèo_không", {"Khẩu hiệu"}),
        ("h_p", set()),
        ("không có đâu", set()),
    ],
)
def test_search(sessions: Sessions, commune: Founding, words: str, expected: set[str]) -> None:
    assert titles(sessions, commune, Filter(words)) == expected


def test_filters_join(sessions: Sessions, commune: Founding) -> None:
    assert titles(sessions, commune, Filter(theme=Theme.REVIEW)) == {"Thông báo họp thôn", "Khẩu hiệu"}
    assert titles(sessions, commune, Filter(theme=Theme.REVIEW, kind=Kind.SPOT)) == {"Khẩu hiệu"}


def test_they_are_counted_as_other_choices_would_find_them(sessions: Sessions, commune: Founding) -> None:
    with sessions.read() as session:
        found = counts(session, commune.commune_id, Filter("ngheo", theme=Theme.REVIEW, kind=Kind.SPOT))
    assert (found.total, found.states) == (1, {State.DRAFT: 1})
    assert found.themes == {Theme.REVIEW: 1, Theme.POLICY: 0}
    assert found.kinds == {Kind.NOTICE: 1, Kind.SPOT: 1, Kind.FEATURE: 0}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TITLE, ["an toàn", "Áo ấm", "Đê vỡ", "Đê vỡ", "Họp", "Ủng hộ"]),
        (Order.ENDING, ["Ủng hộ", "Đê vỡ", "Họp", "Áo ấm", "Đê vỡ", "an toàn"]),
    ],
)
def test_an_order_holds_over_pages_also_where_several_are_alike(
    sessions: Sessions, clock: ManualClock, founding: Founding, order: Order, expected: list[str]
) -> None:
    ends = {"Đê vỡ": 2, "Áo ấm": 3, "Họp": 2, "Ủng hộ": 1}
    with sessions.begin() as session:
        for title in ("Ủng hộ", "Đê vỡ", "Họp", "Áo ấm", "Đê vỡ", "an toàn"):
            until = clock.now() + timedelta(days=ends.pop(title)) if title in ends else None
            create(session, clock, founding.admin, Content(parse_script("Tin."), title=title, valid_to=until))
    seen, cursor = [], None
    with sessions.read() as session:
        while True:
            found = page(session, founding.commune_id, Filter(), order=order, cursor=cursor, limit=2)
            seen += [item.title for item in found.items]
            cursor = found.cursor
            if cursor is None:
                break
    assert seen == expected


def _many(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    """Two thousand bulletins by title, copies of one, and what the database knows of them."""

    def row(name: str) -> tuple[Table, dict[str, Any]]:
        return (kept := METADATA.tables[name]), dict(session.execute(select(kept)).mappings().one())

    with sessions.begin() as session:
        create(session, clock, founding.admin, Content(parse_script("Họp ở đình."), title="Họp"))
        (bulletins, bulletin), (versions, version) = row("bulletins"), row("bulletin_versions")
        keys = [new_id() for _ in range(2000)]
        session.execute(insert(bulletins), [bulletin | {"id": key} for key in keys])
        titles = [f"tin so {number * 7 % 2000:04d}" for number in range(2000)]
        copies = [{"id": new_id(), "bulletin_id": key, "by_title": each} for key, each in zip(keys, titles, strict=True)]
        session.execute(insert(versions), [version | each for each in copies])
    count_rows(sessions)
    if sessions.engine.dialect.name == "postgresql":
        with sessions.begin() as session:
            session.execute(text("ANALYZE bulletins, bulletin_versions"))


def test_a_page_by_title_is_read_in_the_order_of_an_index_and_sorts_nothing(
    sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    _many(sessions, clock, founding)
    explain = "EXPLAIN QUERY PLAN " if sessions.engine.dialect.name == "sqlite" else "EXPLAIN "
    asked: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401  # a driver's
        if "ORDER BY" in statement and not statement.startswith("EXPLAIN"):
            asked.append((statement, parameters))

    def plan(wanted: Filter, cursor: str | None = None) -> tuple[str, str | None]:
        asked.clear()
        found = page(session, founding.commune_id, wanted, order=Order.TITLE, cursor=cursor, limit=30)
        [(statement, parameters)] = asked
        lines = session.connection().exec_driver_sql(explain + statement, parameters)
        return "\n".join(str(line[-1]) for line in lines), found.cursor

    event.listen(sessions.reading_engine, "before_cursor_execute", hear)
    try:
        with sessions.read() as session:
            first, cursor = plan(Filter())
            second, _ = plan(Filter(), cursor)
            few, _ = plan(Filter(state=State.APPROVED))
    finally:
        event.remove(sessions.reading_engine, "before_cursor_execute", hear)
    for each in (first, second):
        assert "ix_bulletin_versions_commune_id_by_title" in each
        assert "ORDER BY" not in each, each
        assert "Sort" not in each, each
    assert "by_title" not in few.partition("Sort Key")[0], "few are sorted, not looked for among all"


def test_an_edit_is_found_by_its_new_words(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        key = create(session, clock, founding.admin, Content(parse_script("Họp ở đình.")))
        edit(session, clock, founding.admin, key.bulletin_id, content=Content(parse_script("Họp ở trường.")), tag=key.tag)
    assert titles(sessions, founding, Filter("đình")) == set()
    assert titles(sessions, founding, Filter("truong")) == {"Họp ở trường."}


def test_pages_show_every_bulletin_once_the_newest_first(sessions: Sessions, clock: ManualClock, founding: Founding) -> None:
    with sessions.begin() as session:
        made = [create(session, clock, founding.admin, Content(parse_script(f"Tin số {n}."))).bulletin_id for n in range(7)]
    seen, cursor = [], None
    with sessions.read() as session:
        while True:
            found = page(session, founding.commune_id, Filter(), cursor=cursor, limit=3)
            seen += [item.bulletin_id for item in found.items]
            cursor = found.cursor
            if cursor is None:
                break
    assert seen == sorted(made, reverse=True)


def test_a_foreign_cursor_is_refused(sessions: Sessions, founding: Founding) -> None:
    with sessions.read() as session, pytest.raises(BadCursorError):
        page(session, founding.commune_id, Filter(), cursor="'; DROP")
