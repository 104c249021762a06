"""What a rendering is made with."""

from dataclasses import dataclass
from pathlib import Path

from app.bulletins import Delivery
from app.speech import Accent, Speaker, VoiceChain
from app.storage import Files
from app.studio import Profile


@dataclass(frozen=True)
class StudioKit:
    """Voices, the store of files, the profile programmes are mastered for, and a folder on the store's disk to work in."""

    speaker: Speaker
    files: Files
    profile: Profile
    work: Path

    def speaker_for(self, delivery: Delivery) -> Speaker:
        """The speaker a version is approved with, whatever is set since; that of the settings where a human reads it.

        Raises `UnknownEngineError`.
        """
        voices = delivery.voices
        if "recording" in voices:
            return self.speaker
        chain = VoiceChain(tuple(voices["engines"]), Accent(voices["accent"]), voices["presenter_1"], voices["presenter_2"])
        return self.speaker.using(chain)
