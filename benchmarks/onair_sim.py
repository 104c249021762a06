"""`sim_30_days`: forty slots a day, three zones, random faults; what sounded twice, at night, unapproved, or without a reason."""

import logging
import tempfile
from pathlib import Path

from figures import Figure, at_most

from tests.support.month import live


def measure(*, quick: bool) -> list[Figure]:
    """Live through a month, or one day of it."""
    logging.disable(logging.CRITICAL)
    try:
        with tempfile.TemporaryDirectory() as name:
            verdict = live(Path(name), days=1 if quick else 30, seed=20251104)
    finally:
        logging.disable(logging.NOTSET)
    return [
        at_most("sim_30_days_doubles", verdict.doubles, "items", 0),
        at_most("sim_30_days_outside_hours", verdict.outside_hours, "items", 0),
        at_most("sim_30_days_unapproved", verdict.unapproved, "items", 0),
        at_most("sim_30_days_unexplained", verdict.unexplained + verdict.lost, "items", 0),
        Figure("sim_30_days_heard", verdict.heard, f"of {verdict.planned}", None, None),
    ]
