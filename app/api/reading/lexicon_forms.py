"""Forms and answers of the lexicon."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, JsonValue

from app.api.bulletins.bulletin_answers import SummaryAnswer
from app.api.bulletins.bulletin_forms import OwnEntryForm
from app.api.shared.forms import Answer, Form
from app.bulletins import Effect, StoredEntry, Touched
from app.reading import Layer, LexiconEntry
from app.visits.seen import quoted
from app.words import word

EXAMPLE: dict[str, JsonValue] = {"written": "TT Cổ Lễ", "spoken": "thị trấn Cổ Lễ", "layer": "commune", "any_case": False}
FILE_EXAMPLE = "Cách viết,Cách đọc,Phạm vi,Không phân biệt chữ hoa\r\nTT Cổ Lễ,thị trấn Cổ Lễ,xã,không\r\n"


class EntryForm(OwnEntryForm):
    """An entry of the commune's lexicon."""

    layer: Literal[Layer.PROVINCE, Layer.COMMUNE] = Field(default=Layer.COMMUNE, description="Từ điển của tỉnh hay của xã.")

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    def entry(self) -> LexiconEntry:
        """The entry."""
        return LexiconEntry(self.written, self.spoken, self.layer, self.any_case)


class TouchedForm(Form):
    """A change one thinks of: an entry alone is added; with an id it takes that entry's place; an id alone is removed."""

    id: UUID | None = None
    entry: EntryForm | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"entry": EXAMPLE}]})


class TryForm(Form):
    """A sentence, and the entry to try on it; without one the lexicon is tried as it is."""

    text: str = Field(max_length=10_000)
    entry: EntryForm | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Họp ở TT Cổ Lễ.", "entry": EXAMPLE}]})


class TryAnswer(Answer):
    """How the sentence is read without the entry and with it. used: whether the entry is used anywhere in it."""

    before: str
    after: str
    used: bool


class EntryAnswer(Answer):
    """An entry as it is kept."""

    id: UUID
    written: str
    spoken: str
    layer: Layer
    layer_word: str
    any_case: bool
    updated_at: datetime
    updated_by: str
    etag: str

    @classmethod
    def of(cls, stored: StoredEntry) -> Self:
        """The answer for an entry."""
        entry = stored.entry
        return cls(
            id=stored.id,
            written=entry.written,
            spoken=entry.spoken,
            layer=entry.layer,
            layer_word=word("layer", entry.layer),
            any_case=entry.any_case,
            updated_at=stored.updated_at,
            updated_by=stored.updated_by,
            etag=quoted(stored.tag),
        )


class EntryPageAnswer(Answer):
    """A page; `cursor` asks for the next one, null: this is the last."""

    items: list[EntryAnswer]
    cursor: str | None


class TouchedAnswer(Answer):
    """A bulletin whose spoken words a change makes others. before, after: the first sentence that differs."""

    bulletin: SummaryAnswer
    effect: Effect
    effect_word: str
    before: str
    after: str

    @classmethod
    def of(cls, touched: Touched) -> Self:
        """The answer for a touched version."""
        return cls(
            bulletin=SummaryAnswer.of(touched.summary),
            effect=touched.effect,
            effect_word=word("effect", touched.effect),
            before=touched.before,
            after=touched.after,
        )


class ListOfTouched(Answer):
    """All bulletins a change touches. count: of the entries it would write."""

    items: list[TouchedAnswer]
    count: int


class DraftAnswer(Answer):
    """A new draft of a bulletin that was taken back."""

    bulletin_id: UUID
    number: int


class ImportAnswer(Answer):
    """What an import did. reopened: the new drafts of bulletins that were taken back."""

    added: int
    changed: int
    unchanged: int
    reopened: list[DraftAnswer]


class ChangeAnswer(EntryAnswer):
    """An entry after a change. reopened: the new drafts of bulletins that were taken back."""

    reopened: list[DraftAnswer]


class RemovalAnswer(Answer):
    """What removing did."""

    reopened: list[DraftAnswer]
