"""No door makes sound what nobody approved who may, or what is not what was approved: a machine that tries all of them.

Two communes behind the real application; after every step everything that is due to sound is held against the ledger of what
people did (`tests.flows.doors`). The gate takes the same few walks each time; more than 10,000 steps of fresh ones:
`python -m tests.flows.test_no_door`.
"""

import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import true

from app import bulletins
from app.accounts import Actor, Role, deputies
from app.bulletins import altered, approval
from app.clock import local
from app.db import make_engine
from app.db.migrations import migrate
from app.timetable import assessment
from tests.flows.doors import land
from tests.flows.ledger import ROLES
from tests.flows.side_doors import APPROVERS, COMMUNE, PICK, SPAN, SPELLS, WHO, WRITERS, SideDoors

STEPS = 40
WALKS_OF_THE_GATE = 4
_SCRIPTS = st.sampled_from(
    [
        "Kính mời bà con họp.",
        "Mời họp UBND lúc 19h30.",
        "Ngày 05/11/2025 họp thôn, gặp HTX.",
        "[nhạc: Quê hương] Mời bà con họp.",
        "[nhạc: Làng tôi] Mời bà con họp.",
    ]
)
_PLACES = st.sampled_from([[], [0], [1], [0, 1]])
_KINDS = st.sampled_from(["notice", "notice", "notice", "greeting", "spot"])


class Doors(SideDoors):
    """Every rule is somebody at some door; what the answer has to be is said only where it must never be yes."""

    migrated: ClassVar[Path]
    steps: ClassVar[int] = 0
    """How many were taken and judged, in all walks."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        self.land = self._stack.enter_context(land(self.migrated))
        self.break_it()

    def break_it(self) -> None:
        """Nothing, but where a test plants a break."""

    def teardown(self) -> None:
        self._stack.close()

    @initialize(who=st.sampled_from(["approver", "deputy"]))
    def begin(self, who: str) -> None:
        """In each commune one bulletin waits and one is due; and everybody tries at once what nobody may."""
        for commune in (0, 1):
            self.write(commune, "writer", "Mời họp UBND lúc 19h30.", SPELLS[0], [0], "notice")
            self.submit(commune, "editor", 0)
            self.add_slot(commune, "editor", 0, 19, [0])
        self.go_the_ordinary_way(0, "Kính mời bà con họp.", SPELLS[1], [], who, "notice")
        self.go_the_ordinary_way(1, "Kính mời bà con họp.", SPELLS[3], [], who, "notice")
        self.approve(0, "viewer", 0, "seen")
        self.write(0, "admin", "Mời họp.", SPELLS[0], [], "notice")
        self.submit(0, "admin", 2)
        self.approve(0, "admin", 2, "seen")
        self.name_deputy(0, "approver", "viewer", 0, 3)
        self.end_deputy(0, "approver", 0)
        self.approve(0, "viewer", 2, "seen")
        self.add_slot(0, "admin", 2, 20, [])
        self.reach_over(0, 0, who)
        self.approve(1, who, 0, "other")
        self.spoil(1, 0)
        self.approve(1, who, 0, "seen")
        for commune in (0, 1):
            self.work(commune)

    # --- writing

    def _body(self, commune: int, script: str, span: tuple[str, str], places: list[int], kind: str) -> dict[str, Any]:
        zones = [self.land.communes[commune].villages[each] for each in places]
        return {"script": script, "valid_from": span[0], "valid_to": span[1], "zones": zones, "kind": kind}

    @rule(commune=COMMUNE, who=WRITERS, script=_SCRIPTS, span=SPAN, places=_PLACES, kind=_KINDS)
    def write(self, commune: int, who: str, script: str, span: tuple[str, str], places: list[int], kind: str) -> None:
        answer = self.land.ask(commune, who, "POST", "/bulletins", json=self._body(commune, script, span, places, kind))
        if answer.status_code == 201:
            self._note_draft(commune, who, answer.json())

    @rule(commune=COMMUNE, who=WRITERS, pick=PICK, script=_SCRIPTS, span=SPAN, places=_PLACES)
    def edit(self, commune: int, who: str, pick: int, script: str, span: tuple[str, str], places: list[int]) -> None:
        seen = self._newest(commune, pick)
        given = {
            "json": self._body(commune, script, span, places, seen["kind"]),
            "headers": {"If-Match": f'"{seen["etag"]}"'.replace('""', '"')},
        }
        answer = self.land.ask(commune, who, "PUT", f"/bulletins/{seen['id']}", **given)
        if answer.status_code == 200 and answer.json()["state"] == "draft":
            self.land.authors.setdefault(answer.json()["version_id"], set()).add(who)

    @rule(commune=COMMUNE, script=_SCRIPTS, span=SPAN, places=_PLACES, who=APPROVERS, kind=_KINDS)
    def go_the_ordinary_way(
        self, commune: int, script: str, span: tuple[str, str], places: list[int], who: str, kind: str
    ) -> None:
        """Written, laid before somebody, decided, planned: most of what a commune does, and what the rest is to disturb."""
        self.write(commune, "editor", script, span, places, kind)
        newest = len(self.land.communes[commune].bulletins) - 1
        self.submit(commune, "editor", newest)
        self.approve(commune, who, newest, "seen")
        self.add_slot(commune, "editor", newest, 6 + newest % 14, places)
        self.work(commune)

    # --- deciding

    def _act(self, commune: int, who: str, seen: dict[str, Any], act: str, **given: Any) -> httpx.Response:  # noqa: ANN401  # httpx's
        return self.land.ask(commune, who, "POST", f"/bulletins/{seen['id']}/versions/{seen['number']}/{act}", **given)

    @rule(commune=COMMUNE, who=WRITERS, pick=PICK)
    def submit(self, commune: int, who: str, pick: int) -> None:
        seen = self._newest(commune, pick)
        self._act(commune, who, seen, "submit")
        if seen["version_id"] not in self.land.authors:  # a copy that the product made has the authors of what it copies
            before = self.land.ask(
                commune, "admin", "GET", f"/bulletins/{seen['id']}/versions/{max(1, seen['number'] - 1)}"
            ).json()
            self.land.authors[seen["version_id"]] = set(self.land.authors.get(before["version_id"], ()))

    @rule(commune=COMMUNE, who=APPROVERS, pick=PICK, says=st.sampled_from(["nothing", "seen", "other"]))
    def approve(self, commune: int, who: str, pick: int, says: str) -> None:
        seen = self._newest(commune, pick)
        form = {"nothing": None, "seen": {"content_hash": seen["content_hash"] or "0" * 64}, "other": {"content_hash": "f" * 64}}[
            says
        ]
        answer = self._act(commune, who, seen, "approve", json=form)
        if answer.status_code == 200:
            assert says != "other", "approved for what was not seen"
            self.land.note_approval(commune, who, answer.json())

    @rule(commune=COMMUNE, who=APPROVERS, pick=PICK)
    def give_back(self, commune: int, who: str, pick: int) -> None:
        self._act(commune, who, self._newest(commune, pick), "return", json={"reason": "Sai giờ."})

    @rule(commune=COMMUNE, who=WHO, pick=PICK)
    def withdraw(self, commune: int, who: str, pick: int) -> None:
        seen = self._newest(commune, pick)
        for number in range(seen["number"], 0, -1):
            answer = self._act(commune, who, seen | {"number": number}, "withdraw", json={"reason": "Sai."})
            if answer.status_code == 200:
                self.land.note_over(seen["id"], number, commune)

    @rule(commune=COMMUNE, pick=PICK, who=APPROVERS)
    def reach_over(self, commune: int, pick: int, who: str) -> None:
        """Somebody of one commune acts on what is another's: it is not there."""
        seen = self._newest(commune, pick)
        for act, form in (("approve", None), ("submit", None), ("withdraw", {"reason": "x"}), ("return", {"reason": "x"})):
            assert self._act(1 - commune, who, seen, act, json=form).status_code in {401, 403, 404}  # 401: who has left
        slot = {"title": "Của xã khác", "at": "18:30", "bulletins": [seen["id"]]}
        assert self.land.ask(1 - commune, who, "POST", "/slots", json=slot).status_code in {401, 403, 404, 422}

    # --- what changes words, voices, places and hours

    @rule(commune=COMMUNE, who=WRITERS, written=st.sampled_from(["UBND", "HTX"]), spoken=st.sampled_from(["ủy ban", "hợp tác"]))
    def say_otherwise(self, commune: int, who: str, written: str, spoken: str) -> None:
        form = {"written": written, "spoken": spoken}
        answer = self.land.ask(commune, who, "POST", "/lexicon?reopen=true", json=form)
        self._taken_back(commune, answer.json().get("reopened", []))

    @rule(commune=COMMUNE, who=WRITERS, spoken=st.sampled_from(["ủy ban xã", "ủy ban nhân dân"]))
    def bring_lexicon(self, commune: int, who: str, spoken: str) -> None:
        given = {"content": f"Cách viết,Cách đọc\nUBND,{spoken}\n".encode(), "headers": {"Content-Type": "text/csv"}}
        answer = self.land.ask(commune, who, "POST", "/lexicon/csv?reopen=true", **given)
        self._taken_back(commune, answer.json().get("reopened", []))

    @rule(commune=COMMUNE, who=WHO, accent=st.sampled_from(["north", "south"]))
    def choose_voice(self, commune: int, who: str, accent: str) -> None:
        chosen = {"engines": ["espeak"], "accent": accent, "profile": "horn", "pack_hour": 18, "pack_formats": ["mp3"]}
        tag = {"If-Match": self.land.ask(commune, "admin", "GET", "/choices").headers["ETag"]}
        self.land.ask(commune, who, "PUT", "/choices", json=chosen, headers=tag)

    @rule(commune=COMMUNE, who=WRITERS, pick=PICK, hour=st.integers(6, 20), places=_PLACES)
    def add_slot(self, commune: int, who: str, pick: int, hour: int, places: list[int]) -> None:
        found = self.land.communes[commune]
        form = {"title": "Bản tin", "at": f"{hour:02}:{len(found.slots) % 60:02}", "bulletins": [self._bulletin(commune, pick)]}
        form |= {"zones": [found.villages[each] for each in places]}
        answer = self.land.ask(commune, who, "POST", "/slots", json=form)
        if answer.status_code == 201:
            found.slots.append(answer.json()["id"])

    @precondition(lambda self: all(commune.slots for commune in self.land.communes))
    @rule(commune=COMMUNE, who=WRITERS, pick=PICK, other=PICK, ahead=st.integers(0, 2), cancel=st.booleans())
    def edit_day(self, commune: int, who: str, pick: int, other: int, ahead: int, *, cancel: bool) -> None:
        slots = self.land.communes[commune].slots
        day = local(self.land.clock.now()).date() + timedelta(days=ahead)
        form = (
            {"reason": "Đổi.", "cancelled": True} if cancel else {"reason": "Đổi.", "bulletins": [self._bulletin(commune, other)]}
        )
        self.land.ask(commune, who, "PUT", f"/slots/{slots[pick % len(slots)]}/days/{day}", json=form)

    @rule(commune=COMMUNE, who=st.sampled_from(["admin", "editor"]), which=st.integers(0, 1))
    def merge(self, commune: int, who: str, which: int) -> None:
        found = self.land.communes[commune]
        zones = {each["path"]: each for each in self.land.ask(commune, "admin", "GET", "/zones").json()["items"]}
        if len(set(found.villages)) == 1:
            return
        given = {"json": {"into": found.villages[1 - which]}}
        answer = self.land.ask(commune, who, "POST", f"/zones/{zones[found.villages[which]]['id']}/merge?reopen=true", **given)
        if answer.status_code == 200:
            found.villages[which] = found.villages[1 - which]
            self._taken_back(commune, answer.json()["reopened"])

    # --- who is who

    @rule(commune=COMMUNE, who=st.sampled_from(["admin", "approver", "editor"]), alone=st.booleans())
    def count_officers(self, commune: int, who: str, *, alone: bool) -> None:
        if self.land.ask(commune, who, "PUT", "/approval", json={"one_officer": alone}).status_code == 200:
            self.land.communes[commune].one_officer = alone

    @rule(
        commune=COMMUNE,
        by=st.sampled_from(["admin", "editor"]),
        whom=st.sampled_from(sorted(ROLES)),
        roles=st.sets(st.sampled_from(Role), min_size=1, max_size=2),
    )
    def change_person(self, commune: int, by: str, whom: str, roles: set[Role]) -> None:
        person = self.land.communes[commune].people[whom]
        tag = self.land.ask(commune, "admin", "GET", f"/people/{person.id}").headers.get("etag", '"x"')
        form = {"name": f"Người {whom}", "roles": sorted(roles), "may_alarm": False}
        answer = self.land.ask(commune, by, "PUT", f"/people/{person.id}", json=form, headers={"If-Match": tag})
        if answer.status_code == 200:
            person.roles = set(roles)

    @rule(commune=COMMUNE, by=st.sampled_from(["admin", "viewer"]), whom=st.sampled_from(["deputy", "writer"]))
    def leave(self, commune: int, by: str, whom: str) -> None:
        person = self.land.communes[commune].people[whom]
        if self.land.ask(commune, by, "POST", f"/people/{person.id}/leave").status_code == 204:
            person.is_here = False
            for each in self.land.communes[commune].deputyships:
                each.is_over |= whom in {each.giver, each.deputy}

    # --- time, work, silence

    @rule(hours=st.sampled_from([1, 2, 5, 11, 24]))
    def wait(self, hours: int) -> None:
        self.land.clock.advance(timedelta(hours=hours))

    @rule(commune=COMMUNE)
    def work(self, commune: int) -> None:
        self.land.work(commune)
        for ahead in range(2):
            self.land.judge_day(commune, local(self.land.clock.now()).date() + timedelta(days=ahead))

    @rule(commune=COMMUNE, who=WHO)
    def stop_and_raise(self, commune: int, who: str) -> None:
        """An alarm needs its right and a PIN that nobody here has; a stop is for everybody on duty."""
        form = {"title": "Bão", "text": "Bão.", "hazard": "storm", "zones": []}
        answer = self.land.ask(commune, who, "POST", "/emergencies", json=form, headers={"X-Emergency-Pin": "481516"})
        assert answer.status_code >= 400
        self.land.ask(commune, who, "POST", "/stop-all", json={"reason": "Dừng."})

    @rule(commune=COMMUNE, who=WHO, ahead=st.integers(0, 1))
    def pack(self, commune: int, who: str, ahead: int) -> None:
        """A pack holds no audio but that of the day's list."""
        day = local(self.land.clock.now()).date() + timedelta(days=ahead)
        self.land.judge_day(commune, day)
        answer = self.land.ask(commune, who, "POST", f"/days/{day}/packs?formats=mp3")
        if answer.status_code == 201:
            listed = self.land.ask(commune, "admin", "GET", f"/days/{day}/files").json()["items"]
            names = {file["name"] for each in listed for file in each["files"]}
            packed = {each["name"] for each in answer.json()["files"] if each["name"].endswith(".mp3")}
            assert packed <= names

    @invariant()
    def nothing_sounds_that_was_not_approved(self) -> None:
        self.land.judge()
        Doors.steps += 1
        if Doors.steps % 1000 == 0:
            print(f"{Doors.steps} steps", flush=True)  # noqa: T201  # a program, for an hour


def _walk(doors: type[Doors], walks: int) -> None:
    """Not shrunk: the steps of a walk that fails are few enough to read, and shrinking takes minutes."""
    run_state_machine_as_test(
        doors,
        settings=settings(
            max_examples=walks,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            print_blob=True,
        ),
    )


def _explore(walks: int = 260) -> None:
    """Fresh walks, more than 10,000 steps of them unless told otherwise."""
    settings.register_profile("fresh", deadline=None, derandomize=False)
    settings.load_profile("fresh")
    with tempfile.TemporaryDirectory() as folder:
        migrated = Path(folder) / "migrated.sqlite3"
        engine = make_engine(f"sqlite:///{migrated}")
        migrate(engine)
        engine.dispose()
        _walk(type("FreshDoors", (Doors,), {"migrated": migrated}), walks)
    print(f"{Doors.steps} steps, nothing sounded that was not approved")  # noqa: T201  # a program


@pytest.fixture
def doors(migrated_file: Path) -> type[Doors]:
    """A machine of one's own, whose walks begin with an empty database."""
    return type("OwnDoors", (Doors,), {"migrated": migrated_file})


@pytest.mark.slow
def test_no_door_makes_unapproved_or_altered_content_sound(doors: type[Doors]) -> None:
    _walk(doors, WALKS_OF_THE_GATE)


def authors_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(approval, "authors", lambda *_: frozenset())
    patch.setattr(Doors, "break_it", lambda self: self.land.forget_triggers())


def content_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    worked_out = altered.hash_of
    patch.setattr("app.bulletins.approval.hash_of", lambda row, snapshot: row.content_hash or worked_out(row, snapshot))
    patch.setattr(altered, "_is_intact", lambda *_: True)


def what_was_seen_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    asked = bulletins.approve
    patch.setattr(bulletins, "approve", lambda *given, **_: asked(*given))


def everybody_may_everything(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Actor, "must", lambda *_: None)


def deputies_are_never_over(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(deputies, "_at", lambda _: true())
    patch.setattr(Doors, "break_it", lambda self: self.land.forget_triggers())


def validity_is_not_looked_at(patch: pytest.MonkeyPatch) -> None:
    candidate = assessment._candidate
    patch.setattr(assessment, "_candidate", lambda *given: replace(candidate(*given), valid_from=None, valid_to=None))


@pytest.mark.slow
@pytest.mark.parametrize(
    "planted",
    [
        authors_are_forgotten,
        content_is_not_looked_at,
        what_was_seen_is_not_looked_at,
        everybody_may_everything,
        validity_is_not_looked_at,
        deputies_are_never_over,
    ],
)
def test_a_planted_break_is_found(
    doors: type[Doors], planted: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(monkeypatch)
    with pytest.raises(AssertionError):
        _walk(doors, 1)


if __name__ == "__main__":
    _explore(*map(int, sys.argv[1:]))
