"""The check every engine makes last: did it really say something?"""

from app.sound import Sound
from app.speech.errors import VoiceFailedError

SHORTEST_S = 0.2
"""Below this nothing was said: engines answer empty or unknown text with a click and no error."""


def sounding(sound: Sound, *, engine: str, sentence: str) -> Sound:
    """`sound`, when it is at least 0.2 s long and not digital silence. Raises `VoiceFailedError` otherwise."""
    if sound.seconds < SHORTEST_S or not sound.samples.any():
        raise VoiceFailedError(engine=engine, sentence=sentence, reason="no sound")
    return sound
