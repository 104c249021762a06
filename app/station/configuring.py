"""From the settings of an installation to what a station is told; for whoever starts one. The player itself knows no settings."""

from pathlib import Path
from typing import assert_never

from app.playout.switch import CommandSwitch, HttpSwitch, SerialSwitch
from app.settings import AmplifierSettings, OutputSettings, StationSettings
from app.station.config import AmplifierConfig, OutputConfig, SoundConfig
from app.units import ZoneId


def outputs_of(settings: StationSettings, folder: Path, *, sounds: bool = True) -> tuple[OutputConfig, ...]:
    """The outputs that are named; without any, and for a commune that must not sound here, the one simple output.

    folder: where that one puts its files.
    """
    if sounds and settings.outputs:
        return tuple(config_of(each) for each in settings.outputs)
    return (OutputConfig("out", settings.output, folder=folder, formats=("mp3", "wav")),)


def sandbox_outputs(folder: Path) -> tuple[OutputConfig, ...]:
    """Files in `folder`, whatever the settings say of the loudspeakers: who practises finds what would have been heard."""
    return (OutputConfig("out", "folder", folder=folder, formats=("mp3", "wav")),)


def config_of(given: OutputSettings) -> OutputConfig:
    """An output as the settings name it."""
    return OutputConfig(
        given.name,
        given.kind,
        folder=given.folder,
        formats=given.formats or (("mp3", "wav") if given.kind == "folder" else ("mp3",)),
        zones=frozenset(ZoneId(zone) for zone in given.zones),
        sound=SoundConfig(
            device=given.device,
            side=given.side,
            url=given.url,
            user=given.user,
            password=given.password.get_secret_value(),
            bit_rate=given.bit_rate,
            level_db=given.level_db,
            latency_ms=given.latency_ms,
            chime=given.chime,
            silent_after_s=given.silent_after_s,
            amplifier=None if given.amplifier is None else _amplifier_of(given.amplifier),
        ),
    )


def _amplifier_of(given: AmplifierSettings) -> AmplifierConfig:
    return AmplifierConfig(_switch_of(given), given.pre_roll_s, given.hold_s)


def _switch_of(given: AmplifierSettings) -> HttpSwitch | SerialSwitch | CommandSwitch:
    match given.kind:
        case "http":
            return HttpSwitch(given.on[0], given.off[0])
        case "serial":
            return SerialSwitch(given.port, given.on[0], given.off[0], given.baud)
        case "command":
            return CommandSwitch(given.on, given.off)
        case _:
            assert_never(given.kind)
