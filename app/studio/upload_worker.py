"""The child that decodes a stranger's file. Run as a script by `uploads`; the file is its standard input.

It takes limits upon itself first (POSIX only: Windows has just the limit of time), then has ffmpeg decode to mono WAV, then
looks at that by pydub, a few seconds at a time. It answers one line of JSON. Imports nothing of the product.
"""

import json
import os
import subprocess
import sys
import wave
from collections.abc import Iterator
from typing import Any

LOOK_S = 5
_BIT_TOP = 32_767 * 0.985


def main(arguments: list[str]) -> None:
    """arguments: one JSON object with ffmpeg, demuxer, target, rate, longest_s, wall_s, cpu_s, memory_mb."""
    order = json.loads(arguments[0])
    _limit(order)
    print(json.dumps(_decode(order)))  # noqa: T201  # our answer


def _limit(order: dict[str, Any]) -> None:
    if os.name == "nt":
        return
    import resource  # noqa: PLC0415  # POSIX only

    memory = order["memory_mb"] << 20
    file = int(2 * order["rate"] * (order["longest_s"] + 60))
    limits = ((resource.RLIMIT_CPU, order["cpu_s"]), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, file))
    for kind, most in (*limits, (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def _decode(order: dict[str, Any]) -> dict[str, Any]:
    """Decode to the target. `failed`: what went wrong, or empty; then also what was seen in the WAV."""
    # The only protocol that may be opened is the descriptor we pass: no file, no address, whatever the input says.
    command = [order["ffmpeg"], "-hide_banner", "-v", "error", "-threads", "1", "-protocol_whitelist", "fd"]
    command += ["-f", order["demuxer"], "-fd", "0", "-i", "fd:", "-map", "0:a:0", "-t", str(order["longest_s"] + 1)]
    command += ["-ac", "1", "-ar", str(order["rate"]), "-c:a", "pcm_s16le", "-f", "wav", "-y", order["target"]]
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments, no shell
            command, stdin=sys.stdin.buffer, capture_output=True, check=False, timeout=order["wall_s"], creationflags=flags
        )
    except subprocess.TimeoutExpired:
        return {"failed": "too_heavy"}
    said = done.stderr.decode(errors="replace")
    if "No space left on device" in said:
        return {"failed": "disk_full"}
    if done.returncode < 0 or "Cannot allocate memory" in said:
        return {"failed": "too_heavy"}
    if done.returncode:
        return {"failed": "broken", "said": said[-500:]}
    return {"failed": "", "damaged": bool(said), **_look(order["target"])}


def _look(target: str) -> dict[str, Any]:
    """Frames, peak (0 to 1), share of samples at the top, and the level of every tenth of a second, dB."""
    frames = peak = top = 0
    levels: list[float] = []
    for segment in _segments(target):
        frames += int(segment.frame_count())
        peak = max(peak, segment.max)
        if segment.max > _BIT_TOP:
            top += sum(abs(sample) > _BIT_TOP for sample in segment.get_array_of_samples())
        levels += [max(part.dBFS, -120.0) for part in segment[::100]]
    return {
        "frames": frames,
        "peak": peak / 32768,
        "top_share": top / max(frames, 1),
        "levels": [round(one, 1) for one in levels],
    }


def _segments(target: str) -> Iterator[Any]:
    from pydub import AudioSegment  # noqa: PLC0415  # after the limits

    with wave.open(target, "rb") as wav:
        while data := wav.readframes(LOOK_S * wav.getframerate()):
            yield AudioSegment(data, sample_width=2, frame_rate=wav.getframerate(), channels=1)


if __name__ == "__main__":
    main(sys.argv[1:])
