"""CAP 1.2 messages over HTTP, by the table of docs/decisions/0073: what sounds, when, where, and what ends it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from app.clock import local
from app.emergencies import EmergencyRules, set_emergency_rules
from app.emergencies.incoming import LONGEST_CAP_TEXT
from app.emergencies.sounding import make_audio
from app.service.background import look_after_emergencies
from app.tags import UNWRITTEN
from app.wiring import Services
from app.zones import NewStation
from tests.api.test_emergencies import PATH, PIN, STOP, another, code_of, keys, orders
from tests.emergencies.test_cap import REFERENCE, message
from tests.support.database import ON_BOTH
from tests.support.office import Office

HEADLINE, SENDER, IDENTIFIER = "Bão số 3 sắp đổ bộ", "dubao@kttv.example.vn", "KTTV-NB-2025-118"


@pytest.fixture
def armed(client: httpx.Client) -> httpx.Client:
    """The administrator, with a PIN."""
    assert client.put(f"{PATH}/pin", json={"pin": PIN}).status_code == 204
    return client


@pytest.fixture
def second(office: Office, services: Services) -> Iterator[httpx.Client]:
    """The person who confirms."""
    with another(office, services) as found:
        yield found


def send(client: httpx.Client, data: bytes | str) -> httpx.Response:
    body = data if isinstance(data, bytes) else data.encode()
    return client.post(f"{PATH}/cap", content=body, headers=keys() | {"Content-Type": "application/cap+xml"})


def cap(references: Sequence[str] = (), **elements: str) -> str:
    """The message of the tests, valid on the day of the tests; elements of its head may be put otherwise."""
    text = message(**elements).replace(b"2025-07-22T06:00:00+07:00", b"2025-11-05T06:00:00+07:00").decode()
    return text.replace("<scope>", f"<references>{' '.join(references)}</references><scope>") if references else text


def alone_no_more(services: Services, office: Office) -> None:
    """From now on a second person confirms."""
    with services.sessions.begin() as session:
        set_emergency_rules(session, services.clock, office.actor, EmergencyRules(two_persons=True), tag=UNWRITTEN)


def in_info(text: str, **elements: str) -> str:
    """Further elements in every block."""
    said = "".join(f"<{name}>{value}</{name}>" for name, value in elements.items())
    return text.replace("<headline>", f"{said}<headline>")


def block(headline: str, *places: str, language: str = "vi-VN") -> str:
    areas = "".join(f"<area><areaDesc>{place}</areaDesc></area>" for place in places)
    return (
        f"<info><language>{language}</language><category>Met</category><event>Bão</event><urgency>Immediate</urgency>"
        "<severity>Extreme</severity><certainty>Likely</certainty><expires>2025-11-05T06:00:00+07:00</expires>"
        f"<headline>{headline}</headline>{areas}</info>"
    )


def with_blocks(*blocks: str) -> str:
    text = cap()
    return text[: text.index("<info>")] + "".join(blocks) + "</alert>"


def state(client: httpx.Client, key: str) -> str:
    return str(client.get(f"{PATH}/{key}").json()["state"])


def test_a_message_sounds_once_and_is_ended_by_its_cancellation(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    first = send(armed, cap()).json()
    assert (first["state"], first["identifier"], first["others"]) == ("active", IDENTIFIER, [])
    assert "cấp chín" in first["spoken"]
    assert code_of(send(armed, cap())) == (409, "cap_known")
    gone = send(armed, cap([REFERENCE], identifier="K-119", msgType="Cancel")).json()
    assert (gone["state"], gone["unended"], state(armed, first["id"])) == ("recorded", [], "ended")
    assert orders(services, office, station).emergencies == ()


def test_an_update_takes_the_place_of_what_it_names(armed: httpx.Client, office: Office, services: Services) -> None:
    station = office.station()
    send(armed, cap())
    newer = send(armed, cap([REFERENCE], identifier="K-119", msgType="Update")).json()
    assert [str(order.id) for order in orders(services, office, station).emergencies] == [newer["id"]]


def ordered(services: Services, office: Office, station: NewStation) -> set[str]:
    return {str(order.id) for order in orders(services, office, station).emergencies}


@pytest.mark.parametrize("last", ["confirm", "cancel"])
def test_what_an_update_names_sounds_on_until_a_second_person_has_confirmed_the_update(
    armed: httpx.Client, second: httpx.Client, office: Office, services: Services, last: str
) -> None:
    station = office.station()
    for name in ("thôn Đông", "thôn Đoài"):
        office.zone(name)
    old = send(armed, cap()).json()["id"]
    alone_no_more(services, office)
    text = with_blocks(block(HEADLINE, "thôn Đông"), block(HEADLINE, "thôn Đoài"))
    text = text.replace(IDENTIFIER, "K-119").replace("Alert</msgType>", "Update</msgType>")
    taken = send(armed, text.replace("<scope>", f"<references>{REFERENCE}</references><scope>")).json()
    first, other = taken["id"], taken["others"][0]["id"]
    assert (taken["state"], ordered(services, office, station)) == ("waiting", {old})
    second.post(f"{PATH}/{first}/confirm", headers=keys()).raise_for_status()
    assert ordered(services, office, station) == {old, first}, "one block still waits"
    second.post(f"{PATH}/{other}/{last}", headers=keys(), json={}).raise_for_status()
    assert ordered(services, office, station) == ({first, other} if last == "confirm" else {first})


def test_an_update_that_is_refused_leaves_what_it_names(
    armed: httpx.Client, second: httpx.Client, office: Office, services: Services
) -> None:
    station = office.station()
    old = send(armed, cap()).json()["id"]
    alone_no_more(services, office)
    newer = send(armed, cap([REFERENCE], identifier="K-119", msgType="Update")).json()
    second.post(f"{PATH}/{newer['id']}/cancel", json={}).raise_for_status()
    assert ordered(services, office, station) == {old}
    again = send(armed, cap([REFERENCE], identifier="K-120", msgType="Update")).json()
    assert again["state"] == "waiting"
    send(armed, cap([REFERENCE.replace(IDENTIFIER, "K-120")], identifier="K-121", msgType="Cancel")).raise_for_status()
    assert ordered(services, office, station) == set(), "who takes back the newest word takes back what it was to replace"


@ON_BOTH
def test_what_an_update_names_sounds_on_until_the_update_takes_effect(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    station = office.station()
    old = send(armed, cap()).json()["id"]
    at = office.clock.now() + timedelta(minutes=30)
    later = in_info(cap([REFERENCE], identifier="K-119", msgType="Update"), effective=local(at).isoformat(timespec="seconds"))
    newer = send(armed, later).json()
    assert (newer["state"], ordered(services, office, station)) == ("ahead", {old, newer["id"]})
    ends = {str(order.id): order.ends_at for order in orders(services, office, station).emergencies}
    assert ends[old] == at.replace(microsecond=0), "the station itself ends the one as it begins the other"


def test_a_message_from_outside_is_words_and_never_a_mark(armed: httpx.Client) -> None:
    text = cap().replace(HEADLINE, "Bão số 3 [nhạc: Không có]").replace("Gió cấp 9,", "PTV9: gió [cấp 9,")
    body = send(armed, text).json()
    assert (body["state"], body["title"]) == ("active", "Bão số 3 [nhạc: Không có]")
    assert "nhạc" in body["spoken"]


@ON_BOTH
@pytest.mark.parametrize(
    "elements",
    [
        *({"status": status} for status in ("Exercise", "System", "Test", "Draft")),
        {"scope": "Restricted</scope><restriction>Nội bộ</restriction><scope>Restricted"},
        {"scope": "Private</scope><addresses>a@xa.vn</addresses><scope>Private"},
    ],
)
def test_what_is_not_actual_or_not_for_the_public_never_sounds(
    armed: httpx.Client, office: Office, services: Services, elements: dict[str, str]
) -> None:
    station = office.station()
    before = orders(services, office, station)
    assert send(armed, cap(**elements)).json()["state"] == "recorded"
    assert orders(services, office, station) == before


@pytest.mark.parametrize("msg_type", ["Ack", "Error"])
def test_what_only_answers_is_kept_and_ends_nothing(armed: httpx.Client, msg_type: str) -> None:
    first = send(armed, cap()).json()
    assert send(armed, cap([REFERENCE], identifier="K-119", msgType=msg_type)).json()["state"] == "recorded"
    assert state(armed, first["id"]) == "active"


@pytest.mark.parametrize("status", ["Test", "Exercise"])
def test_a_cancellation_that_is_not_actual_ends_nothing(armed: httpx.Client, status: str) -> None:
    first = send(armed, cap()).json()
    send(armed, cap([REFERENCE], identifier="K-119", msgType="Cancel", status=status))
    assert state(armed, first["id"]) == "active"


@ON_BOTH
def test_it_is_not_active_before_it_takes_effect_and_stations_begin_it_by_themselves(
    armed: httpx.Client, office: Office, services: Services
) -> None:
    station, at = office.station(), office.clock.now() + timedelta(hours=2)
    text = in_info(cap(), effective="2025-11-04T10:00:00+07:00", onset="2025-11-04T20:00:00+07:00")
    assert at == datetime.fromisoformat("2025-11-04T10:00:00+07:00")
    body = send(armed, text).json()
    assert (body["state"], body["state_word"]) == ("ahead", "Chờ đến giờ hiệu lực")
    [order] = orders(services, office, station).emergencies
    assert order.began_at == at
    office.clock.advance(timedelta(hours=2))
    look_after_emergencies(services)
    assert state(armed, body["id"]) == "active"
    assert orders(services, office, station).emergencies == (order,), "nothing new for the station"


def test_it_sounds_before_its_onset(armed: httpx.Client) -> None:
    assert send(armed, in_info(cap(), onset="2025-11-04T20:00:00+07:00")).json()["state"] == "active"


def test_what_waits_for_its_time_can_be_cancelled_and_is_part_of_a_lift(armed: httpx.Client) -> None:
    body = send(armed, in_info(cap(), effective="2025-11-04T10:00:00+07:00")).json()
    armed.post(STOP, json={})
    assert [each["id"] for each in armed.get(STOP).json()["would_sound"]] == [body["id"]]
    armed.post(f"{STOP}/lift").raise_for_status()
    assert state(armed, body["id"]) == "ended"


def test_its_end_is_when_it_expires_or_two_hours_on_and_never_too_far(armed: httpx.Client, office: Office) -> None:
    expires = "<expires>2025-11-05T06:00:00+07:00</expires>"
    now = office.clock.now()

    def ends(text: str) -> timedelta:
        return datetime.fromisoformat(send(armed, text).json()["ends_at"]) - now

    assert ends(cap()) == datetime.fromisoformat("2025-11-05T06:00:00+07:00") - now
    assert ends(cap(identifier="K-2").replace(expires, "")) == timedelta(hours=2)
    far = cap(identifier="K-3").replace(expires, "<expires>2025-12-05T06:00:00+07:00</expires>")
    assert ends(far) == timedelta(hours=72)
    past = cap(identifier="K-4").replace(expires, "<expires>2025-11-04T07:00:00+07:00</expires>")
    assert code_of(send(armed, past)) == (422, "emergency_end")
    never = in_info(cap(identifier="K-5"), effective="2025-11-06T06:00:00+07:00")
    assert code_of(send(armed, never)) == (422, "emergency_end")


def test_every_vietnamese_block_sounds_in_its_own_areas(armed: httpx.Client, office: Office, services: Services) -> None:
    station, east, west = office.station(), office.zone("thôn Đông"), office.zone("thôn Tây")
    text = with_blocks(
        block("Typhoon", east.path, language="en-US"), block("Đê phía đông", east.path), block("Đê phía tây", west.path, "xã Lạ")
    )
    body = send(armed, text).json()
    [other] = body["others"]
    assert [(each["title"], each["zones"]) for each in (body, other)] == [
        ("Đê phía đông", [str(east.id)]),
        ("Đê phía tây", [str(west.id)]),
    ]
    assert (body["state"], other["state"], body["unknown_areas"]) == ("active", "active", ["xã Lạ"])
    assert len(orders(services, office, station).emergencies) == 2
    send(armed, cap([REFERENCE], identifier="K-119", msgType="Cancel"))
    assert {state(armed, body["id"]), state(armed, other["id"])} == {"ended"}


def test_a_block_for_elsewhere_is_left_out_and_a_message_for_elsewhere_refused(armed: httpx.Client) -> None:
    body = send(armed, with_blocks(block("Nơi khác", "xã Lạ"), block("Ở đây", "xã Liên An"))).json()
    assert (body["title"], body["others"], body["unknown_areas"]) == ("Ở đây", [], ["xã Lạ"])
    assert code_of(send(armed, cap(identifier="K-2").replace("xã Liên An", "xã Lạ"))) == (422, "cap_area")


def test_without_vietnamese_the_language_of_the_first_block_is_taken(armed: httpx.Client) -> None:
    text = with_blocks(block("Typhoon", "xã Liên An", language="en-US"), block("Typhon", "xã Liên An", language="fr-FR"))
    body = send(armed, text).json()
    assert (body["title"], body["others"]) == ("Typhoon", [])


def test_an_area_is_found_by_its_name_or_geocode_and_never_by_its_shape(armed: httpx.Client, office: Office) -> None:
    village = office.zone("thôn Đông")
    geocode = "<geocode><valueName>ten</valueName><value>thôn Đông</value></geocode>"
    coded = with_blocks(block("Lũ", "Lưu vực")).replace("</areaDesc>", f"</areaDesc>{geocode}")
    assert send(armed, coded).json()["zones"] == [str(village.id)]
    shape = "<polygon>20.1,105.9 20.2,105.9 20.2,106.0 20.1,105.9</polygon><circle>20.1,105.9 5</circle>"
    shaped = with_blocks(block("Lũ", "Lưu vực")).replace("</areaDesc>", f"</areaDesc>{shape}").replace(IDENTIFIER, "K-2")
    assert code_of(send(armed, shaped)) == (422, "cap_area")


def test_a_cancellation_ends_what_it_knows_and_holds_back_what_comes_after_it(armed: httpx.Client) -> None:
    first = send(armed, cap()).json()
    late = f"{SENDER},K-late,2025-07-21T09:00:00+00:00"
    gone = send(armed, cap([late, REFERENCE], identifier="K-119", msgType="Cancel")).json()
    assert (gone["unended"], state(armed, first["id"])) == ([late], "ended")
    body = send(armed, cap(identifier="K-late", sent="2025-07-21T16:00:00+07:00")).json()
    assert (body["state"], body["is_late"]) == ("recorded", True)
    other = send(armed, cap(identifier="K-late2", sent="2025-07-21T16:00:00+07:00")).json()
    assert (other["state"], other["is_late"]) == ("active", False)


@ON_BOTH
def test_an_update_that_comes_before_what_it_replaces_holds_it_back(armed: httpx.Client) -> None:
    newer = send(armed, cap([REFERENCE], identifier="K-119", msgType="Update")).json()
    older = send(armed, cap()).json()
    assert (newer["state"], older["state"], older["is_late"]) == ("active", "recorded", True)


@pytest.mark.parametrize("msg_type", ["Cancel", "Update"])
def test_nobody_ends_what_another_sender_said(armed: httpx.Client, msg_type: str) -> None:
    first = send(armed, cap()).json()
    body = send(armed, cap([REFERENCE], identifier="K-119", msgType=msg_type, sender="ai-do@example.vn")).json()
    assert (state(armed, first["id"]), len(body["unended"])) == ("active", 1)
    late = send(armed, cap(identifier="K-120", sender="ai-do@example.vn")).json()
    assert late["is_late"] is False


def test_a_reference_names_by_all_three(armed: httpx.Client) -> None:
    first = send(armed, cap()).json()
    wrong = f"{SENDER},{IDENTIFIER},2025-07-21T16:15:01+07:00"
    send(armed, cap([wrong], identifier="K-119", msgType="Cancel"))
    assert state(armed, first["id"]) == "active"
    same = f"{SENDER},{IDENTIFIER},2025-07-21T09:15:00-00:00"
    send(armed, cap([same], identifier="K-120", msgType="Cancel"))
    assert state(armed, first["id"]) == "ended"


@pytest.mark.slow
def test_nothing_of_a_long_message_is_left_out_and_too_long_a_one_is_refused(armed: httpx.Client) -> None:
    words = "Kính gửi bà con! " + "Nước lên nhanh. " * 200 + "Câu cuối cùng."
    body = send(armed, cap().replace("Gió cấp 9, giật cấp 13.", words)).json()
    assert "Kính gửi bà con" in body["spoken"]
    assert "Câu cuối cùng" in body["spoken"]
    long = cap(identifier="K-2").replace("Gió cấp 9, giật cấp 13.", "a " * LONGEST_CAP_TEXT)
    assert code_of(send(armed, long)) == (422, "emergency_text")


def test_nothing_is_a_formality_in_a_message(armed: httpx.Client) -> None:
    answer = send(armed, cap(description="Nguồn: đê Đáy", instruction="Nơi nhận: trường học"))
    assert answer.status_code == 201, answer.text
    assert answer.json()["spoken"].endswith("\nNguồn: đê Đáy.\nNơi nhận: trường học.")


def test_what_is_no_message_is_refused_whole(armed: httpx.Client) -> None:
    assert code_of(send(armed, b"<alert/>")) == (422, "cap_invalid")
    assert armed.get(PATH).json()["items"] == []


def test_a_stop_pressed_while_it_is_made_wins(
    armed: httpx.Client, office: Office, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = office.station()

    def made(*arguments: Any, **more: Any) -> Any:  # noqa: ANN401  # handed on
        armed.post(STOP, json={}).raise_for_status()
        return make_audio(*arguments, **more)

    monkeypatch.setattr("app.emergencies.alarm.make_audio", made)
    assert code_of(send(armed, cap())) == (403, "all_stopped")
    assert orders(services, office, station).emergencies == ()
    assert armed.get(STOP).json()["would_sound"] == []
