"""The doors of a commune beside writing, deciding and planning: deputies, sounds, files, campaigns, weeks, what rots on a disk.

Rules of the machine of `test_no_door`: each is somebody at some door, and writes into the ledger what the answer says.
"""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.clock import local
from app.sound import Sound, to_wav
from tests.flows.doors import Land
from tests.flows.ledger import ROLES, Brought, Deputyship
from tests.support.sounds import RATE, tone

WHO = st.sampled_from(["admin", *ROLES])
WRITERS = st.sampled_from(["editor", "editor", "writer", "writer", "admin", "approver", "viewer"])
APPROVERS = st.sampled_from(["approver", "approver", "deputy", "deputy", "admin", "editor", "writer", "viewer"])
COMMUNE = st.integers(0, 1)
PICK = st.integers(0, 30)
SPELLS = [
    ("2025-11-03", "2025-11-30"),
    ("2025-11-03", "2025-12-30"),
    ("2025-11-04", "2025-11-05"),
    ("2025-11-06", "2025-11-20"),
    ("2025-10-01", "2025-11-03"),
]
SPAN = st.sampled_from(SPELLS)
_TUNES = st.sampled_from(["Quê hương", "Làng tôi"])
_STEPS = """title = "Rà soát {nam}"
legal_basis = ["Quyết định 24/2021/QĐ-TTg"]
window = { first = "09-01", last = "12-14", basis = "Quyết định 24/2021/QĐ-TTg" }
[[step]]
code = "call"
title = "Nhận giấy"
days = 5
unit = "calendar"
basis = "Số ngày do xã đặt"
times = ["17:20"]
script = "Kính mời bà con nộp giấy tại {noi_nhan}, gặp {can_bo}, điện thoại {dien_thoai}."
"""
_CAMPAIGN = {"kind": "periodic", "officer": "chị Thu", "hotline": "0912 345 678", "place": "một cửa của xã"}
_ROTS = [
    ("script", "replace(script, 'họp', 'đi')"),
    ("valid_to", "'2026-03-01 00:00:00.000000'"),
    ("zones", "'[]'"),
    ("content_hash", f"'{'e' * 64}'"),
]
_LENT = [
    ("renderings", "mp3_sha256, mp3_size"),
    ("renderings", "mp3_sha256, mp3_size, wav_sha256, wav_size, signature"),
    ("occurrences", "rendering_id"),
    ("occurrences", "rendering_id, content_hash"),
    ("occurrences", "rendering_id, content_hash, version_ids"),
]


class SideDoors(RuleBasedStateMachine):
    """What of it is tried; the land, and how its things are named."""

    land: Land

    def _bulletin(self, commune: int, pick: int) -> str:
        found = self.land.communes[commune].bulletins
        return found[pick % len(found)]

    def _newest(self, commune: int, pick: int) -> dict[str, Any]:
        shown: dict[str, Any] = self.land.ask(commune, "admin", "GET", f"/bulletins/{self._bulletin(commune, pick)}").json()
        return shown

    def _several(self, commune: int, picks: list[int], state: str) -> list[dict[str, Any]]:
        """Those of the picked that are in that state, where there is one: together all go, or none does."""
        found = list({each["id"]: each for each in (self._newest(commune, pick) for pick in picks)}.values())
        return [each for each in found if each["state"] == state] or found

    def _taken_back(self, commune: int, reopened: list[dict[str, Any]]) -> None:
        for draft in reopened:
            self.land.note_over(draft["bulletin_id"], draft["number"] - 1, commune)

    def _note_draft(self, commune: int, who: str, answer: dict[str, Any]) -> None:
        self.land.communes[commune].bulletins.append(answer["id"])
        self.land.authors[answer["version_id"]] = {who}

    # --- who approves on whose behalf

    @rule(
        commune=COMMUNE,
        giver=APPROVERS,
        whom=st.sampled_from(["editor", "writer", "writer", "operator", "viewer", "deputy"]),
        begins=st.sampled_from([0, 0, 0, 5]),
        hours=st.sampled_from([3, 30, 200]),
    )
    def name_deputy(self, commune: int, giver: str, whom: str, begins: int, hours: int) -> None:
        found, now = self.land.communes[commune], self.land.clock.now()
        form = {"deputy": str(found.people[whom].id), "reason": "Đi họp huyện."}
        form |= {"starts_at": (now + timedelta(hours=begins)).isoformat()} if begins else {}
        form |= {"ends_at": (now + timedelta(hours=begins + hours)).isoformat()}
        answer = self.land.ask(commune, giver, "POST", "/approval/delegations", json=form)
        if answer.status_code == 201:
            made = answer.json()
            starts_at, ends_at = datetime.fromisoformat(made["starts_at"]), datetime.fromisoformat(made["ends_at"])
            found.deputyships.append(Deputyship(made["id"], giver, whom, starts_at, ends_at))

    @precondition(lambda self: all(commune.deputyships for commune in self.land.communes))
    @rule(commune=COMMUNE, who=WHO, pick=PICK)
    def end_deputy(self, commune: int, who: str, pick: int) -> None:
        given = self.land.communes[commune].deputyships
        ended = given[pick % len(given)]
        if self.land.ask(commune, who, "DELETE", f"/approval/delegations/{ended.id}").status_code == 204:
            ended.is_over = True

    # --- sounds that people bring

    def _sound(self, commune: int) -> tuple[str, bytes]:
        """A file that was not brought before."""
        return "a.wav", to_wav(Sound(tone(1.0 + len(self.land.communes[commune].sounds) / 100), RATE))

    @rule(commune=COMMUNE, who=WRITERS, pick=PICK)
    def read_aloud(self, commune: int, who: str, pick: int) -> None:
        """A human reading takes the place of the voices: who brings it is an author."""
        seen = self._newest(commune, pick)
        if seen["state"] != "draft":
            return
        file = {"file": self._sound(commune)}
        answer = self.land.ask(commune, who, "PUT", f"/recordings/readings/{seen['id']}/{seen['number']}", files=file)
        if answer.status_code < 300:
            self.land.authors.setdefault(seen["version_id"], set()).add(who)
            self.land.communes[commune].sounds[answer.json()["sha256"]] = Brought(answer.json()["id"], who)

    @rule(commune=COMMUNE, who=WRITERS, name=_TUNES)
    def bring_music(self, commune: int, who: str, name: str) -> None:
        """A tune under a name, or another one under it; what played the other is taken back."""
        found, sound = self.land.communes[commune], {"file": self._sound(commune)}
        if name in found.music:
            answer = self.land.ask(commune, who, "PUT", f"/recordings/music/{found.music[name]}?reopen=true", files=sound)
        else:
            answer = self.land.ask(commune, who, "POST", "/recordings/music", files=sound, data={"name": name})
        if answer.status_code < 300:
            made = answer.json()
            found.music[name] = made["id"]
            found.sounds[made["sha256"]] = Brought(made["id"], who)
            self._taken_back(commune, made.get("reopened", []))

    @rule(commune=COMMUNE, who=WRITERS, name=_TUNES)
    def retire_music(self, commune: int, who: str, name: str) -> None:
        found = self.land.communes[commune]
        if name in found.music:
            answer = self.land.ask(commune, who, "DELETE", f"/recordings/music/{found.music[name]}?reopen=true")
            if answer.status_code < 300:
                del found.music[name]
                self._taken_back(commune, answer.json()["reopened"])

    @rule(commune=COMMUNE, who=WRITERS, name=_TUNES, hours=st.sampled_from([None, 1, 20]))
    def end_music(self, commune: int, who: str, name: str, hours: int | None) -> None:
        found = self.land.communes[commune]
        if name not in found.music:
            return
        ends_at = None if hours is None else (self.land.clock.now() + timedelta(hours=hours)).isoformat()
        answer = self.land.ask(commune, who, "PUT", f"/recordings/{found.music[name]}/end", json={"ends_at": ends_at})
        if answer.status_code == 200:
            said = answer.json()["ends_at"]
            found.sounds[answer.json()["sha256"]].ends_at = datetime.fromisoformat(said) if said is not None else None

    # --- files, campaigns, weeks

    @rule(commune=COMMUNE, who=WRITERS, span=SPAN, priority=st.sampled_from(["uu_tien", "thuong"]))
    def bring_file(self, commune: int, who: str, span: tuple[str, str], priority: str) -> None:
        """A bulletin file with its header: it is a draft, whatever it says of itself."""
        header = f"title: Mời họp\nkind: notice\npriority: {priority}\nvalid_from: {span[0]}\nvalid_to: {span[1]}\n"
        given = {"content": f"{header}\nKính mời bà con họp.\n".encode(), "headers": {"Content-Type": "text/plain"}}
        answer = self.land.ask(commune, who, "POST", "/bulletins", **given)
        if answer.status_code == 201:
            assert answer.json()["state"] == "draft"
            self._note_draft(commune, who, answer.json())

    @rule(commune=COMMUNE, who=WRITERS, span=SPAN)
    def bring_document(self, commune: int, who: str, span: tuple[str, str]) -> None:
        """A document from somewhere: its text is proposed, and written by who takes it."""
        file = {"file": ("thong-bao.txt", "Kính mời bà con họp thôn.".encode())}
        answer = self.land.ask(commune, who, "POST", "/imports", files=file)
        if answer.status_code == 200:
            form = {"script": answer.json()["script"], "valid_from": span[0], "valid_to": span[1]}
            self._note_draft(commune, who, self.land.ask(commune, who, "POST", "/bulletins", json=form).json())

    @rule(commune=COMMUNE, who=WRITERS)
    def make_campaign(self, commune: int, who: str) -> None:
        """Its bulletins are drafts of who made it, and its slots are silent until they are approved."""
        found = self.land.communes[commune]
        if found.campaign is not None:
            return
        self.land.ask(commune, "admin", "PUT", "/campaigns/templates/periodic", files={"file": ("b.toml", _STEPS.encode())})
        form = _CAMPAIGN | {"first_date": f"{local(self.land.clock.now()).date()}"}
        answer = self.land.ask(commune, who, "POST", "/campaigns", json=form)
        if answer.status_code == 201:
            found.campaign = answer.json()["id"]
            self._note_campaign(commune, who, answer.json())

    def _note_campaign(self, commune: int, who: str, shown: dict[str, Any]) -> None:
        found = self.land.communes[commune]
        for piece in (piece for step in shown["steps"] for piece in step["bulletins"]):
            found.slots += [each for each in piece["slot_ids"] if each not in found.slots]
            if piece["bulletin_id"] not in found.bulletins:
                found.bulletins.append(piece["bulletin_id"])
            newest = self.land.ask(commune, "admin", "GET", f"/bulletins/{piece['bulletin_id']}").json()
            self.land.authors.setdefault(newest["version_id"], {who})

    @rule(commune=COMMUNE, who=WRITERS, days=st.sampled_from([2, 9, None]))
    def change_campaign(self, commune: int, who: str, days: int | None) -> None:
        """Its step is given other days, or it is undone as a whole."""
        found = self.land.communes[commune]
        if found.campaign is None:
            return
        place = f"/campaigns/{found.campaign}"
        tag = {"If-Match": self.land.ask(commune, "admin", "GET", place).headers["ETag"]}
        if days is None:
            if self.land.ask(commune, who, "DELETE", place, headers=tag).status_code == 200:
                found.campaign = None
        elif self.land.ask(commune, who, "POST", f"{place}/steps/call/move", json={"days": days}, headers=tag).status_code == 200:
            self._note_campaign(commune, who, self.land.ask(commune, "admin", "GET", place).json())

    @rule(commune=COMMUNE, who=WRITERS, weeks=st.integers(-1, 1))
    def copy_week(self, commune: int, who: str, weeks: int) -> None:
        today = local(self.land.clock.now()).date()
        form = {"from_week": f"{today - timedelta(days=7 * weeks)}", "to_week": f"{today}"}
        self.land.ask(commune, who, "POST", "/timetable/copy-week", json=form)

    # --- several at once

    @rule(commune=COMMUNE, who=WRITERS, picks=st.lists(PICK, min_size=1, max_size=3, unique=True))
    def submit_all(self, commune: int, who: str, picks: list[int]) -> None:
        listed = [
            {"bulletin_id": e["id"], "number": e["number"], "etag": e["etag"]}
            for e in self._several(commune, picks, "draft")
            if e["version_id"] in self.land.authors
        ]
        if listed:
            self.land.ask(commune, who, "POST", "/bulletins/submit", json={"versions": listed})

    @rule(commune=COMMUNE, who=APPROVERS, picks=st.lists(PICK, min_size=1, max_size=3, unique=True))
    def approve_all(self, commune: int, who: str, picks: list[int]) -> None:
        seen = self._several(commune, picks, "submitted")
        listed = [{"bulletin_id": e["id"], "number": e["number"], "content_hash": e["content_hash"] or "0" * 64} for e in seen]
        answer = self.land.ask(commune, who, "POST", "/bulletins/approve", json={"versions": listed})
        if answer.status_code == 200:
            for each in seen:
                shown = self.land.ask(commune, "admin", "GET", f"/bulletins/{each['id']}/versions/{each['number']}").json()
                self.land.note_approval(commune, who, shown)

    @rule(commune=COMMUNE, who=WHO, picks=st.lists(PICK, min_size=1, max_size=3, unique=True))
    def withdraw_all(self, commune: int, who: str, picks: list[int]) -> None:
        listed = [{"bulletin_id": each["id"], "number": each["number"]} for each in self._several(commune, picks, "approved")]
        answer = self.land.ask(commune, who, "POST", "/bulletins/withdraw", json={"versions": listed, "reason": "Sai."})
        if answer.status_code < 300:
            for each in listed:
                self.land.note_over(each["bulletin_id"], each["number"], commune)

    # --- a disk that rots, or somebody with the file

    @rule(commune=COMMUNE, pick=PICK)
    def spoil(self, commune: int, pick: int) -> None:
        """What waits is no longer what was submitted."""
        seen = self._newest(commune, pick)
        if seen["state"] == "submitted":
            self.land.spoil(seen["version_id"], *_ROTS[0])

    @rule(commune=COMMUNE, pick=PICK, rot=st.sampled_from(_ROTS))
    def spoil_approved(self, commune: int, pick: int, rot: tuple[str, str]) -> None:
        """What was approved is no longer what was approved."""
        approved = [key for key, known in self.land.ledger.items() if known.commune == commune and not known.is_over]
        if len(approved) > 1:  # something stays that is to be heard
            self.land.spoil(approved[pick % len(approved)], *rot)

    @rule(lent=st.sampled_from(_LENT))
    def lend(self, lent: tuple[str, str]) -> None:
        """One airing, or one content, is given what is another's."""
        self.land.lend(*lent)
