"""*Giọng đọc và âm thanh*: who speaks, where it is heard, and the day pack that is made by itself."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Response
from pydantic import Field

from app.accounts import Right
from app.airing import AudioFormat
from app.choices import Choices, DayPackChoice
from app.desk import choices as acts
from app.errors import AppError
from app.speech import Accent, VoiceChain
from app.studio import Profile
from app.tags import Tag
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.typed import needed_number_in
from app.web.shared.visit import Visit, Visiting
from app.words import word

router = APIRouter(prefix="/cai-dat/giong-doc", route_class=Page)

_EARLIEST, _LATEST = 12, 23
_FORMATS: tuple[tuple[AudioFormat, str], ...] = (("mp3", "MP3, máy nào cũng đọc được"), ("wav", "WAV, lớn hơn, không nén"))


class VoiceFields(Fields):
    """What the form holds. presenter_1, presenter_2: voices, empty: as the accent has it."""

    accent: Accent = Accent.NORTH
    presenter_1: str = Field(default="", max_length=200)
    presenter_2: str = Field(default="", max_length=200)
    profile: Profile = Profile.HORN
    pack_hour: str = Field(default="", max_length=20)
    pack_format: Literal["mp3", "wav"] = "mp3"
    tag: str = Field(default="", max_length=100)

    @classmethod
    def of(cls, found: Choices) -> "VoiceFields":
        """What holds now."""
        return cls(
            accent=found.voices.accent,
            presenter_1=found.voices.presenter_1,
            presenter_2=found.voices.presenter_2,
            profile=found.profile,
            pack_hour=str(found.day_pack.at_hour),
            pack_format=found.day_pack.formats[0],
            tag=str(found.tag),
        )


@router.get("")
def get_voices(visit: Visiting) -> Response:
    """What holds, and every voice to be heard."""
    found = acts.look(visit.parts, visit.session, visit.actor)
    return _voices(visit, VoiceFields.of(found))


@router.post("")
def post_voices(visit: Visiting, form: Annotated[VoiceFields, Form()]) -> Response:
    """Choose; what is not on air yet is made anew."""
    try:
        at_hour = needed_number_in(form.pack_hour, "pack_hour", least=_EARLIEST, most=_LATEST)
        with visit.parts.sessions.begin() as session:
            held = acts.look(visit.parts, session, visit.actor)
            voices = VoiceChain(_engines(visit, held, form), form.accent, form.presenter_1, form.presenter_2)
            formats = held.day_pack.formats if form.pack_format == held.day_pack.formats[0] else (form.pack_format,)
            wanted = Choices(voices, form.profile, DayPackChoice(at_hour, formats))
            acts.choose(visit.parts, session, visit.actor, wanted, tag=Tag(form.tag))
    except AppError as error:
        return _voices(visit, form, fault=visit.fault(error, "presenter_1"))
    return go("/cai-dat/giong-doc", done="da-luu-cai-dat")


def _engines(visit: Visit, held: Choices, form: VoiceFields) -> tuple[str, ...]:
    """Those of the voices that were chosen first, so that they speak; the others stay, for when those fail."""
    of = {each.id: each.engine for each in reversed(acts.voices(visit.parts, visit.actor))}
    chosen = [of[each] for each in (form.presenter_1, form.presenter_2) if each in of]
    return tuple(dict.fromkeys([*chosen, *held.voices.engines]))


def _voices(visit: Visit, form: VoiceFields, *, fault: Fault | None = None) -> Response:
    found = acts.voices(visit.parts, visit.actor)
    values = {
        "form": form,
        "voices": [(each.label, f"/api/v1/choices/voices/sample?voice={quote(each.id)}") for each in found],
        "choices": [("", "Máy tự chọn theo giọng miền"), *((each.id, each.label) for each in found)],
        "accents": [(each.value, word("accent", each.value)) for each in Accent],
        "profiles": [(each.value, word("profile", each.value)) for each in Profile],
        "formats": _FORMATS,
        "fault": fault,
        "may_write": visit.actor.may(Right.COMMUNE),
    }
    return visit.page("settings/voices.html", values)
