"""Slogans on banners: drawn for the print shop, and where each hangs."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import banners
from app.accounts import Actor, Right
from app.banners import Banner, Format, Hanging
from app.desk.office import Office
from app.desk.recordings import Upload
from app.tags import Tag
from app.units import BulletinId


def drawn_svg(
    _office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, wanted: Format, year: int
) -> str:
    """A slogan on a sheet, to look at. Raises what `app.banners.drawn` raises."""
    actor.must(Right.LOOK)
    from app.banners.drawn import sheet_svg  # noqa: PLC0415  # light start

    return sheet_svg(session, actor.commune_id, bulletin_id, number, wanted=wanted, year=year)


def drawn_pdf(
    _office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, wanted: Format, year: int
) -> bytes:
    """A slogan on a sheet, to print. Raises what `app.banners.drawn` raises."""
    actor.must(Right.LOOK)
    from app.banners.drawn import sheet_pdf  # noqa: PLC0415  # light start

    return sheet_pdf(session, actor.commune_id, bulletin_id, number, wanted=wanted, year=year)


def hang(
    office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int, *, wanted: Format, hanging: Hanging
) -> Banner:
    """Enter that a slogan hangs somewhere. Raises what `app.banners.hang` raises."""
    actor.must(Right.WRITE)
    return banners.hang(session, office.clock, actor, bulletin_id, number, wanted=wanted, hanging=hanging)


def change(office: Office, session: Session, actor: Actor, banner_id: UUID, *, hanging: Hanging, tag: Tag) -> Banner:
    """Say anew where and how long it hangs. Raises what `app.banners.change_banner` raises."""
    actor.must(Right.WRITE)
    return banners.change_banner(session, office.clock, actor, banner_id, hanging=hanging, tag=tag)


def put_photo(office: Office, session: Session, actor: Actor, banner_id: UUID, upload: Upload) -> Banner:
    """Keep a photo of it where it hangs. Raises `BadPhotoError`, `NotFoundError`."""
    actor.must(Right.WRITE)
    banners.banner(session, actor.commune_id, banner_id)
    from app.banners.photos import kept_photo  # noqa: PLC0415  # light start

    kept = office.studio.files.put(kept_photo(upload.file, upload.file_name))
    return banners.put_photo(session, office.clock, actor, banner_id, kept)


def remove(office: Office, session: Session, actor: Actor, banner_id: UUID, *, tag: Tag) -> None:
    """Take back what was entered by mistake. Raises what `app.banners.remove_banner` raises."""
    actor.must(Right.WRITE)
    banners.remove_banner(session, office.clock, actor, banner_id, tag=tag)
