"""What became of a bulletin, in lines that people read; and why what was changed is to be approved again, part by part."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from app.bulletins import VersionKey
from app.clock import ManualClock
from app.db import Sessions
from app.playout import OccurrenceState
from app.sound import Sound, to_wav
from app.zones import Founding
from tests.api.test_bulletins import BULLETIN
from tests.support.database import ON_BOTH
from tests.support.office import Office
from tests.support.sounds import RATE, tone

Do = Callable[[httpx.Client, str], None]


def edited(client: httpx.Client, address: str, **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of a bulletin
    tag = client.get(address).raise_for_status().headers["etag"]
    answer = client.put(address, json=BULLETIN | changed, headers={"If-Match": tag}).raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def submitted(client: httpx.Client) -> str:
    """The address of a bulletin whose first version was approved."""
    address: str = client.post("/api/v1/bulletins", json=BULLETIN).raise_for_status().headers["location"]
    for act in ("submit", "approve"):
        client.post(f"{address}/versions/1/{act}").raise_for_status()
    return address


def again(client: httpx.Client, address: str) -> dict[str, Any]:
    """The second version, submitted."""
    found: dict[str, Any] = client.post(f"{address}/versions/2/submit").raise_for_status().json()
    return found


def _edit(**changed: Any) -> Do:  # noqa: ANN401  # fields of a bulletin
    def act(client: httpx.Client, address: str) -> None:
        edited(client, address, **changed)

    return act


def _other_voice(client: httpx.Client, address: str) -> None:
    found = client.get("/api/v1/choices").raise_for_status()
    names = ("engines", "accent", "presenter_1", "presenter_2", "profile", "pack_hour", "pack_formats")
    wanted = {name: found.json()[name] for name in names} | {"presenter_1": "male", "presenter_2": "female"}
    client.put("/api/v1/choices", json=wanted, headers={"If-Match": found.headers["etag"]}).raise_for_status()
    edited(client, address)


def _lexicon(client: httpx.Client, address: str) -> None:
    entry = {"written": "bà con", "spoken": "cô bác"}
    client.post("/api/v1/lexicon", json=entry, params={"reopen": "true"}).raise_for_status()
    assert client.get(address).json()["state"] == "draft"


def _reading(client: httpx.Client, address: str) -> None:
    edited(client, address)
    file = {"file": ("doc.wav", to_wav(Sound(tone(2.0), RATE)))}
    path = address.replace("/bulletins/", "/recordings/readings/")
    client.put(f"{path}/2", files=file).raise_for_status()


@pytest.mark.parametrize(
    ("change", "parts", "said"),
    [
        (_edit(script="Kính mời bà con họp tối nay."), ["script"], "lời viết"),
        (_edit(lexicon=[{"written": "thôn", "spoken": "xóm"}]), ["lexicon"], "cách đọc riêng"),
        (_edit(zones=["thôn Đông"]), ["zones"], "khu vực phát"),
        (_edit(valid_to="2025-11-30"), ["validity"], "hiệu lực"),
        (_edit(priority="priority"), ["priority"], "mức ưu tiên"),
        (_edit(kind="feature", valid_to="2025-11-30"), ["kind", "validity"], "loại bản tin, hiệu lực"),
        (_edit(), [], "không khác phiên bản 1"),
        (_lexicon, ["reading"], "từ điển đọc"),
        (_other_voice, ["voices"], "giọng đọc"),
        (_reading, ["recording"], "bản ghi âm giọng người"),
    ],
    ids=["script", "own-lexicon", "zones", "validity", "priority", "kind", "nothing", "lexicon", "voices", "recording"],
)
def test_what_was_changed_is_named_and_nothing_else(client: httpx.Client, change: Do, parts: list[str], said: str) -> None:
    client.post("/api/v1/zones", json={"name": "thôn Đông", "level": "village"}).raise_for_status()
    address = submitted(client)
    assert client.get(address).json()["differs"] is None
    change(client, address)
    assert again(client, address)["differs"] == {"number": 1, "parts": parts}
    last = client.get(f"{address}/history").raise_for_status().json()["items"][-1]
    assert last["act"] == "submit"
    assert said in last["line"]


def test_the_history_says_who_did_what_when_and_why(client: httpx.Client, clock: ManualClock) -> None:
    address = submitted(client)
    clock.advance(timedelta(minutes=10))
    made = edited(client, address, script="Kính mời bà con họp tối nay.")
    assert made["differs"] == {"number": 1, "parts": ["script"]}
    again(client, address)
    client.post(f"{address}/versions/2/return", json={"reason": "Thiếu giờ."}).raise_for_status()
    client.post(f"{address}/versions/1/withdraw", json={"reason": "Hoãn họp."}).raise_for_status()
    found = client.get(f"{address}/history").raise_for_status().json()
    title = f"bản tin «{BULLETIN['title']}»"
    assert [each["line"] for each in found["items"]] == [
        f"Nguyễn Văn Quản soạn {title} lúc 8h00 ngày 04/11/2025",
        f"Nguyễn Văn Quản trình duyệt {title}, phiên bản 1 lúc 8h00 ngày 04/11/2025",
        f"Nguyễn Văn Quản duyệt {title}, phiên bản 1 lúc 8h00 ngày 04/11/2025",
        f"Nguyễn Văn Quản soạn {title} lúc 8h10 ngày 04/11/2025",
        f"Nguyễn Văn Quản trình duyệt {title}, phiên bản 2 lúc 8h10 ngày 04/11/2025 (khác phiên bản 1 ở: lời viết)",
        f"Nguyễn Văn Quản trả lại {title}, phiên bản 2 (lý do: Thiếu giờ.) lúc 8h10 ngày 04/11/2025",
        f"Nguyễn Văn Quản thu hồi {title}, phiên bản 1 (lý do: Hoãn họp.) lúc 8h10 ngày 04/11/2025",
    ]
    assert (found["is_whole"], found["aired"]) == (True, [])
    approved = found["items"][2]
    assert approved["content_hash"] == client.get(f"{address}/versions/1").json()["content_hash"]
    assert client.get(f"/api/v1/bulletins/{uuid4()}/history").status_code == 404


def aired(office: Office, key: VersionKey) -> list[datetime]:
    """Let a bulletin be heard on three days, by two outputs of one station."""
    office.slot(key)
    office.prepare()
    station = office.station()
    heard = office.occurrences()[:3]
    for occurrence in heard:
        for output in ("thu-muc", "loa"):
            office.report(station, occurrence, OccurrenceState.AIRED, output=output, seconds=90.0)
    return [occurrence.starts_at for occurrence in heard]


@ON_BOTH
def test_airings_are_counted_once_however_many_outputs_sounded(
    client: httpx.Client, sessions: Sessions, clock: ManualClock, founding: Founding
) -> None:
    office = Office(sessions, clock, founding)
    key = office.approved()
    heard = aired(office, key)
    [line] = client.get(f"/api/v1/bulletins/{key.bulletin_id}/history").raise_for_status().json()["aired"]
    assert (line["number"], line["times"]) == (1, 3)
    assert (datetime.fromisoformat(line["first"]), datetime.fromisoformat(line["last"])) == (heard[0], heard[-1])
    assert line["line"] == "Phiên bản 1 đã phát 3 lượt: lượt đầu 16h30 04/11/2025, lượt cuối 16h30 06/11/2025"
