"""Finished audio, judged by ffmpeg's own meter on what a listener would decode."""

import json
import wave
from pathlib import Path

import numpy as np
import pytest
from mutagen.mp3 import MP3

from app.clock import SystemClock
from app.sound import Clip, LoadedClip, Sound
from app.speech import Presenter, Prosody, VoiceChain, build_speaker
from app.studio import EmptyTimelineError, Piece, Profile, Role, SilentError, Tags, Timeline, TooShortError, find_sound, master
from app.units import Sha256
from tests.support.loudness import judge

TAGS = Tags("Thông báo họp thôn", "2025-11-04", "xã Liên An", Sha256("ab" * 32))
SENTENCES = (
    "Kính mời bà con đến nhà văn hóa thôn dự họp bình xét hộ nghèo, hộ cận nghèo.",
    "Cuộc họp bắt đầu lúc bảy giờ ba mươi phút tối thứ Năm.",
    "Đề nghị mỗi hộ cử một người đại diện đến dự đầy đủ, đúng giờ.",
)


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> dict[Presenter, tuple[Clip, ...]]:
    speaker = build_speaker(VoiceChain(), data_folder=tmp_path_factory.mktemp("voices"), clock=SystemClock())
    spoken = {who: speaker.speak(SENTENCES, who, Prosody()).clips for who in Presenter}
    loaded: dict[Presenter, tuple[Clip, ...]] = {
        who: tuple(LoadedClip(clip.load()) for clip in clips) for who, clips in spoken.items()
    }
    speaker.close()
    return loaded


def _pieces(clips: tuple[Clip, ...], repeat: int = 1) -> list[Piece]:
    said = zip(clips, SENTENCES, strict=True)
    return [Piece(clip, Role.SPEECH, 0.45, text, "bản tin") for clip, text in said] * repeat


def _tone(seconds: float, level: float, rate: int = 22_050, frequency: float = 700.0) -> Clip:
    time = np.arange(round(seconds * rate)) / rate
    return LoadedClip(Sound((level * 32767 * np.sin(2 * np.pi * frequency * time)).astype(np.int16), rate))


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("who", Presenter)
def test_speech_meets_its_loudness_and_peak(
    speech: dict[Presenter, tuple[Clip, ...]], who: Presenter, profile: Profile, tmp_path: Path
) -> None:
    made = master(Timeline(tuple(_pieces(speech[who]))), profile, TAGS, tmp_path)
    for path, ceiling in ((made.wav, -1.5), (made.mp3, -1.0)):
        loudness, peak = judge(path)
        assert loudness == pytest.approx(-16.0, abs=0.3)
        assert peak <= ceiling
    loudness, peak = judge(made.mp3)
    assert made.report.mp3_lufs == pytest.approx(loudness, abs=0.15)
    assert made.report.mp3_true_peak == pytest.approx(peak, abs=0.3)


def test_a_whole_programme_with_music_chimes_and_a_bed(speech: dict[Presenter, tuple[Clip, ...]], tmp_path: Path) -> None:
    pieces = [
        Piece(find_sound("nhac-hieu"), Role.MUSIC, 0.5, "nhạc hiệu", "mở đầu"),
        *_pieces(speech[Presenter.A]),
        Piece(find_sound("chuong-mo"), Role.CHIME, 0.5, "chuông", "chuông"),
        *_pieces(speech[Presenter.B]),
        Piece(find_sound("hieu-lenh"), Role.ATTENTION, 0.5, "hiệu lệnh", "hiệu lệnh"),
    ]
    made = master(Timeline(tuple(pieces), bed=find_sound("nhac-nen")), Profile.HORN, TAGS, tmp_path)
    for path, ceiling in ((made.wav, -1.5), (made.mp3, -1.0)):
        loudness, peak = judge(path)
        assert loudness == pytest.approx(-16.0, abs=0.3)
        assert peak <= ceiling
    assert [timing.item for timing in made.timings] == [piece.item for piece in pieces]
    starts = [timing.start_s for timing in made.timings]
    assert starts == sorted(starts)
    lengths = [piece.clip.frames / piece.clip.rate for piece in pieces]
    assert [timing.end_s - timing.start_s for timing in made.timings] == pytest.approx(lengths, abs=0.002)


def test_the_bed_ducks_under_speech_and_comes_back_in_long_gaps(tmp_path: Path) -> None:
    """Speech and bed are tones of their own, so that each can be heard alone."""
    said = [Piece(_tone(4.0, 0.5), Role.SPEECH, pause_s, "", "") for pause_s in (0.45, 6.0, 0.45)]
    made = master(Timeline(tuple(said), bed=_tone(3.0, 0.3, frequency=1_900.0)), Profile.PODCAST, TAGS, tmp_path)
    with wave.open(str(made.wav), "rb") as wav:
        samples = np.frombuffer(wav.readframes(wav.getnframes()), "<i2") / 32768

    def bed_db(start_s: float, stop_s: float) -> float:
        part = samples[round(start_s * 44_100) : round(stop_s * 44_100)]
        turn = np.exp(-2j * np.pi * 1_900.0 * np.arange(len(part)) / 44_100)
        return float(20 * np.log10(abs((part * turn).mean())))

    first, second, third = ((timing.start_s, timing.end_s) for timing in made.timings)
    under = bed_db(first[0] + 0.5, first[1] - 0.5)
    assert bed_db(first[1] + 0.1, second[0] - 0.1) == pytest.approx(under, abs=3), "no pumping in a short pause"
    assert bed_db(second[1] + 1.0, third[0] - 1.0) > under + 10


@pytest.mark.parametrize("level", [0.01, 0.99])
@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_quiet_and_loud_recordings_of_any_rate_come_out_alike(level: float, rate: int, tmp_path: Path) -> None:
    pieces = tuple(Piece(_tone(1.0, level, rate, 500.0 + 200 * n), Role.SPEECH, 0.3, "", "bản ghi") for n in range(4))
    made = master(Timeline(pieces), Profile.INDOOR, TAGS, tmp_path)
    loudness, peak = judge(made.mp3)
    assert loudness == pytest.approx(-16.0, abs=0.5)
    assert peak <= -1.0


def test_the_files_are_what_operators_expect(speech: dict[Presenter, tuple[Clip, ...]], tmp_path: Path) -> None:
    shares: list[float] = []
    made = master(Timeline(tuple(_pieces(speech[Presenter.A], 3))), Profile.HORN, TAGS, tmp_path, progress=shares.append)
    with wave.open(str(made.wav), "rb") as wav:
        assert (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) == (44_100, 1, 2)
        seconds = wav.getnframes() / 44_100
    mp3 = MP3(made.mp3)
    assert (mp3.info.sample_rate, mp3.info.channels, mp3.info.bitrate) == (44_100, 1, 128_000)
    assert mp3.info.length == pytest.approx(seconds, abs=0.1)
    assert mp3.tags is not None
    assert mp3.tags["TIT2"].text == ["Thông báo họp thôn"]
    assert mp3.tags["TPE1"].text == ["xã Liên An"]
    assert str(mp3.tags["TDRC"].text[0]) == "2025-11-04"
    assert mp3.tags["TXXX:content_hash"].text == ["ab" * 32]
    peaks = json.loads(made.peaks.read_text(encoding="utf-8"))
    assert peaks["seconds"] == pytest.approx(seconds, abs=0.01)
    assert len(peaks["peaks"]) == pytest.approx(seconds * peaks["per_second"], abs=1)
    assert 0 <= min(peaks["peaks"]) <= max(peaks["peaks"]) <= 100
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0, abs=0.01)


def test_what_cannot_be_mastered_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    silence = LoadedClip(Sound.silence(2.0, 22_050))
    with pytest.raises(EmptyTimelineError):
        master(Timeline(()), Profile.HORN, TAGS, tmp_path)
    with pytest.raises(TooShortError):
        master(Timeline((Piece(_tone(0.2, 0.5), Role.SPEECH, 0.0, "", ""),)), Profile.HORN, TAGS, tmp_path)
    with pytest.raises(SilentError):
        master(Timeline((Piece(silence, Role.SPEECH, 0.0, "", ""),)), Profile.HORN, TAGS, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_clip_that_breaks_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    class Broken:
        frames = 44_100
        rate = 22_050

        def load(self) -> Sound:
            raise OSError("gone")

    pieces = (Piece(_tone(1.0, 0.5), Role.SPEECH, 0.0, "", ""), Piece(Broken(), Role.SPEECH, 0.0, "", ""))
    with pytest.raises(OSError, match="gone"):
        master(Timeline(pieces), Profile.HORN, TAGS, tmp_path)
    assert not list(tmp_path.iterdir())
