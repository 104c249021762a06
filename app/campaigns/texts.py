"""What the bulletins of a campaign say: the words of its template with its own fields in them."""

from app.campaigns.errors import CampaignFieldError, NoStandardError
from app.campaigns.model import Meeting, Span
from app.campaigns.tables import CampaignRow, CampaignStepRow
from app.clock import local
from app.standards import Area, PovertyStandard
from app.values import frozen
from app.words import day_of_year, hour_said, weekday

LONGEST_FIELD = 300


@frozen
class Amounts:
    """The thresholds that hold on a day."""

    rural_vnd: int
    urban_vnd: int
    source: str

    def json(self) -> dict[str, int | str]:
        """As a row keeps it."""
        return {"rural_vnd": self.rural_vnd, "urban_vnd": self.urban_vnd, "source": self.source}


def amounts_on(standards: list[PovertyStandard], span: Span) -> Amounts:
    """The thresholds of the first day; the highest where the province set its own. Raises `NoStandardError`."""
    found = {}
    for area in Area:
        holding = [each for each in standards if each.area is area and each.valid_from <= span.first <= each.valid_to]
        if not holding:
            raise NoStandardError(area=area.value, day=day_of_year(span.first))
        found[area] = max(holding, key=lambda each: each.amount_vnd)
    sources = dict.fromkeys(each.source for each in found.values())
    return Amounts(found[Area.RURAL].amount_vnd, found[Area.URBAN].amount_vnd, " và ".join(sources))


def clean_field(name: str, text: str) -> str:
    """A field that is read aloud, as it is kept. Raises `CampaignFieldError`."""
    clean = " ".join(text.split())
    if not clean or len(clean) > LONGEST_FIELD or not clean.isprintable() or set(clean) & set("[]{}"):
        raise CampaignFieldError(name=name, limit=LONGEST_FIELD)
    return clean


def title_of(text: str, campaign: CampaignRow) -> str:
    """The campaign's title."""
    return text.format(nam=campaign.first_date.year, tu=day_of_year(campaign.first_date))


def script_of(commune: str, campaign: CampaignRow, step: CampaignStepRow, meeting: Meeting | None) -> str:
    """The words of one bulletin."""
    return step.script.strip().format_map(_values(commune, campaign, step) | _of_meeting(meeting))


def _values(commune: str, campaign: CampaignRow, step: CampaignStepRow) -> dict[str, object]:
    return {
        "xa": commune,
        "nam": campaign.first_date.year,
        "tu": day_of_year(step.first_date),
        "den": day_of_year(step.last_date),
        "so_ngay": step.days,
        "can_cu": step.basis,
        "nong_thon": _grouped(campaign.amounts["rural_vnd"]),
        "thanh_thi": _grouped(campaign.amounts["urban_vnd"]),
        "nguon": campaign.amounts["source"],
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
