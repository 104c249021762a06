"""One tag for whatever people edit: told where it is read, sent back by the edit, and refused once it is an older state's."""

from typing import Any, get_args

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from app.api.shared.conditional import RequiredTag
from app.bulletins import Kind
from app.main import _PARTS
from tests.support.database import ON_BOTH
from tests.support.office import Office

API = "/api/v1"
HOLIDAY = {"name": "Hội làng", "month": 11, "day": 5, "year": 2025}
MOURNING = {"name": "Quốc tang", "first": "2025-11-05", "last": "2025-11-06"}
STANDARD = {
    "area": "rural",
    "amount_vnd": 2_400_000,
    "valid_from": "2027-01-01",
    "valid_to": "2027-12-31",
    "source": "Nghị quyết",
}
PLAN = {"year": 2026, "title": "Kế hoạch năm 2026"}
LESSON = {"topic": "Chuẩn nghèo", "held_on": "2025-11-20", "at": "08:00", "place": "Hội trường"}
ENTRY = {"written": "TT", "spoken": "thị trấn"}
ZONE = {"name": "thôn Đoài", "level": "village"}
BULLETIN = {"title": "Mời họp", "script": "Mời bà con họp."}
PERSON = {"name": "Trần Minh Khôi", "roles": ["approver"]}
LISTED: dict[str, tuple[dict[str, Any], dict[str, Any]] | None] = {
    "holidays": (HOLIDAY, HOLIDAY | {"day": 6}),
    "mourning": (MOURNING, MOURNING | {"last": "2025-11-07"}),
    "poverty-standards": (STANDARD, STANDARD | {"amount_vnd": 2_500_000}),
    "plans": (PLAN, PLAN | {"number": "08/KH-UBND"}),
    "trainings": (LESSON, LESSON | {"at": "09:00"}),
    "lexicon": (ENTRY, ENTRY | {"spoken": "trung tâm"}),
    "zones": (ZONE, {"name": "thôn Đông", "parent": None}),
    "bulletins": (BULLETIN, BULLETIN | {"title": "Mời họp thôn"}),
    "people": (PERSON, PERSON | {"may_alarm": True}),
    "slots": None,
    "banners": None,
}
"""What is made in each list, and what it is changed to; None: it names another thing, see the test."""
ALONE: dict[str, dict[str, Any]] = {
    "regulation": {"number": "01", "dated": "2025-07-15"},
    "emergencies/rules": {"two_persons": False},
    "public-page": {"is_open": True},
    "reporting": {"deadlines": [], "remind_days": 7},
    "choices": {"engines": ["espeak"], "accent": "south", "profile": "horn", "pack_hour": 20, "pack_formats": ["mp3"]},
}
"""What there is once, and what it is changed to."""
PIN = {"X-Emergency-Pin": "135790"}


def _needs_tag(dependant: Dependant) -> bool:
    required = get_args(RequiredTag)[1].dependency
    return any(each.call is required or _needs_tag(each) for each in dependant.dependencies)


ROUTES = [route for part in _PARTS for route in part.router.routes if isinstance(route, APIRoute)]
EDITED = sorted({route.path for route in ROUTES if "PUT" in (route.methods or ()) and _needs_tag(route.dependant)})


def test_whatever_is_edited_can_be_read_by_itself_and_is_tried_here() -> None:
    read = {route.path for route in ROUTES if "GET" in (route.methods or ())}
    assert set(EDITED) <= read
    assert {path.removeprefix("/").partition("/{")[0] for path in EDITED} == {*LISTED, *ALONE}


@ON_BOTH
@pytest.mark.parametrize("name", LISTED)
def test_a_list_and_its_things_tell_the_same_tag_which_an_edit_needs(client: httpx.Client, office: Office, name: str) -> None:
    spoken, slogan = (str(office.approved(kind=kind).bulletin_id) for kind in (Kind.NOTICE, Kind.SPOT))
    slot = {"title": "Bản tin", "at": "16:30", "bulletins": [spoken], "first_date": "2025-11-04"}
    hanging = {"zone": "xã Liên An", "place": "Cổng chợ", "hung_on": "2025-11-02"}
    banner = hanging | {"bulletin": slogan, "version": 1, "format": "banner"}
    others: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "slots": (slot, slot | {"title": "Bản tin chiều"}),
        "banners": (banner, hanging | {"place": "Cổng đình"}),
    }
    form, changed = LISTED[name] or others[name]
    made = client.post(f"{API}/{name}", json=form)
    assert made.status_code == 201, made.text
    address = made.headers["location"]
    found = client.get(address)
    tag = found.headers["etag"]
    listed = {each["id"]: each for each in client.get(f"{API}/{name}").json()["items"]}[made.json()["id"]]
    assert found.json()["etag"] == listed["etag"] == tag
    assert made.headers.get("etag", tag) == tag, "an invitation is not yet the person"
    _edit(client, address, changed, tag)


@ON_BOTH
@pytest.mark.parametrize("name", ALONE)
def test_what_there_is_once_tells_its_tag_before_anybody_has_written_it(client: httpx.Client, name: str) -> None:
    assert client.put(f"{API}/emergencies/pin", json={"pin": PIN["X-Emergency-Pin"]}).status_code == 204
    _edit(client, f"{API}/{name}", ALONE[name], client.get(f"{API}/{name}").headers["etag"])


def _edit(client: httpx.Client, address: str, form: dict[str, Any], tag: str) -> None:
    """Without the tag, with the wrong ones, with the right one as a proxy may have weakened it, and once too late."""
    assert client.put(address, json=form, headers=PIN).json()["code"] == "if_match_missing"
    for wrong in ('"01"', '"00"', '"-1"', '"9.9"', "*"):
        stale = client.put(address, json=form, headers=PIN | {"If-Match": wrong})
        assert (stale.status_code, stale.json()["code"]) == (412, "stale"), wrong
    done = client.put(address, json=form, headers=PIN | {"If-Match": f"W/{tag}"})
    assert done.status_code == 200, done.text
    assert done.headers["etag"] == client.get(address).headers["etag"] != tag
    assert client.put(address, json=form, headers=PIN | {"If-Match": tag}).status_code == 412


@ON_BOTH
@pytest.mark.parametrize("path", ["as-run", "bulletins", "faults?all=true", "lexicon"])
def test_a_cursor_that_no_list_gave_is_refused_alike_everywhere(client: httpx.Client, path: str) -> None:
    answer = client.get(f"{API}/{path}", params={**dict(httpx.URL(path).params), "cursor": "x"})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (422, "bad_cursor", "cursor")
