"""On air: start error, decisions, emergencies, a month under faults, kills. Names of figures are those of docs/benchmarks.md.

`benchmarks/onair.py [--quick] [--json] [--only GROUP] [--to FILE]`, run by the Python of `.venv-test`: the simulation uses the
tests' own village. Each group is a process of its own, so that one that fails or hangs leaves the figures of the others; they are
kept in FILE as they come. What is timed runs alone, the rest side by side.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import onair_attacks
import onair_due
import onair_emergency
import onair_frames
import onair_kills
import onair_sim
import onair_starts
from figures import Figure, show

GROUPS = {
    "due": onair_due,
    "starts": onair_starts,
    "emergency": onair_emergency,
    "attacks": onair_attacks,
    "frames": onair_frames,
    "kills": onair_kills,
    "sim": onair_sim,
}
ALONE = ("due", "starts", "emergency", "attacks")
TOGETHER = ("frames", "kills", "sim")
"""Where things begin in the file, what sounds twice and what is lost do not depend on what runs beside."""
LIMIT_S = 1800


def main() -> None:
    """Measure and print; ends with 1 when a group failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer turns: under four minutes")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--only", choices=GROUPS, help="measure one group, in this process")
    parser.add_argument("--to", type=Path, default=Path("onair.json"), help="file for the figures measured so far")
    given = parser.parse_args()
    if given.only:
        show(GROUPS[given.only].measure(quick=given.quick), as_json=given.json)
        return
    run = _Run(given.to, ["--quick"] if given.quick else [])
    for name in ALONE:
        run.group(name)
    with ThreadPoolExecutor() as pool:
        list(pool.map(run.group, TOGETHER))
    show(run.figures, as_json=given.json)
    sys.exit(1 if run.failed else 0)


class _Run:
    """All groups, and what came of them."""

    def __init__(self, to: Path, options: list[str]) -> None:
        self.figures: list[Figure] = []
        self.failed: list[str] = []
        self._to, self._options = to, options

    def group(self, name: str) -> None:
        """Measure one in a process of its own, and keep its figures."""
        begun, load = time.monotonic(), os.getloadavg()[0]
        _say(f"{name}: begins at load {load:.1f}")
        command = [sys.executable, __file__, "--only", name, "--json", *self._options]
        with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
            try:
                printed, _ = process.communicate(timeout=LIMIT_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                printed = b""
        if process.returncode == 0:
            self.figures += [Figure(**figure) for figure in json.loads(printed)["figures"]]
        else:
            self.failed.append(name)
        self._keep()
        _say(f"{name}: {'FAILED' if name in self.failed else 'done'} after {time.monotonic() - begun:.0f} s")

    def _keep(self) -> None:
        kept = {"figures": [asdict(figure) for figure in self.figures], "failed": self.failed}
        self._to.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
