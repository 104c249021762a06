"""What is asked of the policy library, and how a template and a draft are answered."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints

from app.api.shared.forms import Answer, Form, LocalDate
from app.bulletins import Kind, Theme, Version, parse_script
from app.policies import FieldKind, PolicyTemplate, Standing, Topic, WantedDraft
from app.words import word

_Value = Annotated[str, StringConstraints(max_length=2000)]


class DocumentAnswer(Answer):
    """A document of the State. until: the last day it holds, null: not known; successor: the number of what replaced it."""

    number: str
    title: str
    dated: date | None
    since: date
    until: date | None
    successor: str | None


class FieldAnswer(Answer):
    """What an officer fills in."""

    name: str
    label: str
    kind: FieldKind
    hint: str


class PolicyTemplateAnswer(Answer):
    """A bulletin to begin from. since, until: the days on which all that it rests on holds; script: with its fields in braces."""

    code: str
    title: str
    topic: Topic
    topic_word: str
    theme: Theme
    theme_word: str
    kind: Kind
    standing: Standing
    standing_word: str
    since: date
    until: date | None
    review_by: date
    documents: list[DocumentAnswer]
    fields: list[FieldAnswer]
    script: str

    @classmethod
    def of_day(cls, found: PolicyTemplate, today: date) -> Self:
        """The answer for a template as it stands on a day."""
        standing = found.standing(today)
        return cls(
            code=found.code,
            title=found.title,
            topic=found.topic,
            topic_word=word("policy_topic", found.topic.value),
            theme=found.theme,
            theme_word=word("theme", found.theme.value),
            kind=found.kind,
            standing=standing,
            standing_word=word("policy_standing", standing.value),
            since=found.since,
            until=found.until,
            review_by=found.review_by,
            documents=[DocumentAnswer.model_validate(each) for each in found.documents],
            fields=[FieldAnswer.model_validate(each) for each in found.fields],
            script=found.script,
        )


class PolicyTemplatesAnswer(Answer):
    """All of the library."""

    items: list[PolicyTemplateAnswer]


class PolicyDraftForm(Form):
    """What is made of a template."""

    values: dict[str, _Value] = Field(default={}, max_length=50, description="Giá trị các ô; ô thiếu để trống trong bản nháp.")
    first: LocalDate | None = Field(default=None, description="Hiệu lực từ ngày; để trống là hôm nay.")
    last: LocalDate | None = Field(default=None, description="Hiệu lực đến hết ngày; để trống là một tháng.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"values": {"can_bo": "chị Nguyễn Thu", "dien_thoai": "0912 345 678"}}]}
    )

    def wanted(self, code: str) -> WantedDraft:
        """The value."""
        return WantedDraft(code, self.values, self.first, self.last)


class ThemeDraftForm(Form):
    """For which theme a draft is wanted."""

    theme: Theme

    model_config = ConfigDict(json_schema_extra={"examples": [{"theme": "policy"}]})


class GapAnswer(Answer):
    """What is still to be written, and where."""

    what: str
    line: int
    column: int


class PolicyDraftAnswer(Answer):
    """The draft that was made. gaps: what is still to be written before it can be submitted."""

    id: UUID
    number: int
    title: str
    theme: Theme
    script: str
    gaps: list[GapAnswer]

    @classmethod
    def of(cls, found: Version) -> Self:
        """The answer for a draft."""
        summary = found.summary
        left = parse_script(found.script, is_draft=True).gaps
        return cls(
            id=summary.bulletin_id,
            number=summary.number,
            title=summary.title,
            theme=summary.theme,
            script=found.script,
            gaps=[GapAnswer(what=each.name, line=each.line, column=each.column) for each in left],
        )
