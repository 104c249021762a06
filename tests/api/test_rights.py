"""Every route is asked by everybody: without a token, with each scope, in each role, and by a stranger of another commune."""

import re
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from app.accounts import Right, Role, Scope, add_person, issue_token
from app.clock import ManualClock
from app.db import Sessions
from app.faults import observe
from app.sound import Sound, to_wav
from app.wiring import Services
from app.words import word
from app.zones import Founding, found_commune
from tests.support.counting import counted
from tests.support.publicity import published, sent
from tests.support.sounds import RATE, tone

OPEN = "open"
"""Asks for no token: what it needs is in the request, or it is for anybody."""
STATION = "station"
"""Opens to a station's token alone."""

ROUTES = {
    "GET /health": OPEN,
    "GET /ready": OPEN,
    "GET /metrics": OPEN,
    "GET /openapi.json": OPEN,
    "POST /setup": OPEN,
    "POST /station/enrol": OPEN,
    "GET /station/manifest": STATION,
    "GET /station/events": STATION,
    "GET /station/orders": STATION,
    "GET /station/dismissal": STATION,
    "GET /station/audio/{sha256}": STATION,
    "POST /station/as-run": STATION,
    "POST /station/heartbeat": STATION,
    "GET /zones": Right.LOOK,
    "POST /zones": Right.COMMUNE,
    "GET /zones/{zone_id}": Right.LOOK,
    "GET /zones/{zone_id}/uses": Right.LOOK,
    "PUT /zones/{zone_id}": Right.COMMUNE,
    "POST /zones/{zone_id}/merge": Right.COMMUNE,
    "DELETE /zones/{zone_id}": Right.COMMUNE,
    "GET /bulletins": Right.LOOK,
    "POST /bulletins": Right.WRITE,
    "POST /bulletins/approve": Right.APPROVE,
    "POST /bulletins/submit": Right.SUBMIT,
    "POST /bulletins/withdraw": Right.SILENCE,
    "GET /bulletins/counts": Right.LOOK,
    "GET /bulletins/{bulletin_id}": Right.LOOK,
    "PUT /bulletins/{bulletin_id}": Right.WRITE,
    "GET /bulletins/{bulletin_id}/history": Right.LOOK,
    "GET /bulletins/{bulletin_id}/approval-sheet": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions/{number}": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions/{number}/difference": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions/{number}/spoken": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions/{number}/preview/{sentence_number}": Right.LOOK,
    "GET /bulletins/{bulletin_id}/versions/{number}/spoken-changes": Right.LOOK,
    "POST /bulletins/{bulletin_id}/versions/{number}/submit": Right.SUBMIT,
    "POST /bulletins/{bulletin_id}/versions/{number}/approve": Right.APPROVE,
    "POST /bulletins/{bulletin_id}/versions/{number}/return": Right.APPROVE,
    "POST /bulletins/{bulletin_id}/versions/{number}/withdraw": Right.SILENCE,
    "GET /bulletins/{bulletin_id}/versions/{number}/withdrawal": Right.LOOK,
    "POST /bulletins/{bulletin_id}/versions/{number}/renderings": Right.RENDER,
    "POST /imports": Right.WRITE,
    "POST /approval/reminders": Right.SUBMIT,
    "GET /unsaved-texts/{place}": Right.WRITE,
    "PUT /unsaved-texts/{place}": Right.WRITE,
    "DELETE /unsaved-texts/{place}": Right.WRITE,
    "POST /reading": Right.LOOK,
    "POST /reading/audio/{sentence_number}": Right.LOOK,
    "GET /lexicon": Right.LOOK,
    "POST /lexicon": Right.LEXICON,
    "GET /lexicon/csv": Right.LOOK,
    "POST /lexicon/csv": Right.LEXICON,
    "POST /lexicon/csv/touched": Right.LOOK,
    "POST /lexicon/touched": Right.LOOK,
    "POST /lexicon/try": Right.LOOK,
    "GET /lexicon/{entry_id}": Right.LOOK,
    "PUT /lexicon/{entry_id}": Right.LEXICON,
    "DELETE /lexicon/{entry_id}": Right.LEXICON,
    "GET /recordings": Right.LOOK,
    "GET /programmes": Right.LOOK,
    "GET /programmes/sounds": Right.LOOK,
    "GET /programmes/sounds/{name}/audio": Right.LOOK,
    "POST /recordings/music": Right.WRITE,
    "GET /recordings/{recording_id}/uses": Right.LOOK,
    "GET /recordings/{recording_id}/audio": Right.LOOK,
    "PUT /recordings/music/{recording_id}": Right.WRITE,
    "PUT /recordings/{recording_id}/end": Right.WRITE,
    "DELETE /recordings/music/{recording_id}": Right.WRITE,
    "PUT /recordings/readings/{bulletin_id}/{number}": Right.WRITE,
    "DELETE /recordings/readings/{bulletin_id}/{number}": Right.WRITE,
    "GET /renderings/{rendering_id}": Right.LOOK,
    "GET /renderings/{rendering_id}/events": Right.LOOK,
    "GET /renderings/{rendering_id}/audio": Right.LOOK,
    "GET /renderings/{rendering_id}/peaks": Right.LOOK,
    "GET /renderings/{rendering_id}/timings": Right.LOOK,
    "GET /renderings/{rendering_id}/report": Right.LOOK,
    "GET /slots": Right.LOOK,
    "POST /slots": Right.SCHEDULE,
    "GET /slots/{slot_id}": Right.LOOK,
    "PUT /slots/{slot_id}": Right.SCHEDULE,
    "DELETE /slots/{slot_id}": Right.SCHEDULE,
    "POST /slots/{slot_id}/following/{day}": Right.SCHEDULE,
    "GET /slots/{slot_id}/days": Right.LOOK,
    "PUT /slots/{slot_id}/days/{day}": Right.SCHEDULE,
    "DELETE /slots/{slot_id}/days/{day}": Right.SCHEDULE,
    "GET /occurrences": Right.LOOK,
    "GET /occurrences/{occurrence_id}": Right.LOOK,
    "POST /occurrences/{occurrence_id}/cancel": Right.SILENCE,
    "GET /as-run": Right.LOOK,
    "GET /log-book": Right.LOOK,
    "GET /days/{day}/files": Right.LOOK,
    "GET /days/{day}/files/{name}": Right.LOOK,
    "POST /days/{day}/packs": Right.OPERATE,
    "GET /days/{day}/packs": Right.LOOK,
    "GET /days/{day}/packs/{version}.zip": Right.LOOK,
    "GET /days/{day}/packs/{version}/{name}": Right.LOOK,
    "GET /emergencies": Right.LOOK_ALARMS,
    "POST /emergencies": Right.ALARM,
    "POST /emergencies/cap": Right.ALARM,
    "GET /emergencies/templates": Right.LOOK_ALARMS,
    "PUT /emergencies/pin": Right.OWN,
    "GET /emergencies/rules": Right.LOOK_ALARMS,
    "PUT /emergencies/rules": Right.COMMUNE,
    "GET /emergencies/{emergency_id}": Right.LOOK_ALARMS,
    "POST /emergencies/{emergency_id}/confirm": Right.ALARM,
    "POST /emergencies/{emergency_id}/cancel": Right.STOP,
    "POST /emergencies/{emergency_id}/correct": Right.ALARM,
    "GET /stop-all": Right.LOOK_ALARMS,
    "POST /stop-all": Right.STOP,
    "POST /stop-all/lift": Right.ALARM,
    "GET /approval": Right.LOOK,
    "GET /approval-register": Right.LOOK,
    "PUT /approval": Right.COMMUNE,
    "GET /approval/delegations": Right.LOOK,
    "POST /approval/delegations": Right.APPROVE,
    "DELETE /approval/delegations/{delegation_id}": Right.PEOPLE,
    "GET /choices": Right.LOOK,
    "PUT /choices": Right.COMMUNE,
    "GET /choices/voices": Right.LOOK,
    "GET /choices/voices/sample": Right.LOOK,
    "GET /regulation": Right.LOOK,
    "PUT /regulation": Right.COMMUNE,
    "GET /banners": Right.LOOK,
    "POST /banners": Right.WRITE,
    "GET /banners/drawn/{bulletin_id}/{number}/svg": Right.LOOK,
    "GET /banners/drawn/{bulletin_id}/{number}/pdf": Right.LOOK,
    "GET /banners/{banner_id}": Right.LOOK,
    "PUT /banners/{banner_id}": Right.WRITE,
    "DELETE /banners/{banner_id}": Right.WRITE,
    "GET /banners/{banner_id}/photo": Right.LOOK,
    "PUT /banners/{banner_id}/photo": Right.WRITE,
    "GET /holidays": Right.LOOK,
    "POST /holidays": Right.COMMUNE,
    "GET /holidays/{holiday_id}": Right.LOOK,
    "PUT /holidays/{holiday_id}": Right.COMMUNE,
    "DELETE /holidays/{holiday_id}": Right.COMMUNE,
    "GET /mourning": Right.LOOK,
    "POST /mourning": Right.COMMUNE,
    "PUT /mourning/{period_id}": Right.COMMUNE,
    "GET /mourning/{period_id}": Right.LOOK,
    "DELETE /mourning/{period_id}": Right.COMMUNE,
    "GET /bulletins/{bulletin_id}/uses": Right.LOOK,
    "GET /timetable/months/{month}": Right.LOOK,
    "GET /timetable/calendar.ics": Right.LOOK,
    "GET /timetable/feed.ics": Right.FEED,
    "GET /timetable/next": Right.LOOK,
    "GET /timetable/problems": Right.LOOK,
    "POST /timetable/preview": Right.LOOK,
    "POST /timetable/copy-week/preview": Right.LOOK,
    "POST /timetable/copy-week": Right.SCHEDULE,
    "GET /public-page": Right.LOOK,
    "PUT /public-page": Right.COMMUNE,
    "GET /publications": Right.LOOK,
    "POST /publications/{version_id}/withhold": Right.SILENCE,
    "POST /publications/{version_id}/show": Right.APPROVE,
    "GET /remarks": Right.REMARKS,
    "GET /remarks/{remark_id}": Right.REMARKS,
    "POST /remarks/{remark_id}/answer": Right.REMARKS,
    "POST /remarks/{remark_id}/set-aside": Right.REMARKS,
    "DELETE /remarks/{remark_id}/sender": Right.REMARKS,
    "GET /practice": Right.LOOK,
    "POST /practice": Right.COMMUNE,
    "DELETE /practice": Right.COMMUNE,
    "POST /practice/enter": Right.OWN,
    "POST /practice/again": Right.LOOK,
    "POST /practice/leave": OPEN,
    "GET /trainings": Right.LOOK,
    "POST /trainings": Right.WRITE,
    "GET /trainings/{training_id}": Right.LOOK,
    "PUT /trainings/{training_id}": Right.WRITE,
    "DELETE /trainings/{training_id}": Right.WRITE,
    "POST /trainings/{training_id}/invitation": Right.WRITE,
    "GET /trainings/{training_id}/sheet": Right.LOOK,
    "DELETE /trainings/{training_id}/attendees": Right.WRITE,
    "GET /trainings/{training_id}/materials": Right.LOOK,
    "POST /trainings/{training_id}/materials/links": Right.WRITE,
    "POST /trainings/{training_id}/materials/files": Right.WRITE,
    "GET /trainings/materials/{material_id}": Right.LOOK,
    "DELETE /trainings/materials/{material_id}": Right.WRITE,
    "GET /reporting": Right.LOOK,
    "PUT /reporting": Right.COMMUNE,
    "GET /reporting/asked": Right.LOOK,
    "POST /reporting/sent": Right.WRITE,
    "GET /reporting/letters": Right.LOOK,
    "GET /reporting/letters/{letter}": Right.LOOK,
    "PUT /reporting/letters/{letter}": Right.COMMUNE,
    "DELETE /reporting/letters/{letter}": Right.COMMUNE,
    "GET /plans": Right.LOOK,
    "POST /plans": Right.WRITE,
    "POST /plans/proposals": Right.LOOK,
    "GET /plans/{plan_id}": Right.LOOK,
    "PUT /plans/{plan_id}": Right.WRITE,
    "DELETE /plans/{plan_id}": Right.WRITE,
    "POST /plans/{plan_id}/restore": Right.WRITE,
    "GET /plans/{plan_id}/coverage": Right.LOOK,
    "GET /plans/{plan_id}/coverage/airings": Right.LOOK,
    "GET /plans/{plan_id}/coverage/channels": Right.LOOK,
    "GET /plans/{plan_id}/coverage/deeds": Right.LOOK,
    "GET /plans/{plan_id}/coverage/report": Right.LOOK,
    "GET /poverty-standards": Right.LOOK,
    "POST /poverty-standards": Right.COMMUNE,
    "GET /poverty-standards/{standard_id}": Right.LOOK,
    "PUT /poverty-standards/{standard_id}": Right.COMMUNE,
    "DELETE /poverty-standards/{standard_id}": Right.COMMUNE,
    "GET /policy-templates": Right.LOOK,
    "GET /policy-templates/{code}": Right.LOOK,
    "POST /policy-templates/drafts": Right.WRITE,
    "POST /policy-templates/{code}/drafts": Right.WRITE,
    "GET /ended-documents": Right.LOOK,
    "POST /ended-documents": Right.COMMUNE,
    "DELETE /ended-documents/{ended_id}": Right.COMMUNE,
    "GET /campaigns": Right.LOOK,
    "POST /campaigns": Right.SCHEDULE,
    "GET /campaigns/templates": Right.LOOK,
    "GET /campaigns/templates/{kind}": Right.LOOK,
    "PUT /campaigns/templates/{kind}": Right.COMMUNE,
    "DELETE /campaigns/templates/{kind}": Right.COMMUNE,
    "POST /campaigns/preview": Right.LOOK,
    "POST /campaigns/proposals": Right.LOOK,
    "POST /campaigns/{campaign_id}/steps/{code}/move/preview": Right.LOOK,
    "GET /campaigns/{campaign_id}": Right.LOOK,
    "DELETE /campaigns/{campaign_id}": Right.SCHEDULE,
    "POST /campaigns/{campaign_id}/steps/{code}/move": Right.SCHEDULE,
    "POST /campaigns/{campaign_id}/tasks/{task_id}": Right.WRITE,
    "GET /campaigns/{campaign_id}/steps/{code}/certificate": Right.LOOK,
    "GET /stations": Right.LOOK,
    "POST /stations": Right.COMMUNE,
    "POST /stations/{station_id}/enrolment-codes": Right.COMMUNE,
    "PUT /stations/{station_id}/telephone": Right.COMMUNE,
    "DELETE /stations/{station_id}": Right.COMMUNE,
    "GET /status": Right.LOOK,
    "GET /faults": Right.LOOK,
    "POST /faults/{fault_id}/accept": Right.OPERATE,
    "GET /people": Right.PEOPLE,
    "POST /people": Right.PEOPLE,
    "GET /people/{person_id}": Right.PEOPLE,
    "PUT /people/{person_id}": Right.PEOPLE,
    "POST /people/{person_id}/invitations": Right.PEOPLE,
    "DELETE /people/{person_id}/factors": Right.PEOPLE,
    "POST /people/{person_id}/leave": Right.PEOPLE,
    "POST /people/{person_id}/exports": Right.PEOPLE,
    "DELETE /people/{person_id}/data": Right.PEOPLE,
    "POST /invitations/accept": OPEN,
    "GET /me": Right.OWN,
    "PUT /me/password": Right.OWN,
    "GET /me/factors": Right.SIGN_IN,
    "POST /me/totp": Right.SIGN_IN,
    "POST /me/totp/confirm": Right.SIGN_IN,
    "DELETE /me/totp": Right.SIGN_IN,
    "POST /me/recovery-codes": Right.SIGN_IN,
    "POST /me/passkeys/options": Right.SIGN_IN,
    "POST /me/passkeys": Right.SIGN_IN,
    "POST /me/passkeys/proof-options": Right.SIGN_IN,
    "PUT /me/passkeys/{passkey_id}": Right.OWN,
    "DELETE /me/passkeys/{passkey_id}": Right.SIGN_IN,
    "POST /sign-ins/passkey": OPEN,
    "POST /sign-ins/passkey/options": OPEN,
    "POST /sign-ins": OPEN,
    "POST /sign-ins/current/proof": Right.SIGN_IN,
    "GET /sign-ins": Right.OWN,
    "DELETE /sign-ins/{sign_in_id}": Right.SIGN_IN,
    "GET /tokens": Right.LOOK,
    "POST /tokens": Right.OWN,
    "DELETE /tokens/{token_id}": Right.PEOPLE,
    "GET /audit": Right.AUDIT,
    "GET /audit/verdict": Right.AUDIT,
    "POST /audit/exports": Right.AUDIT,
    "DELETE /audit/names/{person_id}": Right.PEOPLE,
}
"""What each route needs. `DELETE /tokens` of another's token: one's own asks `OWN`, in a test of its own."""

_LOOKERS = {"admin", "read", "editor", "approver", "operator", "viewer", "alarm"}
_ON_DUTY = {"admin", "editor", "approver", "operator"}
MAY = {
    Right.LOOK: _LOOKERS,
    Right.LOOK_ALARMS: _LOOKERS | {"emergency"},
    Right.FEED: {"feed"},
    Right.WRITE: {"admin", "editor"},
    Right.SUBMIT: {"admin", "editor"},
    Right.APPROVE: {"admin", "approver"},
    Right.RENDER: _ON_DUTY,
    Right.SCHEDULE: {"admin", "editor"},
    Right.LEXICON: {"admin", "editor"},
    Right.OPERATE: {"admin", "editor", "operator"},
    Right.REMARKS: {"admin", "editor", "approver"},
    Right.SILENCE: _ON_DUTY,
    Right.STOP: _ON_DUTY | {"emergency", "alarm"},
    Right.ALARM: {"admin", "alarm", "emergency"},
    Right.COMMUNE: {"admin"},
    Right.OWN: _ON_DUTY | {"viewer", "alarm"},
    Right.SIGN_IN: _ON_DUTY | {"viewer", "alarm"},
    Right.PEOPLE: {"admin"},
    Right.AUDIT: {"admin", "read"},
}
"""Who may do what. `admin` is a full token of the first administrator, who may raise emergencies too; `read`, `emergency`,
`feed` are that person's, of that scope. `alarm` is a viewer who may raise emergencies."""
_SCOPES = {"read", "emergency", "feed"}
_ROLES = {"admin", "editor", "approver", "operator", "viewer", "alarm"}
_REFUSALS = {"not_signed_in", "token_scope", "right_missing"}

_QUERIES = {
    "GET /log-book": "from=2025-11-03&to=2025-11-04",
    "GET /approval-register": "from=2025-11-03&to=2025-11-04",
    "GET /bulletins/{bulletin_id}/versions/{number}/difference": "to=1",
    "GET /banners/drawn/{bulletin_id}/{number}/svg": "format=banner",
    "GET /banners/drawn/{bulletin_id}/{number}/pdf": "format=banner",
}
_FILLS = {
    "number": "1",
    "sentence_number": "1",
    "day": "2025-11-04",
    "month": "2025-11",
    "code": "call",
    "letter": "plan_report",
    "kind": "regular",
    "place": "new",
    "version": "1",
    "sha256": "a" * 64,
    "name": "0530-01-ban-tin.mp3",
}
_NOBODY = "019a4c00-0000-7000-8000-0000000000ff"
_BODIES: dict[str, dict[str, Any]] = {
    "application/json": {},
    "text/csv": {"content": "Cách viết,Cách đọc\nUBND,ủy ban\n".encode(), "headers": {"Content-Type": "text/csv"}},
    "application/cap+xml": {"content": b"<alert/>", "headers": {"Content-Type": "application/cap+xml"}},
    "multipart/form-data": {"files": {"file": ("x.wav", b"no sound")}, "data": {"name": "x"}},
}


@dataclass
class Town:
    """A commune in which there is one of everything, and all who may ask. ids: by the name that routes give them."""

    client: httpx.Client
    routes: list[str]
    description: dict[str, Any]
    tokens: dict[str, str]
    ids: dict[str, str]
    sessions: Sessions

    @property
    def engines(self) -> set[Engine]:
        """What is asked by sessions that read, and by those that write."""
        return {self.sessions.reading_engine, self.sessions.engine}

    def ask(self, route: str, who: str | None, ids: dict[str, str]) -> httpx.Response:
        """Ask at a route, with a request that is right in itself."""
        method, path = route.split(" ", 1)
        place = path if path in {"/health", "/ready", "/metrics", "/openapi.json"} else f"/api/v1{path}"
        query = _QUERIES.get(route, "")
        headers = {"If-Match": '"1"', "X-Emergency-Pin": "481516", "Idempotency-Key": f"{route} {who}"}
        if who is not None and route == "GET /timetable/feed.ics":
            query = f"token={self.tokens[who]}"
        elif who is not None:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        elif route == "GET /timetable/feed.ics":
            query = "token=none"
        body = self._body(method, place)
        headers |= body.pop("headers", {})
        return self.client.request(method, place.format_map(_FILLS | ids), params=query, headers=headers, **body)

    def _body(self, method: str, place: str) -> dict[str, Any]:
        described = self.description["paths"].get(place, {}).get(method.lower(), {})
        content = described.get("requestBody", {}).get("content", {})
        kind = next(iter(content), None)
        if kind is None:
            return {}
        if kind != "application/json":
            return dict(_BODIES[kind])
        form = content[kind]
        if "example" in form:
            return {"json": form["example"]}
        if "examples" in form.get("schema", {}):
            return {"json": form["schema"]["examples"][0]}
        shapes = [form["schema"], *form["schema"].get("anyOf", ())]
        named = next((each["$ref"] for each in shapes if "$ref" in each), "")
        schema = self.description["components"]["schemas"].get(named.rpartition("/")[2], {})
        return {"json": schema["examples"][0] if "examples" in schema else _example(schema)}


def _example(schema: dict[str, Any]) -> dict[str, Any]:
    return {name: field["examples"][0] for name, field in schema.get("properties", {}).items() if "examples" in field}


def _tokens(sessions: Sessions, clock: ManualClock, founding: Founding) -> dict[str, str]:
    admin = founding.admin
    tokens = {"admin": founding.token}
    with sessions.begin() as session:
        for scope in (Scope.READ, Scope.EMERGENCY, Scope.FEED):
            made = issue_token(session, clock, admin, person_id=founding.admin_id, label=scope.value, scope=scope)
            tokens[scope.value] = made.secret
        for name in _ROLES - {"admin"}:
            roles, may_alarm = ({Role.VIEWER}, True) if name == "alarm" else ({Role(name)}, False)
            person = add_person(session, clock, admin, name=name, roles=roles, may_alarm=may_alarm)
            tokens[name] = issue_token(session, clock, admin, person_id=person, label="x").secret
        stranger = found_commune(session, clock, name="xã Vĩnh Hòa", admin="Trần Văn Lạ")
        tokens["stranger"] = stranger.token
    return tokens


def _things(client: httpx.Client, services: Services, founding: Founding) -> dict[str, str]:
    """One of everything, and its id."""

    def made(path: str, **request: Any) -> str:  # noqa: ANN401  # as the client takes it
        answer = client.post(f"/api/v1{path}", **request)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    ids = {"zone_id": made("/zones", json={"name": "thôn Đông", "level": "village"})}
    text = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    ids["bulletin_id"] = made("/bulletins", json=text | {"kind": "notice", "theme": "review"})
    ids["entry_id"] = made("/lexicon", json={"written": "QH", "spoken": "quê hương"})
    ids["slot_id"] = made("/slots", json={"title": "Bản tin", "at": "16:30", "bulletins": [ids["bulletin_id"]]})
    ids["holiday_id"] = made("/holidays", json={"name": "Hội làng", "month": 2, "day": 15})
    ids["period_id"] = made("/mourning", json={"name": "Quốc tang", "first": "2026-05-24", "last": "2026-05-25"})
    ids["station_id"] = made("/stations", json={"name": "Máy ở trụ sở"})
    ids["rendering_id"] = made(f"/bulletins/{ids['bulletin_id']}/versions/1/renderings")
    standard = {"area": "rural", "amount_vnd": 2_400_000, "valid_from": "2027-01-01", "valid_to": "2030-12-31", "source": "NQ 15"}
    ids["ended_id"] = made("/ended-documents", json={"number": "1/2020/NĐ-CP", "ended_on": "2025-11-01"})
    ids["standard_id"] = made("/poverty-standards", json=standard)
    ids["plan_id"] = made("/plans", json={"year": 2025, "title": "Kế hoạch năm 2025"})
    lesson = {"topic": "Chuẩn nghèo", "held_on": "2025-11-20", "at": "08:00", "place": "Hội trường xã"}
    ids["training_id"] = made("/trainings", json=lesson)
    link = {"address": "https://example.test/tai-lieu"}
    ids["material_id"] = made(f"/trainings/{ids['training_id']}/materials/links", json=link)
    music = {"file": ("que-huong.wav", to_wav(Sound(tone(2.0), RATE)))}
    ids["recording_id"] = made("/recordings/music", files=music, data={"name": "Quê hương"})
    ids["occurrence_id"] = client.get("/api/v1/occurrences").json()["items"][0]["id"]
    ids["token_id"] = client.get("/api/v1/tokens").json()["items"][0]["id"]
    village = {"zone": "thôn Đông", "at": "2025-11-27T19:30:00+07:00", "place": "nhà văn hóa thôn"}
    review = {"kind": "regular", "first_date": "2025-11-17", "officer": "chị Thu", "hotline": "0912 345 678", "place": "trụ sở"}
    ids["campaign_id"] = made("/campaigns", json=review | {"meetings": [village]})
    first = client.get(f"/api/v1/campaigns/{ids['campaign_id']}").json()["steps"][0]
    ids["task_id"] = first["tasks"][0]["id"]
    ids["sign_in_id"] = ids["passkey_id"] = ids["banner_id"] = _NOBODY
    ids["person_id"] = made("/people", json={"name": "Văn Sáu", "roles": ["viewer"]})
    deputy = {"deputy": "Văn Sáu", "ends_at": "2025-11-10", "reason": "Đi tập huấn."}
    ids["delegation_id"] = made("/approval/delegations", json=deputy)
    client.put("/api/v1/emergencies/pin", json={"pin": "481516"})
    alarm = {"text": "Thử.", "zones": ["xã Liên An"], "ends_at": "2025-11-04T18:00:00+07:00", "status": "Test"}
    ids["emergency_id"] = made("/emergencies", json=alarm, headers={"X-Emergency-Pin": "481516", "Idempotency-Key": "1"})
    with services.sessions.begin() as session:
        now = services.clock.now()
        observe(session, now, founding.commune_id, None, {("", "disk_low"): now})
    ids["version_id"] = str(published(services, founding.commune_id))
    ids["remark_id"] = str(sent(services, founding.commune_id, "Loa to quá.")[0].id)
    ids["fault_id"] = client.get("/api/v1/faults").json()["items"][0]["id"]
    return ids


@pytest.fixture
def town(sqlite: Sessions, client: httpx.Client, services: Services, founding: Founding, clock: ManualClock) -> Town:
    ids = _things(client, services, founding)
    tokens = _tokens(sqlite, clock, founding)
    del client.headers["Authorization"]
    description = client.get("/openapi.json").json()
    places = [(method, path) for path, methods in description["paths"].items() for method in methods]
    routes = [f"{method.upper()} {path.removeprefix('/api/v1')}" for method, path in places]
    return Town(client, routes, description, tokens, ids, sqlite)


def test_every_route_has_a_row(town: Town) -> None:
    undescribed = {"GET /openapi.json"}
    assert set(town.routes) == set(ROUTES) - undescribed


def test_every_right_is_asked_somewhere_and_said_in_words() -> None:
    assert set(ROUTES.values()) - {OPEN, STATION} == set(Right)
    assert all(word("right", right.value) for right in Right)


@pytest.mark.slow
def test_who_has_no_right_is_refused_and_who_has_it_is_not(town: Town) -> None:
    nothing = dict.fromkeys(town.ids, _NOBODY)
    wrong = []
    for route, right in ROUTES.items():
        for who in (None, *sorted(_SCOPES | _ROLES)):
            due = _expected(right, who)
            code = _refusal(town.ask(route, who, town.ids if due is not None else nothing))
            if code != due:
                wrong.append((route, who, code, due))
    assert wrong == []


def test_nobody_hears_what_is_wrong_with_a_request(town: Town) -> None:
    """Who is asking is looked at before the body is read, before a form, and before what an address names."""
    nobody = {"Authorization": "Bearer loa_nobody", "Content-Type": "application/json"}
    wrong = []
    for route, right in ROUTES.items():
        if right == OPEN:
            continue
        method, path = route.split(" ", 1)
        place = re.sub(r"{\w+}", "x", f"/api/v1{path}")
        query = "?limit=x&from=x&obeyed=x&planned_at=x&formats=x&token=none"
        for headers in (nobody, {"Content-Type": "application/json"}):
            answer = town.client.request(method, place + query, content=b"{no form", headers=headers)
            if answer.status_code != 401:
                wrong.append((route, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.slow
def test_a_stranger_finds_nothing_of_another_commune(town: Town) -> None:
    """As if it were not there: the answer does not even say that it is another's."""
    wrong = []
    for route, right in ROUTES.items():
        if right in {OPEN, STATION, Right.FEED}:
            continue
        answer = town.ask(route, "stranger", town.ids)
        names_a_thing = any(f"{{{name}}}" in route for name in town.ids)
        is_told = names_a_thing and answer.status_code != 404 and answer.json()["code"] != "token_not_enough"
        if is_told or (not names_a_thing and any(key in answer.text for key in town.ids.values())):
            wrong.append((route, answer.status_code, answer.text[:200]))
    assert wrong == []


@pytest.mark.slow
def test_what_is_anothers_is_answered_as_what_is_nobodys(town: Town) -> None:
    """Letter for letter but for the id, and after as many questions to the database: no clock tells them apart."""
    nothing = dict.fromkeys(town.ids, _NOBODY)
    wrong = []
    for route, right in ROUTES.items():
        if right in {OPEN, STATION, Right.FEED} or not any(f"{{{name}}}" in route for name in town.ids):
            continue
        told = []
        for ids in (nothing, town.ids):
            with counted(*town.engines) as statements:
                answer = town.ask(route, "stranger", ids)
            text = re.sub("|".join(ids.values()), "id", answer.text)
            told.append((answer.status_code, text, answer.headers.get("content-type"), len(statements)))
        if told[0] != told[1]:
            wrong.append((route, *told))
    assert wrong == []


def test_one_may_end_ones_own_token_and_not_anothers(town: Town) -> None:
    bearer = {"Authorization": f"Bearer {town.tokens['viewer']}"}
    mine = next(each for each in town.client.get("/api/v1/tokens", headers=bearer).json()["items"] if each["person"] == "viewer")
    refused = town.client.delete(f"/api/v1/tokens/{town.ids['token_id']}", headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (403, "right_missing")
    assert refused.json()["detail"].startswith("Người dùng này là người xem, không được quản lý người dùng")
    assert town.client.delete(f"/api/v1/tokens/{mine['id']}", headers=bearer).status_code == 204


def _expected(right: str, who: str | None) -> str | None:
    """The code of the refusal; None: the door opens."""
    if right == OPEN:
        return None
    if right == STATION or who is None:
        return "not_signed_in"
    if who in MAY[Right(right)]:
        return None
    if who in _SCOPES or right == Right.FEED:
        return "token_scope"
    return "right_missing"


def _refusal(answer: httpx.Response) -> str | None:
    if answer.status_code < 400 or answer.headers["content-type"] != "application/problem+json":
        return None
    code: str = answer.json()["code"]
    return code if code in _REFUSALS else None
