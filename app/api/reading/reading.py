"""Hearing with the eyes: the spoken form of any text, and of a bulletin's version."""

import logging
from collections.abc import Iterable
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Path
from pydantic import ConfigDict, Field, computed_field

from app.api.bulletins.bulletin_answers import UnreadLineAnswer
from app.api.bulletins.bulletin_forms import OwnEntryForm
from app.api.shared.forms import Answer, Form
from app.bulletins import (
    LONGEST_SCRIPT,
    SpokenScript,
)
from app.desk import reading as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn
from app.reading import Certainty, Concern, Formal, Kind, Reading, Remark, to_look_at
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.words import reading_summary

router = APIRouter(tags=["reading"], route_class=AskedFirst)
_LOG = logging.getLogger(__name__)


class ReadingForm(Form):
    """A text to be read. script: whether `PTV1:` and cues in it are structure and not words."""

    text: str = Field(description=f"Nhiều nhất {LONGEST_SCRIPT} ký tự.")
    formal: Formal | None = Field(
        default=None,
        description="`skip`: bỏ phần đầu và phần ký của văn bản; `read`: đọc hết. "
        "Không ghi: `skip` với kịch bản, `read` với lời thường.",
    )
    lexicon: list[OwnEntryForm] = Field(default=[], max_length=100, description="Cách đọc riêng, trên từ điển của xã.")
    script: bool = Field(default=False, description="Hiểu PTV1:, PTV2: và các dấu hiệu trong ngoặc vuông.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"text": "Kính mời bà con họp lúc 19h30 ngày 16/10/2025."}]})


class TokenAnswer(Answer):
    """A stretch of the source and what is said for it."""

    start: int
    end: int
    kind: Kind
    spoken: str
    certainty: Certainty
    rule: str
    note: str


class SentenceAnswer(Answer):
    """A spoken sentence."""

    start: int
    end: int
    text: str
    pause_ms: int


class RemarkAnswer(Answer):
    """Something the officer should look at."""

    start: int
    end: int
    concern: Concern
    message: str
    suggestion: str


class ReadingAnswer(Answer):
    """The spoken form: a line for each sentence, how each word came from the source, and each line that is not said."""

    source: str
    spoken: str
    tokens: list[TokenAnswer]
    sentences: list[SentenceAnswer]
    remarks: list[RemarkAnswer]
    left_out: list[UnreadLineAnswer]

    @computed_field(description="Một dòng tóm tắt, thí dụ: «12 câu, không đọc 5 dòng, 1 chỗ nên xem lại».")  # type: ignore[prop-decorator]
    @property
    def summary(self) -> str:
        """What it amounts to, in one line."""
        return reading_summary(sentences=len(self.sentences), left_out=len(self.left_out), remarks=len(to_look_at(self.remarks)))

    @classmethod
    def of_script(cls, spoken: SpokenScript) -> Self:
        """The answer for a script."""
        return cls(
            source=spoken.script,
            spoken=spoken.text,
            tokens=[TokenAnswer.model_validate(token) for token in spoken.tokens],
            sentences=[SentenceAnswer.model_validate(sentence) for sentence in spoken.sentences],
            remarks=[RemarkAnswer.model_validate(remark) for remark in spoken.remarks],
            left_out=[UnreadLineAnswer.model_validate(line) for line in spoken.left_out],
        )

    @classmethod
    def of_reading(cls, found: Reading) -> Self:
        """The answer for a plain text."""
        return cls.model_validate(found)

    def with_more(self, remarks: Iterable[Remark]) -> Self:
        """The same with more to look at."""
        return self.model_copy(update={"remarks": [*self.remarks, *map(RemarkAnswer.model_validate, remarks)]})


class SpokenAnswer(ReadingAnswer):
    """The spoken form of a version; frozen once it is submitted, and then under `content_hash`."""

    frozen: bool
    content_hash: str | None


@router.post("/reading")
def post_reading(_turn: ReadingTurn, parts: Parts, actor: SignedIn, form: ReadingForm) -> ReadingAnswer:
    """Read a text with the commune's lexicon; nothing is kept."""
    own = [each.entry() for each in form.lexicon]
    found = acts.read_text(parts, actor, form.text, is_script=form.script, formal=form.formal, own=own)
    answer = ReadingAnswer.of_script(found) if isinstance(found, SpokenScript) else ReadingAnswer.of_reading(found)
    return answer.with_more(acts.foreign(parts, found))


@router.get("/bulletins/{bulletin_id}/versions/{number}/spoken")
def get_spoken(
    _turn: ReadingTurn,
    parts: Parts,
    actor: Looking,
    session: ReadSession,
    bulletin_id: UUID,
    number: Annotated[int, Path(ge=1, le=1_000_000)],
) -> SpokenAnswer:
    """What will be heard of a version: as it was submitted, or for a draft as it would be now."""
    heard = acts.read_version(parts, session, actor, BulletinId(bulletin_id), number)
    answer = ReadingAnswer.of_script(heard.spoken).with_more(acts.foreign(parts, heard.spoken))
    return SpokenAnswer(**dict(answer), frozen=heard.is_frozen, content_hash=heard.version.content_hash)
