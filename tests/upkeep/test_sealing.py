"""What is sealed opens with its passphrase alone, whole or not at all."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from app.upkeep import sealing
from app.upkeep.errors import BackupBrokenError, PassphraseUnreadableError, WeakPassphraseError, WrongPassphraseError
from app.upkeep.sealing import is_sealed, passphrase_in, sealed, unseal

PASSPHRASE = "mưa rào đêm qua"  # noqa: S105  # of this test
PIECE = 1000


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_PIECE", PIECE)


def _sealed(to: Path, data: bytes) -> Path:
    with sealed(to, PASSPHRASE) as file:
        for start in range(0, len(data), 333):
            file.write(data[start : start + 333])
    return to


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE, 5 * PIECE + 7])
def test_it_opens_as_it_was_closed(tmp_path: Path, length: int) -> None:
    data = bytes(number % 251 for number in range(length))
    file = _sealed(tmp_path / "a.zip", data)
    assert is_sealed(file)
    assert data[:50] not in file.read_bytes() or length < 3
    unseal(file, tmp_path / "b", PASSPHRASE)
    assert (tmp_path / "b").read_bytes() == data


@pytest.mark.usefixtures("dear")
def test_a_guess_costs_what_owasp_asks_for(tmp_path: Path) -> None:
    assert _sealed(tmp_path / "a.zip", b"khoa").read_bytes()[len(sealing.MAGIC) + 16] == 17, "128 MiB"


def test_another_passphrase_is_told_from_damage(tmp_path: Path) -> None:
    file = _sealed(tmp_path / "a.zip", b"khoa" * 900)
    with pytest.raises(WrongPassphraseError):
        unseal(file, tmp_path / "b", PASSPHRASE + " ")


def test_whatever_was_changed_cut_or_reordered_is_refused(tmp_path: Path) -> None:
    whole = _sealed(tmp_path / "a.zip", b"khoa" * 900).read_bytes()
    head, sealed_piece = len(whole) - (3 * (PIECE + 16) + 600 + 16), PIECE + 16
    pieces = [whole[head + n * sealed_piece : head + (n + 1) * sealed_piece] for n in range(4)]
    changed = [
        whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in range(len(sealing.MAGIC), len(whole), 37)
    ]
    cut = [whole[:head], whole[: head + sealed_piece], whole[:-1], whole[: head + 3 * sealed_piece], whole + b"x", whole[:30]]
    moved = [whole[:head] + b"".join(pieces[n] for n in order) for order in ((1, 0, 2, 3), (0, 2, 3), (0, 1, 2, 2), (3, 1, 2, 0))]
    for data in (*changed, *cut, *moved):
        (tmp_path / "damaged").write_bytes(data)
        with pytest.raises(BackupBrokenError):
            unseal(tmp_path / "damaged", tmp_path / "b", PASSPHRASE)


def test_a_short_passphrase_is_refused_and_a_half_written_file_never_appears(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphraseError), sealed(tmp_path / "a.zip", "ngắn"):
        pass
    with pytest.raises(TypeError), sealed(tmp_path / "a.zip", PASSPHRASE) as file:
        file.write("no bytes")  # type: ignore[call-overload]  # what breaks it
    assert list(tmp_path.iterdir()) == []


def test_a_zip_is_written_into_it(tmp_path: Path) -> None:
    with sealed(tmp_path / "a.zip", PASSPHRASE) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x", b"y" * 5000)
    unseal(tmp_path / "a.zip", tmp_path / "b", PASSPHRASE)
    assert zipfile.ZipFile(io.BytesIO((tmp_path / "b").read_bytes())).read("x") == b"y" * 5000


@pytest.mark.parametrize("cost", [0, 21, 255])
def test_a_head_of_another_make_is_refused(tmp_path: Path, cost: int) -> None:
    whole = _sealed(tmp_path / "a.zip", b"khoa").read_bytes()
    end = len(sealing.MAGIC) + 16 + 1 + 32
    head = whole[: len(sealing.MAGIC) + 16] + bytes([cost]) + whole[len(sealing.MAGIC) + 17 : end]
    (tmp_path / "other").write_bytes(head + hashlib.sha256(head).digest() + whole[end + 32 :])
    with pytest.raises(BackupBrokenError):
        unseal(tmp_path / "other", tmp_path / "b", PASSPHRASE)


@pytest.mark.parametrize("line", [b"\xfa\xfb\xfc abcdefghijklmnop", "mưa rào đêm qua".encode("utf-16"), bytes(40)])
def test_a_passphrase_that_is_no_text_is_none(tmp_path: Path, line: bytes) -> None:
    """Whatever stood for what cannot be read, another such file would open what this one sealed."""
    (tmp_path / "p").write_bytes(line + b"\n")
    with pytest.raises(PassphraseUnreadableError):
        passphrase_in(tmp_path / "p")
