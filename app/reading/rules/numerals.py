"""Numbers that are no plain count: percent, ratios, scores, lists, sections, Roman numbers."""

import re
from collections.abc import Sequence

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, month_name, number
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.tables.classes import (
    DAY_PARTS,
    LOWER,
    MAGNITUDES,
    MEASURES,
    NUMBER,
    NUMBERED,
    PERIODS,
    PLACES,
    RATIOS,
    SECTIONS,
    UPPER,
    any_of,
)
from app.reading.tables.units import UNITS

_FIGURE, _CAPITAL = (Begin.FIGURE,), (Begin.CAPITAL,)
_MONTHS = 12
_DECIMAL = r"\d{1,4}\.\d{1,2}(?!\d)"
_SCORE = Pattern(
    r"(?<!\w)(?:thắng|thua|(?-i:hòa|hoà|(?<![^\W\d_] )(?:Hòa|Hoà))|tỷ số|tỉ số|dẫn|gỡ|luân lưu|"
    r"penalty|pen|bán kết|chung kết|tứ kết|vòng loại|séc|hiệp)(?!\w)[^.\n]{0,40}$",
    re.IGNORECASE,
)
_SPORT = Words(r"(?:bóng chuyền|bóng đá|cầu lông|bóng bàn|tennis|kéo co|đá cầu|chung cuộc)(?!\w)[^.\n]{0,50}$")
_NO_SCORE = Words(
    rf"(?<!\w)(?:{PLACES}|lớp|khối|từ|ngày|tháng|tuổi|sân|số|vòng|bảng|phòng|cấp|khoảng|điều|mục|trang|ca|hạng|"
    r"mùng) $"
)
_NAMED_SIDE = Pattern(rf"(?<!\w)[{UPPER}][{LOWER}]+ [{UPPER}][{LOWER}]+ $")
_SIDE = Pattern(rf"(?P<side>[Đđ]ội|[Tt]hôn|[Xx]óm|[Xx]ã|[Kk]hu|[Tt]rường|[Tt]ổ)(?: [{UPPER}][{LOWER}]*){{1,3}} $")
_TEAMS = Pattern(rf"[{UPPER}][^-–:\n]{{1,30}} [-–] [{UPPER}][^-–:\n]{{1,30}}: ?$")
_RATIO = Words(rf"(?:mác|vữa|cấp phối|{RATIOS}|theo)[^.\n]{{0,20}}$")
_LIST_HEAD = Pattern(
    (
        rf"(?<!\w)(?:{SECTIONS}|{PLACES}|{NUMBERED}|tháng|ngày|quý|bài|câu|tiết|cụm|chi bộ|bước|tiêu chí|vùng|phòng|"
        r"phường|quận|phiên|phiên chợ|chợ phiên|các tối|các sáng|các chiều|các buổi|tdp|kp|khu phố|tổ dân phố|đ\.|k\.|hộ số|"
        r"mũi|tuần|năm|tập|số nhà|hẻm|ngách|chi hội|phân hội|chi đoàn|tổ hội|vòng|vụ|bàn|nhóm độc|bãi|phụ lục)(?: số)? $"
    ),
    re.IGNORECASE,
)
_DAYS_LISTED = Pattern(r"(?<!\w)(?:ngày|các ngày|từ)(?: \d{1,2}[,;])+ ?$", re.IGNORECASE)
_OF_MONTH = Pattern(r",? (?:và \d{1,2} )?tháng(?!\w)", re.IGNORECASE)
"""Days before their month, some without a blank: "các ngày 29, 30,31 tháng 3"."""
_NO_LIST = Words(r"(?:hệ|chỉ|điểm|tỷ|trị|tham) số $")
_MEASURED = Pattern(rf"\d{{1,2}}/\d{{1,2}} ?(?:{MAGNITUDES}|{MEASURES}|%)(?!\w)")
_UNIT_AFTER = Pattern(rf" ?(?:%|‰|{MAGNITUDES}|đồng|mét|gam|ký|{any_of(UNITS)}|{MEASURES}|mẫu|điểm|lần|°)(?![\w²³])")
_STARRED = Words(r"(?:ocop|khách sạn|hạng|sản phẩm|đạt|chuẩn|xếp loại|từ|[*-]) ?$")


_NETWORK = Words(r"(?:IP|địa chỉ|máy chủ|mạng)(?: là)?:? $")


def _percent(found: Found) -> str:
    """Percent: "1,14%" => "một phẩy mười bốn phần trăm"; thousandths are typed "40%0" too."""
    amount = found["amount"].replace(".", ",") if re.fullmatch(_DECIMAL, found["amount"]) else found["amount"]
    return f"{number(amount, found.region)} phần {'trăm' if found['sign'] == '%' else 'nghìn'}"


def _score(found: Found) -> str | Said | None:
    """Score: "thắng 2-0" => "thắng hai không"."""
    words = f"{found.cardinal('ours')} {found.cardinal('theirs')}"
    side = _SIDE.search(found.before)
    against = side and re.match(rf" {side['side']}(?!\w)", found.after, re.IGNORECASE)
    game = bool(against) or _SCORE.search(found.before) or bool(_TEAMS.search(found.before))
    if not game and not _NO_SCORE.search(found.before):
        game = _SPORT.search(found.before)
        if _NAMED_SIDE.search(found.before) and re.match(rf" [{UPPER}][{LOWER}]", found.after):
            return Said(words, Certainty.ASK, "có thể là tỷ số, có thể là khoảng số")
    return words if game else None


_DONE_SO_OFTEN = Words(
    r"(?<!\w)(?:thúc|bón|phun|làm cỏ|tỉa|tiêm|uống|nhắc|thông báo|mời|triệu tập|mời thầu|đấu giá|xử lý)[ (,]*$"
)


def _ratio(found: Found) -> str | None:
    """Ratio: "tỷ lệ 1:500" => "tỷ lệ một trên năm trăm"."""
    apart = re.search(r"\d: \d", found[0]) and (len(found[0].partition(":")[0]) > 2 or found.after.startswith("%"))  # noqa: PLR2004  # a year
    if apart or not _RATIO.search(found.before):
        return None  # "tỷ lệ năm 2025: 16%" tells what it was
    return " trên ".join(number(part.strip(), found.region) for part in found[0].split(":"))


_AGE_BEFORE = Words(r"(?<!\w)(?<!tháng )(?:tuổi|giai đoạn) $")
"""Before ages or stages that follow each other: "sâu tuổi 2,3"."""


_LARVA_BEFORE = Words(r"(?<!\w)(?:sâu|rầy|bọ|nhộng|tuổi)(?: non)?(?: tuổi)? $")


def _age_of_larva(found: Found) -> str | None:
    """Ages of a larva: "tuổi T2-3" => "tuổi hai đến ba", "tuổi T1,2" => "tuổi một, hai"."""
    if not _LARVA_BEFORE.search(found.before):
        return None
    return found.cardinal("low") + (f" đến {found.cardinal('high')}" if found["high"] else "")


def _follow(parts: Sequence[str]) -> bool:
    """Whether two numbers are counted up by one."""
    return int(parts[1]) == int(parts[0]) + 1


_DAY_AND_MONTH = Pattern(r"(?P<day>\d{1,2})(?: ?[&+] ?\d{1,2})?/(?P<month>\d{1,2})")


def _are_days(parts: Sequence[str], after: str) -> bool:
    """Whether numbers before a day and its month are days too: "14,15/3"; "12,6/19" and "9,5/10" are so much of so much."""
    last = _DAY_AND_MONTH.match(after)
    days = [int(day) for day in parts]
    return last is not None and int(last["month"]) <= _MONTHS and [*days, int(last["day"])] == sorted({*days, int(last["day"])})


def _list(found: Found) -> str | Said | None:
    """Numbers in a list without blanks: "khoản 1,2" => "khoản một, hai"."""
    parts = found[0].rstrip(",").split(",")
    head = _LIST_HEAD.search(found.before) or (_DAYS_LISTED.search(found.before) and _OF_MONTH.match(found.after))
    is_pair = len(parts) == 2  # noqa: PLR2004  # what one comma parts
    if head and is_pair and head[0].lower() == "điểm ":  # marks
        return Said(number(found[0], found.region), Certainty.ASK, "có thể là số lẻ, có thể là hai số riêng")
    aged = is_pair and _AGE_BEFORE.search(found.before) and _follow(parts)
    sure = head or aged or not is_pair or found[0].endswith(",")  # one comma may part decimals
    if found[0].endswith(",") and (_MEASURED.match(found.after) or not _are_days(parts, found.after)):
        return None
    of_year = not head and re.match(r" ?[-–] ?\d", found.after)  # the figures of a year
    if is_pair and (of_year or parts[0] == "0"):  # "phụ cấp 0,5": nothing is counted from nought
        return None
    if not sure or _NO_LIST.search(found.before) or _UNIT_AFTER.match(found.after):
        return None
    if head and head[0].lower().startswith("tháng"):
        return ", ".join(month_name(int(part)) or cardinal(part, found.region) for part in parts)
    return ", ".join(cardinal(part, found.region) for part in parts)


def _section(found: Found) -> str | Said:
    """Sections: "mục 2.1" => "mục hai chấm một"; two figures without a word before them may be decimals or a day."""
    words = " chấm ".join(cardinal(part, found.region) for part in found[0].split("."))
    headed = not found.before.strip() and not re.match(rf" [{LOWER}]", found.after)
    told = headed or _NUMBERED_SECTION.search(found.before)
    return words if told else Said(words, Certainty.ASK, "có thể là số mục, số lẻ, ngày tháng")


_NUMBERED_SECTION = Words(
    rf"(?<!\w)(?:{SECTIONS}|tiểu mục|bảng|biểu|mẫu|hình|tiêu chí|chỉ tiêu|bước|phiên bản|số|nhóm|lô|khu|tổ|thửa|"
    r"\d\.\d{1,2}(?:,| và| đến|;| ?[-–]))(?: \w+)? ?\(?$"
)
_SECTIONED = Words(rf"(?<!\w)(?:{SECTIONS}|tiểu mục|bảng|hình|tiêu chí) (?:số )?$")


def _decimal_point(found: Found) -> str | None:
    """A full stop before decimals: "1.5 triệu" => "một phẩy năm triệu", "tăng 0.3"; not in the number of a section."""
    if _SECTIONED.search(found.before) and not found.before.lower().endswith("điểm "):
        return None
    return number(found["amount"].replace(".", ","), found.region)


_COMMA_BEFORE = Pattern(r"(?<![\d,.])\d{1,4},\d{1,2}(?:;| ?[-–]| đến| tới| và) ?$")
_COMMA_AFTER = Pattern(r"(?:;| ?[-–]| đến| tới| và) ?\d{1,4},\d{1,2}(?![\d.,/])")
_NO_DECIMALS = Words(rf"(?<!\w)(?:ngày|mùng|mồng|hôm|{DAY_PARTS}|{SECTIONS})(?: số)? [\d., –-]*(?:đến |tới |và )?$")


def _beside_comma(found: Found) -> str | None:
    """A full stop before decimals beside a decimal comma: "4,5-6.0"; not in days nor numbers of sections."""
    beside = _COMMA_BEFORE.search(found.before) or _COMMA_AFTER.match(found.after)
    return number(found[0].replace(".", ","), found.region) if beside and not _NO_DECIMALS.search(found.before) else None


_YEAR_BEFORE = Words(r"(?:(?<!\d)(?:19|20)\d\d ?[-–/] ?|(?<!\w)năm |\d/)$")


def _footnote(found: Found) -> Said | None:
    """The figure of a footnote glued to a year: "2021-20251"."""
    if not _YEAR_BEFORE.search(found.before):
        return None
    return Said(found.cardinal("year"), Certainty.ASK, f"chữ số {found['note']} ở cuối được hiểu là số của chú thích")


RULES = (
    Rule(
        "time in short",
        Kind.NUMBER,
        _CAPITAL,
        Pattern(r"L ?(?P<no>\d{1,2})(?!\w|[.,/-]\d)"),
        lambda found: f"lần {found.cardinal('no')}" if _DONE_SO_OFTEN.search(found.before) else None,
        ("bón thúc L1", "bón thúc lần một"),
        first="L",
    ),
    Rule(
        "age of a larva",
        Kind.NUMBER,
        _CAPITAL,
        Pattern(r"T(?P<low>[1-6])(?:[–-](?P<high>[1-6]))?(?![\w/]|\.\d)"),
        _age_of_larva,
        ("sâu non tuổi T2-3", "sâu non tuổi hai đến ba"),
        first="T",
    ),
    Rule(
        "percent",
        Kind.NUMBER,
        _FIGURE,
        Pattern(rf"(?P<amount>{_DECIMAL}|{NUMBER}) ?(?P<sign>‰|%(?:[0o](?!\w))?)"),
        _percent,
        ("1,14%", "một phẩy mười bốn phần trăm"),
        Certainty.SURE,
        behind=".,%‰",
    ),
    Rule(
        "score",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            rf"(?P<ours>\d{{1,2}})(?: ?[-–] ?|:)(?P<theirs>\d{{1,2}})(?![\w/%]|[.,]\d| ?(?:m|mg|kg|ml|{PERIODS}|phút|"
            r"tuổi|đội|em|h|điểm|người|°)(?!\w))"
        ),
        _score,
        ("thắng 2-0", "thắng hai không"),
        behind="-–:",
    ),
    Rule(
        "ratio",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"\d{1,4}(?:,\d)?(?: ?: ?\d{1,3}(?:\.\d{3})+| ?: ?\d{1,6}(?:,\d)?){1,3}(?![\w/]|[.,]\d)"),
        _ratio,
        ("tỷ lệ 1:500", "tỷ lệ một trên năm trăm"),
        behind=",:",
    ),
    Rule(
        "list",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?:\d{1,2},){1,20}(?=\d{1,2}(?: ?[&+] ?\d{1,2})?/\d{1,2}(?!\d|,\d{1,3}(?![\d/])))|"
            r"\d{1,2}(?:,\d{1,2}){1,12}(?![\w/]|[.,]\d)"
        ),
        _list,
        ("khoản 1,2", "khoản một hai"),
        behind=",",
    ),
    Rule(
        "decimal stop beside a comma",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"\d{1,4}\.\d{1,2}(?!\w|[.,/]\d)"),
        _beside_comma,
        ("pH 4,5-6.0", "pê hát bốn phẩy năm đến sáu phẩy không"),
        behind=".",
    ),
    Rule(
        "decimal point",
        Kind.NUMBER,
        _FIGURE,
        Pattern(
            r"(?P<amount>(?:0|(?<=pH )\d{1,2})\.\d{1,2}(?!\w|\.\d)|"
            r"\d{1,4}\.\d{1,2}(?=(?: ?(?:đến|tới|[-–]) ?\d{1,4}(?:[.,]\d{1,2})?)?"
            rf" (?:{MAGNITUDES}|{MEASURES}|{PERIODS}|mẫu|điểm|lần|mét)(?!\w)))"
        ),
        _decimal_point,
        ("1.5 triệu", "một phẩy năm triệu"),
        behind=".",
    ),
    Rule(
        "stars",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"(?P<no>[1-7]) ?[*★]{1}(?![\w*★])"),
        lambda found: f"{found.cardinal('no')} sao" if _STARRED.search(found.before) else None,
        ("OCOP 4*", "ô cốp bốn sao"),
        behind="*★",
    ),
    Rule(
        "network address",
        Kind.ADDRESS,
        _FIGURE,
        Pattern(r"\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)"),
        lambda found: (
            " chấm ".join(cardinal(part, found.region) for part in found[0].split(".")) if _NETWORK.search(found.before) else None
        ),
        ("IP 192.168.1.10", "i pê một trăm chín mươi hai chấm một trăm sáu mươi tám chấm một chấm mười"),
        behind=".",
    ),
    Rule(
        "code with stops",
        Kind.IDENTIFIER,
        _FIGURE,
        Pattern(r"0\d{1,2}(?:\.\d{1,3}){1,4}(?!\w|\.\d)"),
        lambda found: " chấm ".join(digits(part) for part in found[0].split(".")),
        ("ngạch 01.003", "ngạch không một chấm không không ba"),
        behind=".",
        first="0",
    ),
    Rule(
        "section",
        Kind.NUMBER,
        _FIGURE,
        Pattern(r"\d{1,3}(?:\.\d{1,2}){1,5}(?![\w]|[.,/]\d)"),
        _section,
        ("mục 2.1", "mục hai chấm một"),
        behind=".",
    ),
    Rule(
        "year and footnote",
        Kind.DATE,
        _FIGURE,
        Pattern(r"(?P<year>(?:19|20)\d\d)(?P<note>\d)(?![\w%]|[.,/-]?\d)"),
        _footnote,
        ("giai đoạn 2021-20251", "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
        first="12",
    ),
)
