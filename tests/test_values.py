"""Values: what `frozen` makes is what `dataclass(frozen=True, slots=True)` would have made."""

import copy
from dataclasses import KW_ONLY, FrozenInstanceError, dataclass, field, replace

import pytest

from app.errors import NotFoundError
from app.values import frozen


@frozen
class Sound:
    name: str
    seconds: float = 0.0
    hidden: str = field(default="", repr=False)
    weighed: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    seconds: float = 0.0
    hidden: str = field(default="", repr=False)
    weighed: int = field(default=0, compare=False)


@frozen
class Louder(Sound):
    by: int = 0


@frozen
class Told:
    name: str
    kind: str = field(default="told", init=False)


@frozen
class Nothing:
    pass


@frozen
class Named:
    name: str

    def __repr__(self) -> str:
        return self.name


def test_values_of_equal_content_are_one() -> None:
    bell = Sound("chuông", 2.0, weighed=1)
    assert bell == replace(bell, weighed=2)
    assert len({bell, replace(bell, weighed=2), replace(bell, seconds=3.0)}) == 2
    assert bell != replace(bell, hidden="x")
    assert bell != Louder("chuông", 2.0)
    assert Louder("chuông", by=1) == Louder("chuông", by=1) != Louder("chuông", by=2)
    assert {Nothing(), Nothing()} == {Nothing()}


def test_what_is_no_argument_has_its_default() -> None:
    for _ in range(2):
        assert (Told("chuông").kind, Told("chuông")) == ("told", Told("chuông"))


def test_a_value_is_shown_as_a_dataclass_shows_it() -> None:
    assert repr(Sound("chuông", 2.0, "x", 1)) == repr(Model("chuông", 2.0, "x", 1)).replace("Model", "Sound")
    assert (repr(Nothing()), repr(Named("chuông"))) == ("Nothing()", "chuông")


def test_a_value_changes_only_by_being_replaced() -> None:
    bell = Sound("chuông")
    for name in ("seconds", "unknown"):
        with pytest.raises((FrozenInstanceError, TypeError)):
            setattr(bell, name, 1)
    with pytest.raises(FrozenInstanceError):
        del bell.name
    assert not hasattr(bell, "__dict__")


def test_a_value_can_be_copied() -> None:
    assert copy.deepcopy(Louder("chuông", by=1)) == Louder("chuông", by=1)


@frozen
class Kept:
    names: list[str] = field(default_factory=list)
    doubled: str = ""
    _: KW_ONLY
    loud: bool
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.names))


@frozen
class KeptLonger(Kept):
    years: int = 0


def test_a_first_value_is_made_as_all_after_it() -> None:
    """The constructor is compiled at the first, of a kind or of what stands below it."""
    for _ in range(2):
        below, above = KeptLonger(["a", "b"], years=3, loud=True), Kept(loud=False)
        assert (below.length, below.years, below.loud, above.length, above.names) == (2, 3, True, 0, [])
        assert Kept(loud=False).names is not above.names


def test_a_value_that_is_not_whole_is_not_made() -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"Whole.__init__\(\) missing 1 required positional argument: 'name'"):
            Whole()  # type: ignore[call-arg]  # what is tried
        with pytest.raises(TypeError, match="unexpected keyword argument 'other'"):
            NotFoundError(kind="x", key="y", other=1)  # type: ignore[call-arg]  # what is tried


@frozen
class Whole:
    name: str
