"""What is wrong with a form, told on top of it and at the field."""

import json
from dataclasses import dataclass, replace

from app.errors import AppError
from app.web.shared.typed import TypedError
from app.words import sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong. field: the control it is about, empty: the form as a whole."""

    title: str
    detail: str
    field: str = ""

    @classmethod
    def of_answer(cls, body: bytes) -> "Fault":
        """What a problem says that REST would answer (RFC 9457)."""
        said = json.loads(body)
        return cls(said["title"], said["detail"])

    @classmethod
    def typed(cls, error: TypedError) -> "Fault":
        """What is wrong with the field that the error names."""
        return replace(cls.of(error), field=error.name)

    @classmethod
    def of(cls, error: AppError, *, field: str = "") -> "Fault":
        """What an error says."""
        said = sentence(error.code, error.facts)
        return cls(said.title, said.detail, error.field or field)
