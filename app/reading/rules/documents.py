"""References to documents, each as one object: number, year, type, issuer; clauses; standards; forms."""

import re

from app.reading.model import Certainty, Kind
from app.reading.numbers import cardinal, digits, roman, spell
from app.reading.pattern import Pattern, Words
from app.reading.rules.rule import Begin, Found, Rule, Said
from app.reading.rules.varieties import is_listed
from app.reading.tables.abbreviations import ABBREVIATIONS, usual
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.classes import UPPER
from app.reading.tables.documents import DOCUMENT_TYPES, FIELDS_OF_OFFICES, ISSUERS, TYPE_WORDS

_FIGURE, _CAPITAL, _SIGN, _SMALL = (Begin.FIGURE,), (Begin.CAPITAL,), (Begin.SIGN,), (Begin.SMALL,)
_PART = rf"[{UPPER}](?:[{UPPER}]|Tr|Tg|rH|rPH|r|yĐ|i|h)*\d{{0,3}}"
_STOP = r"\.(?=(?:HĐND|UBND|UB|TTg|TU)(?!\w)|K\d|[IVX]{2,5}(?!\w))"
"""A stop in place of a hyphen: "NQ.HĐND.K7", "CV.UBND-NC"."""
_SYMBOL = rf"(?P<sym>{_PART}(?:(?: ?[-–/&] ?|{_STOP}){_PART}){{0,5}})(?:(?!\w)|(?<=[{UPPER}]{{2}})(?=ngày|của|về))"
_PARTED = re.compile(r"[-–/.]")
_TYPE_WORD = Pattern(rf"({'|'.join(sorted(TYPE_WORDS, key=len, reverse=True))})(?: số)? ?:? ?$", re.IGNORECASE)
NAMED = Pattern(
    r"(?<!\w)(?:nghị định|thông tư|thông tư liên tịch|quyết định|luật|nghị quyết|pháp lệnh|chỉ thị|kế hoạch|thông báo|công văn|"
    r"hướng dẫn|báo cáo|"
    r"bản tin|tin|giấy phép|phương án|chương trình|phiếu|lệnh|biên bản|"
    r"tờ trình|đề án|quy định|quy chế|kết luận|công điện|văn bản|hợp đồng|giấy mời|sắc lệnh|NĐ|TT|QĐ|NQ|CT|KH|CV|TB|BC|HD|"
    r"PL)(?: số)?:? ?$",
    re.IGNORECASE,
)
"""What a document is called, before its number."""
_FORM = Words(r"(?:mẫu|biểu|phiếu|tờ khai|mẫu biểu|biểu mẫu)(?: số)?:? ?$")
_OFFICES = (
    "bộ ",
    "ủy ban",
    "hội đồng",
    "chính phủ",
    "thủ tướng",
    "trung ương",
    "tỉnh ủy",
    "huyện ủy",
    "đảng ủy",
    "thành ủy",
    "quốc hội",
    "sở ",
)


_OF_A_CITY = Pattern(r"^[^;\n]{0,45}(?:Ban Thường vụ |BTV |của )[Tt]hành (?:ủy|uỷ)(?!\w)")
"""Behind "44-CT/TU", which a province and a city write alike."""


def _document(found: Found) -> str | Said | None:
    """Document: "07/2021/NĐ-CP" => "bảy năm hai nghìn không trăm hai mươi mốt nghị định chính phủ"."""
    number = f"{found.cardinal('no')} {spell(found['letter'])}".strip()
    year = f" năm {found.cardinal('year')}" if found["year"] else ""
    named = NAMED.search(found.before)
    parts = _PARTED.split(found["sym"])
    if not (named or found["year"] or "/" in found["mark"]) and parts[0].strip() not in DOCUMENT_TYPES:
        return None
    if len(parts) == 1 and not (
        parts[0] in {"HDLN", "KHLN", "KHLT", "TTLT", "NQLT", "VBHN"} or named or found["year"] or found.before.endswith("ố ")
    ):
        return None
    said, known = _symbol(found["sym"], found.before)
    if said.endswith("tỉnh ủy") and _OF_A_CITY.search(found.after):
        said = said.removesuffix("tỉnh ủy") + "thành ủy"
    if not known and (_FORM.search(found.before) or not found["year"]) and not named:
        return None
    return _with_doubt(f"{number}{year} {said}", found["sym"], said, known=known)


def _document_without_mark(found: Found) -> str | Said | None:
    """A number glued to what the document is: "475CĐ/21", "12 CV/ĐTN"; only behind the word for it."""
    named, word = NAMED.search(found.before), _TYPE_WORD.search(found.before)
    name = named[0].lower() if named else ""
    of_this_type = word is not None and found["type"] in TYPE_WORDS[word[1].lower()]
    if not (found["of"] or found["last"]) or not (of_this_type or any(it in name for it in _names(found["type"]))):
        return None
    said, known = _symbol(found["sym"], found.before)
    last = f" {found.cardinal('last')}" if found["last"] else ""
    return _with_doubt(f"{found.cardinal('no')} {said}{last}", found["sym"], said, known=known)


def _names(kind: str) -> tuple[str, str]:
    """How a kind of document is named before its number, in full and in short."""
    return DOCUMENT_TYPES[kind], f"{kind.lower()} "


def _with_doubt(words: str, symbol: str, said: str, *, known: bool) -> str | Said:
    """The words of a document's number, asked about where a part of its symbol is not certain. said: the words of the symbol."""
    if _FOOTNOTED.search(symbol):
        return Said(words, Certainty.ASK, "chữ số ở cuối ký hiệu được hiểu là số của chú thích")
    if not known:
        return Said(words, Certainty.ASK, "ký hiệu văn bản có phần chưa biết, đang đọc từng chữ cái")
    doubt = _is_doubtful(symbol, said)
    return Said(words, Certainty.ASK, "ký hiệu văn bản có chữ viết tắt nhiều cách đọc") if doubt else words


def _is_doubtful(symbol: str, said: str) -> bool:
    """Whether a part of a symbol has several readings and none that documents give it: "TN" in "QĐ-UBND-TN", "TT" in "STP-TT".

    said: its words; an office of farming and land has dykes and land, both "ĐĐ".
    """
    pieces = [piece.strip() for piece in re.split(r"[-–/&.]", symbol)]
    if "ĐĐ" in pieces and "môi trường" in said and "nông nghiệp" in said:
        return True
    return any(
        piece in AMBIGUOUS
        and (piece == "TT" or _field(piece, said) is None)
        and AMBIGUOUS[piece][-1].asks
        and (piece not in {*ISSUERS, *DOCUMENT_TYPES} or (piece == "TT" and at and pieces[at - 1] not in DOCUMENT_TYPES))
        for at, piece in enumerate(pieces)
    )


def _blank_document(found: Found) -> str | None:
    """A number still to be given: "Số:    /KH-UBND"."""
    if not re.search(r"[-/&]", found["sym"]):
        return None
    said, known = _symbol(found["sym"], "")
    return said if known else None


def _symbol(symbol: str, before: str) -> tuple[str, bool]:
    """The words of a symbol, and whether every part is known."""
    parts = [part.strip() for part in _PARTED.split(symbol)]
    words, known = [], True
    head = _type(parts[0], before, parts[1] if len(parts) > 1 else "")
    if head:
        words.append(head)
        parts = parts[1:]
    for part in parts:
        field = _field(part, words[-1]) if words else None
        if field:
            words.append(field)
            continue
        glued = _glued(part) if len(parts) == 1 and not head and _issuer(part) is None else None
        if glued:
            return glued, False
        pieces = ["tiểu học" if piece.strip() == "TH" and "&" in part else _issuer(piece.strip()) for piece in part.split("&")]
        if len(pieces) > 1 and part.replace("&", "") in ABBREVIATIONS:
            pieces = [ABBREVIATIONS[part.replace("&", "")]]
        known = known and None not in pieces
        words.append(
            " và ".join(piece or _sign_by_sign(written) for piece, written in zip(pieces, part.split("&"), strict=False))
        )
    return " ".join(words), known


def _field(piece: str, said: str) -> str | None:
    """What a part means behind the office that is named before it, None where the office has no such field of its own."""
    of = (fields[piece] for office, fields in FIELDS_OF_OFFICES.items() if office in said and piece in fields)
    return None if "môi trường" in said else next(of, None)


def _glued(part: str) -> str | None:
    """The words of a symbol whose hyphen a page has lost: "QĐUBND", "NĐCP"."""
    for length in range(len(part) - 2, 1, -1):
        kind, issuer = DOCUMENT_TYPES.get(part[:length]), _issuer(part[length:])
        if kind and issuer:
            return f"{kind} {issuer}"
    return None


def _type(code: str, before: str, issuer: str) -> str | None:
    word = _TYPE_WORD.search(before)
    if word and code in TYPE_WORDS[word[1].lower()]:
        return word[1].lower()
    if code == "TT" and issuer in {"HĐND", "UBND", "ĐU", "HU", "TU"}:
        return "thường trực"
    if code == "TC" and issuer and not (_issuer(issuer) or "").startswith(_OFFICES):
        return "tài chính"  # "215/TC-HCSN" is of the office of finance
    return DOCUMENT_TYPES.get(code)


_POLICE = Pattern(r"P[ACKVX]\d{2}")
"""A department of a province's police, "PC06": its name is letters and figures."""


def _issuer(piece: str) -> str | None:
    """An issuer with its term: "QH13" => "quốc hội mười ba"; behind one that has no terms stands a footnote's figure."""
    letters = piece.rstrip("0123456789")
    if _POLICE.fullmatch(piece):
        return f"{spell(letters)} {digits(piece[len(letters) :])}"
    if _TERM.fullmatch(piece):
        return f"khóa {cardinal(piece[1:])}"
    if _CONGRESS.fullmatch(piece):
        return cardinal(str(roman(piece)))
    letters = "TTg" if letters == "TTG" else letters
    said = ISSUERS.get(letters) or DOCUMENT_TYPES.get(letters)
    if said is None and not (letters in AMBIGUOUS and AMBIGUOUS[letters][-1].asks):
        said = usual(letters)  # "12/GM-ĐT" is no telephone's
    if said is None and letters[-2:] in {"TW", "TƯ"} and letters[:-2] in ABBREVIATIONS:
        said = f"{ABBREVIATIONS[letters[:-2]]} trung ương"
    if said is None:
        return None
    term = piece[len(letters) :] if letters not in _WITHOUT_TERMS else ""
    return f"{said} {cardinal(term[:_LONGEST_TERM])}" if term else said


_CONGRESS = Pattern(r"X?(?:IX|IV|VI{0,3}|I{2,3})|XI|XX")
"""Which congress: "NQ/ĐH.XI"."""
_TERM = Pattern(r"K\d{1,2}")
"""The term of a council: "NQ.HĐND.K7"."""
_WITHOUT_TERMS = frozenset({"CP", "TTg", "UBND", "TW", "TƯ"})
_LONGEST_TERM = 2
_FOOTNOTED = re.compile(r"(?:CP|TTg|UBND|TW|TƯ|[A-ZĐ]*B[A-ZĐ]{2,}(?<!QH))\d{1,2}$|(?:QH|HĐND)\d{3}$")
"""A symbol and the figure of a footnote: "NĐ-CP1", "QH152"."""


def _bare_symbol(found: Found) -> str | None:
    """A symbol without its number: "các QĐ-TTg" => "các quyết định thủ tướng chính phủ"."""
    head = DOCUMENT_TYPES.get(found["type"])
    issuer = _issuer(found["of"])
    return f"{head} {issuer}" if head and issuer and issuer.startswith(_OFFICES) else None


def _small_document(found: Found) -> str:
    """A symbol typed in small letters: "12/nq tw" => "mười hai nghị quyết trung ương"."""
    of = {"TTG": "TTg"}.get(found["of"].upper(), found["of"].upper())
    return f"{found.cardinal('no')} {DOCUMENT_TYPES[found['type'].upper()]} {_issuer(of)}"


_MONTHS = 12
_NO_NUMBER = Words(r"(?<!\w)(?:kế hoạch|báo cáo|bản tin|tin|phương án|chương trình|BC|KH) $")
"""What is also made for each month."""


def _numbered_year(found: Found) -> str | Said | None:
    """A number and year without a symbol: "Nghị định 49/2024"; "báo cáo 9/2024" may be that of a month."""
    if not NAMED.search(found.before):
        return None
    no = found["no"] or found["hyphened"]
    words = f"{cardinal(no)} năm {found.cardinal('year')}"
    monthly = int(no) <= _MONTHS and _NO_NUMBER.search(found.before)
    return Said(words, Certainty.ASK, "có thể là số văn bản, có thể là tháng") if monthly else words


def _standard(found: Found) -> str:
    """Standard: "TCVN 5945:2010"."""
    name = {
        "QCVN": "quy chuẩn việt nam",
        "TCVN": "tiêu chuẩn việt nam",
        "QCĐP": "quy chuẩn địa phương",
        "TCCS": "tiêu chuẩn cơ sở",
    }[found["name"]]
    number = " gạch ngang ".join(cardinal(part, found.region) for part in found["no"].split("-"))
    year = f" năm {found.cardinal('year')}" if found["year"] else ""
    issuer = f" {_symbol(found['of'], '')[0]}" if found["of"] else ""
    return f"{name} {number}{year}{issuer}"


def _form(found: Found) -> str | None:
    """The code of a form, sign by sign: "Mẫu số TK1-TS" => "Mẫu số tê ca một tê sờ"."""
    if not _FORM.search(found.before):
        return None
    if not re.search(r"[^\W\d_]", found["code"]):
        return None
    return _sign_by_sign(found["code"])


def _sign_by_sign(code: str) -> str:
    """Letters by their names, figures between them as numbers."""
    return " ".join(spell(piece) if piece.isalpha() else cardinal(piece) for piece in re.findall(r"\d+|[^\W\d_]+", code))


_BY_CIRCULAR = Words(r"(?<!\w)(?:theo|căn cứ|thực hiện|áp dụng|(?:tại|của) |TT\d{2,3}(?:,| và)) ?$")


def _type_before_number(found: Found) -> str | Said | None:
    """A kind of document right before its number: "NĐ168"; in a list of varieties it is a name; "theo TT36" is asked about."""
    if is_listed(found):
        return None
    if found["circular"]:
        named = _BY_CIRCULAR.search(found.before)
        return Said("thông tư", Certainty.ASK, "chữ viết tắt có nhiều cách đọc") if named else None
    return DOCUMENT_TYPES[found["type"] or found["short"]]


RULES = (
    Rule(
        "document",
        Kind.DOCUMENT,
        _FIGURE,
        Pattern(rf"(?P<no>\d{{1,5}})(?P<letter>[A-Za-z]?)(?: ?/ ?(?P<year>(?:19|20)\d\d))?(?P<mark> ?[/-] ?){_SYMBOL}"),
        _document,
        ("07/2021/NĐ-CP", "bảy năm hai nghìn không trăm hai mươi mốt nghị định chính phủ"),
        Certainty.SURE,
        behind="a/-",
    ),
    Rule(
        "document without a mark",
        Kind.DOCUMENT,
        _FIGURE,
        Pattern(
            rf"(?P<no>\d{{1,5}}) ?(?P<sym>(?P<type>{'|'.join(sorted(DOCUMENT_TYPES, key=len, reverse=True))})"
            rf"(?P<of>(?:(?: ?[-–/&] ?|{_STOP}){_PART}){{0,4}}))(?:/(?P<last>\d{{1,2}}))?(?![\w/])"
        ),
        _document_without_mark,
        ("Công điện số 475CĐ/21", "Công điện số bốn trăm bảy mươi lăm công điện hai mươi mốt"),
        behind="a",
    ),
    Rule(
        "document in small letters",
        Kind.DOCUMENT,
        _FIGURE,
        Pattern(
            r"(?P<no>\d{1,5})[/-](?P<type>nq|kl|ct|qđ|kh|tb|hd|bc|cv)[ /-]{1,2}(?P<of>(?i:TW|TƯ|TU|HU|ĐU|UBND|HĐND|CP|TTg))(?!\w)"
        ),
        _small_document,
        ("nghị quyết 12/nq tw", "nghị quyết mười hai nghị quyết trung ương"),
        behind="/-",
    ),
    Rule(
        "number and year",
        Kind.DOCUMENT,
        _FIGURE,
        Pattern(r"(?:(?P<no>\d{1,5})/|(?P<hyphened>\d{1,3})-)(?P<year>(?:19|20)\d\d)(?![\w/]|[.-]\d)"),
        _numbered_year,
        ("Nghị định 49/2024", "Nghị định bốn mươi chín năm hai nghìn không trăm hai mươi tư"),
        behind="/-",
    ),
    Rule(
        "document to number",
        Kind.DOCUMENT,
        _SIGN,
        Pattern(rf"/{_SYMBOL}"),
        _blank_document,
        ("Số: /KH-UBND", "Số kế hoạch ủy ban nhân dân"),
        first="/",
    ),
    Rule(
        "form",
        Kind.IDENTIFIER,
        (Begin.FIGURE, Begin.CAPITAL),
        Pattern(rf"(?P<code>[{UPPER}]{{0,4}}\d{{1,3}}[a-zđ]?(?:[-/.][{UPPER}\d]{{1,6}}){{1,3}})(?![\w])"),
        _form,
        ("Mẫu số TK1-TS", "Mẫu số tê ca một tê sờ"),
        behind="a-/.0",
    ),
    Rule(
        "standard",
        Kind.DOCUMENT,
        _CAPITAL,
        Pattern(
            rf"(?P<name>QCVN|TCVN|QCĐP|"
            rf"TCCS) (?P<no>\d{{1,5}}(?:-\d{{1,2}}){{0,2}})(?::(?P<year>\d{{4}}))?(?:/(?P<of>[{UPPER}]{{2,10}}))?(?!\w)"
        ),
        _standard,
        ("TCVN 5945:2010", "tiêu chuẩn việt nam năm nghìn chín trăm bốn mươi lăm năm hai nghìn không trăm mười"),
        Certainty.SURE,
        first="QT",
    ),
    Rule(
        "symbol alone",
        Kind.DOCUMENT,
        _CAPITAL,
        Pattern(rf"(?P<type>[A-ZĐ]{{1,4}}r?)[-/](?P<of>[{UPPER}]{{2,10}}|TTg)(?![\w/&-])"),
        _bare_symbol,
        ("QĐ-TTg", "quyết định thủ tướng chính phủ"),
        behind="-/",
    ),
    Rule(
        "type before a number",
        Kind.DOCUMENT,
        _CAPITAL,
        Pattern(
            r"(?P<type>NĐ|QĐ|NQ|KL|TTLT|VBHN)(?=\d{1,5}(?!\w))|(?P<short>TT|CT|KH|TB|CV|BC|HD|TTr|CTr|GM)(?=\d{1,4}/(?:\d{4}|[A-ZĐ]{2}))|"
            r"(?P<circular>TT)(?=\d{2,3}(?!\w))"
        ),
        _type_before_number,
        ("NĐ168", "nghị định một trăm sáu mươi tám"),
        first="NQKTVCBHG",
    ),
)
