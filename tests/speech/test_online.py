"""The online engines against their services on loopback: moods of the network, limits, trust, and the rest after failures."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import ManualClock, SystemClock
from app.speech import Accent, Engine, Presenter, Prosody, VoiceFailedError
from app.speech.engines.edge import EdgeEngine
from app.speech.engines.gtts import GttsEngine
from app.speech.engines.mp3 import decode_mp3
from app.speech.engines.patience import Circuit, GiveUpError, Patience, TryAgainError
from tests.speech.conftest import QUICK
from tests.support.voice_services import Visits, spoken_seconds, tone_mp3

SENTENCE = "Ủy ban nhân dân xã thông báo."
LONG = "Ủy ban nhân dân xã thông báo lịch tiêm chủng, " * 6
Online = tuple[Engine, Visits]


@pytest.fixture(params=["gtts", "edge"])
def online(request: pytest.FixtureRequest) -> Online:
    engine: Engine = request.getfixturevalue(request.param)
    _, visits = request.getfixturevalue({"gtts": "translate", "edge": "read_aloud"}[request.param])
    return engine, visits


def say(engine: Engine, text: str = SENTENCE, presenter: Presenter = Presenter.A, prosody: Prosody | None = None) -> float:
    return engine.synthesise(text, engine.cast(presenter, Accent.NORTH), prosody or Prosody()).seconds


def test_the_whole_answer_is_heard(online: Online) -> None:
    engine, visits = online
    assert say(engine) == pytest.approx(spoken_seconds(SENTENCE), abs=0.15)
    assert visits.texts == [SENTENCE]


@pytest.mark.parametrize("mood", ["429", "503", "silent", "garbled", "cut"])
def test_one_bad_answer_is_tried_again(online: Online, mood: str) -> None:
    engine, visits = online
    visits.moods[:] = [mood, "ok"]
    assert say(engine) == pytest.approx(spoken_seconds(SENTENCE), abs=0.15)
    assert len(visits.texts) == 2


@pytest.mark.parametrize("mood", ["429", "503", "silent", "garbled", "cut"])
def test_a_service_that_stays_bad_is_a_failure_naming_the_sentence(online: Online, mood: str) -> None:
    engine, visits = online
    visits.moods[:] = [mood]
    with pytest.raises(VoiceFailedError) as caught:
        say(engine)
    assert caught.value.sentence == SENTENCE
    assert caught.value.engine == engine.name
    assert len(visits.texts) == QUICK.tries


@pytest.mark.parametrize("status", ["400", "404"])
def test_a_plain_no_is_not_tried_again(online: Online, status: str) -> None:
    engine, visits = online
    visits.moods[:] = [status]
    with pytest.raises(VoiceFailedError, match=status):
        say(engine)
    assert len(visits.texts) == 1


def test_a_service_that_hangs_is_left_at_once(online: Online) -> None:
    engine, visits = online
    visits.moods[:] = ["hang"]
    with pytest.raises(VoiceFailedError, match="in time"):
        say(engine)
    assert len(visits.texts) == 1


def test_after_failures_nothing_is_asked_for_a_while(online: Online) -> None:
    engine, visits = online
    visits.moods[:] = ["404"]
    for _ in range(QUICK.failures):
        with pytest.raises(VoiceFailedError):
            say(engine)
    visits.moods[:] = ["ok"]
    asked = len(visits.texts)
    with pytest.raises(VoiceFailedError, match="resting"):
        say(engine)
    assert len(visits.texts) == asked


def test_nobody_there_is_a_failure() -> None:
    engines: list[Engine] = [
        GttsEngine(SystemClock(), service="https://127.0.0.1:9", timeout_s=1.0, patience=QUICK),
        EdgeEngine(SystemClock(), service="ws://127.0.0.1:9/edge/v1?TrustedClientToken=test", timeout_s=1.0, patience=QUICK),
    ]
    for engine in engines:
        with pytest.raises(VoiceFailedError):
            say(engine)
        engine.close()


def test_gtts_sends_pieces_of_a_hundred_characters_as_one_sentence(gtts: GttsEngine, translate: tuple[str, Visits]) -> None:
    _, visits = translate
    seconds = say(gtts, LONG)
    assert len(visits.texts) > 2
    assert all(len(text) <= 100 for text in visits.texts)
    assert " ".join(visits.texts).replace(",", "").split() == LONG.replace(",", "").split()
    assert seconds == pytest.approx(sum(map(spoken_seconds, visits.texts)), abs=0.15 * len(visits.texts))
    assert {detail["language"] for detail in visits.details} == {"vi"}


def test_gtts_trusts_no_unknown_certificate(translate: tuple[str, Visits]) -> None:
    engine = GttsEngine(SystemClock(), service=translate[0], timeout_s=1.0, patience=QUICK)
    with pytest.raises(VoiceFailedError, match="not trusted"):
        say(engine)
    engine.close()
    assert translate[1].texts == []


def test_gtts_refuses_plain_http() -> None:
    with pytest.raises(ValueError, match="https"):
        GttsEngine(SystemClock(), service="http://127.0.0.1")


def test_gtts_after_close_is_a_failure(gtts: GttsEngine) -> None:
    gtts.close()
    with pytest.raises(VoiceFailedError):
        say(gtts)


def test_edge_takes_voice_and_rate_and_the_text_as_text(edge: EdgeEngine, read_aloud: tuple[str, Visits]) -> None:
    _, visits = read_aloud
    say(edge, "1 < 2 & <b>xin</b>", Presenter.B, Prosody(rate=125))
    say(edge, SENTENCE, Presenter.A)
    assert visits.texts == ["1 < 2 & <b>xin</b>", SENTENCE]
    assert ["HoaiMy" in detail["voice"] for detail in visits.details] == [True, False]
    assert [detail["rate"] for detail in visits.details] == ["-11%", "+0%"]


def test_mp3_is_decoded_or_refused() -> None:
    assert decode_mp3(tone_mp3(1.0)).seconds == pytest.approx(1.0, abs=0.15)
    for broken in (b"", b"no mp3 " * 400, Path(__file__).read_bytes()):
        with pytest.raises(ValueError, match="MP3"):
            decode_mp3(broken)


def test_the_circuit_closes_after_its_rest() -> None:
    clock = ManualClock(datetime(2026, 11, 1, tzinfo=UTC))
    circuit = Circuit(Patience(tries=1, failures=2, rest_s=60.0), clock)

    def fail() -> None:
        raise TryAgainError("down")

    for _ in range(2):
        with pytest.raises(GiveUpError, match="down"):
            circuit.call(fail)
    clock.advance(timedelta(seconds=59))
    with pytest.raises(GiveUpError, match="resting"):
        circuit.call(lambda: "up")
    clock.advance(timedelta(seconds=2))
    with pytest.raises(GiveUpError, match="down"):
        circuit.call(fail)
    with pytest.raises(GiveUpError, match="resting"):
        circuit.call(lambda: "up")
    clock.advance(timedelta(seconds=61))
    assert circuit.call(lambda: "up") == "up"


def test_a_service_that_asks_for_too_long_a_wait_is_not_waited_for() -> None:
    circuit = Circuit(Patience(longest_wait_s=10.0), ManualClock(datetime(2026, 11, 1, tzinfo=UTC)))
    tries: list[None] = []

    def busy() -> None:
        tries.append(None)
        raise TryAgainError("status 429", after_s=600.0)

    with pytest.raises(GiveUpError, match="429"):
        circuit.call(busy)
    assert len(tries) == 1
