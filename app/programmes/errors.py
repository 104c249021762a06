"""Errors of programmes."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError


class SourceChangedError(ConflictError):
    """What a rendering was to be made from is no longer what was ordered."""

    code: ClassVar[str] = "source_changed"


class NoRoomError(InvalidError):
    """Nothing of the programme fits into its slot. seconds: how many are missing for all of its first bulletin."""

    code: ClassVar[str] = "no_room"
    seconds: int


class NotReadyError(ConflictError):
    """The rendering has no audio yet."""

    code: ClassVar[str] = "rendering_not_ready"
    state: str


class NotDraftError(ConflictError):
    """A recording can be put to a draft only: what was submitted never changes."""

    code: ClassVar[str] = "recording_needs_draft"
    state: str


class RecordingNameError(InvalidError):
    """A recording's name cannot be used. cause: "unfit", it is empty, too long or not to be printed; or "taken"."""

    code: ClassVar[str] = "recording_name"
    name: str
    cause: str


class NotMusicError(ConflictError):
    """It is the human reading of a bulletin: another is put to a new draft."""

    code: ClassVar[str] = "not_music"


class RecordingEndedError(ConflictError):
    """What is to be approved would play a recording whose time is over."""

    code: ClassVar[str] = "recording_ended"
    name: str


class MusicCalledError(ConflictError):
    """Bulletins that were submitted or approved call the music; they would have to be approved again."""

    code: ClassVar[str] = "music_called"
    name: str
    count: int
    title: str


class TemplateNeedsMusicError(ConflictError):
    """A programme template names the music."""

    code: ClassVar[str] = "template_needs_music"
    name: str
    template: str


class UnknownMusicError(InvalidError):
    """A script names music that is neither in the commune's list nor among the product's sounds."""

    code: ClassVar[str] = "unknown_music"
    field: ClassVar[str] = "script"
    line: int
    column: int
    name: str


class BadTemplateError(InvalidError):
    """A programme template is wrong. place: the key; reason: short, English, for whoever writes templates."""

    code: ClassVar[str] = "bad_template"
    template: str
    place: str
    reason: str
