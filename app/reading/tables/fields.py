"""Names of fields and offices that are said in one breath, dash or not: "kinh tế - xã hội", "Sở Kế hoạch - Đầu tư".

Each is known by the two words on each side of the dash, or two before it and one behind. Sources: the departments of provinces
and communes (NĐ 45/2025/NĐ-CP, NĐ 150/2025/NĐ-CP), their forerunners, and the boards of the Party and of councils.
"""

_SIDES = {
    "an ninh": ("quốc phòng", "trật tự", "chính trị"),
    "bà rịa": ("vũng tàu",),
    "chăn nuôi": ("thú y",),
    "chính trị": ("xã hội", "tư tưởng"),
    "công nghiệp": ("tiểu thủ",),
    "dân số": ("kế hoạch", "gia đình"),
    "dân quân": ("tự vệ",),
    "dự án": ("đầu tư",),
    "giáo dục": ("đào tạo",),
    "giao thông": ("vận tải", "thủy lợi"),
    "hành chính": ("tổng hợp", "sự nghiệp", "quản trị"),
    "khoa học": ("công nghệ", "kỹ thuật"),
    "kinh tế": ("xã hội", "hạ tầng", "ngân sách"),
    "kế hoạch": ("đầu tư", "tài chính"),
    "lao động": ("thương binh",),
    "nghề nghiệp": ("giáo dục",),
    "nội vụ": ("lao động",),
    "phan rang": ("tháp chàm",),
    "phát thanh": ("truyền hình",),
    "quốc phòng": ("an ninh",),
    "thể dục": ("thể thao",),
    "thông tin": ("truyền thông",),
    "thương binh": ("xã hội", "liệt sĩ", "liệt sỹ"),
    "thừa thiên": ("huế",),
    "truyền thanh": ("truyền hình",),
    "tuyên giáo": ("dân vận",),
    "tài chính": ("kế hoạch", "ngân sách", "kế toán"),
    "tài nguyên": ("môi trường",),
    "tổ chức": ("hành chính", "kiểm tra", "cán bộ"),
    "tư pháp": ("hộ tịch",),
    "văn hóa": ("xã hội", "văn nghệ", "thông tin", "thể thao"),
    "văn phòng": ("thống kê",),
    "văn hoá": ("xã hội", "văn nghệ", "thông tin", "thể thao"),
    "địa chính": ("xây dựng", "nông nghiệp"),
}
IN_ONE_BREATH = frozenset(f"{one} {other}" for one, others in _SIDES.items() for other in others)
"""Those names, a blank in place of the dash."""
