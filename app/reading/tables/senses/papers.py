"""Papers, what is done with them, and what stands in their forms: `written: senses`, the usual one last."""

from app.reading.tables.classes import NAMED, PERIODS
from app.reading.tables.sense import Sense
from app.reading.tables.senses.around import NUMBER, OFFICES

PERSON = r"(?:đ/c|đồng chí|ông|bà|anh|chị|phó|p\.|nguyên) $"
PROGRAMMES = (
    r" ?(?:MTQG|135|134|30a|30A|mục tiêu|hành động|phối hợp|giảm nghèo|OCOP|NTM|truyền hình|phát thanh|GDPT|"
    r"công tác|số 135)"
)
LAW_TO = r"tiếp cận|phổ biến|tuyên truyền|giáo dục|tư vấn|hiểu biết|vi phạm|chấp hành|tìm hiểu|ý thức|kiến thức"
"""What is done with the law, not with an annex."""

PAPERS: dict[str, tuple[Sense, ...]] = {
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
    "QT": (
        Sense("quá tải", before=r"(?:chống|bị|sự cố|máy) $", sure=True, example="bị QT"),
        Sense("quảng trường", before=r"(?:tại|ở|khu|ra) $", after=rf"{NAMED}| \d", example="ở QT 5"),
        Sense("quy trình", before=r"(?:theo|ban hành|đúng|các|thực hiện) $", example="các QT"),
        Sense("quy tê", asks=True, example="QT"),
    ),
    "TTr": (
        Sense("thường trực", after=OFFICES, sure=True, example="TTr BCĐ"),
        Sense("tờ trình", example="TTr"),
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
        Sense("kế hoạch", before=r"\($", after=r" (?:tăng|giảm|giao|đạt)(?!\w)", sure=True, example="(KH tăng 5%)"),
        Sense("kế hoạch", before=r"(?:theo|so|bằng|số|các|của|có|đúng) $", example="các KH"),
        Sense("kế hoạch", after=rf"{NUMBER}| (?:số|của|{PERIODS}|về|phát|sản|thu|chi|công|tổ|triển|kiểm)", example="KH 5"),
        Sense("kế hoạch", asks=True, example="KH"),
    ),
    "ĐT": (
        Sense("điện thoại", after=r" ?:? ?\(?(?:0|\+?84)\d{2}", sure=True, example="ĐT: 0912345678"),
        Sense("đào tạo", before=r"(?:giáo dục|gd|chi phí|công tác|khóa|cơ sở) (?:và |& ?)?$", example="khóa ĐT"),
        Sense("đầu tư", before=r"(?:dự án|vốn|chủ|nhà|kế hoạch|kh|xd|tổng mức|nguồn|quỹ|mức|được) $", example="vốn ĐT"),
        Sense("đối tượng", before=r"(?:các|nhóm|đúng|từng|loại) $", example="các ĐT"),
        Sense("điện thoại", asks=True, example="ĐT"),
    ),
    "TB": (
        Sense("tây bắc", before=r"(?:gió|hướng|phía) $", sure=True, example="gió TB"),
        Sense(
            "trung bình",
            before=r"(?:trên|dưới|điểm|mức|đạt|loại|học lực|cận|chiều cao|nhiệt độ|năng suất|sống) $",
            example="mức TB",
        ),
        Sense("trung bình", before=r"(?:nhẹ|yếu|khá|thấp)(?: đến| và|,| ?[-–]) ?$", sure=True, example="nhẹ đến TB"),
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
    "TL": (
        Sense("tỉnh lộ", before=r"(?:dọc|tuyến|đường|ven) $", example="dọc TL"),
        Sense("thành lập", before=r"(?:ngày|lễ|năm|kỷ niệm|quyết định|qđ) $", sure=True, example="lễ TL"),
        Sense("tỷ lệ", after=r" ?\(?(?:%|hộ|nghèo)", example="TL %"),
        Sense("thủy lợi", before=r"(?:công trình|ngành|hệ thống|kênh|xí nghiệp|công ty|giao thông) $", example="kênh TL"),
        Sense("thừa lệnh", before=r"^\W*$", sure=True, example="TL"),
        Sense("tỷ lệ", asks=True, example="theo TL"),
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
    "HĐ": (
        Sense("hợp đồng", after=r" (?:số|lao động|mua bán|thuê|kinh tế|LĐ|làm việc)", example="HĐ số"),
        Sense("hợp đồng", before=r"(?:ký|theo|thanh lý|phụ lục|bản) $", example="ký HĐ"),
        Sense("hoạt động", before=r"(?:kế hoạch|chương trình|quy chế|nguồn|kinh phí|tổ chức các|các) $", example="các HĐ"),
        Sense("hóa đơn", before=r"(?:xuất|mã|viết) $", example="mã HĐ"),
        Sense("hội đồng", asks=True, example="HĐ"),
    ),
    "XN": (
        Sense("xét nghiệm", before=r"(?:lấy mẫu|kết quả|làm|phòng|mẫu|phiếu) $", sure=True, example="làm XN"),
        Sense("xí nghiệp", after=NAMED, asks=True, example="XN Yên Bình"),
        Sense("xác nhận", asks=True, example="XN"),
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
    "KK": (
        Sense("khuyến khích", before=r"giải[^.\n]*$", asks=True, example="giải nhất và KK"),
        Sense("khuyến khích", after=r" (?:giải)", sure=True, example="KK giải"),
        Sense("khó khăn", before=r"(?:hộ|hoàn cảnh|vùng|đặc biệt|xã) $", sure=True, example="hộ KK"),
        Sense("kê khai", asks=True, example="KK"),
    ),
    "HD": (
        Sense("hát dê", before=r"(?:phim|màn hình|truyền hình|chuẩn) $", sure=True, example="phim HD"),
        Sense("hướng dẫn", asks=True, example="HD"),
    ),
    "ĐK": (
        Sense("đa khoa", before=r"(?:bệnh viện|bv|phòng khám|pk|khoa) $", sure=True, example="khoa ĐK"),
        Sense("đăng ký", asks=True, example="ĐK"),
    ),
    "TG": (
        Sense("trung gian", before=r"(?:\d|trạm|tba|trạm biến áp|máy cắt|đz|đường dây) $", sure=True, example="trạm TG"),
        Sense("thời gian", asks=True, example="TG"),
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
        Sense(
            "phát lại",
            before=r"(?:thời sự|ca nhạc|chương trình|chuyên mục|chuyên đề|bản tin|phim|phóng sự|giải trí|phát thanh|câu chuyện)"
            r"(?: ?:)?(?: [^\W\d]+){0,6} (?:\( ?)?$",
            after=r" ?(?:\)|$|[;,.\n]|(?:của |CT |lúc |ngày |chương trình )(?!luật|nghị|thông|số))",
            asks=True,
            example="Thời sự (PL)",
        ),
        Sense("phụ lục", asks=True, example="PL"),
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
}
