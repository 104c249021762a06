"""Refresh the locks: hashed, one file for all platforms, no addresses inside. Needs uv (from pip); nobody else does."""

import subprocess
import sys

import venvs

PYTHON = "3.11"
LOCKS: dict[str, list[str]] = {venvs.RUNTIME.lock: [], venvs.TEST.lock: ["--group", "test"]}


def main() -> None:
    """Write both locks; more arguments (`--upgrade`) go to uv."""
    for lock, groups in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *groups, "--output-file", lock]
        command += ["--universal", "--generate-hashes", "--python-version", PYTHON, "--no-emit-index-url", "--no-emit-find-links"]
        command += ["--no-annotate", "--custom-compile-command", "python3 scripts/lock.py", "--quiet", *sys.argv[1:]]
        subprocess.run(command, cwd=venvs.ROOT, check=True)


if __name__ == "__main__":
    main()
