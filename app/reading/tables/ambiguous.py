"""Abbreviations with several readings: by what stands before and behind in the same line.

The first sense whose two patterns hold decides; the last one has none and is the reading when nothing around says more.
"""

from app.reading.tables.classes import CITIES, DAY_PARTS, LOWER, NAMED, PERIODS, PERSONS, PLACES, PROVINCES, UPPER, any_of
from app.reading.tables.sense import Sense

OFFICES = (
    r" ?(?:UBBC|BĐDCMHS|BCĐ|HPN|HND|HCCB|CCB|HLHPN|LHPN|HĐND|UBND|UB |MTTQ|UBMTTQ|(?:Đảng|Huyện|Tỉnh|Thành) [ủỦ]y|ĐẢNG ỦY|"
    r"ĐU|HU|TU|BCH|Hội |LĐLĐ|Đoàn )"
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
    r"(?:ngân hàng|nh|vcb|acb|mb|agribank|vietcombank|vietinbank|bidv|nhno|ptnt|nhcsxh|csxh|[a-z]{2,9}bank|bảo hiểm|viettel|"
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

AMBIGUOUS: dict[str, tuple[Sense, ...]] = {
    "CDC": (
        Sense(
            "cụm dân cư",
            before=r"(?<!\w)(?:ấp|kênh|cầu|chợ|lộ|trạm bơm|KV|khu vực|các|trong|vào)(?!\w)[^.;\n]{0,40}$",
            after=rf" [{UPPER}]",
            asks=True,
            example="cầu CDC Yên Bình",
        ),
        Sense("xê dê xê", after=NAMED, asks=True, example="CDC Yên Bình"),
        Sense("xê dê xê", example="CDC"),
    ),
    "CNTT": (
        Sense("công nghiệp tập trung", before=r"(?:cụm|khu) $", asks=True, example="cụm CNTT"),
        Sense("công nghệ thông tin", example="CNTT"),
    ),
    "TBNN": (
        Sense(
            "thương binh nặng", before=r"(?:thương binh,?|chế độ|phụ cấp|trợ cấp|điều dưỡng) $", asks=True, example="chế độ TBNN"
        ),
        Sense("trung bình nhiều năm", example="TBNN"),
    ),
    "DA": (
        Sense("dự án", after=r" (?:ĐƯỜNG|KHU|XÂY|ĐẦU|ĐTXD|TRƯỜNG|NÂNG|CẢI|TRẠM|KÈ|CẦU)(?!\w)", sure=True, example="DA KHU"),
        Sense("dự án", asks=True, example="DA"),
    ),
    "VX": (
        Sense("vắc xin", before=r"(?:tiêm|mũi|loại|liều|lọ) $", sure=True, example="lọ VX"),
        Sense("văn xã", asks=True, example="VX"),
    ),
    "VN": (
        Sense(
            "văn nghệ",
            before=r"(?:hội thi|hội diễn|giao lưu|biểu diễn|đêm|tiết mục|đội|phong trào|chương trình) $",
            example="đêm VN",
        ),
        Sense("văn nghệ", after=r",? (?:và )?TDTT", sure=True, example="VN TDTT"),
        Sense("việt nam", example="VN"),
    ),
    "BC": (
        Sense(
            "bầu cử",
            before=r"(?:phiếu|tổ|khu vực|hòm|đơn vị|thẻ|lịch|ủy ban) $",
            after=r"(?! (?:của|tháng|kết quả))",
            example="tổ BC",
        ),
        Sense("bầu cử", after=r" (?:ĐB|[Đđ]ại biểu|HĐND|QH|[Qq]uốc hội)", sure=True, example="BC đại biểu"),
        Sense("bầu cử", before=r"ngày $", after=r"(?! (?:số|của|kết quả))", asks=True, example="ngày BC"),
        Sense("bóng chuyền", before=r"(?:giải|đội|môn|sân|thi đấu) $", example="đội BC"),
        Sense("báo cáo", asks=True, example="BC"),
    ),
    "BP": (
        Sense("bộ phận", after=r" (?:MC|một cửa|TN&|tiếp nhận)", example="BP một cửa"),
        Sense("biên phòng", asks=True, example="BP"),
    ),
    "MC": (
        Sense("một cửa", before=r"(?:bp|bộ phận|cơ chế) $", example="cơ chế MC"),
        Sense("em xi", asks=True, example="MC"),
    ),
    "BI": (
        Sense("bê i", before="chỉ số $", sure=True, example="chỉ số BI"),
        Sense("bi", example="BI"),
    ),
    "CD": (
        Sense("xê dê", before=r"(?:đĩa|băng|nghe|máy|đầu) $", sure=True, example="đĩa CD"),
        Sense("công dân", asks=True, example="CD"),
    ),
    "KN": (
        Sense("khuyến nông", before=r"(?:cán bộ|trung tâm|trạm|ctv|hệ thống|viên chức|công tác) $", example="trạm KN"),
        Sense("khiếu nại", after=r",? ?(?:và )?(?:TC|tố cáo|vượt cấp|đông người|kéo dài)", sure=True, example="KN, TC vượt cấp"),
        Sense("khiếu nại", before=r"(?:tranh chấp|đơn|không có|giải quyết|gq),? (?:thư )?$", sure=True, example="đơn KN"),
        Sense("kinh nghiệm", before=r"(?:sáng kiến|rút|chia sẻ|có) $", example="có KN"),
        Sense("khiếu nại", asks=True, example="KN"),
    ),
    "NT": (
        Sense("nhà trẻ", before=r"(?:lớp|nhóm|trẻ) $", example="lớp NT"),
        Sense("nhà thầu", before=r"(?:đơn vị|mời|gói) $", example="mời NT"),
        Sense("nông thôn", asks=True, example="NT"),
    ),
    "HV": (
        Sense("học viên", before=r"(?:lớp|trung tâm|đào tạo|giảng viên,?) (?:và )?$", example="lớp HV"),
        Sense("hội viên", asks=True, example="HV"),
    ),
    "SH": (
        Sense("ét hát", before=r"(?:xe|honda) $", sure=True, example="xe SH"),
        Sense("sinh hoạt", asks=True, example="SH"),
    ),
    "TCCN": (
        Sense("tiêm chủng cá nhân", before=r"(?:sổ|phiếu) $", sure=True, example="sổ TCCN"),
        Sense("trung cấp chuyên nghiệp", example="TCCN"),
    ),
    "TUV": (
        Sense("thành ủy viên", before=r"tp[^.\n]*$", asks=True, example="TP Huế có hai TUV"),
        Sense("tỉnh ủy viên", asks=True, example="TUV"),
    ),
    "BCS": (
        Sense("bao cao su", before=r"(?:dùng|sử dụng|cấp|phát|mua|đeo|mang|bán) $", sure=True, example="dùng BCS"),
        Sense(
            "đất bằng chưa sử dụng",
            before=r"(?:(?<!\w)(?:đất|thửa|m2|m²|ha)(?!\w)[^.;\n]{0,20}|(?-i:[A-Z]{3})[,;+] ?)$",
            example="đất BCS",
        ),
        Sense("đất bằng chưa sử dụng", after=r"[,;+] ?[A-Z]{3}(?!\w)| \(?\d[\d.,]* ?(?:m2|m²|ha)", example="BCS, CLN"),
        Sense("ban cán sự", after=rf" (?:các )?(?:{PLACES}|bản|lớp|khóm|buôn|TDP|KDC|đảng)", example="BCS thôn"),
        Sense("ban cán sự", asks=True, example="BCS"),
    ),
    "NK": (
        Sense("nhiệm kỳ", after=r" ?:?\s?\(?(?:(?:19|20)\d\d|[XVI]+(?!\w))", sure=True, example="NK 2025"),
        Sense("nhiệm kỳ", before=r"(?:đầu|cuối|giữa|các|trong|hết|cả|qua|khóa) $", example="cả NK"),
        Sense("nhập khẩu", before=r"(?:nơi|hàng|giá|thuế|máy|xe|gỗ|giống|phân|kim ngạch|xuất(?:,| và)) $", example="hàng NK"),
        Sense("nhân khẩu", asks=True, example="NK"),
    ),
    "BB": (
        Sense("bắc bộ", before=r"(?:sào|đồng bằng) $", example="sào BB"),
        Sense("biên bản", before=r"(?:ký|lập|có|theo|các|ghi) $", sure=True, example="ký BB"),
        Sense("biên bản", after=r" (?:số|họp|bàn giao|nghiệm thu|vi phạm|kiểm tra|làm việc|ghi)", example="BB số 5"),
        Sense("bệnh binh", before=r"(?:tb|thương binh|ncc|\d|là)(?:,| và|) $", example="5 BB"),
        Sense("bệnh binh", asks=True, example="BB"),
    ),
    "GS": (
        Sense("gia súc", after=r"(?:,| và| ?-)? ?GC(?!\w)", sure=True, example="GS và GC"),
        Sense("gia súc", before=r"(?:đàn|xác|thịt|giết mổ|chăn nuôi) $", example="đàn GS"),
        Sense("giám sát", before=r"(?:kiểm tra,?|kt,?|công tác|đoàn|tổ|chức năng) $", example="tổ GS"),
        Sense("giáo sư", after=NAMED, asks=True, example="GS Yên Bình"),
        Sense("giám sát", asks=True, example="GS"),
    ),
    "LS": (
        Sense("lãi suất", after=r" ?:?\s?\d+(?:,\d+)?(?:\s?-\s?\d+(?:,\d+)?)?%", sure=True, example="LS 5%"),
        Sense("lãi suất", before=r"(?:mức|với|chịu|giảm|hỗ trợ|bù) $", example="bù LS"),
        Sense("liệt sĩ", asks=True, example="LS"),
    ),
    "UT": (Sense("ủy thác", asks=True, example="UT"),),
    "QT": (
        Sense("quá tải", before=r"(?:chống|bị|sự cố|máy) $", sure=True, example="bị QT"),
        Sense("quảng trường", before=r"(?:tại|ở|khu|ra) $", after=rf"{NAMED}| \d", example="ở QT 5"),
        Sense("quy trình", before=r"(?:theo|ban hành|đúng|các|thực hiện) $", example="các QT"),
        Sense("quy tê", asks=True, example="QT"),
    ),
    "BK": (
        Sense("bắc kạn", before=r"(?:tỉnh|tp) $", example="tỉnh BK"),
        Sense("bán kết", asks=True, example="BK"),
    ),
    "CM": (
        Sense("cách mạng", after=r" tháng (?:Tám|tám|8|Mười|mười|10)(?!\w)", sure=True, example="CM tháng Tám"),
        Sense(
            "cách mạng",
            before=r"(?:kháng chiến|lão thành|có công với|hoạt động|truyền thống) $",
            sure=True,
            example="lão thành CM",
        ),
        Sense("chuyên môn", asks=True, example="CM"),
    ),
    "TMĐT": (
        Sense("tổng mức đầu tư", after=r" ?:?\s?(?:là |khoảng |trên )?\d", example="TMĐT 5 tỷ"),
        Sense("tổng mức đầu tư", before=r"(?:dự án|công trình|da)[^.\n]*$", asks=True, example="dự án có TMĐT"),
        Sense("thương mại điện tử", asks=True, example="TMĐT"),
    ),
    "LN": (
        Sense("liên ngành", before=r"(?:đoàn|kiểm tra|tổ|họp) $", example="tổ LN"),
        Sense("lợi nhuận", before=r"(?:chi|tổng) $", example="chi LN"),
        Sense("lâm nghiệp", asks=True, example="LN"),
    ),
    "TTr": (
        Sense("thường trực", after=OFFICES, sure=True, example="TTr BCĐ"),
        Sense("tờ trình", example="TTr"),
    ),
    "KTT": (
        Sense("khu tập thể", before=r"(?:ở|tại|trong|các|dân|khu|sống|nhà) $", example="ở KTT"),
        Sense("khu tập thể", after=r" (?:[A-ZĐ]\d|số|công nhân|giáo viên|nhà máy)", example="KTT số"),
        Sense("kế toán trưởng", asks=True, example="KTT"),
    ),
    "TT": (
        Sense("trưởng", after=rf" (?:{PLACES}|bản|TDP)(?!\w)", example="TT thôn"),
        Sense(
            "thông tư",
            after=r" (?:số )?\d| (?:liên tịch|hướng dẫn|quy định)| của (?:liên )?(?:Bộ|bộ|B[A-ZĐ]{2})",
            sure=True,
            example="TT 5",
        ),
        Sense("thứ tự", before=r"số $|^$|^\W*$", after=r" *\t|$", example="TT"),
        Sense("thường trực", after=r" (?:đảng ủy|Đảng ủy|huyện ủy|tỉnh ủy|thị ủy|thành ủy|hội đồng)", example="TT đảng ủy"),
        Sense("thường trực", after=OFFICES, sure=True, example="TT BCĐ"),
        Sense("trưởng thôn", after=r"(?:,| và|/) ?(?:TBCTMT|TBMT|BTCB|PTT|[Tt]rưởng ban)", sure=True, example="TT, PTT dự"),
        Sense("trưởng thôn", before=r"(?:cb|btcb|chi bộ)(?:,| và|/) ?$", sure=True, example="chi bộ, TT"),
        Sense("trưởng thôn", after=FULL_NAME, asks=True, example="TT Lê Văn Bình"),
        Sense("thể thao", before=r"khu (?:vh,? ?-? ?)?$", example="khu TT"),
        Sense("thường trực", before=r"(?:bí thư|chủ tịch|pct|pbt|ủy viên|uv|trưởng ban) $", example="bí thư TT"),
        Sense("trung tâm", after=CENTRES, sure=True, example="TT y tế"),
        Sense("trung tâm", before=r"giám đốc (?:các )?$", example="giám đốc TT"),
        Sense("trưởng thôn", before=r"(?:kiêm|đ/c|ông|bà) $", example="bà TT"),
        Sense("thông tin", before=r"(?:văn hóa|vh|công tác|hệ thống|(?<!cán )bộ|sở|ngành|phòng) $", example="ngành TT"),
        Sense("truyền thanh", before=r"đài $", example="đài TT"),
        Sense("thị trấn", after=rf"[{UPPER}](?-i:[{LOWER}])", example="TT.Yên Bình"),
        Sense("thị trấn", before=r"(?:\d|hai|ba|bốn) $", after=r"(?:,| và| trên)", example="3 TT, 20 xã"),
        Sense(
            "thị trấn", before=r"(?:xã|phường),? (?:và )?$|các $", after=r"(?:,| và| trên| trong|$)", example="các TT trong huyện"
        ),
        Sense("thị trấn", before=r"(?:ubnd|hđnd|công an|địa bàn|trạm y tế|đảng ủy) $", example="ubnd TT"),
        Sense("thị trấn", after=NAMED, asks=True, example="TT Yên Bình"),
        Sense("thông tin", asks=True, example="TT xã"),
    ),
    "CT": (
        Sense("chủ tịch", before=r"(?:kt|tm|q)[./]? ?$", example="Q.CT"),
        Sense("chủ tịch", after=r" HĐQT", sure=True, example="CT HĐQT"),
        Sense("chủ tịch", after=r"(?:,|/| ?\+| và)? ?P\.?CT(?!\w)", sure=True, example="CT và PCT"),
        Sense("chương trình", after=PROGRAMMES, sure=True, example="CT 135"),
        Sense("chủ tịch", after=OFFICES, sure=True, example="CT BCĐ"),
        Sense("chủ tịch", after=r" (?:nước|xã|phường|huyện|tỉnh|công đoàn|hội đồng|Hội đồng)", sure=True, example="CT xã"),
        Sense("chính trị", before=r"phòng $", after=r" (?:HSSV|SV|HS)", example="phòng CT SV"),
        Sense("chỉ thị", after=NUMBER, example="CT 5"),
        Sense(
            "công ty",
            after=r" ?(?:TNHH|CP |cổ phần|[Cc]ổ phần|MTV|[Đđ]iện lực|[Mm]ôi trường|[Cc]ấp nước|[Xx]ây|[Mm]ay|[Tt]hủy lợi|KTCTTL)",
            example="CT cổ phần",
        ),
        Sense("chủ tịch", before=PERSON, example="bà CT"),
        Sense("chủ tịch", before=r"\d $", after=r" (?:HĐ|[Hh]ội)", example="5 CT hội"),
        Sense("công ty", before=r"(?:giám đốc|gđ|nhân viên|công nhân) $", example="giám đốc CT"),
        Sense("xê tê", before=r"(?:chụp|phim|máy|cắt lớp) $", example="máy CT"),
        Sense("chương trình", asks=True, example="CT"),
    ),
    "TP": (
        Sense(
            "thực phẩm",
            before=r"(?:an toàn|ngộ độc|vệ sinh|vệ sinh an toàn|lương thực,?|chế biến) $",
            sure=True,
            example="an toàn TP",
        ),
        Sense("thành phố", after=r"\.? ?(?:HCM|HN|HP|ĐN|CT)(?!\w)", sure=True, example="TP.HN"),
        Sense("thành phố", after=rf"\.? ?(?:{any_of(PROVINCES + CITIES)})(?!\w)", sure=True, example="TP Hạ Long"),
        Sense("thành phố", before=r"(?<!\w)(?:tỉnh|huyện|quận|thị xã|thị trấn)(?:,| và|/) ?$", sure=True, example="tỉnh, TP:"),
        Sense("thành phần", before=r"các $", after=r" (?:của|trong|có|gồm|dự)", example="các TP có"),
        Sense("trưởng phòng", before=r"(?:đ/c|đồng chí|ông|bà|phó|p\.) $", example="bà TP"),
        Sense("trưởng phòng", after=DEPARTMENTS, example="TP Văn hóa"),
        Sense("thành phần", after=r" ?:| tham dự| dự | gồm| mời", example="TP: đại biểu"),
        Sense("thành phố", after=NAMED, example="TP Yên Bình"),
        Sense("thành phố", asks=True, example="TP"),
    ),
    "BĐ": (
        Sense("bản đồ", before=r"(?:tờ|thửa) $", sure=True, example="tờ BĐ"),
        Sense("bóng đá", before=r"(?:giải|sân|đội|môn|trận|thi đấu|CLB) $", example="sân BĐ"),
        Sense("báo động", after=r" ?(?:\d|[IVX]+(?!\w)|cấp|lũ|trên|dưới)", sure=True, example="BĐ 2"),
        Sense("báo động", before=r"(?:mức|trên|dưới|vượt|cấp|xấp xỉ|lệnh) $", sure=True, example="trên BĐ"),
        Sense("báo động", asks=True, example="BĐ"),
    ),
    "TQ": (
        Sense("tổ quốc", before=r"(?:cờ|bảo vệ|mặt trận|vì) $", example="cờ TQ"),
        Sense("trung quốc", asks=True, example="TQ"),
    ),
    "DO": (
        Sense("đê ô", before=r"dầu $", sure=True, example="dầu DO"),
        Sense("do", example="DO"),
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
    "GD": (
        Sense("giao dịch", before=r"(?:điểm|tổ|phiên|bàn|ngày|vẫn|lịch|giờ) $", example="tổ GD"),
        Sense("giao dịch", before=r"phòng $", after=r" (?:NHCS|[Nn]gân hàng|số|xã|\d)", example="phòng GD số"),
        Sense(
            "gia đình",
            after=rf" (?:{PERSONS}|ô\.|b\.|chính sách|văn hóa|có công|liệt sĩ|LS|TBLS|nghèo|khó khăn)",
            example="GD bà",
        ),
        Sense("gia đình", before=r"(?:mỗi|từng|hộ|nhiều) $", example="hộ GD"),
        Sense("giáo dục", asks=True, example="GD"),
    ),
    "GĐ": (
        Sense("gia đình", before=r"(?:hộ|mỗi|các|từng|kinh tế|danh hiệu|xây dựng|bạo lực|đại diện|chủ) $", example="hộ GĐ"),
        Sense(
            "gia đình",
            after=r" (?:tự|đạt|nào|gương mẫu|tiêu biểu|văn hóa|liệt sĩ|chính sách|ông|bà|có |nghèo|hạnh phúc|thuộc)",
            example="GĐ tự",
        ),
        Sense("gia đình", after=r" (?:đ/c|anh|chị|khó khăn|NCC|TB)", example="GĐ anh"),
        Sense("giai đoạn", after=r" ?(?:\d|I)", sure=True, example="GĐ 2"),
        Sense("giám đốc", asks=True, example="GĐ"),
    ),
    "KH": (
        Sense("khuyến học", before=r"(?:hội|quỹ) $", after=r"(?! ?[&-])", example="hội KH"),
        Sense("khoa học", before=r"(?:hội đồng|ngành|nhà|đề tài|nghiên cứu|hội thảo|sở|tạp chí) $", example="sở KH"),
        Sense("khách hàng", before=r"(?:quý|chăm sóc|tên|mã) $", after=r"(?!\s*(?:số |\d))", example="mã KH"),
        Sense(
            "khách hàng",
            after=r" (?:lưu ý|vui lòng|dùng điện|sử dụng (?:điện|nước)|nộp tiền|mua|gửi tiền|thông cảm)",
            sure=True,
            example="KH lưu ý",
        ),
        Sense(
            "kế hoạch",
            before=r"(?:%|đạt|vượt|so với|thực hiện|ban hành|xây dựng|chỉ tiêu|giao|triển khai) ?$",
            sure=True,
            example="đạt 90% KH",
        ),
        Sense("kế hoạch", before=r"(?:theo|so|bằng|số|các|của|có|đúng) $", example="các KH"),
        Sense("kế hoạch", after=rf"{NUMBER}| (?:số|của|{PERIODS}|về|phát|sản|thu|chi|công|tổ|triển|kiểm)", example="KH 5"),
        Sense("kế hoạch", asks=True, example="KH"),
    ),
    "CB": (
        Sense(
            "chi bộ", before=r"(?:bí thư|bt|pbt|đảng viên|sinh hoạt|họp|cấp ủy|chi ủy|đh|đại hội) $", sure=True, example="họp CB"
        ),
        Sense("chi bộ", after=rf" (?:{PLACES}|TDP|trường|trạm|số \d|\d)", example="CB tổ"),
        Sense("cán bộ", asks=True, example="CB"),
    ),
    "ĐT": (
        Sense("điện thoại", after=r" ?:? ?\(?(?:0|\+?84)\d{2}", sure=True, example="ĐT: 0912345678"),
        Sense("đào tạo", before=r"(?:giáo dục|gd|chi phí|công tác|khóa|cơ sở) (?:và |& ?)?$", example="khóa ĐT"),
        Sense("đầu tư", before=r"(?:dự án|vốn|chủ|nhà|kế hoạch|kh|xd|tổng mức|nguồn|quỹ|mức|được) $", example="vốn ĐT"),
        Sense("đối tượng", before=r"(?:các|nhóm|đúng|từng|loại) $", example="các ĐT"),
        Sense("điện thoại", asks=True, example="ĐT"),
    ),
    "BS": (
        Sense("bổ sung", before=r"(?:sửa đổi|sđ|kinh phí|dự toán),? $", example="sửa đổi BS"),
        Sense("bác sĩ", after=NAMED, asks=True, example="BS Yên Bình"),
        Sense("bác sĩ", before=r"(?:các|có|\d|đội ngũ|khám|mời|là) $", example="các BS"),
        Sense("bác sĩ", asks=True, example="BS"),
    ),
    "HS": (
        Sense("học sinh", before=r"(?:gv,|giáo viên,|gv và|các em|phụ huynh,?|cho) $", sure=True, example="giáo viên, HS"),
        Sense("học sinh", after=r" (?:toàn trường|con hộ|con |các trường|trường)", example="HS toàn trường"),
        Sense("hình sự", before=r"(?:bị xử lý|trách nhiệm|truy tố|vụ án|tội phạm|cảnh sát) $", sure=True, example="vụ án HS"),
        Sense(
            "học sinh", after=r" (?:lớp|khối|giỏi|nghèo|tiểu học|mầm non|TH|THCS|THPT|nữ|nam)(?!\w)", sure=True, example="HS lớp"
        ),
        Sense("hồ sơ", before=rf"(?:{PAPERS_TO}) $", example="bộ HS"),
        Sense("hồ sơ", after=r" (?:đề nghị|xin|cấp|vay|gồm|hợp lệ|đất|bệnh án|theo|vui lòng|tiếp nhận)", example="HS xin"),
        Sense("hồ sơ", after=r" (?:đảng viên|cán bộ|công chức|vụ án|bệnh nhân|thầu)", sure=True, example="HS vụ án"),
        Sense("hồ sơ", after=r" ?: ?(?:học bạ|đơn|gồm|giấy|bản|tờ khai|CCCD|theo)", sure=True, example="HS: đơn, bản sao"),
        Sense("hồ sơ", after=r" nộp (?:tại|về|cho|ở|trước|chậm|qua)", example="HS nộp ở"),
        Sense("hệ số", after=r" ?\d{1,2},\d", example="HS 2,34"),
        Sense("học sinh", asks=True, example="HS"),
    ),
    "TB": (
        Sense("tây bắc", before=r"(?:gió|hướng|phía) $", sure=True, example="gió TB"),
        Sense(
            "trung bình",
            before=r"(?:trên|dưới|điểm|mức|đạt|loại|học lực|cận|chiều cao|nhiệt độ|năng suất|sống) $",
            example="mức TB",
        ),
        Sense("thương binh", after=r" (?:có tỷ lệ|tỷ lệ)", example="TB tỷ lệ"),
        Sense(
            "trưởng ban",
            after=r" (?:GN|giảm nghèo|QLDA|XDĐ|CTMT|TTND|công tác|quản lý|liên lạc|bảo vệ|thanh tra|chỉ đạo)",
            example="TB giảm nghèo",
        ),
        Sense("thiết bị", before=r"(?:mua sắm|máy móc,?|trang|vật tư,?|cơ sở vật chất,?|lắp đặt) $", example="trang TB"),
        Sense("thương binh", after=r",? ?(?:và )?(?:LS|BB|liệt sĩ|bệnh binh|hạng|nặng|\d/4)", sure=True, example="TB, LS"),
        Sense("thương binh", before=r"(?:gia đình|hộ|con|tặng|ncc,?|thăm|là) $", after=r"(?! (?:số|\d))", example="hộ TB"),
        Sense("thông báo", asks=True, example="TB"),
    ),
    "QL": (
        Sense("quốc lộ", before=r"(?:dọc|trên|tuyến|đường|ven|cạnh) $", example="dọc QL"),
        Sense("quản lý", asks=True, example="QL"),
    ),
    "TL": (
        Sense("tỉnh lộ", before=r"(?:dọc|tuyến|đường|ven) $", example="dọc TL"),
        Sense("thành lập", before=r"(?:ngày|lễ|năm|kỷ niệm|quyết định|qđ) $", sure=True, example="lễ TL"),
        Sense("tỷ lệ", after=r" ?\(?(?:%|hộ|nghèo)", example="TL %"),
        Sense("thủy lợi", before=r"(?:công trình|ngành|hệ thống|kênh|xí nghiệp|công ty|giao thông) $", example="kênh TL"),
        Sense("thừa lệnh", before=r"^\W*$", sure=True, example="TL"),
        Sense("tỷ lệ", asks=True, example="theo TL"),
    ),
    "ĐH": (
        Sense("đại hội", before=MEETING, example="dự ĐH"),
        Sense("đại hội", after=CONGRESS, example="ĐH Đảng"),
        Sense("đại hội", before=r"(?:bch|văn kiện|nghị quyết|nq) $", example="văn kiện ĐH"),
        Sense("đại học", asks=True, example="ĐH"),
    ),
    "ĐX": (Sense("đông xuân", example="ĐX"),),
    "NN": (
        Sense("nhà nước", after=r" (?:hỗ trợ|giao đất|thu hồi|bảo hộ|cấp)", example="NN hỗ trợ"),
        Sense(
            "nhà nước",
            before=r"(?:cơ quan|quản lý|ngân sách|ql|doanh nghiệp|dn|ngân hàng|pháp luật của|vốn|quản lý của|kho bạc) $",
            example="vốn NN",
        ),
        Sense("nước ngoài", before=r"(?:người|vốn đầu tư|công ty|yếu tố) $", example="người NN"),
        Sense("ngoại ngữ", before=r"(?:môn|tin học,?|học) $", example="môn NN"),
        Sense("nông nghiệp", asks=True, example="NN"),
    ),
    "TH": (
        Sense("trường hợp", after=r" (?:vi phạm|mắc|nghi|dương tính|F0|tử vong|nhiễm|tai nạn)", example="TH mắc"),
        Sense("trường hợp", before=r"\d $", example="5 TH"),
        Sense(
            "tiểu học",
            before=r"(?:trường|trg?\.|cấp|hs|gv|bậc|học sinh|giáo viên|mn,|mầm non,|mn và) ?$",
            sure=True,
            example="cấp TH",
        ),
        Sense("tiểu học", after=r"(?:,|;| và|&| ?-) ?(?:trường )?THCS", sure=True, example="TH và THCS"),
        Sense("tổng hợp", before=r"(?:phòng|bộ phận|chuyên viên|cv|báo cáo|bảng|ban|tổ|lưu|vt|vp)[:,;]? $", example="tổ TH"),
        Sense("thực hiện", before=r"(?:tổ chức|để|triển khai|công tác|quá trình|tình hình|đang|kết quả|đã) $", example="để TH"),
        Sense("truyền hình", before=r"(?:phát thanh(?:,| và)?|đài|truyền thanh(?:,| và)?) $", example="đài TH"),
        Sense("tiểu học", after=NAMED, asks=True, example="TH Yên Bình"),
        Sense("tổng hợp", asks=True, example="TH"),
    ),
    "TC": (
        Sense("thi công", before=r"(?:thời gian|đơn vị|tiến độ|nhà thầu|biện pháp|mặt bằng) $", example="đơn vị TC"),
        Sense("tài chính", before=r"(?:sở|bộ|phòng|ngành|báo cáo|hỗ trợ|cán bộ|kế toán) $", example="sở TC"),
        Sense("tài chính", after=r"(?: ?- ?| )(?:KH|KT|kế hoạch|kế toán)", sure=True, example="TC - kế toán"),
        Sense("tiêu chí", before=r"(?:\d|đạt|nhóm|bộ|từng) $", example="5 TC"),
        Sense("tiêu chí", after=r" (?:nào|số \d|\d)", example="TC 5"),
        Sense("trung cấp", before=r"(?:hệ|bằng|trình độ|học|lớp|cđ,) $", sure=True, example="hệ TC"),
        Sense("tiêm chủng", before=r"(?:lịch|buổi|điểm|sổ|mũi) $", example="sổ TC"),
        Sense("tổ chức", asks=True, example="TC"),
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
    "BV": (
        Sense("bảo vệ", before=r"(?:lực lượng|tổ|nhân viên|trực|công tác|ban|dân phòng,) $", example="tổ BV"),
        Sense("bệnh viện", asks=True, example="BV"),
    ),
    "BT": (
        Sense("bình thường", before=r"(?:hoạt động|trở lại|ổn định|chạy|làm việc|vẫn|sức khỏe) $", example="vẫn BT"),
        Sense("bồi thường", before=r"(?:tiền|phương án|kinh phí|chi trả|mức|giá) $", example="mức BT"),
        Sense("bồi thường", after=r"[,;&-]? ?(?:HT|GPMB|hỗ trợ)", sure=True, example="BT, HT"),
        Sense("bê tông", before=r"(?:đổ|mặt đường|cột|trụ|đường) $", example="đổ BT"),
        Sense("bê tông", after=r" (?:mác|M\d|nhựa|xi măng|cốt thép)", example="BT mác"),
        Sense("bí thư", asks=True, example="BT"),
    ),
    "HT": (
        Sense("hè thu", before=r"(?:vụ|lúa|trà|ngô|đx,|đông xuân,|đx và) $", example="vụ HT"),
        Sense("hỗ trợ", before=r"(?:mức|tiền|kinh phí|được|chính sách|bt,|bt &|gói|đã|nguồn) $", example="đã HT"),
        Sense(
            "hỗ trợ",
            after=r" (?:ổn định|di chuyển|di dời|tái định cư|kinh phí|chi phí|lãi suất|vốn|khẩn cấp|\d)",
            sure=True,
            example="HT di dời",
        ),
        Sense(
            "hội trường",
            after=r" (?:tầng|lớn|[Uu]ỷ ban|[Ủủ]y ban|UBND|NVH|trung tâm|TT|nhà|thôn|xã)",
            sure=True,
            example="HT lớn",
        ),
        Sense("hội trường", before=r"(?:tại|vào|trong|ở|ra|sang|trang trí) $", example="ở HT"),
        Sense("hiệu trưởng", asks=True, example="HT"),
    ),
    "PH": (
        Sense("phối hợp", before=r"(?:công tác|quy chế|để|cơ quan|đơn vị|chủ động) $", example="để PH"),
        Sense("phụ huynh", asks=True, example="PH"),
    ),
    "VP": (
        Sense("vi phạm", before=r"(?:hành vi|xử lý|trường hợp|bị|không|nếu|xử phạt) $", sure=True, example="bị VP"),
        Sense("vi phạm", before=r"(?:hộ|người|tổ chức|cá nhân|đối tượng) $", example="hộ VP"),
        Sense(
            "vi phạm",
            after=r" (?:đất|về|quy định|hành chính|pháp luật|PL|nồng độ|lần|bị|ATGT|TTATGT|luật)(?!\w)",
            sure=True,
            example="VP về đất",
        ),
        Sense("văn phòng", asks=True, example="VP"),
    ),
    "VT": (
        Sense("viễn thông", before=r"(?:ngành|dịch vụ|bưu chính,?|hạ tầng|trạm|doanh nghiệp) $", example="trạm VT"),
        Sense("vật tư", before=r"(?:huy động|chuẩn bị|dự trữ|tập kết|mua|đủ|cấp|số lượng) $", example="đủ VT"),
        Sense("vận tải", before=r"(?:xe|kinh doanh|giao thông|dịch vụ|hợp tác xã) $", example="xe VT"),
        Sense("văn thư", asks=True, example="VT"),
    ),
    "TS": (
        Sense("tiến sĩ", after=rf"\. ?[A-ZĐ]|{NAMED}", sure=True, example="TS Yên Bình"),
        Sense("thai sản", before=r"(?:trợ cấp|nghỉ|chế độ|bảo hiểm|hưởng) $", sure=True, example="nghỉ TS"),
        Sense("thủy sản", before=r"(?:nuôi trồng|ngành|nuôi|đánh bắt|khai thác|chế biến) $", example="nuôi TS"),
        Sense("tài sản", before=r"(?:kê khai|quản lý|tài chính,?|mua sắm|thanh lý) $", example="kê khai TS"),
        Sense("tuyển sinh", before=r"(?:thi|đề|xét|kỳ|hồ sơ|công tác) $", example="đề TS"),
        Sense("tuyển sinh", after=r" (?:vào (?:lớp )?\d|lớp|đầu cấp)", example="TS lớp"),
        Sense("tổng số", asks=True, example="TS"),
    ),
    "KS": (
        Sense("kỹ sư", after=rf"\. ?[A-ZĐ]|{NAMED}", sure=True, example="KS Yên Bình"),
        Sense("khảo sát", before=r"(?:phiếu|tổ chức|đoàn|công tác|kết quả|lịch) $", example="đoàn KS"),
        Sense("kiểm sát", before=r"viện $", sure=True, example="viện KS"),
        Sense("kiểm soát", before=r"(?:biển|biển số|dịch tễ|chốt) $", example="biển KS"),
        Sense("khai sinh", asks=True, example="KS"),
    ),
    "CV": (
        Sense(
            "mã lực",
            before=r"(?:tàu|thuyền|máy|công suất|động cơ)[^.\n]{0,30}\d $",
            sure=True,
            example="tàu dưới 90 CV",
        ),
        Sense("chuyên viên", before=r"(?:đ/c|ông|bà|các|ngạch|phó) $", after=r"(?! số| \d)", example="bà CV"),
        Sense(
            "chuyên viên",
            before=r"[-–—,(] ?$",
            after=r" (?:[Pp]hòng|VP|[Vv]ăn phòng|[Ss]ở|[Bb]an |[Cc]hi cục)",
            example="Bà Lan - CV phòng",
        ),
        Sense("chuyên viên", before=r"[-–—,(] ?$", after=NAMED, asks=True, example="Chánh Văn phòng, CV Lan"),
        Sense(
            "công văn",
            after=r" ?(?:số )?:? ?\d| (?:của|ngày|hướng dẫn|chỉ đạo|đề nghị|yêu cầu|đến|đi|về|hỏa tốc|khẩn)(?!\w)",
            sure=True,
            example="CV của tỉnh",
        ),
        Sense("công văn", before=r"(?:theo|thực hiện|ban hành|căn cứ|gửi|nhận|có|bản|soạn|ký|ra|bằng) $", example="ban hành CV"),
        Sense("công văn", asks=True, example="CV"),
    ),
    "NV": (
        Sense("nội vụ", before=r"(?:sở|phòng|bộ|ngành) $", sure=True, example="sở NV"),
        Sense("nhiệm vụ", before=r"(?:hoàn thành|thực hiện|phân công|giao|các|chức năng,?) $", example="các NV"),
        Sense("ngữ văn", before=r"(?:môn|thi) $", example="môn NV"),
        Sense("nhiệm vụ", after=r" (?:năm )?20\d\d| trọng tâm| chính trị", example="NV năm 2025"),
        Sense("nhân viên", asks=True, example="NV"),
    ),
    "ND": (
        Sense("nội dung", after=r" ?:", sure=True, example="ND:"),
        Sense("nhân dân", before=r"bà con $", example="bà con ND"),
        Sense(
            "nông dân",
            before=r"(?:hpn|phụ nữ|pn|ccb|hccb|cựu chiến binh|thanh niên|tn|hội)(?:,| và|) $",
            sure=True,
            example="hội ND",
        ),
        Sense(
            "nhân dân",
            before=r"(?:tài sản|tính mạng|sức khỏe|đời sống|ý kiến|quyền làm chủ) (?:của )?$",
            sure=True,
            example="ý kiến ND",
        ),
        Sense("nội dung", before=r"(?:các|có|những|đúng|theo|\d) $", example="5 ND"),
        Sense(
            "nhân dân",
            after=r" (?:phản ánh|kiến nghị|đóng góp|hiến đất|biết|giám sát|trong (?:xã|thôn)|bàn)",
            example="ND phản ánh",
        ),
        Sense(
            "nhân dân",
            before=r"(?:cử tri và|đảng bộ và|toàn thể|đời sống|cán bộ và|chính quyền và|cb và|cb,|cử tri,|phục vụ|lòng) $",
            example="lòng ND",
        ),
        Sense("nông dân", asks=True, example="ND"),
    ),
    "LĐ": (
        Sense(
            "lao động", before=r"(?:\d|đi|nguồn|tuổi|người|xuất khẩu|việc làm,?|thị trường|luật|hợp đồng) $", example="cử 2 LĐ"
        ),
        Sense("lãnh đạo", before=r"(?:đ/c|các đ/c|ban|báo cáo|ý kiến|chỉ đạo của|xin|trình) $", example="ban LĐ"),
        Sense(
            "lãnh đạo", after=r" (?:UBND|xã|phường|phòng|huyện|HĐND|Đảng ủy|đảng ủy|các ban|cơ quan|đơn vị|thôn)", example="LĐ xã"
        ),
        Sense("liên đoàn", before=r"(?:hội|liên) $", example="hội LĐ"),
        Sense("lao động", asks=True, example="LĐ"),
    ),
    "TD": (
        Sense("tín dụng", before=r"(?:vốn|tổ|nh|hoạt động|dư nợ|chính sách|quỹ|tổ chức) $", example="tổ TD"),
        Sense("tê dê", before=r"(?:uốn ván|bạch hầu|vắc xin|vaccine|mũi|tiêm)[^.;\n]{0,15}$", sure=True, example="vắc xin TD"),
        Sense("thể dục", asks=True, example="TD"),
    ),
    "CQ": (
        Sense("chính quyền", before=r"(?:cấp ủy,?|đảng,?|xây dựng|cấp) $", example="cấp CQ"),
        Sense("chính quyền", after=r" (?:địa phương|xã|các cấp|huyện|tỉnh|số|điện tử)", example="CQ xã"),
        Sense("cơ quan", asks=True, example="CQ"),
    ),
    "DT": (
        Sense("dân tộc", before=r"(?:hộ|người|đồng bào|ban|phòng|công tác) $", example="hộ DT"),
        Sense("di tích", before=r"(?:khu|các|ban ql|trùng tu) $", example="khu DT"),
        Sense("dự toán", before=r"(?:ns|ngân sách|thu|chi)[^.\n]*% $", asks=True, example="thu 80% DT"),
        Sense("dự toán", before=r"(?:giao|lập|vượt|quyết toán|phân bổ) $", example="lập DT"),
        Sense("diện tích", asks=True, example="DT"),
    ),
    "TN": (
        Sense("thanh niên", before=r"(?:tháng|đoàn viên|ngày hội|khám tuyển) $", sure=True, example="tháng TN"),
        Sense("tự nguyện", before=r"(?:bhxh|bảo hiểm xã hội) $", sure=True, example="bảo hiểm xã hội TN"),
        Sense("thanh niên", before=r"(?:đoàn|đv,|đoàn viên,|lực lượng|chi đoàn|phụ nữ,|hội lh) $", sure=True, example="đoàn TN"),
        Sense("tai nạn", before=r"(?:vụ|xảy ra|bị|gây|phòng tránh) $", example="vụ TN"),
        Sense("tốt nghiệp", before=r"(?:bằng|thi|xét|giấy cn|gcn|lễ|đã) $", example="lễ TN"),
        Sense(
            "tốt nghiệp", after=r" (?:THCS|THPT|TH|tiểu học|lớp|đại học|ĐH|CĐ|tạm thời)(?!\w)", sure=True, example="TN tiểu học"
        ),
        Sense("thu nhập", before=r"(?:tổng|mức|nguồn|có) $", example="có TN"),
        Sense("tài nguyên", before=r"(?:sở|phòng|ngành) $", example="sở TN"),
        Sense("thanh niên", asks=True, example="TN"),
    ),
    "MT": (
        Sense("mặt trận", before=r"(?:ban công tác|bct|trưởng ban|ban|cán bộ|ub|công tác) $", sure=True, example="ub MT"),
        Sense("ma túy", before=r"(?:tội phạm|nghiện|chất|tệ nạn) $", example="chất MT"),
        Sense("máy tính", before=r"(?:phòng|bộ) $", example="bộ MT"),
        Sense("môi trường", asks=True, example="MT"),
    ),
    "HN": (
        Sense("hôn nhân", before=r"tình trạng $", sure=True, example="tình trạng HN"),
        Sense("hà nội", before=r"(?:tp\.?|ra|về|ở|đường|gửi) $", example="về HN"),
        Sense("hội nghị", before=MEETING, sure=True, example="dự HN"),
        Sense("hội nghị", after=r" ?(?:TW|TƯ|BCH|[Tt]rung ương|lần thứ)", sure=True, example="HN lần thứ"),
        Sense("hộ nghèo", asks=True, example="HN"),
    ),
    "HC": (
        Sense("huy chương", before=r"(?:giành|đoạt|\d) $", example="giành HC"),
        Sense("hành chính", asks=True, example="HC"),
    ),
    "CS": (
        Sense("chính sách", before=r"(?:gia đình|chế độ|đối tượng|ngân hàng|tín dụng|nh|các|thực hiện) $", example="các CS"),
        Sense("chiến sĩ", before=r"(?:cb|cán bộ|sĩ quan),? (?:và )?$", sure=True, example="cán bộ và CS"),
        Sense("cộng sản", before=r"(?:thanh niên|đoàn tn|đảng) $", example="đảng CS"),
        Sense("cơ sở", asks=True, example="CS"),
    ),
    "CC": (
        Sense(
            "căn cước",
            before=r"(?:thẻ|cấp|làm|số|gắn chip|cấp đổi|cấp lại|mang theo|cccd ?/|luật) ?$",
            after=r"(?! xã)",
            example="số CC",
        ),
        Sense("chữa cháy", before=r"(?:phòng cháy,?|pc ?&?|đội|xe|lính) ?$", sure=True, example="xe CC"),
        Sense("công chức", asks=True, example="CC"),
    ),
    "DS": (
        Sense("danh sách", before=r"(?:xem|tải|gửi|theo dõi|kiểm tra|đối chiếu|chốt|có tên trong) $", example="xem DS"),
        Sense("dược sĩ", after=r"\. ?[A-ZĐ]", example="DS.Đ"),
        Sense("danh sách", before=r"(?:kèm|theo|lập|có|duyệt|rà soát) $", example="có DS"),
        Sense(
            "dân số",
            before=r"(?:clb|câu lạc bộ|ctv|cộng tác viên|cán bộ|công tác|viên chức|ngành) $",
            sure=True,
            example="ngành DS",
        ),
        Sense("dân số", after=r",? (?:và |& ?|- ?)?(?:KHHGĐ|phát triển|PT)", sure=True, example="DS - KHHGĐ"),
        Sense(
            "danh sách",
            after=r" (?:hộ|học sinh|kèm|niêm yết|đề nghị|cử tri|trúng|các|những|người|đối tượng|NCC|\d)",
            example="DS hộ",
        ),
        Sense("dân sự", before=r"(?:vụ án|luật|tranh chấp|bộ luật) $", example="luật DS"),
        Sense("dân số", asks=True, example="DS"),
    ),
    "TV": (
        Sense("thành viên", before=r"(?:các|tổ|nhóm|clb|ban|ủy viên,) $", example="tổ TV"),
        Sense("ti vi", asks=True, example="TV"),
    ),
    "HĐ": (
        Sense("hợp đồng", after=r" (?:số|lao động|mua bán|thuê|kinh tế|LĐ|làm việc)", example="HĐ số"),
        Sense("hợp đồng", before=r"(?:ký|theo|thanh lý|phụ lục|bản) $", example="ký HĐ"),
        Sense("hoạt động", before=r"(?:kế hoạch|chương trình|quy chế|nguồn|kinh phí|tổ chức các|các) $", example="các HĐ"),
        Sense("hóa đơn", before=r"(?:xuất|mã|viết) $", example="mã HĐ"),
        Sense("hội đồng", asks=True, example="HĐ"),
    ),
    "QH": (
        Sense("quy hoạch", after=r" (?:SDĐ|sdđ|KHSDĐ|ngành|phân khu|\d/\d)", sure=True, example="QH ngành"),
        Sense("quy hoạch", before=r"(?:đất|đồ án|bản vẽ|điều chỉnh|lập|công bố|theo) $", example="đất QH"),
        Sense("quy hoạch", after=r" (?:sử dụng|xây dựng|chi tiết|chung|đất|\d+/\d+)", sure=True, example="QH chung"),
        Sense("quốc hội", asks=True, example="QH"),
    ),
    "ĐB": (
        Sense("đảng bộ", before=r"(?:bí thư|bch|cấp ủy|toàn|trong) $", sure=True, example="toàn ĐB"),
        Sense("đảng bộ", after=r" (?:xã|huyện|tỉnh|bộ phận)", example="ĐB xã"),
        Sense("đông bắc", before=r"(?:gió|hướng|gió mùa|phía) $", sure=True, example="gió ĐB"),
        Sense("đường bộ", before=r"(?:đường) $", example="đường ĐB"),
        Sense("đại biểu", asks=True, example="ĐB"),
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
    "KP": (
        Sense("kinh phí", before=r"(?:hỗ trợ|nguồn|dự toán|tổng|cấp|trích|về) $", sure=True, example="về KP"),
        Sense("kinh phí", after=r" ?:| (?:hoạt động|thực hiện|tổ chức|do|từ|cho|được|đảm bảo|bảo đảm)", sure=True, example="KP:"),
        Sense("khu phố", asks=True, example="KP"),
    ),
    "ĐĐ": (
        Sense("địa điểm", after=r" ?:", sure=True, example="ĐĐ:"),
        Sense("địa điểm", before=r"(?:thời gian,?|tg,?) $", sure=True, example="thời gian ĐĐ"),
        Sense("đất đai", asks=True, example="ĐĐ"),
    ),
    "XN": (
        Sense("xét nghiệm", before=r"(?:lấy mẫu|kết quả|làm|phòng|mẫu|phiếu) $", sure=True, example="làm XN"),
        Sense("xí nghiệp", after=NAMED, asks=True, example="XN Yên Bình"),
        Sense("xác nhận", asks=True, example="XN"),
    ),
    "MN": (
        Sense("miền núi", before=r"(?:miền|dtts|vùng|dân tộc) (?:và |& ?)?$", sure=True, example="miền MN"),
        Sense("mầm non", asks=True, example="MN"),
    ),
    "NS": (
        Sense("năm sinh", after=r" ?:? ?(?:19|20)\d\d", sure=True, example="NS 1985"),
        Sense("nghệ sĩ", after=rf"\.? ?(?:ưu tú|nhân dân)|{NAMED}", example="NS Yên Bình"),
        Sense("năng suất", before=r"(?:lúa|đạt|giống) $", example="lúa NS"),
        Sense("năng suất", after=r" ?:? \d[\d.,]*(?: ?- ?\d[\d.,]*)? ?(?:tạ|tấn|kg)(?!\w)", sure=True, example="NS 55 tạ"),
        Sense("ngân sách", asks=True, example="NS"),
    ),
    "SN": (
        Sense("sinh năm", after=r" ?:? ?(?:từ |năm )?(?:19|20)\d\d(?!\d)", sure=True, example="SN 1985"),
        Sense("sinh ngày", after=r" ?:? ?\d{1,2}([/.-])\d{1,2}\1(?:19|20)\d\d", sure=True, example="SN 12/5/1985"),
        Sense("số nhà", after=r" ?:? ?\d", sure=True, example="SN 5"),
        Sense("sự nghiệp", asks=True, example="SN"),
    ),
    "CP": (
        Sense("cổ phần", before=r"(?:công ty|c\.?ty|ct|ngân hàng|nh|tm|nhtm) $", sure=True, example="công ty CP"),
        Sense("châu phi", before=r"(?:lợn|tả lợn) $", sure=True, example="lợn CP"),
        Sense("chi phí", after=r" ?:", example="CP:"),
        Sense("chính phủ", asks=True, example="CP"),
    ),
    "CĐ": (
        Sense("chỉ đạo", before=r"ban $", example="ban CĐ"),
        Sense("công điện", after=NUMBER, example="CĐ 5"),
        Sense("cao đẳng", before=r"(?:hệ|trường|trình độ|bằng|học|đh,|sinh viên) $", sure=True, example="hệ CĐ"),
        Sense("chi đoàn", before=r"(?:bí thư|bt|pbt|sinh hoạt|đoàn viên)(?: các)? $", example="bí thư CĐ"),
        Sense("công đoàn", asks=True, example="CĐ"),
    ),
    "QĐ": (
        Sense("quân đội", after=r" nhân dân", sure=True, example="QĐ nhân dân"),
        Sense("quân đội", before=r"(?:hậu phương|trong) $", example="trong QĐ"),
        Sense("quy định", before=r"(?:đúng|trái|các) $", after=r"(?! ?(?:số|\d))", example="các QĐ"),
        Sense("quyết định", example="QĐ"),
    ),
    "NĐ": (
        Sense("nam định", before=r"(?:tp\.?|tỉnh) $", example="tỉnh NĐ"),
        Sense("nghị định", example="NĐ"),
    ),
    "ĐC": (
        Sense("địa chính", before=r"(?:bộ phận|cán bộ|công chức|cc|ban) $", sure=True, example="ban ĐC"),
        Sense("đồng chí", after=NAMED, asks=True, example="ĐC Yên Bình"),
        Sense("địa chỉ", asks=True, example="ĐC"),
    ),
    "SL": (
        Sense("sản lượng", before=r"(?:lúa|tổng|ns,|đạt) $", example="lúa SL"),
        Sense("sản lượng", after=r" ?:? \d[\d.,]* ?(?:tạ|tấn|kg)(?!\w)", sure=True, example="SL 55 tạ"),
        Sense(
            "sản lượng",
            after=r" (?:lúa|ngô|thóc|cá|tôm|ước|thu hoạch|lương thực|thủy sản|cả năm|cả vụ|bình quân)",
            example="SL cá",
        ),
        Sense("số lượng", asks=True, example="SL"),
    ),
    "KL": (
        Sense("khối lượng", before=r"(?:%|tổng|hết|đạt|xong|khối) $", example="hết KL"),
        Sense("khối lượng", after=r" (?:thực hiện|thi công|công việc|đất|bê tông)", example="KL đất"),
        Sense("kết luận", asks=True, example="KL"),
    ),
    "TE": (
        Sense("tê e", before=r"(?:chương trình|chứng chỉ) $", example="chứng chỉ TE"),
        Sense("trẻ em", asks=True, example="TE"),
    ),
    "NL": (
        Sense("người lớn", before=r"(?:vé|giá vé|giá|vé:|suất|\() ?$", after=r" ?:? ?\d", example="vé NL 50"),
        Sense("năng lượng", asks=True, example="NL"),
    ),
    "KK": (
        Sense("khuyến khích", before=r"giải[^.\n]*$", asks=True, example="giải nhất và KK"),
        Sense("khuyến khích", after=r" (?:giải)", sure=True, example="KK giải"),
        Sense("khó khăn", before=r"(?:hộ|hoàn cảnh|vùng|đặc biệt|xã) $", sure=True, example="hộ KK"),
        Sense("kê khai", asks=True, example="KK"),
    ),
    "BNN": (
        Sense("bệnh nghề nghiệp", before=r"(?:tnlđ,?|tai nạn lao động,?) (?:và )?$", sure=True, example="TNLĐ, BNN"),
        Sense("bộ nông nghiệp", asks=True, example="BNN"),
    ),
    "BTV": (
        Sense("biên tập viên", before=r"(?:ptv,?|pv,?|phóng viên,?|đội ngũ) $", sure=True, example="phóng viên, BTV"),
        Sense(
            "ban thường vụ",
            after=r" (?:[ĐđHhTt](?:ảng|uyện|ỉnh|hành) [ủu]y|ĐU|HU|TU|Hội|Đoàn|Huyện đoàn|Tỉnh đoàn|Công đoàn|LĐLĐ)",
            sure=True,
            example="BTV Đảng ủy",
        ),
        Sense("ban thường vụ", asks=True, example="BTV"),
    ),
    "BCT": (
        Sense("ban công tác", after=r" (?:MT|[Mm]ặt trận)(?!\w)", sure=True, example="BCT mặt trận"),
        Sense("bộ công thương", after=NUMBER, example="BCT 5"),
        Sense("bộ chính trị", asks=True, example="BCT"),
    ),
    "BCH": (
        Sense(
            "ban chỉ huy",
            after=(
                r" (?:[Qq]uân sự|QS|PCTT|PCLB|PCCC|PTDS|[Pp]hòng (?:chống|thủ)|[Cc]hiến dịch|[Cc]ông trường|[Tt]hống nhất|"
                r"[Bb]iên phòng)"
            ),
            sure=True,
            example="BCH Quân sự",
        ),
        Sense(
            "ban chấp hành",
            after=r" (?:ĐTN|HPN|HND|HCCB|Trung ương|TW|Đảng|đảng|Đoàn|đoàn|Hội|hội|LĐLĐ|[Cc]ông đoàn|CĐ|[Cc]hi|TƯ|ĐB)",
            sure=True,
            example="BCH ĐTN",
        ),
        Sense("ban chấp hành", after=r" khóa| khoá| nhiệm kỳ", sure=True, example="BCH khóa"),
        Sense(
            "ban chấp hành",
            before=r"(?:ủy viên|uv|bầu|đoàn,?|nhiệm kỳ|vào|đại hội|hội nghị|bầu cử|trong|các đ/c) $",
            sure=True,
            example="uv BCH",
        ),
        Sense("ban chấp hành", before=r"đại hội[^.\n]*$", asks=True, example="đại hội ra mắt BCH"),
        Sense("ban chấp hành", asks=True, example="BCH"),
    ),
    "BTC": (
        Sense("ban tổ chức", before=r"^\W*$", example="BTC"),
        Sense(
            "ban tổ chức",
            after=r" (?:cấm|nghiêm cấm|kính mời|yêu cầu|không|giải|hội thi|lễ|cuộc thi|hội|sẽ|đề nghị|trao|chuẩn bị|xin)",
            sure=True,
            example="theo BTC cấm",
        ),
        Sense(
            "ban tổ chức", before=r"(?:cho|với|từ|do|theo|đại diện) $", after=r"(?! (?:số|hướng dẫn|ban hành))", example="từ BTC"
        ),
        Sense("bộ tài chính", asks=True, example="các BTC"),
    ),
    "THA": (
        Sense("thi hành án", before=r"(?:cơ quan|chi cục|đội|công tác) $", sure=True, example="đội THA"),
        Sense("tăng huyết áp", asks=True, example="THA"),
    ),
    "THT": (
        Sense(
            "tụ huyết trùng",
            before=r"(?:lmlm|dịch tả|dtlcp|vắc xin|vacxin|tiêm|phòng|bệnh|nhiệt thán)(?:,| và|) $",
            sure=True,
            example="tiêm THT",
        ),
        Sense("tụ huyết trùng", after=r" (?:trâu|bò|lợn|gia|cho)(?!\w)", sure=True, example="THT bò"),
        Sense("tổ hợp tác", asks=True, example="THT"),
    ),
    "UV": (
        Sense("u vê", before=r"(?:tia|chỉ số|bức xạ) $", sure=True, example="tia UV"),
        Sense("uốn ván", before=r"(?:tiêm|vắc xin|mũi|uốn ván \() ?$", sure=True, example="mũi UV"),
        Sense("ủy viên", asks=True, example="UV"),
    ),
    "HD": (
        Sense("hát dê", before=r"(?:phim|màn hình|truyền hình|chuẩn) $", sure=True, example="phim HD"),
        Sense("hướng dẫn", asks=True, example="HD"),
    ),
    "PC": (
        Sense(
            "phòng chống",
            after=r" (?:ma t|tham nhũng|thiên tai|cháy|dịch|bệnh|bão|lụt|rét|hạn|tội phạm|bạo lực|TT|TN|lãng phí)",
            sure=True,
            example="PC tham nhũng",
        ),
        Sense("pê xê", before=r"(?:máy|máy tính) $", sure=True, example="máy PC"),
        Sense("công ty điện lực", after=NAMED, asks=True, example="PC Yên Bình"),
        Sense("phòng chống", asks=True, example="PC"),
    ),
    "PT": (
        Sense("phương tiện", before=r"(?:các|xe|người và|điều khiển) $", example="xe PT"),
        Sense("phát thanh", before=r"(?:phát|truyền) $", example="truyền PT"),
        Sense("phổ thông", before=r"(?:trường|giáo dục|cấp) $", example="cấp PT"),
        Sense("phát triển", asks=True, example="PT"),
    ),
    "ĐK": (
        Sense("đa khoa", before=r"(?:bệnh viện|bv|phòng khám|pk|khoa) $", sure=True, example="khoa ĐK"),
        Sense("đăng ký", asks=True, example="ĐK"),
    ),
    "QLĐĐ": (
        Sense("quản lý đê điều", before=r"(?:đê|lũ|lụt|hạt|hộ đê)[^.\n]*$", asks=True, example="mùa lũ, hạt QLĐĐ trực"),
        Sense("quản lý đất đai", example="QLĐĐ"),
    ),
    "TG": (
        Sense("trung gian", before=r"(?:\d|trạm|tba|trạm biến áp|máy cắt|đz|đường dây) $", sure=True, example="trạm TG"),
        Sense("thời gian", asks=True, example="TG"),
    ),
    "CTXH": (
        Sense("chính trị xã hội", before=r"(?:tổ chức|đoàn thể) $", sure=True, example="tổ chức CTXH"),
        Sense("công tác xã hội", asks=True, example="CTXH"),
    ),
    "ĐN": (
        Sense("đông nam", before=r"(?:gió|hướng|phía) $", sure=True, example="gió ĐN"),
        Sense("đà nẵng", before=r"tp\.? ?$", example="tp.ĐN"),
        Sense("đề nghị", asks=True, example="ĐN"),
    ),
    "KĐ": (
        Sense("kiểm định", before=r"(?:trung tâm|tem|phòng) $", example="tem KĐ"),
        Sense("khởi điểm", asks=True, example="KĐ"),
    ),
    "PL": (
        Sense("phật lịch", after=r"\.? ?2[4-6]\d\d(?!\d)", sure=True, example="PL.2569"),
        Sense("pháp lệnh", after=r" (?:số )?(?:[1-9]\d|\d{1,3}/)", example="PL 15"),
        Sense("phúc lợi", before=r"(?:quỹ|tiền) $", example="quỹ PL"),
        Sense("pháp luật", before=rf"(?:{LAW_TO}) (?:quy định )?(?:của )?$", example="tư vấn PL"),
        Sense(
            "pháp luật",
            before=r"(?:theo|sách|văn bản|trái|đúng|hỗ trợ) (?:quy định )?(?:của )?$",
            after=r"(?! (?:số )?\d|[.:])",
            example="theo PL",
        ),
        Sense("pháp luật", after=r" về ", example="PL về đất đai"),
        Sense("phụ lục", asks=True, example="PL"),
    ),
    "CA": (
        Sense("công an", after=r" (?:XÃ|PHƯỜNG|HUYỆN|TỈNH|THÀNH PHỐ|xã|phường|huyện|tỉnh)", sure=True, example="CA XÃ"),
        Sense("công an", example="CA"),
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
    "ĐV": (
        Sense(
            "đoàn viên",
            before=r"(?:đoàn xã|bch đoàn|chi đoàn|đoàn tncs|thanh niên|tháng tn)[^.\n]*$",
            asks=True,
            example="chi đoàn có ĐV",
        ),
        Sense("đảng viên", before=r"(?:sổ tay|hồ sơ|hs|phát triển|đánh giá|tcđ,?|tcđ và) $", example="hồ sơ ĐV"),
        Sense("đảng viên", after=NAMED, asks=True, example="ĐV Yên Bình"),
        Sense(
            "đảng viên",
            after=r" (?:dự|mới|chính thức|trẻ|ưu tú|nộp|được miễn|đang sinh hoạt|cao tuổi)",
            sure=True,
            example="ĐV dự",
        ),
        Sense("đảng viên", before=r"(?:kết nạp|cb,|chi bộ|\d|cán bộ,) $", example="5 ĐV"),
        Sense("đơn vị", asks=True, example="ĐV"),
    ),
    "HK": (
        Sense("hộ khẩu", before=r"(?:sổ|nhập|tách) $", example="sổ HK"),
        Sense("học kỳ", after=r" ?[I12]", sure=True, example="HK 1"),
        Sense("hộ khẩu", asks=True, example="HK"),
    ),
    "LH": (
        Sense("liên hiệp", before=r"(?:hội|đoàn) $", sure=True, example="hội LH"),
        Sense(
            "liên hiệp",
            after=r" (?:[Pp]hụ nữ|PN|[Tt]hanh niên|TN|các|HTX|[Hh]ợp tác xã|[Hh]ội)(?!\w)",
            sure=True,
            example="LH phụ nữ",
        ),
        Sense("liên hoan", before=r"(?:tiệc|buổi|đêm) $", example="đêm LH"),
        Sense("liên hệ", asks=True, example="LH"),
    ),
    "PTTH": (
        Sense(
            "phổ thông trung học",
            before=r"(?:trường|bằng|tốt nghiệp|lớp|cấp|học sinh|giáo viên|bậc|hết|trình độ|thi) $",
            sure=True,
            example="trường PTTH",
        ),
        Sense("phát thanh truyền hình", before=r"(?:đài|trung tâm|ngành|báo|báo và) $", sure=True, example="đài PTTH"),
        Sense("phát thanh truyền hình", asks=True, example="PTTH"),
    ),
    "STK": (
        Sense("ét tê ca", before=r"(?:ống|loại|máy|xe|mác|van|hiệu|thép)(?: [^\s.,;:]+){0,2} $", sure=True, example="ống STK"),
        Sense("số tài khoản", example="STK"),
    ),
    "TTV": (
        Sense("tê tê vê", before=r"(?:đài|kênh|theo|nguồn|/) ?$", example="theo TTV"),
        Sense("thanh tra viên", before=r"(?:ngạch|thanh tra|đoàn) $", example="ngạch TTV"),
        Sense("tuyên truyền viên", asks=True, example="TTV"),
    ),
    "TĐ": (
        Sense("thi đua", before=r"(?:phong trào|danh hiệu|khối|cụm|công tác|chiến sĩ|cờ|hội đồng) $", example="phong trào TĐ"),
        Sense("thi đua", after=r"(?:,| ?-| và| &) ?(?:KT|khen)|KT| khen thưởng| yêu nước", example="TĐ khen thưởng"),
        Sense("trình độ", after=r" (?:học vấn|văn hóa|chuyên môn|CM|đại học|cao đẳng|ngoại ngữ)", example="TĐ học vấn"),
        Sense("tương đương", before=r"(?:hoặc|và|chức danh|cấp|bằng) $", example="hoặc TĐ"),
        Sense("tập đoàn", after=NAMED, asks=True, example="TĐ Yên Bình"),
        Sense("tê đê", asks=True, example="TĐ"),
    ),
    "BN": (
        Sense("bắc ninh", before=r"(?:tỉnh|tp\.?|về|ở) $", sure=True, example="tỉnh BN"),
        Sense(
            "bệnh nhân",
            before=r"(?:ca|số|các|có|cho|khám|chuyển|điều trị|nhiều|mỗi|người nhà|cấp cứu|\d) $",
            example="khám cho BN",
        ),
        Sense("bệnh nhân", asks=True, example="BN"),
    ),
    "QK": (
        Sense("quốc khánh", after=r" ?\(?0?2[/-]9", sure=True, example="QK 2/9"),
        Sense("quân khu", asks=True, example="QK"),
    ),
}
