"""What one types at a bulletin and has not saved: one's own alone, apart from versions."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import ConfigDict, Field

from app.api.shared.forms import Answer, Form
from app.bulletins import UnsavedText
from app.desk import unsaved as acts
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.errors import NotFoundError
from app.units import BulletinId

router = APIRouter(prefix="/unsaved-texts", tags=["bulletins"], route_class=AskedFirst)

Place = Annotated[UUID | Literal["new"], Path(description="Mã bản tin; `new`: bản tin chưa lưu lần nào.")]


class UnsavedForm(Form):
    """A form as it was typed, of each field its values."""

    fields: dict[Annotated[str, Field(max_length=100)], list[str]] = Field(max_length=100)

    model_config = ConfigDict(json_schema_extra={"examples": [{"fields": {"script": ["Mời bà con họp lúc 19h."]}}]})


class UnsavedAnswer(Answer):
    """The same, and when it was typed."""

    fields: dict[str, list[str]]
    at: datetime

    @classmethod
    def of(cls, found: UnsavedText) -> "UnsavedAnswer":
        """The answer for what was kept."""
        return cls(fields={name: list(values) for name, values in found.fields.items()}, at=found.at)


@router.get("/{place}")
def get_unsaved(parts: Parts, actor: SignedIn, session: ReadSession, place: Place) -> UnsavedAnswer:
    """What one typed last there and did not save."""
    found = acts.look(parts, session, actor, _of(place))
    if found is None:
        raise NotFoundError(kind="unsaved_text", key=str(place))
    return UnsavedAnswer.of(found)


@router.put("/{place}")
def put_unsaved(parts: Parts, actor: SignedIn, session: WriteSession, place: Place, form: UnsavedForm) -> UnsavedAnswer:
    """Keep what is typed in place of what was: nobody else sees it, and it goes by itself after thirty days."""
    return UnsavedAnswer.of(acts.keep(parts, session, actor, _of(place), form.fields))


@router.delete("/{place}", status_code=204)
def delete_unsaved(parts: Parts, actor: SignedIn, session: WriteSession, place: Place) -> Response:
    """Throw it away."""
    acts.drop(parts, session, actor, _of(place))
    return Response(status_code=204)


def _of(place: UUID | str) -> BulletinId | None:
    return BulletinId(place) if isinstance(place, UUID) else None
