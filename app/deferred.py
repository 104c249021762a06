"""Modules of a package that are loaded when one of their names is first asked for, so that light commands start light."""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any


def deferred(package: str, modules: Sequence[str], names: Sequence[str]) -> Callable[[str], Any]:
    """The `__getattr__` of `package` (PEP 562): of its `names`, those that `modules` define.

    None of them may be called like a module of the package: once that is loaded, it would be found instead.
    """

    def find(name: str) -> Any:  # noqa: ANN401  # whatever a module defines
        for module in modules if name in names else ():
            full = f"{package}.{module}"
            found = getattr(import_module(full), name, None)
            if getattr(found, "__module__", full) == full and found is not None:
                setattr(sys.modules[package], name, found)
                return found
        msg = f"module {package!r} has no attribute {name!r}"
        raise AttributeError(msg)

    return find
