"""What the bulletins of a campaign say: the words of its template with its own fields in them."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.campaigns.errors import CampaignBlankError, CampaignFieldError, NoStandardError, StandardChangesError
from app.campaigns.model import Meeting
from app.campaigns.tables import CampaignRow, CampaignStepRow
from app.clock import local
from app.standards import Area, PovertyStandard
from app.values import frozen
from app.words import day_of_year, hour_said, weekday

LONGEST_FIELD = 300
_OF_STANDARD = ("nong_thon", "thanh_thi", "nguon")


@frozen
class Amounts:
    """The thresholds that hold on a day."""

    rural_vnd: int
    urban_vnd: int
    source: str

    def json(self) -> dict[str, int | str]:
        """As a row keeps it."""
        return {"rural_vnd": self.rural_vnd, "urban_vnd": self.urban_vnd, "source": self.source}


def amounts_on(standards: Sequence[PovertyStandard], day: date) -> Amounts:
    """The thresholds of a day; the highest where the province set its own. Raises `NoStandardError`."""
    found = {}
    for area in Area:
        holding = [each for each in standards if each.area is area and each.valid_from <= day <= each.valid_to]
        if not holding:
            raise NoStandardError(area=area.value, day=day_of_year(day))
        found[area] = max(holding, key=lambda each: each.amount_vnd)
    sources = dict.fromkeys(each.source for each in found.values())
    return Amounts(found[Area.RURAL].amount_vnd, found[Area.URBAN].amount_vnd, " và ".join(sources))


def amounts_of(standards: Sequence[PovertyStandard], campaign: CampaignRow, step: CampaignStepRow) -> Amounts:
    """The thresholds that a step may say: those of its first day, which hold to its last; of one that says none, as far as known.

    Raises `NoStandardError`, `StandardChangesError`.
    """
    is_said = any(f"{{{name}}}" in step.script for name in _OF_STANDARD)
    try:
        found = amounts_on(standards, step.first_date)
    except NoStandardError:
        if is_said:
            raise
        return Amounts(**campaign.amounts)
    days = (
        [step.first_date + timedelta(days=many) for many in range((step.last_date - step.first_date).days + 1)] if is_said else []
    )
    changed = next((each for each in days if amounts_on(standards, each) != found), None)
    if changed is not None:
        facts = {"first": day_of_year(step.first_date), "last": day_of_year(step.last_date), "day": day_of_year(changed)}
        raise StandardChangesError(step=step.title, **facts)
    return found


def basis_of(campaign: CampaignRow, amounts: Amounts) -> list[str]:
    """What a bulletin of a campaign rests on: as the campaign does, but for the standard, which is that of its own day."""
    return [amounts.source if each == campaign.amounts["source"] else each for each in campaign.legal_basis]


def clean_field(name: str, text: str) -> str:
    """A field that is read aloud, as it is kept. Raises `CampaignBlankError`, `CampaignFieldError`."""
    clean = " ".join(text.split())
    if not clean:
        raise CampaignBlankError(name=name, limit=LONGEST_FIELD)
    if len(clean) > LONGEST_FIELD or not clean.isprintable() or set(clean) & set("[]{}"):
        raise CampaignFieldError(name=name, limit=LONGEST_FIELD)
    return clean


def title_of(text: str, campaign: CampaignRow) -> str:
    """The campaign's title."""
    return text.format(nam=campaign.first_date.year, tu=day_of_year(campaign.first_date))


def script_of(commune: str, campaign: CampaignRow, step: CampaignStepRow, meeting: Meeting | None, amounts: Amounts) -> str:
    """The words of one bulletin. amounts: those of its step."""
    return step.script.strip().format_map(_values(commune, campaign, step, amounts) | _of_meeting(meeting))


def _values(commune: str, campaign: CampaignRow, step: CampaignStepRow, amounts: Amounts) -> dict[str, object]:
    return {
        "xa": commune,
        "nam": campaign.first_date.year,
        "tu": day_of_year(step.first_date),
        "den": day_of_year(step.last_date),
        "so_ngay": step.days,
        "can_cu": step.basis,
        "nong_thon": _grouped(amounts.rural_vnd),
        "thanh_thi": _grouped(amounts.urban_vnd),
        "nguon": amounts.source,
        "can_bo": campaign.officer_name,
        "dien_thoai": campaign.hotline,
        "noi_nhan": campaign.place,
    }


def _of_meeting(meeting: Meeting | None) -> dict[str, object]:
    if meeting is None:
        return {"thon": "", "gio_hop": "", "noi_hop": ""}
    at = local(meeting.at)
    when = f"{hour_said(meeting.at)} {weekday(at)}, ngày {day_of_year(at)}"
    return {"thon": meeting.zone.rpartition(" / ")[2], "gio_hop": when, "noi_hop": meeting.place}


def _grouped(amount_vnd: int) -> str:
    return f"{amount_vnd:,}".replace(",", ".")
