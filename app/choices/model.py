"""What a commune chooses."""

from app.airing import AudioFormat
from app.speech import VoiceChain
from app.studio import Profile
from app.tags import UNWRITTEN, Tag
from app.values import frozen


@frozen
class DayPackChoice:
    """The day pack that is made by itself. at_hour: local hour from which the next day's is kept where the machine puts it."""

    at_hour: int
    formats: tuple[AudioFormat, ...]


@frozen
class Choices:
    """voices: that speak what is submitted from now on. profile: of where it is heard. tag: of the commune's row."""

    voices: VoiceChain
    profile: Profile
    day_pack: DayPackChoice
    tag: Tag = UNWRITTEN
