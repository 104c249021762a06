"""A slogan of the commune drawn on a sheet."""

from sqlalchemy.orm import Session

from app.banners.drawing import pdf, svg
from app.banners.errors import NotSloganError, SloganLettersError, SloganTooLongError
from app.banners.layout import Layout, lay_out
from app.banners.letters import lacks
from app.banners.sheets import SHEETS, Format
from app.bulletins import Kind, State, parse_script, version
from app.units import BulletinId, CommuneId
from app.zones import commune

_UNAPPROVED = "Bản xem thử · chưa được duyệt"
"""In the place of the commune's name: what is printed by mistake says so itself."""


def sheet_svg(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int, *, wanted: Format, year: int) -> str:
    """The sheet as SVG. Raises `NotSloganError`, `SloganTooLongError`, `SloganLettersError`, `NotFoundError`."""
    return svg(*_laid_out(session, commune_id, bulletin_id, number, wanted=wanted, year=year))


def sheet_pdf(
    session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int, *, wanted: Format, year: int
) -> bytes:
    """The sheet as PDF. Raises as `sheet_svg` does."""
    return pdf(*_laid_out(session, commune_id, bulletin_id, number, wanted=wanted, year=year))


def _laid_out(
    session: Session, commune_id: CommuneId, bulletin_id: BulletinId, number: int, *, wanted: Format, year: int
) -> tuple[Layout, str]:
    found = version(session, commune_id, bulletin_id, number)
    words = " ".join(parse_script(found.script).plain.split()).removesuffix(".")
    if found.summary.kind is not Kind.SPOT or not words:
        raise NotSloganError(title=found.summary.title)
    is_approved = found.summary.state is State.APPROVED
    foot = f"{commune(session, commune_id).name} · Năm {year}" if is_approved else _UNAPPROVED
    if missing := lacks((words + foot).upper().replace(" ", "")):
        raise SloganLettersError(letters=missing[:20])
    layout = lay_out(SHEETS[wanted], words, foot)
    if not layout.is_legible:
        raise SloganTooLongError(
            format=wanted.value, capital_mm=int(layout.capital_mm), smallest_mm=int(layout.sheet.smallest_mm)
        )
    return layout, words
