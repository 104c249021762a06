"""Fixtures of every test folder."""

from itertools import chain, groupby, islice

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; times are measured in benchmarks. The gate tries the same
# examples each time; `--hypothesis-profile=explore --hypothesis-seed=N` tries others.
settings.register_profile("loalang", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, max_examples=3000, print_blob=True)
settings.load_profile("loalang")

pytest_plugins = ["tests.support.database", "tests.support.web", "tests.support.office_fixtures"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each process begins with its share of what is slow, file by file, so that what is begun last is short.

    xdist hands each process a run of neighbours; who is done takes over the last of what others have not begun.
    """
    processes: int = getattr(config, "workerinput", {}).get("workercount", 1)
    shares: list[list[pytest.Item]] = [[] for _ in range(processes)]
    slow = [item for item in items if item.get_closest_marker("slow") is not None]
    files = sorted((list(found) for _, found in groupby(slow, key=lambda item: item.path)), key=len, reverse=True)
    for found in files:
        min(shares, key=len).extend(found)
    rest = iter([item for item in items if item.get_closest_marker("slow") is None])
    for share in shares:
        share.extend(islice(rest, max(0, -(-len(items) // processes) - len(share))))
    items[:] = [*chain.from_iterable(shares), *rest]
