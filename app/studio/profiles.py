"""Mastering profiles: what a place needs of equaliser and dynamics.

All aim at one loudness, so that the fader of the amplifier stays where it is when the profile changes. -16 LUFS is far above
television's -23 (EBU R 128) and the usual target of spoken podcasts; -2.5 dBTP leaves the encoder its overshoot, so that the
decoded MP3 stays below -1. The bands of the horn are judgement from its usual data sheet (300 Hz to 5 kHz); nobody listened.
"""

from app.studio.model import Profile
from app.units import Dbtp, Lufs
from app.values import frozen

TARGET = Lufs(-16.0)
CEILING = Dbtp(-2.5)
"""Where the limiter stands, on the WAV."""
WAV_CEILING = Dbtp(-1.5)
MP3_CEILING = Dbtp(-1.0)
"""What is promised of the finished files."""


BAND_EDGE = 0.12
"""Half the width of a band edge as a share of its frequency."""


@frozen
class Shape:
    """Equaliser and compressor of a profile.

    low_hz, high_hz: band edges (-6 dB); presence_db: lift of the consonants around presence_hz, one octave to each side.
    ratio: of the compressor, above threshold_lu relative to the programme's own loudness.
    """

    low_hz: float
    high_hz: float
    presence_hz: float
    presence_db: float
    ratio: float
    threshold_lu: float

    @property
    def top_hz(self) -> float:
        """Nothing of the programme lies above."""
        return self.high_hz * (1 + BAND_EDGE)


SHAPES = {
    Profile.HORN: Shape(low_hz=250, high_hz=5_000, presence_hz=2_600, presence_db=5, ratio=2.5, threshold_lu=-3),
    Profile.INDOOR: Shape(low_hz=120, high_hz=8_500, presence_hz=3_000, presence_db=2.5, ratio=2, threshold_lu=-2),
    Profile.PODCAST: Shape(low_hz=70, high_hz=10_300, presence_hz=3_500, presence_db=1, ratio=1.6, threshold_lu=-1),
}
