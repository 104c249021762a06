"""The Party, the Fatherland Front and the mass organisations: `written: senses`, the usual one last."""

from app.reading.tables.classes import PLACES
from app.reading.tables.sense import Sense
from app.reading.tables.senses.around import NUMBER

PARTY: dict[str, tuple[Sense, ...]] = {
    "TCCS": (
        Sense("tổ chức cơ sở", after=r" (?:[Đđ]ảng|[Đđ]oàn|[Hh]ội)", sure=True, example="TCCS đảng"),
        Sense("tổ chức cơ sở", asks=True, example="TCCS"),
    ),
    "HV": (
        Sense("học viên", before=r"(?:lớp|trung tâm|đào tạo|giảng viên,?) (?:và )?$", example="lớp HV"),
        Sense("hội viên", asks=True, example="HV"),
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
    "BT": (
        Sense("bình thường", before=r"(?:hoạt động|trở lại|ổn định|chạy|làm việc|vẫn|sức khỏe) $", example="vẫn BT"),
        Sense("bồi thường", before=r"(?:tiền|phương án|kinh phí|chi trả|mức|giá) $", example="mức BT"),
        Sense("bồi thường", after=r"[,;&-]? ?(?:HT|GPMB|hỗ trợ)", sure=True, example="BT, HT"),
        Sense("bê tông", before=r"(?:đổ|mặt đường|cột|trụ|đường) $", example="đổ BT"),
        Sense("bê tông", after=r" (?:mác|M\d|nhựa|xi măng|cốt thép)", example="BT mác"),
        Sense("bí thư", asks=True, example="BT"),
    ),
    "ND": (
        Sense(
            "nối dài",
            before=r"(?<!\w)(?:đường|phố|ql|quốc lộ|tl|tỉnh lộ|hẻm)(?: \w+){1,4} $",
            asks=True,
            example="đường Lê Lợi ND",
        ),
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
    "TN": (
        Sense("thu nhập", after=r" ?(?:[≤≥<>]|dưới \d|trên \d|từ \d)", sure=True, example="TN ≤ 2"),
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
    "ĐB": (
        Sense("đảng bộ", before=r"(?:bí thư|bch|cấp ủy|toàn|trong) $", sure=True, example="toàn ĐB"),
        Sense("đảng bộ", after=r" (?:xã|huyện|tỉnh|bộ phận)", example="ĐB xã"),
        Sense("đông bắc", before=r"(?:gió|hướng|gió mùa|phía) $", sure=True, example="gió ĐB"),
        Sense("đường bộ", before=r"(?:đường) $", example="đường ĐB"),
        Sense("đại biểu", asks=True, example="ĐB"),
    ),
    "CĐ": (
        Sense("chỉ đạo", before=r"ban $", example="ban CĐ"),
        Sense("công điện", after=NUMBER, example="CĐ 5"),
        Sense("cao đẳng", before=r"(?:hệ|trường|trình độ|bằng|học|đh,|sinh viên) $", sure=True, example="hệ CĐ"),
        Sense("chi đoàn", before=r"(?:bí thư|bt|pbt|sinh hoạt|đoàn viên)(?: các)? $", example="bí thư CĐ"),
        Sense("công đoàn", asks=True, example="CĐ"),
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
    "UV": (
        Sense("u vê", before=r"(?:tia|chỉ số|bức xạ) $", sure=True, example="tia UV"),
        Sense("uốn ván", before=r"(?:tiêm|vắc xin|mũi|uốn ván \() ?$", sure=True, example="mũi UV"),
        Sense("ủy viên", asks=True, example="UV"),
    ),
    "CTXH": (
        Sense("chính trị xã hội", before=r"(?:tổ chức|đoàn thể) $", sure=True, example="tổ chức CTXH"),
        Sense("công tác xã hội", asks=True, example="CTXH"),
    ),
    "TTV": (
        Sense("tê tê vê", before=r"(?:đài|kênh|theo|nguồn|/) ?$", example="theo TTV"),
        Sense("thanh tra viên", before=r"(?:ngạch|thanh tra|đoàn) $", example="ngạch TTV"),
        Sense("tuyên truyền viên", asks=True, example="TTV"),
    ),
}
