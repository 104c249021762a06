"""Reading: right cases, speed beside other normalisers, growth on hostile text.

`benchmarks/reading.py [--quick] [--json] [--peers PYTHON]`. PYTHON is an environment of its own with `sea-g2p==0.10.0` and
`vinorm==2.0.7`; without it the two ratios are left out and said to be so.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.reading import to_spoken  # noqa: E402  # the project is run from its folder, not installed
from tests.reading.accepted import accepts, load  # noqa: E402

BULLETINS = sorted((ROOT / "tests/data/bulletins").glob("[0-9]*.txt"))
HOSTILE = ("9", "/", "(", "1/", "A-", "1.", "1 ", "a@", "I", "12/", "A1.")
_PEER = """
import sys, time, json
seconds = float(sys.argv[2])
texts = json.load(sys.stdin)
if sys.argv[1] == "sea":
    from sea_g2p import Normalizer
    say = Normalizer().normalize
else:
    from vinorm import TTSnorm as say
say(texts[0][:80])
done, at, start = 0, 0, time.perf_counter()
while time.perf_counter() - start < seconds:
    say(texts[at % len(texts)]); done += len(texts[at % len(texts)]); at += 1
print(done / (time.perf_counter() - start))
"""


def _varied(count: int) -> list[str]:
    """Bulletins with other digits each time, so that no cache helps."""
    dice = random.Random(7)  # noqa: S311  # no secret
    texts = [path.read_text(encoding="utf-8").partition("\n\n")[2] for path in BULLETINS]
    return [re.sub(r"\d", lambda _: str(dice.randint(1, 9)), texts[at % len(texts)]) for at in range(count)]


def _speed(say: Callable[[str], object], texts: list[str], seconds: float) -> float:
    say(texts[0])
    done, at, start = 0, 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        say(texts[at % len(texts)])
        done += len(texts[at % len(texts)])
        at += 1
    return done / (time.perf_counter() - start)


def _growth() -> float:
    """The worst ratio of the time for eight times the text, over hostile kinds; each the best of three."""

    def least(text: str) -> float:
        times = []
        for _ in range(3):
            start = time.perf_counter()
            to_spoken(text)
            times.append(time.perf_counter() - start)
        return min(times)

    return max(least(kind * (80_000 // len(kind))) / least(kind * (10_000 // len(kind))) for kind in HOSTILE)


def _right(path: Path) -> float:
    cases = load(path)
    return 100 * sum(accepts(case.accepted, to_spoken(case.written)) for case in cases) / len(cases)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peers", help="Python with sea-g2p and vinorm")
    options = parser.parse_args()
    seconds = 2.0 if options.quick else 5.0
    texts = _varied(200)
    figures = [
        _figure("dev_accuracy_pct", _right(ROOT / "tests/reading/cases/examples.tsv"), "%", 98, least=True),
        _figure("own_suite_pct", _right(ROOT / "tests/reading/cases/own.tsv"), "%", 97, least=True),
        _figure("growth_8x", _growth(), "x", 12, least=False),
    ]
    if options.peers:
        for name, goal in (("sea", 1.0), ("vinorm", 30.0)):
            ours = _speed(to_spoken, texts, seconds)
            done = subprocess.run(  # the Python named on the command line
                [options.peers, "-c", _PEER, name, str(seconds)],
                input=json.dumps(texts),
                capture_output=True,
                text=True,
                check=True,
            )
            theirs = float(done.stdout.split()[-1])
            label = "speed_vs_sea_g2p" if name == "sea" else "speed_vs_vinorm"
            figures.append(_figure(label, ours / theirs, "x", goal, least=True))
    if options.json:
        print(json.dumps({"figures": figures}, ensure_ascii=False))
        return
    for figure in figures:
        print(f"{figure['name']:20} {figure['value']} {figure['unit']} (goal {figure['goal']}, met: {figure['met']})")
    if not options.peers:
        print("speed_vs_sea_g2p, speed_vs_vinorm: not measured without --peers")


def _figure(name: str, value: float, unit: str, goal: float, *, least: bool) -> dict[str, object]:
    met = value >= goal if least else value <= goal
    return {"name": name, "value": round(value, 2), "unit": unit, "goal": goal, "met": met}


if __name__ == "__main__":
    main()
