"""A stroke between words: each, either, both, or a share."""

import re

from app.reading.model import Certainty, Kind
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said, nothing
from app.reading.tables.classes import (
    DAY_PARTS,
    LOWER,
    MAGNITUDES,
    PEOPLE,
    PERIODS,
    PERSONS,
    PLACES,
    UNITS_OF_LAND,
    UPPER,
    any_of,
)
from app.reading.tables.units import UNITS

_SIGN = (Begin.SIGN,)
_HEADS_COUNTED = rf"{PEOPLE}|tổ|thôn|xã|chi bộ|chi hội"
_THINGS = "dự án|công trình|mô hình|tàu|thuyền|phương tiện|trường|lớp|hồ sơ|ca|vụ|nhà|cơ sở|xe|con|cây"
_COUNTED_BEFORE = Pattern(rf"\d (?:{_HEADS_COUNTED}|{_THINGS})(?: [{LOWER}]{{1,7}})?$")
_MEASURED = rf"{any_of(UNITS)}|lít|gam|gram|tấn|tạ|yến|sào|mẫu|bình|gói|lọ|chai|đồng|{MAGNITUDES}"
_LONG_COUNT_BEFORE = Pattern(
    rf"(?<![\w/.,])\d{{1,3}}(?:\.\d{{3}}){{0,2}} (?!(?:{_MEASURED})(?!\w))"
    rf"[{LOWER}][{LOWER}{UPPER}, ]{{5,48}}$"
)
_TWO_COUNTS = "dấu gạch chéo giữa hai số lượng"
"""Of which each has its noun, of some words: "lồng bè, lều, chòi canh/93 người"."""
_TIMES = rf"{PERIODS}|vụ|{DAY_PARTS}"
_TIME_BEFORE = Words(rf"(?<!\w)(?:{_TIMES})$")
_PART_BEFORE = Words(rf"(?<!\w)(?:{DAY_PARTS})$")
_TIME_AFTER = Words(rf"(?:{_TIMES}|đầu người|sào)(?!\w)")


_DIVISIONS = rf"{any_of(UNITS_OF_LAND)}|thành|thị|sở|ban|ngành"
_UNIT_OF_LAND_BEFORE = Words(rf"(?<!\w)(?:{_DIVISIONS})$")
_UNIT_OF_LAND_AFTER = Words(rf"(?:{_DIVISIONS})(?!\w)")
"""Units of the land side by side are all meant: "các huyện/thành phố"."""


_CHOICE_BEFORE = Words(
    rf"(?<!\w)(?:nam|nữ|{PERSONS}|nghèo|có|không|và|cá nhân|tổ chức|hộ|{PLACES}|bản|buôn|xã|phường|{PERIODS}|cấp|ngành)$"
)
"""Of which one is meant, or all: nobody hears another thing."""


_SHARE_BEFORE = Words(r"(?<!\w)(?:tỷ|tỉ) (?:lệ|số) [^.,;:\n]{0,40}$")
_MEN_BEFORE = Words(r"(?<!\w)(?:nam|trai)$")
_WOMEN_AFTER = Pattern(r"(?:nữ|(?:bé )?gái)(?!\w)")
"""A share of one in the other: "tỷ lệ nam/nữ", "tỷ lệ nước/phân"."""


_FALLEN_ILL = Words(r"(?<!\w)mắc$")
"""Two counts of a disease: "tỷ lệ mắc/chết"."""


def _either(found: Found) -> str | Said:
    """Either: "nam/nữ" => "nam hoặc nữ"; a time behind is how often: "đầu người/tháng" => "đầu người một tháng".

    "cây/hố" may be so many for each: what is no known choice is asked about.
    """
    if _UNIT_OF_LAND_BEFORE.search(found.before) and _UNIT_OF_LAND_AFTER.match(found.after):
        return " "
    if _FALLEN_ILL.search(found.before) and found.after.lstrip().startswith("chết"):
        return " và "
    if _WHOLE_AFTER.match(found.after) or (_NUMBER_OF_BEFORE.search(found.before) and found.after.lstrip().startswith("số ")):
        return " trên "
    behind = _TIME_AFTER.match(found.after)
    of_a_day = _PART_BEFORE.search(found.before) and re.match(rf"(?:{PERIODS})(?!\w)", found.after)
    if behind and (of_a_day or not _TIME_BEFORE.search(found.before)):
        return " một "
    return _of_two_words(found)


def _of_two_words(found: Found) -> str | Said:
    """A stroke that nothing behind explains: of a share "trên", else "hoặc"; asked about but between known choices."""
    if _SHARE_BEFORE.search(found.before):
        of_women = _MEN_BEFORE.search(found.before) and _WOMEN_AFTER.match(found.after)
        if of_women or not _CHOICE_BEFORE.search(found.before):
            return Said("trên", Certainty.ASK, "dấu gạch chéo sau «tỷ lệ» có thể là «trên», có thể là «hoặc»")
    known = _CHOICE_BEFORE.search(found.before)
    return " hoặc " if known else Said("hoặc", Certainty.ASK, "dấu gạch chéo có thể là «hoặc», «và», «trên một»")


_OPPOSITES = {
    ("trước", "sau"), ("tăng", "giảm"), ("trên", "dưới"), ("bố", "mẹ"), ("cha", "mẹ"), ("ông", "bà"), ("vợ", "chồng"),
    ("nam", "nữ"), ("anh", "chị"), ("anh", "em"), ("con", "cháu"), ("có", "không"), ("đúng", "sai"), ("mua", "bán"),
}  # fmt: skip
_LAST_WORD = Pattern(r"(?<!\w)([^\W\d]+) ?$")


def _other(found: Found) -> str | None:
    """The opposite in brackets, of which one holds: "trước (sau) ngày họp" => "trước hoặc sau ngày họp"."""
    last = _LAST_WORD.search(found.before)
    pair = (last[1].lower(), found["other"]) if last else ("", "")
    return f"hoặc {found['other']}" if pair in _OPPOSITES or pair[::-1] in _OPPOSITES else None


_NUMBER_OF_BEFORE = Pattern(rf"(?<!\w)[Ss]ố (?:[{LOWER}]+ )?[{LOWER}]+ ?$")
"""Two counts with a stroke: "số đậu/số dự thi"."""
_WHOLE_AFTER = Pattern(r"tổng(?: số| diện tích| đàn)?(?!\w)")
"""Of so many: "15% trở lên/tổng số chi bộ"."""


RULES = (
    Rule(
        "opposite in brackets",
        Kind.SYMBOL,
        _SIGN,
        Pattern(rf"\((?:hoặc )?(?P<other>[{LOWER}]{{2,5}})\)(?= [{LOWER}\d])"),
        _other,
        ("trước (sau) ngày họp", "trước hoặc sau ngày họp"),
        first="(",
    ),
    Rule(
        "for each measure",
        Kind.UNIT,
        _SIGN,
        Pattern(rf"(?:(?<=[{LOWER})])|(?<=[{LOWER})] )) ?/ ?(?P<unit>k?m[23²³]|km|ha|kg|d?l)(?!\w)"),
        lambda found: f" {'trên' if found['unit'] in {'dl', 'l'} else 'một'} {UNITS[found['unit']]}",
        ("hộ/ha", "hộ một héc ta"),
        first="/",
    ),
    Rule(
        "counted side by side",
        Kind.SYMBOL,
        _SIGN,
        Pattern(
            rf"(?<=[{LOWER}]) ?/ ?(?=\d[\d.]{{0,9}} (?:{_HEADS_COUNTED})(?!\w)|"
            rf"\d{{1,3}}(?:\.\d{{3}}|\d) (?:{_HEADS_COUNTED}|{_THINGS})(?!\w))"
        ),
        lambda found: "" if _COUNTED_BEFORE.search(found.before) else None,
        ("87 hộ/342 khẩu", "tám mươi bảy hộ ba trăm bốn mươi hai khẩu"),
        first="/",
    ),
    Rule(
        "counts with their nouns",
        Kind.SYMBOL,
        _SIGN,
        Pattern(rf"(?<=[{LOWER}]) ?/ ?(?=\d{{1,3}}(?:\.\d{{3}}){{0,2}} (?!(?:{_TIMES}|{_MEASURED})(?!\w))[{LOWER}]{{2}})"),
        lambda found: Said("", Certainty.ASK, _TWO_COUNTS) if _LONG_COUNT_BEFORE.search(found.before) else None,
        ("512 cán bộ, chiến sĩ/25 phương tiện", "năm trăm mười hai cán bộ chiến sĩ hai mươi lăm phương tiện"),
        first="/",
    ),
    Rule(
        "either",
        Kind.SYMBOL,
        _SIGN,
        Pattern(rf"(?<=[{LOWER})]) ?/ ?(?!dioxin)(?=[{LOWER}(])"),
        _either,
        ("nam/nữ", "nam hoặc nữ"),
        first="/",
    ),
    Rule(
        "between names",
        Kind.SYMBOL,
        _SIGN,
        Pattern(
            rf"(?<=[{UPPER}{LOWER})])/(?=[{UPPER}])|(?<=[{UPPER}])/(?=\d)|(?<=\d)/(?=[{UPPER}]{{2}})|(?<=T[2-7])/(?=CN|T[2-7])|/(?=\s[{UPPER}])|"
            rf"/(?=dioxin)|(?<=[hg\d])/(?=\d{{1,2}}/\d{{1,2}}(?!\d))|(?:(?<=[hg])|(?<=[hg]\d\d))/(?=\d{{1,2}}[hHg:])"
        ),
        nothing,
        ("HĐND/UBND", "hội đồng nhân dân ủy ban nhân dân"),
        first="/",
    ),
)
