"""Days of a slot in words, both ways: what an officer types, and what is shown instead of RFC text."""

import re
from typing import Any

import typer

from app.names import name_key
from app.words import word

_DAYS = {"2": "MO", "3": "TU", "4": "WE", "5": "TH", "6": "FR", "7": "SA", "cn": "SU"}
_SPELLED = {"hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7", "chủ nhật": "cn"}
_LUNAR = re.compile(r"(cuối|\d{1,2})(?:/(\d{1,2}))?(?:\s*(nhuận|cả nhuận))?", re.IGNORECASE)


def rule_of(days: str) -> str:
    """`2,4,6` or `hằng ngày` as an RFC 5545 rule; one that begins with FREQ is taken as it is. Raises BadParameter."""
    if days.upper().startswith(("FREQ=", "RRULE:")):
        return days
    if days.casefold() in {"hằng ngày", "hang ngay"}:
        return "FREQ=DAILY"
    try:
        return "FREQ=WEEKLY;BYDAY=" + ",".join(_DAYS[_weekday(part)] for part in days.split(","))
    except KeyError as exc:
        raise typer.BadParameter(f"không hiểu «{exc.args[0]}»; viết như 2,4,6 hoặc «hằng ngày»", param_hint="--days") from exc


def _weekday(typed: str) -> str:
    """`3`, `T3`, `thứ 3` or `thứ ba` => `3`; `chủ nhật` => `cn`; what is none comes back."""
    said = name_key(typed)
    bare = said.removeprefix("thứ").removeprefix("t").strip()
    return _SPELLED.get(said) or _SPELLED.get(bare) or bare


def lunar_of(text: str) -> list[dict[str, Any]]:
    """`1,15` (each month), `10/3`, `cuối/12`, `15/6 nhuận` as lunar days. Raises BadParameter."""
    found = []
    for part in text.split(","):
        match = _LUNAR.fullmatch(part.strip())
        if match is None:
            raise typer.BadParameter(f"không hiểu «{part}»; viết như 1,15 hoặc 10/3", param_hint="--lunar")
        day, month, leap = match[1], match[2], (match[3] or "").casefold()
        every_month = "also" if month is None else "skip"
        found.append(
            {
                "day": -1 if day.casefold() == "cuối" else int(day),
                "month": int(month) if month else None,
                "leap": {"nhuận": "only", "cả nhuận": "also"}.get(leap, every_month),
            }
        )
    return found


def days_in_words(slot: dict[str, Any]) -> str:
    """When a slot is heard: RFC text is never shown."""
    said = [_rule(slot["rrule"])] if slot["rrule"] else []
    if slot["lunar"]:
        said.append("Âm lịch " + ", ".join(_lunar(each) for each in slot["lunar"]))
    if not said:
        said.append("Những ngày đã chọn")
    elif slot["extra_dates"]:
        said.append(f"thêm {len(slot['extra_dates'])} ngày")
    if slot["except_dates"]:
        said.append(f"bớt {len(slot['except_dates'])} ngày")
    if slot["choice"] != "every":
        said.append(word("choice", slot["choice"]).lower())
    return ", ".join(said)


def _rule(rule: str) -> str:
    names = {code: "CN" if key == "cn" else f"Thứ {key}" for key, code in _DAYS.items()}
    if rule == "FREQ=DAILY":
        return "Hằng ngày"
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if set(parts) == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY":
        return ", ".join(names.get(code, code) for code in parts["BYDAY"].split(","))
    return "Theo quy tắc riêng"


def _lunar(day: dict[str, Any]) -> str:
    number = "ngày cuối" if day["day"] == -1 else str(day["day"])
    if day["month"] is None:
        return number
    return f"{number}/{day['month']}" + (" nhuận" if day["leap"] == "only" else "")
