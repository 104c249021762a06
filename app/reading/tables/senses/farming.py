"""Land, building, environment, farming, weather and disaster: `written: senses`, the usual one last."""

from app.reading.tables.classes import NAMED
from app.reading.tables.sense import Sense

FARMING: dict[str, tuple[Sense, ...]] = {
    "TBNN": (
        Sense(
            "thương binh nặng", before=r"(?:thương binh,?|chế độ|phụ cấp|trợ cấp|điều dưỡng) $", asks=True, example="chế độ TBNN"
        ),
        Sense("trung bình nhiều năm", example="TBNN"),
    ),
    "NT": (
        Sense("nhà trẻ", before=r"(?:lớp|nhóm|trẻ) $", example="lớp NT"),
        Sense("nhà thầu", before=r"(?:đơn vị|mời|gói) $", example="mời NT"),
        Sense("nông thôn", asks=True, example="NT"),
    ),
    "LN": (
        Sense("liên ngành", before=r"(?:đoàn|kiểm tra|tổ|họp) $", example="tổ LN"),
        Sense("lợi nhuận", before=r"(?:chi|tổng) $", example="chi LN"),
        Sense("lâm nghiệp", asks=True, example="LN"),
    ),
    "BĐ": (
        Sense("bản đồ", before=r"(?:tờ|thửa) $", sure=True, example="tờ BĐ"),
        Sense("bóng đá", before=r"(?:giải|sân|đội|môn|trận|thi đấu|CLB) $", example="sân BĐ"),
        Sense("báo động", after=r" ?(?:\d|[IVX]+(?!\w)|cấp|lũ|trên|dưới)", sure=True, example="BĐ 2"),
        Sense("báo động", before=r"(?:mức|trên|dưới|vượt|cấp|xấp xỉ|lệnh) $", sure=True, example="trên BĐ"),
        Sense("báo động", asks=True, example="BĐ"),
    ),
    "DO": (
        Sense("đê ô", before=r"dầu $", sure=True, example="dầu DO"),
        Sense("do", example="DO"),
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
    "TS": (
        Sense("tiến sĩ", after=rf"\. ?[A-ZĐ]|{NAMED}", sure=True, example="TS Yên Bình"),
        Sense("thai sản", before=r"(?:trợ cấp|nghỉ|chế độ|bảo hiểm|hưởng) $", sure=True, example="nghỉ TS"),
        Sense("thủy sản", before=r"(?:nuôi trồng|ngành|nuôi|đánh bắt|khai thác|chế biến) $", example="nuôi TS"),
        Sense("tài sản", before=r"(?:kê khai|quản lý|tài chính,?|mua sắm|thanh lý) $", example="kê khai TS"),
        Sense("tuyển sinh", before=r"(?:thi|đề|xét|kỳ|hồ sơ|công tác) $", example="đề TS"),
        Sense("tuyển sinh", after=r" (?:vào (?:lớp )?\d|lớp|đầu cấp)", example="TS lớp"),
        Sense("tổng số", asks=True, example="TS"),
    ),
    "DT": (
        Sense("dân tộc", before=r"(?:hộ|người|đồng bào|ban|phòng|công tác) $", example="hộ DT"),
        Sense("di tích", before=r"(?:khu|các|ban ql|trùng tu) $", example="khu DT"),
        Sense(
            "dự toán",
            before=r"(?:(?<!\w)ns|nsnn|nsđp|nsx|ngân sách|(?<!\w)thu|(?<!\w)chi)(?!\w)[^\n]*% $",
            asks=True,
            example="thu 80% DT",
        ),
        Sense("dự toán", before=r"(?:giao|lập|vượt|quyết toán|phân bổ) $", example="lập DT"),
        Sense("diện tích", asks=True, example="DT"),
    ),
    "MT": (
        Sense("mặt trận", before=r"(?:ban công tác|bct|trưởng ban|ban|cán bộ|ub|công tác) $", sure=True, example="ub MT"),
        Sense("ma túy", before=r"(?:tội phạm|nghiện|chất|tệ nạn) $", example="chất MT"),
        Sense("máy tính", before=r"(?:phòng|bộ) $", example="bộ MT"),
        Sense("môi trường", asks=True, example="MT"),
    ),
    "ĐĐ": (
        Sense("địa điểm", after=r" ?:", sure=True, example="ĐĐ:"),
        Sense("địa điểm", before=r"(?:thời gian,?|tg,?) $", sure=True, example="thời gian ĐĐ"),
        Sense("đất đai", asks=True, example="ĐĐ"),
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
    "QLĐĐ": (
        Sense("quản lý đê điều", before=r"(?:đê|lũ|lụt|hạt|hộ đê)[^.\n]*$", asks=True, example="mùa lũ, hạt QLĐĐ trực"),
        Sense("quản lý đất đai", example="QLĐĐ"),
    ),
}
