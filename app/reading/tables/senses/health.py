"""Welfare, labour and health: `written: senses`, the usual one last."""

from app.reading.tables.classes import NAMED, UPPER
from app.reading.tables.sense import Sense
from app.reading.tables.senses.around import MEETING

HEALTH: dict[str, tuple[Sense, ...]] = {
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
    "ĐD": (
        Sense("đường dây", after=r" ?\d{3}(?!\d)", sure=True, example="ĐD 472"),
        Sense("điều dưỡng", asks=True, example="ĐD"),
    ),
    "LS": (
        Sense("lãi suất", after=r" ?:?\s?\d+(?:,\d+)?(?:\s?-\s?\d+(?:,\d+)?)?%", sure=True, example="LS 5%"),
        Sense("lãi suất", before=r"(?:mức|với|chịu|giảm|hỗ trợ|bù) $", example="bù LS"),
        Sense("liệt sĩ", asks=True, example="LS"),
    ),
    "BS": (
        Sense("bổ sung", before=r"(?:sửa đổi|sđ|kinh phí|dự toán),? $", example="sửa đổi BS"),
        Sense("bác sĩ", after=NAMED, asks=True, example="BS Yên Bình"),
        Sense("bác sĩ", before=r"(?:các|có|\d|đội ngũ|khám|mời|là) $", example="các BS"),
        Sense("bác sĩ", asks=True, example="BS"),
    ),
    "BV": (
        Sense("bảo vệ", before=r"(?:lực lượng|tổ|nhân viên|trực|công tác|ban|dân phòng,) $", example="tổ BV"),
        Sense("bệnh viện", asks=True, example="BV"),
    ),
    "LĐ": (
        Sense(
            "lao động", before=r"(?:\d|đi|nguồn|tuổi|người|xuất khẩu|việc làm,?|thị trường|luật|hợp đồng) $", example="cử 2 LĐ"
        ),
        Sense("lãnh đạo", before=r"(?:đ/c|các đ/c|ban|báo cáo|ý kiến|chỉ đạo của|xin|trình) $", example="ban LĐ"),
        Sense(
            "lãnh đạo", after=r" (?:UBND|xã|phường|phòng|huyện|HĐND|Đảng ủy|đảng ủy|các ban|cơ quan|đơn vị|thôn)", example="LĐ xã"
        ),
        Sense(
            "lãnh đạo",
            after=r"(?:,| và) (?:công chức|chuyên viên|viên chức|cán bộ|nhân viên)(?!\w)",
            example="LĐ và công chức",
        ),
        Sense("liên đoàn", before=r"(?:hội|liên) $", example="hội LĐ"),
        Sense("lao động", asks=True, example="LĐ"),
    ),
    "HN": (
        Sense("hôn nhân", before=r"tình trạng $", sure=True, example="tình trạng HN"),
        Sense("hà nội", before=r"(?:tp\.?|ra|về|ở|đường|gửi) $", example="về HN"),
        Sense("hội nghị", before=MEETING, sure=True, example="dự HN"),
        Sense("hội nghị", after=r" ?(?:TW|TƯ|BCH|[Tt]rung ương|lần thứ)", sure=True, example="HN lần thứ"),
        Sense("hộ nghèo", asks=True, example="HN"),
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
    "TE": (
        Sense("tê e", before=r"(?:chương trình|chứng chỉ) $", example="chứng chỉ TE"),
        Sense("tê e", before=r"\d ?\+ ?$", sure=True, example="NPK 20-20-15+TE"),
        Sense("trẻ em", asks=True, example="TE"),
    ),
    "THA": (
        Sense("thi hành án", before=r"(?:cơ quan|chi cục|đội|công tác) $", sure=True, example="đội THA"),
        Sense("tăng huyết áp", asks=True, example="THA"),
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
}
