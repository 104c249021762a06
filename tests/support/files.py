"""Files that tests are about: a folder that was moved, or a name that matches nothing, fails where it is asked for."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(folder: str | Path, pattern: str) -> list[Path]:
    """What matches in a folder of the project, in order of the names; at least one."""
    found = sorted((ROOT / folder).glob(pattern))
    assert found, f"nothing matches {pattern} in {folder}"
    return found
