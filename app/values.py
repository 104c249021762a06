"""Values: given once, and equal where their content is.

For each frozen dataclass Python compiles six methods anew, which takes most of a millisecond at every start, some four hundred
times. Here all but the constructor are written once, and that is compiled when the first value is made: a start makes few of
them (docs/decisions/0221, 0231).
"""

from collections.abc import Callable
from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, fields, make_dataclass
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """What `dataclass(frozen=True, slots=True)` makes of `cls`, sooner."""
    made: type[_T] = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    for name, method in _methods(made).items():
        if name not in vars(cls):
            setattr(made, name, method)
    return made


def late_constructor(cls: type[Any], *, frozen: bool) -> Callable[..., None]:
    """The constructor of a dataclass that has none: it is compiled, and takes this one's place, at its first call."""

    def construct(self: object, *given: object, **named: object) -> None:
        like = make_dataclass(
            cls.__name__,
            [(each.name, object, copy(each)) for each in fields(cls)],
            namespace={"__post_init__": cls.__post_init__} if hasattr(cls, "__post_init__") else None,
            frozen=frozen,
            slots=True,  # so that it sets defaults of fields that are no argument, too
            repr=False,
            eq=False,
        )
        compiled = vars(like)["__init__"]
        compiled.__qualname__ = f"{cls.__qualname__}.__init__"  # what it says of a wrong argument
        type.__setattr__(cls, "__init__", compiled)
        compiled(self, *given, **named)

    return construct


def _methods(cls: type[Any]) -> dict[str, Callable[..., object]]:
    compared = [each.name for each in fields(cls) if each.compare]
    shown = [each.name for each in fields(cls) if each.repr]
    content: Callable[[object], object] = attrgetter(*compared) if compared else lambda _: ()

    def equals(self: object, other: object) -> bool:
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(content(self))

    def written(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {
        "__init__": late_constructor(cls, frozen=True),
        "__eq__": equals,
        "__hash__": hashed,
        "__repr__": written,
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_removal,
        "__setstate__": _restore,
    }


def _refuse_change(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_removal(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: object, state: tuple[None, dict[str, object]]) -> None:
    """What `copy` took down of the slots."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)
