"""Fill `wheelhouse/` with every package of the runtime lock, for machines without a network: copy the project with it and start.

Without arguments for all targets (linux-x86_64, win-amd64, linux-aarch64) and Pythons 3.11 to 3.13; TARGET… and `--python`
narrow it. The folder appears when it is whole.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import terminal

terminal.require_python()

import venvs
from troubles import explain_fault, explain_output

_PART = venvs.ROOT / "wheelhouse.part"


def main() -> None:
    """Run inside `.venv`, where pip is."""
    folder = venvs.ensure(venvs.RUNTIME)
    if Path(sys.prefix).resolve() != folder.resolve():
        sys.exit(venvs.run_to_the_end([str(venvs.program(folder, "python")), __file__, *sys.argv[1:]]))
    from locked import PYTHONS, TARGETS, Target, lock_for  # noqa: PLC0415  # it needs the environment

    def fetch(target: Target, python: str) -> None:
        terminal.say(f"· {target.name}, Python {python}")
        with tempfile.TemporaryDirectory() as folder:
            lock = Path(folder) / "lock.txt"
            lock.write_text(lock_for(venvs.ROOT / venvs.RUNTIME.lock, target, python), encoding="utf-8")
            abi = f"cp{python.replace('.', '')}"
            command = [sys.executable, "-I", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
            command += [
                "--no-deps",
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--dest",
                str(_PART),
                "--requirement",
                str(lock),
            ]
            command += ["--implementation", "cp", "--python-version", python, "--abi", abi, "--abi", "abi3", "--abi", "none"]
            command += [word for tag in target.wheels for word in ("--platform", tag)]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        if done.returncode:
            explain_output(done.stdout + done.stderr, venvs.ROOT, machine=f"{target.name}, Python {python}")

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", nargs="*", choices=[[], *TARGETS], metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--python", action="append", choices=PYTHONS, help="one Python only (may be repeated)")
    given = parser.parse_args()
    try:
        shutil.rmtree(_PART, ignore_errors=True)
        _PART.mkdir()
        for name in given.target or TARGETS:
            for python in given.python or PYTHONS:
                fetch(TARGETS[name], python)
        shutil.rmtree(venvs.WHEELHOUSE, ignore_errors=True)
        _PART.rename(venvs.WHEELHOUSE)
    except OSError as fault:
        explain_fault(fault, venvs.ROOT)
    size = sum(file.stat().st_size for file in venvs.WHEELHOUSE.iterdir()) // 2**20
    terminal.say(f"wheelhouse đã đủ ({size} MB): hãy chép cả thư mục Loa Làng. / The wheelhouse is whole.")


if __name__ == "__main__":
    main()
