"""Alarms over a real web address and a real mail server on loopback; and the addresses that are never called."""

import socket
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError

from app.faults import (
    Alarm,
    BadWebhookError,
    Channel,
    MailChannel,
    RemindedAlreadyError,
    WebhookChannel,
    observe,
    remind,
    send_alarms,
    shown_faults,
)
from app.faults.reminders import AGAIN_AFTER
from app.settings import AlarmSettings
from app.units import CommuneId
from app.wiring import fault_channels
from tests.support.mail_server import Taken, mail_server, web_address
from tests.support.office import Office

LATER = timedelta(seconds=31)


def lose_output(office: Office) -> None:
    station = office.station().station
    now = office.clock.now()
    with office.sessions.begin() as session:
        observe(session, now, office.commune_id, station.id, {("loa\r\nBcc: x", "output_lost"): now})


def mail(port: int) -> MailChannel:
    return MailChannel("127.0.0.1", port, security="none", user="", password="", sender="loa@xa.vn", to=["a@xa.vn", "b@xa.vn"])


def test_each_fault_is_sent_once_over_each_channel(office: Office) -> None:
    taken = Taken()
    lose_output(office)
    with mail_server(taken) as smtp, web_address(taken) as http:
        channels: list[Channel] = [mail(smtp), WebhookChannel(f"http://127.0.0.1:{http}/nhan?ma=1", private=True)]
        assert send_alarms(office.sessions, office.clock, channels) == []
        assert taken.posts == [], "it may end at once"
        office.clock.advance(LATER)
        for _ in range(2):
            assert send_alarms(office.sessions, office.clock, channels) == []
    [letter], [post] = taken.mails, taken.posts
    assert letter["Subject"].startswith("[Loa Làng] Mất đường ra – xã Liên An, Máy phát 1")
    assert (letter["To"], letter["Bcc"]) == ("a@xa.vn, b@xa.vn", None)
    assert "8h00 ngày 04/11/2025" in letter.get_content()
    assert (post["code"], post["commune"], post["title"]) == ("output_lost", "xã Liên An", "Mất đường ra")
    assert taken.hosts == [f"127.0.0.1:{http}"]


def test_a_subject_of_any_length_arrives_word_for_word() -> None:
    long = "Máy phát Đài trung tâm của xã Liên An mất liên lạc từ sáng sớm, xin xem lại ngay hôm nay trước giờ phát"
    words = long.split(" ")
    titles = [" ".join(words[first:last]) for first in range(8) for last in range(first + 8, len(words) + 1)]
    alarms = [
        Alarm(uuid4(), CommuneId(uuid4()), "xã Liên An", "", "", "output_lost", datetime(2025, 11, 4, tzinfo=UTC), title, "Lỗi.")
        for title in titles
    ]
    taken = Taken()
    with mail_server(taken) as smtp:
        for alarm in alarms:
            mail(smtp).send(alarm)
    assert [letter["Subject"] for letter in taken.mails] == [alarm.subject for alarm in alarms]


def test_approvers_are_reminded_once_a_day_with_a_link_to_what_waits(office: Office) -> None:
    taken = Taken()
    with office.sessions.begin() as session:
        remind(session, office.clock, office.actor)
        with pytest.raises(RemindedAlreadyError):
            remind(session, office.clock, office.actor)
        assert shown_faults(session, office.commune_id) == [], "nothing is wrong"
    office.clock.advance(LATER)
    with mail_server(taken) as smtp:
        assert send_alarms(office.sessions, office.clock, [mail(smtp)], address="https://loa.xa.vn") == []
        assert send_alarms(office.sessions, office.clock, [mail(smtp)], address="https://loa.xa.vn") == []
    [letter] = taken.mails
    assert letter["Subject"].startswith("[Loa Làng] Nhắc duyệt bản tin")
    assert "Mở trang: https://loa.xa.vn/phe-duyet/dang-cho\n" in letter.get_content()
    assert "fault" not in letter.get_content()
    office.clock.advance(AGAIN_AFTER)
    with office.sessions.begin() as session:
        assert remind(session, office.clock, office.actor).at == office.clock.now()
    office.clock.advance(-timedelta(days=400))
    with office.sessions.begin() as session:
        assert remind(session, office.clock, office.actor).at == office.clock.now(), "a clock that was ahead stops nobody"


def test_what_was_refused_is_sent_later_and_keeps_back_no_other(office: Office) -> None:
    taken = Taken(refuse=True)
    lose_output(office)
    office.clock.advance(LATER)
    with mail_server(taken) as smtp, web_address(Taken(refuse=True)) as http, web_address(taken) as good:
        channels: list[Channel] = [WebhookChannel(f"http://127.0.0.1:{http}/", private=True), mail(smtp)]
        assert send_alarms(office.sessions, office.clock, channels) == ["webhook_failed", "mail_failed"]
        taken.refuse = False
        assert send_alarms(office.sessions, office.clock, channels) == ["webhook_failed"]
        assert len(taken.mails) == 1
        assert send_alarms(office.sessions, office.clock, [WebhookChannel(f"http://127.0.0.1:{good}/", private=True)]) == []
    assert len(taken.posts) == 1


def test_nobody_is_woken_by_what_ended_at_once_or_by_what_is_old(office: Office) -> None:
    taken = Taken()
    lose_output(office)
    with office.sessions.begin() as session:
        [station] = [office.station(office.zone("thôn Đông").id, office.zone("thôn Tây").id).station]
        observe(session, office.clock.now(), office.commune_id, station.id, {})
    with office.sessions.begin() as session:
        observe(session, office.clock.now(), office.commune_id, station.id, {("", "clock_untrusted"): office.clock.now()})
    with office.sessions.begin() as session:
        observe(session, office.clock.now(), office.commune_id, station.id, {})
    office.clock.advance(timedelta(days=1))
    with mail_server(taken) as smtp:
        send_alarms(office.sessions, office.clock, [mail(smtp)])
    assert taken.mails == []


def test_a_redirect_is_not_followed_and_nothing_that_answers_otherwise_is_an_acknowledgement(office: Office) -> None:
    taken, other = Taken(answer=302), Taken()
    lose_output(office)
    office.clock.advance(LATER)
    with web_address(other) as elsewhere, web_address(taken) as http:
        taken.headers["Location"] = f"http://127.0.0.1:{elsewhere}/"
        channel = WebhookChannel(f"http://127.0.0.1:{http}/", private=True)
        assert send_alarms(office.sessions, office.clock, [channel]) == ["webhook_failed"]
    assert other.hosts == []


@pytest.mark.parametrize(
    ("url", "cause"),
    [
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://x/", "scheme"),
        ("https://example.org:22/", "port"),
        ("https://example.org:99999/", "port"),
        ("https://a:b@example.org/", "user"),
        ("https:///nowhere", "host"),
    ],
)
def test_an_address_of_a_wrong_form_is_refused_at_the_start(url: str, cause: str) -> None:
    with pytest.raises(BadWebhookError) as error:
        WebhookChannel(url)
    assert error.value.cause == cause


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),  # noqa: S104
        *(
            "::1",
            "fe80::1%eth0",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "ff02::1",
            "64:ff9b::10.0.0.1",
            "::10.0.0.1",
            "fec0::1",
        ),
    ],
)
def test_a_name_that_leads_into_the_local_network_is_not_called(
    office: Office, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """The name server is outside of us and may say anything, one good address beside a bad one too."""

    def says(_host: str, port: int, **_: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (each, port)) for each in ("93.184.216.34", address)]

    lose_output(office)
    office.clock.advance(LATER)
    monkeypatch.setattr(socket, "getaddrinfo", says)
    assert send_alarms(office.sessions, office.clock, [WebhookChannel("http://noi-nhan.example/")]) == ["webhook_failed"]


def test_settings_name_the_channels() -> None:
    assert fault_channels(AlarmSettings()) == []
    both = AlarmSettings.model_validate(
        {"webhook_url": "https://example.org/", "smtp_host": "mail.xa.vn", "mail_from": "loa@xa.vn", "mail_to": ["a@xa.vn"]}
    )
    assert [channel.name for channel in fault_channels(both)] == ["webhook", "mail"]
    with pytest.raises(ValidationError, match="mail_to"):
        AlarmSettings(smtp_host="mail.xa.vn")
