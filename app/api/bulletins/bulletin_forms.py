"""Forms of bulletins: what is written, returned, submitted, approved."""

from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

from app.api.shared.forms import Beginning, End, Form, LocalDate
from app.bulletins import (
    HEADER_PRIORITIES,
    LONGEST_OF_ISSUER,
    BulletinFile,
    Content,
    Issuer,
    Kind,
    Language,
    Place,
    Priority,
    Seen,
    Theme,
    parse_script,
)
from app.desk.bulletins import Draft
from app.reading import Layer, LexiconEntry
from app.tags import Tag
from app.units import BulletinId, Sha256

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
    language: Language = Field(default=Language.VIETNAMESE, description="Tiếng nói; không phải `vi` thì chỉ gồm bản ghi âm.")
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
            language=self.language,
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
        language=header.language or Language.VIETNAMESE,
        priority=header.priority or Priority.NORMAL,
        cheerful=header.cheerful or False,
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


class PlaceForm(Form):
    """A version, by its bulletin and its number."""

    bulletin_id: UUID
    number: int = Field(ge=1, le=2**31 - 1)


class WithdrawalsForm(ReasonForm):
    """What is withdrawn together: all of it or nothing."""

    versions: Annotated[list[PlaceForm], Field(min_length=1, max_length=30)]

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "reason": "Đợt rà soát đã xong.",
                    "versions": [{"bulletin_id": "0192f0c1-2b1f-7c3e-9a53-1f0a5d6d7c11", "number": 1}],
                }
            ]
        }
    )

    def places(self) -> list[Place]:
        """The versions."""
        return [Place(BulletinId(each.bulletin_id), each.number) for each in self.versions]


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
