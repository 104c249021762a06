"""Economy, enterprises, banks and taxes: `written: senses`, the usual one last."""

from app.reading.tables.classes import DAY_PARTS, NAMED
from app.reading.tables.sense import Sense

BANKS = (
    r"(?:ngân hàng|nh|vcb|acb|mb|agribank|vietcombank|vietinbank|bidv|nhno|ptnt|nhcsxh|csxh|[a-z]{2,9}bank|bảo hiểm|viettel|"
    r"vnpt),? ?-? ?\(?$"
)

ECONOMY: dict[str, tuple[Sense, ...]] = {
    "UT": (Sense("ủy thác", asks=True, example="UT"),),
    "TMĐT": (
        Sense("tổng mức đầu tư", after=r" ?:?\s?(?:là |khoảng |trên )?\d", example="TMĐT 5 tỷ"),
        Sense("tổng mức đầu tư", before=r"(?:dự án|công trình|da)[^.\n]*$", asks=True, example="dự án có TMĐT"),
        Sense("thương mại điện tử", asks=True, example="TMĐT"),
    ),
    "KTT": (
        Sense("khu tập thể", before=r"(?:ở|tại|trong|các|dân|khu|sống|nhà) $", example="ở KTT"),
        Sense("khu tập thể", after=r" (?:[A-ZĐ]\d|số|công nhân|giáo viên|nhà máy)", example="KTT số"),
        Sense("kế toán trưởng", asks=True, example="KTT"),
    ),
    "CN": (
        Sense("công nghiệp", before=r"(?-i:PCT)\.? ?$", asks=True, example="PCT. CN"),
        Sense(
            "chi nhánh", after=r" (?:[Cc]ông ty|C[Tt][Yy]|[Nn]gân hàng|Agribank|VPĐK|[Vv]ăn phòng)(?!\w)", example="CN Công ty"
        ),
        Sense("chủ nhật", before=r"\d ?(?:h|g|giờ) ?\d{0,2},? $", sure=True, example="lúc 14h CN"),
        Sense("chủ nhật", after=r",? ?\(?(?:ngày )?\d{1,2}[/-]\d", sure=True, example="CN (9/11)"),
        Sense("chủ nhật", before=rf"(?<!\w)(?:{DAY_PARTS}|thứ \w+ và|hằng tuần,?) $", sure=True, example="chiều CN"),
        Sense("chứng nhận", before=r"giấy $", after=r"(?! \d)", example="giấy CN"),
        Sense("chủ nhiệm", after=r" (?:UBKT|Ủy ban|UB |CLB|HTX|Hội đồng)", example="CN Ủy ban"),
        Sense("chủ nhật", before=r"(?:thứ \w+|t[2-7]|\d) ?(?:[-–]|,|và|đến|;) ?$", sure=True, example="thứ 7, CN"),
        Sense(
            "công nghệ",
            before=r"(?<!\w)(?:toán|lý|hóa|hoá|sinh|tin|văn|sử|địa|gdcd|ktpl|thể dục)(?: học)? ?[-–,] ?$",
            asks=True,
            example="Lý - Hóa - Sinh - CN",
        ),
        Sense("công nghiệp", before=r"(?:cụm|khu|ngành|sản xuất|cụm,|sx|điện) $", example="cụm CN"),
        Sense("công nhân", before=r"(?:đội ngũ|giai cấp|nhà ở|cb,|lao động,|tuyển|anh em|chị em|tháng) $", example="nhà ở CN"),
        Sense("chăn nuôi", after=r" (?:lợn|gà|bò|trâu|vịt|gia súc|gia cầm|tập trung|quy mô)", example="CN gà"),
        Sense("chăn nuôi", before=r"(?:trang trại|cơ sở|phát triển|chuồng) $", example="cơ sở CN"),
        Sense(
            "cận nghèo",
            before=r"(?:hn|hộ ?nghèo)[^.\n]*(?:hộ|và|,|/) ?$|(?:hn,?|hn và|nghèo,|nghèo và|thoát) $",
            example="thoát CN",
        ),
        Sense("cận nghèo", before=r"hộ $", asks=True, example="hộ CN"),
        Sense("chủ nhiệm", before=r"(?:gv|giáo viên|thầy|cô) $", example="cô CN"),
        Sense("cá nhân", before=r"(?:tập thể|tổ chức|đơn vị|thu nhập)(?: và|,)? $", example="tập thể và CN"),
        Sense("chi nhánh", before=BANKS, sure=True, example="Agribank CN"),
        Sense(
            "chi nhánh",
            after=r" (?:ngân hàng|Ngân hàng|NH|điện lực|Điện lực|ĐL|Agribank|Viettel|VNPT|BIDV|tỉnh|huyện|Văn phòng|VPĐK)",
            sure=True,
            example="CN điện lực",
        ),
        Sense("cử nhân", after=r"\. ?[A-ZĐ][a-zà-ỹ]", example="CN. Minh"),
        Sense("cử nhân", before=r"trình độ $", example="trình độ CN"),
        Sense("chủ nhật", asks=True, example="CN"),
    ),
    "TK": (
        Sense("thế kỷ", after=r" (?:[XVI]+|1\d|2[01])(?!\w)", sure=True, example="TK 15"),
        Sense("tiểu khu", after=r" \d{1,3}[a-zA-Z]?(?!\w)", example="TK 5", asks=True),
        Sense("tiết kiệm", before=r"(?:sổ|gửi|lãi|thực hành) $", example="sổ TK"),
        Sense("thiết kế", before=r"(?:bản vẽ|hồ sơ|tư vấn|phương án) $", example="hồ sơ TK"),
        Sense("tổng kết", before=r"(?:hội nghị|lễ|báo cáo|buổi) $", sure=True, example="lễ TK"),
        Sense(
            "thống kê", before=r"(?:cán bộ|ngành|chi cục|số liệu|niên giám|văn phòng|vp) ?[-–]? ?$", sure=True, example="ngành TK"
        ),
        Sense("tài khoản", asks=True, example="TK"),
    ),
    "KT": (
        Sense(
            "ký thay",
            after=r"[./]? ?(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|BÍ THƯ|CHÁNH|CT(?!\w))",
            sure=True,
            example="theo KT.TRƯỞNG",
        ),
        Sense("kế toán", after=r" (?:ghi sổ|trưởng)", sure=True, example="KT ghi sổ"),
        Sense("ký thay", before=r"^\W*$", after=r"\.? ?(?:CHỦ|TRƯỞNG|GIÁM|HIỆU|BÍ THƯ|BỘ TRƯỞNG|CHÁNH)", example="KT CHỦ"),
        Sense(
            "kỹ thuật",
            before=r"(?:khoa học|kh|quy trình|biện pháp|tiến bộ|hạ tầng|cán bộ|công nhân|đội|sự cố|hướng dẫn) $",
            example="đội KT",
        ),
        Sense("kiểm tra", before=r"(?:đoàn|ub|ủy ban|công tác|thanh tra,|giám sát,|đề|bài|lịch) $", example="thanh tra, KT"),
        Sense(
            "khuyết tật",
            before=r"(?:người|trẻ|học sinh|già yếu|tàn tật|ốm đau|cao tuổi)(?:,| và|) $",
            sure=True,
            example="trẻ KT",
        ),
        Sense("khai tử", before=r"(?:trích lục|giấy chứng nhận|giấy|ks|khai sinh),? $", after=r"(?! \d)", example="giấy KT"),
        Sense("kiểm tra", after=r" (?:chuyên đề|đột xuất|định kỳ|việc chấp hành)|,? ?giám sát", sure=True, example="KT định kỳ"),
        Sense("kế toán", before=r"(?:chị|anh|bà|ông|cô) \w+,? $", asks=True, example="bà Hoa KT"),
        Sense("kinh tế", asks=True, example="KT"),
    ),
    "XM": (
        Sense("xi măng", before=r"(?:kg|tấn|bao|m3|mác|bằng|mua) $", sure=True, example="tấn XM"),
        Sense("xe máy", asks=True, example="XM"),
    ),
    "TM": (
        Sense("thay mặt", before=r"^\W*$", sure=True, example="TM"),
        Sense(
            "tiền mặt",
            before=r"(?:nộp|bằng|trả|chi|thu|rút|nhận|(?:tk|ck|tài khoản|chuyển khoản) (?:hoặc|hay|và)) $",
            sure=True,
            example="nộp TM",
        ),
        Sense("tiền mặt", after=r" (?:hoặc|hay|và|,) (?:CK|chuyển khoản)", sure=True, example="theo TM , CK"),
        Sense("thương mại", asks=True, example="theo TM"),
    ),
    "NS": (
        Sense("năm sinh", after=r" ?:? ?(?:19|20)\d\d", sure=True, example="NS 1985"),
        Sense("nghệ sĩ", after=rf"\.? ?(?:ưu tú|nhân dân)|{NAMED}", example="NS Yên Bình"),
        Sense("năng suất", before=r"(?:lúa|đạt|giống) $", example="lúa NS"),
        Sense("năng suất", after=r" ?:? \d[\d.,]*(?: ?- ?\d[\d.,]*)? ?(?:tạ|tấn|kg)(?!\w)", sure=True, example="NS 55 tạ"),
        Sense("ngân sách", asks=True, example="NS"),
    ),
    "NL": (
        Sense("người lớn", before=r"(?:vé|giá vé|giá|vé:|suất|\() ?$", after=r" ?:? ?\d", example="vé NL 50"),
        Sense("năng lượng", asks=True, example="NL"),
    ),
    "CK": (
        Sense("cùng kỳ", before=r"(?:so|với|bằng|tăng|giảm) $", example="so CK"),
        Sense("chuyên khoa", after=r" ?(?:I|\d)", sure=True, example="CK 5"),
        Sense("chung kết", before=r"(?:giải|trận|vòng|khai mạc|bán kết)[^.\n]*$", asks=True, example="giải nam vào CK"),
        Sense("chuyển khoản", before=r"(?:qua|hoặc|và|tiền mặt,?|đã|số|nội dung|phí|lệnh|ghi|tm/) ?$", example="và CK"),
        Sense("cùng kỳ", asks=True, example="CK"),
    ),
    "NH": (
        Sense("năm học", after=r" ?(?:19|20)\d\d", sure=True, example="NH 2025"),
        Sense("ngân hàng", asks=True, example="NH"),
    ),
    "STK": (
        Sense("ét tê ca", before=r"(?:ống|loại|máy|xe|mác|van|hiệu|thép)(?: [^\s.,;:]+){0,2} $", sure=True, example="ống STK"),
        Sense("số tài khoản", example="STK"),
    ),
}
