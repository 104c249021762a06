"""The rules: one idea each, tried in this order at every place; what a rule takes, no later one sees.

A rule shows one pair, written => spoken, and `tests/reading/test_rules.py` checks each pair.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.reading import sayings
from app.reading.abbreviations import PHRASES, UNITS
from app.reading.model import Kind
from app.reading.numbers import Region

Say = Callable[["re.Match[str]", Region], str | None]
"""The spoken words of a match, or None when the rule does not hold after all."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it finds, and how that is said. pair: written => spoken."""

    name: str
    kind: Kind
    pattern: "re.Pattern[str]"
    say: Say
    pair: tuple[str, str]


def _any_of(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_N = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d{1,9})?"
_FREE, _END = r"(?<![\w./,-])", r"(?![\w/])"

RULES = (
    Rule("end mark", Kind.LAYOUT, re.compile(r"\./\.(?=\s|$)"), sayings.nothing, ("hết./.", "hết")),
    Rule(
        "bullet", Kind.LAYOUT, re.compile(r"(?m)^[ \t]{0,8}[-+•*–](?=[ \t])"), sayings.nothing, ("+ Thu gom rác", "Thu gom rác")
    ),
    Rule(
        "heading",
        Kind.ROMAN,
        re.compile(r"(?m)^(?P<head>[IVX]{1,5})\.(?=[ \t])"),
        sayings.heading,
        ("II. ĐỐI TƯỢNG", "hai ĐỐI TƯỢNG"),
    ),
    Rule(
        "address",
        Kind.ADDRESS,
        re.compile(
            r"(?<![\w@.])(?:https?://[A-Za-z0-9./_?=&%#:+~@-]{3,300}[A-Za-z0-9/]|[A-Za-z0-9][A-Za-z0-9._+-]{0,60}@[A-Za-z0-9-]{1,60}(?:\.[a-z0-9-]{2,20}){1,4}"
            r"|(?:[A-Za-z0-9-]{1,60}\.){1,5}(?:vn|com|net|org|edu|gov|info|asia|io)(?!\w)(?:/[A-Za-z0-9._/?=&-]{0,200}[A-Za-z0-9])?)"
        ),
        sayings.address,
        ("dichvucong.gov.vn", "dichvucong chấm gov chấm vê nờ"),
    ),
    Rule(
        "letter item",
        Kind.LAYOUT,
        re.compile(r"(?m)^[ \t]{0,8}(?P<lw>)(?P<ll>[a-zđ])\)(?=[ \t])"),
        sayings.letter,
        ("b) Hộ bảo trợ", "bê Hộ bảo trợ"),
    ),
    Rule(
        "point",
        Kind.DOCUMENT,
        re.compile(r"(?<![^\W\d_])(?P<lw>(?:[Đđ]iểm|[Tt]iết) )(?P<ll>[a-zđ])(?![A-Za-zÀ-ỹĐđ])"),
        sayings.letter,
        ("điểm đ khoản", "điểm đê khoản"),
    ),
    Rule(
        "to",
        Kind.PUNCTUATION,
        re.compile(r"(?<=[\dhg%]) ?[-–] ?(?=\d{1,2}(?:[/hg]|:\d)|\d{1,3}(?:,\d+)? ?%|\d{1,2} giờ)"),
        sayings.to,
        ("5h - 6h", "năm giờ đến sáu giờ"),
    ),
    Rule(
        "to weekday",
        Kind.PUNCTUATION,
        re.compile(r"(?<=[Tt]hứ [2-7]) ?[-–] ?(?=[Tt]hứ [2-7])"),
        sayings.to,
        ("thứ 2 - thứ 6", "thứ hai đến thứ sáu"),
    ),
    Rule(
        "weekdays",
        Kind.DATE,
        re.compile(r"(?<!\w)(?P<t1>T[2-7]) ?[-–] ?(?P<t2>T[2-7]|CN)(?!\w)"),
        sayings.school_days,
        ("T2-T6", "thứ hai đến thứ sáu"),
    ),
    Rule(
        "standard",
        Kind.DOCUMENT,
        re.compile(r"(?<!\w)(?P<qc>QCVN|TCVN) (?P<qn>\d{1,5}(?:-\d{1,2})?):(?P<qyear>\d{4})(?:/(?P<qi>[A-ZĐ]{2,10}))?(?!\w)"),
        sayings.standard,
        ("TCVN 5945:2010", "tiêu chuẩn việt nam năm nghìn chín trăm bốn mươi lăm năm hai nghìn không trăm mười"),
    ),
    Rule(
        "round the clock",
        Kind.TIME,
        re.compile(r"(?<![\w.,/])24/24 ?(?:h|giờ)(?!\w)"),
        sayings.round_the_clock,
        ("Trực 24/24h", "Trực hai mươi tư trên hai mươi tư giờ"),
    ),
    Rule(
        "quarter",
        Kind.DATE,
        re.compile(r"(?<!\w)(?P<qw>[Qq]uý|[Qq]úy|QUÝ) (?P<q>IV|I{1,3}|[1-4])/(?P<qy>\d{4})(?![\w/])"),
        sayings.quarter,
        ("quý III/2024", "quý ba năm hai nghìn không trăm hai mươi tư"),
    ),
    Rule(
        "plate",
        Kind.IDENTIFIER,
        re.compile(r"(?<![\w.])(?P<pv>\d\d)(?P<se>[A-Z]{1,2}\d?)[-–](?P<pn>\d{3}\.?\d{2}|\d{4})(?!\w)"),
        sayings.plate,
        ("18A-123.45", "mười tám a một hai ba bốn năm"),
    ),
    Rule(
        "score",
        Kind.NUMBER,
        re.compile(r"(?<![\w./-])(?P<g1>\d{1,2}) ?[-–] ?(?P<g2>\d{1,2})(?![\w/]|[.,]\d)"),
        sayings.score,
        ("thắng 2-0", "thắng hai không"),
    ),
    Rule(
        "spaced",
        Kind.NUMBER,
        re.compile(r"(?<![\w.,/])[1-9]\d{0,2}(?: \d{3}){2,4}(?! ?\d|\w|[.,/]\d)"),
        sayings.spaced,
        ("1 500 000 đồng", "một triệu năm trăm nghìn đồng"),
    ),
    Rule(
        "shorthand",
        Kind.MONEY,
        re.compile(r"(?<![\w.,])(?P<am>\d{1,6}(?:,\d{1,2})?)(?:(?P<sh>k|K|tr|tỷ|tỉ)(?P<rest>\d{1,3})?)(?![\w])"),
        sayings.shorthand,
        ("2tr5", "hai triệu năm trăm nghìn"),
    ),
    Rule(
        "dimensions",
        Kind.NUMBER,
        re.compile(
            r"(?<![\w.,])(?P<dim>\d{1,5}(?:,\d{1,3})?(?: ?[x×] ?\d{1,5}(?:,\d{1,3})?){1,2})"
            r"(?: ?(?P<du>" + _any_of(UNITS) + r")(?![\w²³]))?(?!\w|\.\d)"
        ),
        sayings.times,
        ("3x4 m", "ba nhân bốn mét"),
    ),
    Rule(
        "negative",
        Kind.NUMBER,
        re.compile(r"(?<=[ (:])[-−](?=\d{1,3}(?:,\d{1,2})? ?(?:°|độ))"),
        sayings.negative,
        ("xuống -2°C", "xuống âm hai độ xê"),
    ),
    Rule(
        "identifier",
        Kind.IDENTIFIER,
        re.compile(r"(?<![\w.,/-])(?P<id>\d{4,20})(?![\w/]|[.,]\d)"),
        sayings.identifier,
        ("CCCD 036085001234", "căn cước công dân không ba sáu không tám năm không không một hai ba bốn"),
    ),
    Rule(
        "years",
        Kind.DATE,
        re.compile(r"(?<![\w.,/-])(?P<y1>(?:19|20)\d\d) ?[-–/] ?(?P<y2>(?:19|20)\d\d)(?![\w/]|[.,]\d)"),
        sayings.year,
        ("2021- 2025", "hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
    ),
    Rule(
        "hotline",
        Kind.PHONE,
        re.compile(r"(?<![\w.,/-])(?:11[1-5]|1022|1[5-9]\d|1[89]00(?:[ .]?\d{2,4}){1,2})(?![\w/]|[.,]\d)"),
        sayings.hotline,
        ("gọi 114", "gọi một một bốn"),
    ),
    Rule(
        "weekday",
        Kind.DATE,
        re.compile(r"(?<!\w)(?P<wd>[Tt]hứ) (?P<wn>[2-7])(?![\w/]|[.,]\d)"),
        sayings.weekday,
        ("Thứ 4", "Thứ tư"),
    ),
    Rule(
        "document",
        Kind.DOCUMENT,
        re.compile(
            _FREE + r"(?P<dn>\d{1,5})(?:/(?P<dy>\d{4}))?[/-]"
            r"(?P<sym>[A-ZĐ][A-ZĐTrg]{0,9}\d{0,2}(?:[-/&][A-ZĐ][A-ZĐTg]{0,11}\d{0,2}){0,5})" + _END
        ),
        sayings.document,
        ("07/2021/NĐ-CP", "bảy năm hai nghìn không trăm hai mươi mốt nghị định chính phủ"),
    ),
    Rule(
        "date",
        Kind.DATE,
        re.compile(_FREE + r"(?P<d>\d{1,2})(?P<sep>[/.-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?![\w/]|[.,]\d)"),
        sayings.date,
        ("18/01/2022", "mười tám tháng một năm hai nghìn không trăm hai mươi hai"),
    ),
    Rule(
        "month",
        Kind.DATE,
        re.compile(r"(?<!\w)(?P<word>[Tt]háng |THÁNG |T)(?P<mm>\d{1,2})/(?P<my>\d{4})" + _END),
        sayings.month,
        ("tháng 9/2024", "tháng chín năm hai nghìn không trăm hai mươi tư"),
    ),
    Rule(
        "month name",
        Kind.DATE,
        re.compile(r"(?<!\w)(?P<mw>[Tt]háng|THÁNG) (?P<ma>\d{1,2})(?![\w/]|[.,]\d| ?[-–])"),
        sayings.month_alone,
        ("tháng 4", "tháng tư"),
    ),
    Rule(
        "minutes",
        Kind.TIME,
        re.compile(r"(?<![\w.,/])(?P<mi>\d{1,3})['’′](?![\w'])"),
        sayings.minutes,
        ("15' đầu", "mười lăm phút đầu"),
    ),
    Rule(
        "time",
        Kind.TIME,
        re.compile(r"(?<![\w.,/])(?P<h>\d{1,2}) ?(?:h|g|giờ|:(?=\d\d))(?: ?(?P<min>\d\d)(?: ?(?:phút|p|'))?)?(?![\w/]|[.,:]\d)"),
        sayings.time,
        ("16h45", "mười sáu giờ bốn mươi lăm phút"),
    ),
    Rule(
        "phone",
        Kind.PHONE,
        re.compile(r"(?<![\w.,/-])0\d{2,3}(?:(?:[. ]?\d{3,4}){2}|(?:[. ]\d{1,4}){2,3})(?![\w/]|[.,]\d)"),
        sayings.phone,
        ("0912.345.067", "không chín một hai ba bốn năm không sáu bảy"),
    ),
    Rule(
        "phone abroad",
        Kind.PHONE,
        re.compile(r"(?<![\w.])\+84(?:[ .]?\d{1,4}){2,4}(?!\w)"),
        sayings.phone_abroad,
        ("+84 912 345 678", "cộng tám bốn chín một hai ba bốn năm sáu bảy tám"),
    ),
    Rule(
        "phone of a province",
        Kind.PHONE,
        re.compile(r"\(0\d{2,3}\) ?\d{3,4}(?:[ .]?\d{3,4}){1,2}(?!\w)"),
        sayings.phone,
        ("(0228) 3820 123", "không hai hai tám ba tám hai không một hai ba"),
    ),
    Rule(
        "percent",
        Kind.NUMBER,
        re.compile(r"(?<![\w.,])(?P<pc>" + _N + r") ?%"),
        sayings.percent,
        ("1,14%", "một phẩy mười bốn phần trăm"),
    ),
    Rule(
        "roman",
        Kind.ROMAN,
        re.compile(
            r"(?<!\w)(?P<of>[Cc]hương|[Mm]ục|[Pp]hần|[Pp]hụ lục|[Qq]uý|[Tt]hế kỷ|"
            r"[Kk]hóa|[Kk]ỳ|[Đđ]ợt|[Vv]ùng|[Ll]oại|[Hh]ạng|[Kk]hu vực|[Cc]ấp"
            r"|[Nn]hóm|[Ll]ần thứ|[Đđ]ại hội|CHƯƠNG|MỤC|PHẦN|PHỤ LỤC|QUÝ|ĐỢT|KHÓA|KỲ) (?P<roman>[IVXLC]{1,7})(?!\w)"
        ),
        sayings.roman,
        ("Chương II", "Chương hai"),
    ),
    Rule(
        "roman alone",
        Kind.ROMAN,
        re.compile(r"(?<!\w)(?P<ra>[IVX]{2,6})(?!\w|-[A-ZĐ])"),
        sayings.roman_alone,
        ("Đảng lần XIII", "Đảng lần mười ba"),
    ),
    Rule("clause", Kind.DOCUMENT, re.compile(r"(?<!\w)Đ\.(?P<art>\d{1,3})(?!\w)"), sayings.clause, ("Đ.5", "điều năm")),
    Rule(
        "unit",
        Kind.UNIT,
        re.compile(r"(?<![\w.,])(?P<un>" + _N + r") ?(?P<unit>" + _any_of(UNITS) + r")(?![\w²³])"),
        sayings.unit,
        ("37,5°C", "ba mươi bảy phẩy năm độ xê"),
    ),
    Rule(
        "area or volume",
        Kind.UNIT,
        re.compile(r"(?<!\w)(?P<av>[dck]?m[23²³])(?!\w)"),
        sayings.area,
        ("giá một m2", "giá một mét vuông"),
    ),
    Rule(
        "per",
        Kind.UNIT,
        re.compile(
            r"(?:(?<=[^\s\d/])|(?<=m[23]))/(?P<per>ngày đêm|người|hộ|tháng|năm|ngày|tuần|sào|xã|thôn|học sinh|công trình|"
            r"trẻ|cháu|khẩu|"
            r"nhân khẩu|lần|lượt|buổi|giờ|tiết|cây|con|chiếc|bộ|suất|hồ sơ|trường hợp|lít|mẫu|đêm|quý|vụ|lớp|trường|"
            r"điểm|tổ|xóm|đợt|phòng|"
            r"chuyến|lao động|công|HSSV|kg|km|ha|kWh|m²|m2|m³|m3|tấn|tạ|cái|em|ca|căn|nhà|lô|đối tượng)(?!\w)"
        ),
        sayings.per,
        ("đồng/người/tháng", "đồng một người một tháng"),
    ),
    Rule(
        "between",
        Kind.NUMBER,
        re.compile(
            r"(?<![\w.,/-])(?P<from>"
            + _N
            + r") ?[-–] ?(?P<to>"
            + _N
            + r")(?:(?! ?(?:đ|đồng)/\d) ?(?P<bu>"
            + _any_of(UNITS)
            + r")(?![\w²³]))?(?!\w|/\d|[-–]\d)"
        ),
        sayings.between,
        ("120-140", "một trăm hai mươi đến một trăm bốn mươi"),
    ),
    Rule(
        "short date",
        Kind.DATE,
        re.compile(r"(?<![\w.,/])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})(?![\w/]|[.,]\d)"),
        sayings.short_date,
        ("30/4", "ba mươi tháng tư"),
    ),
    Rule(
        "share",
        Kind.NUMBER,
        re.compile(r"(?<![\w.,/-])(?P<s1>\d{1,6})/(?P<s2>\d{1,6})(?![\w/]|[.,]\d)"),
        sayings.share,
        ("21/21", "hai mươi mốt trên hai mươi mốt"),
    ),
    Rule(
        "polite pair",
        Kind.WORD,
        re.compile(r"(?<!\w)(?P<p1>[Ôô]ng|[Aa]nh|[Cc]ô|[Vv]à)/(?P<p2>bà|chị|chú|hoặc)(?!\w)"),
        sayings.pair,
        ("các ông/bà", "các ông bà"),
    ),
    Rule(
        "code",
        Kind.IDENTIFIER,
        re.compile(r"(?<![\w.])(?P<cl>[A-ZĐ]{1,4})(?P<cf>\d{1,3}(?:\.\d)?)(?![\w/]|[.,]\d)"),
        sayings.code,
        ("bụi PM2.5", "bụi pê mờ hai chấm năm"),
    ),
    Rule(
        "grade",
        Kind.IDENTIFIER,
        re.compile(r"(?<![\w.,/])(?P<gn>\d{1,2})(?P<gl>[A-HKG])(?!\w)"),
        sayings.grade,
        ("lớp 5A", "lớp năm a"),
    ),
    Rule(
        "dotted",
        Kind.NUMBER,
        re.compile(r"(?<![\w.,/])(?P<dots>\d{1,2}(?:\.\d{1,2}){1,4})(?![\w/]|,\d)"),
        sayings.dotted,
        ("mục 2.1", "mục hai chấm một"),
    ),
    Rule("comrade", Kind.ABBREVIATION, re.compile(r"(?<!\w)[Đđ]/[Cc](?!\w)"), sayings.comrade, ("đ/c Lan", "đồng chí Lan")),
    Rule(
        "in context",
        Kind.ABBREVIATION,
        re.compile(r"(?<![\w&-])(?P<am2>TT|CT|TP|CN|GD|KH|ĐT)(?![\w&.]|-[A-ZĐ])"),
        sayings.ambiguous,
        ("TT Cổ Lễ", "thị trấn Cổ Lễ"),
    ),
    Rule(
        "phrase",
        Kind.ABBREVIATION,
        re.compile(r"(?<![\w/])(?P<phrase>" + _any_of(PHRASES) + r")(?!\w)"),
        sayings.phrase,
        ("V/v", "về việc"),
    ),
    Rule(
        "compound",
        Kind.ABBREVIATION,
        re.compile(r"(?<!\w)(?P<comp>[A-ZĐ]{2,8}(?:[-&][A-ZĐ]{2,8}){1,4})(?!\w)"),
        sayings.compound,
        ("LĐ-TB&XH", "lao động thương binh và xã hội"),
    ),
    Rule(
        "abbreviation",
        Kind.ABBREVIATION,
        re.compile(r"(?<!\w)(?P<abbr>[A-ZĐ][A-ZĐTg]{1,8})(?!\w)"),
        sayings.abbreviation,
        ("BHYT", "bảo hiểm y tế"),
    ),
    Rule(
        "either",
        Kind.SYMBOL,
        re.compile(r"(?<=[a-zà-ỹđ])/(?=[a-zà-ỹđ])"),
        sayings.either,
        ("nam/nữ", "nam hoặc nữ"),
    ),
)
