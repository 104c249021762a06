"""Programmes: how each template goes, what of it is the commune's own, and the product's sounds to be heard."""

from typing import Self
from uuid import UUID

from fastapi import APIRouter

from app.api.shared.answers import file_of
from app.api.shared.forms import Answer
from app.desk import programmes as acts
from app.desk.programmes import ProductSound, Programme
from app.edge import AskedFirst, Looking, Parts, ReadSession
from app.studio import find_sound
from app.visits.stored_file import StoredFile

router = APIRouter(prefix="/programmes", tags=["programmes"], route_class=AskedFirst)


class ProgrammeStepAnswer(Answer):
    """A step of a programme: a sound by its name, words as they are written now, or the bulletins.

    chime: the sound between two bulletins; pause_s: silence after it.
    """

    sound: str | None
    words: str | None
    is_bulletins: bool
    chime: str | None
    pause_s: float


class ProgrammeSlotAnswer(Answer):
    """A slot that is heard in this way."""

    id: UUID
    title: str


class ProgrammeAnswer(Answer):
    """A template. has_slogans: slogans stand between its bulletins; slots: that go on and are heard in this way."""

    code: str
    name: str
    has_slogans: bool
    steps: list[ProgrammeStepAnswer]
    slots: list[ProgrammeSlotAnswer]

    @classmethod
    def of(cls, found: Programme) -> Self:
        """The answer."""
        return cls.model_validate(found)


class GreetingAnswer(Answer):
    """The approved greeting that decides now in whose way programmes begin and end."""

    bulletin_id: UUID
    number: int
    title: str


class ProgrammesAnswer(Answer):
    """All templates. greeting: null: words and sounds as they ship."""

    items: list[ProgrammeAnswer]
    greeting: GreetingAnswer | None


class ProductSoundAnswer(Answer):
    """A sound that ships. recording_id: the commune's own music of the same name; templates: that name it."""

    name: str
    seconds: float
    recording_id: UUID | None
    templates: list[str]


class ProductSoundsAnswer(Answer):
    """All of them."""

    items: list[ProductSoundAnswer]

    @classmethod
    def of(cls, found: list[ProductSound]) -> Self:
        """The answer."""
        return cls(items=[ProductSoundAnswer.model_validate(each) for each in found])


@router.get("")
def get_programmes(parts: Parts, actor: Looking, session: ReadSession) -> ProgrammesAnswer:
    """How programmes go, in which slots, and in whose way they greet."""
    greeting = acts.greeting_now(parts, session, actor)
    return ProgrammesAnswer(
        items=[ProgrammeAnswer.of(each) for each in acts.programmes(parts, session, actor)],
        greeting=GreetingAnswer.model_validate(greeting) if greeting is not None else None,
    )


@router.get("/sounds")
def get_sounds(actor: Looking, session: ReadSession) -> ProductSoundsAnswer:
    """The sounds that ship, and the commune's own in their place."""
    return ProductSoundsAnswer.of(acts.product_sounds(session, actor))


@router.get("/sounds/{name}/audio", response_class=StoredFile, responses=file_of("audio/wav", in_ranges=True))
def get_sound_audio(_actor: Looking, name: str) -> StoredFile:
    """A sound that ships as WAV, with `Range`."""
    return StoredFile(find_sound(name).path, media_type="audio/wav")
