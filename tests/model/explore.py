"""Walks of fresh seeds, or of one again; what fails is printed shortened, to be walked again.

`python -m tests.model.explore [SECONDS | --seed SEED]`
"""

import itertools
import secrets
import sys
import time

from tests.model.tiny import costless
from tests.model.village import Ground, ground
from tests.model.walk import made, shortened, take

LENGTH = 250
_SECONDS = 600


def walked(land: Ground, seed: int, length: int = LENGTH) -> None:
    """Take the walk of a seed; a failure says how to take it again."""
    try:
        take(land, made(seed, length), seed)
    except Exception as error:
        error.add_note(f"again, and shortened: python3 scripts/test.py --explore --seed {seed}")
        raise


def main() -> int:
    """Walk until the time is over. Returns how many seeds failed."""
    given = sys.argv[1:]
    if given[:1] == ["--seed"]:
        seeds, end_s = iter([int(given[1])]), float("inf")
    else:
        first = secrets.randbelow(10**9)
        seeds, end_s = itertools.count(first), time.monotonic() + float(given[0] if given else _SECONDS)
    failed = walks = 0
    with costless(), ground() as land:
        for seed in seeds:
            if time.monotonic() >= end_s:
                break
            walks += 1
            failed += not _goes_well(land, seed)
    print(f"{walks} walks of {LENGTH} steps, {failed} failed")  # noqa: T201  # a program
    return failed


def _goes_well(land: Ground, seed: int) -> bool:
    walk = made(seed, LENGTH)
    try:
        take(land, walk, seed)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is told
        print(f"seed {seed}: {type(error).__name__}: {error}", flush=True)  # noqa: T201  # a program; shortening takes its time
        print(*shortened(land, walk, seed, error), sep="\n", end="\n\n", flush=True)  # noqa: T201
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
