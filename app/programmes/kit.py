"""What a rendering is made with."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.bulletins import Delivery
from app.speech import Accent, Speaker, VoiceChain
from app.storage import Files
from app.studio import Profile
from app.units import CommuneId
from app.values import frozen

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@frozen
class StudioKit:
    """Voices, the store of files, the profile programmes are mastered for, and a folder on the store's disk to work in."""

    speaker: Speaker
    files: Files
    profile: Profile
    work: Path

    def of(self, session: "Session", commune_id: CommuneId) -> "StudioKit":
        """With the voices and the profile that the commune chose; as it is where the commune has chosen nothing yet."""
        from app.choices import own_choices  # noqa: PLC0415  # `loalang render` does without a database

        own = own_choices(session, commune_id)
        return self if own is None else replace(self, speaker=self.speaker.using_what_is_here(own.voices), profile=own.profile)

    def voices(self, session: "Session", commune_id: CommuneId) -> VoiceChain:
        """The voices that speak what the commune submits now."""
        return self.of(session, commune_id).speaker.chain

    def speaker_for(self, delivery: Delivery) -> Speaker:
        """The speaker a version is approved with, whatever is chosen since; the usual one where a human reads it.

        Raises `UnknownEngineError`.
        """
        voices = delivery.voices
        if "recording" in voices:
            return self.speaker
        chain = VoiceChain(tuple(voices["engines"]), Accent(voices["accent"]), voices["presenter_1"], voices["presenter_2"])
        return self.speaker.using(chain)
