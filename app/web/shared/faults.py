"""What is wrong with a form, told on top of it and at the field."""

import json

from app.errors import AppError
from app.values import frozen
from app.web.shared.typed import TypedError
from app.words import NOTHING_TYPED, sentence


@frozen
class Fault:
    """What is wrong. field: the control it is about, empty: the form as a whole; status: of a page that shows it."""

    title: str
    detail: str
    field: str = ""
    status: int = 200

    @classmethod
    def of_answer(cls, body: bytes) -> "Fault":
        """What a problem says that REST would answer (RFC 9457)."""
        said = json.loads(body)
        return cls(said["title"], said["detail"])

    @classmethod
    def of(cls, error: AppError, usual: str = "", *, status: int = 200) -> "Fault":
        """What an error says, at the field that it names. usual: the field it is about where it names none."""
        facts = {name: fact for name, fact in error.facts.items() if name != "typed" or (fact and str(fact).strip())}
        said = sentence(error.code, facts)
        title = NOTHING_TYPED.get(error.code, said.title) if "typed" not in facts else said.title
        if isinstance(error, TypedError):
            return cls(title, f"{error.row}: {said.detail}" if error.row else said.detail, error.name, status)
        return cls(title, said.detail, error.field or usual, status)
