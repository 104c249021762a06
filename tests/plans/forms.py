"""Plans of as many forms as offices have habits, all written for these tests."""

from dataclasses import dataclass

from app.bulletins import Theme
from app.plans import Channel

REVIEW, POLICY, PROGRAMME, GUIDELINE = Theme.REVIEW, Theme.POLICY, Theme.PROGRAMME, Theme.GUIDELINE
LOUD, WEB, BANNERS, TRAINING, MEETINGS = Channel


@dataclass(frozen=True)
class Form:
    """A plan's text and what stands in it. tasks: words of which each is in one task's title, in their order."""

    text: str
    year: int | None
    themes: set[Theme]
    channels: set[Channel]
    tasks: tuple[str, ...]
    number: str | None = None


FORMS = {
    "roman and dashes": Form(
        """ỦY BAN NHÂN DÂN
XÃ LIÊN AN
Số: 12/KH-UBND
Liên An, ngày 15 tháng 01 năm 2025
KẾ HOẠCH
Truyền thông giảm nghèo về thông tin năm 2025

Căn cứ Kế hoạch số 90/KH-UBND ngày 02/12/2024 của UBND huyện;
I. MỤC ĐÍCH, YÊU CẦU
- Người dân biết chính sách của mình.
II. NỘI DUNG TUYÊN TRUYỀN
- Quy trình rà soát hộ nghèo, hộ cận nghèo.
- Chính sách hỗ trợ bảo hiểm y tế.
III. NHIỆM VỤ
1. Phát trên loa truyền thanh mỗi tuần hai lượt.
2. Treo băng-rôn ở nhà văn hóa thôn.
IV. TỔ CHỨC THỰC HIỆN
- Công chức văn hóa – xã hội phối hợp với các thôn thực hiện.
- Mặt trận Tổ quốc xã: giám sát.
Nơi nhận:
- Lưu: VT.""",
        2025,
        {REVIEW, POLICY},
        {LOUD, BANNERS},
        ("loa truyền thanh", "băng-rôn"),
        "12/KH-UBND",
    ),
    "arabic and letters": Form(
        """KẾ HOẠCH
Tuyên truyền công tác giảm nghèo năm 2024
1. Mục tiêu
Cả xã cùng biết.
2. Nội dung tuyên truyền
a) Chủ trương của Đảng về giảm nghèo;
b) Chương trình mục tiêu quốc gia giảm nghèo bền vững.
3. Hình thức
a) Hội nghị, họp thôn;
b) Bài viết trên trang thông tin điện tử.
4. Phân công
Đài truyền thanh xã: biên tập tin, bài.""",
        2024,
        {GUIDELINE, PROGRAMME},
        {MEETINGS, WEB},
        ("họp thôn", "trang thông tin"),
    ),
    "articles": Form(
        """KẾ HOẠCH
Thông tin, tuyên truyền về giảm nghèo năm 2026
Điều 1. Mục đích
Giúp hộ nghèo vươn lên.
Điều 2. Nội dung tuyên truyền
Chuẩn nghèo đa chiều và cách tính điểm.
Điều 3. Nhiệm vụ
- Tập huấn cho trưởng thôn.
- Đưa tin lên Zalo của xã.
Điều 4. Tổ chức thực hiện
- Văn phòng UBND theo dõi.""",
        2026,
        {REVIEW},
        {TRAINING, WEB},
        ("Tập huấn", "Zalo"),
    ),
    "parts": Form(
        """KẾ HOẠCH
Giảm nghèo về thông tin năm 2025
Phần thứ nhất: MỤC TIÊU
Không để hộ nào thiếu tin.
Phần thứ hai: NỘI DUNG
Chính sách vay vốn ưu đãi cho hộ nghèo.
Phần thứ ba: GIẢI PHÁP
+ Phát thanh vào buổi chiều.
+ Phát tờ rơi tại chợ.
Phần thứ tư: TỔ CHỨC THỰC HIỆN
+ Cán bộ truyền thanh bố trí giờ phát.""",
        2025,
        {POLICY},
        {LOUD, BANNERS},
        ("Phát thanh", "tờ rơi"),
    ),
    "letters for parts": Form(
        """Số 03/KH-UBND
KẾ HOẠCH
Truyền thông về rà soát hộ nghèo năm 2023
A. MỤC ĐÍCH
Minh bạch.
B. NỘI DUNG TRUYỀN THÔNG
1. Quy trình rà soát.
2. Chủ trương, đường lối về an sinh.
C. CÁC HOẠT ĐỘNG
1. Đọc thông báo trên loa.
2. Niêm yết tại trụ sở.
D. KINH PHÍ
Ngân sách xã.""",
        2023,
        {REVIEW, GUIDELINE},
        {LOUD},
        ("trên loa", "Niêm yết"),
        "03/KH-UBND",
    ),
    "decimals": Form(
        """KẾ HOẠCH
Truyền thông chính sách giảm nghèo năm 2025
I. NHIỆM VỤ TRỌNG TÂM
1. Trên hệ thống truyền thanh
1.1. Mở chuyên mục chính sách giảm nghèo.
1.2. Phát lại vào chủ nhật.
2. Trực quan
2.1. Khẩu hiệu tại cổng làng.
II. TỔ CHỨC THỰC HIỆN
1. Phòng Văn hóa hướng dẫn.""",
        2025,
        {POLICY},
        {LOUD, BANNERS},
        ("chuyên mục", "Phát lại", "Khẩu hiệu"),
    ),
    "table with tabs": Form(
        """KẾ HOẠCH
Tuyên truyền giảm nghèo năm 2025
I. MỤC ĐÍCH
Mọi người cùng biết.
II. LỊCH THỰC HIỆN
TT\tNội dung\tNgười làm
1\tPhát thanh quy trình rà soát hộ nghèo\tCông chức văn hóa
2\tHội nghị phổ biến chính sách hỗ trợ nhà ở\tCông chức LĐ-TB&XH""",
        2025,
        {REVIEW, POLICY},
        {LOUD, MEETINGS},
        ("quy trình rà soát", "hỗ trợ nhà ở"),
    ),
    "table with bars": Form(
        """KẾ HOẠCH
Tuyên truyền giảm nghèo năm 2025
I. NỘI DUNG TUYÊN TRUYỀN
Chương trình MTQG giảm nghèo.
II. TIẾN ĐỘ
| Tháng | Việc |
| 3 | Treo pa-nô ở ngã ba |""",
        2025,
        {PROGRAMME},
        {BANNERS},
        ("pa-nô",),
    ),
    "capitals without numbers": Form(
        """KẾ HOẠCH
TRUYỀN THÔNG GIẢM NGHÈO NĂM 2025
MỤC ĐÍCH
Nâng cao nhận thức.
NỘI DUNG
Trợ giúp pháp lý cho hộ nghèo.
HÌNH THỨC
Loa truyền thanh, trang web của xã.
TỔ CHỨC THỰC HIỆN
Ban chỉ đạo: đôn đốc.""",
        2025,
        {POLICY},
        {LOUD, WEB},
        ("Loa truyền thanh",),
    ),
    "lines that break off": Form(
        """KẾ HOẠCH
Giảm nghèo về thông tin năm 2025
I. NHIỆM VỤ
1. Truyền thông
- Nội dung truyền thông: Quy trình rà soát hộ nghèo,

hộ cận nghèo năm 2025. Chính sách tín dụng
cho người nghèo.
- Thực hiện trên loa
truyền thanh.""",
        2025,
        {REVIEW, POLICY},
        {LOUD},
        ("Thực hiện trên loa truyền thanh",),
    ),
    "headings with a colon": Form(
        """Kế hoạch tuyên truyền giảm nghèo năm 2025
Mục đích:
Dân biết.
Nội dung tuyên truyền:
Chuẩn nghèo mới.
Biện pháp:
Phát thanh sáng thứ Hai.""",
        2025,
        {REVIEW},
        {LOUD},
        ("Phát thanh sáng",),
    ),
    "no year in the title": Form(
        """KẾ HOẠCH
Truyền thông giảm nghèo giai đoạn 2021-2025
I. NỘI DUNG
Chính sách đào tạo nghề.
II. NHIỆM VỤ
1. Họp thôn phổ biến.""",
        None,
        {POLICY},
        {MEETINGS},
        ("Họp thôn",),
    ),
    "a title that begins as what it goes by": Form(
        """Số hiệu: 51/KH-UBND Loại văn bản: Kế hoạch
Số: 51/KH-UBND
An Lạc, ngày
03 tháng 02 năm 2026
KẾ HOẠCH
THỰC HIỆN TRUYỀN THÔNG GIẢM NGHÈO NĂM 2026
TRÊN ĐỊA BÀN XÃ AN LẠC
Căn cứ Nghị định số
07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ;
I. NỘI DUNG
Chính sách hỗ trợ nhà ở.
II. NHIỆM VỤ
1. Phát thanh hằng tuần.""",
        2026,
        {POLICY},
        {LOUD},
        ("Phát thanh hằng tuần",),
        "51/KH-UBND",
    ),
    "attached to a decision": Form(
        """QUYẾT ĐỊNH
Về việc ban hành kế hoạch truyền thông
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch truyền thông.
Điều 2. Văn phòng xã phát loa truyền thanh.
KẾ HOẠCH
TRUYỀN THÔNG GIẢM NGHÈO NĂM 2026
(Ban hành kèm theo Quyết định số 19/QĐ-UBND ngày 05 tháng 01 năm 2026)
I. NỘI DUNG
Trợ giúp pháp lý.
II. GIẢI PHÁP
1. Treo khẩu hiệu.""",
        2026,
        {POLICY},
        {BANNERS},
        ("Treo khẩu hiệu",),
    ),
}
