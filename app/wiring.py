"""The only place that picks adapters: settings in, frozen services out."""

from dataclasses import dataclass

from app.clock import Clock
from app.db import Sessions, make_engine
from app.settings import Settings
from app.speech import Accent, Speaker, VoiceChain, build_speaker
from app.storage import DiskFiles, Files


@dataclass(frozen=True)
class Services:
    """Everything the doors and the background runners work with."""

    settings: Settings
    clock: Clock
    sessions: Sessions
    files: Files
    speaker: Speaker

    def close(self) -> None:
        """Let go of processes and connections."""
        self.speaker.close()
        self.sessions.engine.dispose()


def chain_of(settings: Settings) -> VoiceChain:
    """The chain of voices the settings name."""
    voice = settings.voice
    return VoiceChain(voice.chain, Accent(voice.accent), voice.presenter_1, voice.presenter_2)


def speaker_of(settings: Settings, clock: Clock) -> Speaker:
    """The speaker the settings describe."""
    return build_speaker(chain_of(settings), data_folder=settings.data, clock=clock, cache_mb=settings.voice.cache_mb)


def build(settings: Settings, clock: Clock) -> Services:
    """Adapters for one installation: SQLite or PostgreSQL, and files on disk."""
    return Services(
        settings=settings,
        clock=clock,
        sessions=Sessions(make_engine(settings.database)),
        files=DiskFiles(settings.data / "files"),
        speaker=speaker_of(settings, clock),
    )
