"""The product walked through: faults that were found once, and seeds. `python3 scripts/test.py --explore` takes fresh ones."""

from collections.abc import Iterator

import pytest

from app.dispatch import Reach, heartbeats, reach
from tests.model.explore import walked
from tests.model.faults import FAULTS
from tests.model.ledger import BrokenError
from tests.model.tiny import costless
from tests.model.village import Ground, ground
from tests.model.walk import not_drawn, steps, take

LENGTH = 250
DAILY, LONG = range(4), range(100, 106)
"""Seeds: a thousand steps, and fifteen hundred more; fresh ones beside the gate."""


@pytest.fixture(scope="module")
def land() -> Iterator[Ground]:
    with costless(), ground() as made:
        yield made


@pytest.mark.slow(1)
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_that_was_found_stays_mended(land: Ground, name: str) -> None:
    take(land, steps(FAULTS[name]))


@pytest.mark.slow
@pytest.mark.parametrize("seed", DAILY)
def test_nothing_sounds_that_may_not_and_silence_takes_effect(land: Ground, seed: int) -> None:
    walked(land, seed, LENGTH)


@pytest.mark.slow
@pytest.mark.parametrize("seed", LONG)
def test_many_steps_more(land: Ground, seed: int) -> None:
    walked(land, seed, LENGTH)


def test_every_step_is_drawn_or_written() -> None:
    written = {step.name for text in FAULTS.values() for step in steps(text)}
    assert not_drawn() <= written | {"close", "rest"}


def test_a_product_that_hides_a_fault_is_found_out(land: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeats, "_present", lambda *_said: {})
    monkeypatch.setattr(reach, "_state", lambda *_said, **_more: Reach.SOUNDED)
    with pytest.raises(BrokenError, match="nothing says so"):
        take(land, steps("lose_output 0\nalarm 0\nwait 150"))
