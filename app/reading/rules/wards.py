"""Wards and districts of a city by their number: "P14, Q8"."""

import re

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, once
from app.reading.tables.classes import BODIES, LOWER, PLACES, STREETS, UPPER

_PLACES = {"P": "phường", "Q": "quận"}
_BESIDE_BEFORE = Pattern(r"(?<!\w)(?:Q|KP|phường|quận|khu phố|(?-i:P)(?=\. ?\d))\.? ?\d{1,2}(?:,| -| –|;| và)? ?$", re.IGNORECASE)
_BESIDE_AFTER = Words(r"(?:,| -| –|;| và)? ?(?:Q\.? ?(?:\d{1,2}(?!\w)|[A-ZĐ][^\W\d])|TP(?!\w)|(?:quận|thành phố)(?!\w))")
"""Its district, city or street beside it."""
_WARD_BEFORE = Words(r"(?<!\w)P\d{1,2}(?:,| -| –|;)? ?$|(?<!\w)quận $")
_LIKE_BEFORE, _LIKE_AFTER = Pattern(r"(?<!\w)P\d{1,2}(?:,| -|;| và)? ?$"), Pattern(r"(?:,| -|;| và)? ?P\d{1,2}(?!\w)")
_STREET_BEFORE = Words(rf"(?<!\w)(?:đường|phố|khu vực|{STREETS}|{PLACES}|số|kp|kv|kdc|tdp|nd)(?!\w)[^.;:\n]{{0,40}}, $")
"""What lies in a ward, before its name: "hẻm 3, P Tân An"."""
_OFFICE = Words(rf"(?<!\w)(?:{BODIES}|địa bàn|tại|ở|toàn) $")


def _ward(found: Found) -> Said | str | None:
    """Ward or district: "P14, Q8" => "phường mười bốn, quận tám"; where only an office stands before it, it is asked about."""
    ward_before = found["place"] == "Q" and _WARD_BEFORE.search(found.before)
    beside = ward_before or _BESIDE_BEFORE.search(found.before) or _BESIDE_AFTER.match(found.after)
    words = f"{once(_PLACES[found['place']], found.before)} {found.cardinal('no')}".lstrip()
    if beside:
        return words
    named = _OFFICE.search(found.before) or (_LIKE_BEFORE.search(found.before) and _LIKE_AFTER.match(found.after))
    return Said(words, Certainty.ASK, "có thể là phường, quận, có thể là phòng hay ký hiệu") if named else None


RULES = (
    Rule(
        "ward by its number",
        Kind.ABBREVIATION,
        (Begin.CAPITAL,),
        Pattern(r"(?P<place>[PQ])(?P<no>[1-9]\d?)(?![\w/]|[.,]\d)"),
        _ward,
        ("P14, Q8", "phường mười bốn quận tám"),
        first="PQ",
        behind="0",
    ),
    Rule(
        "ward by its name",
        Kind.ABBREVIATION,
        (Begin.CAPITAL,),
        Pattern(rf"P(?= [{UPPER}][{LOWER}]{{1,6}} [{UPPER}][{LOWER}]{{1,6}}(?![{LOWER}]))"),
        lambda found: (
            Said("phường", Certainty.ASK, "có thể là phường, có thể là phòng hay tên viết tắt")
            if _STREET_BEFORE.search(found.before)
            else None
        ),
        ("đường Lê Lợi, P Tân An", "đường Lê Lợi phường Tân An"),
        first="P",
    ),
)
