"""Values: given once, and equal where their content is.

For each frozen dataclass Python compiles six methods anew, which takes most of a millisecond at every start, some four hundred
times. Here comparing, hashing and showing are written once; what is left to compile is the constructor, and what refuses a change
(docs/decisions/0221).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_T]) -> type[_T]:
    """What `dataclass(frozen=True, slots=True)` makes of `cls`, sooner."""
    made: type[_T] = dataclass(frozen=True, slots=True, repr=False, eq=False)(cls)
    for method in _methods(made):
        if method.__name__ not in vars(cls):
            setattr(made, method.__name__, method)
    return made


def _methods(cls: type[Any]) -> Iterator[Callable[..., object]]:
    compared = [each.name for each in fields(cls) if each.compare]
    shown = [each.name for each in fields(cls) if each.repr]
    content: Callable[[object], object] = attrgetter(*compared) if compared else lambda _: ()

    def __eq__(self: object, other: object) -> bool:  # noqa: N807  # a method of `cls`
        return content(self) == content(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807  # a method of `cls`
        return hash(content(self))

    def __repr__(self: object) -> str:  # noqa: N807  # a method of `cls`
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return iter((__eq__, __hash__, __repr__))
