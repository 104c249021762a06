"""Every attack of attacks.toml: refused as the row says, one row of the log each, and nothing is other than before."""

import json
import logging
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from app.audit import AuditFilter, all_events
from app.clock import ManualClock
from app.db import Sessions
from app.schema import METADATA
from app.service.audit import write_refusals
from app.wiring import Services
from app.zones import Founding
from tests.attacks.forger import Forger
from tests.attacks.village import LINE, TONE, Village, build, shown
from tests.station.conftest import Village as StationVillage
from tests.support.station_server import at

ATTACKS: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text(encoding="utf-8"))
COUNTED = {
    "not_signed_in",
    "token_scope",
    "token_not_enough",
    "right_missing",
    "wrong_password",
    "bad_invitation",
    "enrolment_code",
    "foreign_origin",
    "own_words",
    "content_changed",
    "old_pin_missing",
    "same_person",
}
"""Refusals that the audit log counts too (docs/decisions/0122)."""
MOVED = {"audit_events", "audit_heads", "audit_names", "attempts", "emergency_pins", "sign_in_attempts"}
"""Tables that an attack may touch: those that count it."""


def test_there_are_enough_and_each_is_another() -> None:
    names = [row["name"] for rows in ATTACKS.values() for row in rows]
    assert len(names) >= 150
    assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.slow
@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_each_attack_is_refused_and_leaves_one_row_and_nothing_else(
    anonymous: httpx.Client, services: Services, founding: Founding, clock: ManualClock
) -> None:
    village = build(anonymous, services, clock, founding)
    before, wrong = _contents(services.sessions), []
    for row in ATTACKS["attack"]:
        with capture_logs() as logs:
            answer = anonymous.request(**_request(row, village))
        anonymous.cookies.clear()
        code = answer.json().get("code") if "json" in answer.headers.get("content-type", "") else None
        found = [answer.status_code, code]
        lines = [(each["status"], each["code"]) for each in logs if each["event"] == "request.refused"]
        if found != row["refused"] or lines != [tuple(row["refused"])] or _has_secret(logs, village):
            wrong.append((row["name"], found, lines, answer.text[:300]))
    assert wrong == [], "\n".join(map(str, wrong))
    write_refusals(services)
    assert _counted(services, founding) == Counter(row["refused"][1] for row in ATTACKS["attack"] if row["refused"][1] in COUNTED)
    changed = {table for table, rows in _contents(services.sessions).items() if rows != before[table]}
    assert changed - MOVED == set()


def _request(row: dict[str, Any], village: Village) -> dict[str, Any]:
    """The request of a row, as httpx takes it."""

    def filled(text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: village.names.get(found[1], found[0]), text)

    method, path = row["ask"].split(" ", 1)
    headers = shown(row["who"], village.tokens) if "who" in row else {}
    headers |= {name: filled(value) for name, value in row.get("headers", {}).items()}
    url = path[1:] if path.startswith("//") else f"/api/v1{path}"
    body = next((made(row, filled) for key, made in _BODIES.items() if key in row), {})
    if "content" in body:
        headers.setdefault("Content-Type", "application/json")
    return {"method": method, "url": filled(url), "headers": headers, **body}


_Fill = Callable[[str], str]


def _upload(row: dict[str, Any], _filled: _Fill) -> dict[str, Any]:
    given = (row["file"], TONE if row["file"] == "tone" else row.get("body", "x").encode())
    return {"files": [("file", given)] * (2 if row.get("twice") else 1), "data": row.get("form", {"name": "Quê hương"})}


def _line(row: dict[str, Any], filled: _Fill) -> dict[str, Any]:
    return {"json": {"entries": [LINE | json.loads(filled(json.dumps(row["line"])))]}}


_BODIES: dict[str, Callable[[dict[str, Any], _Fill], dict[str, Any]]] = {
    "file": _upload,
    "line": _line,
    "letters": lambda row, _filled: {"json": {"script": "a" * row["letters"]}},
    "json": lambda row, filled: {"json": json.loads(filled(json.dumps(row["json"])))},
    "hex": lambda row, _filled: {"content": bytes.fromhex(row["hex"])},
    "repeat": lambda row, _filled: {"content": row.get("letter", "x") * row["repeat"]},
    "body": lambda row, _filled: {"content": row["body"].encode()},
}
"""How a body is made, by what stands in the row."""


def _contents(sessions: Sessions) -> dict[str, list[str]]:
    with sessions.read() as session:
        return {name: sorted(map(repr, session.execute(select(table)))) for name, table in METADATA.tables.items()}


def _counted(services: Services, founding: Founding) -> Counter[str]:
    """How often each refusal was counted in our commune's audit log."""
    with services.sessions.read() as session:
        events = list(all_events(session, founding.commune_id, AuditFilter(act="refuse")))
    found: Counter[str] = Counter()
    for each in events:
        found[each.subject_id] += each.facts["count"]
    return found


def _has_secret(logs: Any, village: Village) -> bool:  # noqa: ANN401  # structlog's
    return any(secret in str(logs) for secret in (*village.tokens.values(), "481516"))


@pytest.fixture
def station(tmp_path: Path) -> Iterator[StationVillage]:
    """One that has taken a manifest."""
    village = StationVillage(tmp_path / "station")
    village.server.add(at("04T05:30"), "Một")
    village.sync()
    yield village
    village.station.close()


def test_a_station_takes_nothing_that_was_replayed_reordered_cut_or_signed_anew(
    station: StationVillage, caplog: pytest.LogCaptureFixture
) -> None:
    server, sync, wrong = station.server, station.station.sync, []
    forger = Forger(server)
    server.add(at("04T05:40"), "Hai")
    server.order(stopped=True)
    station.sync()
    accepted = sync._store.accepted
    for kind, job, door in (("manifest", sync.manifest, "mangle"), ("orders", sync.orders, "mangle_orders")):
        changes = forger.manifests() if kind == "manifest" else forger.orders()
        assert set(changes) == {row["change"] for row in ATTACKS[kind]}
        for row in ATTACKS[kind]:
            forged = changes[row["change"]]()
            setattr(server, door, lambda _data, forged=forged: forged)
            caplog.clear()
            sync._etag = None
            sync.guarded(job)
            lines = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
            refused = sync._faults.get(job.__name__)
            if refused != row["refused"] or len(lines) != 1 or row["refused"] not in lines[0]:
                wrong.append((row["name"], refused, lines))
            setattr(server, door, lambda data: data)
            sync.guarded(job)
    assert wrong == [], "\n".join(map(str, wrong))
    assert sync._store.accepted == accepted
    assert station.station.player.is_stopped
