"""What the commune chooses for itself: voices, where it is heard, the hour of its day pack."""

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query, Response
from pydantic import ConfigDict, Field, JsonValue

from app.api.shared.answers import also, file_of
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Form
from app.choices import Choices, DayPackChoice
from app.desk import choices as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.sound import to_wav
from app.speech import Accent, VoiceChain
from app.studio import Profile
from app.visits.reading_turns import ReadingTurn

router = APIRouter(prefix="/choices", tags=["choices"], route_class=AskedFirst)

Engine = Literal["espeak", "gtts", "edge", "piper"]
Format = Literal["mp3", "wav"]
_EXAMPLE: dict[str, JsonValue] = {
    "engines": ["espeak"],
    "accent": "south",
    "presenter_1": "",
    "presenter_2": "",
    "profile": "horn",
    "pack_hour": 18,
    "pack_formats": ["mp3"],
}


class ChoicesForm(Form):
    """All of what a commune chooses; an edit sends all of it."""

    engines: Annotated[list[Engine], Field(min_length=1, max_length=4, description="Thứ tự các bộ đọc được thử.")]
    accent: Literal["north", "central", "south"] = Field(description="Giọng miền.")
    presenter_1: str = Field(default="", max_length=200, description="Giọng của phát thanh viên 1; trống: bộ đọc tự chọn.")
    presenter_2: str = Field(default="", max_length=200, description="Giọng của phát thanh viên 2; trống: bộ đọc tự chọn.")
    profile: Literal["horn", "indoor", "podcast"] = Field(description="Nơi nghe.")
    pack_hour: int = Field(ge=12, le=23, description="Từ giờ này mỗi tối có gói phát của ngày mai.")
    pack_formats: Annotated[list[Format], Field(min_length=1, max_length=2, description="Dạng âm thanh trong gói.")]

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE]})

    def choices(self) -> Choices:
        """What it says."""
        engines = tuple(dict.fromkeys(self.engines))
        voices = VoiceChain(engines, Accent(self.accent), self.presenter_1.strip(), self.presenter_2.strip())
        return Choices(voices, Profile(self.profile), DayPackChoice(self.pack_hour, tuple(dict.fromkeys(self.pack_formats))))


class ChoicesAnswer(Answer):
    """What holds for the commune. engines_here: the voice engines this machine has."""

    engines: list[str]
    accent: str
    presenter_1: str
    presenter_2: str
    profile: str
    pack_hour: int
    pack_formats: list[str]
    engines_here: list[str]

    model_config = ConfigDict(json_schema_extra={"examples": [_EXAMPLE | {"engines_here": ["espeak"]}]})

    @classmethod
    def of(cls, found: Choices, here: list[str]) -> Self:
        """The answer."""
        return cls(
            engines=list(found.voices.engines),
            accent=found.voices.accent.value,
            presenter_1=found.voices.presenter_1,
            presenter_2=found.voices.presenter_2,
            profile=found.profile.value,
            pack_hour=found.day_pack.at_hour,
            pack_formats=list(found.day_pack.formats),
            engines_here=here,
        )


@router.get("")
def get_choices(parts: Parts, actor: Looking, session: ReadSession, response: Response) -> ChoicesAnswer:
    """What holds now; its `ETag` is what an edit names."""
    found = acts.look(parts, session, actor)
    tell(response, found.tag)
    return ChoicesAnswer.of(found, sorted(parts.speaker.engines))


@router.put("")
def put_choices(
    parts: Parts, actor: SignedIn, session: WriteSession, form: ChoicesForm, tag: RequiredTag, response: Response
) -> ChoicesAnswer:
    """Choose; other voices speak what is submitted from now on, and what was approved keeps those it was approved with."""
    written = acts.choose(parts, session, actor, form.choices(), tag=tag)
    tell(response, written.tag)
    return ChoicesAnswer.of(written, sorted(parts.speaker.engines))


class VoiceAnswer(Answer):
    """A voice of this machine. id: what `presenter_1` and `presenter_2` name it by."""

    engine: str
    id: str
    label: str


class VoicesAnswer(Answer):
    """The voices, those that are tried first before the others."""

    items: list[VoiceAnswer]


@router.get("/voices")
def get_voices(parts: Parts, actor: Looking) -> VoicesAnswer:
    """The voices to choose among."""
    return VoicesAnswer(items=[VoiceAnswer.model_validate(each) for each in acts.voices(parts, actor)])


@router.get("/voices/sample", response_class=Response, responses=file_of("audio/wav") | also(404))
def get_sample(
    _turn: ReadingTurn,
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    voice: Annotated[str, Query(max_length=200, description="Giọng, như trong danh sách.")],
) -> Response:
    """What the commune would hear each day, said by a voice before it is chosen: WAV."""
    return Response(to_wav(acts.try_voice(parts, session, actor, voice)), media_type="audio/wav")
