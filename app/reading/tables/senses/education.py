"""Education, culture, sport, information and digital work: `written: senses`, the usual one last."""

from app.reading.tables.classes import LOWER, NAMED, PERSONS, PLACES, UPPER
from app.reading.tables.sense import Sense
from app.reading.tables.senses.around import FULL_NAME, MEETING, OFFICES

CENTRES = (
    r" ?(?:YT(?!\w)|[Yy] tế|GDTX|GDNN|[Dd]ịch vụ|DVNN|[Pp]hục vụ|[Vv]ăn hóa|VH|[Hh]ọc tập|HTCĐ|[Kk]huyến|HCC|[Hh]ành chính|"
    r"[Bb]ảo trợ|[Kk]iểm soát|"
    r"[Đđ]iều dưỡng|[Nn]uôi dưỡng|[Gg]iáo dục|[Dd]ạy nghề|[Hh]ội nghị|[Tt]hể thao|[Cc]hính trị|[Bb]ồi dưỡng|"
    r"[Cc]ai nghiện|[Gg]iới thiệu|"
    r"[Vv]iễn thông|[Cc]ông nghệ|[Gg]iống|[Nn]ước sạch|[Cc]ứu hộ|[Tt]iêm chủng|cụm xã|[Tt]ruyền thông|"
    r"[Tt]ư vấn|[Nn]goại ngữ|[Đđ]ào tạo|[Ss]át hạch|[Đđ]ăng kiểm|[Tt]hương mại|"
    r"[Dd]ân số|[Pp]hát triển|PTQĐ|PVHCC|DVVL|DVC|KN|KSBT|YTDP|CNTT|BTXH)"
)
CONGRESS = (
    r" (?:Đảng|đảng|[Cc]hi (?:bộ|hội|đoàn)|[Đđ]oàn(?!\w)|[Hh]ội |nhiệm kỳ|đại biểu|ĐB|lần|CB|CĐ|[Cc]ông đoàn|MTTQ|điểm|TDTT|"
    r"HND|HPN|LHPN|CCB|HCCB|thi đua|thành lập|cổ đông)"
)
PAPERS_TO = (
    r"nộp|nhận|xin|trả|làm|gửi|mua|hoàn thiện|bộ|thành phần|kèm|giải quyết|lập|xét|thẩm định|duyệt|lưu|số hóa|kiểm tra|mã|"
    r"chuyển|trình|tiếp nhận|thụ lý|rút|chỉnh lý|bổ sung|"
    r"quản lý"
)

EDUCATION: dict[str, tuple[Sense, ...]] = {
    "CNTT": (
        Sense("công nghiệp tập trung", before=r"(?:cụm|khu) $", asks=True, example="cụm CNTT"),
        Sense("công nghệ thông tin", example="CNTT"),
    ),
    "VX": (
        Sense("vắc xin", before=r"(?:tiêm|mũi|loại|liều|lọ) $", sure=True, example="lọ VX"),
        Sense("văn xã", asks=True, example="VX"),
    ),
    "MC": (
        Sense("một cửa", before=r"(?:bp|bộ phận|cơ chế) $", example="cơ chế MC"),
        Sense("em xi", asks=True, example="MC"),
    ),
    "BI": (
        Sense("bê i", before="chỉ số $", sure=True, example="chỉ số BI"),
        Sense("bi", example="BI"),
    ),
    "SH": (
        Sense("ét hát", before=r"(?:xe|honda) $", sure=True, example="xe SH"),
        Sense("sinh hoạt", asks=True, example="SH"),
    ),
    "TCCN": (
        Sense("tiêm chủng cá nhân", before=r"(?:sổ|phiếu) $", sure=True, example="sổ TCCN"),
        Sense("trung cấp chuyên nghiệp", example="TCCN"),
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
    "TT": (
        Sense("trực tuyến", before=r"(?:dịch vụ công|dvc|hình thức|nộp hồ sơ|đăng ký) $", example="dịch vụ công TT"),
        Sense("trưởng", after=rf" (?:{PLACES}|bản|TDP)(?!\w)", example="TT thôn"),
        Sense(
            "thông tư",
            after=r" (?:số )?\d| (?:liên tịch|hướng dẫn|quy định)| của (?:liên )?(?:Bộ|bộ|B[A-ZĐ]{2})",
            sure=True,
            example="TT 5",
        ),
        Sense("thứ tự", before=r"số $|^$|^\W*$", after=r" *(?:\t|$)", example="TT"),
        Sense(
            "thứ tự",
            before=r"^\W*$",
            after=rf" +(?:Họ (?:và )?tên|Nội dung|Đơn vị|Chỉ tiêu|Danh mục|Hạng mục|Tên (?-i:[{LOWER}]))",
            example="TT Họ tên Chức vụ",
        ),
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
        Sense("truyền thanh", before=r"đài $", after=r" ?[-–] ?TH(?!\w)", example="đài TT - TH"),
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
    "HS": (
        Sense("học sinh", before=r"(?:gv,|giáo viên,|gv và|các em|phụ huynh,?|cho) $", sure=True, example="giáo viên, HS"),
        Sense("học sinh", after=r" (?:toàn trường|con hộ|con |các trường|trường)", example="HS toàn trường"),
        Sense("hình sự", before=r"(?:bị xử lý|trách nhiệm|truy tố|vụ án|tội phạm|cảnh sát) $", sure=True, example="vụ án HS"),
        Sense(
            "học sinh", after=r" (?:lớp|khối|giỏi|nghèo|tiểu học|mầm non|TH|THCS|THPT|nữ|nam)(?!\w)", sure=True, example="HS lớp"
        ),
        Sense("học sinh", before=r"nhận $", after=r" (?:[Tt]rường|vào (?:lớp|trường|học))(?!\w)", example="nhận HS vào lớp"),
        Sense("hồ sơ", before=rf"(?:{PAPERS_TO}) $", example="bộ HS"),
        Sense("hồ sơ", after=r" (?:đề nghị|xin|cấp|vay|gồm|hợp lệ|đất|bệnh án|theo|vui lòng|tiếp nhận)", example="HS xin"),
        Sense("hồ sơ", after=r" (?:đảng viên|cán bộ|công chức|vụ án|bệnh nhân|thầu)", sure=True, example="HS vụ án"),
        Sense("hồ sơ", after=r" ?: ?(?:học bạ|đơn|gồm|giấy|bản|tờ khai|CCCD|theo)", sure=True, example="HS: đơn, bản sao"),
        Sense("hồ sơ", after=r" nộp (?:tại|về|cho|ở|trước|chậm|qua)", example="HS nộp ở"),
        Sense("hệ số", after=r" ?\d{1,2},\d", example="HS 2,34"),
        Sense("học sinh", asks=True, example="HS"),
    ),
    "ĐH": (
        Sense("đại hội", before=MEETING, example="dự ĐH"),
        Sense("đại hội", after=CONGRESS, example="ĐH Đảng"),
        Sense("đại hội", before=r"(?:bch|văn kiện|nghị quyết|nq) $", example="văn kiện ĐH"),
        Sense("đại học", asks=True, example="ĐH"),
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
    "TD": (
        Sense("tín dụng", before=r"(?:vốn|tổ|nh|hoạt động|dư nợ|chính sách|quỹ|tổ chức) $", example="tổ TD"),
        Sense("tê dê", before=r"(?:uốn ván|bạch hầu|vắc xin|vaccine|mũi|tiêm)[^.;\n]{0,15}$", sure=True, example="vắc xin TD"),
        Sense("thể dục", asks=True, example="TD"),
    ),
    "TV": (
        Sense("thành viên", before=r"(?:các|tổ|nhóm|clb|ban|ủy viên,) $", example="tổ TV"),
        Sense("ti vi", asks=True, example="TV"),
    ),
    "MN": (
        Sense("miền núi", before=r"(?:miền|dtts|vùng|dân tộc) (?:và |& ?)?$", sure=True, example="miền MN"),
        Sense("mầm non", asks=True, example="MN"),
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
    "TĐ": (
        Sense("thi đua", before=r"(?:phong trào|danh hiệu|khối|cụm|công tác|chiến sĩ|cờ|hội đồng) $", example="phong trào TĐ"),
        Sense("thi đua", after=r"(?:,| ?-| và| &) ?(?:KT|khen)|KT| khen thưởng| yêu nước", example="TĐ khen thưởng"),
        Sense("trình độ", after=r" (?:học vấn|văn hóa|chuyên môn|CM|đại học|cao đẳng|ngoại ngữ)", example="TĐ học vấn"),
        Sense("tương đương", before=r"(?:hoặc|và|chức danh|cấp|bằng) $", example="hoặc TĐ"),
        Sense("tập đoàn", after=NAMED, asks=True, example="TĐ Yên Bình"),
        Sense("tê đê", asks=True, example="TĐ"),
    ),
}
