"""Parts: one voice each, whole or not at all, and made again only where something changed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from structlog.testing import capture_logs

from app.clock import ManualClock, SystemClock
from app.speech import (
    Accent,
    Presenter,
    Prosody,
    SentenceCache,
    Speaker,
    UnknownEngineError,
    UnknownVoiceError,
    UnspeakableError,
    VoiceChain,
    VoiceFailedError,
    build_speaker,
)
from tests.support.speech import ToneEngine

SENTENCES = tuple(f"Câu thứ {word}." for word in ("một", "hai", "ba", "bốn", "năm"))
TWO = VoiceChain(engines=("first", "second"))


def speaker_over(folder: Path, *engines: ToneEngine, chain: VoiceChain | None = None) -> Speaker:
    cache = SentenceCache(folder, limit_bytes=50_000_000, clock=ManualClock(datetime(2026, 11, 1, tzinfo=UTC)))
    names = tuple(engine.name for engine in engines)
    return Speaker({engine.name: engine for engine in engines}, chain or VoiceChain(engines=names), cache)


def test_a_part_is_spoken_then_found_then_only_the_change_is_spoken(tmp_path: Path, tone: ToneEngine) -> None:
    speaker = speaker_over(tmp_path, tone)
    first = speaker.speak(SENTENCES, Presenter.A, Prosody())
    again = speaker.speak(SENTENCES, Presenter.A, Prosody())
    edited = speaker.speak((*SENTENCES[:2], "Câu khác.", *SENTENCES[3:]), Presenter.A, Prosody())
    counts = [(part.synthesised, part.cached) for part in (first, again, edited)]
    assert counts == [(5, 0), (0, 5), (1, 4)]
    for one, other in zip(first.clips, again.clips, strict=True):
        np.testing.assert_array_equal(one.load().samples, other.load().samples)
        assert (one.frames, one.rate) == (len(other.load().samples), other.load().rate)


def test_a_sentence_said_twice_is_made_once(tmp_path: Path, tone: ToneEngine) -> None:
    part = speaker_over(tmp_path, tone).speak(["Xin chào.", "Xin  chào."], Presenter.A, Prosody())
    assert (part.synthesised, part.cached) == (1, 1)


def test_presenters_have_their_own_voices(tmp_path: Path, tone: ToneEngine) -> None:
    speaker = speaker_over(tmp_path, tone)
    assert [speaker.speak(SENTENCES, each, Prosody()).voice.id for each in Presenter] == ["tone-ptv1", "tone-ptv2"]


def test_the_voice_that_is_set_is_taken(tmp_path: Path, tone: ToneEngine) -> None:
    chain = VoiceChain(engines=("tone",), presenter_1="tone-ptv2")
    assert speaker_over(tmp_path, tone, chain=chain).speak(SENTENCES, Presenter.A, Prosody()).voice.id == "tone-ptv2"


def test_a_voice_nobody_has_is_replaced_in_sight(tmp_path: Path, tone: ToneEngine) -> None:
    chain = VoiceChain(engines=("tone",), presenter_1="gone")
    with capture_logs() as logs:
        part = speaker_over(tmp_path, tone, chain=chain).speak(SENTENCES, Presenter.A, Prosody())
    assert part.voice.id == "tone-ptv1"
    assert part.fell_back_from == ("gone",)
    assert [(line["event"], line["voice"]) for line in logs] == [("voice.unknown", "gone")]


def test_when_one_sentence_fails_the_whole_part_is_made_again(tmp_path: Path) -> None:
    first, second = ToneEngine("first", fails_on="bốn"), ToneEngine("second")
    with capture_logs() as logs:
        part = speaker_over(tmp_path, first, second).speak(SENTENCES, Presenter.A, Prosody())
    assert part.voice.engine == "second"
    assert part.fell_back_from == ("first",)
    assert (part.synthesised, part.cached) == (5, 0)
    assert second.said == list(SENTENCES)
    assert [(line["event"], line["engine"], line["reason"]) for line in logs] == [("voice.fell_back", "first", "told to fail")]


def test_when_the_first_engine_is_back_nothing_of_the_second_is_mixed_in(tmp_path: Path) -> None:
    first, second = ToneEngine("first", fails_on="bốn"), ToneEngine("second")
    speaker = speaker_over(tmp_path, first, second)
    speaker.speak(SENTENCES, Presenter.A, Prosody())
    first.fails_on = None
    part = speaker.speak(SENTENCES, Presenter.A, Prosody())
    assert (part.voice.engine, part.fell_back_from) == ("first", ())
    assert (part.synthesised, part.cached) == (2, 3)


def test_a_sentence_that_fails_everywhere_is_named(tmp_path: Path) -> None:
    speaker = speaker_over(tmp_path, ToneEngine("first", fails_on="hai"), ToneEngine("second", fails_on="bốn"))
    with pytest.raises(VoiceFailedError) as caught:
        speaker.speak(SENTENCES, Presenter.A, Prosody())
    assert (caught.value.engine, caught.value.sentence) == ("second", SENTENCES[3])


def test_a_sentence_without_words_is_refused_before_anything_is_said(tmp_path: Path, tone: ToneEngine) -> None:
    with pytest.raises(UnspeakableError):
        speaker_over(tmp_path, tone).speak([*SENTENCES, "…"], Presenter.A, Prosody())
    assert tone.said == []


def test_no_sentences_are_an_empty_part(tmp_path: Path, tone: ToneEngine) -> None:
    assert speaker_over(tmp_path, tone).speak([], Presenter.A, Prosody()).clips == ()


def test_progress_rises_to_one_and_never_falls(tmp_path: Path) -> None:
    shares: list[float] = []
    speaker = speaker_over(tmp_path, ToneEngine("first", fails_on="bốn"), ToneEngine("second"))
    speaker.speak(SENTENCES, Presenter.A, Prosody(), shares.append)
    assert shares == sorted(set(shares))
    assert shares[-1] == 1.0


def test_a_clip_that_was_evicted_or_broken_is_said_again_by_the_same_voice(tmp_path: Path, tone: ToneEngine) -> None:
    speaker = speaker_over(tmp_path, tone)
    part = speaker.speak(SENTENCES, Presenter.A, Prosody())
    wanted = [clip.load().samples for clip in part.clips]
    files = sorted(tmp_path.glob("*/*.pcm"))
    files[0].unlink()
    files[1].write_bytes(files[1].read_bytes()[:-2] + b"\x7f\x7f")
    for clip, samples in zip(part.clips, wanted, strict=True):
        np.testing.assert_array_equal(clip.load().samples, samples)
    assert len(tone.said) == len(SENTENCES) + 2
    assert speaker.speak(SENTENCES, Presenter.A, Prosody()).cached == len(SENTENCES)


def test_a_clip_that_comes_out_at_another_length_is_a_failure(tmp_path: Path, tone: ToneEngine) -> None:
    clip = speaker_over(tmp_path, tone).speak(SENTENCES[:1], Presenter.A, Prosody()).clips[0]
    (file,) = tmp_path.glob("*/*.pcm")
    key = file.stem
    file.unlink()
    cache = SentenceCache(tmp_path, limit_bytes=50_000_000, clock=SystemClock())
    cache.put(key, tone.synthesise("một câu dài hơn", tone.voices()[0], Prosody()))
    with pytest.raises(VoiceFailedError, match="another length"):
        clip.load()


def test_an_engine_that_is_not_there_is_refused_at_the_start(tmp_path: Path, tone: ToneEngine) -> None:
    with pytest.raises(UnknownEngineError):
        speaker_over(tmp_path, tone, chain=VoiceChain(engines=("tone", "no-such")))
    with pytest.raises(UnknownEngineError):
        build_speaker(VoiceChain(engines=("no-such",)), data_folder=tmp_path, clock=SystemClock())


def test_a_voice_can_be_tried_past_the_cache(tmp_path: Path, tone: ToneEngine) -> None:
    speaker = speaker_over(tmp_path, tone)
    assert speaker.sample("Xin chào.", "tone-ptv2", Prosody()).seconds >= 0.2
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(UnknownVoiceError):
        speaker.sample("Xin chào.", "no-such", Prosody())
    assert speaker.foreign_words("radio") == (), "this engine cannot tell"


@pytest.mark.parametrize("engines", [(), ("espeak", "espeak")])
def test_a_chain_names_each_engine_once(engines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="once"):
        VoiceChain(engines=engines)


def test_the_canonical_form_of_a_chain_stays_for_ever() -> None:
    chain = VoiceChain(engines=("edge", "espeak"), accent=Accent.SOUTH, presenter_1="giọng")
    assert chain.canonical() == '{"accent":"south","engines":["edge","espeak"],"presenter_1":"giọng","presenter_2":""}'
    assert json.loads(chain.canonical())["engines"] == ["edge", "espeak"]
    assert len({VoiceChain().canonical(), chain.canonical(), VoiceChain(presenter_2="giọng").canonical()}) == 3


def test_the_built_speaker_speaks_by_the_real_engine(tmp_path: Path) -> None:
    speaker = build_speaker(VoiceChain(accent=Accent.SOUTH), data_folder=tmp_path, clock=SystemClock(), cache_mb=16)
    part = speaker.speak(["Xin chào bà con."], Presenter.B, Prosody())
    assert part.voice.id == "vi-vn-x-south+Annie"
    assert part.clips[0].load().seconds > 0.5
    assert speaker.foreign_words("Nghe radio.") == ("radio",)
    assert {voice.engine for voice in speaker.voices()} == {"espeak"}
    speaker.close()
