"""Abbreviations with several readings: by what stands before and behind in the same line.

A row is (before, after, spoken): `before` is a pattern that ends at the abbreviation, `after` one that begins behind it; the
first row whose two patterns hold decides, the last row of each list is the reading when nothing around says more.
A reading with "?" at its end is one to ask about.
«N» stands for a name: a blank, and a word with a capital. Case does not count in `before`.
"""

Row = tuple[str, str, str]

OFFICES = (
    r" ?(?:UBBC|BĐDCMHS|BCĐ|HPN|HND|HCCB|CCB|HLHPN|LHPN|HĐND|UBND|UB |MTTQ|UBMTTQ|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy|ĐU|HU|TU|BCH|"
    r"Hội |LĐLĐ|Đoàn )"
)
PERSON = r"(?:đ/c|đồng chí|ông|bà|anh|chị|phó|p\.|nguyên) $"
FULL_NAME = (
    r" (?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Mai|Lương|Lưu) "
    r"(?:Văn|Thị|Đức|Hữu|Minh|Quang|Xuân|Ngọc|Thanh|Công|Đình|Duy|Bá|Như|Thu)(?!\w)"
)
NUMBER = r" ?(?:số )?:? ?\d"
MEETING = r"(?:dự|tổ chức|tại|mở|khai mạc|triệu tập|phục vụ|trước|sau|chào mừng|đến dự) $"
DEPARTMENTS = (
    r" (?:Giáo dục|Y tế|Văn hóa|Kinh tế|Nông nghiệp|Tài nguyên|Thanh tra|LĐ|TC-?KH|VHTT|VH-|KT-?HT|NN|Tư pháp|"
    r"Nội vụ|Tài chính|GD)"
)
CENTRES = (
    r" ?(?:YT(?!\w)|[Yy] tế|GDTX|GDNN|[Dd]ịch vụ|DVNN|[Pp]hục vụ|[Vv]ăn hóa|VH|[Hh]ọc tập|HTCĐ|[Kk]huyến|HCC|[Hh]ành chính|"
    r"[Bb]ảo trợ|[Kk]iểm soát|"
    r"[Đđ]iều dưỡng|[Nn]uôi dưỡng|[Gg]iáo dục|[Dd]ạy nghề|[Hh]ội nghị|[Tt]hể thao|[Cc]hính trị|[Bb]ồi dưỡng|"
    r"[Cc]ai nghiện|[Gg]iới thiệu|"
    r"[Vv]iễn thông|[Cc]ông nghệ|[Gg]iống|[Nn]ước sạch|[Cc]ứu hộ|[Tt]iêm chủng|cụm xã|[Tt]ruyền thông|"
    r"[Tt]ư vấn|[Nn]goại ngữ|[Đđ]ào tạo|[Ss]át hạch|[Đđ]ăng kiểm|[Tt]hương mại|"
    r"[Dd]ân số|[Pp]hát triển|PTQĐ|PVHCC|DVVL|DVC|KN|KSBT|YTDP|CNTT|BTXH)"
)
PROGRAMMES = (
    r" ?(?:MTQG|135|134|30a|30A|mục tiêu|hành động|phối hợp|giảm nghèo|OCOP|NTM|truyền hình|phát thanh|GDPT|"
    r"công tác|số 135)"
)

BANKS = (
    r"(?:ngân hàng|nh|agribank|vietcombank|vietinbank|bidv|nhno|ptnt|nhcsxh|csxh|[a-z]{2,9}bank|bảo hiểm|viettel|"
    r"vnpt),? ?-? ?\(?$"
)
CONGRESS = (
    r" (?:Đảng|đảng|[Cc]hi (?:bộ|hội|đoàn)|[Đđ]oàn(?!\w)|[Hh]ội |nhiệm kỳ|đại biểu|ĐB|lần|CB|CĐ|[Cc]ông đoàn|MTTQ|điểm|TDTT|"
    r"HND|HPN|LHPN|CCB|HCCB|thi đua|thành lập|cổ đông)"
)
LAW_TO = r"tiếp cận|phổ biến|tuyên truyền|giáo dục|tư vấn|hiểu biết|vi phạm|chấp hành|tìm hiểu|ý thức|kiến thức"
"""What is done with the law, not with an annex."""
PAPERS_TO = (
    r"nộp|nhận|xin|trả|làm|gửi|mua|hoàn thiện|bộ|thành phần|kèm|giải quyết|lập|xét|thẩm định|duyệt|lưu|số hóa|kiểm tra|mã|"
    r"chuyển|trình|tiếp nhận|thụ lý|rút|chỉnh lý|bổ sung|"
    r"quản lý"
)

AMBIGUOUS: dict[str, tuple[Row, ...]] = {
    "DA": (
        ("", r" (?:ĐƯỜNG|KHU|XÂY|ĐẦU|ĐTXD|TRƯỜNG|NÂNG|CẢI|TRẠM|KÈ|CẦU)(?!\w)", "dự án"),
        (r"(?:gpmb|ql|quản lý|bql|các|chủ|ban) $", "", "dự án"),
        ("", "", "dự án"),
    ),
    "VX": ((r"(?:tiêm|mũi|loại|liều|lọ) $", "", "vắc xin"), ("", "", "văn xã")),
    "VN": (
        (r"(?:hội thi|hội diễn|giao lưu|biểu diễn|đêm|tiết mục|đội|phong trào|chương trình) $", "", "văn nghệ"),
        ("", r",? (?:và )?TDTT", "văn nghệ"),
        ("", "", "việt nam"),
    ),
    "BC": ((r"(?:giải|đội|môn|sân|thi đấu) $", "", "bóng chuyền"), ("", "", "báo cáo")),
    "BP": (("", r" (?:MC|một cửa|TN&|tiếp nhận)", "bộ phận"), ("", "", "biên phòng")),
    "MC": ((r"(?:bp|bộ phận|cơ chế) $", "", "một cửa"), ("", "", "em xi")),
    "BI": (("chỉ số $", "", "bê i"), ("", "", "bi")),
    "CD": ((r"(?:đĩa|băng|nghe|máy|đầu) $", "", "xê dê"), ("", "", "công dân")),
    "KN": (
        (r"(?:cán bộ|trung tâm|trạm|ctv|hệ thống|viên chức|công tác) $", "", "khuyến nông"),
        ("", r",? ?(?:và )?(?:TC|tố cáo|vượt cấp|đông người|kéo dài)", "khiếu nại"),
        (r"(?:tranh chấp|đơn|không có|giải quyết|gq),? (?:thư )?$", "", "khiếu nại"),
        (r"(?:sáng kiến|rút|chia sẻ|có) $", "", "kinh nghiệm"),
        ("", "", "khiếu nại"),
    ),
    "NT": (
        (r"(?:lớp|nhóm|trẻ) $", "", "nhà trẻ"),
        (r"(?:đơn vị|mời|gói) $", "", "nhà thầu"),
        ("", "", "nông thôn"),
    ),
    "HV": ((r"(?:lớp|trung tâm|đào tạo|giảng viên,?) (?:và )?$", "", "học viên"), ("", "", "hội viên")),
    "SH": ((r"(?:xe|honda) $", "", "ét hát"), ("", "", "sinh hoạt")),
    "TCCN": ((r"(?:sổ|phiếu) $", "", "tiêm chủng cá nhân"), ("", "", "trung cấp chuyên nghiệp")),
    "TUV": ((r"tp[^.\n]*$", "", "thành ủy viên"), ("", "", "tỉnh ủy viên")),
    "NK": (
        ("", r" ?:?\s?(?:(?:19|20)\d\d|[XVI]+(?!\w))", "nhiệm kỳ"),
        (r"(?:đầu|cuối|giữa|các|trong|hết|cả|qua|khóa) $", "", "nhiệm kỳ"),
        ("", "", "nhân khẩu"),
    ),
    "BB": (
        (r"(?:sào|đồng bằng) $", "", "bắc bộ"),
        (r"(?:ký|lập|có|theo|các|ghi) $", "", "biên bản"),
        ("", r" (?:số|họp|bàn giao|nghiệm thu|vi phạm|kiểm tra|làm việc|ghi)", "biên bản"),
        (r"(?:tb|thương binh|ncc|\d|là)(?:,| và|) $", "", "bệnh binh"),
        ("", "", "bệnh binh"),
    ),
    "GS": (
        ("", r"(?:,| và| ?-)? ?GC(?!\w)", "gia súc"),
        (r"(?:đàn|xác|thịt|giết mổ|chăn nuôi) $", "", "gia súc"),
        (r"(?:kiểm tra,?|kt,?|công tác|đoàn|tổ|chức năng) $", "", "giám sát"),
        ("", r"\.?«N»", "giáo sư"),
        ("", "", "giám sát"),
    ),
    "LS": (
        ("", r" ?:?\s?\d+(?:,\d+)?(?:\s?-\s?\d+(?:,\d+)?)?%", "lãi suất"),
        (r"(?:mức|với|chịu|giảm|hỗ trợ|bù) $", "", "lãi suất"),
        ("", "", "liệt sĩ"),
    ),
    "UT": (("", "", "ủy thác"),),
    "QT": (
        (r"(?:chống|bị|sự cố|máy) $", "", "quá tải"),
        (r"(?:tại|ở|khu|ra) $", r"«N»| \d", "quảng trường"),
        (r"(?:theo|ban hành|đúng|các|thực hiện) $", "", "quy trình"),
        ("", "", "quy tê"),
    ),
    "BK": ((r"(?:tỉnh|tp) $", "", "bắc kạn"), ("", "", "bán kết")),
    "CM": (
        (r"(?:kháng chiến|lão thành|có công với|hoạt động|truyền thống) $", "", "cách mạng"),
        ("", "", "chuyên môn"),
    ),
    "TMĐT": (
        ("", r" ?:?\s?(?:là |khoảng |trên )?\d", "tổng mức đầu tư"),
        (r"(?:dự án|công trình|da)[^.\n]*$", "", "tổng mức đầu tư"),
        ("", "", "thương mại điện tử"),
    ),
    "LN": ((r"(?:đoàn|kiểm tra|tổ|họp) $", "", "liên ngành"), (r"(?:chi|tổng) $", "", "lợi nhuận"), ("", "", "lâm nghiệp")),
    "TTr": (("", OFFICES, "thường trực"), ("", "", "tờ trình")),
    "KTT": (
        (r"(?:ở|tại|trong|các|dân|khu|sống|nhà) $", "", "khu tập thể"),
        ("", r" (?:[A-ZĐ]\d|số|công nhân|giáo viên|nhà máy)", "khu tập thể"),
        ("", "", "kế toán trưởng"),
    ),
    "TT": (
        ("", r" (?:số )?\d| (?:liên tịch|hướng dẫn|quy định)| của (?:liên )?(?:Bộ|bộ|B[A-ZĐ]{2})", "thông tư"),
        (r"số $|^$|^\W*$", r"\t|$", "thứ tự"),
        ("", OFFICES, "thường trực"),
        ("", r"(?:,| và|/) ?(?:TBCTMT|TBMT|BTCB|PTT|[Tt]rưởng ban)", "trưởng thôn"),
        (r"(?:cb|btcb|chi bộ)(?:,| và|/) ?$", "", "trưởng thôn"),
        ("", FULL_NAME, "trưởng thôn?"),
        (r"khu (?:vh,? ?-? ?)?$", "", "thể thao"),
        (r"(?:bí thư|chủ tịch|pct|pbt|ủy viên|uv|trưởng ban) $", "", "thường trực"),
        (
            "",
            CENTRES,
            "trung tâm",
        ),
        (r"giám đốc (?:các )?$", "", "trung tâm"),
        (r"(?:kiêm|đ/c|ông|bà) $", "", "trưởng thôn"),
        (r"(?:văn hóa|vh|công tác|hệ thống|(?<!cán )bộ|sở|ngành|phòng|đài) $", "", "thông tin"),
        (r"(?:\d|hai|ba|bốn) $", r"(?:,| và| trên)", "thị trấn"),
        (r"(?:xã|phường),? (?:và )?$|các $", r"(?:,| và| trên| trong|$)", "thị trấn"),
        (r"(?:ubnd|hđnd|công an|địa bàn|trạm y tế|đảng ủy) $", "", "thị trấn"),
        ("", "«N»", "thị trấn"),
        ("", "", "thông tin"),
    ),
    "CT": (
        (r"(?:kt|tm|q)[./]? ?$", "", "chủ tịch"),
        ("", r" HĐQT", "chủ tịch"),
        ("", r"(?:,|/| ?\+| và)? ?P\.?CT(?!\w)", "chủ tịch"),
        (
            "",
            PROGRAMMES,
            "chương trình",
        ),
        ("", OFFICES, "chủ tịch"),
        ("", r" (?:nước|xã|phường|huyện|tỉnh|công đoàn|hội đồng|Hội đồng)", "chủ tịch"),
        (r"phòng $", r" (?:HSSV|SV|HS)", "chính trị"),
        ("", NUMBER, "chỉ thị"),
        (
            "",
            r" ?(?:TNHH|CP |cổ phần|[Cc]ổ phần|MTV|[Đđ]iện lực|[Mm]ôi trường|[Cc]ấp nước|[Xx]ây dựng|[Mm]ay|[Tt]hủy lợi|KTCTTL)",
            "công ty",
        ),
        (PERSON, "", "chủ tịch"),
        (r"\d $", r" (?:HĐ|[Hh]ội)", "chủ tịch"),
        (r"(?:giám đốc|gđ|nhân viên|công nhân) $", "", "công ty"),
        (r"(?:chụp|phim|máy|cắt lớp) $", "", "xê tê"),
        ("", "", "chương trình"),
    ),
    "TP": (
        (r"(?:an toàn|ngộ độc|vệ sinh|vệ sinh an toàn|lương thực,?|chế biến) $", "", "thực phẩm"),
        ("", r"\.? ?(?:HCM|HN|HP|ĐN|CT)(?!\w)", "thành phố"),
        (r"các $", r" (?:của|trong|có|gồm|dự)", "thành phần"),
        (r"(?:đ/c|đồng chí|ông|bà|phó|p\.) $", "", "trưởng phòng"),
        (
            "",
            DEPARTMENTS,
            "trưởng phòng",
        ),
        ("", r" ?:| tham dự| dự | gồm| mời", "thành phần"),
        ("", "«N»", "thành phố"),
        ("", "", "thành phố"),
    ),
    "BĐ": ((r"(?:giải|sân|đội|môn|trận|thi đấu|CLB) $", "", "bóng đá"), ("", "", "báo động")),
    "TQ": ((r"(?:cờ|bảo vệ|mặt trận|vì) $", "", "tổ quốc"), ("", "", "trung quốc?")),
    "DO": ((r"dầu $", "", "đê ô"), ("", "", "do")),
    "CN": (
        (r"giấy $", r"(?! \d)", "chứng nhận"),
        ("", r" (?:UBKT|Ủy ban|UB |CLB|HTX|Hội đồng)", "chủ nhiệm"),
        (r"(?:thứ \w+|t[2-7]|\d) ?(?:[-–]|,|và|đến|;) ?$", "", "chủ nhật"),
        (r"(?:cụm|khu|ngành|sản xuất|cụm,|sx|điện) $", "", "công nghiệp"),
        (r"(?:đội ngũ|giai cấp|nhà ở|cb,|lao động,|tuyển|anh em|chị em|tháng) $", "", "công nhân"),
        ("", r" (?:lợn|gà|bò|trâu|vịt|gia súc|gia cầm|tập trung|quy mô)", "chăn nuôi"),
        (r"(?:trang trại|cơ sở|phát triển|chuồng) $", "", "chăn nuôi"),
        (r"(?:hn|hộ ?nghèo)[^.\n]*(?:hộ|và|,|/) ?$|(?:hn,?|hn và|nghèo,|nghèo và|thoát) $", "", "cận nghèo"),
        (r"hộ $", "", "cận nghèo?"),
        (r"(?:gv|giáo viên|thầy|cô) $", "", "chủ nhiệm"),
        (r"(?:tập thể|tổ chức|đơn vị|thu nhập)(?: và|,)? $", "", "cá nhân"),
        (BANKS, "", "chi nhánh"),
        (
            "",
            r" (?:ngân hàng|Ngân hàng|NH|điện lực|Điện lực|ĐL|Agribank|Viettel|VNPT|BIDV|tỉnh|huyện|Văn phòng|VPĐK)",
            "chi nhánh",
        ),
        ("", r"\. ?[A-ZĐ][a-zà-ỹ]", "cử nhân"),
        (r"trình độ $", "", "cử nhân"),
        ("", "", "chủ nhật"),
    ),
    "GD": (
        (r"(?:điểm|tổ|phiên|bàn|ngày|vẫn|lịch|giờ) $", "", "giao dịch"),
        (r"phòng $", r" (?:NHCS|[Nn]gân hàng|số|xã|\d)", "giao dịch"),
        (
            "",
            r" (?:ông|bà|anh|chị|cụ|cô|chú|bác|em|ô\.|b\.|chính sách|văn hóa|có công|liệt sĩ|LS|TBLS|nghèo|khó khăn)",
            "gia đình",
        ),
        (r"(?:mỗi|từng|hộ|nhiều) $", "", "gia đình"),
        ("", "", "giáo dục"),
    ),
    "GĐ": (
        (r"(?:hộ|mỗi|các|từng|kinh tế|danh hiệu|xây dựng|bạo lực|đại diện|chủ) $", "", "gia đình"),
        (
            "",
            r" (?:tự|đạt|nào|gương mẫu|tiêu biểu|văn hóa|liệt sĩ|chính sách|ông|bà|có |nghèo|hạnh phúc|thuộc)",
            "gia đình",
        ),
        ("", r" (?:đ/c|anh|chị|khó khăn|NCC|TB)", "gia đình"),
        ("", r" ?(?:\d|I)", "giai đoạn"),
        ("", "", "giám đốc"),
    ),
    "KH": (
        (r"(?:hội|quỹ) $", r"(?! ?[&-])", "khuyến học"),
        (r"(?:hội đồng|ngành|nhà|đề tài|nghiên cứu|hội thảo|sở|tạp chí) $", "", "khoa học"),
        (r"(?:quý|chăm sóc|tên|mã) $", r"(?!\s*(?:số |\d))", "khách hàng"),
        ("", r" (?:lưu ý|vui lòng|dùng điện|sử dụng (?:điện|nước)|nộp tiền|mua|gửi tiền|thông cảm)", "khách hàng"),
        ("", "", "kế hoạch"),
    ),
    "CB": (
        (r"(?:bí thư|bt|pbt|đảng viên|sinh hoạt|họp|cấp ủy|chi ủy|đh|đại hội) $", "", "chi bộ"),
        ("", r" (?:thôn|xóm|TDP|tổ|khu|trường|trạm|số \d|\d)", "chi bộ"),
        ("", "", "cán bộ"),
    ),
    "ĐT": (
        ("", r" ?:? ?\(?(?:0|\+?84)\d{2}", "điện thoại"),
        (r"(?:giáo dục|gd|chi phí|công tác|khóa|cơ sở) (?:và |& ?)?$", "", "đào tạo"),
        (r"(?:dự án|vốn|chủ|nhà|kế hoạch|kh|xd|tổng mức|nguồn|quỹ|mức|được) $", "", "đầu tư"),
        (r"(?:các|nhóm|đúng|từng|loại) $", "", "đối tượng"),
        ("", r"[ .]?\d{3}[A-Z]?(?![\d. ]*\d)", "đường tỉnh"),
        ("", r"\.\d{3}[A-Z]?(?!\d)", "đường tỉnh"),
        ("", "", "điện thoại"),
    ),
    "BS": (
        (r"(?:sửa đổi|sđ|kinh phí|dự toán),? $", "", "bổ sung"),
        ("", "", "bác sĩ"),
    ),
    "HS": (
        (r"(?:bị xử lý|trách nhiệm|truy tố|vụ án|tội phạm|cảnh sát) $", "", "hình sự"),
        ("", r" (?:lớp|khối|giỏi|nghèo|tiểu học|mầm non|TH|THCS|THPT|nữ|nam)(?!\w)", "học sinh"),
        (rf"(?:{PAPERS_TO}) $", "", "hồ sơ"),
        ("", r" (?:đề nghị|xin|cấp|vay|gồm|hợp lệ|đất|bệnh án|theo|vui lòng|tiếp nhận)", "hồ sơ"),
        ("", r" (?:đảng viên|cán bộ|công chức|vụ án|bệnh nhân|thầu)", "hồ sơ"),
        ("", r" ?: ?(?:học bạ|đơn|gồm|giấy|bản|tờ khai|CCCD|theo)", "hồ sơ"),
        ("", r" nộp (?:tại|về|cho|ở|trước|chậm|qua)", "hồ sơ"),
        ("", r" ?\d{1,2},\d", "hệ số"),
        ("", "", "học sinh"),
    ),
    "TB": (
        (r"(?:gió|hướng|phía) $", "", "tây bắc"),
        (r"(?:trên|dưới|điểm|mức|đạt|loại|học lực|cận|chiều cao|nhiệt độ|năng suất|sống) $", "", "trung bình"),
        ("", r" (?:có tỷ lệ|tỷ lệ)", "thương binh"),
        ("", r" (?:GN|giảm nghèo|QLDA|XDĐ|CTMT|TTND|công tác|quản lý|liên lạc|bảo vệ|thanh tra|chỉ đạo)", "trưởng ban"),
        (r"(?:mua sắm|máy móc,?|trang|vật tư,?|cơ sở vật chất,?|lắp đặt) $", "", "thiết bị"),
        ("", r",? ?(?:và )?(?:LS|BB|liệt sĩ|bệnh binh|hạng|nặng|\d/4)", "thương binh"),
        (r"(?:gia đình|hộ|con|tặng|ncc,?|thăm|là) $", r"(?! (?:số|\d))", "thương binh"),
        ("", "", "thông báo"),
    ),
    "QL": (
        ("", r"[ .]?\d", "quốc lộ"),
        (r"(?:dọc|trên|tuyến|đường|ven|cạnh) $", "", "quốc lộ"),
        ("", "", "quản lý"),
    ),
    "TL": (
        ("", r"[ .]?\d{2,3}(?!\d)", "tỉnh lộ"),
        (r"(?:dọc|tuyến|đường|ven) $", "", "tỉnh lộ"),
        (r"(?:ngày|lễ|năm|kỷ niệm|quyết định|qđ) $", "", "thành lập"),
        ("", r" ?\(?(?:%|hộ|nghèo)", "tỷ lệ"),
        (r"(?:công trình|ngành|hệ thống|kênh|xí nghiệp|công ty|giao thông) $", "", "thủy lợi"),
        (r"^\W*$", "", "thừa lệnh"),
        ("", "", "tỷ lệ"),
    ),
    "ĐH": (
        (MEETING, "", "đại hội"),
        ("", CONGRESS, "đại hội"),
        (r"(?:bch|văn kiện|nghị quyết|nq) $", "", "đại hội"),
        ("", r"[ .]?\d{2,3}(?!\d)", "đường huyện"),
        ("", "", "đại học"),
    ),
    "ĐX": (("", r"[ .]?\d{1,3}(?!\d|[-/])", "đường xã"), ("", "", "đông xuân")),
    "NN": (
        ("", r" (?:hỗ trợ|giao đất|thu hồi|bảo hộ|cấp)", "nhà nước"),
        (r"(?:cơ quan|quản lý|ngân sách|ql|doanh nghiệp|dn|ngân hàng|pháp luật của|vốn|quản lý của|kho bạc) $", "", "nhà nước"),
        (r"(?:người|vốn đầu tư|công ty|yếu tố) $", "", "nước ngoài"),
        (r"(?:môn|tin học,?|học) $", "", "ngoại ngữ"),
        ("", "", "nông nghiệp"),
    ),
    "TH": (
        ("", r" (?:vi phạm|mắc|nghi|dương tính|F0|tử vong|nhiễm|tai nạn)", "trường hợp"),
        (r"\d $", "", "trường hợp"),
        (r"(?:trường|trg?\.|cấp|hs|gv|bậc|học sinh|giáo viên|mn,|mầm non,|mn và) ?$", "", "tiểu học"),
        ("", r"(?:,|;| và|&| ?-) ?(?:trường )?THCS", "tiểu học"),
        (r"(?:phòng|bộ phận|chuyên viên|cv|báo cáo|bảng|ban|tổ|lưu|vt|vp)[:,;]? $", "", "tổng hợp"),
        (r"(?:tổ chức|để|triển khai|công tác|quá trình|tình hình|đang|kết quả|đã) $", "", "thực hiện"),
        (r"(?:phát thanh,?|đài|truyền thanh,?) $", "", "truyền hình"),
        ("", "«N»", "tiểu học"),
        ("", "", "tổng hợp"),
    ),
    "TC": (
        (r"(?:thời gian|đơn vị|tiến độ|nhà thầu|biện pháp|mặt bằng) $", "", "thi công"),
        (r"(?:sở|bộ|phòng|ngành|báo cáo|hỗ trợ|cán bộ|kế toán) $", "", "tài chính"),
        ("", r"(?: ?- ?| )(?:KH|KT|kế hoạch|kế toán)", "tài chính"),
        (r"(?:\d|đạt|nhóm|bộ|từng) $", "", "tiêu chí"),
        ("", r" (?:nào|số \d|\d)", "tiêu chí"),
        (r"(?:hệ|bằng|trình độ|học|lớp|cđ,) $", "", "trung cấp"),
        (r"(?:lịch|buổi|điểm|sổ|mũi) $", "", "tiêm chủng"),
        ("", "", "tổ chức"),
    ),
    "TK": (
        ("", r" (?:[XVI]+|\d\d?)(?!\w)", "thế kỷ"),
        (r"(?:sổ|gửi|lãi|thực hành) $", "", "tiết kiệm"),
        (r"(?:bản vẽ|hồ sơ|tư vấn|phương án) $", "", "thiết kế"),
        (r"(?:hội nghị|lễ|báo cáo|buổi) $", "", "tổng kết"),
        (r"(?:cán bộ|ngành|chi cục|số liệu|niên giám|công chức vp) ?-? ?$", "", "thống kê"),
        ("", "", "tài khoản"),
    ),
    "KT": (
        ("", r"[./]? ?(?:CHỦ TỊCH|TRƯỞNG|GIÁM ĐỐC|HIỆU TRƯỞNG|BÍ THƯ|CHÁNH|CT(?!\w))", "ký thay"),
        ("", r" (?:ghi sổ|trưởng)", "kế toán"),
        (r"^\W*$", r"\.? ?(?:CHỦ|TRƯỞNG|GIÁM|HIỆU|BÍ THƯ|BỘ TRƯỞNG|CHÁNH)", "ký thay"),
        (r"(?:khoa học|kh|quy trình|biện pháp|tiến bộ|hạ tầng|cán bộ|công nhân|đội|sự cố|hướng dẫn) $", "", "kỹ thuật"),
        (r"(?:đoàn|ub|ủy ban|công tác|thanh tra,|giám sát,|đề|bài|lịch) $", "", "kiểm tra"),
        (r"(?:người|trẻ|học sinh|già yếu|tàn tật|ốm đau|cao tuổi)(?:,| và|) $", "", "khuyết tật"),
        (r"(?:trích lục|giấy chứng nhận|giấy|ks|khai sinh),? $", r"(?! \d)", "khai tử"),
        ("", r" (?:chuyên đề|đột xuất|định kỳ|việc chấp hành)|,? ?giám sát", "kiểm tra"),
        (r"(?:chị|anh|bà|ông|cô) \w+,? $", "", "kế toán?"),
        ("", "", "kinh tế"),
    ),
    "BV": (
        (r"(?:lực lượng|tổ|nhân viên|trực|công tác|ban|dân phòng,) $", "", "bảo vệ"),
        ("", "", "bệnh viện"),
    ),
    "BT": (
        (r"(?:hoạt động|trở lại|ổn định|chạy|làm việc|vẫn|sức khỏe) $", "", "bình thường"),
        (r"(?:tiền|phương án|kinh phí|chi trả|mức|giá) $", "", "bồi thường"),
        ("", r"[,;&-]? ?(?:HT|GPMB|hỗ trợ)", "bồi thường"),
        (r"(?:đổ|mặt đường|cột|trụ|đường) $", "", "bê tông"),
        ("", r" (?:mác|M\d|nhựa|xi măng|cốt thép)", "bê tông"),
        ("", "", "bí thư"),
    ),
    "HT": (
        (r"(?:mức|tiền|kinh phí|được|chính sách|bt,|bt &|gói|đã|nguồn) $", "", "hỗ trợ"),
        ("", r" (?:ổn định|di chuyển|di dời|tái định cư|kinh phí|chi phí|lãi suất|vốn|khẩn cấp|\d)", "hỗ trợ"),
        ("", r" (?:tầng|lớn|[Uu]ỷ ban|[Ủủ]y ban|UBND|NVH|trung tâm|TT|nhà|thôn|xã)", "hội trường"),
        (r"(?:tại|vào|trong|ở|ra|sang|trang trí) $", "", "hội trường"),
        ("", "", "hiệu trưởng"),
    ),
    "PH": (
        (r"(?:công tác|quy chế|để|cơ quan|đơn vị|chủ động) $", "", "phối hợp"),
        ("", "", "phụ huynh"),
    ),
    "VP": (
        (r"(?:hành vi|xử lý|trường hợp|bị|không|nếu|xử phạt) $", "", "vi phạm"),
        (r"(?:hộ|người|tổ chức|cá nhân|đối tượng) $", "", "vi phạm"),
        ("", r" (?:đất|về|quy định|hành chính|pháp luật|PL|nồng độ|lần|bị|ATGT|TTATGT|luật)(?!\w)", "vi phạm"),
        ("", "", "văn phòng"),
    ),
    "VT": (
        (r"(?:ngành|dịch vụ|bưu chính,?|hạ tầng|trạm|doanh nghiệp) $", "", "viễn thông"),
        (r"(?:huy động|chuẩn bị|dự trữ|tập kết|mua|đủ|cấp|số lượng) $", "", "vật tư"),
        (r"(?:xe|kinh doanh|giao thông|dịch vụ|hợp tác xã) $", "", "vận tải"),
        ("", "", "văn thư"),
    ),
    "TS": (
        ("", r"\. ?[A-ZĐ]|«N»", "tiến sĩ"),
        (r"(?:trợ cấp|nghỉ|chế độ|bảo hiểm|hưởng) $", "", "thai sản"),
        (r"(?:nuôi trồng|ngành|nuôi|đánh bắt|khai thác|chế biến) $", "", "thủy sản"),
        (r"(?:kê khai|quản lý|tài chính,?|mua sắm|thanh lý) $", "", "tài sản"),
        (r"(?:thi|đề|xét|kỳ|hồ sơ|công tác) $", "", "tuyển sinh"),
        ("", r" (?:vào (?:lớp )?\d|lớp|đầu cấp)", "tuyển sinh"),
        ("", "", "tổng số"),
    ),
    "KS": (
        ("", r"\. ?[A-ZĐ]|«N»", "kỹ sư"),
        (r"(?:phiếu|tổ chức|đoàn|công tác|kết quả|lịch) $", "", "khảo sát"),
        (r"viện $", "", "kiểm sát"),
        (r"(?:biển|biển số|dịch tễ|chốt) $", "", "kiểm soát"),
        ("", "", "khai sinh"),
    ),
    "CV": (
        (r"(?:đ/c|ông|bà|các|ngạch|phó) $", r"(?! số| \d)", "chuyên viên"),
        ("", "", "công văn"),
    ),
    "NV": (
        (r"(?:sở|phòng|bộ|ngành) $", "", "nội vụ"),
        (r"(?:hoàn thành|thực hiện|phân công|giao|các|chức năng,?) $", "", "nhiệm vụ"),
        (r"(?:môn|thi) $", "", "ngữ văn"),
        ("", r" (?:năm )?20\d\d| trọng tâm| chính trị", "nhiệm vụ"),
        ("", "", "nhân viên"),
    ),
    "ND": (
        ("", r" ?:", "nội dung"),
        (r"bà con $", "", "nhân dân"),
        (r"(?:hpn|phụ nữ|pn|ccb|hccb|cựu chiến binh|thanh niên|tn|hội)(?:,| và|) $", "", "nông dân"),
        (r"(?:tài sản|tính mạng|sức khỏe|đời sống|ý kiến|quyền làm chủ) (?:của )?$", "", "nhân dân"),
        (r"(?:các|có|những|đúng|theo|\d) $", "", "nội dung"),
        ("", r" (?:phản ánh|kiến nghị|đóng góp|hiến đất|biết|giám sát|trong (?:xã|thôn)|bàn)", "nhân dân"),
        (r"(?:cử tri và|đảng bộ và|toàn thể|đời sống|cán bộ và|chính quyền và|cb và|cb,|cử tri,|phục vụ|lòng) $", "", "nhân dân"),
        ("", "", "nông dân"),
    ),
    "LĐ": (
        (r"(?:đ/c|các đ/c|ban|báo cáo|ý kiến|chỉ đạo của|xin|trình) $", "", "lãnh đạo"),
        ("", r" (?:UBND|xã|phường|phòng|huyện|HĐND|Đảng ủy|đảng ủy|các ban|cơ quan|đơn vị|thôn)", "lãnh đạo"),
        (r"(?:hội|liên) $", "", "liên đoàn"),
        ("", "", "lao động"),
    ),
    "TD": (
        (r"(?:vốn|tổ|nh|hoạt động|dư nợ|chính sách|quỹ|tổ chức) $", "", "tín dụng"),
        ("", "", "thể dục"),
    ),
    "CQ": (
        (r"(?:cấp ủy,?|đảng,?|xây dựng|cấp) $", "", "chính quyền"),
        ("", r" (?:địa phương|xã|các cấp|huyện|tỉnh|số|điện tử)", "chính quyền"),
        ("", "", "cơ quan"),
    ),
    "DT": (
        (r"(?:hộ|người|đồng bào|ban|phòng|công tác) $", "", "dân tộc"),
        (r"(?:khu|các|ban ql|trùng tu) $", "", "di tích"),
        (r"(?:ns|ngân sách|thu|chi)[^.\n]*% $", "", "dự toán"),
        (r"(?:giao|lập|vượt|quyết toán|phân bổ) $", "", "dự toán"),
        ("", "", "diện tích"),
    ),
    "TN": (
        (r"(?:bhxh|bảo hiểm xã hội) $", "", "tự nguyện"),
        (r"(?:đoàn|đv,|đoàn viên,|lực lượng|chi đoàn|phụ nữ,|hội lh) $", "", "thanh niên"),
        (r"(?:vụ|xảy ra|bị|gây|phòng tránh) $", "", "tai nạn"),
        (r"(?:bằng|thi|xét|giấy cn|gcn|lễ|đã) $", "", "tốt nghiệp"),
        ("", r" (?:THCS|THPT|TH|tiểu học|lớp|đại học|ĐH|CĐ|tạm thời)(?!\w)", "tốt nghiệp"),
        (r"(?:tổng|mức|nguồn|có) $", "", "thu nhập"),
        (r"(?:sở|phòng|ngành) $", "", "tài nguyên"),
        ("", "", "thanh niên"),
    ),
    "MT": (
        (r"(?:ban công tác|trưởng ban|ban|cán bộ|ub|công tác) $", "", "mặt trận"),
        (r"(?:tội phạm|nghiện|chất|tệ nạn) $", "", "ma túy"),
        (r"(?:phòng|bộ) $", "", "máy tính"),
        ("", "", "môi trường"),
    ),
    "HN": (
        (r"tình trạng $", "", "hôn nhân"),
        (r"(?:tp\.?|ra|về|ở|đường|gửi) $", "", "hà nội"),
        (MEETING, "", "hội nghị"),
        ("", "", "hộ nghèo"),
    ),
    "HC": ((r"(?:giành|đoạt|\d) $", "", "huy chương"), ("", "", "hành chính")),
    "CS": (
        (r"(?:gia đình|chế độ|đối tượng|ngân hàng|tín dụng|nh|các|thực hiện) $", "", "chính sách"),
        (r"(?:cb|cán bộ|sĩ quan),? (?:và )?$", "", "chiến sĩ"),
        (r"(?:thanh niên|đoàn tn|đảng) $", "", "cộng sản"),
        ("", "", "cơ sở"),
    ),
    "CC": (
        (r"(?:thẻ|cấp|làm|số|gắn chip|cấp đổi|cấp lại|mang theo|cccd ?/|luật) ?$", r"(?! xã)", "căn cước"),
        (r"(?:phòng cháy,?|pc ?&?|đội|xe|lính) ?$", "", "chữa cháy"),
        ("", "", "công chức"),
    ),
    "DS": (
        (r"(?:xem|tải|gửi|theo dõi|kiểm tra|đối chiếu|chốt|có tên trong) $", "", "danh sách"),
        ("", r"\. ?[A-ZĐ]", "dược sĩ"),
        (r"(?:kèm|theo|lập|có|duyệt|rà soát) $", "", "danh sách"),
        (r"(?:clb|câu lạc bộ|ctv|cộng tác viên|cán bộ|công tác|viên chức|ngành) $", "", "dân số"),
        ("", r",? (?:và |& ?|- ?)?(?:KHHGĐ|phát triển|PT)", "dân số"),
        ("", r" (?:hộ|học sinh|kèm|niêm yết|đề nghị|cử tri|trúng|các|những|người|đối tượng|NCC|\d)", "danh sách"),
        (r"(?:vụ án|luật|tranh chấp|bộ luật) $", "", "dân sự"),
        ("", "", "dân số"),
    ),
    "TV": (
        (r"(?:các|tổ|nhóm|clb|ban|ủy viên,) $", "", "thành viên"),
        ("", "", "ti vi"),
    ),
    "HĐ": (
        ("", r" (?:số|lao động|mua bán|thuê|kinh tế|LĐ|làm việc)", "hợp đồng"),
        (r"(?:ký|theo|thanh lý|phụ lục|bản) $", "", "hợp đồng"),
        (r"(?:kế hoạch|chương trình|quy chế|nguồn|kinh phí|tổ chức các|các) $", "", "hoạt động"),
        (r"(?:xuất|mã|viết) $", "", "hóa đơn"),
        ("", "", "hội đồng"),
    ),
    "QH": (
        ("", r" (?:SDĐ|sdđ|KHSDĐ|ngành|phân khu|\d/\d)", "quy hoạch"),
        (r"(?:đất|đồ án|bản vẽ|điều chỉnh|lập|công bố|theo) $", "", "quy hoạch"),
        ("", r" (?:sử dụng|xây dựng|chi tiết|chung|đất|\d+/\d+)", "quy hoạch"),
        ("", "", "quốc hội"),
    ),
    "ĐB": (
        (r"(?:bí thư|bch|cấp ủy|toàn|trong) $", "", "đảng bộ"),
        ("", r" (?:xã|huyện|tỉnh|bộ phận)", "đảng bộ"),
        (r"(?:gió|hướng|gió mùa|phía) $", "", "đông bắc"),
        (r"(?:đường) $", "", "đường bộ"),
        ("", "", "đại biểu"),
    ),
    "XM": ((r"(?:kg|tấn|bao|m3|mác|bằng|mua) $", "", "xi măng"), ("", "", "xe máy")),
    "TM": (
        (r"^\W*$", "", "thay mặt"),
        (r"(?:nộp|bằng|trả|chi|thu|rút|nhận|(?:tk|ck|tài khoản|chuyển khoản) (?:hoặc|hay|và)) $", "", "tiền mặt"),
        ("", r" (?:hoặc|hay|và|,) (?:CK|chuyển khoản)", "tiền mặt"),
        ("", "", "thương mại"),
    ),
    "KP": (
        (r"(?:hỗ trợ|nguồn|dự toán|tổng|cấp|trích|về) $", "", "kinh phí"),
        ("", r" ?:| (?:hoạt động|thực hiện|tổ chức|do|từ|cho|được|đảm bảo|bảo đảm)", "kinh phí"),
        ("", "", "khu phố"),
    ),
    "ĐĐ": (("", r" ?:", "địa điểm"), (r"(?:thời gian,?|tg,?) $", "", "địa điểm"), ("", "", "đất đai")),
    "XN": (
        (r"(?:lấy mẫu|kết quả|làm|phòng|mẫu|phiếu) $", "", "xét nghiệm"),
        ("", "«N»", "xí nghiệp"),
        ("", "", "xác nhận"),
    ),
    "MN": (
        (r"(?:miền|dtts|vùng|dân tộc) (?:và |& ?)?$", "", "miền núi"),
        ("", "", "mầm non"),
    ),
    "NS": (
        ("", r" ?:? ?(?:19|20)\d\d", "năm sinh"),
        ("", r"\.? ?(?:ưu tú|nhân dân)|«N»", "nghệ sĩ"),
        (r"(?:lúa|đạt|giống) $", "", "năng suất"),
        ("", r" ?:? \d[\d.,]*(?: ?- ?\d[\d.,]*)? ?(?:tạ|tấn|kg)(?!\w)", "năng suất"),
        ("", "", "ngân sách"),
    ),
    "SN": (("", r" ?:? ?(?:từ |năm )?(?:19|20)\d\d(?!\d)", "sinh năm"), ("", r" ?:? ?\d", "số nhà"), ("", "", "sự nghiệp")),
    "CP": (
        (r"(?:công ty|c\.?ty|ct|ngân hàng|nh|tm|nhtm) $", "", "cổ phần"),
        (r"(?:lợn|tả lợn) $", "", "châu phi"),
        ("", r" ?:", "chi phí"),
        ("", "", "chính phủ"),
    ),
    "CĐ": (
        (r"ban $", "", "chỉ đạo"),
        ("", NUMBER, "công điện"),
        (r"(?:hệ|trường|trình độ|bằng|học|đh,|sinh viên) $", "", "cao đẳng"),
        (r"(?:bí thư|bt|pbt|sinh hoạt|đoàn viên)(?: các)? $", "", "chi đoàn"),
        ("", "", "công đoàn"),
    ),
    "QĐ": (
        ("", r" nhân dân", "quân đội"),
        (r"(?:hậu phương|trong) $", "", "quân đội"),
        (r"(?:đúng|trái|các) $", r"(?! ?(?:số|\d))", "quy định"),
        ("", "", "quyết định"),
    ),
    "NĐ": ((r"(?:tp\.?|tỉnh) $", "", "nam định"), ("", "", "nghị định")),
    "ĐC": ((r"(?:bộ phận|cán bộ|công chức|cc|ban) $", "", "địa chính"), ("", "«N»", "đồng chí"), ("", "", "địa chỉ")),
    "SL": (
        (r"(?:lúa|tổng|ns,|đạt) $", "", "sản lượng"),
        ("", r" ?:? \d[\d.,]* ?(?:tạ|tấn|kg)(?!\w)", "sản lượng"),
        ("", r" (?:lúa|ngô|thóc|cá|tôm|ước|thu hoạch|lương thực|thủy sản|cả năm|cả vụ|bình quân)", "sản lượng"),
        ("", "", "số lượng"),
    ),
    "KL": (
        (r"(?:%|tổng|hết|đạt|xong|khối) $", "", "khối lượng"),
        ("", r" (?:thực hiện|thi công|công việc|đất|bê tông)", "khối lượng"),
        ("", "", "kết luận"),
    ),
    "TE": ((r"(?:chương trình|chứng chỉ) $", "", "tê e"), ("", "", "trẻ em")),
    "NL": ((r"(?:vé|giá vé|giá|vé:|suất|\() ?$", r" ?:? ?\d", "người lớn"), ("", "", "năng lượng")),
    "KK": (
        (r"giải[^.\n]*$", "", "khuyến khích"),
        ("", r" (?:giải)", "khuyến khích"),
        (r"(?:hộ|hoàn cảnh|vùng|đặc biệt|xã) $", "", "khó khăn"),
        ("", "", "kê khai"),
    ),
    "BNN": ((r"(?:tnlđ,?|tai nạn lao động,?) (?:và )?$", "", "bệnh nghề nghiệp"), ("", "", "bộ nông nghiệp")),
    "BTV": ((r"(?:ptv,?|pv,?|phóng viên,?|đội ngũ) $", "", "biên tập viên"), ("", "", "ban thường vụ")),
    "BCT": (("", NUMBER, "bộ công thương"), ("", "", "bộ chính trị")),
    "BCH": (
        (
            "",
            r" (?:ĐTN|HPN|HND|HCCB|Trung ương|TW|Đảng|đảng|Đoàn|đoàn|Hội|hội|LĐLĐ|[Cc]ông đoàn|CĐ|[Cc]hi|TƯ|Quân|ĐB)",
            "ban chấp hành",
        ),
        ("", r" khóa| khoá| nhiệm kỳ", "ban chấp hành"),
        (r"(?:ủy viên|uv|bầu|đoàn,?|nhiệm kỳ|vào|đại hội|hội nghị|bầu cử|trong|các đ/c) $", "", "ban chấp hành"),
        (r"đại hội[^.\n]*$", "", "ban chấp hành"),
        ("", "", "ban chỉ huy"),
    ),
    "BTC": (
        (r"^\W*$", "", "ban tổ chức"),
        (
            "",
            r" (?:cấm|nghiêm cấm|kính mời|yêu cầu|không|giải|hội thi|lễ|cuộc thi|hội|sẽ|đề nghị|trao|chuẩn bị|xin)",
            "ban tổ chức",
        ),
        (r"(?:cho|với|từ|do|theo|đại diện) $", r"(?! (?:số|hướng dẫn|ban hành))", "ban tổ chức"),
        ("", "", "bộ tài chính"),
    ),
    "THA": ((r"(?:cơ quan|chi cục|đội|công tác) $", "", "thi hành án"), ("", "", "tăng huyết áp")),
    "THT": (
        (r"(?:lmlm|dịch tả|dtlcp|vắc xin|vacxin|tiêm|phòng|bệnh|nhiệt thán)(?:,| và|) $", "", "tụ huyết trùng"),
        (r"(?:bệnh|vắc xin|tiêm|phòng|vacxin|lmlm,|dịch tả,) $", "", "tụ huyết trùng"),
        ("", r" (?:trâu|bò|lợn|gia|cho)(?!\w)", "tụ huyết trùng"),
        ("", "", "tổ hợp tác"),
    ),
    "UV": ((r"(?:tia|chỉ số|bức xạ) $", "", "u vê"), (r"(?:tiêm|vắc xin|mũi|uốn ván \() ?$", "", "uốn ván"), ("", "", "ủy viên")),
    "HD": ((r"(?:phim|màn hình|truyền hình|chuẩn) $", "", "hát dê"), ("", "", "hướng dẫn")),
    "PC": (
        (r"(?:máy|máy tính) $", "", "pê xê"),
        ("", "«N»", "công ty điện lực"),
        ("", "", "phòng chống"),
    ),
    "PT": (
        (r"(?:các|xe|người và|điều khiển) $", "", "phương tiện"),
        (r"(?:phát|truyền) $", "", "phát thanh"),
        (r"(?:trường|giáo dục|cấp) $", "", "phổ thông"),
        ("", "", "phát triển"),
    ),
    "ĐK": ((r"(?:bệnh viện|bv|phòng khám|pk|khoa) $", "", "đa khoa"), ("", "", "đăng ký")),
    "QLĐĐ": ((r"(?:đê|lũ|lụt|hạt|hộ đê)[^.\n]*$", "", "quản lý đê điều"), ("", "", "quản lý đất đai")),
    "CTXH": ((r"(?:tổ chức|đoàn thể) $", "", "chính trị xã hội"), ("", "", "công tác xã hội")),
    "ĐN": ((r"(?:gió|hướng|phía) $", "", "đông nam"), (r"tp\.? ?$", "", "đà nẵng"), ("", "", "đề nghị")),
    "KĐ": ((r"(?:trung tâm|tem|phòng) $", "", "kiểm định"), ("", "", "khởi điểm")),
    "PL": (
        ("", r" (?:số )?(?:[1-9]\d|\d{1,3}/)", "pháp lệnh"),
        (r"(?:quỹ|tiền) $", "", "phúc lợi"),
        (rf"(?:{LAW_TO}) (?:quy định )?(?:của )?$", "", "pháp luật"),
        (r"(?:theo|sách|văn bản|trái|đúng|hỗ trợ) (?:quy định )?(?:của )?$", r"(?! (?:số )?\d|[.:])", "pháp luật"),
        ("", r" về ", "pháp luật"),
        ("", "", "phụ lục"),
    ),
    "CA": (("", r" (?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THÀNH PHỐ|xã|phường|huyện|tỉnh)", "công an"), ("", "", "công an")),
    "CK": (
        ("", r" ?(?:I|\d)", "chuyên khoa"),
        (r"(?:giải|trận|vòng|khai mạc|bán kết)[^.\n]*$", "", "chung kết"),
        (r"(?:qua|hoặc|và|tiền mặt,?|đã|số|nội dung|phí|lệnh|ghi|tm/) ?$", "", "chuyển khoản"),
        ("", "", "cùng kỳ"),
    ),
    "NH": (("", r" ?(?:19|20)\d\d", "năm học"), ("", "", "ngân hàng")),
    "ĐV": (
        (r"(?:đoàn xã|bch đoàn|chi đoàn|đoàn tncs|thanh niên|tháng tn)[^.\n]*$", "", "đoàn viên?"),
        (r"(?:sổ tay|hồ sơ|hs|phát triển|đánh giá|tcđ,?|tcđ và) $", "", "đảng viên"),
        ("", "«N»", "đảng viên?"),
        ("", r" (?:dự|mới|chính thức|trẻ|ưu tú|nộp|được miễn|đang sinh hoạt|cao tuổi)", "đảng viên"),
        (r"(?:kết nạp|cb,|chi bộ|\d|cán bộ,) $", "", "đảng viên"),
        ("", "", "đơn vị"),
    ),
    "HK": ((r"(?:sổ|nhập|tách) $", "", "hộ khẩu"), ("", r" ?[I12]", "học kỳ"), ("", "", "hộ khẩu")),
}
ASKED = frozenset(
    {
        "BB",
        "GS",
        "UT",
        "QT",
        "BK",
        "CM",
        "LN",
        "ĐV",
        "TT",
        "CT",
        "TP",
        "CN",
        "ĐT",
        "HS",
        "TB",
        "TL",
        "TH",
        "TC",
        "TK",
        "KT",
        "BT",
        "HT",
        "PH",
        "VT",
        "TS",
        "KS",
        "NV",
        "DT",
        "TN",
        "HN",
    }
    | {
        "CD",
        "KN",
        "NT",
        "HV",
        "TUV",
        "KTT",
        "CS",
        "CC",
        "HĐ",
        "ĐB",
        "XM",
        "ĐĐ",
        "XN",
        "CĐ",
        "ĐC",
        "SL",
        "PT",
        "PC",
        "VP",
        "KK",
        "GĐ",
        "BTC",
        "ND",
    }
)
"""Those whose last row is a guess: the officer is asked to look."""
