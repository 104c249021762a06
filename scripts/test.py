"""The only gate: format, lint, types, import rules, then the suite. Other arguments go to pytest.

`--fast` leaves out the slow and PostgreSQL tests and uses all cores; `--fix` lets the tools repair what they can first.
"""

import os
import sys

import console

console.require_python()

import venvs

FAST = ["-m", "not slow and not postgres", "-n", "auto", "--dist", "worksteal"]


def main() -> None:
    """Run every check, stop at the first that fails."""
    arguments = sys.argv[1:]
    fast, fix = "--fast" in arguments, "--fix" in arguments
    rest = [argument for argument in arguments if argument not in {"--fast", "--fix"}]
    folder = venvs.ensure(venvs.TEST)
    os.chdir(venvs.ROOT)

    def run(name: str, *given: str) -> None:
        console.say("· " + " ".join((name, *given)))
        code = venvs.run_to_the_end([str(venvs.program(folder, name)), *given])
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
