"""Forms and answers of bulletins."""

from datetime import date, datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from app.api.shared.forms import Answer, Beginning, End, Form, LocalDate
from app.bulletins import (
    HEADER_PRIORITIES,
    LONGEST_OF_ISSUER,
    BulletinFile,
    Content,
    Hunk,
    Issuer,
    Kind,
    Part,
    Priority,
    Seen,
    SpokenScript,
    State,
    Summary,
    Theme,
    Version,
    parse_script,
)
from app.desk.bulletins import Draft
from app.desk.reading import SpokenChanges
from app.reading import Layer, LexiconEntry
from app.reports import History
from app.tags import Tag
from app.units import BulletinId, Sha256
from app.visits.seen import quoted
from app.words import reading_summary

EXAMPLE: dict[str, JsonValue] = {
    "title": "Thông báo họp thôn bình xét hộ nghèo",
    "kind": "notice",
    "theme": "review",
    "priority": "normal",
    "zones": ["xã Liên An"],
    "valid_from": "2025-10-13",
    "valid_to": "2025-10-16T19:30",
    "legal_basis": ["Kế hoạch 63/KH-UBND ngày 29/8/2025 của UBND xã Liên An"],
    "script": "Kính mời bà con đến nhà văn hóa thôn lúc 19h30 ngày 16/10/2025 để họp bình xét hộ nghèo.",
}
FILE_EXAMPLE = (
    "title: Thông báo họp thôn bình xét hộ nghèo\nkind: notice\npriority: uu_tien\nzones: xã Liên An\n"
    "valid_from: 2025-10-13\nvalid_to: 2025-10-16T19:30\n\n"
    "Kính mời bà con đến nhà văn hóa thôn lúc 19h30 ngày 16/10/2025 để họp bình xét hộ nghèo.\n"
)


def _header_word(value: object) -> object:
    return HEADER_PRIORITIES.get(value, value) if isinstance(value, str) else value


class OwnEntryForm(Form):
    """An entry of the lexicon for this bulletin alone."""

    written: str = Field(description="Cách viết, đúng như trong văn bản.")
    spoken: str = Field(description="Cách đọc: đủ từng tiếng, chữ thường.")
    any_case: bool = Field(default=False, description="Không phân biệt chữ hoa, chữ thường.")

    model_config = ConfigDict(json_schema_extra={"examples": [{"written": "TT", "spoken": "tổ trưởng"}]}, from_attributes=True)

    def entry(self) -> LexiconEntry:
        """The entry."""
        return LexiconEntry(self.written, self.spoken, Layer.BULLETIN, self.any_case)


_IN_ONE_LINE = r"^[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]+$"
_OfIssuer = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_OF_ISSUER, pattern=_IN_ONE_LINE)
]


class IssuerForm(Form):
    """Whose a bulletin is that came from above: its approval there stays beside the commune's own, which it still needs."""

    name: _OfIssuer = Field(description="Cơ quan ban hành.")
    document: _OfIssuer = Field(description="Số văn bản.")
    approver: _OfIssuer = Field(description="Người duyệt ở nơi ban hành.")
    approved_on: LocalDate = Field(description="Ngày duyệt ở nơi ban hành.")
    content_hash: str | None = Field(
        default=None, pattern=r"^[0-9a-f]{64}$", description="SHA-256 của bản đã duyệt ở đó, nếu có."
    )

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Sở Y tế", "document": "12/TB-SYT", "approver": "Lê Văn Bình", "approved_on": "2025-10-12"}]
        },
        from_attributes=True,
    )

    def issuer(self) -> Issuer:
        """What it says."""
        content_hash = Sha256(self.content_hash) if self.content_hash is not None else None
        return Issuer(self.name, self.document, self.approver, self.approved_on, content_hash)


class IssuerAnswer(Answer):
    """Whose a bulletin is that came from above. said: as sheets, manifests and logs name it."""

    name: str
    document: str
    approver: str
    approved_on: date
    content_hash: str | None
    said: str


class BulletinForm(Form):
    """A bulletin as it is written. Without zones it is for the whole commune; without a title the script's first line is it."""

    script: str = Field(description="Văn bản gốc, tối đa 60.000 ký tự; PTV1:, PTV2:, [nghỉ 3s], [nhạc: TÊN], [hiệu lệnh].")
    title: str | None = None
    kind: Kind = Kind.NOTICE
    theme: Theme = Theme.OTHER
    priority: Annotated[Priority, BeforeValidator(_header_word)] = Priority.NORMAL
    zones: list[str] = Field(default=[], max_length=500, description="Đường dẫn khu vực phát; để trống là cả xã.")
    valid_from: Beginning | None = Field(default=None, description="Ngày (cả ngày) hoặc ngày giờ địa phương.")
    valid_to: End | None = Field(default=None, description="Ngày (hết ngày ấy) hoặc ngày giờ địa phương.")
    legal_basis: list[str] = Field(default=[], max_length=100)
    cheerful: bool = Field(default=False, description="Nội dung vui: bỏ trong thời gian quốc tang.")
    lexicon: list[OwnEntryForm] = Field(default=[], max_length=100, description="Cách đọc riêng của bản tin này.")
    issuer: IssuerForm | None = Field(default=None, description="Bản tin của cấp trên: ai ban hành, ai đã duyệt ở đó.")

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    def content(self) -> Content:
        """What to keep. Raises the errors of `parse_script`."""
        return Content(
            script=parse_script(self.script, is_draft=True),
            title=self.title,
            kind=self.kind,
            theme=self.theme,
            priority=self.priority,
            zones=self.zones,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            legal_basis=self.legal_basis,
            cheerful=self.cheerful,
            lexicon=[each.entry() for each in self.lexicon],
            issuer=self.issuer.issuer() if self.issuer is not None else None,
        )


def content_of_file(file: BulletinFile) -> Content:
    """What to keep of a bulletin file."""
    header = file.header
    return Content(
        script=file.script,
        title=header.title,
        kind=header.kind or Kind.NOTICE,
        theme=header.theme or Theme.OTHER,
        priority=header.priority or Priority.NORMAL,
        zones=header.zones,
        valid_from=header.valid_from,
        valid_to=header.valid_to,
        legal_basis=header.legal_basis,
        issuer=header.issuer,
    )


class ReasonForm(Form):
    """Why a version is returned or withdrawn."""

    reason: str

    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "Sai giờ họp ở đoạn hai, xin sửa lại."}]})


class NoteForm(Form):
    """What is to be mended in a sentence. sentence: its number in the spoken words, from 1."""

    sentence: int = Field(ge=1, le=100_000)
    text: str = Field(min_length=1, max_length=500)


class ReturnForm(ReasonForm):
    """Why a version is returned, and at which sentences."""

    notes: list[NoteForm] = Field(default_factory=list, max_length=200)

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Sai giờ họp.", "notes": [{"sentence": 2, "text": "Họp lúc 19 giờ 30."}]}]}
    )


class ApprovalForm(Form):
    """What the approver's screen showed; given, the approval is refused for anything else."""

    content_hash: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    model_config = ConfigDict(json_schema_extra={"examples": [{"content_hash": "9f86d081" * 8}]})


class SeenForm(Form):
    """A version that waits for its approval, with the hash of the content that the approver's list showed."""

    bulletin_id: UUID
    number: int = Field(ge=1, le=2**31 - 1)
    content_hash: str = Field(pattern=r"^[0-9a-f]{64}$")

    def seen(self) -> Seen:
        """What it says."""
        return Seen(BulletinId(self.bulletin_id), self.number, Sha256(self.content_hash))


class DraftSeenForm(Form):
    """A draft as a list showed it. etag: of its version."""

    bulletin_id: UUID
    number: int = Field(ge=1, le=2**31 - 1)
    etag: str = Field(max_length=100, description="ETag của phiên bản, như danh sách đã cho.")

    def draft(self) -> Draft:
        """What it says."""
        return Draft(BulletinId(self.bulletin_id), self.number, Tag(self.etag.strip('"')))


class SubmissionsForm(Form):
    """What is submitted together: all of it or nothing."""

    versions: Annotated[list[DraftSeenForm], Field(min_length=1, max_length=30)]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"versions": [{"bulletin_id": "0192f0c1-2b1f-7c3e-9a53-1f0a5d6d7c11", "number": 1, "etag": '"1"'}]}]
        }
    )


class ApprovalsForm(Form):
    """What is approved together: all of it or nothing."""

    versions: Annotated[list[SeenForm], Field(min_length=1, max_length=100)]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "versions": [
                        {
                            "bulletin_id": "01a21109-b2c9-74b3-a00d-83ce749f64d4",
                            "number": 1,
                            "content_hash": "9f86d081" * 8,
                        }
                    ]
                }
            ]
        }
    )


class ZoneRefAnswer(Answer):
    """A zone a bulletin is for."""

    id: UUID
    path: str


class SummaryAnswer(Answer):
    """A bulletin's version in a list. id: the bulletin's. valid_to: the first instant at which it is no longer valid."""

    id: UUID
    version_id: UUID
    number: int
    state: State
    title: str
    kind: Kind
    theme: Theme
    priority: Priority
    zones: list[ZoneRefAnswer]
    valid_from: datetime | None
    valid_to: datetime | None
    cheerful: bool
    created_by: str
    updated_at: datetime
    etag: str

    @classmethod
    def of(cls, summary: Summary) -> Self:
        """The answer for a version in a list."""
        return cls(**_summary_fields(summary))  # type: ignore[arg-type]  # checked by pydantic


class PageAnswer(Answer):
    """A page; `cursor` asks for the next one, null: this is the last."""

    items: list[SummaryAnswer]
    cursor: str | None


class NoteAnswer(Answer):
    """What an approver noted at a sentence, by its number in the spoken words."""

    sentence: int
    text: str


class MoveAnswer(Answer):
    """A move of a version between states. notes: at single sentences of what was returned."""

    before: State
    after: State
    at: datetime
    actor: str
    reason: str | None
    notes: list[NoteAnswer]


class DiffersAnswer(Answer):
    """In which parts that an approval binds a version differs from version `number`, which was laid before an approver last."""

    number: int
    parts: list[Part]


class VersionAnswer(SummaryAnswer):
    """A version whole. alone: its approver wrote it too, in a commune that has one officer; on_behalf_of: a deputy approved it.

    differs: why it is to be approved although a version before it was; null: none was ever submitted.
    """

    script: str
    legal_basis: list[str]
    lexicon: list[OwnEntryForm]
    issuer: IssuerAnswer | None
    content_hash: str | None
    created_at: datetime
    approver: str | None
    on_behalf_of: str | None
    alone: bool
    approved_at: datetime | None
    moves: list[MoveAnswer]
    differs: DiffersAnswer | None

    @classmethod
    def whole(cls, version: Version) -> Self:
        """The answer for a version."""
        return cls(**_version_fields(version))  # type: ignore[arg-type]  # checked by pydantic


class UnreadLineAnswer(Answer):
    """A line that is not said, and what it is: `letterhead`, `addressee`, `recipients`, `signature`, `source` or `page`."""

    start: int
    end: int
    what: str
    text: str


class FrozenAnswer(VersionAnswer):
    """A version whose words are frozen, and what they leave out of its script: an approver signs both."""

    summary: str = Field(examples=["12 câu, không đọc 5 dòng, 1 chỗ nên xem lại"])
    left_out: list[UnreadLineAnswer]

    @classmethod
    def frozen(cls, version: Version, spoken: SpokenScript) -> Self:
        """The answer for a version and its frozen words."""
        left_out = [UnreadLineAnswer.model_validate(line) for line in spoken.left_out]
        summary = reading_summary(sentences=len(spoken.sentences), left_out=len(left_out), remarks=len(spoken.remarks))
        return cls(**_version_fields(version), summary=summary, left_out=left_out)  # type: ignore[arg-type]  # checked by pydantic


class VersionsAnswer(Answer):
    """All versions of a bulletin, the newest first."""

    items: list[SummaryAnswer]


class HunkAnswer(Answer):
    """One change, with where it begins in the two scripts."""

    before: str
    after: str
    before_start: int
    after_start: int


class SpokenChangeAnswer(Answer):
    """Sentences that were heard before, and those that are heard in their place."""

    before: list[str]
    after: list[str]


class SpokenChangesAnswer(Answer):
    """What will be heard otherwise. since: the number of the version approved last, null: none was, and all is new."""

    since: int | None
    changes: list[SpokenChangeAnswer]

    @classmethod
    def of(cls, found: SpokenChanges) -> Self:
        """The answer."""
        changes = [SpokenChangeAnswer(before=each.before.splitlines(), after=each.after.splitlines()) for each in found.changes]
        return cls(since=found.since, changes=changes)


class HistoryLineAnswer(Answer):
    """One act, and the line that people read. number: of the version; actor: null where the name was erased."""

    at: datetime
    number: int
    act: str
    actor: str | None
    content_hash: str | None
    line: str = Field(examples=["Trần Minh Khôi duyệt bản tin «Mời họp», phiên bản 1 lúc 08:15 ngày 05/9/2025"])


class AiredAnswer(Answer):
    """How often a version was heard, be it in part."""

    number: int
    times: int
    first: datetime
    last: datetime
    line: str = Field(examples=["Phiên bản 1 đã phát 2 lượt: lượt đầu 05:30 06/09/2025, lượt cuối 16:30 06/09/2025"])


class HistoryAnswer(Answer):
    """What became of a bulletin, the oldest first. is_whole: false where the audit log no longer goes back to its beginning."""

    items: list[HistoryLineAnswer]
    aired: list[AiredAnswer]
    is_whole: bool

    @classmethod
    def of(cls, found: History) -> Self:
        """The answer."""
        items = [HistoryLineAnswer.model_validate(each) for each in found.lines]
        return cls(items=items, aired=[AiredAnswer.model_validate(each) for each in found.aired], is_whole=found.is_whole)


class DifferenceAnswer(Answer):
    """What turns version `number` into version `to`: its script, and which other fields differ."""

    number: int
    to: int
    fields: list[str]
    hunks: list[HunkAnswer]

    @classmethod
    def of(cls, before: Version, after: Version, hunks: list[Hunk]) -> Self:
        """The answer for two versions."""
        old, new = _compared(before), _compared(after)
        return cls(
            number=before.summary.number,
            to=after.summary.number,
            fields=[name for name in old if old[name] != new[name]],
            hunks=[HunkAnswer.model_validate(hunk) for hunk in hunks],
        )


def _compared(version: Version) -> dict[str, object]:
    names = ("title", "kind", "theme", "priority", "zones", "valid_from", "valid_to", "cheerful")
    own = {"legal_basis": version.legal_basis, "lexicon": version.lexicon, "issuer": version.issuer}
    return {name: getattr(version.summary, name) for name in names} | own


def _version_fields(version: Version) -> dict[str, object]:
    return _summary_fields(version.summary) | {
        "script": version.script,
        "legal_basis": list(version.legal_basis),
        "lexicon": [OwnEntryForm.model_validate(each) for each in version.lexicon],
        "issuer": IssuerAnswer.model_validate(version.issuer) if version.issuer is not None else None,
        "content_hash": version.content_hash,
        "created_at": version.created_at,
        "approver": version.approver,
        "on_behalf_of": version.on_behalf_of,
        "alone": version.alone,
        "approved_at": version.approved_at,
        "moves": [MoveAnswer.model_validate(move) for move in version.moves],
        "differs": DiffersAnswer.model_validate(version.differs) if version.differs is not None else None,
    }


def _summary_fields(summary: Summary) -> dict[str, object]:
    names = [name for name in SummaryAnswer.model_fields if name not in {"id", "zones", "etag"}]
    zones = [ZoneRefAnswer.model_validate(zone) for zone in summary.zones]
    own = {"id": summary.bulletin_id, "zones": zones, "etag": quoted(summary.tag)}
    return own | {name: getattr(summary, name) for name in names}
