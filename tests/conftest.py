"""Fixtures of every test folder."""

import gc
from itertools import chain, filterfalse, groupby, islice
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; times are measured in benchmarks. The gate tries the same
# examples each time; `--hypothesis-profile=explore --hypothesis-seed=N` tries others.
settings.register_profile("loalang", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, max_examples=3000, print_blob=True)
settings.load_profile("loalang")

gc.disable()  # until all is collected: what is loaded stays

pytest_plugins = [
    "tests.support.costs",
    "tests.support.mastered",
    "tests.support.database",
    "tests.support.web",
    "tests.support.office_fixtures",
]


def pytest_collection_finish() -> None:
    """No later collection of garbage goes through the modules and tests that are loaded: that was a seventh of all."""
    gc.freeze()
    gc.enable()


_USUAL_S = 5.0
"""A slow test that does not say how long it takes, as `slow(seconds)` does."""


def _seconds(item: pytest.Item) -> float:
    mark = item.get_closest_marker("slow")
    return float(mark.args[0]) if mark is not None and mark.args else _USUAL_S


def _taken(items: list[pytest.Item]) -> float:
    return sum(map(_seconds, items))


def _waits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("slow")
    return mark is not None and bool(mark.kwargs.get("waits"))


def _together(item: pytest.Item) -> Path:
    """What one process does best: a file, whose fixtures are made once; all journeys, which share a server and a browser."""
    return item.path.parent if item.get_closest_marker("journey") is not None else item.path


def _is_postgres(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with its share of what is slow, file by file, the longest first: what is begun last is short.

    What mostly waits for the clock is all the first's, one after the other: two that wait at once leave a core idle. What asks
    PostgreSQL is all the last's, and begun early: each other process would start and migrate a server of its own.
    xdist hands each process a run of neighbours; who is done takes over the last of what others have not begun.
    """
    processes: int = getattr(config, "workerinput", {}).get("workercount", 1)
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    slow = [item for item in items if item.get_closest_marker("slow") is not None]
    files = sorted((list(found) for _, found in groupby(slow, key=_together)), key=_taken, reverse=True)
    for found in sorted(files, key=lambda found: not any(map(_waits, found))):
        if any(map(_waits, found)):
            share = shares[0]
        elif any(map(_is_postgres, found)):
            share = shares[-1]
        else:
            share = min(shares, key=_taken)
        share.extend(found)
    quick = [item for item in items if item.get_closest_marker("slow") is None]
    shares[-1].extend(filter(_is_postgres, quick))
    rest = filterfalse(_is_postgres, quick)
    for share in shares:
        share.extend(islice(rest, max(0, -(-len(items) // processes) - len(share))))
    items[:] = [*chain.from_iterable(shares), *rest]
