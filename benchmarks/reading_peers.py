"""Other normalisers of Vietnamese, each in a process of its own, from an environment made once under `.venv-peers`.

They are never dependencies of the product; they are installed by pip the first time they are measured.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from types import TracebackType
from typing import Self

ENVIRONMENT = Path(__file__).resolve().parent.parent / ".venv-peers"
PEERS = {"sea-g2p": "0.10.0", "vinorm": "2.0.7"}
_PYTHON = ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
_PROGRAM = """
import json, sys, time
if sys.argv[1] == "sea-g2p":
    from sea_g2p import Normalizer
    say = Normalizer().normalize
else:
    from vinorm import TTSnorm as say
texts, at = [], 0
say("Xin chào bà con.")
for line in sys.stdin:
    what, given = json.loads(line)
    if what == "texts":
        texts, answer = given, None
    elif what == "say":
        answer = []
        for text in given:
            try:
                answer.append(str(say(text)))
            except Exception:
                answer.append("")
    else:
        done, start = 0, time.perf_counter()
        while time.perf_counter() - start < given:
            say(texts[at % len(texts)])
            done, at = done + len(texts[at % len(texts)]), at + 1
        answer = [done, time.perf_counter() - start]
    print("=>" + json.dumps(answer), flush=True)
"""


def prepare() -> None:
    """Make the environment of the peers unless it is there. Raises CalledProcessError when pip cannot get them."""
    wanted = [f"{name}=={version}" for name, version in PEERS.items()]
    stamp = ENVIRONMENT / "peers.txt"
    if stamp.exists() and stamp.read_text().split() == wanted:
        return
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    subprocess.run([_PYTHON, "-m", "pip", "install", "--quiet", *wanted], check=True, stdout=sys.stderr)
    stamp.write_text("\n".join(wanted) + "\n")


class Peer:
    """A running peer: it takes texts, says them, and tells how fast it is."""

    def __init__(self, name: str) -> None:
        self._process = subprocess.Popen(
            [_PYTHON, "-c", _PROGRAM, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ENVIRONMENT,
            encoding="utf-8",
        )

    def take(self, texts: list[str]) -> None:
        """The texts its speed is measured on."""
        self._ask("texts", texts)

    def speed(self, seconds: float) -> tuple[int, float]:
        """Characters read, and the seconds it took, going on where it stopped."""
        done, took = self._ask("speed", seconds)
        return done, took

    def say(self, texts: list[str]) -> list[str]:
        """Each text as the peer says it; nothing where it failed."""
        said: list[str] = self._ask("say", texts)
        return said

    def _ask(self, what: str, given: object) -> "list":  # type: ignore[type-arg]  # as JSON brings it
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the peer has no pipes")
        print(json.dumps([what, given]), file=self._process.stdin, flush=True)
        for line in self._process.stdout:
            if line.startswith("=>"):
                answer: list = json.loads(line[2:])  # type: ignore[type-arg]  # as JSON brings it
                return answer
        raise RuntimeError(f"the peer ended with {self._process.wait()}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
