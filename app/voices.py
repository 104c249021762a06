"""The voices the settings name. Apart from `wiring`, so that a command that only speaks loads neither database nor station."""

from app.clock import Clock, SystemClock
from app.settings import Settings
from app.speech import Accent, Engine, Speaker, VoiceChain, build_engines, build_speaker


def chain_of(settings: Settings) -> VoiceChain:
    """The chain of voices the settings name."""
    voice = settings.voice
    return VoiceChain(voice.chain, Accent(voice.accent), voice.presenter_1, voice.presenter_2)


def engines_of(settings: Settings) -> list[Engine]:
    """The voice engines the settings name, for looking at them alone."""
    built = build_engines(settings.voice.chain, clock=SystemClock(), voices_folder=settings.data / "voices")
    return list(built.values())


def speaker_of(settings: Settings, clock: Clock) -> Speaker:
    """The speaker the settings describe."""
    return build_speaker(chain_of(settings), data_folder=settings.data, clock=clock, cache_mb=settings.voice.cache_mb)
