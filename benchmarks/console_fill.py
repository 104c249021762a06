"""A commune after a year: 10,000 bulletins, most of them heard, 40 slots a day, and what the public page shows of it.

A few of each are made over HTTP, as people make them; their copies are written into the database, for to have so many written and
aired takes hours.
"""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from api import Service, insert

from app.names import fold

BULLETINS, HEARD, SLOTS = 10_000, 9_000, 40
A_SLOT = 4
"""Bulletins in each airing."""
WAITING = 5
"""Bulletins of each theme that wait for approval."""
LINE = "Kính mời bà con họp thôn lúc 19h30 ngày {day}/12/2026 để bình xét hộ nghèo; mức vay tối đa 100.000.000 đồng/hộ."
_THEMES = ("policy", "review", "other")
_AT = "%Y-%m-%d %H:%M:%S.%f"


def fill(service: Service, database: Path) -> None:
    """Make it; the service goes on meanwhile."""
    headers = {"Authorization": f"Bearer {service.token}"}
    with httpx.Client(base_url=f"{service.url}/api/v1", headers=headers, timeout=120, trust_env=False) as client:
        approved = [_written(client, theme, is_approved=True) for theme in _THEMES]
        drafts = [_written(client, theme, is_approved=False) for theme in _THEMES]
        waiting = [_written(client, theme, is_approved=False) for theme in _THEMES * WAITING]
        for each in waiting:
            client.post(f"/bulletins/{each}/versions/1/submit").raise_for_status()
        for number in range(SLOTS):
            at = f"{5 + number // 4:02d}:{15 * (number % 4):02d}"
            form = {"title": f"Khung {number}", "at": at, "bulletins": [approved[number % len(approved)]]}
            client.post("/slots", json=form).raise_for_status()
    with closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        connection.row_factory = sqlite3.Row
        heard = [_copied(connection, approved[number % len(approved)], number) for number in range(HEARD)]
        for number in range(HEARD, BULLETINS):
            _copied(connection, drafts[number % len(drafts)], number)
        _aired(connection, heard)
        connection.execute("ANALYZE")  # as the service does every hour


def _written(client: httpx.Client, theme: str, *, is_approved: bool) -> str:
    script = "\n".join(LINE.format(day=day) for day in range(1, 8))
    form = {"title": "Mời họp", "script": script, "theme": theme, "valid_from": "2025-01-01", "valid_to": "2035-12-31"}
    made: str = client.post("/bulletins", json=form).raise_for_status().json()["id"]
    for act in ("submit", "approve") if is_approved else ():
        client.post(f"/bulletins/{made}/versions/1/{act}").raise_for_status()
    return made


def _copied(connection: sqlite3.Connection, of: str, number: int) -> dict[str, Any]:
    """One bulletin more; its version."""
    key, own, title = uuid.uuid4().hex, uuid.uuid4().hex, f"Thông báo số {number}"
    [bulletin] = connection.execute("SELECT * FROM bulletins WHERE id = ?", [uuid.UUID(of).hex])
    [version] = connection.execute("SELECT * FROM bulletin_versions WHERE bulletin_id = ?", [uuid.UUID(of).hex])
    insert(connection, "bulletins", {**bulletin, "id": key})
    folded = fold(f"{title}\n{version['script']}")
    copy = {**version, "id": own, "bulletin_id": key, "title": title, "folded": folded, "by_title": folded[:120]}
    insert(connection, "bulletin_versions", copy)
    for table in ("version_moves", "approvals"):
        for row in connection.execute(f"SELECT * FROM {table} WHERE version_id = ?", [version["id"]]).fetchall():  # noqa: S608
            insert(connection, table, {**row, "id": uuid.uuid4().hex, "version_id": own})
    for row in connection.execute("SELECT * FROM version_authors WHERE version_id = ?", [version["id"]]).fetchall():
        insert(connection, "version_authors", {**row, "version_id": own})
    return copy


def _aired(connection: sqlite3.Connection, versions: list[dict[str, Any]]) -> None:
    """Each version four times, back from today; and what the public page has of it."""
    slots = connection.execute("SELECT id FROM slots ORDER BY at").fetchall()
    [zone] = connection.execute("SELECT id FROM zones LIMIT 1").fetchone()
    hours = _hours(len(slots))
    for turn in range(0, len(versions), A_SLOT):
        carried = versions[turn : turn + A_SLOT]
        times = list(islice(hours, A_SLOT))
        for number, at in times:
            occurrence, slot = uuid.uuid4().hex, slots[number]
            insert(connection, "occurrences", _occurrence(occurrence, slot["id"], at, carried, zone))
            for version in carried:
                of = {key: version[key] for key in ("commune_id", "theme")}
                airing = {"occurrence_id": occurrence, "version_id": version["id"], "slot_id": slot["id"], "counts": 1}
                insert(connection, "publication_airings", {**of, **airing, "starts_at": at.strftime(_AT)})
        for version in carried:
            _publication(connection, version, times[-1][1], times[0][1])


def _hours(slots: int) -> Iterator[tuple[int, datetime]]:
    """The airings of the last days, the latest first: which slot, when."""
    day = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(hours=2)
    while True:
        for number in reversed(range(slots)):
            yield number, day + timedelta(minutes=15 * number) - timedelta(days=1)
        day -= timedelta(days=1)


def _occurrence(key: str, slot: str, at: datetime, carried: list[dict[str, Any]], zone: str) -> dict[str, Any]:
    ids = ", ".join(f'"{uuid.UUID(version["id"])}"' for version in carried)
    return {
        "id": key,
        "commune_id": carried[0]["commune_id"],
        "slot_id": slot,
        "part": 0,
        "state": "aired",
        "reason": None,
        "day": f"{at + timedelta(hours=7):%Y-%m-%d}",
        "starts_at": at.strftime(_AT),
        "version_ids": f"[{ids}]",
        "left_out": "[]",
        "zone_ids": f'["{uuid.UUID(zone)}"]',
        "content_hash": None,
        "rendering_id": None,
        "length_s": 240.0,
        "cheerful": 0,
        "updated_at": at.strftime(_AT),
    }


def _publication(connection: sqlite3.Connection, version: dict[str, Any], first: datetime, last: datetime) -> None:
    row = {
        "version_id": version["id"],
        "zones": '["Liên An"]',
        "sentences": '["Kính mời bà con họp thôn lúc 19h30."]',
        **{key: version[key] for key in ("commune_id", "bulletin_id", "title", "theme", "folded", "valid_to")},
        "leaves_at": None,
        "first_at": first.strftime(_AT),
        "last_at": last.strftime(_AT),
        "airings": A_SLOT,
        "held": None,
        "rendering_id": None,
    }
    insert(connection, "publications", row)
