"""Looking changes nothing, what is handed out as a file is written down, and nothing is taken that a form does not name."""

import re
from typing import Any

import httpx
import pytest

from app.db import Sessions
from app.wiring import Services
from app.zones import Founding
from tests.api.test_rights import _FILLS, ROUTES, STATION, Town, _things
from tests.support.counting import counted

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
_OF_LINE = {"audit_events", "audit_heads", "day_pack_pulls"}
"""And who took which pack, which its withdrawal asks."""
LEAVES_A_LINE = {
    "GET /approval-register",
    "GET /campaigns/{campaign_id}/steps/{code}/certificate",
    "GET /days/{day}/packs/{version}.zip",
    "GET /lexicon/csv",
    "GET /log-book",
    "GET /plans/{plan_id}/coverage/report",
    "GET /trainings/{training_id}/sheet",
    "POST /audit/exports",
}
"""Files of what is kept of many, or that name people: who took them out stands in the audit log."""
_HEARD, _FORM, _SEEN = "a sound to listen to at the desk", "a form without anybody's data", "what hangs in the street"
_HOURS = "hours that everybody hears; a telephone fetches it each quarter of an hour, and its token shows when last"
WITHOUT_A_LINE = {
    "GET /banners/drawn/{bulletin_id}/{number}/pdf": _SEEN,
    "GET /banners/drawn/{bulletin_id}/{number}/svg": _SEEN,
    "GET /banners/{banner_id}/photo": _SEEN,
    "GET /bulletins/{bulletin_id}/approval-sheet": "of one bulletin, what its page shows",
    "GET /bulletins/{bulletin_id}/versions/{number}/preview/{sentence_number}": _HEARD,
    "GET /campaigns/templates/{kind}": _FORM,
    "GET /choices/voices/sample": _HEARD,
    "GET /days/{day}/files/{name}": "the audio of one airing, which everybody hears",
    "GET /days/{day}/packs/{version}/{name}": "one file of a pack, to look at; the pack as a whole leaves a line",
    "GET /metrics": "figures that name nobody",
    "GET /programmes/sounds/{name}/audio": _HEARD,
    "GET /recordings/{recording_id}/audio": _HEARD,
    "GET /renderings/{rendering_id}/audio": _HEARD,
    "GET /renderings/{rendering_id}/events": "news of a page that is open",
    "GET /reporting/letters/{letter}": _FORM,
    "GET /timetable/calendar.ics": _HOURS,
    "GET /timetable/feed.ics": _HOURS,
    "GET /trainings/materials/{material_id}": "what was handed out at a class",
    "POST /reading/audio/{sentence_number}": _HEARD,
}
"""Files of which no line is written, and why."""
_ENDLESS = "/events"
"""Streams until somebody hangs up, and is tried where that is."""
_LAST_USE = {"api_tokens"}
"""Of who asks; the minute it was used in is kept."""


@pytest.fixture
def asked(client: httpx.Client, services: Services, founding: Founding, sqlite: Sessions) -> Town:
    """A commune with one of everything, whose administrator asks."""
    ids = _things(client, services, founding)
    pack = client.post("/api/v1/days/2025-11-04/packs").raise_for_status().json()
    ids |= {"name": next(each["name"] for each in pack["files"] if each["name"].endswith(".txt"))}
    description = client.get("/openapi.json").json()
    return Town(client, [], description, {"admin": founding.token, "feed": founding.token}, ids, sqlite)


def _kinds(town: Town, route: str) -> set[str]:
    """What the description says a door answers with, where all is well."""
    method, path = route.split(" ", 1)
    found = town.description["paths"].get(f"/api/v1{path}", town.description["paths"].get(path, {})).get(method.lower(), {})
    return {kind for code, each in found.get("responses", {}).items() if code < "3" for kind in each.get("content", {})}


def _written(statements: list[str]) -> set[str]:
    """The tables that are changed."""
    found = (re.match(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', each) for each in statements)
    return {each[1] for each in found if each is not None}


@SQLITE
def test_a_file_leaves_a_line_or_is_named_with_a_reason(asked: Town) -> None:
    files = {route for route, right in ROUTES.items() if right != STATION and _kinds(asked, route) - {"application/json"}}
    assert files == LEAVES_A_LINE | set(WITHOUT_A_LINE)


@pytest.mark.slow
@SQLITE
def test_a_look_changes_nothing_but_the_line_of_a_file(asked: Town) -> None:
    wrong, lines = [], set()
    for route, right in ROUTES.items():
        if right == STATION or not route.startswith("GET ") or route.endswith(_ENDLESS):
            continue
        with counted(*asked.engines) as statements:
            answer = asked.ask(route, "admin", asked.ids)
        written = _written(statements) - _LAST_USE
        if written - _OF_LINE or (written and route not in LEAVES_A_LINE):
            wrong.append((route, answer.status_code, written))
        if "audit_events" in written:
            lines.add(route)
    assert wrong == []
    assert lines == {route for route in LEAVES_A_LINE if route.startswith("GET ")}


@pytest.mark.slow
@SQLITE
def test_a_field_that_no_form_names_is_refused(asked: Town) -> None:
    """Nobody sets who approved, whose it is or what it may by a field more."""
    more = {"approver": "x", "commune_id": asked.ids["bulletin_id"], "roles_of": ["admin"], "state": "approved"}
    taken = []
    for route, right in ROUTES.items():
        method, path = route.split(" ", 1)
        body: dict[str, Any] = asked._body(method, f"/api/v1{path}")
        if right == STATION or not isinstance(body.get("json"), dict):
            continue
        place = f"/api/v1{path}".format_map(_FILLS | asked.ids)
        headers = {"If-Match": '"1"', "X-Emergency-Pin": "481516", "Idempotency-Key": route}
        answer = asked.client.request(method, place, headers=headers, json=body["json"] | more)
        said = {each["field"] for each in answer.json().get("errors", [])} | {answer.json().get("field")}
        if answer.status_code != 422 or not said & set(more):
            taken.append((route, answer.status_code, answer.text[:200]))
    assert taken == []


_SHOWN_ONCE = {
    "NewTokenAnswer.token",
    "NewTotpAnswer.secret",
    "NewTotpAnswer.uri",
    "RecoveryCodesAnswer.recovery_codes",
    "SetupAnswer.approver_token",
    "SetupAnswer.token",
}
"""By the door that makes it."""
_NO_SECRET = {"FactorsAnswer.recovery_codes", "ReadingAnswer.tokens", "SpokenAnswer.tokens"}
"""How many are left, and words of a text."""


@SQLITE
def test_no_answer_shows_a_secret_but_the_one_that_makes_it(asked: Town) -> None:
    """No hash of one either: what opens something is shown once, to who asked for it."""
    named = re.compile(r"token|secret|password|pin$|uri$|recovery")
    schemas = asked.description["components"]["schemas"].items()
    fields = {f"{name}.{field}" for name, each in schemas if name.endswith("Answer") for field in each.get("properties", {})}
    assert {each for each in fields if named.search(each.partition(".")[2])} == _SHOWN_ONCE | _NO_SECRET
