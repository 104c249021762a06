"""The mixing engine and the outputs made of it. Imports numpy, so only a station that sounds imports this."""

from app.playout.mixing.calibration import Calibration, Microphone, calibrate
from app.playout.mixing.icecast import IcecastStream, Mount
from app.playout.mixing.mixer import Mixer, Voice
from app.playout.mixing.output import Manner, MixedOutput, Stream
from app.playout.mixing.pcm import PcmFiles
from app.playout.mixing.soundcard import Card, Side, device_names
from app.playout.mixing.source import RATE, Block, Source, clip_blocks, pause_blocks
from app.playout.mixing.timeline import Timeline
from app.playout.mixing.wavfile import WavFile

__all__ = [
    "RATE",
    "Block",
    "Calibration",
    "Card",
    "IcecastStream",
    "Manner",
    "Microphone",
    "MixedOutput",
    "Mixer",
    "Mount",
    "PcmFiles",
    "Side",
    "Source",
    "Stream",
    "Timeline",
    "Voice",
    "WavFile",
    "calibrate",
    "clip_blocks",
    "device_names",
    "pause_blocks",
]
