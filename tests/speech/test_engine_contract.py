"""What every engine keeps, run over all of them."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from app.speech import Accent, Engine, Presenter, Prosody, UnspeakableError, VoiceFailedError

SENTENCE = "Ủy ban nhân dân xã thông báo lịch tiêm chủng."


@pytest.mark.parametrize("presenter", Presenter)
@pytest.mark.parametrize("accent", Accent)
def test_a_presenter_is_heard_in_any_accent(engine: Engine, presenter: Presenter, accent: Accent) -> None:
    voice = engine.cast(presenter, accent)
    assert voice in engine.voices()
    assert voice.engine == engine.name
    assert voice.revision
    sound = engine.synthesise(SENTENCE, voice, Prosody())
    assert 0.2 <= sound.seconds < 30
    assert sound.samples.dtype == np.int16
    assert sound.samples.ndim == 1
    assert np.abs(sound.samples.astype(int)).max() > 500


def test_decomposed_text_sounds_as_composed(engine: Engine) -> None:
    voice = engine.cast(Presenter.A, Accent.NORTH)
    composed, decomposed = (
        engine.synthesise(unicodedata.normalize(form, SENTENCE), voice, Prosody()).samples for form in ("NFC", "NFD")
    )
    np.testing.assert_array_equal(composed, decomposed)


@pytest.mark.parametrize("text", ["", "   ", "...", "\u200b", "\x01", "—", "“”"])
def test_a_sentence_without_words_is_refused(engine: Engine, text: str) -> None:
    with pytest.raises(UnspeakableError) as caught:
        engine.synthesise(text, engine.cast(Presenter.A, Accent.NORTH), Prosody())
    assert caught.value.reason == "empty"


def test_a_sentence_above_the_cap_is_refused_and_one_at_the_cap_spoken(engine: Engine) -> None:
    voice = engine.cast(Presenter.A, Accent.NORTH)
    longest = ("nhà " * engine.limits.characters)[: engine.limits.characters - 1] + "à"
    assert engine.synthesise(longest, voice, Prosody()).seconds >= 0.2
    with pytest.raises(UnspeakableError) as caught:
        engine.synthesise(longest + "a", voice, Prosody())
    assert caught.value.reason == "too_long"


@pytest.mark.parametrize(
    "text",
    [
        "-f/etc/hostname xin chào",
        "--help",
        "[[h@l'oU]] xin chào",
        "<b>xin</b> chào & <break time='4s'/> 1 < 2",
        "\x0150P xin chào",
    ],
)
def test_odd_text_is_data(engine: Engine, text: str) -> None:
    sound = engine.synthesise(text, engine.cast(Presenter.A, Accent.NORTH), Prosody())
    assert 0.2 <= sound.seconds < 10


def test_four_threads_may_ask_at_once(engine: Engine) -> None:
    voice = engine.cast(Presenter.A, Accent.NORTH)
    with ThreadPoolExecutor(4) as pool:
        lengths = {len(sound.samples) for sound in pool.map(lambda _: engine.synthesise(SENTENCE, voice, Prosody()), range(8))}
    assert len(lengths) == 1


def test_closing_twice_is_harmless(engine: Engine) -> None:
    engine.synthesise(SENTENCE, engine.cast(Presenter.A, Accent.NORTH), Prosody())
    engine.close()
    engine.close()


@pytest.mark.parametrize("name", ["espeak", "edge", "piper"])
def test_an_unknown_voice_is_a_failure_with_the_sentence(name: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(name)
    voice = engine.cast(Presenter.A, Accent.NORTH)
    other = type(voice)(engine=voice.engine, id="no-such-voice", label="", revision="0")
    with pytest.raises(VoiceFailedError) as caught:
        engine.synthesise(SENTENCE, other, Prosody())
    assert caught.value.sentence == SENTENCE
