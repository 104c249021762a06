"""The child that decodes a stranger's file. Run as a script by `uploads`; the file is its standard input.

It takes limits upon itself first (POSIX only: Windows has just the limit of time), then has ffmpeg decode to WAV of one or two
channels, looks at both by pydub before they are mixed, a few seconds at a time, and writes one. It answers one line of JSON.
Imports nothing of the product.
"""

import json
import os
import re
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from typing import Any

LOOK_S = 5
_BIT_TOP = 32_767 * 0.985
_ONE_SOUNDS = 1e-4
"""Of two channels one is empty when it has less than this share of the other's energy (40 dB)."""
_OPPOSED = -0.5
"""Below this correlation what both channels say alike cancels when they are added."""
_INPUT = re.compile(r"^\[info\] Input #0, ([^ ]+), from ", re.MULTILINE)
_LENGTH = re.compile(r"^\[info\]   Duration: (\d+):(\d\d):(\d\d\.\d+)", re.MULTILINE)
_GUESSED = "Estimating duration from bitrate"
_NOT_OPENED = "] [error] Error opening input: "


def main(arguments: list[str]) -> None:
    """arguments: one JSON object with ffmpeg, demuxers, target, rate, longest_s, wall_s, cpu_s, memory_mb."""
    order = json.loads(arguments[0])
    _limit(order)
    print(json.dumps(_decode(order)))  # noqa: T201  # our answer


def _limit(order: dict[str, Any]) -> None:
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415  # POSIX only

    memory = order["memory_mb"] << 20
    file = int(2 * 2 * order["rate"] * (order["longest_s"] + 60))
    limits = ((resource.RLIMIT_CPU, order["cpu_s"]), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file))
    for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def _decode(order: dict[str, Any]) -> dict[str, Any]:
    """Decode to the target. `failed`: what went wrong, or empty; then also what was found and seen."""
    # The only protocol that may be opened is the descriptor we pass, and only formats that hold sound are tried: no file and no
    # address is opened, whatever the input says.
    both = f"{order['target']}.both"
    command = [order["ffmpeg"], "-hide_banner", "-nostdin", "-nostats", "-loglevel", "repeat+level+info", "-threads", "1"]
    command += ["-protocol_whitelist", "fd", "-format_whitelist", order["demuxers"], "-fd", "0", "-i", "fd:"]
    command += ["-map", "0:a:0", "-t", str(order["longest_s"] + 1), "-af", "aformat=channel_layouts=mono|stereo"]
    command += ["-ar", str(order["rate"]), "-c:a", "pcm_s16le", "-f", "wav", "-y", both]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments, no shell
            command, stdin=sys.stdin.buffer, capture_output=True, check=False, timeout=order["wall_s"], creationflags=flags
        )
        said = done.stderr.decode(errors="replace")
        failed = _failure(done.returncode, said)
        return (
            {"failed": failed, "said": said[-500:]} if failed else {"failed": "", **_found(said), **_mix(both, order["target"])}
        )
    except subprocess.TimeoutExpired:
        return {"failed": "too_heavy"}
    finally:
        if os.path.exists(both):  # noqa: PTH110  # a string from our caller
            os.unlink(both)  # noqa: PTH108


def _failure(code: int, said: str) -> str:
    if "No space left on device" in said:
        return "disk_full"
    if code < 0 or "Cannot allocate memory" in said:
        return "too_heavy"
    if not code:
        return ""
    before, failed, _ = said.partition(_NOT_OPENED)
    return "not_audio" if failed and "[error]" not in before else "broken"


def _found(said: str) -> dict[str, Any]:
    """demuxer, whether something could not be decoded, and the seconds that the file's head promises, where it does."""
    found, length = _INPUT.search(said), _LENGTH.search(said)
    promised = None
    if length is not None and _GUESSED not in said:
        promised = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
    return {
        "demuxer": found[1].partition(",")[0] if found is not None else "",
        "damaged": "[error]" in said,
        "promised_s": promised,
    }


def _mix(both: str, target: str) -> dict[str, Any]:
    """Write the one channel that is kept of a WAV of one or two.

    Answers frames, peak (0 to 1), share of samples at the top, the level of every tenth of a second (dB), and what was done with
    the channels: `one_channel`, `inverted` or nothing.
    """
    channels, mono = _way(both)
    frames = peak = top = 0
    levels: list[float] = []
    with wave.open(target, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        for segment in map(mono, _segments(both)):
            if not frames:
                out.setframerate(segment.frame_rate)
            out.writeframesraw(segment.raw_data)
            frames += int(segment.frame_count())
            peak = max(peak, segment.max)
            if segment.max > _BIT_TOP:
                top += sum(abs(sample) > _BIT_TOP for sample in segment.get_array_of_samples())
            levels += [max(part.dBFS, -120.0) for part in segment[::100]]
        if not frames:
            out.setframerate(8000)  # a WAV without a rate cannot be closed
    return {
        "frames": frames,
        "peak": peak / 32768,
        "top_share": top / max(frames, 1),
        "levels": [round(one, 1) for one in levels],
        "channels": channels,
    }


def _way(both: str) -> tuple[str, Callable[[Any], Any]]:
    """How the channels become one, from the energy of each and of their mean: its name, and what does it to a segment."""
    left = right = mean = 0.0
    for segment in _segments(both):
        one, other = (segment, segment) if segment.channels == 1 else segment.split_to_mono()
        frames = segment.frame_count()
        left += frames * one.rms**2
        right += frames * other.rms**2
        mean += frames * segment.set_channels(1).rms ** 2
    if min(left, right) <= _ONE_SOUNDS * max(left, right):
        louder = 0 if left >= right else 1
        return "one_channel", lambda segment: segment.split_to_mono()[louder]
    common = (4 * mean - left - right) / 2
    if common < _OPPOSED * (left * right) ** 0.5:
        return "inverted", _turned_over
    return "", lambda segment: segment.set_channels(1)


def _turned_over(segment: Any) -> Any:  # noqa: ANN401  # pydub has no types
    left, right = segment.split_to_mono()
    return type(segment).from_mono_audiosegments(left, right.invert_phase()).set_channels(1)


def _segments(path: str) -> Iterator[Any]:
    from pydub import AudioSegment  # noqa: PLC0415  # after the limits

    with wave.open(path, "rb") as wav:
        rate, channels = wav.getframerate(), wav.getnchannels()
        while data := wav.readframes(LOOK_S * rate):
            yield AudioSegment(data, sample_width=2, frame_rate=rate, channels=channels)


if __name__ == "__main__":
    main(sys.argv[1:])
