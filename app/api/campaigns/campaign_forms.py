"""What is asked for a campaign, and how one is answered."""

from datetime import date, datetime, time
from typing import Annotated, Self
from uuid import UUID

from pydantic import ConfigDict, Field

from app.api.shared.forms import Answer, Form, Instant, LocalDate
from app.campaigns import (
    Campaign,
    CampaignKind,
    CampaignTemplate,
    Change,
    DayUnit,
    Meeting,
    Step,
    StepChoice,
    Wanted,
    WantedDays,
)
from app.visits.seen import quoted
from app.words import word

_LONGEST_DAYS = 120
_MOST_TIMES = 12
_MOST_VILLAGES = 200
Days = Annotated[int, Field(ge=1, le=_LONGEST_DAYS)]


class MeetingForm(Form):
    """A village meets."""

    zone: str = Field(min_length=1, max_length=500, description="Thôn: đường dẫn khu vực, hoặc phần cuối của nó.")
    at: Instant = Field(description="Giờ họp, có múi giờ.")
    place: str = Field(max_length=1000, description="Nơi họp, đọc như viết.")


class StepForm(Form):
    """What is set otherwise than the template has it."""

    days: Days | None = Field(default=None, description="Số ngày của bước.")
    basis: str | None = Field(default=None, max_length=1000, description="Căn cứ của số ngày.")
    first_date: LocalDate | None = Field(default=None, description="Ngày bắt đầu; để trống là nối tiếp bước trước.")
    times: list[time] | None = Field(default=None, min_length=1, max_length=_MOST_TIMES, description="Giờ phát mỗi ngày.")
    script: str | None = Field(default=None, max_length=60_000, description="Lời thay cho lời mẫu.")
    names: list[str] = Field(default=[], max_length=1000, description="Tên hộ được đọc: chỉ ở bước mẫu cho phép.")
    names_reason: str = Field(default="", max_length=1000, description="Vì sao đọc tên hộ; người duyệt thấy lý do này.")

    def choice(self) -> StepChoice:
        """The value."""
        return StepChoice(**{name: getattr(self, name) for name in type(self).model_fields})


class CampaignForm(Form):
    """A campaign that is wanted."""

    kind: CampaignKind = Field(description="periodic: rà soát định kỳ; regular: rà soát thường xuyên.")
    first_date: LocalDate = Field(description="Ngày đầu của đợt.")
    last_date: LocalDate | None = Field(default=None, description="Ngày cuối; để trống là theo mẫu.")
    officer: str = Field(max_length=1000, description="Cán bộ phụ trách, đọc trên loa.")
    hotline: str = Field(max_length=1000, description="Điện thoại của cán bộ phụ trách.")
    place: str = Field(max_length=1000, description="Nơi nhận giấy đề nghị.")
    meetings: list[MeetingForm] = Field(default=[], max_length=_MOST_VILLAGES, description="Các thôn họp, mỗi thôn một lần.")
    zones: list[str] = Field(default=[], max_length=500, description="Khu vực phát; để trống là cả xã.")
    steps: dict[str, StepForm] = Field(default={}, max_length=50, description="Những bước đặt khác mẫu, theo mã của bước.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "regular",
                    "first_date": "2025-11-17",
                    "officer": "chị Nguyễn Thu",
                    "hotline": "0912 345 678",
                    "place": "bộ phận một cửa của xã",
                    "meetings": [{"zone": "thôn Đông", "at": "2025-11-27T19:30:00+07:00", "place": "nhà văn hóa thôn"}],
                    "steps": {"posting": {"days": 3, "basis": "Kế hoạch 63/KH-UBND"}},
                }
            ]
        }
    )

    def wanted(self) -> Wanted:
        """The value."""
        return Wanted(
            kind=self.kind,
            first_date=self.first_date,
            last_date=self.last_date,
            officer=self.officer,
            hotline=self.hotline,
            place=self.place,
            meetings=[Meeting(each.zone, each.at, each.place) for each in self.meetings],
            zones=self.zones,
            steps={code: form.choice() for code, form in self.steps.items()},
        )


class ProposalForm(Form):
    """What a campaign is to be proposed from. kind: null: the one that is due; plan_id: a plan of the commune."""

    kind: CampaignKind | None = None
    plan_id: UUID | None = None

    model_config = ConfigDict(json_schema_extra={"examples": [{"kind": "regular"}]})


class ProposedMeetingAnswer(Answer):
    """A village and when it might meet."""

    zone: str
    at: datetime
    place: str


class ProposedStepAnswer(Answer):
    """What is proposed otherwise than the template has it."""

    basis: str | None
    times: list[time] | None


class CampaignProposalAnswer(Answer):
    """A campaign to begin from, as it is sent to be made; empty fields are to be filled in."""

    kind: CampaignKind
    first_date: date
    last_date: date | None
    officer: str
    hotline: str
    place: str
    meetings: list[ProposedMeetingAnswer]
    zones: list[str]
    steps: dict[str, ProposedStepAnswer]

    @classmethod
    def of(cls, found: Wanted) -> Self:
        """The answer for a proposal."""
        return cls.model_validate(found)


class StepDaysForm(Form):
    """Other days of a step; what is not given stays."""

    first_date: LocalDate | None = Field(default=None, description="Ngày bắt đầu mới.")
    days: Days | None = Field(default=None, description="Số ngày mới.")
    basis: str | None = Field(default=None, max_length=1000, description="Căn cứ của số ngày ấy.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"days": 5, "basis": "Kế hoạch 63/KH-UBND"}]})

    def wanted(self) -> WantedDays:
        """The value."""
        return WantedDays(self.first_date, self.days, self.basis)


class TickForm(Form):
    """Whether a line of the checklist is done."""

    done: bool = Field(description="true: đã xong.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"done": True}]})


class TemplateTaskAnswer(Answer):
    """A line of the checklist."""

    who: str
    what: str


class StepTemplateAnswer(Answer):
    """A step as it is unless it is set otherwise. script: with its variables in braces."""

    code: str
    title: str
    days: int
    unit: DayUnit
    basis: str
    times: list[time]
    script: str
    by_village: bool
    may_read_names: bool
    tasks: list[TemplateTaskAnswer]


class CampaignTemplateAnswer(Answer):
    """A kind of campaign. first_date: the next day on which one may begin."""

    kind: CampaignKind
    kind_word: str
    legal_basis: list[str]
    window_basis: str
    first_date: date
    steps: list[StepTemplateAnswer]

    @classmethod
    def of(cls, kind: CampaignKind, found: CampaignTemplate, first: date) -> Self:
        """The answer for a template."""
        return cls(
            kind=kind,
            kind_word=word("campaign", kind.value),
            legal_basis=list(found.legal_basis),
            window_basis=found.window.basis,
            first_date=first,
            steps=[StepTemplateAnswer.model_validate(each) for each in found.steps],
        )


class CampaignTemplatesAnswer(Answer):
    """All kinds."""

    items: list[CampaignTemplateAnswer]


class PieceAnswer(Answer):
    """A bulletin of a step, heard from one day to another. zone, at, place: of the village that meets."""

    bulletin_id: UUID
    slot_ids: list[UUID]
    first_date: date
    last_date: date
    zone: str | None
    at: datetime | None
    place: str | None
    script: str


class CampaignTaskAnswer(Answer):
    """A line of the checklist."""

    id: UUID
    who: str
    what: str
    due: date
    done_at: datetime | None
    done_by: str | None


class StepAnswer(Answer):
    """A step on its days, both included."""

    code: str
    title: str
    first_date: date
    last_date: date
    days: int
    unit: DayUnit
    basis: str
    times: list[time]
    names_reason: str
    bulletins: list[PieceAnswer]
    tasks: list[CampaignTaskAnswer]

    @classmethod
    def of(cls, found: Step) -> Self:
        """The answer for a step."""
        pieces = [
            PieceAnswer(
                bulletin_id=each.bulletin_id,
                slot_ids=list(each.slot_ids),
                first_date=each.span.first,
                last_date=each.span.last,
                zone=each.meeting.zone if each.meeting else None,
                at=each.meeting.at if each.meeting else None,
                place=each.meeting.place if each.meeting else None,
                script=each.script,
            )
            for each in found.pieces
        ]
        return cls(
            code=found.code,
            title=found.title,
            first_date=found.span.first,
            last_date=found.span.last,
            days=found.days,
            unit=found.unit,
            basis=found.basis,
            times=list(found.times),
            names_reason=found.names_reason,
            bulletins=pieces,
            tasks=[CampaignTaskAnswer.model_validate(each) for each in found.tasks],
        )


class CampaignSummaryAnswer(Answer):
    """A campaign in a list."""

    id: UUID
    kind: CampaignKind
    kind_word: str
    title: str
    first_date: date
    last_date: date | None
    created_by: str
    created_at: datetime
    etag: str

    @classmethod
    def summary_of(cls, found: Campaign) -> "CampaignSummaryAnswer":
        """The answer for a campaign in a list."""
        same = {name: getattr(found, name) for name in CampaignSummaryAnswer.model_fields if name not in {"kind_word", "etag"}}
        return CampaignSummaryAnswer(**same, kind_word=word("campaign", found.kind.value), etag=quoted(found.tag))


class CampaignsAnswer(Answer):
    """Campaigns that were not undone, the newest first."""

    items: list[CampaignSummaryAnswer]


class CampaignAnswer(CampaignSummaryAnswer):
    """A campaign whole. removed_at: since when it is undone."""

    officer: str
    hotline: str
    place: str
    legal_basis: list[str]
    steps: list[StepAnswer]
    removed_at: datetime | None

    @classmethod
    def of(cls, found: Campaign) -> Self:
        """The answer for a campaign."""
        return cls(
            **CampaignSummaryAnswer.summary_of(found).model_dump(),
            officer=found.officer,
            hotline=found.hotline,
            place=found.place,
            legal_basis=list(found.legal_basis),
            steps=[StepAnswer.of(each) for each in found.steps],
            removed_at=found.removed_at,
        )


class MovedAnswer(Answer):
    """A step whose days changed."""

    step: str
    first_before: date
    last_before: date
    first_date: date
    last_date: date


class HeardAnswer(Answer):
    """What of a step was on the air already, and stays as it was. written: how many of `count` went into files alone."""

    step: str
    count: int
    last_at: datetime
    written: int


class CampaignChangeAnswer(Answer):
    """What a change of days came to. own_words: bulletins whose words somebody wrote anew: their days are to be looked at."""

    campaign: CampaignAnswer
    moved: list[MovedAnswer]
    heard: list[HeardAnswer]
    own_words: list[UUID]

    @classmethod
    def of(cls, found: Change) -> Self:
        """The answer for a change."""
        return cls(
            campaign=CampaignAnswer.of(found.campaign),
            moved=[
                MovedAnswer(
                    step=each.step,
                    first_before=each.before.first,
                    last_before=each.before.last,
                    first_date=each.after.first,
                    last_date=each.after.last,
                )
                for each in found.moved
            ],
            heard=[HeardAnswer.model_validate(each) for each in found.heard],
            own_words=list(found.own_words),
        )


class CampaignUndoneAnswer(Answer):
    """What is left of a campaign that was undone: its bulletins, in the library."""

    bulletins: list[UUID]
