"""An output that is a stream of frames: a card's channel, an Icecast mount, a file. How things get on it and off again."""

import itertools
import logging
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from app.airing import AudioFormat
from app.clock import Clock
from app.playout.amplifier import Amplifier
from app.playout.errors import OutputLostError
from app.playout.mixing.mixer import Mixer, Voice
from app.playout.mixing.pcm import PcmFiles, cause_of
from app.playout.mixing.source import RATE, Block, Source, clip_blocks, pause_blocks
from app.playout.mixing.timeline import Timeline
from app.playout.ports import Alarm, Cue, Cut, Level, Played
from app.sound import WavClip
from app.units import Sha256
from app.values import frozen

_log = logging.getLogger(__name__)
_LOOK = timedelta(milliseconds=30)
_SLACK = timedelta(seconds=1)
"""Beyond the latency: the claim and the first read of a file have to be done by then."""
_FADE_S = 0.3
_SETTLED_S = 0.3
"""From here on the frame of a start stays what it is; before, it follows what is learnt of the device."""
_PATIENCE_S = 10.0
"""A device that is away for longer ends what was on it; for less, that goes on at its sentence."""


class Stream(Protocol):
    """What carries the frames away."""

    @property
    def kind(self) -> Literal["soundcard", "icecast", "wav"]:
        """Which sort of output it makes."""
        ...

    @property
    def mixer(self) -> Mixer:
        """What it asks for frames."""
        ...

    @property
    def timeline(self) -> Timeline:
        """When it asks for them."""
        ...

    @property
    def is_lost(self) -> bool:
        """Whether it cannot carry anything now; it tries again by itself."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


@frozen
class Manner:
    """How an output plays.

    latency: from the frame it is asked for to the loudspeaker. chime: a WAV before each programme. silent_after_s: how long
    digital silence may come out of a programme before that is a fault.
    """

    formats: tuple[AudioFormat, ...] = ("mp3",)
    latency: timedelta = timedelta(0)
    chime: WavClip | None = None
    silent_after_s: float = 30.0


@dataclass
class _Programme:
    """A programme while it plays; a relay has no clip.

    Frames before `base` of its audio, and `lead_in` frames of chime, are not of its source. ready: the first frame the amplifier
    is ready for. is_frozen: held because the device is away, and by nothing else.
    """

    cue: Cue
    clip: WavClip | None
    voice: Voice
    base: int
    lead_in: int
    ready: int = 0
    is_frozen: bool = False

    @property
    def second(self) -> float:
        """Of its audio."""
        return (self.base + max(0, self.voice.source.taken - self.lead_in)) / RATE


class MixedOutput:
    """See `app.playout.ports.Output`."""

    def __init__(
        self, clock: Clock, name: str, *, stream: Stream, pcm: PcmFiles, manner: Manner, amplifier: Amplifier | None = None
    ) -> None:
        """amplifier: switched on before anything sounds here."""
        self._clock = clock
        self._stream = stream
        self._pcm = pcm
        self._manner = manner
        self._amplifier = amplifier
        self._changing = threading.Lock()
        self._programme: _Programme | None = None
        self._alarms = 0
        self._returns = threading.Event()
        self._never = threading.Event()
        self.name = name
        self.kind = stream.kind
        self.formats = manner.formats
        self.prelude = timedelta(seconds=manner.chime.frames / RATE) if manner.chime else timedelta(0)
        self.lead = manner.latency + _SLACK + (amplifier.pre_roll if amplifier else timedelta(0))

    # --- how it is

    @property
    def fault(self) -> str | None:
        """See `Output.fault`; `output_silent` by the meter, `amplifier_failed` by the switch."""
        if self._stream.is_lost:
            return OutputLostError.code
        if self._stream.mixer.meter.silent_s > self._manner.silent_after_s:
            return "output_silent"
        return "amplifier_failed" if self._amplifier is not None and self._amplifier.has_failed else None

    @property
    def level(self) -> Level | None:
        """See `Output.level`."""
        return self._stream.mixer.meter.level

    def prepare(self, cue: Cue) -> None:
        """See `Output.prepare`: decoded, checked."""
        if cue.is_relay:
            return
        try:
            self._pcm.prepare(cue)
        except OSError as exc:
            raise OutputLostError(self.name, cause_of(exc)) from exc

    def is_ready(self, cue: Cue) -> bool:
        """See `Output.is_ready`."""
        return cue.is_relay or self._pcm.find(cue) is not None

    def keep_only(self, hashes: Collection[Sha256]) -> None:
        """See `Output.keep_only`."""
        self._pcm.keep_only(hashes)

    def close(self) -> None:
        """See `Output.close`."""
        self._stream.close()
        if self._amplifier is not None:
            self._amplifier.close()

    # --- a programme

    def play(self, cue: Cue, interrupt: threading.Event) -> Played:
        """See `Output.play`."""
        programme = self._load(cue)
        with self._changing:
            programme.voice.is_held = self._alarms > 0
            self._programme = programme
            self._returns.clear()
        try:
            programme.ready = self._warm_up()
            programme.voice.start = max(programme.voice.start, programme.ready)
            self._follow(programme.voice, interrupt, lambda: self._keep_going(programme, interrupt))
        finally:
            with self._changing:
                self._programme = None
        return self._played(programme.voice, interrupt)

    def go_on(self) -> None:
        """See `Output.go_on`."""
        self._returns.set()

    def _load(self, cue: Cue) -> _Programme:
        clip = None if cue.is_relay else self._found(cue)
        base, chime = round(cue.from_s * RATE), None if cue.is_relay else self._manner.chime
        lead_in = clip_blocks(chime) if chime else iter(())
        source = Source(itertools.chain(lead_in, _blocks_from(cue, clip, base)))
        voice = Voice(source, self._frame_of(cue.starts_at), fade_in=base > 0)
        return _Programme(cue, clip, voice, base, chime.frames if chime else 0)

    def _keep_going(self, programme: _Programme, interrupt: threading.Event) -> None:
        """After an emergency, and after the device was away, back to the sentence that was cut."""
        voice = programme.voice
        if self._stream.is_lost:
            programme.is_frozen = programme.is_frozen or voice.freeze()
            return
        if programme.is_frozen and not self._alarms:
            programme.is_frozen = False
            voice.start = max(programme.ready, self._frame_of(programme.cue.starts_at))
            self._returns.set()
        if voice.began is None and self._ahead_s(programme.cue.starts_at) > _SETTLED_S:
            voice.start = max(programme.ready, self._frame_of(programme.cue.starts_at))
        if self._returns.is_set() and not interrupt.is_set():
            self._returns.clear()
            if voice.began is None:
                voice.is_held = False
            elif voice.is_held:
                self._rewind(programme)

    def _rewind(self, programme: _Programme) -> None:
        programme.base, programme.lead_in = round(programme.cue.return_s(programme.second) * RATE), 0
        source = Source(_blocks_from(programme.cue, programme.clip, programme.base))
        source.feed()
        programme.voice.go_on(source)

    # --- an emergency

    def cut_in(self, alarm: Alarm, interrupt: threading.Event, on_sound: Callable[[Cut], None]) -> Played:
        """See `Output.cut_in`."""
        self.prepare(alarm.message)
        voice = Voice(Source(self._alarm_blocks(alarm)), 0)
        voice.source.feed()
        with self._changing:
            self._alarms += 1
            if self._programme is not None:
                self._programme.voice.is_held, self._programme.is_frozen = True, False
            self._returns.clear()
        if self._amplifier is not None:
            self._amplifier.keep_on()
        told: list[datetime] = []

        def tell() -> None:
            if voice.began is not None and not told:
                held = self._programme
                told.append(self._heard_at(voice.began))
                on_sound(Cut(told[0], held.second if held is not None and held.voice.began is not None else None))

        try:
            self._follow(voice, interrupt, tell)
        finally:
            with self._changing:
                self._alarms -= 1
        return self._played(voice, interrupt)

    def _alarm_blocks(self, alarm: Alarm) -> Iterator[Block]:
        message = self._found(alarm.message)
        attention = WavClip.open(alarm.attention) if alarm.attention is not None else None
        while True:
            frames = 0
            for clip in (attention, message):
                if clip is not None:
                    frames += clip.frames
                    yield from clip_blocks(clip)
            if alarm.every is None:
                return
            yield from pause_blocks(max(0, round(alarm.every.total_seconds() * RATE) - frames))

    # --- both

    def _found(self, cue: Cue) -> WavClip:
        clip = self._pcm.find(cue)
        if clip is None:
            raise OutputLostError(self.name, "failed")
        return clip

    def _frame_of(self, starts_at: datetime | None) -> int:
        """The frame that is heard at that instant; 0, which is at once, when it is gone by or nothing is known."""
        timeline, ahead_s = self._stream.timeline, self._ahead_s(starts_at)
        return timeline.frame_at(self._clock.monotonic() + ahead_s) if timeline.is_known and ahead_s > 0 else 0

    def _ahead_s(self, starts_at: datetime | None) -> float:
        """Seconds until the frame has to be handed over that is heard at that instant."""
        return 0.0 if starts_at is None else (starts_at - self._clock.now() - self._manner.latency).total_seconds()

    def _heard_at(self, frame: int) -> datetime:
        seconds = self._stream.timeline.at_s(frame) - self._clock.monotonic()
        return self._clock.now() + timedelta(seconds=seconds) + self._manner.latency

    def _warm_up(self) -> int:
        """The frame from which the amplifier is ready: one that was off needs its seconds, also when that makes it late."""
        wait_s = 0.0 if self._amplifier is None else self._amplifier.keep_on()
        return self._frame_of(self._clock.now() + timedelta(seconds=wait_s) + self._manner.latency) if wait_s > 0 else 0

    def _follow(self, voice: Voice, interrupt: threading.Event, each_time: Callable[[], None]) -> None:
        """Keep `voice` fed until it has ended, or was broken off.

        Raises OutputLostError.
        """
        stream, lost_since = self._stream, None
        try:
            voice.source.feed()
            stream.mixer.add(voice)
            while not voice.has_ended and not interrupt.is_set():
                now_s = self._clock.monotonic()
                lost_since = (now_s if lost_since is None else lost_since) if stream.is_lost else None
                if lost_since is not None and now_s - lost_since > _PATIENCE_S:
                    raise OutputLostError(self.name, "missing")
                each_time()
                voice.source.feed()
                if self._amplifier is not None:
                    self._amplifier.keep_on()
                self._clock.wait(self._clock.now() + _LOOK, interrupt)
            self._leave(voice)
            each_time()
        except (OSError, ValueError) as exc:
            cause = cause_of(exc) if isinstance(exc, OSError) else "failed"
            raise OutputLostError(self.name, cause) from exc
        finally:
            voice.leave()
            stream.mixer.remove(voice)

    def _leave(self, voice: Voice) -> None:
        """Fade out, for as long as a device that may be gone deserves."""
        voice.leave()
        begin = self._clock.monotonic()
        while not voice.has_ended and self._clock.monotonic() - begin < _FADE_S:
            self._clock.wait(self._clock.now() + _LOOK, self._never)

    def _played(self, voice: Voice, interrupt: threading.Event) -> Played:
        began = self._clock.now() if voice.began is None else self._heard_at(voice.began)
        return Played(
            began,
            seconds=voice.frames / RATE,
            finished=voice.source.has_ended and not interrupt.is_set(),
            level=voice.tally.level,
        )


def _blocks_from(cue: Cue, clip: WavClip | None, base: int) -> Iterator[Block]:
    """What is left of a cue from frame `base` on; of a relay, silence that is meant."""
    if clip is not None:
        return clip_blocks(clip, base)
    return pause_blocks(max(0, round(cue.length.total_seconds() * RATE) - base))
