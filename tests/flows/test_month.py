"""A day of forty slots in three zones under random faults; `benchmarks/onair.py` lives through thirty."""

from pathlib import Path

import pytest

from app.wiring import Services
from tests.support.month import Month
from tests.support.office import Office


@pytest.mark.slow
@pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)
def test_nothing_sounds_twice_at_night_or_unapproved_and_all_is_explained(
    services: Services, office: Office, tmp_path: Path
) -> None:
    verdict = Month(services, office, tmp_path / "station", seed=1).run(days=1)
    faults = (verdict.doubles, verdict.outside_hours, verdict.unapproved, verdict.unexplained, verdict.lost)
    assert faults == (0, 0, 0, 0, 0), verdict
    assert verdict.heard > verdict.planned / 3, verdict
