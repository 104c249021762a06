"""On air: start error, decisions, emergencies, a month under faults, kills. Names of figures are those of docs/benchmarks.md.

`benchmarks/onair.py [--quick] [--json]`, run by the Python of `.venv-test`: the simulation uses the tests' own village.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import onair_due
import onair_emergency
import onair_frames
import onair_kills
import onair_sim
import onair_starts
from figures import Figure, options, show

GROUPS = (onair_frames, onair_due, onair_starts, onair_emergency, onair_sim, onair_kills)


def main() -> None:
    """Measure and print."""
    given = options(__doc__)
    figures: list[Figure] = []
    for group in GROUPS:
        figures += group.measure(quick=given.quick)
    show(figures, as_json=given.json)


if __name__ == "__main__":
    main()
