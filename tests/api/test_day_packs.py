"""Day packs over HTTP, and by the command that puts them onto a stick."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from app.clock import SystemClock, local
from app.wiring import Services
from tests.support.office import Office
from tests.support.serving import ROOT, Served
from tests.support.waiting import until

TODAY = "2025-11-04"
PACKS = f"/api/v1/days/{TODAY}/packs"
STEM = "1630-01-ban-tin-chieu"


@pytest.fixture
def ready(office: Office, services: Services) -> Office:
    """Something approved this afternoon, with its audio in the store."""
    office.slot(office.approved(), last=date(2025, 11, 4))
    office.prepare()
    rendering = office.first().rendering_id
    for form in ("mp3", "wav"):
        services.files.put(f"{form} {rendering}".encode())
    return office


def test_every_file_comes_as_its_hash_says(client: httpx.Client, ready: Office) -> None:
    assert client.get(PACKS).json()["items"] == []
    pack = client.post(PACKS, params={"formats": "mp3"})
    assert pack.status_code == 201, pack.text
    names = [file["name"] for file in pack.json()["files"]]
    assert names == [f"{STEM}.mp3", f"{STEM}.m3u8", "phieu-phat-thanh.html", "goi.json", "SHA256SUMS.txt"]
    for file in pack.json()["files"]:
        answer = client.get(file["href"])
        assert (hashlib.sha256(answer.content).hexdigest(), len(answer.content)) == (file["sha256"], file["size"])
    [line] = pack.json()["lines"]
    assert (line["local_time"], line["approvers"], line["silent_because"]) == ("16:30", [ready.approver], "")


def test_the_zip_holds_the_same_files(client: httpx.Client, ready: Office) -> None:
    pack = client.post(PACKS).json()
    answer = client.get(f"{PACKS}/{pack['version']}.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        found = {
            name.removeprefix(f"{pack['name']}/"): hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()
        }
    assert found == {file["name"]: file["sha256"] for file in pack["files"]}
    assert ready.first().content_hash


def test_a_version_that_became_stale_is_marked_and_closed(client: httpx.Client, office: Office, services: Services) -> None:
    key = office.approved()
    office.slot(key, last=date(2025, 11, 4))
    office.prepare()
    services.files.put(f"mp3 {office.first().rendering_id}".encode())
    pack = client.post(PACKS, params={"formats": "mp3"}).json()
    office.withdraw(key)
    [listed] = client.get(PACKS).json()["items"]
    assert (listed["version"], listed["is_stale"]) == (1, True)
    for address in (pack["files"][0]["href"], f"{PACKS}/1.zip"):
        refused = client.get(address)
        assert (refused.status_code, refused.json()["code"]) == (409, "pack_stale")
    again = client.post(PACKS).json()
    assert again["version"] == 2
    assert [line["silent_because"] for line in again["lines"]] == ["Bản tin đã bị thu hồi"]


@pytest.mark.parametrize("address", [f"{PACKS}/9.zip", f"{PACKS}/9/goi.json", f"{PACKS}/1/none.mp3"])
@pytest.mark.usefixtures("ready")
def test_what_was_never_made_is_not_found(client: httpx.Client, address: str) -> None:
    client.post(PACKS)
    assert client.get(address).status_code == 404


@pytest.mark.slow
def test_the_command_puts_real_audio_onto_a_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("LOALANG_DATA_DIR", str(tmp_path / "data")), ("LOALANG_PORT", "0"), ("PYTHONPATH", str(ROOT))):
        monkeypatch.setenv(name, value)
    served = Served(tmp_path)
    token = served.set_up()
    moment = local(SystemClock().now()) + timedelta(hours=3)
    day = moment.date()
    usb = tmp_path / "usb"
    usb.mkdir()

    def command(*more: str) -> "subprocess.CompletedProcess[str]":
        line = [
            sys.executable,
            "-m",
            "app",
            "day-pack",
            day.isoformat(),
            "--to",
            str(usb),
            "--server",
            served.address,
            "--token",
            token,
        ]
        return subprocess.run([*line, *more], capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)

    with served.client(token) as client:
        key = (
            client.post(
                "/bulletins",
                json={
                    "title": "Mời họp",
                    "script": "Kính mời bà con họp thôn.",
                    "valid_from": "2020-01-01",
                    "valid_to": "2099-12-31",
                },
            )
            .raise_for_status()
            .json()["id"]
        )
        for act in ("submit", "approve"):
            client.post(f"/bulletins/{key}/versions/1/{act}").raise_for_status()
        regulation = {"number": "1", "dated": "2025-01-01", "quiet_from": _quiet(moment, 8), "quiet_to": _quiet(moment, 9)}
        client.put(
            "/regulation", json=regulation, headers={"If-Match": client.get("/regulation").headers["ETag"]}
        ).raise_for_status()
        slot = {"title": "Bản tin", "at": f"{moment:%H:%M}", "bulletins": [key], "first_date": day.isoformat()}
        client.post("/slots", json=slot).raise_for_status()
        assert until(lambda: bool(client.get(f"/days/{day}/files").json()["items"][0]["files"]), 60), served.log
    done = command("--formats", "mp3", "--json")
    assert done.returncode == 0, done.stderr
    folder = Path(json.loads(done.stdout)["folder"])
    checked = subprocess.run(["sha256sum", "--check", "SHA256SUMS.txt"], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S607  # the system's own
    assert checked.returncode == 0, checked.stdout
    assert [path.name.endswith("-01-ban-tin.mp3") for path in folder.glob("*.mp3")] == [True]
    usb.rename(tmp_path / "elsewhere")
    refused = command()
    assert (refused.returncode, "không có ổ hoặc thư mục này" in refused.stderr) == (1, True)
    assert served.stop() == 0


def _quiet(moment: datetime, hours: int) -> str:
    """An hour far from `moment`: the regulation of this test is quiet then."""
    return f"{moment + timedelta(hours=hours):%H:%M}"
