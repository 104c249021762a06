"""Packages that load part of their modules late give the same names as if they had not."""

import inspect
import pkgutil
from types import ModuleType

import pytest

import app.bulletins
import app.programmes
import app.station
import app.studio


@pytest.mark.parametrize("package", [app.bulletins, app.programmes, app.station, app.studio])
def test_every_name_is_there_and_none_is_called_like_a_module(package: ModuleType) -> None:
    names = set(package.__all__)
    assert not [name for name in names if inspect.ismodule(getattr(package, name))]
    eager = {"difference"}  # bound while the package is loaded, over the module of that name
    assert not (names - eager) & {module.name for module in pkgutil.iter_modules(package.__path__)}


def test_a_name_that_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match="no_such"):
        _ = app.bulletins.no_such  # type: ignore[attr-defined]  # on purpose
