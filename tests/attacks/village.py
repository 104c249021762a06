"""What is attacked: two communes with people of every kind, bulletins in every state, a slot, an alarm that waits, stations."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from app.accounts import Role, Scope, add_person, hash_secret, issue_token, revoke_token
from app.clock import ManualClock
from app.emergencies import set_pin
from app.sound import Sound, to_wav
from app.wiring import Services
from app.zones import Founding, add_station, found_commune, remove_station
from tests.support.sounds import RATE, tone

PIN = "481516"
NOTHING = "019a4c00-0000-7000-8000-0000000000ff"
PASSWORD = "mưa rào đêm qua"  # noqa: S105  # of this test
TEXT = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
LESSON = {"topic": "Chuẩn nghèo", "theme": "review", "held_on": "2025-11-20", "at": "08:00", "place": "Hội trường xã"}
ALARM = {"text": "Thử loa.", "zones": ["xã Liên An"], "ends_at": "2025-11-04T18:00:00+07:00", "status": "Test"}
TONE = to_wav(Sound(tone(2.0), RATE))
LINE = {
    "id": str(uuid4()),
    "sequence": 1,
    "occurrence_id": NOTHING,
    "output": "thu-muc",
    "state": "aired",
    "at": "2025-11-04T00:31:05Z",
    "planned_at": "2025-11-04T00:30:00Z",
    "content_hash": "c" * 64,
}
"""A line of a station's log that is right in itself."""


@dataclass(frozen=True)
class Village:
    """names: what stands in braces; tokens: by who shows them."""

    names: dict[str, str]
    tokens: dict[str, str]


class _Builder:
    """Does what people did before the attack."""

    def __init__(self, client: httpx.Client, services: Services, clock: ManualClock, founding: Founding) -> None:
        self.client, self.services, self.clock, self.founding = client, services, clock, founding
        self.tokens = {"admin": founding.token, "guesser": "loa_0000000000", "hash": hash_secret(founding.token)}
        self.names = {"nothing": NOTHING, "admin_id": str(founding.admin_id), "admin_token": founding.token}

    def people(self) -> None:
        """One of every role, tokens of every scope, and those that are nobody's any more."""
        admin, clock = self.founding.admin, self.clock
        with self.services.sessions.begin() as session:
            for name in ("viewer", "editor", "approver", "operator", "alarm", "leaver"):
                roles = {Role.VIEWER} if name in {"alarm", "leaver"} else {Role(name)}
                person = add_person(session, clock, admin, name=name, roles=roles, may_alarm=name == "alarm")
                self.names[f"{name}_id"] = str(person)
                self.tokens[name] = issue_token(session, clock, admin, person_id=person, label=name).secret
            for scope in (Scope.READ, Scope.EMERGENCY, Scope.FEED):
                made = issue_token(session, clock, admin, person_id=self.founding.admin_id, label=scope.value, scope=scope)
                self.tokens[scope.value] = made.secret
            own = issue_token(session, clock, admin, person_id=self.founding.admin_id, label="x", life=timedelta(microseconds=1))
            self.tokens["expired"] = own.secret
            ended = issue_token(session, clock, admin, person_id=self.founding.admin_id, label="y")
            self.tokens["revoked"] = ended.secret
            revoke_token(session, clock, admin, ended.id)
        clock.advance(timedelta(seconds=1))
        self.names["admin_token_id"] = self.ask("GET", "/tokens")["items"][0]["id"]

    def browser(self) -> None:
        """Sign in as the administrator, and let one go."""
        self.ask("PUT", "/me/password", json={"password": PASSWORD})
        login = self.ask("GET", "/me")["login"]
        origin = {"Origin": "http://loalang.test"}
        answer = self.client.post("/api/v1/sign-ins", json={"login": login, "password": PASSWORD}, headers=origin)
        self.client.cookies.clear()
        self.tokens["cookie"] = answer.raise_for_status().headers["set-cookie"].partition(";")[0].partition("=")[2]
        self.ask("POST", f"/people/{self.names['leaver_id']}/leave", who="screen")

    def words(self) -> None:
        """Bulletins in every state, and a slot of the approved one."""
        self.ask("PUT", "/approval", who="screen", json={"one_officer": False})
        for name, acts in {
            "draft": (),
            "submitted": ("submit",),
            "approved": ("submit", "approve"),
            "withdrawn": ("submit", "approve", "withdraw"),
        }.items():
            key = self.ask("POST", "/bulletins", who="editor", json=TEXT)["id"]
            for act in acts:
                who = {"submit": "editor", "approve": "approver", "withdraw": "operator"}[act]
                form = {"json": {"reason": "Sai giờ."}} if act == "withdraw" else {}
                self.ask("POST", f"/bulletins/{key}/versions/1/{act}", who=who, **form)
            self.names[name] = key
        own = self.names["own"] = self.ask("POST", "/bulletins", json=TEXT)["id"]
        self.ask("POST", f"/bulletins/{own}/versions/1/submit")
        self.names["own_hash"] = self.ask("GET", f"/bulletins/{own}/versions/1")["content_hash"]
        slot = {"title": "Bản tin", "at": "16:30", "bulletins": [self.names["approved"]]}
        self.names["slot"] = self.ask("POST", "/slots", who="editor", json=slot)["id"]
        self.names["slot_tag"] = self.tag(f"/slots/{self.names['slot']}")
        gap = TEXT | {"script": "Mời bà con họp tại ［điền: nơi họp］."}
        self.names["gap"] = self.ask("POST", "/bulletins", who="editor", json=gap)["id"]
        self.ask("POST", "/approval/reminders", who="editor")
        self.names["training"] = self.ask("POST", "/trainings", who="editor", json=LESSON)["id"]
        self.names["zone"] = self.ask("POST", "/zones", json={"name": "thôn Đông", "level": "village"})["id"]

    def alarms(self) -> None:
        """A PIN, the rule of two persons, and a message that waits for the second."""
        self.ask("PUT", "/emergencies/pin", who="screen", json={"pin": PIN})
        pin = {"X-Emergency-Pin": PIN}
        tag = {"If-Match": self.tag("/emergencies/rules")}
        self.ask("PUT", "/emergencies/rules", json={"two_persons": True}, headers=pin | tag)
        self.names["rules_tag"] = self.tag("/emergencies/rules")
        real = ALARM | {"status": "Actual"}
        waiting = self.ask("POST", "/emergencies", json=real, headers=pin | {"Idempotency-Key": "used"})
        self.names["waiting"] = waiting["id"]

    def stations(self) -> None:
        """Ours, and one that was removed."""
        with self.services.sessions.begin() as session:
            admin, zones = self.founding.admin, [self.founding.root.id]
            for name in ("station", "removed_station"):
                made = add_station(session, self.clock, admin, name=name, zone_ids=zones, outputs={})
                self.tokens[name], self.names[f"{name}_id"] = made.secret, str(made.station.id)
            remove_station(session, self.clock, admin, made.station.id)

    def neighbours(self) -> None:
        """Another commune."""
        with self.services.sessions.begin() as session:
            theirs = found_commune(session, self.clock, name="xã Vĩnh Hòa", admin="Trần Văn Lạ")
        self.tokens["neighbour"] = theirs.token
        self.names["their_zone"], self.names["their_person"] = str(theirs.root.id), str(theirs.admin_id)
        bulletin = self.names["their_bulletin"] = self.ask("POST", "/bulletins", who="neighbour", json=TEXT)["id"]
        self.ask("POST", f"/bulletins/{bulletin}/versions/1/submit", who="neighbour")
        self.names["their_station"] = self.ask("POST", "/stations", who="neighbour", json={"name": "Máy"})["id"]
        self.names["their_token_id"] = self.ask("GET", "/tokens", who="neighbour")["items"][0]["id"]
        with self.services.sessions.begin() as session:
            set_pin(session, self.clock, theirs.admin, theirs.admin, PIN)
        headers = {"X-Emergency-Pin": PIN, "Idempotency-Key": "1"}
        alarm = self.ask("POST", "/emergencies", who="neighbour", json=ALARM | {"zones": ["xã Vĩnh Hòa"]}, headers=headers)
        self.names["their_alarm"] = alarm["id"]

    def ask(self, method: str, path: str, *, who: str = "admin", headers: dict[str, str] | None = None, **form: Any) -> Any:  # noqa: ANN401  # JSON
        """What somebody who may does."""
        answer = self.client.request(method, f"/api/v1{path}", headers=shown(who, self.tokens) | (headers or {}), **form)
        assert answer.is_success, (method, path, answer.text)
        return answer.json() if answer.content else None

    def tag(self, path: str) -> str:
        """The `If-Match` of a thing as it is now."""
        bearer = {"Authorization": f"Bearer {self.tokens['admin']}"}
        tag: str = self.client.get(f"/api/v1{path}", headers=bearer).raise_for_status().headers["etag"]
        return tag


def shown(who: str, tokens: dict[str, str]) -> dict[str, str]:
    """How somebody says who asks: "screen" is the administrator at a page of ours, "browser" the same browser at any page."""
    if who in {"screen", "browser"}:
        own = {"Origin": "http://loalang.test"} if who == "screen" else {}
        return own | {"Cookie": f"loalang={tokens['cookie']}"}
    return {"Authorization": f"Bearer {tokens[who]}"}


def build(client: httpx.Client, services: Services, clock: ManualClock, founding: Founding) -> Village:
    """A village as it stands when the attack begins."""
    made = _Builder(client, services, clock, founding)
    made.people()
    made.browser()
    made.words()
    made.alarms()
    made.stations()
    made.neighbours()
    assert all(UUID(made.names[name]) for name in ("draft", "waiting", "their_alarm"))
    return Village(made.names, made.tokens)
