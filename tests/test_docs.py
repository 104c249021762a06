"""Documentation keeps up with the product: every setting is described, every command the README names exists."""

import re
from pathlib import Path
from typing import TypeGuard, get_args

from pydantic import BaseModel

from app.settings import Settings
from tests.support.files import files


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
