"""What was mastered from the same sound before is handed out again: a quarter of what tests over HTTP cost was mastering.

Only in the process of the tests, and not where mastering is what is shown: `tests/studio` asks for it by itself, and others by
`mastered_anew`.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app import studio
from app.sound import Clip
from app.storage import write_durably
from app.studio import Mastered, Profile, Progress, Tags, Timeline
from app.studio.mastering import _id3, master
from app.values import frozen

_KEPT, _LONGEST_S = 48, 40.0
"""So many, none longer: some hundred MB at most."""


@frozen
class _Known:
    made: Mastered
    wav: bytes
    mp3: bytes
    peaks: bytes


@pytest.fixture(scope="session", autouse=True)
def _mastered_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(studio, "master", _remembering())
        yield


@pytest.fixture
def mastered_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mastering itself is what the test is about."""
    monkeypatch.setattr(studio, "master", master)


def _remembering() -> Callable[..., Mastered]:
    known: OrderedDict[str, _Known] = OrderedDict()

    def remember(timeline: Timeline, profile: Profile, tags: Tags, folder: Path, progress: Progress | None = None) -> Mastered:
        if not 0 < _seconds(timeline) < _LONGEST_S:
            return master(timeline, profile, tags, folder, progress)
        key, head = _key(timeline, profile), _id3(tags)
        if (found := known.get(key)) is None:
            made = master(timeline, profile, tags, folder, progress)
            frames = made.mp3.read_bytes().removeprefix(head)
            known[key] = _Known(made, made.wav.read_bytes(), frames, made.peaks.read_bytes())
            if len(known) > _KEPT:
                known.popitem(last=False)
            return made
        made = replace(found.made, **{name: folder / getattr(found.made, name).name for name in ("wav", "mp3", "peaks")})
        for path, data in ((made.wav, found.wav), (made.mp3, head + found.mp3), (made.peaks, found.peaks)):
            write_durably(path, data)
        if progress is not None:
            progress(1.0)
        return made

    return remember


def _clips(timeline: Timeline) -> list[Clip]:
    return [*(piece.clip for piece in timeline.pieces), *([timeline.bed] if timeline.bed else [])]


def _seconds(timeline: Timeline) -> float:
    return sum(clip.frames / clip.rate for clip in _clips(timeline)) + sum(piece.pause_s for piece in timeline.pieces)


def _key(timeline: Timeline, profile: Profile) -> str:
    said = [(piece.role, piece.pause_s, piece.text, piece.item) for piece in timeline.pieces]
    digest = hashlib.sha256(repr((profile, said, timeline.bed is None)).encode())
    for clip in _clips(timeline):
        sound = clip.load()
        digest.update(f"{sound.rate} {len(sound.samples)} ".encode())
        digest.update(sound.samples.tobytes())
    return digest.hexdigest()
