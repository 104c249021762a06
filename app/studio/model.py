"""What the studio is given and what it gives back."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from app.sound import Clip
from app.units import Dbtp, Lufs, Sha256
from app.values import frozen


class Role(StrEnum):
    """What a piece is to the mix."""

    SPEECH = "speech"
    MUSIC = "music"
    CHIME = "chime"
    ATTENTION = "attention"


class Profile(StrEnum):
    """Where it will be heard."""

    HORN = "horn"
    INDOOR = "indoor"
    PODCAST = "podcast"


@frozen
class Piece:
    """One clip of a programme in its turn.

    pause_s: silence after it. text: what it says (speech) or what it is called. item: running-order item it belongs to.
    """

    clip: Clip
    role: Role
    pause_s: float
    text: str
    item: str


@frozen
class Timeline:
    """A programme ready to be mixed: pieces one after the other, and a music bed that ducks under speech."""

    pieces: tuple[Piece, ...]
    bed: Clip | None = None


@frozen
class Tags:
    """What the ID3 tags say; what is empty is left out. date: `2025-11-04`; content_hash: see the approval."""

    title: str
    date: str
    commune: str
    content_hash: Sha256 | None


@frozen
class Timing:
    """Where a piece lies in the finished audio, in seconds."""

    start_s: float
    end_s: float
    role: Role
    text: str
    item: str


@frozen
class LoudnessReport:
    """What was measured on the finished audio.

    wav_*: on the WAV; mp3_*: on the MP3 after decoding it.
    """

    profile: Profile
    seconds: float
    wav_lufs: Lufs
    wav_true_peak: Dbtp
    mp3_lufs: Lufs
    mp3_true_peak: Dbtp


@frozen
class Mastered:
    """The finished files in the folder that was named, and what is known of them."""

    wav: Path
    mp3: Path
    peaks: Path
    timings: tuple[Timing, ...]
    report: LoudnessReport


Progress = Callable[[float], None]
"""Called with the share done, 0 to 1, never backwards."""
