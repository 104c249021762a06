"""Values: given once, and equal where their content is.

For each frozen dataclass Python compiles six methods anew, which takes most of a millisecond at every start, some four hundred
times. Here comparing, hashing and showing are written once; what is left to compile is the constructor, and what refuses a change
(docs/decisions/0221).
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """What `dataclass(frozen=True, slots=True)` makes of `cls`, sooner."""
    made: type[_T] = dataclass(frozen=True, slots=True, repr=False, eq=False)(cls)
    for name, method in _methods(made).items():
        if name not in vars(cls):
            setattr(made, name, method)
    return made


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

    return {"__eq__": equals, "__hash__": hashed, "__repr__": written}
