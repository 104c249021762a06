"""Documentation keeps up with the product: every setting is described, every command the README names exists."""

import re
from pathlib import Path
from typing import TypeGuard, get_args

from pydantic import BaseModel

from app.settings import Settings
from tests.support.files import files

_CHOSEN = """
    1.2.1 1.2.4 1.2.5 1.2.10 1.3.3 1.3.6 1.3.7 1.5.1 1.5.2 2.1.3 2.2.3 2.3.2 2.3.3 2.3.4 2.3.5 2.4.1
    3.3.1 3.3.2 3.3.4 3.4.3 3.4.4 3.4.6 3.5.1 3.5.2 3.5.3 4.1.5 4.4.2
    5.1.1 5.2.1 5.2.2 5.2.3 5.2.4 5.2.5 5.3.1 5.3.2 5.3.3 5.4.1 5.4.2
    6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9 6.3.1 6.3.2 6.3.3 6.4.1 6.4.6 6.5.1
    7.2.3 7.2.4 7.3.1 7.3.2 7.4.2 7.4.5 7.5.1 7.5.2 7.5.3 8.2.1 8.2.2 8.2.3 8.2.4 8.3.1 8.4.1
    11.2.1 11.5.1 11.6.1 12.2.1 13.2.1 13.2.3 13.2.4 13.2.5 13.3.1 13.4.2 13.4.3 13.4.4 13.4.5 15.3.3 15.4.2
    16.2.1 16.2.2 16.3.1 16.3.2 16.3.3 16.3.4 16.4.1 16.4.2 16.4.3 16.5.1 16.5.2 16.5.3 16.5.4
"""
"""Items of OWASP ASVS 5.0 that are tests here: levels 1 and 2 that matter, and of level 3 what goes with a loudspeaker."""


def _is_group(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _keys(model: type[BaseModel], prefix: str = "") -> set[str]:
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        groups = [kind for kind in (field.annotation, *get_args(field.annotation)) if _is_group(kind)]
        if groups:
            keys |= _keys(groups[0], f"{prefix}{name}.")
        else:
            keys.add(prefix + name)
    return keys


def test_every_setting_is_described_and_nothing_else() -> None:
    described = set(re.findall(r"^\| `([a-z_.0-9]+)` \|", Path("docs/thiet-lap.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert described == _keys(Settings)


def test_links_in_the_documentation_lead_somewhere() -> None:
    pages = [Path("README.md"), Path("CONTRIBUTING.md"), *files("docs", "**/*.md")]
    for page in pages:
        text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (page.parent / target).exists(), f"{page}: {target}"


def test_every_threat_and_item_of_security_is_shown_by_a_test_that_is_there() -> None:
    text = Path("docs/security.md").read_text(encoding="utf-8")
    threats, chosen = text.partition("## What each can do")[2].partition("**What stays.**")[0], set(_CHOSEN.split())
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \|[^|]+\|([^|]+)\|$", text, re.MULTILINE)
    assert len(rows) == len(chosen)
    assert {item for item, _ in rows} == chosen
    rows += re.findall(r"^\| ([^-W|][^|]+) \|[^|]+\|[^|]+\|([^|]*)\|$", threats, re.MULTILINE)
    assert len(rows) == len(chosen) + threats.count("\n|") - 2
    shown = {item: re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests) for item, tests in rows}
    assert [item for item, tests in shown.items() if not tests] == []
    gone = [
        f"{item}: {place}::{name}"
        for item, tests in shown.items()
        for place, name in tests
        if not Path(place).is_file() or f"def {name}(" not in Path(place).read_text(encoding="utf-8")
    ]
    assert gone == []
