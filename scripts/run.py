"""Start Loa Làng: make or refresh `.venv` from the hashed lock, then hand all arguments to `loalang` (none: `serve`).

Standard library only, and no options of its own.
"""

import sys

import terminal

terminal.require_python()

import venvs


def main() -> None:
    """Run."""
    folder = venvs.ensure(venvs.RUNTIME)
    venvs.hand_over(venvs.program(folder, "loalang"), sys.argv[1:] or ["serve"])


if __name__ == "__main__":
    main()
