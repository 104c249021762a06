"""Whoever changes something is written down: every act of the desk is done once, and its row is looked for."""

import inspect
import pkgutil
import re
from importlib import import_module
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

import app.desk
from app.accounts import Role, add_person, issue_token, person_names, system_actor
from app.audit import AuditFilter, all_events, line_of, verify
from app.audit.tables import AuditEventRow
from app.db import Sessions
from app.desk import people, publicity
from app.faults import observe
from app.reports import Letter
from app.service.background import look_after_emergencies
from app.sound import Sound, to_wav
from app.wiring import Services
from app.words import WORDS
from app.zones import Founding
from tests.api.test_cap import cap
from tests.support.database import NOW
from tests.support.device import Device
from tests.support.publicity import published, sent
from tests.support.sounds import RATE, tone
from tests.support.telephone import code_of

PIN = "481516"
DUE = {"month": 12, "day": 1, "period": "year"}
RULES = "/emergencies/rules"
ALARM = {"X-Emergency-Pin": PIN}
WITHOUT_A_ROW = {
    "slots.move_day": "edits a day or restores it, which have theirs",
    "factors.begin_telephone": "opens nothing until it is confirmed, which has one",
    "unsaved.keep": "is no bulletin yet, and nobody else's; saving it has one",
    "unsaved.drop": "of the same",
    "renderings.order": "makes sound to listen to in the office; what may sound is decided by the approval, which has one",
}
"""Acts that change something and have no row, and why."""
ONLY_LOOK = {
    "approval.look",
    "approval_register.look",
    "banners.drawn_pdf",
    "banners.drawn_svg",
    "audit.examine",
    "audit.look",
    "campaigns.propose",
    "campaigns.propose_meetings",
    "campaigns.try_move",
    "campaigns.try_out",
    "choices.look",
    "choices.try_voice",
    "choices.voices",
    "documents.bring",
    "emergencies.rehearse",
    "factors.look",
    "factors.passkey_to_add",
    "factors.passkey_to_prove",
    "lexicon.touched_by",
    "lexicon.touched_by_file",
    "lexicon.try_out",
    "log_book.look",
    "practice.exercise",
    "programmes.greeting_now",
    "programmes.product_sounds",
    "programmes.programme",
    "programmes.programmes",
    "programmes.say",
    "reading.decided_before",
    "reading.read_text",
    "reading.read_typed",
    "reporting.asked",
    "reporting.template_of",
    "reading.read_version",
    "reading.read_versions",
    "reading.spoken_changes",
    "recordings.uses_of",
    "remarks.look",
    "remarks.look_at",
    "renderings.try_sentence",
    "renderings.try_typed",
    "timetable.try_copy",
    "timetable.try_slot",
    "unsaved.look",
}


def acts() -> set[str]:
    """Every act of the desk: public functions that take an actor."""
    found = set()
    for module in pkgutil.iter_modules(app.desk.__path__):
        if module.name in {"following", "office", "problems"}:
            continue
        noun = import_module(f"app.desk.{module.name}")
        for name, function in inspect.getmembers(noun, inspect.isfunction):
            is_own = function.__module__ == noun.__name__ and not name.startswith("_")
            if is_own and "actor" in inspect.signature(function).parameters:
                found.add(f"{module.name}.{name}")
    return found


class Day:
    """One day in the office, an act after the other, over REST. done: the acts, and what they wrote."""

    def __init__(self, client: httpx.Client, sessions: Sessions, founding: Founding) -> None:
        self.client, self.sessions, self.founding = client, sessions, founding
        self.done: dict[str, list[str]] = {}
        self.seen = self._last()

    def _last(self) -> int:
        with self.sessions.read() as session:
            query = select(AuditEventRow.number).where(AuditEventRow.commune_id == self.founding.commune_id)
            return max(session.scalars(query), default=0)

    def act(self, name: str, method: str, path: str, **request: Any) -> Any:  # noqa: ANN401  # as the client takes it
        """Do `name`; returns what was answered."""
        answer = self.client.request(method, f"/api/v1{path}", **request)
        assert answer.is_success, (name, answer.status_code, answer.text)
        self.did(name)
        is_json = answer.headers.get("content-type", "").startswith("application/json")
        return answer.json() if answer.content and is_json else None

    def did(self, name: str) -> None:
        """`name` is done: keep what it wrote."""
        with self.sessions.read() as session:
            query = select(AuditEventRow).where(
                AuditEventRow.commune_id == self.founding.commune_id, AuditEventRow.number > self.seen
            )
            rows = session.scalars(query.order_by(AuditEventRow.number)).all()
        self.done[name] = [f"{row.act} {row.subject}" for row in rows]
        self.seen += len(rows)

    def tag(self, path: str) -> dict[str, str]:
        """The `If-Match` of a thing as it is now."""
        answer = self.client.get(f"/api/v1{path}").raise_for_status()
        return {"If-Match": answer.headers["etag"]}


@pytest.mark.slow
@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_every_act_that_changes_something_has_a_row_in_words(
    client: httpx.Client, services: Services, founding: Founding
) -> None:
    day = Day(client, services.sessions, founding)
    _commune(day)
    _bulletins(day)
    _lexicon(day)
    _recordings(day)
    _slots(day)
    _campaigns(day)
    day.act("policies.draft", "POST", "/policy-templates/health-insurance/drafts", json={})
    day.act("policies.draft_for", "POST", "/policy-templates/drafts", json={"theme": "policy"})
    end = {"number": "1/2020/NĐ-CP", "ended_on": "2025-11-01"}
    ended = day.act("policies.enter_end", "POST", "/ended-documents", json=end)["id"]
    day.act("policies.take_back", "DELETE", f"/ended-documents/{ended}")
    _stations(day, services)
    _publicity(day, services)
    _alarms(day, services)
    _second_person(day, services)
    _accounts(day)
    _deputies(day)
    _people(day)
    _at_the_machine(day, services)
    assert set(day.done) | set(WITHOUT_A_ROW) | ONLY_LOOK == acts(), "each act is done here, or stands in a list with a reason"
    assert [name for name, rows in day.done.items() if not rows] == []
    said = {each for rows in day.done.values() for each in rows}
    assert said - set(WORDS["audit"]) == set(), "words for each"
    with services.sessions.read() as session:
        assert verify(session, founding.commune_id).broken is None
        names = person_names(session, founding.commune_id)
        lines = [line_of(each, names) for each in all_events(session, founding.commune_id, AuditFilter())]
    assert "Nguyễn Văn Quản duyệt bản tin «Mời họp», phiên bản 1 lúc 8h00 ngày 04/11/2025" in lines
    assert "Nguyễn Văn Quản lấy sổ nhật ký phát thanh từ ngày 01/11/2025 đến ngày 04/11/2025 lúc 8h00 ngày 04/11/2025" in lines
    assert [line for line in lines if "…" in line] == []
    assert [line for line in lines if re.search(r"\d{4}-\d\d", line)] == [], "and days"
    assert [line for line in lines if re.search(r"\d:\d\d", line)] == [], "hours as people write them"


def _campaigns(day: Day) -> None:
    day.client.post("/api/v1/zones", json={"name": "thôn Nam", "level": "village"}).raise_for_status()
    village = {"zone": "thôn Nam", "at": "2025-11-27T19:30:00+07:00", "place": "nhà văn hóa thôn"}
    review = {
        "kind": "regular",
        "first_date": "2025-11-17",
        "officer": "chị Thu",
        "hotline": "0912 345 678",
        "place": "trụ sở xã",
    }
    made = day.act("campaigns.make", "POST", "/campaigns", json=review | {"meetings": [village]})
    path, task = f"/campaigns/{made['id']}", made["steps"][0]["tasks"][0]["id"]
    day.act("campaigns.move_step", "POST", f"{path}/steps/posting/move", json={"days": 4}, headers=day.tag(path))
    for is_done in (True, False):
        day.act("campaigns.tick", "POST", f"{path}/tasks/{task}", json={"done": is_done})
    day.act("campaigns.take_certificate", "GET", f"{path}/steps/posting/certificate")
    day.act("campaigns.undo", "DELETE", path, headers=day.tag(path))


def _commune(day: Day) -> None:
    for one_officer in (False, True):
        day.act("approval.choose", "PUT", "/approval", json={"one_officer": one_officer})
    zone = day.act("zones.add", "POST", "/zones", json={"name": "thôn Đông", "level": "village"})["id"]
    path = f"/zones/{zone}"
    day.act("zones.change", "PUT", path, json={"name": "thôn Đông Hạ", "parent": ""}, headers=day.tag(path))
    other = day.act("zones.add", "POST", "/zones", json={"name": "thôn Tây", "level": "village"})
    day.act("zones.merge", "POST", f"{path}/merge", json={"into": other["path"]})
    day.act("zones.remove", "DELETE", f"/zones/{other['id']}")
    choices = day.client.get("/api/v1/choices").json()
    names = ("engines", "accent", "presenter_1", "presenter_2", "profile", "pack_hour", "pack_formats")
    wanted = {name: choices[name] for name in names} | {"profile": "indoor"}
    day.act("choices.choose", "PUT", "/choices", json=wanted, headers=day.tag("/choices"))
    rule = {"number": "01/QĐ-UBND", "dated": "2025-01-02", "quiet_from": "21:00", "quiet_to": "05:00"}
    day.act("regulation.write", "PUT", "/regulation", json=rule, headers={"If-Match": '"0"'})
    holiday = day.act("holidays.add", "POST", "/holidays", json={"name": "Hội làng", "month": 2, "day": 15})["id"]
    path = f"/holidays/{holiday}"
    day.act("holidays.change", "PUT", path, json={"name": "Hội làng", "month": 2, "day": 16}, headers=day.tag(path))
    day.act("holidays.remove", "DELETE", path, headers=day.tag(path))
    mourning = {"name": "Quốc tang", "first": "2026-05-24", "last": "2026-05-25"}
    period = day.act("mourning.add", "POST", "/mourning", json=mourning)
    path, first = f"/mourning/{period['id']}", {"If-Match": '"1"'}
    day.act("mourning.change", "PUT", path, json=mourning | {"last": "2026-05-26"}, headers=first)
    day.act("mourning.remove", "DELETE", path, headers={"If-Match": '"2"'})
    standard = {"area": "rural", "amount_vnd": 2_400_000, "valid_from": "2027-01-01", "valid_to": "2030-12-31", "source": "NQ 15"}
    made = day.act("standards.add", "POST", "/poverty-standards", json=standard)["id"]
    path = f"/poverty-standards/{made}"
    day.act("standards.change", "PUT", path, json=standard | {"amount_vnd": 2_500_000}, headers=day.tag(path))
    day.act("standards.remove", "DELETE", path, headers=day.tag(path))
    plan = {"year": 2026, "title": "Kế hoạch năm 2026"}
    path = f"/plans/{day.act('plans.add', 'POST', '/plans', json=plan)['id']}"
    day.act("plans.change", "PUT", path, json=plan | {"number": "08/KH-UBND"}, headers=day.tag(path))
    day.act("reporting.take_out", "GET", f"{path}/coverage/report?format=csv")
    day.act("plans.remove", "DELETE", path, headers=day.tag(path))
    day.act("plans.restore", "POST", f"{path}/restore")
    _reporting(day)
    _trainings(day)


def _reporting(day: Day) -> None:
    day.act("reporting.set_deadlines", "PUT", "/reporting", json={"deadlines": [DUE]}, headers=day.tag("/reporting"))
    day.act("reporting.mark_sent", "POST", "/reporting/sent", json={"due": "2025-12-01"})
    template = {"file": ("mau.docx", Letter.PLAN_REPORT.own)}
    day.act("reporting.put_template", "PUT", "/reporting/letters/plan_report", files=template)
    day.act("reporting.drop_template", "DELETE", "/reporting/letters/plan_report")
    edited = day.client.get("/api/v1/campaigns/templates/regular").raise_for_status().content
    steps = {"file": ("cac-buoc.toml", edited)}
    day.act("campaigns.put_steps", "PUT", "/campaigns/templates/regular", files=steps)
    day.act("campaigns.drop_steps", "DELETE", "/campaigns/templates/regular")


def _trainings(day: Day) -> None:
    lesson = {"topic": "Chuẩn nghèo", "held_on": "2025-11-20", "at": "08:00", "place": "Hội trường"}
    path = f"/trainings/{day.act('trainings.add', 'POST', '/trainings', json=lesson)['id']}"
    day.act("trainings.change", "PUT", path, json=lesson | {"at": "09:00"}, headers=day.tag(path))
    day.act("trainings.invite", "POST", f"{path}/invitation")
    link = {"address": "https://example.test/bai"}
    key = day.act("trainings.add_link", "POST", f"{path}/materials/links", json=link)["id"]
    day.act("trainings.remove_material", "DELETE", f"/trainings/materials/{key}")
    day.act("trainings.add_file", "POST", f"{path}/materials/files", files={"file": ("bai.txt", b"1")})
    day.act("trainings.take_sheet", "GET", f"{path}/sheet")
    day.act("trainings.forget_attendees", "DELETE", f"{path}/attendees")
    day.act("trainings.remove", "DELETE", path, headers=day.tag(path))


def _bulletin(day: Day, **other: str) -> str:
    text = {"title": "Mời họp", "script": "Kính mời bà con.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    made: str = day.act("bulletins.write", "POST", "/bulletins", json=text | other)["id"]
    return made


def _bulletins(day: Day) -> None:
    key = _bulletin(day)
    path = f"/bulletins/{key}"
    text = {"title": "Mời họp", "script": "Kính mời bà con đến họp.", "valid_from": "2025-11-01", "valid_to": "2025-12-01"}
    day.act("bulletins.edit", "PUT", path, json=text, headers=day.tag(path))
    day.act("bulletins.submit", "POST", f"{path}/versions/1/submit")
    day.act("approval.remind", "POST", "/approval/reminders")
    day.act("bulletins.approve", "POST", f"{path}/versions/1/approve")
    day.act("bulletins.withdraw", "POST", f"{path}/versions/1/withdraw", json={"reason": "Sai giờ."})
    week = _bulletin(day)
    draft = {"bulletin_id": week, "number": 1, "etag": day.tag(f"/bulletins/{week}/versions/1")["If-Match"]}
    day.act("bulletins.submit_all", "POST", "/bulletins/submit", json={"versions": [draft]})
    seen = day.client.get(f"/api/v1/bulletins/{week}/versions/1").json()["content_hash"]
    versions = [{"bulletin_id": week, "number": 1, "content_hash": seen}]
    day.act("bulletins.approve_all", "POST", "/bulletins/approve", json={"versions": versions})
    together = {"versions": [{"bulletin_id": week, "number": 1}], "reason": "Đã xong."}
    day.act("bulletins.withdraw_all", "POST", "/bulletins/withdraw", json=together)
    other = f"/bulletins/{_bulletin(day)}/versions/1"
    day.act("bulletins.submit", "POST", f"{other}/submit")
    day.act("bulletins.give_back", "POST", f"{other}/return", json={"reason": "Thiếu giờ."})


def _lexicon(day: Day) -> None:
    entry = day.act("lexicon.put", "POST", "/lexicon", json={"written": "QHX", "spoken": "quê hương xã"})["id"]
    path = f"/lexicon/{entry}"
    day.act("lexicon.remove", "DELETE", path, headers=day.tag(path))
    file = {"content": "Cách viết,Cách đọc\nUBNDX,ủy ban xã\n".encode(), "headers": {"Content-Type": "text/csv"}}
    day.act("lexicon.bring_in", "POST", "/lexicon/csv", **file)


def _recordings(day: Day) -> None:
    sound = {"file": ("que-huong.wav", to_wav(Sound(tone(2.0), RATE)))}
    music = day.act("recordings.add_music", "POST", "/recordings/music", files=sound, data={"name": "Quê hương"})["id"]
    path = f"/recordings/music/{music}"
    music = day.act("recordings.replace_music", "PUT", path, files=sound)["id"]
    day.act("recordings.set_end", "PUT", f"/recordings/{music}/end", json={"ends_at": "2026-02-20"})
    day.act("recordings.retire_music", "DELETE", f"/recordings/music/{music}")
    hanging = {"zone": "xã Liên An", "place": "Cổng chợ", "hung_on": "2025-11-02"}
    slogan = hanging | {"bulletin": _bulletin(day, kind="spot"), "version": 1, "format": "poster"}
    for step in ("submit", "approve"):
        day.client.post(f"/api/v1/bulletins/{slogan['bulletin']}/versions/1/{step}").raise_for_status()
    banner = f"/banners/{day.act('banners.hang', 'POST', '/banners', json=slogan)['id']}"
    day.act("banners.change", "PUT", banner, json=hanging, headers=day.tag(banner))
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    day.act("banners.put_photo", "PUT", f"{banner}/photo", files={"file": ("anh.png", picture.getvalue())})
    day.act("banners.remove", "DELETE", banner, headers=day.tag(banner))
    reading = f"/recordings/readings/{_bulletin(day)}/1"
    day.act("recordings.put_reading", "PUT", reading, files=sound)
    day.act("recordings.drop_reading", "DELETE", reading)


def _slots(day: Day) -> None:
    form = {"title": "Bản tin chiều", "at": "16:30", "bulletins": [_bulletin(day)]}
    path = f"/slots/{day.act('slots.add', 'POST', '/slots', json=form)['id']}"
    day.act("slots.edit", "PUT", path, json=form | {"title": "Bản tin tối"}, headers=day.tag(path))
    day.act("slots.edit_day", "PUT", f"{path}/days/2025-11-06", json={"moved_to": "2025-11-06T17:00:00+07:00", "reason": "Lũ."})
    day.act("slots.restore_day", "DELETE", f"{path}/days/2025-11-06")
    day.act("timetable.copy", "POST", "/timetable/copy-week", json={"from_week": "2025-11-04", "to_week": "2025-11-18"})
    occurrence = day.client.get("/api/v1/occurrences").json()["items"][0]["id"]
    day.act("occurrences.cancel", "POST", f"/occurrences/{occurrence}/cancel", json={"reason": "Mưa bão."})
    later = form | {"at": "17:30", "title": "Bản tin khác"}
    split = day.act("slots.split", "POST", f"{path}/following/2025-11-20", json=later, headers=day.tag(path))
    day.act("slots.end", "DELETE", f"/slots/{split['id']}")
    pack = day.act("packs.make", "POST", "/days/2025-11-05/packs")["version"]
    day.act("packs.take", "GET", f"/days/2025-11-05/packs/{pack}.zip")
    day.act("log_book.take_out", "GET", "/log-book?from=2025-11-01&to=2025-11-04")
    day.act("approval_register.take_out", "GET", "/approval-register?from=2025-11-01&to=2025-11-04")
    day.act("lexicon.take_out", "GET", "/lexicon/csv")


def _stations(day: Day, services: Services) -> None:
    station = day.act("stations.add", "POST", "/stations", json={"name": "Máy ở trụ sở"})["id"]
    day.act("stations.set_telephone", "PUT", f"/stations/{station}/telephone", json={"telephone": "0912 345 678"})
    day.act("stations.make_code", "POST", f"/stations/{station}/enrolment-codes")
    day.act("stations.remove", "DELETE", f"/stations/{station}")
    with services.sessions.begin() as session:
        observe(session, NOW, day.founding.commune_id, None, {("", "disk_low"): NOW})
    fault = day.client.get("/api/v1/faults").json()["items"][0]["id"]
    day.act("faults.accept", "POST", f"/faults/{fault}/accept")


def _publicity(day: Day, services: Services) -> None:
    path = "/public-page"
    day.act("publicity.set_page", "PUT", path, json={"is_open": True, "contact": "0228 3820 146"}, headers=day.tag(path))
    version = published(services, day.founding.commune_id)
    first, second = (f"/remarks/{each.id}" for each in sent(services, day.founding.commune_id, "Loa to quá.", "Mua sim."))
    day.act("publicity.withhold", "POST", f"/publications/{version}/withhold")
    day.act("publicity.show", "POST", f"/publications/{version}/show")
    with services.sessions.begin() as session:
        machine = system_actor(day.founding.commune_id)
        publicity.take_out(services, session, machine, files=12, address="https://xa.gov.vn")
    day.did("publicity.take_out")
    day.act("remarks.answer", "POST", f"{first}/answer", json={"answer": "Đã chỉnh."}, headers=day.tag(first))
    day.act("remarks.forget_sender", "DELETE", f"{first}/sender")
    day.act("remarks.set_aside", "POST", f"{second}/set-aside", headers=day.tag(second))


def _alarms(day: Day, services: Services) -> None:
    day.act("emergencies.change_pin", "PUT", "/emergencies/pin", json={"pin": PIN})
    day.act("emergencies.set_rules", "PUT", RULES, json={"two_persons": False}, headers=ALARM | day.tag(RULES))
    form = {"text": "Thử.", "zones": ["xã Liên An"], "ends_at": "2025-11-04T18:00:00+07:00"}
    raised = [
        day.act("emergencies.raise_alarm", "POST", "/emergencies", json=form, headers=ALARM | {"Idempotency-Key": key})["id"]
        for key in ("1", "2")
    ]
    look_after_emergencies(services)
    day.act("emergencies.correct", "POST", f"/emergencies/{raised[0]}/correct", headers=ALARM)
    day.act("emergencies.end", "POST", f"/emergencies/{raised[1]}/cancel", json={"reason": "Hết lũ."})
    day.act("stops.stop", "POST", "/stop-all", json={"reason": "Phát nhầm."})
    day.act("stops.lift", "POST", "/stop-all/lift", json={"let_go_on": []})


def _second_person(day: Day, services: Services) -> None:
    """A message that waits for a second person, who then goes for good."""
    actor = day.founding.admin
    with services.sessions.begin() as session:
        person = add_person(session, services.clock, actor, name="Phó chủ tịch", roles={Role.ADMIN}, may_alarm=True)
        token = issue_token(session, services.clock, actor, person_id=person, label="x").secret
    second = {"Authorization": f"Bearer {token}"}
    day.client.put("/api/v1/emergencies/pin", json={"pin": PIN}, headers=second).raise_for_status()
    day.act("emergencies.set_rules", "PUT", RULES, json={"two_persons": True}, headers=ALARM | day.tag(RULES))
    form = {"headers": ALARM | {"Idempotency-Key": "3", "Content-Type": "application/cap+xml"}, "content": cap().encode()}
    taken = day.act("emergencies.take_cap", "POST", "/emergencies/cap", **form)
    day.act("emergencies.confirm", "POST", f"/emergencies/{taken['id']}/confirm", headers=ALARM | second)
    day.act("people.erase", "DELETE", f"/audit/names/{person}")


def _at_the_machine(day: Day, services: Services) -> None:
    with services.sessions.begin() as session:
        people.give_pin(services, session, system_actor(day.founding.commune_id), day.founding.admin, "840273")
    day.did("people.give_pin")


def _people(day: Day) -> None:
    form = {"name": "Lê Văn Tám", "roles": ["viewer"]}
    path = f"/people/{day.act('people.add', 'POST', '/people', json=form)['id']}"
    day.act("people.change", "PUT", path, json=form | {"roles": ["editor"]}, headers=day.tag(path))
    day.act("people.let_in_again", "POST", f"{path}/invitations")
    day.act("people.leave", "POST", f"{path}/leave")
    day.act("people.export", "POST", f"{path}/exports")
    said = "mưa rào đêm qua to lắm"
    day.act("sign_ins.choose_password", "PUT", "/me/password", json={"password": said})
    login = day.client.get("/api/v1/me").json()["login"]
    bearer = day.client.headers.pop("Authorization")
    day.client.headers["Origin"] = "http://loalang.test"
    day.client.post("/api/v1/sign-ins", json={"login": login, "password": said}).raise_for_status().json()["id"]
    day.seen = day._last()
    day.act("practice.found", "POST", "/practice")
    day.act("practice.enter", "POST", "/practice/enter")
    day.act("practice.again", "POST", "/practice/again")
    day.client.post("/api/v1/practice/leave").raise_for_status()
    day.act("practice.close", "DELETE", "/practice")
    day.act("sign_ins.prove_again", "POST", "/sign-ins/current/proof", json={"password": said})
    secret = day.client.post("/api/v1/me/totp").raise_for_status().json()["secret"]
    day.act("factors.confirm_telephone", "POST", "/me/totp/confirm", json={"code": code_of(secret, NOW)})
    day.act("factors.renew_recovery", "POST", "/me/recovery-codes")
    here = {"Host": "localhost:8080", "Origin": "http://localhost:8080"}
    options = day.client.post("/api/v1/me/passkeys/options", headers=here).raise_for_status().json()["public_key"]
    made = {"label": "Điện thoại", "credential": Device("http://localhost:8080").make(options)}
    day.act("factors.add_passkey", "POST", "/me/passkeys", json=made, headers=here)
    [passkey] = day.client.get("/api/v1/me/factors").json()["passkeys"]
    day.act("factors.rename_passkey", "PUT", f"/me/passkeys/{passkey['id']}", json={"label": "Máy ở nhà"})
    day.act("factors.remove_passkey", "DELETE", f"/me/passkeys/{passkey['id']}")
    day.act("factors.remove_telephone", "DELETE", "/me/totp")
    day.act("people.forget_second_factors", "DELETE", f"/people/{day.founding.admin_id}/factors")
    again = day.client.post("/api/v1/sign-ins", json={"login": login, "password": said}).raise_for_status().json()["id"]
    day.seen = day._last()
    day.act("sign_ins.end", "DELETE", f"/sign-ins/{again}")
    day.client.headers["Authorization"] = bearer


def _deputies(day: Day) -> None:
    deputy = day.act("people.add", "POST", "/people", json={"name": "Văn Bình", "roles": ["operator"]})
    form = {"deputy": deputy["id"], "ends_at": "2025-11-10", "reason": "Đi tập huấn."}
    made = day.act("approval.delegate", "POST", "/approval/delegations", json=form)
    day.act("approval.end_delegation", "DELETE", f"/approval/delegations/{made['id']}")


def _accounts(day: Day) -> None:
    made = day.act("tokens.make", "POST", "/tokens", json={"label": "máy tính bảng", "scope": "read"})["id"]
    day.act("tokens.end", "DELETE", f"/tokens/{made}")
    day.act("audit.export", "POST", "/audit/exports")
