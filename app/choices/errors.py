"""What can be wrong with a choice."""

from typing import ClassVar

from app.errors import InvalidError


class EngineNotHereError(InvalidError):
    """The machine has no such voice engine: its settings name those it has."""

    code: ClassVar[str] = "engine_not_here"
    field: ClassVar[str] = "engines"
    engine: str
    here: str
