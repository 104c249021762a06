"""Refresh the locks: hashed, one file for all platforms, no addresses inside. Arguments (`--upgrade`) go to uv.

uv is itself in the test lock, so nobody installs it by hand.
"""

import sys

import terminal

terminal.require_python()

import os

import venvs

LOCKS: dict[str, list[str]] = {venvs.RUNTIME.lock: [], venvs.TEST.lock: ["--group", "test"]}
HOW = [
    "--universal",
    "--generate-hashes",
    "--python-version",
    ".".join(map(str, terminal.OLDEST)),
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--custom-compile-command",
    "python3 scripts/lock.py",
    "--quiet",
]


def main() -> None:
    """Write both locks, each only when it could be solved."""
    uv = venvs.program(venvs.ensure(venvs.TEST), "uv")
    os.chdir(venvs.ROOT)
    for lock, groups in LOCKS.items():
        command = [str(uv), "pip", "compile", "pyproject.toml", *groups, "--output-file", lock, *HOW, *sys.argv[1:]]
        code = venvs.run_to_the_end(command)
        if code:
            sys.exit(code)


if __name__ == "__main__":
    main()
