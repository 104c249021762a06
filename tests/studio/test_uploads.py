"""Files as phones and people make them go in; a WAV or a clear reason comes out, and never another file's content."""

import subprocess
import wave
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray

from app.sound import Sound, to_wav
from app.studio import BadUploadError, UploadLimits, UploadWarning, decode_upload

RATE = 16_000


def _voice(seconds: float, level: float = 0.4) -> NDArray[np.float64]:
    """Something that comes and goes like syllables."""
    time = np.arange(round(seconds * RATE)) / RATE
    noise = np.random.default_rng(7).standard_normal(len(time)) * 0.05
    return level * (np.sin(2 * np.pi * 220 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * time)) + noise)


def _wav(path: Path, samples: NDArray[np.float64]) -> Path:
    path.write_bytes(to_wav(Sound(np.clip(samples * 32767, -32768, 32767).astype(np.int16), RATE)))
    return path


def _encoded(folder: Path, name: str, *options: str, seconds: float = 2.0) -> Path:
    source = _wav(folder / "source.wav", _voice(seconds))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(source), *options, str(folder / name)]
    subprocess.run(command, check=True)
    return folder / name


def _refused(path: Path, folder: Path, limits: UploadLimits | None = None) -> str:
    before = set(folder.iterdir())
    with pytest.raises(BadUploadError) as caught:
        decode_upload(path, folder / "out.wav", limits=limits or UploadLimits())
    assert set(folder.iterdir()) == before
    return caught.value.reason


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.m4a", ("-c:a", "aac")),
        ("a.3gp", ("-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k")),
        ("a.amr", ("-c:a", "libopencore_amrnb", "-ar", "8000", "-b:a", "12.2k")),
        ("a.wma", ("-c:a", "wmav2")),
        ("a.ogg", ("-c:a", "libvorbis")),
        ("a.opus", ("-c:a", "libopus")),
        ("a.webm", ("-c:a", "libopus")),
        ("a.mp3", ("-c:a", "libmp3lame")),
        ("a.flac", ("-c:a", "flac")),
        ("a.aac", ("-c:a", "aac")),
        ("a.wav", ("-c:a", "pcm_s24le", "-af", "pan=stereo|c0=c0|c1=c0", "-ar", "48000")),
        ("a.aiff", ()),
    ],
)
def test_any_phone_format_is_taken(name: str, options: tuple[str, ...], tmp_path: Path) -> None:
    decoded = decode_upload(_encoded(tmp_path, name, *options), tmp_path / "out" / "x.wav")
    assert decoded.seconds == pytest.approx(2.0, abs=0.15)
    assert decoded.warnings == ()
    assert decoded.clip.rate == 22_050
    level = np.sqrt(np.mean(np.square(decoded.clip.load().samples / 32768.0)))
    assert level == pytest.approx(np.sqrt(np.mean(np.square(_voice(2.0)))), rel=0.2)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["x.wav"]


def _id3(data: bytes) -> bytes:
    size = 1000
    return b"ID3\x03\x00\x00" + bytes([0, 0, size >> 7, size & 0x7F]) + bytes(size) + data


def _apev2(data: bytes) -> bytes:
    return b"APETAGEX" + (2000).to_bytes(4, "little") + (32).to_bytes(4, "little") + bytes(4) + b"\0\0\0\xa0" + bytes(8) + data


@pytest.mark.parametrize(
    ("name", "options", "before"),
    [
        ("a.flac", ("-c:a", "flac"), _id3),
        ("a.aac", ("-c:a", "aac"), _id3),
        ("a.mp3", ("-c:a", "libmp3lame"), lambda data: bytes(5000) + data),
        ("a.mp3", ("-c:a", "libmp3lame"), lambda data: np.random.default_rng(3).bytes(3000) + data),
        ("a.mp3", ("-c:a", "libmp3lame"), lambda data: data[777:]),
        ("a.mp3", ("-c:a", "libmp3lame"), _apev2),
    ],
)
def test_what_stands_before_the_sound_does_not_matter(
    name: str, options: tuple[str, ...], before: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    path = _encoded(tmp_path, name, *options, seconds=4.0)
    path.write_bytes(before(path.read_bytes()))
    decoded = decode_upload(path, tmp_path / "x.wav")
    assert decoded.seconds == pytest.approx(4.0, abs=0.2)
    assert UploadWarning.MISLABELLED not in decoded.warnings


def _stereo(folder: Path, left: NDArray[np.float64], right: NDArray[np.float64]) -> Path:
    path = folder / "stereo.wav"
    both = np.column_stack((left, right))
    with wave.open(str(path), "wb") as wav:
        wav.setparams((2, 2, RATE, 0, "NONE", "NONE"))
        wav.writeframes(np.clip(both * 32767, -32768, 32767).astype("<i2").tobytes())
    return path


_QUIET_NOISE = np.random.default_rng(5).standard_normal(3 * RATE) * 1e-4


@pytest.mark.parametrize(
    ("left", "right", "warnings"),
    [
        (1.0, -1.0, (UploadWarning.INVERTED,)),
        (1.0, -0.6, (UploadWarning.INVERTED,)),
        (1.0, 0.0, (UploadWarning.ONE_CHANNEL,)),
        (0.0, 1.0, (UploadWarning.ONE_CHANNEL,)),
        (1.0, 1.0, ()),
        (1.0, 0.5, ()),
    ],
)
def test_two_channels_never_silence_each_other(
    left: float, right: float, warnings: tuple[UploadWarning, ...], tmp_path: Path
) -> None:
    voice = _voice(3.0)
    decoded = decode_upload(_stereo(tmp_path, voice * left, voice * right + _QUIET_NOISE), tmp_path / "x.wav")
    assert decoded.warnings == warnings
    level = np.sqrt(np.mean(np.square(decoded.clip.load().samples / 32768.0)))
    heard = max(abs(left), abs(right)) if UploadWarning.ONE_CHANNEL in warnings else (abs(left) + abs(right)) / 2
    assert level == pytest.approx(heard * np.sqrt(np.mean(np.square(voice))), rel=0.1)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mp3", ("-c:a", "libmp3lame")),
        ("a.ogg", ("-c:a", "libvorbis")),
        ("a.opus", ("-c:a", "libopus")),
        ("a.flac", ("-c:a", "flac")),
        ("a.webm", ("-c:a", "libopus")),
        ("a.m4a", ("-c:a", "aac", "-movflags", "+faststart")),
        ("a.wav", ("-c:a", "pcm_s16le")),
    ],
)
def test_half_a_file_is_taken_with_a_warning(name: str, options: tuple[str, ...], tmp_path: Path) -> None:
    path = _encoded(tmp_path, name, *options, seconds=6.0)
    assert decode_upload(path, tmp_path / "x.wav").warnings == ()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 4 * 2])
    decoded = decode_upload(path, tmp_path / "x.wav")
    assert UploadWarning.CUT_SHORT in decoded.warnings
    assert decoded.seconds < 5


def test_a_wrong_suffix_is_only_a_warning(tmp_path: Path) -> None:
    path = _encoded(tmp_path, "a.ogg", "-c:a", "libvorbis")
    assert decode_upload(path, tmp_path / "x.wav", name="đọc.mp3").warnings == (UploadWarning.MISLABELLED,)
    assert decode_upload(path, tmp_path / "x.wav", name="không đuôi").warnings == ()


@pytest.mark.parametrize(
    ("samples", "warning"),
    [
        (np.clip(_voice(3.0, 4.0), -1, 1), UploadWarning.CLIPPED),
        (_voice(3.0, 0.004), UploadWarning.QUIET),
        (np.concatenate((_voice(1.0), np.zeros(3 * RATE))), UploadWarning.MOSTLY_SILENT),
    ],
)
def test_odd_sound_is_taken_with_a_warning(samples: NDArray[np.float64], warning: UploadWarning, tmp_path: Path) -> None:
    assert decode_upload(_wav(tmp_path / "a.wav", samples), tmp_path / "x.wav").warnings == (warning,)


def test_unusable_files_are_refused_and_leave_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    bad = tmp_path / "a"
    contents = {
        "empty": b"",
        "not_audio": b"%PDF-1.7 van ban",
        "playlist": b"#EXTM3U\n/etc/passwd\n",
        "broken": b"OggS" + bytes(500),
    }
    for reason, data in contents.items():
        bad.write_bytes(data)
        assert _refused(bad, folder) == reason
    assert _refused(_wav(bad, np.zeros(RATE)), folder) == "silent"
    assert _refused(_wav(bad, _voice(0.2)), folder) == "too_short"


def test_limits_of_length_size_memory_and_time(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    long = _encoded(tmp_path, "long.mp3", "-c:a", "libmp3lame", seconds=40.0)
    assert _refused(long, folder, UploadLimits(longest_s=30)) == "too_long"
    assert _refused(long, folder, UploadLimits(largest_bytes=1000)) == "too_large"
    assert _refused(long, folder, UploadLimits(memory_mb=60)) == "too_heavy"
    assert _refused(long, folder, UploadLimits(wall_s=0)) == "too_heavy"


def test_a_file_whose_index_is_cut_off_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    path = _encoded(tmp_path, "a.m4a", "-c:a", "aac")
    path.write_bytes(path.read_bytes()[:9000])
    assert _refused(path, folder) == "broken"


def test_a_damaged_file_is_taken_with_a_warning(tmp_path: Path) -> None:
    path = _encoded(tmp_path, "a.flac", "-c:a", "flac")
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 300] = bytes(300)
    path.write_bytes(data)
    assert decode_upload(path, tmp_path / "x.wav").warnings == (UploadWarning.DAMAGED,)


@pytest.mark.parametrize(
    "trick",
    [
        "#EXTM3U\n#EXTINF:2,\n{secret}\n",
        "\ufeff#EXTM3U\nfile://{secret}\n",
        "ffconcat version 1.0\nfile {secret}\n",
        "concat:{secret}|{secret}",
        "file:{secret}",
        "[playlist]\nFile1={secret}\n",
        '<?xml version="1.0"?><MPD><BaseURL>{secret}</BaseURL></MPD>',
        "ID3\n#EXTM3U\n{secret}\n",
        "\n\n  #EXTM3U\n{secret}\n",
    ],
)
@pytest.mark.parametrize("name", ["a.m3u8", "a.wav", "concat:a.mp3"])
def test_no_trick_reads_another_file(trick: str, name: str, tmp_path: Path) -> None:
    secret = _wav(tmp_path / "secret.wav", _voice(2.0))
    folder = tmp_path / "store"
    folder.mkdir()
    path = tmp_path / name
    path.write_text(trick.format(secret=secret), encoding="utf-8")
    assert _refused(path, folder) in {"playlist", "not_audio", "broken"}
