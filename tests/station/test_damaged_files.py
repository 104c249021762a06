"""Small files of a station that are empty, cut or hold something else: made anew, or a fault with a name; never permission."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.station.errors import LocalPinError
from app.station.launch import COMMAND, Told
from app.station.local_orders import LocalOrders
from app.storage import FileTroubleError, locked
from app.wire.enrolment import Enrolled, keep, kept
from app.wire.errors import BadEnrolmentError
from tests.station.conftest import Village
from tests.support.station_server import config_of

DAMAGED = [b"", b"{", b"\xff\xfe\x00", b"null", b"[]", b'{"a": 1}', b'"text"', b"garbage" * 900]


@pytest.mark.parametrize("name", ["station.lock", "station.sqlite", "audio", "audio/parts", "orders", "board.json"])
def test_a_folder_in_place_of_a_file_or_the_reverse_is_told_by_its_name(village: Village, name: str) -> None:
    village.station.close()
    place = village.data / name
    was_folder = place.is_dir()
    shutil.rmtree(place) if was_folder else place.unlink(missing_ok=True)
    place.write_bytes(b"") if was_folder else place.mkdir()
    if name == "board.json":  # only shown
        village.restart()
        return
    error = None
    try:
        village.restart()
    except FileTroubleError as trouble:
        error = trouble
    except OSError as trouble:
        error = FileTroubleError.of(trouble)
    assert error is not None
    assert (error.cause, error.path.startswith(str(place))) == ("is_file" if was_folder else "is_folder", True)
    place.unlink() if was_folder else place.rmdir()
    village.restart()


def test_a_player_that_cannot_begin_says_why_in_one_sentence(village: Village) -> None:
    village.station.close()
    (village.data / "station.lock").unlink()
    (village.data / "station.lock").mkdir()
    told = Told(config_of(village.server, village.data), "info").line()
    ended = subprocess.run(COMMAND, input=told, capture_output=True, timeout=60, check=False)
    said = f"Không đọc hoặc ghi được tệp: {village.data / 'station.lock'} là thư mục, không phải tệp.\n"
    assert (ended.returncode, ended.stderr.decode()) == (1, said)
    (village.data / "station.lock").rmdir()
    village.restart()


@pytest.mark.parametrize("damage", DAMAGED)
def test_an_enrolment_is_refused_by_name(village: Village, tmp_path: Path, damage: bytes) -> None:
    place, good = tmp_path / "kept", Enrolled("http://server.test", village.server.enrolment())
    keep(place, good)
    [path] = place.iterdir()
    assert kept(place) == good
    path.write_bytes(damage)
    with pytest.raises(BadEnrolmentError):
        kept(place)


@pytest.mark.parametrize("damage", [b'{"server": null, "enrolment": 7}', b'{"server": [], "enrolment": "x"}'])
def test_an_enrolment_of_another_shape_is_refused_by_name(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path, Enrolled("", ""))
    [path] = tmp_path.iterdir()
    path.write_bytes(damage)
    with pytest.raises(BadEnrolmentError):
        kept(tmp_path)


@pytest.mark.parametrize("damage", DAMAGED)
def test_an_order_given_here_is_silent_and_a_fault_and_holds_up_no_other(village: Village, damage: bytes) -> None:
    orders = LocalOrders(village.data / "orders")
    orders.put(village.server.emergency("Cháy"))
    (village.data / "orders" / "00000000-hong.order").write_bytes(damage)
    assert [order.title for order in orders.standing()] == ["Cháy"]
    village.sync()
    assert village.server.fault == "local_order_unreadable"
    (village.data / "orders" / "00000000-hong.order").unlink()
    village.sync()
    assert village.server.fault is None


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_pin_that_cannot_be_read_is_no_pin(village: Village, damage: bytes) -> None:
    orders = LocalOrders(village.data / "orders")
    orders.set_pin("481516")
    orders.check_pin("481516")
    (village.data / "orders" / "pin.json").write_bytes(damage)
    with pytest.raises(LocalPinError):
        orders.check_pin("481516")


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_stop_given_here_holds_whatever_its_file_says(village: Village, damage: bytes) -> None:
    LocalOrders(village.data / "orders").stop()
    (village.data / "orders" / "stop").write_bytes(damage)
    village.station.alarms.turn()
    assert village.station.player.is_stopped


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_lock_is_made_anew(village: Village, tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "some.lock").write_bytes(damage)
    locked(tmp_path / "some.lock").close()
    village.station.close()
    (village.data / "station.lock").write_bytes(damage)
    village.restart()


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_mark_that_cannot_be_removed_holds_up_nothing(village: Village, damage: bytes) -> None:
    village.station.sync.stuck_mark.mkdir()
    (village.station.sync.stuck_mark / "in it").write_bytes(damage)
    village.sync()
    assert village.station.sync._heard_at is not None  # what else the heartbeat is for
    assert {report.code for report in village.server.heartbeats[-1].faults} == {"player_stuck"}
