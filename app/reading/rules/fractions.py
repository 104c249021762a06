"""Two numbers and a stroke that are no date: a share, a fraction, a house number, marks, blood pressure."""

from app.reading.model import Certainty, Kind
from app.reading.numbers import number
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import (
    AMOUNTED,
    ARROW,
    DAY_PARTS,
    DOSES,
    FROM_TO,
    GRADED,
    LOWER,
    MAGNITUDES,
    MASSES,
    MEASURES,
    OCCASIONS,
    PEOPLE,
    PERIODS,
    PLACES,
    STREETS,
    UNITS_OF_LAND,
    any_of,
)
from app.reading.tables.units import UNITS

_SHARE_BEFORE = Words(
    rf"(?:\bTB|\bBB|ví dụ|cả|tỷ lệ|tỉ lệ|{AMOUNTED}|đạt|được|ít nhất|tối thiểu|với|có|trên|dưới|đã|được|là|chỉ|"
    rf"huy động|trúng|số nhà|nhà số|{STREETS}|số|lớp|thửa|tờ|điểm|{GRADED}|nồng độ|mức|công nhân|thợ|sĩ số|"
    r"quân số|tán thành|đồng ý|biểu quyết|mắt(?: trái| phải)?|(?<![-–—=])[<>=≤≥])\s*$"
)
_WHOLES = (
    rf"(?!tổ chức)(?:{PLACES})|{any_of(UNITS_OF_LAND)}|khối|KDC|khu dân cư|hộ|số|tổng|chỉ|điểm|con|người|đại biểu|"
    rf"tiêu chí|trường|lớp|đồng chí|đ/c|phiếu|đơn vị|ý kiến|chi bộ|chi hội|{PEOPLE}|giáo viên|thành viên|"
    rf"{MEASURES}|{MASSES}|nội dung|nhiệm vụ|công trình|dự án|hồ sơ|vụ|máy|trạm|cụm|loa|phần|{DOSES}|lần|TDP|"
    r"đầu|cơ sở|doanh nghiệp|HTX|hợp tác xã|mô hình|chỉ số|bệnh nhân|ca|mẫu|bài|đội|tập thể|cá nhân|gia đình|quân|"
    r"mmHg|tuyến|lực lượng|tháng lương|ngày công|sân|mặt|cột|trụ|cây|thửa|đường|kênh|tủ|phòng|giường|xe|tàu|"
    r"thuyền|đoàn|ban|ngành|cấp|công chức|viên chức|UBND|phụ nữ|phụ huynh|trang|câu|vòng|hiệp|trận|huy chương|"
    r"sản phẩm|chỉ tiêu|mục|tầng|căn|nhà|lô|móng|hố|bể|giếng|công"
)
_SHARE_AFTER = Words(rf"\s+(?:{_WHOLES})(?!\w)")
_NOUN_AFTER = Pattern(
    rf" (?!(?:của|đều|và|{FROM_TO}|tại|là|năm|âm|dương|hằng|hàng|vừa|này|đã|sẽ|được|do|ở|cho|với|để|có|theo|các|"
    r"trên|khi|thì|mà|lúc|về|như|bắt|diễn|tổ|xã|thôn|toàn|nhân|trở|cũng|không|chưa|đang|nhằm|vì|nên|hoặc|hay|"
    rf"giờ|{DAY_PARTS}|âl|al|tức|phải|thành|bà)(?!\w))[{LOWER}]"
)
"""A noun right behind: no day of the year stands before one."""
DATE_BEFORE = Words(
    rf"(?:ngày|hôm|{DAY_PARTS}|{OCCASIONS}|tết|rằm|hạn|mùng|mồng|quốc tế lao động|thứ \w+,?|chủ nhật,?|CN,?|T[2-7],?|tức|"
    rf"(?:{DAY_PARTS}|hôm|ngày) (?:qua|nay|mai|kia),?|rạng sáng|nghỉ|vào|mừng|quốc tế phụ nữ|thành lập|nhân)\s*\(?$"
)
_SPAN_BEFORE = Words(rf"(?:từ|đến|hết|[hg]\d{{0,2}}/|{FROM_TO}|nghỉ|\d ?(?:[-–]|{ARROW})|\d/\d{{1,2}}(?:,| và)) ?$")
_DAYS_BEFORE = Words(rf"(?:ngày|hôm|mùng|mồng|{DAY_PARTS}) (?:\d{{1,2}} ?(?:,|;|và|&|\+|[-–]|{ARROW}|đến) ?){{1,12}}$")
"""Days of one month, of which the last has the month: "ngày 15, 16, 17/11"."""
_PART_AFTER = Pattern(
    rf" (?!năm (?:19|20)\d\d)(?:{PERIODS}|tiếng|{DOSES}|ly|suất|{MEASURES}|mẫu|quả|củ|bao|chai|ống|liều|nắp|số)(?!\w)"
)
"""What is halved and quartered."""
_PART_OF = Words(rf"(?:mỗi|một|hằng|hàng|cả|trong) (?:ngày|buổi|{DAY_PARTS})\s*$|(?:nghỉ|{FROM_TO})\s*$")
_SPAN_AFTER = Pattern(r" ?[-–] ?\d{1,2}/\d{1,2}")
_RANGE_END = Pattern(r"^ ?[-–] ?\d+/\d+")
_MASS_AFTER = Pattern(rf"\s+(?:số|tổng|{MASSES}|{DOSES}|{MEASURES}|cây|đường|mét|{PERIODS}|nhà|suất|quả|kế hoạch|dự toán)(?!\w)")
_PLAN_AFTER = Pattern(r" (?:kế hoạch|dự toán)(?!\w)")
"""What is reached in part, though marks are reached too: "đạt 1/4 kế hoạch"."""
_PART_BEFORE = Words(rf"(?:tỷ lệ|tỉ lệ|{AMOUNTED})\s*$")
_MARKS_BEFORE = Words(rf"(?:\bTB|\bBB|{GRADED}|điểm|số|nhà|lớp|lô|thửa|tờ|căn|{STREETS}|đạt)\s*$")
_SCHOOLING = Words(r"(?:tốt nghiệp|trình độ|văn hóa|văn hoá|VH|học vấn|học hết|hết lớp)(?: lớp)?:? $")
_LAST_CLASSES = (10, 12)
"""School had ten classes, then twelve: "trình độ 9/12"."""
_DAYS_AFTER = Pattern(r" ngày(?! \d|\w| hội| lễ)(?: (?:trong|mỗi|một|của) |[.,;)]|$)")
"""So many days of all: "trực 5/7 ngày"."""
_SMALL, _COMMON = 10, 4
HOLIDAYS = frozenset(
    {"1/1", "3/2", "27/2", "8/3", "26/3", "30/4", "1/5", "15/5", "19/5", "1/6", "5/6", "21/6", "28/6", "27/7", "19/8", "2/9"}
    | {"1/10", "10/10", "13/10", "14/10", "15/10", "20/10", "9/11", "18/11", "20/11", "1/12", "22/12"}
)
"""Days that every village keeps, by which they are told from shares."""


NAMED_FOR_A_DAY = Words(r"(?<!\w)(?:đường|phố|cầu|chợ|trường|rạp|công viên|quảng trường|ngã (?:ba|tư|sáu)|hợp tác xã|HTX) $")


def is_share(found: Found, above: int, below: int) -> bool:
    """Whether "3/5" is a part of a whole: what cannot be a day is one; else the words around decide, a date by default."""
    before, after = found.before, _RANGE_END.sub("", found.after)
    if above < below <= _COMMON and _PART_AFTER.match(after) and (_PART_OF.search(before) or not DATE_BEFORE.search(before)):
        return True
    if below in _LAST_CLASSES and above <= below and _SCHOOLING.search(before):
        return True
    if above < below and _DAYS_AFTER.match(after) and not DATE_BEFORE.search(before):
        return True
    named = f"{above}/{below}" in HOLIDAYS and NAMED_FOR_A_DAY.search(before)
    if not _could_be_day(above, below) or named or DATE_BEFORE.search(before) or _DAYS_BEFORE.search(before):
        return not _could_be_day(above, below)
    counted = bool(_SHARE_AFTER.match(after))
    if _SPAN_BEFORE.search(before) or found["month"].startswith("0"):
        return counted and above <= below
    share = _SHARE_BEFORE.search(before) or counted or (above < below <= _COMMON and not _SPAN_AFTER.match(found.after))
    return bool(share) or (above, below) == (24, 7) or (f"{above}/{below}" not in HOLIDAYS and bool(_NOUN_AFTER.match(after)))


def _could_be_day(above: int, below: int) -> bool:
    return 1 <= above <= 31 and 1 <= below <= 12  # noqa: PLR2004  # a calendar


_MEASURED_BEFORE = Words(
    rf"(?:{GRADED}|tỷ lệ|tỉ lệ|chiếm|đạt|tán thành|đồng ý|biểu quyết|sĩ số|quân số|số nhà|nhà số|nhà|{STREETS}|thửa|tờ|lớp|"
    r"lô|căn|số|[<>=≤≥]|mắt(?: trái| phải)?|điểm|trúng|huy động|\bTB|\bBB):? ?$"
)
"""What is told by two numbers and a stroke: marks, houses, how many of all."""


_AMOUNT_BEFORE = Words(rf"(?<!\w)(?:{AMOUNTED}|cả|đủ|ví dụ|hết):? $")


def _is_doubtful(found: Found, above: int, below: int, after: str) -> bool:
    """Whether nothing beside it tells that it is no day, or it is no part of a whole: "xã 5/7 tổ chức", "45/32"."""
    if (above, below) == (24, 7) or found["unit"] == "mmHg" or _MEASURED_BEFORE.search(found.before):
        return False
    if above <= below and _AMOUNT_BEFORE.search(found.before):
        return False
    if _SHARE_AFTER.match(after) or _MASS_AFTER.match(after) or _PART_AFTER.match(after):
        return above > below
    if below in _LAST_CLASSES and above <= below and _SCHOOLING.search(found.before):
        return False
    return above > below or _could_be_day(above, below)


def _share(found: Found) -> str | Said:
    """Share: "21/21" => "hai mươi mốt trên hai mươi mốt"; "2/3 số hộ" => "hai phần ba"; asked about where it may be a day."""
    above, below = int(found["above"]), int(found["below"])
    after = f" {found['unit']}{found.after}" if found["unit"] else found.after
    words = _share_in_words(found, above, below, after)
    doubt = _is_doubtful(found, above, below, after)
    return Said(words, Certainty.ASK, "có thể là phân số, có thể là ngày tháng, hai số riêng") if doubt else words


def _share_in_words(found: Found, above: int, below: int, after: str) -> str:
    small = 0 < above < below <= _SMALL  # fractions said as such
    before = found.before
    counted = _SHARE_AFTER.match(after) and not _MASS_AFTER.match(after)
    of_many = counted or (below > _COMMON and _NOUN_AFTER.match(after))
    of_days = below > _COMMON and _DAYS_AFTER.match(after)
    mass = not of_days and (_MASS_AFTER.match(after) or _PART_BEFORE.search(before) or not of_many)
    word = (
        "phần"
        if small
        and mass
        and not (counted and not _MASS_AFTER.match(after))
        and (_PLAN_AFTER.match(after) or not _MARKS_BEFORE.search(before))
        else "trên"
    )
    unit = f" {UNITS[found['unit']]}" if found["unit"] else ""
    if (above, below) == (1, 2) and (
        after.startswith(" phần ") or (_PART_AFTER.match(after) and not after.startswith(" số") and word == "phần")
    ):
        return "nửa"
    whole = "tư" if (word, below) == ("phần", 4) else found.cardinal("below")  # a quarter
    return f"{found.cardinal('above')} {word} {whole}{unit}"


def _share_of_decimals(found: Found) -> str:
    """Share of decimals: "4,75/6,2 tỷ" => "bốn phẩy bảy mươi lăm trên sáu phẩy hai tỷ"."""
    unit = f" {UNITS[found['unit']]}" if found["unit"] else ""
    return f"{found.number('above')} trên {found.number('below')}{unit}"


def _share_with_a_stop(found: Found) -> Said:
    """Share of decimals with full stops: "9.5/10 điểm" => "chín phẩy năm trên mười điểm"; days would look alike."""
    words = " trên ".join(number(found[part].replace(".", ","), found.region) for part in ("above", "below"))
    unit = f" {UNITS[found['unit']]}" if found["unit"] else ""
    return Said(f"{words}{unit}", Certainty.ASK, "dấu chấm được hiểu là dấu phẩy")


_PLAIN_BEFORE, _PLAIN_AFTER = (
    Pattern(r"(?<![\w,])(\d{1,3}(?:\.\d{3})+|\d{1,9})$"),
    Pattern(r"(\d{1,3}(?:\.\d{3})+|\d{1,9})(?![\d,])"),
)
_CHAINED = Pattern(r"\d/\d{1,6}$")


def _of_no_whole(found: Found) -> Said | None:
    """A stroke between two numbers of which the second is no whole, or between three: "12.500/3.200 ca", "16/16/8"."""
    left, right = _PLAIN_BEFORE.search(found.before), _PLAIN_AFTER.match(found.after)
    if left is None or right is None:
        return None
    falling = int(left[1].replace(".", "")) > int(right[1].replace(".", ""))
    doubt = falling or _CHAINED.search(found.before)
    return Said("trên", Certainty.ASK, "hai số với dấu gạch chéo, chưa rõ là phần của tổng hay hai số riêng") if doubt else None


_SCORED = "điểm|tiêu chí|chỉ tiêu|chỉ số|nội dung"
"""What is reached in part, of so many."""


RULES = (
    Rule(
        "of no whole",
        Kind.SYMBOL,
        (Begin.SIGN,),
        Pattern(r"/(?=\d)"),
        _of_no_whole,
        ("Mắc 12.500/3.200 ca", "Mắc mười hai nghìn năm trăm trên ba nghìn hai trăm ca"),
        first="/",
    ),
    Rule(
        "share of decimals",
        Kind.NUMBER,
        (Begin.FIGURE,),
        Pattern(
            r"(?P<above>\d{1,6},\d{1,3}|\d{1,6}(?= ?/ ?\d{1,6},\d)) ?/ ?"
            rf"(?P<below>\d{{1,6}},\d{{1,3}}|\d{{1,6}}(?= ?(?:{MAGNITUDES}|{MEASURES}|%|{_SCORED})(?!\w)))"
            rf"(?: ?(?P<unit>{any_of(UNITS)})(?![\w²³])|(?![\w/]|[.,]\d))"
        ),
        _share_of_decimals,
        ("4,75/6,2 tỷ", "bốn phẩy bảy mươi lăm trên sáu phẩy hai tỷ"),
        behind=",/",
    ),
    Rule(
        "share with a stop",
        Kind.NUMBER,
        (Begin.FIGURE,),
        Pattern(
            r"(?P<above>\d{1,4}\.\d{1,2}|\d{1,4}(?= ?/ ?\d{1,4}\.\d)) ?/ ?(?P<below>\d{1,4}(?:\.\d{1,2})?)"
            rf"(?: ?(?P<unit>m|km|ha|kg)(?!\w)|(?= ?(?:{MAGNITUDES}|{MEASURES}|điểm|%)(?!\w)))"
        ),
        _share_with_a_stop,
        ("đạt 9.5/10 điểm", "đạt chín phẩy năm trên mười điểm"),
        Certainty.ASK,
        behind="./",
    ),
    Rule(
        "share",
        Kind.NUMBER,
        (Begin.FIGURE,),
        Pattern(
            r"(?P<above>\d{1,6}) ?/ ?(?P<below>\d{1,6})(?: ?(?P<unit>mmHg|ha|km|kg)(?!\w))?"
            r"(?:(?![\w]|[.,]\d)|(?=(?:KH|DT|SL|TS)(?!\w)))"
        ),
        _share,
        ("21/21", "hai mươi mốt trên hai mươi mốt"),
        behind="/",
    ),
)
