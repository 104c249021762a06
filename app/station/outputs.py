"""The outputs of a station as its settings name them: cards opened once, amplifiers shared, PCM decoded once for all."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.playout import FolderOutput, NullOutput, Output
from app.playout.amplifier import Amplifier
from app.station.config import AmplifierConfig, OutputConfig

if TYPE_CHECKING:
    from app.sound import WavClip


def open_outputs(configs: Sequence[OutputConfig], clock: Clock, data: Path) -> list[Output]:
    """Open them, in their order. data: the station's folder. A device or server that is not there is a fault, not an error."""
    if any(config.kind in {"soundcard", "icecast"} for config in configs):
        return _Sounding(clock, data).open(configs)
    return [_silent(config, clock) for config in configs]


def _silent(config: OutputConfig, clock: Clock) -> Output:
    if config.kind == "folder" and config.folder is not None:
        return FolderOutput(clock, config.name, root=config.folder, formats=config.formats)
    return NullOutput(clock, config.name, formats=config.formats)


class _Sounding:
    """Outputs that need the mixing engine, which is imported here and nowhere earlier: it costs memory."""

    def __init__(self, clock: Clock, data: Path) -> None:
        from app.playout.mixing import Card, PcmFiles  # noqa: PLC0415  # see above

        self._clock = clock
        self._data = data
        self._pcm = PcmFiles(data / "pcm")
        self._cards: dict[str, Card] = {}
        self._amplifiers: dict[AmplifierConfig, Amplifier] = {}

    def open(self, configs: Sequence[OutputConfig]) -> list[Output]:
        outputs = [self._output(config) for config in configs]
        for amplifier in self._amplifiers.values():
            amplifier.start()
        for card in self._cards.values():
            card.open()
        return outputs

    def _output(self, config: OutputConfig) -> Output:
        from app.playout.mixing import Card, IcecastStream, Manner, MixedOutput, Mount, Stream  # noqa: PLC0415  # see above

        sound = config.sound
        stream: Stream
        if config.kind == "soundcard":
            if sound.device not in self._cards:
                self._cards[sound.device] = Card(self._clock, sound.device)
            stream = self._cards[sound.device].stream(sound.side, sound.level_db)
        elif config.kind == "icecast":
            mount = Mount(sound.url, sound.password, sound.user, sound.bit_rate)
            stream = IcecastStream(self._clock, mount, level_db=sound.level_db)
        else:
            return _silent(config, self._clock)
        manner = Manner(
            formats=config.formats,
            latency=timedelta(milliseconds=sound.latency_ms),
            chime=_chime(sound.chime),
            silent_after_s=sound.silent_after_s,
        )
        amplifier = None if sound.amplifier is None else self._amplifier(sound.amplifier)
        return MixedOutput(self._clock, config.name, stream=stream, pcm=self._pcm, manner=manner, amplifier=amplifier)

    def _amplifier(self, config: AmplifierConfig) -> Amplifier:
        if config not in self._amplifiers:
            self._amplifiers[config] = Amplifier(
                self._clock,
                config.switch,
                self._data / f"amplifier-{len(self._amplifiers) + 1}.on",
                pre_roll=timedelta(seconds=config.pre_roll_s),
                hold=timedelta(seconds=config.hold_s),
            )
        return self._amplifiers[config]


def _chime(name: str) -> "WavClip | None":
    from app.studio import find_sound  # noqa: PLC0415  # only where a chime is wanted

    return find_sound(name) if name else None
