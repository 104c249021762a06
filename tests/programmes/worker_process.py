"""A worker in a process of its own, to be killed: renders what waits in the database at argv[1], with files below argv[2]."""

import sys
from pathlib import Path

from app.clock import SystemClock
from app.db import Sessions, make_engine
from app.programmes import StudioKit, render, sweep
from app.speech import Speaker, VoiceChain
from app.speech.cache import SentenceCache
from app.storage.disk import DiskFiles
from app.studio import Profile
from app.units import RenderingId
from app.zones.signing import DatabaseSigners
from tests.support.speech import ToneEngine


def kit_at(data: Path) -> StudioKit:
    """A studio below `data` whose voices are tones."""
    cache = SentenceCache(data / "cache", limit_bytes=1 << 30, clock=SystemClock())
    speaker = Speaker({"tone": ToneEngine()}, VoiceChain(("tone",)), cache)
    return StudioKit(speaker, DiskFiles(data / "files"), Profile.HORN, data / "work")


if __name__ == "__main__":
    sessions = Sessions(make_engine(f"sqlite:///{sys.argv[1]}"))
    kit = kit_at(Path(sys.argv[2]))
    waiting: list[RenderingId] = []
    sweep(sessions, SystemClock(), waiting.append)
    for rendering_id in waiting:
        render(sessions, SystemClock(), kit, DatabaseSigners(), rendering_id)
