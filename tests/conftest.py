"""Fixtures of every test folder."""

from hypothesis import settings

# How long an example takes depends on what else the machine does; times are measured in benchmarks.
settings.register_profile("loalang", deadline=None)
settings.load_profile("loalang")

pytest_plugins = ["tests.support.database", "tests.support.web", "tests.support.office_fixtures"]
