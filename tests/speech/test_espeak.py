"""eSpeak in its child: bytes that can be promised, and a child that may die."""

import contextlib
import hashlib
import os
import platform
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.speech import Accent, Presenter, Prosody, VoiceFailedError, usual_prosody
from app.speech.engines.espeak import EspeakEngine

SENTENCES = (
    "Ủy ban nhân dân xã thông báo lịch tiêm chủng.",
    "Kính mời bà con đến nhà văn hóa thôn.",
    "Xin cảm ơn và hẹn gặp lại.",
    "Năm nay mưa nhiều, đường trơn.",
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
PINNED = {"1.52.0": "4923ac1ac1fb13d8219cf9c478f8cbbda2f0b025fab7e7ff0b99e6a6b8b53ba7"}
"""SHA-256 of the first sentence by `vi`, usual prosody, for each library version that was shipped (Linux, x86-64)."""


def digest(engine: EspeakEngine, sentence: str, presenter: Presenter = Presenter.A) -> str:
    voice = engine.cast(presenter, Accent.NORTH)
    return hashlib.sha256(engine.synthesise(sentence, voice, usual_prosody(presenter)).samples.tobytes()).hexdigest()


def pid_of(engine: EspeakEngine) -> int:
    """The child's number, while it lives."""
    assert engine._child is not None
    return engine._child.pid


def runs(pid: int) -> bool:
    """Whether the process is there and no mere entry waiting for its parent."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
    return False


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 10
    while runs(pid) and time.monotonic() < deadline:
        os.sched_yield()
    assert not runs(pid)


def test_bytes_do_not_depend_on_order_or_process(espeak: EspeakEngine) -> None:
    wanted = {(sentence, presenter): digest(espeak, sentence, presenter) for sentence in SENTENCES for presenter in Presenter}
    other = EspeakEngine()
    tries = list(wanted) * 3
    random.Random(7).shuffle(tries)  # noqa: S311  # an order, no secret
    assert all(digest(other, *each) == wanted[each] for each in tries)
    other.close()


@pytest.mark.skipif((sys.platform, platform.machine()) != ("linux", "x86_64"), reason="pinned there")
def test_bytes_are_those_of_the_shipped_library(espeak: EspeakEngine) -> None:
    assert digest(espeak, SENTENCES[0]) == PINNED[espeak.library_version()]


def test_accent_and_presenter_are_heard(espeak: EspeakEngine) -> None:
    voices = [espeak.cast(presenter, accent) for presenter in Presenter for accent in Accent]
    assert [voice.id for voice in voices[:3]] == ["vi", "vi-vn-x-central", "vi-vn-x-south"]
    assert [voice.id for voice in voices[3:]] == ["vi+Annie", "vi-vn-x-central+Annie", "vi-vn-x-south+Annie"]
    assert len({espeak.synthesise(SENTENCES[0], voice, Prosody()).samples.tobytes() for voice in voices}) == 6


def test_an_urgent_text_is_spoken_more_slowly(espeak: EspeakEngine) -> None:
    voice = espeak.cast(Presenter.A, Accent.NORTH)
    usual, urgent = (espeak.synthesise(SENTENCES[0], voice, usual_prosody(Presenter.A, urgent=each)) for each in (False, True))
    assert 1.05 < urgent.seconds / usual.seconds < 1.3


def test_brackets_and_options_change_nothing_but_the_words(espeak: EspeakEngine) -> None:
    assert "h@l'oU" not in espeak.phonemes("[[h@l'oU]]").replace(" ", "")
    assert "E3p" in espeak.phonemes("-f/etc/hostname"), "the letter is spelled"
    assert "b'e" in espeak.phonemes("<b>xin</b>"), "the tag is spelled"


def test_foreign_words_are_named(espeak: EspeakEngine) -> None:
    assert espeak.foreign_words("Nghe radio về Covid, UBND xã; radio.") == ("radio", "Covid", "UBND")
    assert espeak.foreign_words("Kính mời bà con đến dự.") == ()
    assert espeak.foreign_words(" … ") == ()


@linux
def test_nothing_runs_before_it_is_asked_and_nothing_after_close() -> None:
    engine = EspeakEngine()
    assert engine.voices()
    assert engine._child is None
    digest(engine, SENTENCES[0])
    child = pid_of(engine)
    engine.close()
    wait_until_gone(child)


@linux
def test_a_killed_child_is_replaced_unnoticed(espeak: EspeakEngine) -> None:
    before = digest(espeak, SENTENCES[0])
    first = pid_of(espeak)
    os.kill(first, signal.SIGKILL)
    assert digest(espeak, SENTENCES[0]) == before
    assert pid_of(espeak) != first


def test_children_killed_in_mid_work_lose_no_sentence(espeak: EspeakEngine) -> None:
    wanted = {sentence: digest(espeak, sentence) for sentence in SENTENCES}
    stop = threading.Event()
    killed: set[int] = set()

    def kill_now_and_then() -> None:
        while not stop.wait(0.05):
            child = espeak._child
            if child is not None and child.pid not in killed:
                killed.add(child.pid)
                child.kill()

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    deadline = time.monotonic() + 20
    while len(killed) < 5 and time.monotonic() < deadline:
        for sentence in SENTENCES:
            with contextlib.suppress(VoiceFailedError):  # killed twice over one sentence
                assert digest(espeak, sentence) == wanted[sentence]
    stop.set()
    killer.join()
    assert len(killed) >= 5
    assert digest(espeak, SENTENCES[0]) == wanted[SENTENCES[0]]


@linux
def test_a_hung_child_is_killed_and_the_sentence_said_by_the_next() -> None:
    engine = EspeakEngine(timeout_s=0.5)
    wanted = digest(engine, SENTENCES[0])
    hung = pid_of(engine)
    os.kill(hung, signal.SIGSTOP)
    assert digest(engine, SENTENCES[0]) == wanted
    wait_until_gone(hung)
    engine.close()


@linux
def test_the_child_dies_with_its_parent() -> None:
    code = """
import sys
from app.speech import Presenter, Prosody
from app.speech.engines.espeak import EspeakEngine
engine = EspeakEngine()
engine.synthesise("xin chào", engine.cast(Presenter.A, "north"), Prosody())
print(engine._child.pid, flush=True)
sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert runs(child)
        parent.kill()
        wait_until_gone(child)


@linux
def test_the_child_is_small_and_sees_no_package(espeak: EspeakEngine) -> None:
    digest(espeak, SENTENCES[0])
    folder = Path(f"/proc/{pid_of(espeak)}")
    resident = next(line for line in (folder / "status").read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS"))
    assert int(resident.split()[1]) < 40_000
    assert "numpy" not in (folder / "maps").read_text(encoding="utf-8")


def test_importing_speech_is_light() -> None:
    code = "import sys, app.speech; print(*{name.partition('.')[0] for name in sys.modules})"
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"httpx", "gtts", "requests", "edge_tts", "aiohttp", "piper", "onnxruntime"} & set(names)
