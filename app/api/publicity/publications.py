"""What was aired, as the public page has it: what is shown there, and what is held."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Query

from app.api.shared.forms import Answer, Cursor
from app.desk import publicity as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.publicity import Held, Publication, publications
from app.units import VersionId
from app.words import word

router = APIRouter(prefix="/publications", tags=["public page"], route_class=AskedFirst)


class PublicationAnswer(Answer):
    """A bulletin version that was aired. held: why it is not on the page; null: it is, unless it was withdrawn or has left."""

    version_id: UUID
    bulletin_id: UUID
    title: str
    theme: str
    theme_word: str
    zones: list[str]
    first_at: datetime
    last_at: datetime
    airings: int
    valid_to: datetime | None
    held: Held | None
    held_word: str | None

    @classmethod
    def of(cls, found: Publication) -> Self:
        """The answer for one."""
        return cls(
            version_id=found.version_id,
            bulletin_id=found.bulletin_id,
            title=found.title,
            theme=found.theme,
            theme_word=word("theme", found.theme),
            zones=list(found.zones),
            first_at=found.first_at,
            last_at=found.last_at,
            airings=found.airings,
            valid_to=found.valid_to,
            held=found.held,
            held_word=word("held", found.held.value) if found.held else None,
        )


class PublicationsAnswer(Answer):
    """A page of them, the latest airing first."""

    items: list[PublicationAnswer]
    cursor: str | None


@router.get("")
def get_publications(
    actor: Looking,
    session: ReadSession,
    *,
    held: Annotated[bool, Query(description="Những bản tin đang giữ lại, hay những bản tin trên trang.")] = False,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
) -> PublicationsAnswer:
    """What was aired; a minute after a station has said so."""
    page = publications(session, actor.commune_id, is_held=held, cursor=cursor, limit=limit)
    return PublicationsAnswer(items=[PublicationAnswer.of(each) for each in page.items], cursor=page.cursor)


@router.post("/{version_id}/withhold", status_code=204)
def post_withhold(parts: Parts, actor: SignedIn, session: WriteSession, version_id: UUID) -> None:
    """Take it off the page, out of its feeds, with its sound, at once. What was aired stays in the log."""
    acts.withhold(parts, session, actor, VersionId(version_id))


@router.post("/{version_id}/show", status_code=204)
def post_show(parts: Parts, actor: SignedIn, session: WriteSession, version_id: UUID) -> None:
    """Let it be shown."""
    acts.show(parts, session, actor, VersionId(version_id))
