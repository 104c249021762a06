"""Training sessions: who was taught what, where and when, with what; the invitation to one, and its sheet."""

from datetime import date, time
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import ConfigDict, Field

from app.accounts import Right
from app.api.shared.answers import file_of as answers_file
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Cursor, Form, LocalDate
from app.api.shared.printed import page_to_print
from app.api.shared.uploads import described, one_file
from app.bulletins import Theme
from app.desk import trainings as acts
from app.desk.recordings import Upload
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.reports import training_sheet_page
from app.trainings import (
    Attendee,
    Group,
    Material,
    SessionKind,
    Training,
    TrainingContent,
    file_of,
    materials_of,
    training,
    trainings,
)
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.zones import commune

router = APIRouter(prefix="/trainings", tags=["trainings"], route_class=AskedFirst)

_MOST = 200
_HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"


class GroupForm(Form):
    """Those of one village."""

    zone: str = Field(min_length=1, max_length=500, description="Thôn, như trong danh sách khu vực.")
    people: int = Field(default=0, ge=0, le=10_000, description="Số người đã dự; 0 khi lớp chưa học.")


class AttendeeForm(Form):
    """One who is on the sheet by name."""

    zone: str = Field(min_length=1, max_length=500)
    name: str = Field(min_length=1, max_length=300)


class TrainingForm(Form):
    """A session."""

    topic: str = Field(min_length=1, max_length=300, description="Chủ đề lớp học.")
    theme: Theme = Field(default=Theme.OTHER, description="Chủ đề của kế hoạch mà lớp này được đếm vào.")
    kind: SessionKind = Field(default=SessionKind.TRAINING, description="Lớp tập huấn, hay hội nghị, cuộc họp.")
    held_on: LocalDate
    at: str = Field(pattern=_HOUR, description="Giờ bắt đầu, như 08:00.")
    place: str = Field(min_length=1, max_length=300)
    trainer: str = Field(default="", max_length=300)
    groups: list[GroupForm] = Field(default=[], max_length=_MOST, description="Số người dự theo thôn.")
    attendees: list[AttendeeForm] = Field(
        default=[], max_length=500, description="Họ tên, chỉ khi danh sách ký tên cần; xóa được, số người vẫn còn."
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "topic": "Sử dụng hệ thống truyền thanh",
                    "theme": "policy",
                    "held_on": "2026-11-12",
                    "at": "08:00",
                    "place": "Hội trường xã",
                    "trainer": "Sở Văn hóa, Thể thao và Du lịch",
                    "groups": [{"zone": "xã Liên An", "people": 0}],
                }
            ],
        },
    )

    def content(self) -> TrainingContent:
        """As the acts take it."""
        return TrainingContent(
            topic=self.topic,
            theme=self.theme,
            held_on=self.held_on,
            at=time.fromisoformat(self.at),
            place=self.place,
            trainer=self.trainer,
            groups=tuple(Group(each.zone, each.people) for each in self.groups),
            attendees=tuple(Attendee(each.zone, each.name) for each in self.attendees),
            kind=self.kind,
        )


class LinkForm(Form):
    """An address of the web that a session is taught with."""

    address: str = Field(min_length=1, max_length=500)
    title: str = Field(default="", max_length=200)

    model_config = ConfigDict(json_schema_extra={"examples": [{"address": "https://vbpl.vn/", "title": "Văn bản"}]})


class GroupAnswer(Answer):
    """Those of one village. zone: its path."""

    zone: str
    people: int


class AttendeeAnswer(Answer):
    """One who is on the sheet by name."""

    zone: str
    name: str


class TrainingAnswer(Answer):
    """A session. people: how many came; invitation_id: the bulletin that invites to it."""

    id: UUID
    topic: str
    theme: Theme
    kind: SessionKind
    held_on: date
    at: str
    place: str
    trainer: str
    groups: list[GroupAnswer]
    attendees: list[AttendeeAnswer]
    people: int
    invitation_id: UUID | None
    etag: str

    @classmethod
    def of(cls, found: Training) -> Self:
        """The answer for one."""
        content = found.content
        return cls(
            id=found.id,
            topic=content.topic,
            theme=content.theme,
            kind=content.kind,
            held_on=content.held_on,
            at=f"{content.at:%H:%M}",
            place=content.place,
            trainer=content.trainer,
            groups=[GroupAnswer(zone=each.zone, people=each.people) for each in content.groups],
            attendees=[AttendeeAnswer(zone=each.zone, name=each.name) for each in content.attendees],
            people=found.people,
            invitation_id=found.invitation,
            etag=quoted(found.tag),
        )


class TrainingsAnswer(Answer):
    """A page of sessions."""

    items: list[TrainingAnswer]
    cursor: str | None


class TrainingInvitationAnswer(Answer):
    """The draft that invites."""

    bulletin_id: UUID
    number: int


class MaterialAnswer(Answer):
    """What a session is taught with: an address, or a file of `size` bytes."""

    id: UUID
    title: str
    address: str | None
    size: int | None

    @classmethod
    def of(cls, found: Material) -> Self:
        """The answer for one."""
        return cls(id=found.id, title=found.title, address=found.address, size=found.size)


class MaterialsAnswer(Answer):
    """All that a session is taught with."""

    items: list[MaterialAnswer]


_FILE = described("Tài liệu, tối đa 20 MB.", "bai-giang.pdf")
Sent = Annotated[Upload, Depends(one_file(Right.WRITE))]


@router.get("")
def get_trainings(
    actor: Looking,
    session: ReadSession,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Học trong năm.")] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> TrainingsAnswer:
    """The commune's sessions, the last that were entered first."""
    found = trainings(session, actor.commune_id, year=year, cursor=cursor, limit=limit)
    return TrainingsAnswer(items=[TrainingAnswer.of(each) for each in found.items], cursor=found.cursor)


@router.post("", status_code=201)
def post_training(parts: Parts, actor: SignedIn, session: WriteSession, form: TrainingForm, response: Response) -> TrainingAnswer:
    """Enter a session."""
    made = acts.add(parts, session, actor, form.content())
    response.headers["Location"] = f"/api/v1/trainings/{made.id}"
    return _one(made, response)


@router.get("/{training_id}")
def get_training(actor: Looking, session: ReadSession, training_id: UUID, response: Response) -> TrainingAnswer:
    """One session; its `ETag` is what an edit names."""
    return _one(training(session, actor.commune_id, training_id), response)


@router.put("/{training_id}")
def put_training(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    training_id: UUID,
    form: TrainingForm,
    tag: RequiredTag,
    response: Response,
) -> TrainingAnswer:
    """Write it anew, as when it is known how many came: from then on it counts for the plan."""
    return _one(acts.change(parts, session, actor, training_id, wanted=form.content(), tag=tag), response)


@router.delete("/{training_id}", status_code=204)
def delete_training(parts: Parts, actor: SignedIn, session: WriteSession, training_id: UUID, tag: RequiredTag) -> None:
    """Take back what was entered by mistake."""
    acts.remove(parts, session, actor, training_id, tag=tag)


@router.post("/{training_id}/invitation", status_code=201)
def post_invitation(parts: Parts, actor: SignedIn, session: WriteSession, training_id: UUID) -> TrainingInvitationAnswer:
    """Write the bulletin that invites to it, as a draft for its villages."""
    made = acts.invite(parts, session, actor, training_id)
    return TrainingInvitationAnswer(bulletin_id=made.bulletin_id, number=made.number)


@router.get("/{training_id}/sheet", response_class=Response, responses=answers_file("text/html"))
def get_sheet(parts: Parts, actor: SignedIn, session: WriteSession, training_id: UUID) -> Response:
    """The attendance sheet, to print and sign. The audit log says so."""
    found = acts.take_sheet(parts, session, actor, training_id)
    page = training_sheet_page(found, commune=commune(session, actor.commune_id).name, at=parts.clock.now())
    return page_to_print(page, f"danh-sach-tap-huan-{found.content.held_on}.html")


@router.delete("/{training_id}/attendees")
def delete_attendees(
    parts: Parts, actor: SignedIn, session: WriteSession, training_id: UUID, response: Response
) -> TrainingAnswer:
    """Forget the names on its sheet; the numbers stay."""
    return _one(acts.forget_attendees(parts, session, actor, training_id), response)


@router.get("/{training_id}/materials")
def get_materials(actor: Looking, session: ReadSession, training_id: UUID) -> MaterialsAnswer:
    """What it is taught with."""
    training(session, actor.commune_id, training_id)
    found = materials_of(session, actor.commune_id, training_id)
    return MaterialsAnswer(items=[MaterialAnswer.of(each) for each in found])


@router.post("/{training_id}/materials/links", status_code=201)
def post_link(parts: Parts, actor: SignedIn, session: WriteSession, training_id: UUID, form: LinkForm) -> MaterialAnswer:
    """Name an address of the web."""
    return MaterialAnswer.of(acts.add_link(parts, session, actor, training_id, title=form.title, address=form.address))


@router.post("/{training_id}/materials/files", status_code=201, openapi_extra=_FILE)
def post_file(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    training_id: UUID,
    upload: Sent,
) -> MaterialAnswer:
    """Keep a file."""
    return MaterialAnswer.of(acts.add_file(parts, session, actor, training_id, upload))


@router.get(
    "/materials/{material_id}",
    response_class=StoredFile,
    responses=answers_file("application/octet-stream", in_ranges=True),
)
def get_file(parts: Parts, actor: Looking, session: ReadSession, material_id: UUID) -> StoredFile:
    """A file, to be kept and not opened in the browser."""
    stored, name = file_of(session, actor.commune_id, material_id)
    return StoredFile(
        parts.stored(stored), media_type="application/octet-stream", filename=name, headers={"ETag": quoted(stored)}
    )


@router.delete("/materials/{material_id}", status_code=204)
def delete_material(parts: Parts, actor: SignedIn, session: WriteSession, material_id: UUID) -> None:
    """Take one away."""
    acts.remove_material(parts, session, actor, material_id)


def _one(found: Training, response: Response) -> TrainingAnswer:
    tell(response, found.tag)
    return TrainingAnswer.of(found)
