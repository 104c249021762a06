"""By which words a text names a theme, a channel, an office: compared without accents and case."""

import re
import unicodedata
from collections.abc import Sequence

from app.bulletins import Theme
from app.plans.model import Channel

_OFFICE_LENGTH = 120


def folded(text: str) -> str:
    """Without accents and case, one blank between words: what "Băng rôn" and "BĂNG RÔN" have in common."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


_THEMES = (
    (Theme.REVIEW, r"ra soat|chuan ngheo|binh xet|chuan ho ngheo"),
    (Theme.GUIDELINE, r"chu truong|duong loi|nghi quyet cua dang|chi thi"),
    (Theme.PROGRAMME, r"chuong trinh muc tieu|ctmtqg|chuong trinh mtqg|chuong trinh giam ngheo|muc tieu quoc gia"),
    (Theme.POLICY, r"chinh sach|tin dung|bao hiem y te|bhyt|tro giup phap ly|vay von|ho tro nha o|dao tao nghe"),
)
_CHANNELS = (
    (Channel.LOUDSPEAKERS, r"\bloa\b|truyen thanh|phat thanh"),
    (Channel.WEB_PAGE, r"trang thong tin|trang tin|cong thong tin|website|trang web|\bzalo\b|facebook|fanpage|mang xa hoi"),
    (Channel.BANNERS, r"bang[ -]?(?:r|z|d)on|khau hieu|pa[ -]?no|ap phich|truc quan|to roi|phuon"),
    (Channel.TRAINING, r"tap huan|boi duong nghiep vu|nang cao nang luc"),
    (Channel.MEETINGS, r"hoi nghi|hop thon|hop xom|hop to dan pho|hop ban|sinh hoat|toa dam|doi thoai|hop dan"),
)
_OFFICES = re.compile(
    r"^(?:cong chuc|can bo|bo phan|dai truyen thanh|nhan vien|ban van hoa|trung tam|phong|van phong|uy ban nhan dan|ubnd)\b"
)
_BODIES = re.compile(
    r"^(?:uy ban )?(?:mat tr|mttq|cac (?:doan the|to chuc|hoi|ban nganh|thon|xom|ban|truong|to dan pho|co so|don vi)"
    r"|hoi |doan |ban cong tac|truong thon|truong xom|truong ban|bi thu|to truong|to dan pho|thon|ban chi dao"
    r"|tram y te|ngan hang|cong an)"
)
_VERBS = re.compile(
    r"\s*(?:[:;]|\b(?:phối hợp|chủ trì|có trách nhiệm|chịu trách nhiệm|tham mưu|triển khai|xây dựng|tổ chức|quan tâm|tăng cường"
    r"|đẩy mạnh|thực hiện|theo dõi|biên tập|hướng dẫn|tuyên truyền|vận động|giám sát|đưa tin|bố trí|làm đầu mối|căn cứ))",
    re.IGNORECASE,
)


_ONLY_WHEN = re.compile(
    r"(?:\b(?:thoi gian|thuc hien|trien khai|bat dau|ket thuc|hoan thanh|cao diem|tu|den|het|truoc|vao|trong|va|ca|dau|giua|cuoi"
    r"|ngay|tuan|thang|quy|nam|hang|iv|i{1,3})\b|[\d\W_])*"
)
_ASKED = re.compile(r"^(?:Đề nghị|Giao)\s+(?=\w)")


def only_says_when(text: str) -> bool:
    """Whether nothing but a time stands there: `Từ tháng 01/2026 đến tháng 12/2026.`."""
    return _ONLY_WHEN.fullmatch(folded(text)) is not None


def theme_of(text: str) -> Theme | None:
    """The theme a sentence names: the one whose words come first in it."""
    plain = folded(text)
    found = [(match.start(), theme) for theme, words in _THEMES if (match := re.search(words, plain))]
    return min(found, key=lambda each: each[0])[1] if found else None


def channels_in(text: str) -> list[Channel]:
    """The channels a text names."""
    plain = folded(text)
    return [channel for channel, words in _CHANNELS if re.search(words, plain)]


def subject_of(text: str) -> str:
    """Who or what a sentence of the organisation is about: what stands before what is to be done; empty when it is too long."""
    text = _ASKED.sub("", text)
    match = _VERBS.search(text)
    subject = text[: match.start()] if match else text
    subject = subject.strip(" ,.-–")
    return subject if 0 < len(subject) <= _OFFICE_LENGTH else ""


def is_office(subject: str) -> bool:
    """Whether it is an office that sees to the plan itself."""
    return bool(subject) and _OFFICES.match(folded(subject)) is not None


def is_body(subject: str) -> bool:
    """Whether it is a body that works with them."""
    return bool(subject) and _BODIES.match(folded(subject)) is not None


def office_in(text: str, cells: Sequence[str]) -> str:
    """By whom a task is done: a cell of its row that is an office, or its subject."""
    for each in cells or (subject_of(text),):
        if len(each) <= _OFFICE_LENGTH and (is_office(each) or is_body(each)) and each != text:
            return each
    return ""
