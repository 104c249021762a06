"""`start_error_p95_ms`, `…_loaded_…`, `…_crowded_…`, `station_cpu_pct`, `station_memory_mb`: a real station process on a card.

The card is a PulseAudio sink into a pipe of 4 kB, whose reader takes frames at the pace of a card and knows when. A marker is to
be heard at a set instant; each way to play it has a card of its own, and they take turns. `--quick`: 10 starts, ours and paplay,
where it is crowded 20 and liquidsoap; else 100, mpv and liquidsoap beside them. The others come from apt. Ours is calibrated on
its card beforehand, as by `loalang station calibrate`.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast

import numpy as np
from figures import Figure, at_most
from onair_rig import (
    CLOCK,
    MARKER,
    IdleMpv,
    Liquidsoap,
    LoaLang,
    Mpv,
    Paplay,
    System,
    calibrated_ms,
    cards,
    installed,
    load,
    own_delay_s,
    uncollected,
)

from app.playout.mixing import RATE
from app.sound import Sound, to_wav
from tests.support.pulse import PipeCard
from tests.support.waiting import until

_TURN = timedelta(milliseconds=700)
_WARM_UP = timedelta(seconds=20)
"""For all to be up; it is seen whether ours is."""
_FOOTPRINT_S = 8.0
_NEAR_S = 0.7
"""What is heard farther from its instant is missed; where all are, this is the figure."""
_AROUND_S = 3.0
GOALS_MS = {"start_error_p95_ms": 25.0, "start_error_loaded_p95_ms": 80.0, "start_error_crowded_p95_ms": 80.0}
_COMPUTING = {"start_error_p95_ms": 0, "start_error_loaded_p95_ms": 4, "start_error_crowded_p95_ms": 10}


def measure(*, quick: bool) -> list[Figure]:
    """Two minutes; else half an hour."""
    if not installed("pulseaudio", "paplay"):
        print("start errors are not measured: pulseaudio is not installed", file=sys.stderr)
        return []
    names = ["loalang", "paplay"]
    for name in ("liquidsoap",) if quick else ("mpv", "mpv_idle", "liquidsoap"):
        if installed(name.split("_")[0]):
            names.append(name)
        else:
            print(f"{name} is left out: it is not installed", file=sys.stderr)
    starts = 20 if quick else 100
    figures: list[Figure] = []
    with cards(len(names)) as made:
        latency_ms, own_s = calibrated_ms(made[0]), own_delay_s()
        print(f"the rig's own delay is {1000 * own_s:.1f} ms, our card's latency {latency_ms} ms", file=sys.stderr)
        for figure, goal in GOALS_MS.items():
            if quick and "loaded" in figure:
                continue  # what is crowded is harder
            on = dict(zip(names, made, strict=True))
            if quick and "crowded" not in figure:
                on.pop("liquidsoap", None)
            times = starts if not quick or "crowded" in figure else 10
            errors, footprint = _Round(on, times, latency_ms).run(computing=_COMPUTING[figure])
            figures += _judged(figure, goal, errors, own_s, times)
            figures += footprint
    return figures


def _judged(figure: str, goal: float, errors: dict[str, list[float]], own_s: float, starts: int) -> list[Figure]:
    made: list[Figure] = []
    for name, found in errors.items():
        off = [1000 * abs(error - own_s) for error in found] or [1000 * _NEAR_S]
        p95, p50 = (round(float(np.percentile(off, share)), 1) for share in (95, 50))
        spread = round(float(np.std(off)), 1)
        print(f"{figure} {name}: n {len(found)} p50 {p50} p95 {p95} max {max(off):.1f} sd {spread}", file=sys.stderr)
        if name == LoaLang.name:
            made += [
                at_most(figure, p95, "ms", goal),
                at_most(figure.replace("p95_ms", "missed"), starts - len(found), "starts", 0),
            ]
        else:
            made.append(Figure(f"{figure}_{name}", p95, "ms", None, None))
    return made


class _Round:
    """One run of all systems, taking turns."""

    def __init__(self, on: dict[str, PipeCard], starts: int, latency_ms: int) -> None:
        self._on = on
        self._latency_ms = latency_ms
        begin = CLOCK.now() + _WARM_UP
        step = _TURN * len(on)
        self._planned = {name: [begin + turn * step + each * _TURN for turn in range(starts)] for each, name in enumerate(on)}

    def run(self, *, computing: int) -> tuple[dict[str, list[float]], list[Figure]]:
        """Seconds from each instant to its marker, by system, beside so many that compute; without, its footprint too."""
        with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
            folder = Path(name)
            marker = folder / "marker.wav"
            marker.write_bytes(to_wav(Sound(MARKER, RATE)))
            made = {}
            for system, make in self._makers(folder, marker).items():
                try:
                    made[system] = make(self._on[system])
                except SystemExit as reason:
                    print(f"{system} is left out: it did not start: {reason}", file=sys.stderr)
                    del self._planned[system]
                    continue
                stack.callback(made[system].close)  # also when the next one cannot be made
            ours = cast("LoaLang", made["loalang"])
            ours.await_ready()  # what is measured is a start, not a boot
            wall_to_monotonic = CLOCK.monotonic() - CLOCK.now().timestamp()
            _wait(min(self._planned["loalang"]) - timedelta(seconds=2))
            with uncollected(), load(computing):
                self._fire(made)
                _wait(max(times[-1] for times in self._planned.values()) + timedelta(seconds=1.5))
            footprint = [] if computing else _footprint(ours)
            return {name: self._errors(name, wall_to_monotonic) for name in made}, footprint

    def _makers(self, folder: Path, marker: Path) -> dict[str, Callable[[PipeCard], System]]:
        def own(name: str) -> Path:
            (folder / name).mkdir()
            return folder / name

        makers: dict[str, Callable[[PipeCard], System]] = {
            "loalang": lambda card: LoaLang(
                card, own("loalang"), self._planned["loalang"], latency_ms=self._latency_ms, last_s=_FOOTPRINT_S + 6
            ),
            "paplay": lambda card: Paplay(card, marker),
            "mpv": lambda card: Mpv(card, marker),
            "mpv_idle": lambda card: IdleMpv(card, marker, own("mpv_idle")),
            "liquidsoap": lambda card: Liquidsoap(card, marker, own("liquidsoap")),
        }
        return {name: makers[name] for name in self._on}

    def _fire(self, made: dict[str, System]) -> None:
        plan = [(at, name) for name, times in self._planned.items() for at in times]
        told = sorted((at - timedelta(seconds=getattr(made[name], "ahead_s", 0)), at, name) for at, name in plan)
        for when, at, name in told:
            _wait(when)
            made[name].fire(at)

    def _errors(self, name: str, wall_to_monotonic: float) -> list[float]:
        reader = self._on[name].reader
        onsets = [] if reader is None else reader.onsets_s(above=3000)
        found = []
        for at in self._planned[name]:
            due_s = at.timestamp() + wall_to_monotonic
            near = [onset - due_s for onset in onsets if abs(onset - due_s) < _NEAR_S]
            if not near:
                around = [f"{onset - due_s:+.2f} s" for onset in onsets if abs(onset - due_s) < _AROUND_S]
                print(f"{name} missed its start at {at:%H:%M:%S.%f}; heard around it: {around}", file=sys.stderr)
            found += near[:1]
        return found


def _footprint(station: LoaLang) -> list[Figure]:
    """Processor time and memory of the station process while it plays."""
    _wait(station.last_at + timedelta(seconds=2))
    stat = Path(f"/proc/{station.process.pid}/stat")

    def used_s() -> float:
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    before_s, begin_s = used_s(), time.monotonic()
    until(lambda: False, _FOOTPRINT_S)
    share = 100 * (used_s() - before_s) / (time.monotonic() - begin_s)
    pages = int(Path(f"/proc/{station.process.pid}/statm").read_text().split()[1])
    memory_mb = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return [at_most("station_cpu_pct", share, "% of a processor", 3), at_most("station_memory_mb", memory_mb, "MiB resident", 80)]


def _wait(at: datetime) -> None:
    until(lambda: False, max(0.0, (at - CLOCK.now()).total_seconds()))
