"""The ways others go from the same sentences to an MP3, and the bare encoder: what `render.py` compares with.

All encode 44.1 kHz mono at 128 kbit/s and LAME's effort 7. The peers that master get an equaliser and compressor like ours and
make the same files: mastered WAV, MP3 and peaks. Each is the plain sensible way; ffmpeg's meter does not print its frames.
"""

import json
import re
import subprocess
import time
import warnings
import wave
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg
import lameenc
import numpy as np

from app.sound import Sound

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
LAME = ["-c:a", "libmp3lame", "-b:a", "128k", "-compression_level", "7", "-ar", "44100", "-ac", "1"]
_EQUALISER = "highpass=f=250,lowpass=f=5000,equalizer=f=2600:t=o:w=1:g=5"
_CHAIN = f"{_EQUALISER},acompressor=threshold=-21dB:ratio=2.5:attack=10:release=150"
_LIMIT = "alimiter=limit=0.75:level=false"
_LAME_LOSS_DB = 0.45
"""What the MP3 lies below the WAV, from LAME's 0.95; half of it on each side keeps both near the aim."""


@dataclass(frozen=True)
class Said:
    """A sentence as an engine made it, and the silence after it in milliseconds."""

    sound: Sound
    pause_ms: int


def pydub_plain(sentences: list[Said], folder: Path) -> None:
    """Join, normalise, export. No loudness, no equaliser, no limiter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for an ffmpeg of the system
        from pydub import AudioSegment, effects  # noqa: PLC0415  # so that the warning is caught

    AudioSegment.converter = FFMPEG
    programme = AudioSegment.empty().set_frame_rate(sentences[0].sound.rate)
    for said in sentences:
        samples = said.sound.samples.tobytes()
        programme += AudioSegment(samples, frame_rate=said.sound.rate, sample_width=2, channels=1)
        programme += AudioSegment.silent(said.pause_ms, frame_rate=said.sound.rate)
    export = effects.normalize(programme).export(
        str(folder / "pydub.mp3"), format="mp3", bitrate="128k", parameters=["-ar", "44100", "-compression_level", "7"]
    )
    export.close()


def ffmpeg_chain(sentences: list[Said], folder: Path) -> None:
    """Equaliser and compressor, ebur128 to measure, volume and alimiter: the plain way to a loudness.

    Nobody measures what the limiter takes away: the MP3 is more than 1 LU below its aim.
    """
    source = _joined(sentences, folder)
    gain = -16 - _loudness(source, _CHAIN)
    _export(source, f"{_CHAIN},volume={gain}dB,{_LIMIT}", folder / "chain")


def ffmpeg_chain_on_target(sentences: list[Said], folder: Path) -> None:
    """The same, measured once more behind the limiter and corrected once: the least that an aim of -16 LUFS ± 0.5 takes."""
    source = _joined(sentences, folder)
    gain = -16 - _loudness(source, _CHAIN)
    gain += -16 + _LAME_LOSS_DB / 2 - _loudness(source, f"{_CHAIN},volume={gain}dB,{_LIMIT}")
    _export(source, f"{_CHAIN},volume={gain}dB,{_LIMIT}", folder / "chain")


def loudnorm(sentences: list[Said], folder: Path) -> None:
    """The same chain with loudnorm in two passes."""
    source = _joined(sentences, folder)
    wanted = "loudnorm=I=-16:TP=-1.5:LRA=11"
    said = _ffmpeg("-i", str(source), "-af", f"{_CHAIN},{wanted}:print_format=json", "-f", "null", "-")
    facts = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    names = (
        ("measured_I", "input_i"),
        ("measured_TP", "input_tp"),
        ("measured_LRA", "input_lra"),
        ("measured_thresh", "input_thresh"),
    )
    measured = "".join(f":{name}={facts[key]}" for name, key in names)
    _export(source, f"{_CHAIN},{wanted}{measured}:offset={facts['target_offset']}:linear=true", folder / "loudnorm")


def bare_lame(wav: Path) -> float:
    """Seconds the encoder alone takes over finished audio."""
    with wave.open(str(wav), "rb") as file:
        samples = file.readframes(file.getnframes())
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(128)
    encoder.set_in_sample_rate(44_100)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.silence()
    started = time.perf_counter()
    for start in range(0, len(samples), 1 << 17):
        encoder.encode(samples[start : start + (1 << 17)])
    encoder.flush()
    return time.perf_counter() - started


def judge(path: Path) -> tuple[float, float]:
    """Integrated loudness and true peak of a finished file, by ffmpeg."""
    said = _ffmpeg("-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1]), float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])


def _joined(sentences: list[Said], folder: Path) -> Path:
    """One WAV of all sentences with their pauses."""
    path = folder / "joined.wav"
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(sentences[0].sound.rate)
        for said in sentences:
            wav.writeframes(said.sound.samples.tobytes())
            wav.writeframes(np.zeros(said.pause_ms * said.sound.rate // 1000, np.int16).tobytes())
    return path


def _loudness(source: Path, chain: str) -> float:
    measured = _ffmpeg("-i", str(source), "-af", f"{chain},ebur128=framelog=quiet", "-f", "null", "-")
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", measured)[-1])


def _export(source: Path, chain: str, target: Path) -> None:
    graph = f"[0:a]{chain},asplit[a][b]"
    outputs = [
        "-map",
        "[a]",
        *LAME,
        str(target.with_suffix(".mp3")),
        "-map",
        "[b]",
        "-ar",
        "44100",
        str(target.with_suffix(".wav")),
    ]
    _ffmpeg("-y", "-i", str(source), "-filter_complex", graph, *outputs)
    with wave.open(str(target.with_suffix(".wav")), "rb") as wav:
        samples = np.frombuffer(wav.readframes(wav.getnframes()), np.int16)
    tops = np.maximum.reduceat(np.abs(samples), np.arange(0, len(samples), 4_410))
    target.with_suffix(".json").write_text(json.dumps(tops.tolist()), encoding="ascii")


def _ffmpeg(*arguments: str) -> str:
    command = [FFMPEG, "-nostdin", "-hide_banner", "-nostats", *arguments]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", errors="replace").stderr
