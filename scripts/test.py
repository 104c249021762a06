"""The only gate: format, lint, types, import rules, then the suite. Other arguments go to pytest.

`--fast` leaves out the slow and PostgreSQL tests; `--fix` lets the tools repair what they can first.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the very thing to find out
    sys.stderr.write("Python 3.11 or newer is needed.\n")
    sys.exit(3)

import subprocess

import venvs

FAST = ["-m", "not slow and not postgres"]


def main() -> None:
    """Run every check, stop at the first that fails."""
    arguments = sys.argv[1:]
    fast, fix = "--fast" in arguments, "--fix" in arguments
    rest = [argument for argument in arguments if argument not in {"--fast", "--fix"}]
    folder = venvs.ensure(venvs.TEST)

    def run(name: str, *given: str) -> None:
        venvs.say("· " + " ".join((name, *given)))
        code = subprocess.call([str(venvs.program(folder, name)), *given], cwd=venvs.ROOT)
        if code:
            sys.exit(code)

    if fix:
        run("ruff", "check", "--fix", "--quiet", ".")
        run("ruff", "format", "--quiet", ".")
    run("ruff", "format", "--check", "--quiet", ".")
    run("ruff", "check", "--quiet", ".")
    run("mypy")
    run("lint-imports", "--no-cache")
    run("python", "-m", "pytest", *(FAST if fast else []), *rest)


if __name__ == "__main__":
    main()
