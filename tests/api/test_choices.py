"""What a commune chooses, over HTTP: it changes what it submits from then on, and no other commune."""

from dataclasses import replace

import httpx
import pytest

from app.choices import settle_choices
from app.clock import ManualClock
from app.db import Sessions
from app.speech import Accent, VoiceChain
from app.studio import Profile
from app.wiring import Services
from app.zones import Founding, found_commune
from tests.api.test_bulletins import BULLETIN
from tests.support.choosing import USUAL
from tests.support.database import ON_BOTH

CHOICES = "/api/v1/choices"
FIRST = {
    "engines": ["espeak"],
    "accent": "north",
    "presenter_1": "",
    "presenter_2": "",
    "profile": "horn",
    "pack_hour": 18,
    "pack_formats": ["mp3"],
}


def put(client: httpx.Client, tag: str, **changes: object) -> httpx.Response:
    return client.put(CHOICES, json=FIRST | changes, headers={"If-Match": tag})


def test_without_a_choice_the_settings_hold_and_an_edit_names_what_it_saw(client: httpx.Client) -> None:
    found = client.get(CHOICES)
    assert found.json() == FIRST | {"engines_here": ["espeak"]}
    written = put(client, found.headers["etag"], accent="south", pack_hour=20)
    assert written.status_code == 200, written.text
    assert (written.json()["accent"], written.json()["pack_hour"]) == ("south", 20)
    again = client.get(CHOICES)
    assert again.json() == written.json()
    assert again.headers["etag"] == written.headers["etag"] != found.headers["etag"]
    late = put(client, found.headers["etag"], accent="central")
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert client.put(CHOICES, json=FIRST).status_code == 428


@ON_BOTH
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"engines": []}, "engines"),
        ({"engines": ["festival"]}, "engines"),
        ({"engines": ["edge"]}, "engines"),
        ({"accent": "west"}, "accent"),
        ({"profile": "hall"}, "profile"),
        ({"pack_hour": 7}, "pack_hour"),
        ({"pack_formats": []}, "pack_formats"),
        ({"folder": "usb"}, "folder"),
    ],
)
def test_what_cannot_be_is_refused_whole(client: httpx.Client, changes: dict[str, object], field: str) -> None:
    before = client.get(CHOICES)
    refused = put(client, before.headers["etag"], **changes)
    assert refused.status_code == 422, refused.text
    assert field in refused.text
    assert client.get(CHOICES).headers["etag"] == before.headers["etag"]


def test_what_the_settings_said_is_written_once_and_then_counts_no_more(
    services: Services, sessions: Sessions, clock: ManualClock, founding: Founding, client: httpx.Client
) -> None:
    was = replace(USUAL, voices=VoiceChain(accent=Accent.CENTRAL), profile=Profile.INDOOR)
    with sessions.begin() as session:
        assert settle_choices(session, clock, was) == 1
    with sessions.begin() as session:
        other = found_commune(session, clock, name="xã Khác", admin="Ai")
        assert settle_choices(session, clock, USUAL) == 1, "that of the new commune alone"
    assert client.get(CHOICES).json() == FIRST | {"accent": "central", "profile": "indoor", "engines_here": ["espeak"]}
    with sessions.read() as session:
        mine, theirs = (services.studio.of(session, key) for key in (founding.commune_id, other.commune_id))
        assert (mine.speaker.chain.accent, mine.profile) == (Accent.CENTRAL, Profile.INDOOR)
        assert (theirs.speaker.chain.accent, theirs.profile) == (Accent.NORTH, Profile.HORN)


@ON_BOTH
def test_an_engine_that_is_gone_from_the_machine_silences_nobody(
    services: Services, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    was = replace(USUAL, voices=VoiceChain(("edge", "espeak"), Accent.SOUTH))
    with sessions.begin() as session:
        settle_choices(session, clock, was)
    with sessions.read() as session:
        assert services.studio.voices(session, founding.commune_id) == VoiceChain(("espeak",), Accent.SOUTH)


@ON_BOTH
def test_other_voices_speak_what_is_submitted_from_then_on(client: httpx.Client) -> None:
    hashes = []
    for accent in ("north", "south"):
        assert put(client, client.get(CHOICES).headers["etag"], accent=accent).status_code == 200
        written = client.post("/api/v1/bulletins", json=BULLETIN)
        assert written.status_code == 201, written.text
        where = f"/api/v1/bulletins/{written.json()['id']}/versions/1"
        hashes.append(client.post(f"{where}/submit").json()["content_hash"])
        assert client.post(f"{where}/approve").status_code == 200
    assert hashes[0] != hashes[1]
