"""One error tree: five kinds, told apart by what the caller can do about it.

    AppError                 `code` is stable; the dataclass fields are the facts
      InvalidError           mend the input
      NotFoundError          there is no such thing
      RefusedError           a rule says no
      ConflictError          it changed meanwhile
        StaleError           the `If-Match` given is not the present one
      UnavailableError       the outside failed; try again

Features subclass a kind. An error knows neither HTTP nor Vietnamese: `app.sentences` has the words, `app.edge` the statuses.
"""

from dataclasses import dataclass, fields
from typing import ClassVar

Fact = str | int | float | None


@dataclass(eq=False)
class AppError(Exception):
    """Root of every error the product raises on purpose.

    Subclasses are dataclasses (`@dataclass(eq=False)`), whose fields are the facts a sentence may quote.
    """

    code: ClassVar[str] = "error"

    @property
    def facts(self) -> dict[str, Fact]:
        """The fields by name, as `app.sentences` puts them into the text."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __str__(self) -> str:
        """Code and facts, for logs and developers."""
        return self.code + "".join(f" {name}={value!r}" for name, value in self.facts.items() if value is not None)


@dataclass(eq=False)
class InvalidError(AppError):
    """The input is wrong; mend it."""

    code: ClassVar[str] = "invalid"


@dataclass(eq=False)
class NotFoundError(AppError):
    """There is no such thing (or it belongs to another commune, which must look the same)."""

    code: ClassVar[str] = "not_found"
    kind: str
    key: str


@dataclass(eq=False)
class RefusedError(AppError):
    """A rule says no."""

    code: ClassVar[str] = "refused"


@dataclass(eq=False)
class ConflictError(AppError):
    """It changed meanwhile, or its state does not allow the act."""

    code: ClassVar[str] = "conflict"


@dataclass(eq=False)
class StaleError(ConflictError):
    """The edit was made from an older state than the stored one."""

    code: ClassVar[str] = "stale"
    kind: str
    key: str


@dataclass(eq=False)
class UnavailableError(AppError):
    """Something outside failed; trying again may help."""

    code: ClassVar[str] = "unavailable"
