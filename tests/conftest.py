"""Fixtures of every test folder."""

pytest_plugins = ["tests.support.database", "tests.support.web", "tests.support.office_fixtures"]
