"""Classes of letters and words, named once: what the patterns of rules and senses are composed of."""

import re
from collections.abc import Iterable

_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
LOWER, UPPER = f"a-z{_MARKED}", f"A-Z{_MARKED.upper()}"
"""Letters of Vietnamese, for a class of characters in a pattern."""
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,15}(?:,\d{1,9})?"
"""A number as Vietnamese writes it: thousands with full stops, decimals behind a comma."""
ARROW = r"[-–—]{1,2}>|={1,2}>|[→⇒➔➜]"
"""An arrow, drawn or typed."""
NAMED = rf"(?:\. ?| )[{UPPER}][{LOWER}]"
"""Behind a short form: a word with a capital."""
DAY_PARTS = "sáng|trưa|chiều|tối|đêm"
"""Parts of a day."""
OCCASIONS = "lễ|dịp|kỷ niệm|mừng|quốc khánh"
"""What a day is kept as."""
FROM_TO = "từ|đến|tới|trước|sau|hết|vào|hạn"
"""Before the ends of a span of time."""
LINKS = "và|đến|hoặc"
"""Between the items of a list."""
PERIODS = "giờ|ngày|tuần|tháng|quý|năm|buổi"
"""How long something is, and how often."""
MAGNITUDES = "nghìn|ngàn|triệu|tỷ|tỉ"
"""Large counts."""
MONEY = "đồng|đ|VNĐ|VND"
"""The money of the country."""
MEASURES = "m|km|ha|kg|lít|tấn|tạ|sào|độ"
"""Measures as they stand behind a number."""
PEOPLE = (
    "người|hộ|khẩu|nhân khẩu|trẻ|em|cháu|con|học sinh|thanh niên|lao động|hội viên|đoàn viên|đảng viên|"
    "cán bộ|chiến sĩ|đại biểu|cử tri|lượt"
)
"""Who is counted."""
OPENERS = (
    "Các|Những|Trong|Theo|Đề nghị|Ngày|Sáng|Tối|Toàn|Hiện|Để|Khi|Tại|Ngoài|Bên cạnh|Sau|Trước|Đồng thời|Do|Nếu|Người|Xã|Phường|"
    "UBND|HĐND|Trạm|Đây|Với|Vì|Nhưng|Riêng|Tuy|Ban|Ủy ban|Uỷ ban|Công an|Bà con|Ông|Bà|Đoàn|Mọi|Mỗi|Cùng|Thời gian|Địa điểm|"
    "Nội dung|Yêu cầu|Đặc biệt|Kết quả|Mặt trận|Mục đích|Như|Cụ thể|Bí thư|Chủ tịch|Đồng chí|Phó|Tham dự|Dự|Đại biểu|Lãnh đạo|"
    "Qua|Nhờ|Mời|Vừa qua|Hằng|Hàng|Bão|Mưa|Dịch|Đến nay|Từ ngày|Chương trình|Hội nghị|Hội đồng"
)
"""Words that begin a sentence, and no name of a place."""
PERSONS = "ông|bà|anh|chị|em|cháu|cô|chú|bác|cụ"
"""Before the name of a person."""
FAMILIES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Cao|Tạ|Tống|Quách|Bạch|Nông|Hứa|Ma|"
    "Mùa|Lầu|Rơ|Siu|Ksor|Thạch|Sơn|Kim|Châu|Danh|Lò|Vàng|Giàng|Sùng|Thào|Hà|Mai|Đoàn|Đào|Lâm|Phùng|Tô|Trương|Triệu|Chu|Vi|Lại|Lưu|"
    "Nghiêm|Doãn|La|Thái|Tăng|Từ|Văn|Vương|Mạc|Khổng|Kiều|Quàng|Cầm|Hờ|Lường|Ngân|Hạng|Cứ|Y|H|A|K|Điểu|Rah|Nay|Đàm|Đồng|Giang|Thân"
)
"""The names of families, the first word of a person's name."""
PLACES = "thôn|xóm|tổ|khu|ấp"
"""The smallest places."""
SECTIONS = "mục|khoản|điều|điểm|chương|phần"
"""Parts of a document."""
NUMBERED = "số|lớp|khối|đội|nhóm|đợt|khóa|cấp|hạng|loại"
"""What has a number of its own."""
STREETS = "ngõ|ngách|hẻm|kiệt"
"""Small streets."""
RATIOS = "tỷ lệ|tỉ lệ|tỷ số|tỉ số|pha|trộn|bản đồ"
"""Before a ratio."""
AMOUNTED = "khoảng|gần|hơn|quá|chiếm|giảm|tăng|bằng|còn"
"""Before an amount."""
GRADED = "thị lực|huyết áp|trang|hạng|thương binh|thương tật|bệnh binh|bậc|cấp độ"
"""What is graded by two numbers."""
DOSES = "thìa|muỗng|viên|gói|cốc|bát|chén"
"""What a dose is measured by."""
MASSES = (
    "diện tích|dân số|quãng|chặng|thời gian|khối lượng|sản lượng|lượng|mức|giá|vốn|công việc|kế hoạch|"
    "quân số|khẩu phần|thu nhập|ngân sách"
)
"""What is a whole without a count."""
UNITS_OF_LAND = frozenset(
    {"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "thôn", "ấp", "khóm", "bản", "buôn"}
    | {"khu phố", "tổ dân phố"}
)
"""What the country is divided into."""
PROVINCES = (
    *("An Giang", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương", "Bình Định", "Bình Phước"),
    *("Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp"),
    *("Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hoà Bình"),
    *("Hưng Yên", "Khánh Hòa", "Khánh Hoà", "Kiên Giang", "Kon Tum", "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An"),
    *("Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận", "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi"),
    *("Quảng Ninh", "Quảng Trị", "Sóc Trăng", "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thanh Hoá"),
    *("Tiền Giang", "Trà Vinh", "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái"),
)
"""Provinces of two syllables, those before 2025 too."""
CITIES = (
    *("Bà Rịa", "Bảo Lộc", "Biên Hòa", "Biên Hoà", "Buôn Ma Thuột", "Cam Ranh", "Cẩm Phả", "Cao Lãnh", "Chí Linh", "Dĩ An"),
    *("Đà Lạt", "Điện Biên Phủ", "Đông Hà", "Đồng Hới", "Đồng Xoài", "Hạ Long", "Hội An"),
    *("Hồ Chí Minh", "Long Khánh", "Long Xuyên", "Móng Cái", "Mỹ Tho", "Nha Trang"),
    *("Phan Rang", "Phan Thiết", "Phủ Lý", "Phúc Yên", "Pleiku", "Quy Nhơn", "Rạch Giá", "Sa Đéc"),
    *("Sầm Sơn", "Sông Công", "Tam Điệp", "Tam Kỳ", "Tân An", "Thủ Dầu Một", "Thủ Đức", "Tuy Hòa", "Tuy Hoà"),
    *("Uông Bí", "Vị Thanh", "Việt Trì", "Vũng Tàu", "Vĩnh Yên", "Huế", "Vinh", "Châu Đốc", "Phú Quốc", "Tân Uyên", "Thuận An"),
)
"""Cities that everybody knows by name, but for those that are named as their provinces."""
PHONES = "điện thoại|tổng đài|đường dây nóng|hotline|số máy|ĐT|SĐT|gọi(?! (?:tắt|là|chung|thầu|nhập|vốn))|liên hệ|zalo|fax"
"""Before a number to call."""
BODIES = "UBND|HĐND|MTTQ|công an|huyện ủy|đảng ủy"
"""Bodies that act."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
