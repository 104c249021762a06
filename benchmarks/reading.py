"""Reading: right cases and whole texts, speed beside other normalisers, growth on hostile text, import and memory.

`benchmarks/reading.py [--quick] [--json]`. The peers are installed into `.venv-peers` the first time.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from reading_peers import PEERS, Peer, prepare  # noqa: E402  # beside this file

from app.reading import read, to_spoken  # noqa: E402  # the project is run from its folder, not installed
from tests.reading.accepted import Case, accepts, load, plain_words  # noqa: E402
from tests.reading.alignment import align  # noqa: E402
from tests.reading.test_whole import TEXTS, body  # noqa: E402

BULLETINS = sorted((ROOT / "tests/data/bulletins").glob("[0-9]*.txt"))
EXAMPLES = load(ROOT / "tests/reading/cases/examples.tsv")
OWN = [case for path in sorted((ROOT / "tests/reading/cases").glob("*.tsv")) if path.stem != "examples" for case in load(path)]
HOSTILE = ("9", "/", "(", "1/", "A-", "1.", "1 ", "a@", "I", "12/", "A1.", "(a), ", "a-\n", "|a", "; 1. a; 2. b")
_WORST = 3
"""Kinds of hostile texts that are measured again."""
GOALS = {"sea-g2p": 1.5, "vinorm": 30.0}
_FRESH = """
import time
start = time.process_time()
from app.reading import to_spoken
took = time.process_time() - start
to_spoken("Từ 01/9 đến 14/12/2025, UBND xã họp.")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, int(peak.split()[1]) / 1024)
"""


@dataclass(frozen=True)
class Figure:
    """A measured value; `met` is None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: str
    met: bool | None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="2 s of speed instead of 5, sea-g2p alone and on every third of the cases"
    )
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = [*_rightness(), *_lightness(), _at_most("growth_8x", _growth(), "x", 12)]
    cases = OWN[::3] if options.quick else OWN
    right = {"ours": _judged(cases, to_spoken)}
    try:
        prepare()
    except subprocess.CalledProcessError as error:
        print(f"the peers could not be installed and are left out: {error}", file=sys.stderr)
    else:
        figures += _beside_peers(cases, right, quick=options.quick)
    if options.json:
        print(json.dumps({"figures": [asdict(figure) for figure in figures]}, ensure_ascii=False))
        return
    for figure in figures:
        print(f"{figure.name:28} {figure.value:>10} {figure.unit:6} {figure.goal:8} {'' if figure.met is None else figure.met}")
    print(_table(cases, right))


def _rightness() -> list[Figure]:
    said = [to_spoken(case.written) for case in (*EXAMPLES, *OWN)]
    right = [accepts(case.accepted, words) for case, words in zip((*EXAMPLES, *OWN), said, strict=True)]
    spoken = said + [read(path.read_text(encoding="utf-8").partition("\n\n")[2]).spoken for path in BULLETINS]
    whole = [(text.read_text(encoding="utf-8"), read(body(text), formal="skip").spoken) for text in TEXTS]
    wrong = sum(align(expected, words).wrong for expected, words in whole if not accepts((expected,), words))
    words = sum(len(plain_words(text)) for _, text in whole)
    plain = [case.written for case in OWN if case.category == "plain"] + spoken
    return [
        _at_least("dev_accuracy_pct", 100 * sum(right[: len(EXAMPLES)]) / len(EXAMPLES), "%", 98),
        _at_least("own_suite_pct", 100 * sum(right[len(EXAMPLES) :]) / len(OWN), "%", 97),
        _at_most("whole_wrong_per_1000", 1000 * wrong / words, "words", 1),
        _at_most("plain_text_changed", sum(plain_words(to_spoken(text)) != plain_words(text) for text in plain), "texts", 0),
        _at_most("digits_or_symbols_left", sum(any(map(_unspoken, text)) for text in spoken), "texts", 0),
    ]


def _lightness() -> list[Figure]:
    """Import and memory in a bare interpreter, the best of five; on Linux, where the peak of one process can be asked."""
    if sys.platform != "linux":
        return []
    runs = [
        subprocess.run([sys.executable, "-S", "-c", _FRESH], cwd=ROOT, capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    took, memory = (min(float(run.stdout.split()[part]) for run in runs) for part in (0, 1))
    return [_at_most("import_s", took, "s", 0.15), _at_most("memory_mb", memory, "MB", 40)]


def _growth() -> float:
    """The worst ratio of the time for eight times the text, over hostile kinds; of those that look worst the best of three."""

    def took(text: str) -> float:
        start = time.process_time()
        to_spoken(text)
        return time.process_time() - start

    texts = {kind: (kind * (80_000 // len(kind)), kind * (10_000 // len(kind))) for kind in HOSTILE}
    times = {kind: [took(long), took(short)] for kind, (long, short) in texts.items()}
    for kind in sorted(times, key=lambda kind: times[kind][0] / times[kind][1])[-_WORST:]:
        for _ in range(2):
            times[kind] = [min(before, took(text)) for before, text in zip(times[kind], texts[kind], strict=True)]
    return max(long / short for long, short in times.values())


def _beside_peers(cases: list[Case], right: dict[str, list[bool]], *, quick: bool) -> list[Figure]:
    """Each peer's speed against ours, a fifth of a second each in turn so that both meet the same noise, and its right cases.

    quick: without vinorm, which starts a program for each text and takes minutes.
    """
    seconds = 2 if quick else 5
    texts = _varied(120 * seconds)
    figures = []
    for name, goal in list(GOALS.items())[: 1 if quick else None]:
        with Peer(name) as peer:
            peer.take(texts)
            at, ours, theirs = 0, [0, 0.0], [0, 0.0]
            for _ in range(5 * seconds):
                start, done = time.perf_counter(), 0
                while time.perf_counter() - start < 1 / 5:
                    to_spoken(texts[at % len(texts)])
                    done, at = done + len(texts[at % len(texts)]), at + 1
                ours = [ours[0] + done, ours[1] + time.perf_counter() - start]
                characters, took = peer.speed(1 / 5)
                theirs = [theirs[0] + characters, theirs[1] + took]
            said = dict(zip((case.written for case in cases), peer.say([case.written for case in cases]), strict=True))
        label = name.replace("-", "_")
        right[f"{name} {PEERS[name]}"] = _judged(cases, said.__getitem__)
        figures += [
            _at_least(f"speed_vs_{label}", ours[0] / ours[1] / (theirs[0] / theirs[1]), "x", goal),
            Figure(f"speed_beside_{label}", round(ours[0] / ours[1]), "char/s", "", None),
            Figure(f"speed_of_{label}", round(theirs[0] / theirs[1]), "char/s", "", None),
            Figure(f"own_suite_pct_{label}", round(_share(cases, said.__getitem__), 2), "%", "", None),
        ]
    return figures


def _varied(count: int) -> list[str]:
    """Bulletins with other digits each time, so that no cache helps."""
    dice = random.Random(7)  # noqa: S311  # no secret
    texts = [path.read_text(encoding="utf-8").partition("\n\n")[2] for path in BULLETINS]
    return [re.sub(r"\d", lambda _: str(dice.randint(1, 9)), texts[at % len(texts)]) for at in range(count)]


def _share(cases: list[Case], say: Callable[[str], str]) -> float:
    return 100 * sum(accepts(case.accepted, say(case.written)) for case in cases) / len(cases)


def _judged(cases: list[Case], say: Callable[[str], str]) -> list[bool]:
    return [accepts(case.accepted, say(case.written)) for case in cases]


def _unspoken(sign: str) -> bool:
    """A digit, a symbol or a hidden sign that no voice can say."""
    return unicodedata.category(sign)[0] in "NS" or unicodedata.category(sign) == "Cf" or sign in "%&/@*#_\\"


def _table(cases: list[Case], right: dict[str, list[bool]]) -> str:
    """Per cent of right cases by category, ours and theirs, as a table in Markdown."""
    lines = [f"| category | cases | {' | '.join(right)} |", f"|---|---|{'---|' * len(right)}"]
    categories = sorted({case.category for case in cases})
    for category in (*categories, "all"):
        chosen = [at for at, case in enumerate(cases) if category in {case.category, "all"}]
        shares = [f"{100 * sum(judged[at] for at in chosen) / len(chosen):.0f} %" for judged in right.values()]
        lines.append(f"| {category} | {len(chosen)} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _at_least(name: str, value: float, unit: str, goal: float) -> Figure:
    return Figure(name, round(value, 2), unit, f">= {goal}", value >= goal)


def _at_most(name: str, value: float, unit: str, goal: float) -> Figure:
    return Figure(name, round(value, 3), unit, f"<= {goal}", value <= goal)


if __name__ == "__main__":
    main()
