"""Start Loa Làng: make or refresh `.venv` from the hashed lock, then hand all arguments to `loalang` (none: `serve`).

Standard library only. This file keeps to syntax that a Python far too old still parses, so that it can say so.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the very thing to find out
    sys.stderr.write("Loa Lang can Python 3.11 tro len, hay cai ban moi hon. / Python 3.11 or newer is needed.\n")
    sys.exit(3)

import venvs


def main() -> None:
    """Run."""
    folder = venvs.ensure(venvs.RUNTIME)
    venvs.hand_over(venvs.program(folder, "loalang"), sys.argv[1:] or ["serve"])


if __name__ == "__main__":
    main()
