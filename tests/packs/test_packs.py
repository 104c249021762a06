"""Versions of a day's pack: what is in it, when a version is the same one, and when it is stale."""

import json
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from app.bulletins import VersionKey
from app.choices import DayPackChoice, choose
from app.clock import local
from app.errors import NotFoundError
from app.packs import (
    DayPack,
    Entry,
    EveningPack,
    PackStaleError,
    deliver_evening_packs,
    issue_pack,
    pack_entries,
    pack_versions,
    present_pack,
)
from app.packs.files import run_sheet
from app.playout import ItemKind
from app.storage.disk import DiskFiles
from app.tags import UNWRITTEN
from app.tasks import Troubles
from app.units import Sha256
from tests.support.choosing import USUAL
from tests.support.office import Office

TODAY = date(2025, 11, 4)


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "files")


def made(office: Office) -> DayPack:
    with office.sessions.begin() as session:
        return issue_pack(session, office.clock, office.actor, TODAY)


def stale(office: Office) -> list[tuple[int, bool]]:
    with office.sessions.read() as session:
        return [(found.version, found.is_stale) for found in pack_versions(session, office.commune_id, TODAY)]


def entries(office: Office, files: DiskFiles, pack: DayPack) -> dict[str, Entry]:
    """The files of a pack, with stand-ins for the audio where it is not on the disk."""
    for line in pack.lines:
        for form in line.file.forms:
            files.put(f"{form} {office.first().rendering_id}".encode())

    def find(sha256: Sha256) -> Path:
        path = files.path(sha256)
        assert path is not None
        return path

    return {entry.name: entry for entry in pack_entries(pack, find)}


def text(entry: Entry) -> str:
    return b"".join(entry.chunks()).decode()


def test_it_holds_audio_playlist_run_sheet_and_checksums(office: Office, files: DiskFiles) -> None:
    office.slot(office.approved(script="Kính mời bà con đến nhà văn hóa thôn lúc 19 giờ để họp."), last=TODAY)
    office.prepare()
    pack = made(office)
    found = entries(office, files, pack)
    stem = "1630-01-ban-tin-chieu"
    assert list(found) == [f"{stem}.mp3", f"{stem}.wav", f"{stem}.m3u8", "phieu-phat-thanh.html", "goi.json", "SHA256SUMS.txt"]
    assert text(found[f"{stem}.m3u8"]) == f"#EXTM3U\n#EXTINF:{round(office.length_s)},Bản tin chiều\n{stem}.mp3\n"
    sheet = text(found["phieu-phat-thanh.html"])
    for said in (
        "thứ Ba, ngày 04/11/2025",
        "Phiên bản 1",
        "16:30",
        "Kính mời bà con",
        "xã Liên An",
        f"{stem}.mp3",
        office.approver,
    ):
        assert said in sheet
    assert "KHÔNG PHÁT" not in sheet
    sums = dict(line.split("  ")[::-1] for line in text(found["SHA256SUMS.txt"]).splitlines())
    assert sums == {name: entry.sha256 for name, entry in found.items() if name != "SHA256SUMS.txt"}
    about = json.loads(text(found["goi.json"]))
    assert (about["date"], about["version"], about["content"]) == ("2025-11-04", 1, {stem: office.first().content_hash})


def test_a_relay_needs_no_file_and_is_not_told_as_left_out(office: Office, files: DiskFiles) -> None:
    office.slot(kind=ItemKind.RELAY, duration_s=1800, last=TODAY, title="Tiếp âm")
    office.plan()
    sheet = text(entries(office, files, made(office))["phieu-phat-thanh.html"])
    assert "KHÔNG PHÁT" not in sheet
    assert "TIẾP ÂM đài cấp trên, không có tệp" in sheet


def test_what_is_not_approved_has_no_file_and_says_so(office: Office, files: DiskFiles) -> None:
    office.slot(office.write(), last=TODAY)
    office.prepare()
    pack = made(office)
    found = entries(office, files, pack)
    assert list(found) == ["phieu-phat-thanh.html", "goi.json", "SHA256SUMS.txt"]
    assert "KHÔNG PHÁT: Chưa được duyệt" in text(found["phieu-phat-thanh.html"])


def test_an_airing_in_parts_says_where_each_is_heard(office: Office) -> None:
    village = office.zone("thôn Đông")
    office.slot(office.approved(), office.approved(zones=[village.path]), last=TODAY)
    office.slot(office.approved(), at=time(18), last=TODAY)
    office.prepare()
    pack = made(office)
    assert {line.file.where for line in pack.lines} == {"những nơi còn lại", "thôn Đông", "cả xã Liên An"}
    sheet = run_sheet(pack)
    assert "<td>những nơi còn lại</td>" in sheet


def test_a_title_is_text_and_no_markup(office: Office, files: DiskFiles) -> None:
    office.slot(office.approved(), last=TODAY, title="<script>x</script> & co")
    office.prepare()
    sheet = text(entries(office, files, made(office))["phieu-phat-thanh.html"])
    assert "&lt;script&gt;" in sheet
    assert "<script>" not in sheet


def test_nothing_changed_is_the_same_version(office: Office) -> None:
    office.slot(office.approved(), last=TODAY)
    office.prepare()
    first = made(office)
    office.clock.advance(timedelta(minutes=5))
    assert made(office) == first
    assert stale(office) == [(1, False)]


def test_a_withdrawal_makes_it_stale_at_once_and_closes_it(office: Office) -> None:
    key = office.approved()
    office.slot(key, last=TODAY)
    office.prepare()
    made(office)
    office.withdraw(key)
    assert stale(office) == [(1, True)]
    with office.sessions.read() as session, pytest.raises(PackStaleError):
        present_pack(session, office.commune_id, TODAY, 1)
    pack = made(office)
    assert (pack.version, pack.lines[0].file.forms) == (2, {})
    assert stale(office) == [(2, False), (1, True)]


def test_no_version_was_made_of_that_number(office: Office) -> None:
    with office.sessions.read() as session, pytest.raises(NotFoundError):
        present_pack(session, office.commune_id, TODAY, 1)


def evening(office: Office, files: DiskFiles, folder: Path) -> None:
    def find(sha256: Sha256) -> Path:
        path = files.path(sha256)
        assert path is not None
        return path

    deliver_evening_packs(office.sessions, office.clock, find, EveningPack(folder, USUAL), Troubles())


def tomorrow(office: Office, files: DiskFiles) -> VersionKey:
    """Something approved for the morning after today, with its audio on the disk."""
    key = office.approved()
    office.slot(key, at=time(5, 30), first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=1))
    office.prepare()
    files.put(f"mp3 {office.first().rendering_id}".encode())
    return key


def folder_of(root: Path) -> Path:
    return root / "goi-2025-11-05"


def test_the_hour_and_the_formats_are_those_the_commune_chose(small_office: Office, files: DiskFiles, tmp_path: Path) -> None:
    office, usb = small_office, tmp_path / "usb"
    usb.mkdir()
    tomorrow(office, files)
    hour = local(office.clock.now()).hour
    later = replace(USUAL, day_pack=DayPackChoice(hour + 12, ("mp3",)))
    with office.sessions.begin() as session:
        choose(session, office.clock, office.actor, later, usual=USUAL, engines=["espeak"], tag=UNWRITTEN)
    office.clock.advance(timedelta(hours=11))
    evening(office, files, usb)
    assert list(usb.iterdir()) == [], "the hour of the settings is over, its own is not"
    office.clock.advance(timedelta(hours=1))
    evening(office, files, usb)
    assert list(usb.iterdir()) == [folder_of(usb)]


def test_the_evening_keeps_tomorrow_in_the_folder(small_office: Office, files: DiskFiles, tmp_path: Path) -> None:
    office, usb = small_office, tmp_path / "usb"
    usb.mkdir()
    key = tomorrow(office, files)
    evening(office, files, usb)
    assert list(usb.iterdir()) == []  # it is afternoon still
    office.clock.advance(timedelta(hours=10))
    evening(office, files, usb)
    assert (folder_of(usb) / "0530-01-ban-tin-chieu.mp3").exists()
    office.withdraw(key)
    evening(office, files, usb)
    assert not list(folder_of(usb).glob("*.mp3"))
    assert "Bản tin đã bị thu hồi" in (folder_of(usb) / "phieu-phat-thanh.html").read_text(encoding="utf-8")


def test_a_drive_that_is_not_there_is_noted_and_tried_again(small_office: Office, files: DiskFiles, tmp_path: Path) -> None:
    office, usb = small_office, tmp_path / "usb"
    tomorrow(office, files)
    office.clock.advance(timedelta(hours=10))
    evening(office, files, usb)
    with office.sessions.read() as session:
        [version] = pack_versions(session, office.commune_id, TODAY + timedelta(days=1))
    assert (version.fault, version.delivered_at) == ("pack_folder", None)
    usb.mkdir()
    evening(office, files, usb)
    with office.sessions.read() as session:
        [version] = pack_versions(session, office.commune_id, TODAY + timedelta(days=1))
    assert (version.fault, version.delivered_at) == (None, office.clock.now())
    assert (folder_of(usb) / "0530-01-ban-tin-chieu.mp3").exists()
