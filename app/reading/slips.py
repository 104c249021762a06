"""Typing slips of communes: `wrong: right`. Suggested to the officer, never applied; only forms that are never right."""

import re

SLIPS = {
    "mật trận": "mặt trận",
    "băng zôn": "băng rôn",
    "băng dôn": "băng rôn",
    "khẩu hiêu": "khẩu hiệu",
    "sử lý": "xử lý",
    "sử phạt": "xử phạt",
    "bổ xung": "bổ sung",
    "xắp xếp": "sắp xếp",
    "sắp sếp": "sắp xếp",
    "xuất sứ": "xuất xứ",
    "xuất sắt": "xuất sắc",
    "suất sắc": "xuất sắc",
    "chỉnh chu": "chỉn chu",
    "chia sẽ": "chia sẻ",
    "mạnh mẻ": "mạnh mẽ",
    "sẳn sàng": "sẵn sàng",
    "vổ tay": "vỗ tay",
    "nghiêm trỉnh": "nghiêm chỉnh",
    "hổ trợ": "hỗ trợ",
    "hổ nghèo": "hộ nghèo",
    "hộ ngheo": "hộ nghèo",
    "cận nghéo": "cận nghèo",
    "giãm nghèo": "giảm nghèo",
    "quyết dịnh": "quyết định",
    "uỹ ban": "ủy ban",
    "ũy ban": "ủy ban",
    "nhân dan": "nhân dân",
    "cãi cách": "cải cách",
    "cữ tri": "cử tri",
    "kỹ luật": "kỷ luật",
    "kỹ niệm": "kỷ niệm",
    "lảnh đạo": "lãnh đạo",
    "lãnh đao": "lãnh đạo",
    "bão hiểm": "bảo hiểm",
    "bảo hiễm": "bảo hiểm",
    "sức khoẽ": "sức khỏe",
    "sức khẻo": "sức khỏe",
    "ý tế": "y tế",
    "phòng chóng": "phòng chống",
    "tuyên truyên": "tuyên truyền",
    "truyền thang": "truyền thanh",
    "phát thang": "phát thanh",
    "rà xoát": "rà soát",
    "rà soat": "rà soát",
    "niêm yếc": "niêm yết",
    "khiếu nai": "khiếu nại",
    "giải quyêt": "giải quyết",
    "thũ tục": "thủ tục",
    "thủ tuc": "thủ tục",
    "thực hiên": "thực hiện",
    "nhiêm vụ": "nhiệm vụ",
    "trách nhiêm": "trách nhiệm",
    "kết qủa": "kết quả",
    "hiệu qủa": "hiệu quả",
    "qui dịnh": "quy định",
    "quy dịnh": "quy định",
    "vệ xinh": "vệ sinh",
    "sinh hoat": "sinh hoạt",
    "rác thãi": "rác thải",
    "nước xạch": "nước sạch",
    "nông thông mới": "nông thôn mới",
    "xây đựng": "xây dựng",
    "chử ký": "chữ ký",
    "dử liệu": "dữ liệu",
    "vỉa hề": "vỉa hè",
    "bắt buột": "bắt buộc",
    "nổ lực": "nỗ lực",
    "cũng cố": "củng cố",
    "trãi qua": "trải qua",
    "xả hội": "xã hội",
    "xã hôi": "xã hội",
    "cảnh giát": "cảnh giác",
    "chuyễn đổi": "chuyển đổi",
    "dịch bịnh": "dịch bệnh",
    "vắt xin": "vắc xin",
    "thiên tay": "thiên tai",
    "lủ lụt": "lũ lụt",
    "sạc lở": "sạt lở",
    "gia xúc": "gia súc",
    "trồng trọc": "trồng trọt",
}
"""By the wrong form, in lower case."""

_SLIP = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(wrong) for wrong in sorted(SLIPS, key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
)


def find_slips(text: str) -> list[tuple[int, int, str]]:
    """Start, end and suggestion of each slip; the suggestion keeps a capital at the beginning."""
    found = []
    for match in _SLIP.finditer(text):
        right = SLIPS[match[0].lower()]
        found.append((match.start(), match.end(), right.capitalize() if match[0][0].isupper() else right))
    return found
