"""One error tree: five kinds, told apart by what the caller can do about it.

    AppError                 `code` is stable; the dataclass fields are the facts
      InvalidError           mend the input
      NotFoundError          there is no such thing
      RefusedError           a rule says no
      ConflictError          it changed meanwhile
        StaleError           the `If-Match` given is not the present one
      UnavailableError       the outside failed; try again

Features subclass a kind. What a door needs stands with the class: the status of the answer, and the field of a form that it is
about. The Vietnamese is in `app.words`.
"""

from dataclasses import dataclass, field, fields
from inspect import get_annotations
from typing import ClassVar, dataclass_transform, get_origin

from app.values import late_constructor

Fact = str | int | float | None


@dataclass_transform(eq_default=False, field_specifiers=(field,))
@dataclass(eq=False)
class AppError(Exception):
    """Root of every error the product raises on purpose.

    Subclasses are dataclasses without being called so; their fields are the facts a sentence may quote. http_status: of the
    answer, where its kind's is not right; field: of the request that it is about, empty: the request as a whole.
    """

    code: ClassVar[str] = "error"
    http_status: ClassVar[int] = 500
    field: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """Where it adds a fact, its constructor takes that too."""
        origins: list[object] = [get_origin(kind) for kind in get_annotations(cls).values()]
        if any(origin is not ClassVar for origin in origins):
            dataclass(init=False, eq=False, repr=False)(cls)
            type.__setattr__(cls, "__init__", late_constructor(cls, frozen=False))

    @property
    def facts(self) -> dict[str, Fact]:
        """The fields by name, as `app.words` puts them into the text."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __repr__(self) -> str:
        """Class and facts, for developers."""
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.facts.items())})"

    def __str__(self) -> str:
        """Code and facts, for logs and developers."""
        return self.code + "".join(f" {name}={value!r}" for name, value in self.facts.items() if value is not None)


class InvalidError(AppError):
    """The input is wrong; mend it."""

    code: ClassVar[str] = "invalid"
    http_status: ClassVar[int] = 422


class NotFoundError(AppError):
    """There is no such thing (or it belongs to another commune, which must look the same)."""

    code: ClassVar[str] = "not_found"
    http_status: ClassVar[int] = 404
    kind: str
    key: str


class RefusedError(AppError):
    """A rule says no."""

    code: ClassVar[str] = "refused"
    http_status: ClassVar[int] = 403


class ConflictError(AppError):
    """It changed meanwhile, or its state does not allow the act."""

    code: ClassVar[str] = "conflict"
    http_status: ClassVar[int] = 409


class StaleError(ConflictError):
    """The edit was made from an older state than the stored one."""

    code: ClassVar[str] = "stale"
    http_status: ClassVar[int] = 412
    kind: str
    key: str


class UnavailableError(AppError):
    """Something outside failed; trying again may help."""

    code: ClassVar[str] = "unavailable"
    http_status: ClassVar[int] = 503


class SettingsError(Exception):
    """Settings that cannot be used; outside the tree, since there is no door yet to answer at.

    faults: the key, the code of what is wrong, and that in English.
    """

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(f"{key}: {fault}" for key, _, fault in faults))
        self.faults = faults
