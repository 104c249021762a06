"""Walks: lists of steps that a seed makes, a person writes, or a failure leaves; each can be taken, and taken again shorter."""

import inspect
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.model.village import Ground, Village


@dataclass(frozen=True)
class Step:
    """A method of `Village`, with its numbers."""

    name: str
    numbers: tuple[int, ...] = ()

    def __str__(self) -> str:
        return " ".join((self.name, *map(str, self.numbers)))


def steps(text: str) -> list[Step]:
    """A walk as it is written: a step a line, `#` begins a remark. Raises AttributeError for a step there is not."""
    found = []
    for line in text.splitlines():
        name, *numbers = line.partition("#")[0].split() or [""]
        if name:
            getattr(Village, name)
            found.append(Step(name, tuple(map(int, numbers))))
    return found


_WAITS = (1, 3, 5, 5, 20, 20, 60, 60, 60, 60, 120, 120, 120, 300, 300, 300, 300, 600, 600, 600, 900, 900, 900, 3600, 14400)
_OFTEN: dict[str, tuple[int, Callable[[random.Random], tuple[int, ...]]]] = {
    "wait": (30, lambda dice: (dice.choice(_WAITS),)),
    "bulletin": (6, lambda dice: (dice.randrange(3),)),
    "merry": (1, lambda dice: (dice.randrange(3),)),
    "brief": (1, lambda dice: (dice.randrange(6),)),
    "write": (1, lambda dice: (dice.randrange(3),)),
    "submit": (1, lambda dice: (dice.randrange(20),)),
    "approve": (1, lambda dice: (dice.randrange(20),)),
    "give_back": (1, lambda dice: (dice.randrange(20),)),
    "withdraw": (3, lambda dice: (-1 - dice.randrange(4),)),
    "edit": (1, lambda dice: (-1 - dice.randrange(4), dice.randrange(3))),
    "slot": (
        9,
        lambda dice: (
            -1 - dice.randrange(4),
            dice.randrange(5),
            dice.choice((1, 2, 5, 10, 30)),
            dice.randrange(3),
            dice.choice((0, 0, 1)),
        ),
    ),
    "end_slot": (1, lambda dice: (-1 - dice.randrange(4),)),
    "following": (1, lambda dice: (-1 - dice.randrange(4), dice.choice((0, 60)))),
    "move": (2, lambda dice: (-1 - dice.randrange(4), dice.choice((1, 10, 60)))),
    "cancel": (4, lambda dice: (dice.randrange(8),)),
    "mourn": (1, lambda dice: (dice.randrange(6),)),
    "stop": (3, lambda _dice: ()),
    "lift": (4, lambda _dice: ()),
    "alarm": (4, lambda dice: (dice.randrange(5), dice.randrange(4))),
    "drill": (1, lambda dice: (dice.randrange(5),)),
    "confirm": (1, lambda _dice: (-1,)),
    "end": (3, lambda dice: (-1 - dice.randrange(3),)),
    "correct": (1, lambda _dice: (-1,)),
    "two_persons": (1, lambda dice: (dice.randrange(2),)),
    "cap": (1, lambda dice: (dice.randrange(5), dice.randrange(4))),
    "cap_cancel": (1, lambda _dice: (-1,)),
    "cut": (3, lambda dice: (dice.randrange(2),)),
    "mend": (4, lambda dice: (dice.randrange(2),)),
    "slow": (1, lambda dice: (dice.randrange(2),)),
    "lose_answer": (1, lambda dice: (dice.randrange(2),)),
    "kill": (1, lambda dice: (dice.randrange(2),)),
    "boot": (3, lambda dice: (dice.randrange(2),)),
    "restart": (2, lambda dice: (dice.randrange(2),)),
    "kill_at_claim": (1, lambda dice: (dice.randrange(2),)),
    "kill_at_end": (1, lambda dice: (dice.randrange(2),)),
    "kill_at_call": (1, lambda dice: (dice.randrange(2), dice.randrange(4))),
    "lose_output": (1, lambda dice: (dice.randrange(2),)),
    "kill_server": (1, lambda _dice: ()),
    "boot_server": (4, lambda _dice: ()),
    "kill_server_at_commit": (1, lambda dice: (dice.randrange(6),)),
    "fill": (2, lambda dice: (dice.randrange(3),)),
    "free": (3, lambda dice: (dice.randrange(3),)),
    "rot": (1, lambda dice: (dice.randrange(2),)),
    "rot_server": (1, lambda _dice: ()),
    "rot_journal": (1, lambda dice: (dice.randrange(4),)),
    "set_clock": (1, lambda dice: (dice.randrange(3), dice.choice((-1440, -50, -5, 0, 0, 0, 3, 1440)))),
    "backup": (1, lambda _dice: ()),
    "restore": (1, lambda _dice: ()),
    "replace_pc": (1, lambda dice: (dice.randrange(2),)),
}


def made(seed: int, length: int) -> list[Step]:
    """The walk of a seed."""
    dice = random.Random(seed)  # noqa: S311  # a simulation's dice
    names = dice.choices(list(_OFTEN), [often for often, _ in _OFTEN.values()], k=length)
    return [Step(name, _OFTEN[name][1](dice)) for name in names]


def take(ground: Ground, walk: Sequence[Step], seed: int = 0) -> None:
    """Walk it to its quiet end. Raises BrokenError, with the step it happened at."""
    village = Village(ground, seed)
    taken = 0
    try:
        for step in [*walk, Step("rest")]:
            getattr(village, step.name)(*step.numbers)
            taken += 1
    except BaseException as error:
        error.add_note(f"after {taken} steps of the walk of seed {seed}")
        raise
    finally:
        village.close()


def shortened(ground: Ground, walk: Sequence[Step], seed: int, error: BaseException, tries: int = 300) -> list[Step]:
    """A shorter walk that still fails in the same kind of way: pieces are left out as long as it does."""
    kind = _kind(error)
    kept, piece = list(walk), max(1, len(walk) // 2)
    while piece and tries:
        at = 0
        while at < len(kept) and tries:
            fewer = kept[:at] + kept[at + piece :]
            tries -= 1
            if _kind(_failure(ground, fewer, seed)) == kind:
                kept = fewer
            else:
                at += piece
        piece //= 2
    return kept


def _failure(ground: Ground, walk: Sequence[Step], seed: int) -> BaseException | None:
    try:
        take(ground, walk, seed)
    except Exception as error:  # noqa: BLE001  # whatever it is
        return error
    return None


def _kind(error: BaseException | None) -> str:
    return "" if error is None else f"{type(error).__name__} {str(error)[:22]}"


def not_drawn() -> set[str]:
    """The steps that no seed takes: they are for walks that are written."""
    return {name for name, _ in inspect.getmembers(Village, inspect.isfunction) if not name.startswith("_")} - _OFTEN.keys()
