"""The only gate: format, lint, types, import rules, then the suite. Other arguments go to pytest.

`--fast` leaves out the slow and PostgreSQL tests and uses all cores; `--fix` lets the tools repair what they can first.
`--explore [SECONDS]` is no gate: it takes fresh seeds, of the properties and of the model of the whole product, and prints what
fails so that it can be tried again; `--explore --seed SEED` tries one walk of the model again, and shortens it.
"""

import os
import sys

import console

console.require_python()

import venvs

EXPLORED = ["-m", "hypothesis and not slow and not postgres", "--hypothesis-profile=explore", "-q"]
FAST = ["-m", "not slow and not postgres", "-n", "auto", "--dist", "worksteal"]


def main() -> None:
    """Run every check, stop at the first that fails."""
    arguments = sys.argv[1:]
    fast, fix, explore = ("--fast" in arguments, "--fix" in arguments, "--explore" in arguments)
    rest = [argument for argument in arguments if argument not in {"--fast", "--fix", "--explore"}]
    folder = venvs.ensure(venvs.TEST)
    os.chdir(venvs.ROOT)

    def run(name: str, *given: str) -> None:
        console.say("· " + " ".join((name, *given)))
        code = venvs.run_to_the_end([str(venvs.program(folder, name)), *given])
        if code:
            sys.exit(code)

    if explore:
        run("python", "-m", "tests.model.explore", *rest)
        if "--seed" not in rest:
            run("python", "-m", "pytest", *EXPLORED, f"--session-timeout={rest[0] if rest else 600}")
        return
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
