"""From a script to finished audio: speed beside other ways, memory, loudness, true peak, previews.

Speech and mastering of the ten sample bulletins by the product itself; then ten minutes and an hour of the same sentences by
it and by peers, in turns, so that both feel the same load of the machine (the median of the ratios counts; the load is told on
stderr). `--quick`: fewer turns. Figures: `docs/benchmarks.md`. Linux (the memory of another process is read from /proc).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import httpx
import peers
from api import ROOT, Service
from peers import Said

from app.bulletins import BulletinFile, Priority, SpokenPart, SpokenScript, delivery, parse_bulletin_file, spoken_script
from app.clock import SystemClock
from app.programmes import RunningOrder, Spoken, prepare
from app.sound import LoadedClip
from app.speech import Presenter, Prosody, Speaker, VoiceChain, build_speaker
from app.studio import Piece, Profile, Role, Tags, Timeline, master

BULLETINS = ROOT / "tests" / "data" / "bulletins"
TAGS = Tags("Đo tốc độ", "", "", None)
TEN_MINUTES, HOUR = 600, 3600
EDIT_SENTENCES = 60
HOUR_SENTENCES = 505
NUMBERS = ("một", "hai", "ba", "bốn", "năm")


@dataclass(frozen=True)
class Figure:
    """One line of the result. goal: as the issue states it; met: None where a figure is only reported."""

    name: str
    value: float
    unit: str
    goal: str
    met: bool | None


def at_least(name: str, value: float, goal: float, unit: str = "times") -> Figure:
    """A figure that must not be smaller than its goal."""
    return Figure(name, round(value, 2), unit, f">= {goal:g}", value >= goal)


def at_most(name: str, value: float, goal: float, unit: str) -> Figure:
    """A figure that must not be larger than its goal."""
    return Figure(name, round(value, 2), unit, f"<= {goal:g}", value <= goal)


def bulletins() -> list[tuple[BulletinFile, SpokenScript]]:
    """The ten bulletins and their spoken words."""
    files = [parse_bulletin_file(path.read_bytes()) for path in sorted(BULLETINS.glob("[0-9]*.txt"))]
    return [(file, spoken_script(file.script, formal="skip")) for file in files]


def sentence_texts() -> list[str]:
    """The spoken words of every sentence of the ten bulletins."""
    scripts = [script for _, script in bulletins()]
    return [one.text for script in scripts for part in script.items if isinstance(part, SpokenPart) for one in part.sentences]


def fresh_speaker(folder: Path) -> Speaker:
    """A speaker by eSpeak over an empty cache."""
    return build_speaker(VoiceChain(), data_folder=Path(tempfile.mkdtemp(dir=folder)), clock=SystemClock())


def ten_bulletins(folder: Path) -> list[Figure]:
    """Text to WAV, MP3 and peaks, nothing cached; ffmpeg's meter is the judge."""
    speaker = fresh_speaker(folder)
    seconds, spent, judged = 0.0, 0.0, []
    for number, path in enumerate(sorted(BULLETINS.glob("[0-9]*.txt"))):
        started = time.perf_counter()
        file = parse_bulletin_file(path.read_bytes())
        manner = delivery(speaker.chain, file.header.priority or Priority.NORMAL)
        prosody = {Presenter(key): Prosody(**given) for key, given in manner.prosody.items()}
        order = RunningOrder((Spoken(file.header.title or "", spoken_script(file.script, formal="skip"), speaker, prosody),))
        out = folder / f"bulletin-{number}"
        made = prepare(order, profile=Profile.HORN, tags=TAGS, folder=out).mastered
        spent += time.perf_counter() - started
        seconds += made.report.seconds
        judged.append(peers.judge(made.mp3))
    speaker.close()
    return [
        Figure("render_x_realtime", round(seconds / spent, 1), "times", "reported", None),
        at_most("lufs_error", max(abs(loudness + 16) for loudness, _ in judged), 0.3, "LU"),
        at_most("true_peak_dbtp", max(peak for _, peak in judged), -1.0, "dBTP"),
    ]


def spoken_sentences(folder: Path) -> list[Said]:
    """Every sentence of the ten bulletins as PCM."""
    speaker = fresh_speaker(folder)
    said = [
        Said(clip.load(), sentence.pause_ms)
        for _, script in bulletins()
        for part in script.items
        if isinstance(part, SpokenPart)
        for sentence, clip in zip(
            part.sentences, speaker.speak([one.text for one in part.sentences], part.presenter, Prosody()).clips, strict=True
        )
    ]
    speaker.close()
    return said


def lasting(sentences: Sequence[Said], seconds: float) -> list[Said]:
    """The sentences, over and over, until they last `seconds`."""
    chosen: list[Said] = []
    length = 0.0
    for said in cycle(sentences):
        if length >= seconds:
            return chosen
        chosen.append(said)
        length += said.sound.seconds + said.pause_ms / 1000
    return chosen


def ours(sentences: Sequence[Said], folder: Path) -> Path:
    """The studio over the same sentences; its WAV."""
    pieces = tuple(Piece(LoadedClip(said.sound), Role.SPEECH, said.pause_ms / 1000, "", "") for said in sentences)
    return master(Timeline(pieces), Profile.HORN, TAGS, folder / "ours").wav


def timed(act: Callable[[], object]) -> float:
    """Wall seconds of `act`."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def ratio(other: Callable[[], object], own: Callable[[], object], turns: int) -> float:
    """How many times longer the other takes; the median over `turns`, each beginning with the one that came second before."""
    found = []
    for turn in range(turns):
        first, second = (other, own) if turn % 2 else (own, other)
        times = {first: timed(first)}
        times[second] = timed(second)
        found.append(times[other] / times[own])
    return statistics.median(found)


def against_peers(sentences: Sequence[Said], folder: Path, *, quick: bool) -> list[Figure]:
    """The studio beside pydub, an ffmpeg chain, loudnorm and the bare encoder."""
    short, hour = lasting(sentences, TEN_MINUTES), lasting(sentences, HOUR)
    wav = ours(short, folder)

    def own() -> None:
        ours(short, folder)

    pydub = ratio(lambda: peers.pydub_plain(short, folder), own, 9 if quick else 15)
    pydub_hour = ratio(lambda: peers.pydub_plain(hour, folder), lambda: ours(hour, folder), 1 if quick else 3)
    chain = ratio(lambda: peers.ffmpeg_chain(short, folder), own, 7 if quick else 9)
    on_target = ratio(lambda: peers.ffmpeg_chain_on_target(short, folder), own, 2 if quick else 5)
    norm = ratio(lambda: peers.loudnorm(short, folder), own, 1 if quick else 3)
    over_lame = statistics.median(timed(own) / peers.bare_lame(wav) for _ in range(5 if quick else 9))
    return [
        at_least("render_vs_pydub", pydub, 1.1),
        at_least("render_vs_pydub_60min", pydub_hour, 3),
        at_least("render_vs_ffmpeg_chain", chain, 2),
        Figure("render_vs_ffmpeg_chain_on_target", round(on_target, 2), "times", "reported", None),
        at_least("render_vs_loudnorm", norm, 5),
        at_most("master_over_lame", over_lame, 2.0, "times"),
    ]


def hour_in_memory(folder: Path) -> Figure:
    """`loalang render` of an hour: the peak memory of that process."""
    words = "\n".join(islice(cycle(sentence_texts()), HOUR_SENTENCES))
    script = folder / "hour.txt"
    script.write_text(words, encoding="utf-8")
    command = [sys.executable, "-m", "app", "render", str(script), "-o", str(folder / "hour.mp3"), "--json"]
    with (folder / "hour.json").open("wb") as answer, subprocess.Popen(command, cwd=ROOT, stdout=answer) as process:
        peak_kb = 0
        while process.poll() is None:
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
            peak_kb = max(peak_kb, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
            time.sleep(0.02)
    seconds = json.loads((folder / "hour.json").read_bytes())["seconds"]
    if process.returncode or seconds < HOUR:
        raise SystemExit(f"the hour did not come out: {process.returncode}, {seconds} s")
    return at_most("memory_60min_mb", peak_kb / 1024, 130, "MiB")


def edit_gain(folder: Path, turns: int) -> Figure:
    """The speech stage anew against one of sixty sentences edited; the engine is warm."""
    texts = [
        one.text for _, script in bulletins() for part in script.items if isinstance(part, SpokenPart) for one in part.sentences
    ]
    texts = texts[:EDIT_SENTENCES]
    gains = []
    for turn in range(turns):
        speaker = fresh_speaker(folder)
        speaker.speak(["Xin chào bà con."], Presenter.A, Prosody())
        full = timed(lambda: speaker.speak(texts, Presenter.A, Prosody()))  # noqa: B023  # called at once
        edited = [*texts[:30], f"Câu này vừa sửa lần {NUMBERS[turn % len(NUMBERS)]}.", *texts[31:]]
        again = timed(lambda: speaker.speak(edited, Presenter.A, Prosody()))  # noqa: B023  # called at once
        gains.append(full / again)
        speaker.close()
    return at_least("speech_edit_gain", statistics.median(gains), 10)


def preview(folder: Path, turns: int) -> Figure:
    """A cached sentence over HTTP, request to last byte: the slowest but one of twenty."""
    service = Service(folder)
    try:
        headers = {"Authorization": f"Bearer {service.token}"}
        with httpx.Client(base_url=f"{service.url}/api/v1", headers=headers, trust_env=False, timeout=60) as client:
            script = "Kính mời bà con đến nhà văn hóa thôn dự họp bình xét hộ nghèo. Cuộc họp bắt đầu lúc 19h30."
            body = {"title": "Thông báo họp thôn", "kind": "notice", "theme": "review", "script": script}
            made = client.post("/bulletins", json=body).raise_for_status().json()
            path = f"/bulletins/{made['id']}/versions/1/preview/1"
            client.get(path).raise_for_status()
            seconds = sorted(timed(lambda: client.get(path).raise_for_status()) for _ in range(turns))
    finally:
        service.stop()
    return at_most("preview_first_sound_ms", 1000 * seconds[-2], 150, "ms")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns: under four minutes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    print("load at the start:", *os.getloadavg(), file=sys.stderr)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = ten_bulletins(folder)
        figures += against_peers(spoken_sentences(folder), folder, quick=given.quick)
        figures += [hour_in_memory(folder), edit_gain(folder, 3 if given.quick else 7), preview(folder, 20)]
    print("load at the end:", *os.getloadavg(), file=sys.stderr)
    if given.json:
        print(json.dumps({"figures": [vars(figure) for figure in figures]}, indent=2))
        return
    for figure in figures:
        value = f"{figure.value:>8} {figure.unit:8}"
        print(f"{figure.name:32} {value} goal {figure.goal:10} {'missed' if figure.met is False else ''}")


if __name__ == "__main__":
    main()
