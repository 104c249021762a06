"""What is declared is what is imported: no package comes along by luck, for needs of another, and none is carried for nothing."""

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.files import files

PRODUCT = ("app", "alembic")
AROUND = ("tests", "scripts", "benchmarks")
NOT_IMPORTED = {
    "audioop-lts": "pydub imports it where Python has no audioop of its own",
    "flit-core": "builds the project from a wheelhouse, where nothing can be fetched",
    "python-multipart": "FastAPI reads forms with it",
    "tzdata": "the time zones of Windows",
    "import-linter": "a program of the gate",
    "mypy": "a program of the gate",
    "ruff": "a program of the gate",
    "pytest-timeout": "a plug-in of pytest",
    "pytest-xdist": "a plug-in of pytest",
}
OF_PYTHON = {"pip"}
"""Comes with every environment."""
PROJECT = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))


def declared(requirements: Iterable[str]) -> set[str]:
    return {canonicalize_name(Requirement(text).name) for text in requirements}


@cache
def modules(folder: str) -> frozenset[str]:
    """The outermost name of everything that is imported somewhere in a folder, lazily too."""
    return frozenset(_imports(folder))


def _imports(folder: str) -> Iterator[str]:
    for node in (node for path in files(folder, "**/*.py") for node in ast.walk(ast.parse(path.read_bytes()))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module.partition(".")[0]


@cache
def distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


def imported(folders: Iterable[str]) -> set[str]:
    """The packages behind what is imported, without Python's and without the project's own."""
    owners = distributions()
    own = {path.stem for folder in ("scripts", "benchmarks") for path in Path(folder).glob("*.py")} | {"app", "tests"}
    names = {name for folder in folders for name in modules(folder)} - own - sys.stdlib_module_names - OF_PYTHON
    return {canonicalize_name(owners[name][0]) for name in names}


RUNTIME = declared(PROJECT["project"]["dependencies"])
OPTIONAL = declared(text for extra in PROJECT["project"]["optional-dependencies"].values() for text in extra)
TEST = declared(PROJECT["dependency-groups"]["test"])


def test_the_product_imports_what_it_declares_and_no_more() -> None:
    assert imported(PRODUCT) == (RUNTIME | OPTIONAL) - set(NOT_IMPORTED)


def test_the_tests_import_what_is_declared_and_the_test_group_holds_nothing_idle() -> None:
    assert imported(AROUND) <= RUNTIME | OPTIONAL | TEST
    assert imported(AROUND) | OPTIONAL >= TEST - set(NOT_IMPORTED)


@pytest.mark.parametrize("name", sorted(NOT_IMPORTED))
def test_what_is_said_to_be_needed_without_an_import_is_declared_and_not_imported(name: str) -> None:
    assert name in RUNTIME | TEST
    assert name not in imported(PRODUCT) | imported(AROUND)
