"""State bodies, staff, places and public money: `written: senses`, the usual one last."""

from app.reading.tables.classes import CITIES, NAMED, PLACES, PROVINCES, any_of
from app.reading.tables.sense import Sense

DEPARTMENTS = (
    r" (?:Giáo dục|Y tế|Văn hóa|Kinh tế|Nông nghiệp|Tài nguyên|Thanh tra|LĐ|TC-?KH|VHTT|VH-|KT-?HT|NN|Tư pháp|"
    r"Nội vụ|Tài chính|GD)"
)

ADMINISTRATION: dict[str, tuple[Sense, ...]] = {
    "DA": (
        Sense("dự án", after=r" (?:ĐƯỜNG|KHU|XÂY|ĐẦU|ĐTXD|TRƯỜNG|NÂNG|CẢI|TRẠM|KÈ|CẦU)(?!\w)", sure=True, example="DA KHU"),
        Sense("dự án", asks=True, example="DA"),
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
    "NK": (
        Sense("nhiệm kỳ", after=r" ?:?\s?\(?(?:(?:19|20)\d\d|[XVI]+(?!\w))", sure=True, example="NK 2025"),
        Sense("nhiệm kỳ", before=r"(?:đầu|cuối|giữa|các|trong|hết|cả|qua|khóa) $", example="cả NK"),
        Sense("nhập khẩu", before=r"(?:nơi|hàng|giá|thuế|máy|xe|gỗ|giống|phân|kim ngạch|xuất(?:,| và)) $", example="hàng NK"),
        Sense("nhân khẩu", asks=True, example="NK"),
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
        Sense(
            "thành phố",
            before=r"(?<!\w)(?:phường|xã) [^,.;:\n]{1,24}, $",
            after=NAMED,
            sure=True,
            example="phường Hiệp An, TP Ngã Bảy",
        ),
        Sense("thành phần", before=r"các $", after=r" (?:của|trong|có|gồm|dự)", example="các TP có"),
        Sense("trưởng phòng", before=r"(?:đ/c|đồng chí|ông|bà|phó|p\.) $", example="bà TP"),
        Sense("trưởng phòng", after=DEPARTMENTS, example="TP Văn hóa"),
        Sense("thành phần", after=r" ?:| tham dự| dự | gồm| mời", example="TP: đại biểu"),
        Sense("thành phố", after=NAMED, example="TP Yên Bình"),
        Sense("thành phố", asks=True, example="TP"),
    ),
    "TQ": (
        Sense("tổ quốc", before=r"(?:cờ|bảo vệ|mặt trận|vì) $", example="cờ TQ"),
        Sense("trung quốc", asks=True, example="TQ"),
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
    "CB": (
        Sense(
            "chi bộ", before=r"(?:bí thư|bt|pbt|đảng viên|sinh hoạt|họp|cấp ủy|chi ủy|đh|đại hội) $", sure=True, example="họp CB"
        ),
        Sense("chi bộ", after=rf" (?:{PLACES}|TDP|trường|trạm|số \d|\d)", example="CB tổ"),
        Sense("cán bộ", asks=True, example="CB"),
    ),
    "QL": (
        Sense("quốc lộ", before=r"(?:dọc|trên|tuyến|đường|ven|cạnh) $", example="dọc QL"),
        Sense("quản lý", asks=True, example="QL"),
    ),
    "TH": (
        Sense("trường hợp", after=r" (?:vi phạm|mắc|nghi|dương tính|F0|tử vong|nhiễm|tai nạn)", example="TH mắc"),
        Sense(
            "tháng",
            before=r"(?:thời hạn|kỳ hạn|vay|trong|bảo hành|gửi) (?:\d{1,3} ?[-–] ?)?\d{1,3} $",
            asks=True,
            example="vay 36 TH",
        ),
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
        Sense("tê hát", before=r"(?:sữa|tập đoàn|sữa tươi) $", sure=True, example="sữa TH"),
        Sense("truyền hình", before=r"(?:phát thanh(?:,| và)?|đài|truyền thanh(?:,| và)?) $", example="đài TH"),
        Sense("truyền hình", before=r"(?:đài (?:tt|pt)|phát thanh|truyền thanh) ?[-–] ?$", sure=True, example="đài TT - TH"),
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
    "NV": (
        Sense("nội vụ", before=r"(?:sở|phòng|bộ|ngành) $", sure=True, example="sở NV"),
        Sense("nhiệm vụ", before=r"(?:hoàn thành|thực hiện|phân công|giao|các|chức năng,?) $", example="các NV"),
        Sense("ngữ văn", before=r"(?:môn|thi) $", example="môn NV"),
        Sense("nhiệm vụ", after=r" (?:năm )?20\d\d| trọng tâm| chính trị", example="NV năm 2025"),
        Sense("nhân viên", asks=True, example="NV"),
    ),
    "CQ": (
        Sense("chính quyền", before=r"(?:cấp ủy,?|đảng,?|xây dựng|cấp) $", example="cấp CQ"),
        Sense("chính quyền", after=r" (?:địa phương|xã|các cấp|huyện|tỉnh|số|điện tử)", example="CQ xã"),
        Sense("cơ quan", asks=True, example="CQ"),
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
    "QH": (
        Sense("quy hoạch", after=r" (?:SDĐ|sdđ|KHSDĐ|ngành|phân khu|\d/\d)", sure=True, example="QH ngành"),
        Sense("quy hoạch", before=r"(?:đất|đồ án|bản vẽ|điều chỉnh|lập|công bố|theo) $", example="đất QH"),
        Sense("quy hoạch", after=r" (?:sử dụng|xây dựng|chi tiết|chung|đất|\d+/\d+)", sure=True, example="QH chung"),
        Sense("quốc hội", asks=True, example="QH"),
    ),
    "KP": (
        Sense("kinh phí", before=r"(?:hỗ trợ|nguồn|dự toán|tổng|cấp|trích|về) $", sure=True, example="về KP"),
        Sense("kinh phí", after=r" ?:| (?:hoạt động|thực hiện|tổ chức|do|từ|cho|được|đảm bảo|bảo đảm)", sure=True, example="KP:"),
        Sense("khu phố", asks=True, example="KP"),
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
    "BNN": (
        Sense("bệnh nghề nghiệp", before=r"(?:tnlđ,?|tai nạn lao động,?) (?:và )?$", sure=True, example="TNLĐ, BNN"),
        Sense("bộ nông nghiệp", asks=True, example="BNN"),
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
    "PT": (
        Sense("phương tiện", before=r"(?:các|xe|người và|điều khiển) $", example="xe PT"),
        Sense("phát thanh", before=r"(?:phát|truyền) $", example="truyền PT"),
        Sense("phổ thông", before=r"(?:trường|giáo dục|cấp) $", example="cấp PT"),
        Sense("phát triển", asks=True, example="PT"),
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
}
