"""Forms whose reading hangs on the words around them: a stroke that is a date or a share, a score or a range, TT and CT.

Words before are looked for in the same line, near by; nothing is read across a line.
"""

import re

_NEAR = 32
_SHARE_BEFORE = re.compile(
    r"(?:cả|tỷ lệ|tỉ lệ|khoảng|gần|hơn|chiếm|đạt|được|giảm|tăng|bằng|ít nhất|tối thiểu|"
    r"trên|dưới|quá|còn|số nhà|nhà số|ngõ|ngách|hẻm|kiệt|"
    r"điểm|huyết áp|thị lực|[<>=≤≥])"
    r"\s*$",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(
    r"\s+(?:thôn|hộ|số|tổng|diện tích|trẻ|xã|phường|huyện|tỉnh|chỉ|điểm|con|người|tổ|xóm|khu|ấp|bản|đại biểu|tiêu chí|trường|lớp|"
    r"đồng chí|phiếu|đơn vị|ý kiến|chi bộ|đảng viên|hội viên|học sinh|giáo viên|thành viên|sào|dân số|quãng|chặng|thời gian|"
    r"khối lượng|sản lượng|lượng|mức|giá|nội dung|nhiệm vụ|công trình|dự án|hồ sơ|vụ|máy|trạm|cụm|loa)(?!\w)",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"(?:ngày|hôm|sáng|trưa|chiều|tối|đêm|từ|đến|trước|sau|lễ|dịp|tết|rằm|hạn|mùng|mồng|kỷ niệm|quốc tế lao động)\s*$",
    re.IGNORECASE,
)
_MASS_AFTER = re.compile(r"\s+(?:số|tổng|diện tích|dân số|quãng|thời gian|khối lượng|sản lượng|lượng|mức|giá|chặng)(?!\w)")
_PART_BEFORE = re.compile(r"(?:tỷ lệ|tỉ lệ)\s*$", re.IGNORECASE)
_ROUND_THE_CLOCK = re.compile(r"(?:trực|động|vụ|trợ|tục|nhận|cửa|sóng|camera|làm việc)\s*(?:\(|liên tục )?$", re.IGNORECASE)
_SCORE = re.compile(r"(?:thắng|thua|hòa|hoà|tỷ số|tỉ số|dẫn|gỡ)[^.\n]{0,40}$", re.IGNORECASE)
_CALL = re.compile(
    r"(?:gọi|tổng đài|hotline|đường dây nóng|"
    r"điện thoại|số máy|cứu nạn|cứu hỏa|cấp cứu|công an|ĐT|SĐT)[^.\n]{0,24}$",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"(?:CCCD|CMND|căn cước|tài khoản|STK|"
    r"mã số|MST|mã hộ|mã|sổ|thẻ|định danh|BHXH|BHYT)(?: số)?\s*:?\s*$",
    re.IGNORECASE,
)


def _before(match: "re.Match[str]", length: int = _NEAR) -> str:
    head = match.string[max(0, match.start() - length) : match.start()]
    return head.rpartition("\n")[2]


def _after(match: "re.Match[str]") -> str:
    return match.string[match.end() : match.end() + _NEAR].partition("\n")[0]


def is_share(match: "re.Match[str]", above: int, below: int) -> bool:
    """Whether "3/5" is a part of a whole: what cannot be a day is one; else the words around decide, a date by default."""
    before = _before(match)
    if _DATE_BEFORE.search(before):
        return not _could_be_day(above, below)
    if (above, below) == (24, 7):
        return bool(_ROUND_THE_CLOCK.search(before))
    return not _could_be_day(above, below) or bool(_SHARE_BEFORE.search(before) or _SHARE_AFTER.match(_after(match)))


def _could_be_day(above: int, below: int) -> bool:
    return 1 <= above <= 31 and 1 <= below <= 12  # noqa: PLR2004  # a calendar


def share_word(match: "re.Match[str]", above: int, below: int) -> str:
    """The word "phần" for a fraction of a mass or a ratio, "trên" for so many out of so many."""
    small = 0 < above < below <= 10  # noqa: PLR2004  # fractions said as such
    after = _after(match)
    mass = _MASS_AFTER.match(after) or _PART_BEFORE.search(_before(match)) or not _SHARE_AFTER.match(after)
    return "phần" if small and mass else "trên"


def is_score(match: "re.Match[str]") -> bool:
    """Whether "2-0" is the result of a game."""
    return bool(_SCORE.search(_before(match, 60)))


def is_call(match: "re.Match[str]") -> bool:
    """Whether a short number is one to call."""
    return bool(_CALL.search(_before(match, 60)))


def is_identifier(match: "re.Match[str]") -> bool:
    """Whether a run of figures names a person, a card or an account."""
    return bool(_IDENTIFIER.search(_before(match)))


_NAME_AFTER = re.compile(r"\.? [A-ZĐÀ-Ỹ][a-zà-ỹđ]")
_OFFICE_AFTER = re.compile(r" (?:HĐND|UBND|UB|MTTQ|Đảng|Hội|xã|huyện|tỉnh)")
_NUMBER_AFTER = re.compile(r" (?:số )?\d")
_INFORMATION = re.compile(r"(?:văn hóa|công tác|(?<!cán )bộ|sở|ngành) $", re.IGNORECASE)


def sense(match: "re.Match[str]", short: str) -> str | None:
    """The reading of a short form with several, by what follows and precedes; None when it is none of these."""
    before, after = _before(match), _after(match)
    senses = {
        "TT": _tt(before, after),
        "CT": "chủ tịch" if _OFFICE_AFTER.match(after) else "chỉ thị" if _NUMBER_AFTER.match(after) else "chương trình",
        "TP": "thành phần" if before.endswith("các ") and not _NAME_AFTER.match(after) else "thành phố",
        "CN": "công nghiệp" if before.lower().endswith(("cụm ", "khu ", "ngành ")) else "chủ nhật",
        "GD": "giao dịch" if before.lower().endswith(("điểm ", "phòng ", "tổ ")) else "giáo dục",
        "KH": "khoa học" if before.lower().endswith("hội đồng ") else "kế hoạch",
        "ĐT": _dt(before, after),
    }
    return senses.get(short)


def _dt(before: str, after: str) -> str:
    if before.endswith(("giáo dục ", "GD ")):
        return "đào tạo"
    return "đường tỉnh" if re.match(r" ?\d{3}(?!\d)", after) else "điện thoại"


def _tt(before: str, after: str) -> str:
    if _NUMBER_AFTER.match(after):
        return "thông tư"
    if re.match(r" (?:HĐND|Đảng ủy|Huyện ủy|Tỉnh ủy|UBMTTQ)", after):
        return "thường trực"
    if re.match(r" (?:Y tế|GDTX|Dịch vụ|Phục vụ|Văn hóa|Học tập|Khuyến nông|HCC|VH)", after, re.IGNORECASE):
        return "trung tâm"
    if _INFORMATION.search(before):
        return "thông tin"
    return "thị trấn" if _NAME_AFTER.match(after) else "thông tin"


def is_address(match: "re.Match[str]") -> bool:
    """Whether "Đ/c" is an address (địa chỉ) and not a comrade: "Đ/c:", "Đ/c liên hệ", "Đ/c nhà"."""
    return bool(re.match(r" ?(?::|liên hệ|nhà|thường trú|tạm trú|cơ quan|nhận|trụ sở)", _after(match)))
