"""Banners: slogans drawn for the print shop, and where each hangs."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import ConfigDict, Field
from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.api.shared.answers import file_of
from app.api.shared.conditional import RequiredTag, tell
from app.api.shared.forms import Answer, Cursor, Form, LocalDate
from app.api.shared.uploads import described, one_file
from app.banners import Banner, BannerFilter, Format, Hanging, banner, banners, photo_of, slogans_of
from app.bulletins import VersionFacts
from app.clock import local
from app.desk import banners as acts
from app.desk.recordings import Upload
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.units import BulletinId, CommuneId
from app.visits.seen import quoted
from app.visits.stored_file import StoredFile
from app.words import word

router = APIRouter(prefix="/banners", tags=["banners"], route_class=AskedFirst)

Number = Annotated[int, Path(ge=1, le=1_000_000, description="Số của phiên bản.")]
Year = Annotated[int | None, Query(ge=2000, le=2100, description="Năm ghi dưới khẩu hiệu; mặc định là năm nay.")]
Wanted = Annotated[Format, Query(alias="format", description="banner: băng-rôn; streamer: phướn; poster: áp phích A3.")]


class HangingForm(Form):
    """Where a banner hangs, and how long."""

    zone: str = Field(min_length=1, max_length=500, description="Khu vực, như trong danh sách khu vực.")
    place: str = Field(min_length=1, max_length=200, description="Chỗ treo.")
    hung_on: date
    taken_down_on: date | None = Field(default=None, description="Ngày đã tháo; để trống khi còn treo.")

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"zone": "xã Liên An", "place": "Cổng chợ", "hung_on": "2025-11-02"}]},
    )

    def hanging(self) -> Hanging:
        """As the acts take it."""
        return Hanging(self.zone, self.place, self.hung_on, self.taken_down_on)


class BannerForm(HangingForm):
    """A slogan that hangs somewhere."""

    bulletin: UUID = Field(description="Khẩu hiệu đã duyệt.")
    version: int = Field(ge=1, le=1_000_000)
    format: Format = Field(description="banner: băng-rôn; streamer: phướn; poster: áp phích A3.")

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "bulletin": "0197f3a0-0000-7000-8000-000000000001",
                    "version": 1,
                    "format": "banner",
                    "zone": "thôn Đông Trang",
                    "place": "Cổng nhà văn hóa thôn",
                    "hung_on": "2026-09-01",
                }
            ],
        },
    )


class BannerAnswer(Answer):
    """A banner. slogan, theme: of the bulletin; photo: whether there is one."""

    id: UUID
    version_id: UUID
    bulletin_id: UUID | None
    slogan: str
    theme: str | None
    format: Format
    format_word: str
    zone_id: UUID
    place: str
    hung_on: date
    taken_down_on: date | None
    has_photo: bool
    etag: str

    @classmethod
    def all_of(cls, session: Session, commune_id: CommuneId, found: Sequence[Banner]) -> list[Self]:
        """The answers for banners."""
        slogans = slogans_of(session, commune_id, found)
        return [cls._of(each, slogans.get(each.slogan)) for each in found]

    @classmethod
    def _of(cls, found: Banner, slogan: VersionFacts | None) -> Self:
        return cls(
            id=found.id,
            version_id=found.slogan,
            bulletin_id=slogan.bulletin_id if slogan else None,
            slogan=slogan.title if slogan else "",
            theme=slogan.theme.value if slogan else None,
            format=found.format,
            format_word=word("banner_format", found.format.value),
            zone_id=found.zone_id,
            place=found.place,
            hung_on=found.hung_on,
            taken_down_on=found.taken_down_on,
            has_photo=found.photo is not None,
            etag=quoted(found.tag),
        )


class BannersAnswer(Answer):
    """A page of banners."""

    items: list[BannerAnswer]
    cursor: str | None


_PHOTO = described("Ảnh JPEG, PNG hoặc WebP.", "cong-lang.jpg")


@router.get("")
def get_banners(
    actor: Looking,
    session: ReadSession,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Treo trong năm.")] = None,
    on: Annotated[LocalDate | None, Query(description="Đang treo vào ngày.")] = None,
    wanted: Annotated[Format | None, Query(alias="format")] = None,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> BannersAnswer:
    """The commune's banners, the last that were entered first."""
    found = banners(session, actor.commune_id, BannerFilter(year, on, wanted), cursor=cursor, limit=limit)
    return BannersAnswer(items=BannerAnswer.all_of(session, actor.commune_id, found.items), cursor=found.cursor)


@router.post("", status_code=201)
def post_banner(parts: Parts, actor: SignedIn, session: WriteSession, form: BannerForm, response: Response) -> BannerAnswer:
    """Enter that a slogan hangs somewhere."""
    made = acts.hang(parts, session, actor, BulletinId(form.bulletin), form.version, wanted=form.format, hanging=form.hanging())
    response.headers["Location"] = f"/api/v1/banners/{made.id}"
    return _one(session, actor, made, response)


@router.get("/drawn/{bulletin_id}/{number}/svg", response_class=Response, responses=file_of("image/svg+xml"))
def get_svg(
    parts: Parts, actor: Looking, session: ReadSession, bulletin_id: UUID, number: Number, wanted: Wanted, year: Year = None
) -> Response:
    """A slogan on a sheet at real size, as outlines: no letter depends on the print shop's fonts."""
    drawn = acts.drawn_svg(parts, session, actor, BulletinId(bulletin_id), number, wanted=wanted, year=year or _this_year(parts))
    return Response(drawn, media_type="image/svg+xml")


@router.get("/drawn/{bulletin_id}/{number}/pdf", response_class=Response, responses=file_of("application/pdf"))
def get_pdf(
    parts: Parts, actor: Looking, session: ReadSession, bulletin_id: UUID, number: Number, wanted: Wanted, year: Year = None
) -> Response:
    """The same as a PDF of one page."""
    drawn = acts.drawn_pdf(parts, session, actor, BulletinId(bulletin_id), number, wanted=wanted, year=year or _this_year(parts))
    return Response(drawn, media_type="application/pdf")


@router.get("/{banner_id}")
def get_banner(actor: Looking, session: ReadSession, banner_id: UUID, response: Response) -> BannerAnswer:
    """One banner; its `ETag` is what an edit names."""
    return _one(session, actor, banner(session, actor.commune_id, banner_id), response)


@router.put("/{banner_id}")
def put_banner(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    banner_id: UUID,
    form: HangingForm,
    tag: RequiredTag,
    response: Response,
) -> BannerAnswer:
    """Say anew where and how long it hangs, as when it is taken down."""
    return _one(session, actor, acts.change(parts, session, actor, banner_id, hanging=form.hanging(), tag=tag), response)


@router.delete("/{banner_id}", status_code=204)
def delete_banner(parts: Parts, actor: SignedIn, session: WriteSession, banner_id: UUID, tag: RequiredTag) -> None:
    """Take back what was entered by mistake."""
    acts.remove(parts, session, actor, banner_id, tag=tag)


@router.put("/{banner_id}/photo", openapi_extra=_PHOTO)
def put_photo(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    banner_id: UUID,
    upload: Annotated[Upload, Depends(one_file(Right.WRITE))],
    response: Response,
) -> BannerAnswer:
    """Keep a photo of it where it hangs; of the photo only the picture is kept."""
    return _one(session, actor, acts.put_photo(parts, session, actor, banner_id, upload), response)


@router.get("/{banner_id}/photo", response_class=StoredFile, responses=file_of("image/jpeg", in_ranges=True))
def get_photo(parts: Parts, actor: Looking, session: ReadSession, banner_id: UUID) -> StoredFile:
    """The photo, as JPEG."""
    photo = photo_of(session, actor.commune_id, banner_id)
    return StoredFile(parts.stored(photo), media_type="image/jpeg", headers={"ETag": quoted(photo)})


def _this_year(parts: Parts) -> int:
    return local(parts.clock.now()).year


def _one(session: Session, actor: Actor, found: Banner, response: Response) -> BannerAnswer:
    tell(response, found.tag)
    [answer] = BannerAnswer.all_of(session, actor.commune_id, [found])
    return answer
