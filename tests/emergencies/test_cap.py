"""CAP 1.2 messages of our own, written to the standard: what is read, and what is refused with the element named."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.emergencies.cap import NAMESPACE, Reference, parse_cap
from app.emergencies.errors import CapInvalidError
from app.emergencies.imports import words_of
from app.emergencies.model import MsgType, Status

ALERT = f"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="{NAMESPACE}">
  <identifier>KTTV-NB-2025-118</identifier><sender>dubao@kttv.example.vn</sender><sent>2025-07-21T16:15:00+07:00</sent>
  <status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
  <info><language>en-US</language><category>Met</category><event>Typhoon</event><urgency>Immediate</urgency>
    <severity>Extreme</severity><certainty>Likely</certainty><expires>2025-07-22T06:00:00+07:00</expires>
    <headline>Typhoon</headline><area><areaDesc>xã Liên An</areaDesc></area></info>
  <info><language>vi-VN</language><category>Met</category><event>Bão</event><urgency>Immediate</urgency>
    <severity>Extreme</severity><certainty>Likely</certainty><expires>2025-07-22T06:00:00+07:00</expires>
    <headline>Bão số 3 sắp đổ bộ</headline><description>Gió cấp 9, giật cấp 13.</description>
    <instruction>Sơ tán trước 20 giờ.</instruction>
    <area><areaDesc>xã Liên An</areaDesc><geocode><valueName>ma_xa</valueName><value>14023</value></geocode></area></info>
</alert>
"""
REFERENCE = "dubao@kttv.example.vn,KTTV-NB-2025-118,2025-07-21T16:15:00+07:00"


def message(**elements: str) -> bytes:
    """The alert above with some of its elements put otherwise."""
    text = ALERT
    for name, value in elements.items():
        start, end = text.index(f"<{name}>"), text.index(f"</{name}>")
        text = f"{text[:start]}<{name}>{value}{text[end:]}"
    return text.encode()


def test_the_vietnamese_block_is_what_is_said() -> None:
    found = parse_cap(message())
    assert (found.identifier, found.sender) == ("KTTV-NB-2025-118", "dubao@kttv.example.vn")
    assert (found.status, found.msg_type, found.sent) == (Status.ACTUAL, MsgType.ALERT, datetime(2025, 7, 21, 9, 15, tzinfo=UTC))
    [info] = found.infos
    assert (info.expires, info.areas[0].geocodes) == (datetime(2025, 7, 21, 23, tzinfo=UTC), ("14023",))
    assert words_of(info) == ("Bão số 3 sắp đổ bộ", "Bão số 3 sắp đổ bộ. Gió cấp 9, giật cấp 13.\n\nSơ tán trước 20 giờ.")


def test_a_cancellation_needs_no_info_but_a_reference() -> None:
    bare = ALERT[: ALERT.index("<info>")] + f"<references>{REFERENCE}</references></alert>"
    found = parse_cap(bare.replace("<msgType>Alert", "<msgType>Cancel").encode())
    assert (found.msg_type, found.infos) == (MsgType.CANCEL, ())
    sent = datetime(2025, 7, 21, 9, 15, tzinfo=UTC)
    assert found.references == (Reference("dubao@kttv.example.vn", "KTTV-NB-2025-118", sent),)
    with pytest.raises(CapInvalidError) as caught:
        parse_cap(message(msgType="Cancel"))
    assert (caught.value.place, caught.value.fault) == ("references", "missing")


@pytest.mark.parametrize(
    ("data", "place", "fault"),
    [
        (b"", "alert", "not_xml"),
        (b"<alert>", "alert", "not_xml"),
        (b"<alert/>", "alert", "not_cap"),
        (message().replace(b"cap:1.2", b"cap:1.1"), "alert", "not_cap"),
        (b"<!DOCTYPE alert [<!ENTITY x 'y'>]>" + message().split(b"?>", 1)[1], "alert", "not_xml"),
        (b"<!DOCTYPE alert SYSTEM 'http://127.0.0.1/x.dtd'><alert/>", "alert", "not_xml"),
        (message(sent="2025-07-21T16:15:00"), "sent", "time"),
        (message(sent="2025-07-21T16:15:00Z"), "sent", "time"),
        (message(sent="2025-07-41T16:15:00+07:00"), "sent", "time"),
        (message(sent="0001-01-01T00:00:00+07:00"), "sent", "time"),
        (message(status="actual"), "status", "unknown_code"),
        (message(msgType="Alarm"), "msgType", "unknown_code"),
        (message(identifier="a b"), "identifier", "characters"),
        (message(identifier=""), "identifier", "missing"),
        (message(sender="a,b"), "sender", "characters"),
        (message(sent="0001-06-01T00:00:00+07:00"), "sent", "time"),
        (message(scope="public"), "scope", "unknown_code"),
        (message().replace(b"<scope>Public</scope>", b""), "scope", "missing"),
        (message(scope="Restricted"), "restriction", "missing"),
        (message(scope="Private"), "addresses", "missing"),
        (message(category="Weather"), "category", "unknown_code"),
        (message(urgency="Now"), "urgency", "unknown_code"),
        (message(severity="Bad"), "severity", "unknown_code"),
        (message(certainty="Sure"), "certainty", "unknown_code"),
        (message(event=""), "event", "missing"),
        (message().replace(b"<headline>", b"<effective>2025-07-22</effective><headline>"), "effective", "time"),
        (message().replace(b"<headline>", b"<onset>2025-07-22T06:00:00Z</onset><headline>"), "onset", "time"),
        (message().replace(b"<info>", b"<info2>").replace(b"</info>", b"</info2>"), "info", "missing"),
        (message().replace(b"</info>", b"</info>" + b"<info/>" * 60, 1), "info", "too_large"),
        (message(msgType="Ack"), "references", "missing"),
        (message().replace(b"<scope>", b"<references>a,b</references><scope>"), "references", "characters"),
        (message().replace(b"<scope>", b"<references>a,b,c</references><scope>"), "references", "time"),
        (
            b"<alert xmlns='" + NAMESPACE.encode() + b"'>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</alert>",
            "msgType",
            "missing",
        ),
        (message().replace(b"areaDesc", b"area2"), "areaDesc", "missing"),
        (b"<alert xmlns='" + NAMESPACE.encode() + b"'>" + b" " * (1 << 20) + b"</alert>", "alert", "too_large"),
    ],
)
def test_what_is_no_message_is_refused_with_its_place(data: bytes, place: str, fault: str) -> None:
    with pytest.raises(CapInvalidError) as caught:
        parse_cap(data)
    assert (caught.value.place, caught.value.fault) == (place, fault)


@given(st.one_of(st.binary(max_size=300), st.integers(0, len(ALERT.encode())).map(lambda cut: ALERT.encode()[:cut])))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(CapInvalidError):
        assert parse_cap(data).identifier
