"""Programme templates: TOML files in `audio_templates/` that say what surrounds the bulletins.

    name = "…"                                   shown to people
    bed = "nhac-nen"                             optional: music under everything, ducked by speech
    slogans = true                               optional: between the bulletins the commune's slogans, in turns
    [[item]] sound = "…" role = "music" | "chime" | "attention"
    [[item]] say = "…"                           variables: {xa} {gio} {thu} {ngay}, nothing else
    [[item]] bulletins = true  chime = "…"       every bulletin; the chime between two of them
    each [[item]] pause_s = seconds of silence after it

What a template says ships with the product: only the closed list of variables changes from day to day. The commune's own tunes in
it, and its own readings of it, are those of an approved greeting (docs/decisions/0133).
"""

import string
import tomllib
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from app.canonical import canonical_hash
from app.clock import local
from app.errors import NotFoundError
from app.names import name_key
from app.programmes.errors import BadTemplateError
from app.units import Sha256
from app.values import frozen
from app.words import weekday

FOLDER = Path(__file__).resolve().parents[2] / "audio_templates"
VARIABLES = frozenset({"xa", "gio", "thu", "ngay"})

Pause = Annotated[float, Field(ge=0, le=60)]


class Item(BaseModel):
    """One item: exactly one of `sound`, `say` and `bulletins`."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    sound: str | None = None
    role: Literal["music", "chime", "attention"] | None = None
    say: str | None = None
    bulletins: Literal[True] | None = None
    chime: str | None = None
    pause_s: Pause = 0.0

    @field_validator("say")
    @classmethod
    def _known_variables(cls, text: str | None) -> str | None:
        names = {name for _, name, _, _ in string.Formatter().parse(text or "") if name is not None}
        if unknown := names - VARIABLES:
            raise ValueError(f"unknown variable {', '.join(sorted(unknown))}")
        return text

    @model_validator(mode="after")
    def _one_thing(self) -> "Item":
        if sum(given is not None for given in (self.sound, self.say, self.bulletins)) != 1:
            raise ValueError("an item has exactly one of sound, say, bulletins")
        if (self.sound is None) != (self.role is None) or (self.chime is not None and self.bulletins is None):
            raise ValueError("role goes with sound, chime with bulletins")
        return self


class ProgrammeTemplate(BaseModel):
    """A template as its file says it."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str
    bed: str | None = None
    slogans: bool = False
    item: tuple[Item, ...] = Field(min_length=1)

    @property
    def hash(self) -> Sha256:
        """SHA-256 of its canonical JSON: another word in a template is another programme.

        Not of whether slogans stand between the bulletins: those are versions, which the programme's own hash has.
        """
        return canonical_hash(self.model_dump(mode="json", exclude={"slogans"}))


@frozen
class Variables:
    """What a greeting may say of its day: the commune, hour, weekday and date as they are written."""

    xa: str
    gio: str
    thu: str
    ngay: str


def variables(commune: str, at: datetime) -> Variables:
    """The variables of a programme that begins at the instant `at`."""
    here = local(at)
    month = f"{here.month:02d}" if here.month <= 2 else str(here.month)  # noqa: PLR2004  # NĐ 30/2020: 01 and 02 only
    return Variables(
        xa=commune, gio=f"{here.hour}h{here.minute:02d}", thu=weekday(here), ngay=f"{here.day:02d}/{month}/{here.year}"
    )


def greeting(text: str, values: Variables) -> str:
    """A template's text with its variables put in, still in writing: it is read like any other text."""
    return text.format_map(asdict(values))


def words_of(item: Item, commune: str, at: datetime) -> str | None:
    """What an item says in a programme that begins at `at`, as it is written; None: it says nothing."""
    return None if item.say is None else greeting(item.say, variables(commune, at))


def template_names() -> tuple[str, ...]:
    """The names of the templates there are."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def template(name: str) -> ProgrammeTemplate:
    """The template of that name. Raises `NotFoundError`, or `BadTemplateError` naming the place."""
    if name not in template_names():
        raise NotFoundError(kind="template", key=name)
    return parse_template(name, (FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def is_surrounded(name: str) -> bool:
    """Whether the template of that name says or plays anything but its bulletins; one that cannot be read is taken to."""
    try:
        found = template(name)
    except (NotFoundError, BadTemplateError):
        return True
    return bool(sounds_of(found)) or any(item.say is not None for item in found.item)


def has_slogans(name: str) -> bool:
    """Whether slogans stand between the bulletins of the template of that name; not in one that cannot be read."""
    try:
        return template(name).slogans
    except (NotFoundError, BadTemplateError):
        return False


def sounds_of(found: ProgrammeTemplate) -> frozenset[str]:
    """The keys of the names of all sounds that a template names."""
    named = [found.bed, *(each for item in found.item for each in (item.sound, item.chime))]
    return frozenset(name_key(name) for name in named if name is not None)


def templates_naming(key: str) -> tuple[str, ...]:
    """The names of the templates that name the sound with that key."""
    return tuple(name for name in template_names() if key in sounds_of(template(name)))


def parse_template(name: str, text: str) -> ProgrammeTemplate:
    """Read a template. Raises `BadTemplateError` naming the place."""
    try:
        return ProgrammeTemplate.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as exc:
        raise BadTemplateError(template=name, place="", reason=str(exc)) from exc
    except ValidationError as exc:
        first = exc.errors()[0]
        raise BadTemplateError(template=name, place=".".join(map(str, first["loc"])), reason=first["msg"]) from exc
