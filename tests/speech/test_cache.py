"""The sentence cache: whatever is wrong with an entry is a miss, and its bound holds."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.clock import ManualClock, SystemClock
from app.sound import Sound
from app.speech import Prosody, SentenceCache, Voice
from app.speech.cache import sentence_key

START = datetime(2026, 11, 1, tzinfo=UTC)
VOICE = Voice(engine="tone", id="one", label="", revision="1")
KEY = sentence_key(VOICE, Prosody(), "xin chào")


def sound_of(frames: int, seed: int = 0) -> Sound:
    return Sound(np.random.default_rng(seed).integers(-9000, 9000, frames, dtype=np.int16), 22_050)


def key_of(number: int) -> str:
    return sentence_key(VOICE, Prosody(), str(number))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def cache(tmp_path: Path, clock: ManualClock) -> SentenceCache:
    return SentenceCache(tmp_path, limit_bytes=10_000_000, clock=clock)


def entry(folder: Path) -> Path:
    (found,) = folder.glob("*/*.pcm")
    return found


def test_what_was_stored_is_found_and_loaded(cache: SentenceCache) -> None:
    assert cache.find(KEY) is None
    assert cache.load(KEY) is None
    cache.put(KEY, sound_of(5000))
    assert cache.find(KEY) == (5000, 22_050)
    loaded = cache.load(KEY)
    assert loaded is not None
    np.testing.assert_array_equal(loaded.samples, sound_of(5000).samples)


def test_everything_that_shapes_the_sound_is_in_the_key() -> None:
    voices = [
        Voice(engine=engine, id=voice, label=label, revision=revision)
        for engine, voice, label, revision in (
            ("tone", "one", "", "1"),
            ("other", "one", "", "1"),
            ("tone", "two", "", "1"),
            ("tone", "one", "", "2"),
        )
    ]
    prosodies = [Prosody(), Prosody(rate=125), Prosody(pitch=50), Prosody(pitch_range=60), Prosody(gap=2)]
    keys = {sentence_key(voice, prosody, text) for voice in voices for prosody in prosodies for text in ("a", "b")}
    assert len(keys) == 4 * 5 * 2
    renamed = Voice(engine="tone", id="one", label="another label", revision="1")
    assert sentence_key(renamed, Prosody(), "a") == sentence_key(voices[0], Prosody(), "a")


def test_the_key_of_a_sentence_stays_for_ever() -> None:
    assert KEY == "942405f58b84371ad48fd14014a5bf25c1f1d717491246f75758c0482ad8195c", "a new layout needs a new schema number"


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-1],
        lambda data: data[:40],
        lambda data: data[:0],
        lambda data: data + b"\0\0",
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"x" + data[1:],
    ],
)
def test_a_broken_entry_is_never_heard(tmp_path: Path, cache: SentenceCache, harm: Callable[[bytes], bytes]) -> None:
    cache.put(KEY, sound_of(5000))
    entry(tmp_path).write_bytes(harm(entry(tmp_path).read_bytes()))
    assert cache.load(KEY) is None
    assert cache.find(KEY) is None, "nor counted as there: it is made again before the places of a programme are fixed"
    cache.put(KEY, sound_of(5000))
    assert cache.load(KEY) is not None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(place=st.integers(min_value=0, max_value=10_083), bit=st.integers(min_value=0, max_value=7))
def test_one_flipped_bit_anywhere_is_never_heard(tmp_path: Path, cache: SentenceCache, place: int, bit: int) -> None:
    cache.put(KEY, sound_of(5000))
    data = bytearray(entry(tmp_path).read_bytes())
    data[place] ^= 1 << bit
    entry(tmp_path).write_bytes(data)
    assert cache.load(KEY) is None


def test_an_entry_under_another_key_is_not_taken(tmp_path: Path, cache: SentenceCache) -> None:
    cache.put(KEY, sound_of(5000))
    other = key_of(1)
    place = tmp_path / other[:2] / f"{other}.pcm"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(entry(tmp_path).read_bytes())
    assert cache.find(other) is None
    assert cache.load(other) is None


def test_the_least_recently_used_go_first(tmp_path: Path, clock: ManualClock) -> None:
    cache = SentenceCache(tmp_path, limit_bytes=1_000_000, clock=clock)
    for number in range(9):
        cache.put(key_of(number), sound_of(50_000, number))
        clock.advance(timedelta(hours=2))
    assert cache.find(key_of(0)) is not None, "used again"
    clock.advance(timedelta(hours=2))
    cache.put(key_of(9), sound_of(50_000))
    cache.put(key_of(10), sound_of(50_000))
    gone = [number for number in range(11) if cache.load(key_of(number)) is None]
    assert gone == [1, 2]


def test_the_bound_holds_for_what_an_earlier_run_left(tmp_path: Path, clock: ManualClock) -> None:
    cache = SentenceCache(tmp_path, limit_bytes=10_000_000, clock=clock)
    for number in range(20):
        cache.put(key_of(number), sound_of(50_000, number))
    clock.advance(timedelta(days=1))
    SentenceCache(tmp_path, limit_bytes=1_000_000, clock=clock).put(key_of(99), sound_of(50_000))
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 1_000_000
    assert cache.load(key_of(99)) is not None


def test_what_was_used_within_the_hour_may_stand_up_to_twice_the_bound(tmp_path: Path, clock: ManualClock) -> None:
    cache = SentenceCache(tmp_path, limit_bytes=1_000_000, clock=clock)
    for number in range(15):
        cache.put(key_of(number), sound_of(50_000, number))
    assert all(cache.find(key_of(number)) for number in range(15)), "a running rendering keeps its sentences"
    for number in range(15, 40):
        cache.put(key_of(number), sound_of(50_000, number))
    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 2_100_000


def test_torn_files_of_a_killed_process_go_in_time(tmp_path: Path, cache: SentenceCache, clock: ManualClock) -> None:
    torn = tmp_path / "ab" / ".left.part"
    torn.parent.mkdir()
    torn.write_bytes(b"x" * 20_000_000)
    os.utime(torn, (START.timestamp(), START.timestamp()))
    clock.advance(timedelta(days=1))
    cache.put(KEY, sound_of(50_000))
    assert not torn.exists()


def test_threads_share_a_folder(tmp_path: Path, clock: ManualClock) -> None:
    caches = [SentenceCache(tmp_path, limit_bytes=400_000, clock=clock) for _ in range(2)]
    faults: list[int] = []

    def work(cache: SentenceCache) -> None:
        for turn in range(60):
            number = turn % 7
            cache.put(key_of(number), sound_of(20_000, number))
            found = cache.load(key_of(number))
            if found is not None and not np.array_equal(found.samples, sound_of(20_000, number).samples):
                faults.append(number)

    threads = [threading.Thread(target=work, args=(cache,)) for cache in caches * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


_WRITER = """
import sys
from pathlib import Path
import numpy as np
from app.clock import SystemClock
from app.sound import Sound
from app.speech import SentenceCache
cache = SentenceCache(Path(sys.argv[1]), limit_bytes=3_000_000, clock=SystemClock())
print("ready", flush=True)
for turn in range(100_000):
    cache.put(f"{turn % 40:064x}", Sound(np.full(30_000, turn % 40 + 1, dtype=np.int16), 22_050))
"""


def test_processes_share_a_folder_and_a_killed_one_leaves_nothing_torn(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as one, subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        for process in (one, other):
            assert process.stdout is not None
            assert process.stdout.readline().strip() == b"ready"
        cache = SentenceCache(tmp_path, limit_bytes=3_000_000, clock=SystemClock())
        heard: set[int] = set()
        deadline = time.monotonic() + 20
        while len(heard) < 20 and time.monotonic() < deadline:
            heard.update(number for number in range(40) if _is_whole(cache, number))
        one.kill()
        other.kill()
    assert len(heard) >= 20
    left = [number for number in range(40) if cache.find(f"{number:064x}")]
    assert left
    assert all(_is_whole(cache, number) for number in left)


def _is_whole(cache: SentenceCache, number: int) -> bool:
    """Whether the entry is there; a wrong sample in it fails the test."""
    sound = cache.load(f"{number:064x}")
    if sound is None:
        return False
    assert len(sound.samples) == 30_000
    assert (sound.samples == number + 1).all()
    return True
