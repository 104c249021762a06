"""Other bulletins for some zones in the same slot, from one of its days on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from fastapi import APIRouter, Form, Response
from pydantic import Field

from app.accounts import Right
from app.bulletins import deciding_versions
from app.desk import slots as acts
from app.errors import AppError, InvalidError
from app.tags import Tag
from app.timetable import Slot, VariantZonesError, Wanted, WantedVariant, slot, wanted_of
from app.units import BulletinId, SlotId
from app.values import frozen
from app.web.shared.asking import Page
from app.web.shared.pages import go
from app.web.shared.typed import AddressDay
from app.web.shared.visit import Visit, Visiting
from app.web.timetable.choosing import BulletinFields, choices_of
from app.words import day_of_year, weekday, where
from app.zones import zones

router = APIRouter(prefix="/lich-phat", route_class=Page)

_TAKE_AWAY = "bo:"


class NoZoneChosenError(InvalidError):
    """No zone is chosen that is to hear something else."""

    code: ClassVar[str] = "no_zone_chosen"
    field: ClassVar[str] = "zones"


class VariantFields(BulletinFields):
    """Zones, by their paths, and what they are to hear. tag: of the slot as it was seen."""

    zones: list[str] = Field(default=[], max_length=500)
    tag: str = Field(default="", max_length=200)

    def wanted(self, found: Slot) -> Wanted:
        """The slot with these zones apart, or without those of the button. Raises `NoZoneChosenError`."""
        present, (way, _, number) = wanted_of(found), self.act.partition(":")
        if f"{way}:" == _TAKE_AWAY:
            return replace(present, variants=[each for at, each in enumerate(present.variants) if str(at) != number])
        if not self.zones:
            raise NoZoneChosenError
        return replace(
            present, variants=[*present.variants, WantedVariant(self.zones, [BulletinId(key) for key in self.bulletins])]
        )


@frozen
class Apart:
    """What is heard apart, in words."""

    places: str
    titles: Sequence[str]


@router.get("/{slot_id}/{day}/rieng")
def get_variants(visit: Visiting, slot_id: UUID, day: AddressDay) -> Response:
    """Which zones hear something else, and the form for more of them."""
    visit.must(Right.SCHEDULE)
    found = slot(visit.session, visit.commune_id, SlotId(slot_id))
    return _variants(visit, found, day, VariantFields(tag=found.tag))


@router.post("/{slot_id}/{day}/rieng")
def post_variants(visit: Visiting, slot_id: UUID, day: AddressDay, form: Annotated[VariantFields, Form()]) -> Response:
    """Let some zones hear something else from this day on, or the same as all again."""
    visit.must(Right.SCHEDULE)
    found = slot(visit.session, visit.commune_id, SlotId(slot_id))
    if form.is_arranging or not form.act:
        return _variants(visit, found, day, form.arranged())
    try:
        wanted = form.wanted(found)
        with visit.parts.sessions.begin() as session:
            made = acts.split(visit.parts, session, visit.actor, found.id, day, wanted=wanted, tag=Tag(form.tag))
    except AppError as error:
        return _variants(visit, found, day, form, error=error)
    return go(f"/lich-phat/{made.id}/{day}/rieng", done="da-luu-rieng")


def _variants(visit: Visit, found: Slot, day: date, form: VariantFields, *, error: AppError | None = None) -> Response:
    fault = visit.fault(error) if error else None
    keys = {key for each in found.variants for key in each.bulletins}
    known = deciding_versions(visit.session, visit.commune_id, keys)
    values = {
        "title": found.title,
        "since": f"{weekday(day)} {day_of_year(day)}",
        "place": f"/lich-phat/{found.id}/{day}",
        "is_relay": found.is_relay,
        "usual": where([each.path for each in found.zones], [ref.path for each in found.variants for ref in each.zones]),
        "apart": [
            Apart(where([ref.path for ref in each.zones]), [known[key].title for key in each.bulletins if key in known])
            for each in found.variants
        ],
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "offered": choices_of(visit.session, visit.commune_id, form),
        "form": form,
        "fault": replace(fault, field="zones" if fault.field == VariantZonesError.field else fault.field) if fault else None,
    }
    return visit.page("timetable/variants.html", values)
