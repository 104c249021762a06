"""What holds for a commune of the tests that has chosen nothing."""

from app.choices import Choices, DayPackChoice
from app.speech import VoiceChain
from app.studio import Profile

USUAL = Choices(VoiceChain(), Profile.HORN, DayPackChoice(18, ("mp3",)))
