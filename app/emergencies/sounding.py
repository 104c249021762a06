"""The sound of an emergency: the attention signal, the words, "xin nhắc lại", the words again. A drill says so at both ends."""

import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

from app.bulletins import SpokenScript, parse_script, refuse_bad_characters, speech_alone, spoken_script
from app.canonical import Json, canonical_hash
from app.emergencies.errors import EmergencyTextError
from app.emergencies.model import Audio
from app.emergencies.texts import AGAIN, DRILL
from app.programmes import (
    ATTENTION_SIGNAL,
    GREETING_LABEL,
    Played,
    Prepared,
    RunningOrder,
    Spoken,
    StoredAudio,
    StudioKit,
    prepare,
)
from app.reading import Lexicon
from app.sound import WavClip
from app.speech import Presenter, usual_prosody
from app.studio import Role, Tags, find_sound
from app.units import Sha256, new_id

LONGEST_TEXT, LONGEST_TITLE = 2_000, 200
SAID = 2
"""How often the words are heard in one sounding."""
_PROSODY = {presenter: usual_prosody(presenter, urgent=True) for presenter in Presenter}


def read_text(text: str, kit: StudioKit, lexicon: Lexicon, *, is_script: bool, limit: int = LONGEST_TEXT) -> SpokenScript:
    """The words as they will be said, every line of them: nothing is a formality in an emergency.

    is_script: an officer wrote it, with the marks of a script; else it is words, whatever brackets stand in it.
    Raises `EmergencyTextError`, and what `parse_script` raises, with the place.
    """
    if not text.strip() or len(text) > limit:
        raise EmergencyTextError(limit)
    script = parse_script(text) if is_script else speech_alone(text)
    spoken = spoken_script(script, formal="read", accent=kit.speaker.chain.accent, lexicon=lexicon)
    if not spoken.sentences:
        raise EmergencyTextError(limit)
    return spoken


def shown_title(given: str) -> str:
    """A title as lists, logs and the correction have it, in one line. Raises the errors of signs nobody can say or see."""
    refuse_bad_characters(given)
    return " ".join(given.split())[:LONGEST_TITLE]


def title_of(text: str) -> str:
    """A name for a text that was given none: its beginning, in whole words."""
    return textwrap.shorten(text, 80, placeholder="…")


def hash_of(spoken: SpokenScript | None, recording: Sha256 | None, kit: StudioKit, *, is_drill: bool) -> Sha256:
    """Of everything that decides how it sounds; equal content is one sound."""
    content: dict[str, Json] = {
        "sentences": [[sentence.text, sentence.pause_ms] for sentence in spoken.sentences] if spoken else [],
        "recording": recording,
        "voices": kit.speaker.chain.canonical(),
        "profile": kit.profile.value,
        "drill": is_drill,
    }
    return canonical_hash(content)


def make_audio(kit: StudioKit, *, spoken: SpokenScript | None, recording: Path | None, is_drill: bool, tags: Tags) -> Audio:
    """Make it now. Raises what speech and studio raise; then nothing is kept."""
    order = RunningOrder(tuple(_items(kit, spoken=spoken, recording=recording, is_drill=is_drill)))
    folder = kit.work / f"emergency-{new_id()}"
    folder.mkdir(parents=True)
    try:
        return _stored(kit, prepare(order, profile=kit.profile, tags=tags, folder=folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _items(kit: StudioKit, *, spoken: SpokenScript | None, recording: Path | None, is_drill: bool) -> Iterator[Spoken | Played]:
    yield Played("hiệu lệnh", find_sound(ATTENTION_SIGNAL), Role.ATTENTION, 0.6)
    if is_drill:
        yield _words(kit, DRILL)
    for time in range(SAID):
        if time:
            yield _words(kit, AGAIN)
        if recording is not None:
            yield Played("bản ghi âm", WavClip.open(recording), Role.SPEECH, 1.0)
        elif spoken is not None:
            yield Spoken("thông báo khẩn", spoken, kit.speaker, _PROSODY, 1.0)
    if is_drill:
        yield _words(kit, DRILL)


def _words(kit: StudioKit, text: str) -> Spoken:
    return Spoken(GREETING_LABEL, spoken_script(parse_script(text), formal="read"), kit.speaker, _PROSODY, 0.6)


def _stored(kit: StudioKit, made: Prepared) -> Audio:
    mastered = made.mastered

    def adopt(path: Path) -> StoredAudio:
        size = path.stat().st_size
        return StoredAudio(kit.files.adopt(path), size)

    return Audio(
        forms={"mp3": adopt(mastered.mp3), "wav": adopt(mastered.wav)},
        seconds=mastered.report.seconds,
        sentences_s=tuple(timing.start_s for timing in mastered.timings if timing.role is Role.SPEECH),
    )
