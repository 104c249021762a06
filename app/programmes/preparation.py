"""From a running order to finished audio: speech, timeline, master. Knows no database; `loalang render` uses it too."""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from app.bulletins import AttentionSignal, Music, Pause, SpokenPart
from app.programmes.fitting import Cut, fit
from app.programmes.running_order import Played, RunningOrder, Spoken
from app.sound import Clip, LoadedClip, Sound
from app.speech import Part, Presenter, Prosody, Speaker
from app.storage import write_durably
from app.studio import Mastered, Piece, Profile, Progress, Role, Tags, Timeline
from app.values import frozen

SPEECH_SHARE = 0.4
"""How much of the progress speech is; mastering is the rest."""
ATTENTION_SIGNAL = "hieu-lenh"
SILENCE_RATE = 22_050


@frozen
class Prepared:
    """Finished audio and how it came about.

    timings: JSON file. voices: label and name of each presenter's voice. cuts: what did not fit into the order's limit.
    """

    mastered: Mastered
    timings: Path
    voices: dict[str, str]
    fell_back_from: tuple[str, ...]
    synthesised: int
    cached: int
    cuts: tuple[Cut, ...] = ()


def prepare(order: RunningOrder, *, profile: Profile, tags: Tags, folder: Path, progress: Progress | None = None) -> Prepared:
    """Make the audio of `order` into `folder`.

    Raises what speech raises (the sentence is named), `UnknownSoundError`, `NoRoomError`, and OSError; then nothing counts as
    made.
    """
    from app.studio import master  # noqa: PLC0415  # light start

    report = progress or _unheard
    parts = _speak(order, _between(report, 0, SPEECH_SHARE))
    pieces, cuts = fit(list(_pieces(order, parts)), math.inf if order.limit_s is None else order.limit_s)
    timeline = Timeline(pieces, order.bed)
    mastered = master(timeline, profile, tags, folder, progress=_between(report, SPEECH_SHARE, 1 - SPEECH_SHARE))
    timings = folder / "timings.json"
    rows = [asdict(timing) for timing in mastered.timings]
    write_durably(timings, json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
    return Prepared(
        mastered=mastered,
        timings=timings,
        voices={presenter.value: part.voice.label for (_, presenter, _), part in parts.items()},
        fell_back_from=tuple(dict.fromkeys(name for part in parts.values() for name in part.fell_back_from)),
        synthesised=sum(part.synthesised for part in parts.values()),
        cached=sum(part.cached for part in parts.values()),
        cuts=cuts,
    )


def _unheard(_share: float) -> None:
    return


_Key = tuple[Speaker, Presenter, Prosody]


def _utterances(item: Spoken) -> Iterator[tuple[_Key, str]]:
    for part in item.script.items:
        if isinstance(part, SpokenPart):
            for sentence in part.sentences:
                yield (item.speaker, part.presenter, item.prosody[part.presenter]), sentence.text


def _speak(order: RunningOrder, report: Progress) -> dict[_Key, Part]:
    """All sentences of one presenter are one part, so that no voice changes within it."""
    wanted: dict[_Key, list[str]] = {}
    for item in order.items:
        if isinstance(item, Spoken):
            for key, text in _utterances(item):
                wanted.setdefault(key, []).append(text)
    total = sum(len(texts) for texts in wanted.values())
    parts: dict[_Key, Part] = {}
    done = 0
    for key, texts in wanted.items():
        speaker, presenter, prosody = key
        parts[key] = speaker.speak(texts, presenter, prosody, progress=_between(report, done / total, len(texts) / total))
        done += len(texts)
    return parts


def _between(report: Progress, start: float, length: float) -> Progress:
    return lambda share: report(start + share * length)


def _pieces(order: RunningOrder, parts: Mapping[_Key, Part]) -> Iterator[tuple[int | None, Piece]]:
    clips = {key: iter(part.clips) for key, part in parts.items()}
    for item in order.items:
        if isinstance(item, Played):
            yield item.bulletin, Piece(item.clip, item.role, item.pause_s, item.label, item.label)
            continue
        pieces = list(_spoken_pieces(item, clips))
        if pieces and item.pause_s:
            pieces.append(_silence(item.pause_s, item.label))
        yield from ((item.bulletin, piece) for piece in pieces)


def _spoken_pieces(item: Spoken, clips: Mapping[_Key, Iterator[Clip]]) -> Iterator[Piece]:
    for part in item.script.items:
        match part:
            case SpokenPart():
                own = clips[item.speaker, part.presenter, item.prosody[part.presenter]]
                for sentence in part.sentences:
                    yield Piece(next(own), Role.SPEECH, sentence.pause_ms / 1000, sentence.text, item.label)
            case Pause():
                yield _silence(part.seconds, item.label)
            case Music():
                yield Piece(item.find_sound(part.name), Role.MUSIC, 0.5, part.name, item.label)
            case AttentionSignal():
                yield Piece(item.find_sound(ATTENTION_SIGNAL), Role.ATTENTION, 0.5, "[hiệu lệnh]", item.label)


def _silence(seconds: float, label: str) -> Piece:
    return Piece(LoadedClip(Sound.silence(seconds, SILENCE_RATE)), Role.CHIME, 0.0, "", label)
