"""From words to finished audio: one voice for each presenter, each sentence made once, nothing partial."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from app.bulletins import parse_script, spoken_script
from app.clock import SystemClock
from app.programmes import Played, Prepared, RunningOrder, Spoken, prepare
from app.speech import Presenter, Speaker, VoiceChain, VoiceFailedError, usual_prosody
from app.speech.cache import SentenceCache
from app.storage import sha256_of
from app.studio import Profile, Role, Tags, UnknownSoundError
from tests.support.speech import ToneEngine

pytestmark = pytest.mark.usefixtures("mastered_anew")
MANNER = {presenter: usual_prosody(presenter, urgent=False) for presenter in Presenter}
TAGS = Tags("Bản tin", "2025-11-04", "xã Liên An", None)
TWO_VOICES = "PTV1: Chào bà con. Hôm nay có hai tin.\nPTV2: Tin thứ nhất.\nPTV1: Tin thứ hai."


@dataclass
class Studio:
    speaker: Speaker
    first: ToneEngine
    second: ToneEngine
    root: Path
    made: int = 0

    def prepare(self, *items: Spoken | Played, progress: list[float] | None = None) -> Prepared:
        self.made += 1
        folder = self.root / str(self.made)
        folder.mkdir()
        heard = progress if progress is not None else []
        return prepare(RunningOrder(items), profile=Profile.HORN, tags=TAGS, folder=folder, progress=heard.append)

    def say(self, script: str, label: str = "bản tin", pause_s: float = 0.0) -> Spoken:
        return Spoken(label, spoken_script(parse_script(script)), self.speaker, MANNER, pause_s)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    first, second = ToneEngine("first"), ToneEngine("second")
    cache = SentenceCache(tmp_path / "cache", limit_bytes=1 << 28, clock=SystemClock())
    speaker = Speaker({"first": first, "second": second}, VoiceChain(("first", "second")), cache)
    yield Studio(speaker, first, second, tmp_path)
    speaker.close()


def timings(made: Prepared) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(made.timings.read_text(encoding="utf-8"))
    return rows


def test_sentences_come_in_the_order_of_the_script_with_their_times(studio: Studio) -> None:
    made = studio.prepare(studio.say(TWO_VOICES))
    rows = [row for row in timings(made) if row["role"] == Role.SPEECH]
    assert [row["text"] for row in rows] == [sentence.text for sentence in spoken_script(parse_script(TWO_VOICES)).sentences]
    times = [(row["start_s"], row["end_s"]) for row in rows]
    assert times == sorted(times)
    assert (made.synthesised, made.cached, made.fell_back_from) == (4, 0, ())
    assert set(made.voices) == {"ptv1", "ptv2"}


def test_after_one_sentence_of_sixty_changed_one_is_made(studio: Studio) -> None:
    sentences = [f"Đây là câu số {number}." for number in range(60)]
    studio.prepare(studio.say(" ".join(sentences)))
    sentences[30] = "Câu này đã sửa."
    made = studio.prepare(studio.say(" ".join(sentences)))
    assert (made.synthesised, made.cached) == (1, 59)


def test_a_presenter_is_heard_with_one_voice_also_over_several_bulletins(studio: Studio) -> None:
    studio.first.fails_on = "hỏng"
    made = studio.prepare(studio.say("Tin thứ nhất."), studio.say("Máy đã hỏng."), studio.say("PTV2: Tin thứ ba."))
    assert made.fell_back_from == ("first",)
    assert len(studio.second.said) == 2, "the part is made again whole, and nobody else's"


def test_a_sentence_that_fails_everywhere_is_named_and_nothing_is_made(studio: Studio) -> None:
    studio.first.fails_on = studio.second.fails_on = "hỏng"
    with pytest.raises(VoiceFailedError) as failed:
        studio.prepare(studio.say("Chào bà con. Máy đã hỏng."))
    assert "hỏng" in failed.value.sentence
    assert not list((studio.root / "1").iterdir())


def test_cues_are_heard_and_an_unknown_one_is_an_error(studio: Studio) -> None:
    made = studio.prepare(studio.say("[hiệu lệnh]\nChào bà con.\n[nghỉ 3s]\n[nhạc: nhac-ket]"))
    roles = [row["role"] for row in timings(made)]
    assert roles[0] == Role.ATTENTION
    assert roles[-1] == Role.MUSIC
    with pytest.raises(UnknownSoundError):
        studio.prepare(studio.say("[nhạc: không có]\nChào bà con."))


def test_silence_after_an_item_is_heard(studio: Studio) -> None:
    short = studio.prepare(studio.say("Chào bà con."), studio.say("Hết."))
    long = studio.prepare(studio.say("Chào bà con.", pause_s=2.0), studio.say("Hết."))
    assert long.mastered.report.seconds - short.mastered.report.seconds == pytest.approx(2.0, abs=0.05)


def test_progress_rises_to_one(studio: Studio) -> None:
    seen: list[float] = []
    studio.prepare(studio.say(TWO_VOICES), progress=seen)
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_the_same_content_gives_the_same_bytes(studio: Studio) -> None:
    """So a rendering that is made again, here or elsewhere, is the one that was promised."""
    first, second = (studio.prepare(studio.say(TWO_VOICES)) for _ in range(2))
    for name in ("mp3", "wav", "peaks"):
        assert sha256_of(getattr(first.mastered, name)) == sha256_of(getattr(second.mastered, name))


def test_what_has_to_fit_keeps_its_frame_and_says_what_is_missing(studio: Studio) -> None:
    greeting, closing = studio.say("Mời bà con nghe.", "lời dẫn"), studio.say("Xin hết.", "lời dẫn")
    long = " ".join(f"Câu thứ {number}." for number in ("một", "hai", "ba", "bốn", "năm", "sáu"))
    items = (
        greeting,
        replace(studio.say("Tin ngắn.", "ngắn"), bulletin=0),
        replace(studio.say(long, "dài"), bulletin=1),
        closing,
    )
    whole = studio.prepare(*items).mastered.report.seconds
    folder = studio.root / "fitted"
    folder.mkdir()
    order = RunningOrder(items, limit_s=math.ceil(whole) - 2)
    made = prepare(order, profile=Profile.HORN, tags=TAGS, folder=folder)
    assert [row["item"] for row in timings(made)] == ["lời dẫn", "ngắn", "lời dẫn"]
    [cut] = made.cuts
    assert (cut.bulletin, cut.is_whole) == (1, True)
    assert made.mastered.report.seconds + cut.seconds == pytest.approx(whole, abs=0.2)
