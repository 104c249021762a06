"""A door holds no rule: it reads by the front of a feature, and whatever somebody does there is an act of the desk."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"
DOORS = sorted(path for door in ("api", "web", "edge", "cli") for path in (APP / door).rglob("*.py"))
DESK = sorted(each for each in (APP / "desk").glob("*.py") if each.stem not in {"__init__", "office"})


def _module(path: Path) -> str:
    return ".".join(path.relative_to(APP.parent).with_suffix("").parts)


@pytest.mark.parametrize("path", DOORS, ids=_module)
def test_no_door_acts_past_the_desk(path: Path) -> None:
    """Who acts is said by `actor`: a use case takes one, what only looks takes a commune. A command imports when it is called."""
    imported = [
        (node.module, each.name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module is not None and node.module.startswith("app.")
        for each in node.names
    ]
    found = {name: getattr(importlib.import_module(module), name, None) for module, name in imported}
    acting = {
        name
        for name, each in found.items()
        if inspect.isfunction(each)
        and not each.__module__.startswith(("app.api.", "app.web.", "app.desk.", "app.edge", "app.cli."))
        and "actor" in inspect.signature(each).parameters
    }
    assert acting == set()


@pytest.mark.parametrize("path", DOORS, ids=_module)
def test_no_door_writes_or_commits_or_nudges_by_itself(path: Path) -> None:
    forbidden = {"commit", "flush", "add_all", "nudge", "ring", "silence"}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.attr for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)}
    assert called & forbidden == set()


@pytest.mark.parametrize("path", DESK, ids=lambda path: path.stem)
def test_every_act_asks_its_right_first(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if "actor" not in {each.arg for each in node.args.args} or (path.stem, node.name) in ASKED_BELOW:
            continue
        first = ast.unparse(node.body[1])
        assert first.startswith("actor.must(Right."), f"{node.name} begins with {first}"


ASKED_BELOW = {("tokens", "end")}
"""Whose token it is decides which right."""


def test_nobody_commits_but_the_one_place() -> None:
    """A restore fills a database of its own, and migrations are none of the product's transactions."""
    found = {
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        if any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit"
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert found - _OTHER_DATABASES == {"db/sessions.py"}


_OTHER_DATABASES = {"db/migrations.py", "upkeep/restore.py"}
