"""The pauses of a reading are heard: measured in what eSpeak says and the studio masters."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.bulletins import SpokenScript, parse_script, spoken_script
from app.clock import SystemClock
from app.programmes import RunningOrder, Spoken, prepare
from app.sound import WavClip
from app.speech import Presenter, Speaker, VoiceChain, build_speaker, usual_prosody
from app.studio import Profile, Tags

MANNER = {presenter: usual_prosody(presenter, urgent=False) for presenter in Presenter}
TEXT = "2. Địa điểm: nhà văn hóa thôn; dân quân – công an làm nòng cốt. Mang áo mưa.\n\nMời bà con."
STEP_S, QUIET, SHORTEST_S = 0.01, 0.01, 0.15
"""What is no sound: steps of that length below that share of the loudest; closed lips make shorter gaps than the shortest."""


@pytest.fixture
def speaker(tmp_path: Path) -> Iterator[Speaker]:
    found = build_speaker(VoiceChain(), data_folder=tmp_path, clock=SystemClock())
    yield found
    found.close()


def pauses_ms(spoken: SpokenScript) -> list[int]:
    """All pauses of a script but the last."""
    each = [phrase.pause_ms or sentence.pause_ms for sentence in spoken.sentences for phrase in sentence.phrases]
    return each[:-1]


def gaps_ms(path: Path) -> list[float]:
    """The silences between what sounds."""
    sound = WavClip.open(path).load()
    step = round(STEP_S * sound.rate)
    loud = np.abs(sound.samples[: len(sound.samples) // step * step].astype(np.float64)).reshape(-1, step).max(axis=1)
    sounding = np.flatnonzero(loud > QUIET * loud.max())
    return [round(1000 * STEP_S * (gap - 1)) for gap in np.diff(sounding) if (gap - 1) * STEP_S >= SHORTEST_S]


def test_every_pause_of_a_reading_is_heard_as_long_as_it_says(speaker: Speaker, tmp_path: Path) -> None:
    spoken = spoken_script(parse_script(TEXT))
    wanted = pauses_ms(spoken)
    assert wanted == [200, 300, 300, 200, 450, 900]
    order = RunningOrder((Spoken("bản tin", spoken, speaker, MANNER),))
    folder = tmp_path / "made"
    folder.mkdir()
    made = prepare(order, profile=Profile.HORN, tags=Tags("Bản tin", "", "", None), folder=folder)
    heard = gaps_ms(made.mastered.wav)
    assert len(heard) == len(wanted), heard
    for pause, gap in zip(wanted, heard, strict=True):
        assert pause - 40 <= gap <= pause + 200, (wanted, heard)
