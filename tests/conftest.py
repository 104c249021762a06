"""Fixtures of every test folder."""

import pytest
from hypothesis import settings

# How long an example takes depends on what else the machine does; times are measured in benchmarks. The gate tries the same
# examples each time; `--hypothesis-profile=explore --hypothesis-seed=N` tries others.
settings.register_profile("loalang", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, max_examples=3000, print_blob=True)
settings.load_profile("loalang")

pytest_plugins = ["tests.support.database", "tests.support.web", "tests.support.office_fixtures"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow begins first, so that what is begun last is short and no process waits for another at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
