"""Bulletins chosen for a slot, put in order and searched for: plain buttons of the form, each of which shows it again."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

from pydantic import Field
from sqlalchemy.orm import Session

from app.bulletins import Filter, State, Summary, deciding_versions, page
from app.units import BulletinId, CommuneId
from app.values import frozen
from app.web.shared.fields import Fields
from app.words import word

_LOOKED_AT, _SHOWN = 100, 30
"""So many of the newest are looked at, and so many shown: more are found by their names."""
_CHOOSABLE = frozenset({State.DRAFT, State.SUBMITTED, State.APPROVED})
_FIND, _UP, _DOWN = "tim", "len:", "xuong:"


class BulletinFields(Fields):
    """The part of a form by which bulletins are chosen, in the order they are heard.

    tim: what is searched for; da_tim: what was when the form was shown; act: the button, empty: Enter was pressed.
    """

    bulletins: list[UUID] = Field(default=[], max_length=50)
    tim: str = Field(default="", max_length=200)
    da_tim: str = Field(default="", max_length=200)
    act: str = Field(default="", max_length=60)

    @property
    def is_arranging(self) -> bool:
        """Whether the form is only to be shown again: with what is searched for, or in another order."""
        return self.act.startswith((_FIND, _UP, _DOWN)) or (not self.act and self.tim != self.da_tim)

    def arranged(self) -> Self:
        """With the bulletin of the button one place up or down."""
        keys = [str(key) for key in self.bulletins]
        way, _, key = self.act.partition(":")
        if key not in keys or f"{way}:" not in {_UP, _DOWN}:
            return self
        at = keys.index(key)
        to = min(max(at + (-1 if f"{way}:" == _UP else 1), 0), len(keys) - 1)
        own = list(self.bulletins)
        own.insert(to, own.pop(at))
        return self.model_copy(update={"bulletins": own})


@frozen
class Choice:
    """A bulletin that is or may be chosen. stands: its state in words."""

    id: BulletinId
    title: str
    stands: str

    @classmethod
    def of(cls, found: Summary) -> "Choice":
        """A bulletin of a list."""
        return cls(found.bulletin_id, found.title, word("version", found.state.value))


@frozen
class Choices:
    """Those that are chosen, in their order, and others, the newest first. has_more: there are others that are not shown."""

    chosen: Sequence[Choice]
    others: Sequence[Choice]
    has_more: bool


def choices_of(session: Session, commune_id: CommuneId, form: BulletinFields) -> Choices:
    """What the form offers."""
    keys = [BulletinId(key) for key in dict.fromkeys(form.bulletins)]
    known = deciding_versions(session, commune_id, keys)
    found = page(session, commune_id, Filter(form.tim), limit=_LOOKED_AT)
    others = [Choice.of(each) for each in found.items if each.bulletin_id not in known and each.state in _CHOOSABLE]
    chosen = [Choice(key, known[key].title, word("version", known[key].state.value)) for key in keys if key in known]
    return Choices(chosen, others[:_SHOWN], len(others) > _SHOWN or found.cursor is not None)
