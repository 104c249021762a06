"""What a rendering is made with."""

from dataclasses import dataclass
from pathlib import Path

from app.speech import Speaker
from app.storage import Files
from app.studio import Profile


@dataclass(frozen=True)
class StudioKit:
    """Voices, the store of files, the profile programmes are mastered for, and a folder on the store's disk to work in."""

    speaker: Speaker
    files: Files
    profile: Profile
    work: Path
