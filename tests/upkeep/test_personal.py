"""Personal data: all that is kept of a person is told, and erased as far as no law keeps it; and nobody is followed about."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

import app
from app.accounts import Role, add_person, issue_token
from app.audit import AuditFilter, all_events, verify
from app.bulletins import forget_remarks
from app.clock import ManualClock
from app.db import Sessions
from app.schema import METADATA
from app.service.audit import keep_audit
from app.service.background import forget_old_ways_in
from app.settings import ApprovalSettings, AuditSettings, Settings, SignInSettings
from app.upkeep.personal import KEPT_BY_LAW
from app.wiring import Services
from app.zones import Founding
from tests.cli.test_users import founded
from tests.support.device import Device

__all__ = ["founded"]

WHY = "Ghi rõ giờ họp."
NAME, LABEL, DEPUTY = "Lê Thị Hai", "điện thoại của Hai", "Văn Sáu"
_WAYS_IN = ("totp_secrets", "recovery_codes", "passkeys", "delegations")
_SEALED = (("totp_secrets", "pending"), ("recovery_codes", "code_hash"), ("passkeys", "public_key"))
WEB = Path(app.__file__).parent
on_sqlite = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def _where(sessions: Sessions, text: str) -> set[str]:
    """The tables in whose rows a text stands, in whatever column."""
    with sessions.read() as session:
        rows = {name: session.execute(select(table)).all() for name, table in METADATA.tables.items()}
    return {name for name, found in rows.items() if any(text in str(row) for row in found)}


def _worked(client: httpx.Client, sessions: Sessions, founding: Founding, clock: ManualClock) -> str:
    """A person who has done something of everything; her id."""
    with sessions.begin() as session:
        person_id = add_person(session, clock, founding.admin, name=NAME, roles={Role.ADMIN}, may_alarm=True)
        add_person(session, clock, founding.admin, name=DEPUTY, roles={Role.VIEWER})
        token = issue_token(session, clock, founding.admin, person_id=person_id, label=LABEL).secret
    hers = {"Authorization": f"Bearer {token}"}
    client.put("/api/v1/emergencies/pin", json={"pin": "481516"}, headers=hers).raise_for_status()
    code = client.post(f"/api/v1/people/{person_id}/invitations").json()["code"]
    password = "mưa rào đêm qua to lắm"  # noqa: S105  # hers
    client.post("/api/v1/invitations/accept", json={"code": code, "password": password}).raise_for_status()
    client.post("/api/v1/sign-ins", json={"login": "le.thi.hai", "password": password}).raise_for_status()
    _has_second_factors(client)
    text = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    key = client.post("/api/v1/bulletins", json=text | {"kind": "notice", "theme": "review"}, headers=hers).json()["id"]
    client.post(f"/api/v1/bulletins/{key}/versions/1/submit", headers=hers).raise_for_status()
    returned = {"reason": WHY, "notes": [{"sentence": 1, "text": WHY}]}
    client.post(f"/api/v1/bulletins/{key}/versions/1/return", json=returned).raise_for_status()
    for path, form in (
        ("/lexicon", {"written": "QH", "spoken": "quê hương"}),
        ("/holidays", {"name": "Hội làng", "month": 2, "day": 15}),
        ("/slots", {"title": "Bản tin", "at": "16:30", "bulletins": [key]}),
    ):
        client.post(f"/api/v1{path}", json=form, headers=hers).raise_for_status()
    return str(person_id)


def _has_second_factors(browser: httpx.Client) -> None:
    """She gives a telephone, a passkey and with them recovery codes, and names a deputy."""
    here = {"Host": "localhost:8080", "Origin": "http://localhost:8080", "Authorization": ""}
    browser.post("/api/v1/me/totp", headers=here).raise_for_status()
    options = browser.post("/api/v1/me/passkeys/options", headers=here).raise_for_status().json()["public_key"]
    made = {"label": LABEL, "credential": Device("http://localhost:8080").make(options)}
    browser.post("/api/v1/me/passkeys", json=made, headers=here).raise_for_status()
    deputy = {"deputy": DEPUTY, "ends_at": "2025-11-10", "reason": "Đi tập huấn."}
    browser.post("/api/v1/approval/delegations", json=deputy, headers=here).raise_for_status()
    browser.cookies.clear()


@on_sqlite
def test_all_of_a_person_is_told_and_erased_but_for_what_the_law_keeps(
    client: httpx.Client, sqlite: Sessions, founding: Founding, clock: ManualClock
) -> None:
    key = _worked(client, sqlite, founding, clock)
    told = client.post(f"/api/v1/people/{key}/exports").raise_for_status().json()
    assert {"api_tokens", "passwords", "sign_ins", "emergency_pins", "version_authors"} <= set(told["rows"])
    assert set(_WAYS_IN) <= set(told["rows"])
    assert {each["table"] for each in told["mentions"]} == _where(sqlite, NAME) - {"people", "audit_names"}
    assert any("soạn bản tin «Mời họp»" in line for line in told["lines"])
    assert any(f"thêm người dùng {NAME}" in line for line in told["lines"])
    with sqlite.read() as session:
        for table, column in (("api_tokens", "token_hash"), ("passwords", "hash"), ("emergency_pins", "hash"), *_SEALED):
            secrets = session.scalars(select(METADATA.tables[table].c[column])).all()
            assert secrets
            assert not any(str(secret) in json.dumps(told) for secret in secrets)

    stays = client.delete(f"/api/v1/people/{key}/data").raise_for_status().json()["items"]
    assert {each["table"] for each in stays} == _where(sqlite, NAME) <= set(KEPT_BY_LAW)
    assert all("NĐ 49/2024" in each["reason_word"] for each in stays)
    assert _where(sqlite, "le.thi.hai") == set()
    with sqlite.read() as session:
        assert [name for name in _WAYS_IN if session.execute(select(METADATA.tables[name])).all()] == []
    assert _where(sqlite, LABEL) == {"audit_events"}, "what a token was called is part of what was done"
    with sqlite.read() as session:
        assert verify(session, founding.commune_id, (), b"").broken is None
    newest = client.get("/api/v1/audit").json()["items"]
    assert [each["act"] for each in newest[:3]] == ["erase_names", "leave", "export"]
    assert NAME not in json.dumps(newest, ensure_ascii=False)


@on_sqlite
def test_a_name_that_two_have_stays_and_that_is_said(
    client: httpx.Client, sqlite: Sessions, founding: Founding, clock: ManualClock
) -> None:
    key = _worked(client, sqlite, founding, clock)
    with sqlite.begin() as session:
        add_person(session, clock, founding.admin, name=NAME, roles={Role.VIEWER})
    before = _where(sqlite, NAME)
    stays = client.delete(f"/api/v1/people/{key}/data").raise_for_status().json()["items"]
    assert {each["reason"] for each in stays} == {"approval", "namesake"}
    assert _where(sqlite, NAME) == before - {"audit_names"} | {"people"}


def test_the_commands_tell_and_erase_also_who_left(founded: Founding, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from app.cli.entry import commands  # noqa: PLC0415  # after the data folder is set

    def said(*call: str) -> str:
        commands(call[0])(list(call), standalone_mode=False)
        return capsys.readouterr().out

    made = json.loads(said("user", "add", NAME, "--role", "người soạn", "--json"))
    said("user", "leave", NAME)
    assert f"thêm người dùng {NAME}" in said("person", "export", NAME)
    said("person", "export", made["id"], "-o", str(tmp_path / "hai.json"))
    assert json.loads((tmp_path / "hai.json").read_bytes())["person"]["name"] == NAME
    assert "nhật ký vẫn kiểm tra được" in said("person", "erase", NAME, "--yes")
    assert NAME not in said("person", "export", made["id"])
    assert founded.admin.name in said("user", "list")


@on_sqlite
def test_what_is_kept_for_a_time_goes_by_itself(
    client: httpx.Client, sqlite: Sessions, founding: Founding, clock: ManualClock, services: Services, tmp_path: Path
) -> None:
    kept = Settings(
        data_dir=tmp_path / "data",
        sign_in=SignInSettings(keep_days=40),
        audit=AuditSettings(keep_years=1),
        approval=ApprovalSettings(keep_remarks_years=1),
    )
    services = replace(services, settings=kept)
    _worked(client, sqlite, founding, clock)
    client.post("/api/v1/sign-ins", json={"login": "le.thi.hai", "password": "sai"})

    def rows(table: str) -> int:
        with sqlite.read() as session:
            return session.scalar(select(func.count()).select_from(METADATA.tables[table])) or 0

    first = rows("audit_events")
    for days, left in ((0, (1, 1, True)), (2, (1, 1, False)), (37, (1, 1, False)), (2, (0, 0, False))):
        clock.advance(timedelta(days=days))
        forget_old_ways_in(services)
        assert (rows("sign_ins"), rows("invitations"), rows("attempts") > 0) == left
    keep_audit(services)
    assert rows("audit_events") == first
    assert "version_moves" in _where(sqlite, WHY)
    clock.advance(timedelta(days=366))
    forget_old_ways_in(services)
    keep_audit(services)
    assert _where(sqlite, WHY) == set()
    with sqlite.begin() as session:
        assert forget_remarks(session, clock.now()) == 0, "what is forgotten is not written anew at each look"
    with sqlite.read() as session:
        events = list(all_events(session, founding.commune_id, AuditFilter()))
    assert [each.act for each in events] == ["forget"]


@on_sqlite
def test_nobody_is_followed_about(anonymous: httpx.Client, founding: Founding) -> None:
    """Who only looks gets no cookie and leaves no name; no page of ours asks another host for anything."""
    for path in ("/health", "/ready", "/metrics", "/openapi.json", "/api/v1/zones", "/api/v1/bulletins", "/"):
        answer = anonymous.get(path)
        assert "set-cookie" not in answer.headers, path
    assert founding.admin.name not in anonymous.get("/metrics").text
    foreign = re.compile(r"(?:src|href|action|url\()\s*=?\s*[\"'(]?(?:https?:)?//", re.IGNORECASE)
    pages = [path for suffix in ("html", "css", "js", "jinja") for path in WEB.rglob(f"*.{suffix}")]
    assert pages
    assert [str(path) for path in pages if foreign.search(path.read_text(encoding="utf-8"))] == []
