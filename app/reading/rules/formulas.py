"""Numbers that letters go with: places on the globe, formulas of fertilizers."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, number, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule
from app.reading.tables.classes import NUMBER

_FIGURE = (Begin.FIGURE,)
_FERTILIZER = Pattern(r"(?:NPK|DAP|MAP|[Bb]ón(?: thúc| lót| thêm)?|[Pp]hân(?: bón)?(?: \w+)?) ?\(?$")
"""Before a formula of parts: "phân NPK (5.10.3)"."""
_OF_TWO_PARTS = Pattern(r"(?:DAP|MAP) ?\(?$")
"""Before one of two: "DAP 18-46"; elsewhere that is a range."""
_ONE_MORE = 3
"""Signs of a single further part."""
_GLOBE = Words(r"(?:tọa độ|toạ độ|vĩ tuyến|kinh tuyến|vị trí|tâm bão)[^.\n]{0,40}$")
_SIDES = {"N": "vĩ bắc", "B": "vĩ bắc", "S": "vĩ nam", "E": "kinh đông", "Đ": "kinh đông", "W": "kinh tây"}
_OTHER_SIDE_BEFORE = Pattern(r"\d°? ?[NB] ?[-–;,/] ?$")
_OTHER_SIDE_AFTER = Pattern(r" ?[-–;,/] ?\d{2,3}(?:[.,]\d{1,2})?°? ?[EĐ](?!\w)")
"""Both numbers of a place on the globe: "23,2N-111,4E"."""
_SAME_SIDE_BEFORE = Pattern(r"\d[.,]\d{1,2}°? ?(?P<side>[NE]) ?[-–] ?$")
_SAME_SIDE_AFTER = Pattern(r" ?[-–] ?\d{1,3}[.,]\d{1,2}°? ?(?P<side>[NE])(?!\w)")
"""The ends of a stretch of the globe: "12,0N- 14,0N"."""


def _formula(found: Found) -> str | None:
    """The parts of a fertilizer: "NPK 16-16-8-13S" => "nờ pê ca mười sáu, mười sáu, tám, mười ba sờ"."""
    of_two = len(found["more"]) <= _ONE_MORE
    if not (_OF_TWO_PARTS if of_two else _FERTILIZER).search(found.before):
        return None
    parts = ", ".join(cardinal(part, found.region) for part in re.findall(r"\d+", found[0]))
    return f"{parts} {spell('S')}" if found["sulphur"] else parts


def _parts_of_fertilizer(found: Found) -> str:
    """What a hectare gets of each: "90N-60P-30K" => "chín mươi nờ, sáu mươi pê, ba mươi ca"."""
    phosphate = f"{spell('P')} hai {spell('O')} năm" if found["oxide"] else spell("P")
    potash = f"{spell('K')} hai {spell('O')}" if found["potash"] else spell("K")
    return f"{found.cardinal('n')} {spell('N')}, {found.cardinal('p')} {phosphate}, {found.cardinal('k')} {potash}"


def _is_on_globe(found: Found) -> bool:
    """Whether a number with the letter of a side is a place on the globe."""
    paired = _OTHER_SIDE_AFTER.match(found.after) if found["side"] in "NB" else _OTHER_SIDE_BEFORE.search(found.before)
    ends = (_SAME_SIDE_BEFORE.search(found.before), _SAME_SIDE_AFTER.match(found.after))
    return bool(paired or any(end and end["side"] == found["side"] for end in ends) or _GLOBE.search(found.before))


def _minutes_of_globe(found: Found) -> str:
    """Degrees, minutes and seconds: "14°20'N" => "mười bốn độ hai mươi phút vĩ bắc"."""
    seconds = f" {found.cardinal('second')} giây" if found["second"] else ""
    side = f" {_SIDES[found['side']]}" if found["side"] else ""
    return f"{found.cardinal('degree')} độ {found.cardinal('minute')} phút{seconds}{side}"


RULES = (
    Rule(
        "degrees of the globe",
        Kind.UNIT,
        _FIGURE,
        Pattern(rf"(?P<amount>\d{{1,3}}\.\d{{1,2}}|{NUMBER}) ?°? ?(?P<side>[NSEWBĐ])(?!\w)"),
        lambda found: (
            f"{number(found['amount'].replace('.', ','), found.region)} độ {_SIDES[found['side']]}"
            if _is_on_globe(found)
            else None
        ),
        ("tọa độ 15,5N", "tọa độ mười lăm phẩy năm độ vĩ bắc"),
        behind=".,°NSEWBĐ",
    ),
    Rule(
        "minutes of the globe",
        Kind.UNIT,
        _FIGURE,
        Pattern(
            r"(?P<degree>\d{1,3}) ?[°º] ?(?P<minute>\d{1,2}) ?['’′](?: ?(?P<second>\d{1,2}) ?(?:[\"”″]|['’′]{2}))?"
            r"(?: ?(?P<side>[NSEWBĐ])(?!\w))?"
        ),
        _minutes_of_globe,
        ("tâm bão 14°20'N", "tâm bão mười bốn độ hai mươi phút vĩ bắc"),
        Certainty.SURE,
        behind="°º",
    ),
    Rule(
        "formula of a fertilizer",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"\d{1,2}(?P<more>(?:[.-]\d{1,2}){1,3})(?P<sulphur> ?[+-]? ?\d{1,2} ?S(?!\w))?(?![\w/-]|[.,]\d)"),
        _formula,
        ("NPK 16.16.8", "nờ pê ca mười sáu mười sáu tám"),
        behind=".-",
    ),
    Rule(
        "parts of a fertilizer",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?P<n>\d{1,3}) ?N ?[-–+:,;] ?(?P<p>\d{1,3}) ?P(?P<oxide>2O5)? ?[-–+:,;] ?(?P<k>\d{1,3}) ?K(?P<potash>2O)?(?!\w)"
        ),
        _parts_of_fertilizer,
        ("bón 90N-60P2O5-30K2O", "bón chín mươi nờ sáu mươi pê hai o năm ba mươi ca hai o"),
        behind="N",
    ),
)
