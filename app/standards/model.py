"""The income of the multidimensional poverty standard: an amount, the days it holds, and the document that says so."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.reading import Threshold
from app.values import frozen

_MILLION = 1_000_000


class Area(StrEnum):
    """Where a standard holds."""

    RURAL = "rural"
    URBAN = "urban"


AREA_WORDS = {Area.RURAL: "nông thôn", Area.URBAN: "thành thị"}


@frozen
class PovertyStandard:
    """amount_vnd: income a person a month. valid_from, valid_to: both days included. source: the document's number."""

    area: Area
    amount_vnd: int
    valid_from: date
    valid_to: date
    source: str


NATIONAL = (
    PovertyStandard(Area.RURAL, 1_500_000, date(2022, 1, 1), date(2026, 12, 31), "Nghị định 07/2021/NĐ-CP"),
    PovertyStandard(Area.URBAN, 2_000_000, date(2022, 1, 1), date(2026, 12, 31), "Nghị định 07/2021/NĐ-CP"),
    PovertyStandard(Area.RURAL, 2_200_000, date(2027, 1, 1), date(2030, 12, 31), "Nghị định 351/2025/NĐ-CP"),
    PovertyStandard(Area.URBAN, 2_800_000, date(2027, 1, 1), date(2030, 12, 31), "Nghị định 351/2025/NĐ-CP"),
)
"""The State's; a province's higher ones are rows beside them. The first two were prolonged to the end of 2026."""


def thresholds(standards: Iterable[PovertyStandard], today: date) -> list[Threshold]:
    """The amounts whose days are over, in each way texts write them; an amount that another standard keeps is none of them."""
    known = list(standards)
    holding = {each.amount_vnd for each in known if each.valid_to >= today}
    ended = [each for each in known if each.valid_to < today and each.amount_vnd not in holding]
    return [
        Threshold(written, f"chuẩn nghèo {AREA_WORDS[each.area]} theo {each.source}", each.valid_to)
        for each in ended
        for written in written_forms(each.amount_vnd)
    ]


def written_forms(amount_vnd: int) -> list[str]:
    """How texts write an amount: 1500000 => "1.500.000", "1 500 000", "1500000", "1,5 triệu".

    Whole millions are everywhere, so "2 triệu" alone is not taken for a standard, "2 triệu đồng/người" is.
    """
    grouped = f"{amount_vnd:,}"
    forms = [grouped.replace(",", "."), grouped.replace(",", " "), str(amount_vnd)]
    millions = f"{amount_vnd / _MILLION:g}".replace(".", ",")
    return [*forms, f"{millions} triệu" if "," in millions else f"{millions} triệu đồng/người"]
