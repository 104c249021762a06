"""Who wrote a text, who gave the news and whose pictures it has: its last lines, and what stands before its first word."""

import re
from collections.abc import Container, Sequence

from app.reading.letterheads import Line
from app.reading.pattern import Pattern
from app.reading.signatures import is_person
from app.reading.tables.abbreviations import is_known
from app.reading.tables.classes import LOWER, UPPER
from app.reading.torn import is_syllable

_CREDITS = (
    r"Biên soạn|Biên tập|BT|QP|PV|CTV|Người đăng|Tác giả(?: bài viết)?|(?:Tin|Bài|Tin,? bài|Bài viết)(?:,| và| [-–&])? ?[Ảả]nh|"
    r"Tin|Bài|Bài viết|Ảnh|Người viết|(?:Người )?[Tt]hực hiện|Tổng hợp"
)
_NAMES = r"(?:[A-ZĐÀ-Ỹ][^\W\d]*[ ,–-]{0,3}){1,8}"
_PUBLISHERS = (
    "Phòng|Trạm|Trung tâm|Cổng|Báo|Đài|TTXVN|Thông tấn|BHXH|Ban|UBND|Công an|Hội|Sở|Bộ|Trang|Internet|Website|Chi cục|Cục|"
    "Tạp chí|VOV|VTV|Viện|Trường|Ngân hàng|Mạng|Văn phòng|Đảng|Đoàn"
)
_OFFICES = "Phó|Trưởng|Chủ tịch|Bí thư|Cán bộ|Công chức|Hội viên|Chuyên viên"
_DOTTED = r"[A-ZĐ](?:\. ?[A-ZĐ]){1,3}\.?"
_INITIAL = rf"(?:[A-ZĐ]|Ng|Ph|Th|Tr|Kh|Nh|Ch)\. ?[{UPPER}][{LOWER}]{{1,6}}(?: [{UPPER}][{LOWER}]{{1,6}})?"
_INITIALS = rf"{_DOTTED}|[A-ZĐ]{{2,5}}|{_INITIAL}"
_SOURCE = Pattern(
    rf"\((?:Nguồn|Nguồn tin|Theo|Sưu tầm|{_CREDITS})\b ?:?[^()]{{2,120}}\)|"
    rf"(?:Nguồn|Nguồn tin|Theo) ?: ?(?:{_PUBLISHERS})(?!\w)[^.!?:;]{{0,80}}\.?|"
    rf"(?:{_CREDITS}) ?: ?(?:{_NAMES}|{_INITIALS})(?:[;/|]? ?(?:{_CREDITS}) ?: ?(?:{_NAMES}|{_INITIALS}))?\.?|"
    r"(?:Sưu tầm|BBT|Ban [Bb]iên tập)\.?|"
    r"Theo (?:Báo|Cổng|TTXVN|Đài|VOV|VTV|Thông tấn|Tạp chí|Trang|Website)(?!\w)[^.!?:;,]{0,60}"
)
_BESIDE_AUTHOR = re.compile(r" ?[-–,&/] ?| ?\(|: (?=huyện|xã|Đài|Trung tâm)")
_OF_AUTHOR = Pattern(
    r"(?:[Tt]ổng hợp|[Ss]ưu tầm|[Tt]/?h|[A-ZĐ]{2,8}(?:[ -][A-ZĐ]{2,8})?|"
    rf"(?:{_PUBLISHERS}|Tổ|Thôn|Xã|xã|huyện|Trạm|Phòng|{_OFFICES})(?!\w)[^.!?:;\d]{{0,60}})"
)
"""What stands behind the name of who wrote a report."""
_OFFICE_ALONE = Pattern(rf"(?:{_PUBLISHERS}|TT|TTVH)(?!\w)[^.!?:;\d]{{2,60}}")
"""The office of who wrote it, in a line below the name."""
_WITH_OFFICE = 2
_INITIALS_ALONE = Pattern(_INITIALS)
_SHORT_NAME = Pattern(rf"(?:[{UPPER}][{LOWER}]{{1,6}} ){{1,3}}[{UPPER}][{LOWER}]{{1,6}}")
_NO_NAME = Pattern(
    rf"(?:{_PUBLISHERS}|Thôn|Xóm|Bản|Ấp|Khu|Tổ|Xã|Phường|Huyện|Tỉnh|Hợp tác|Chi [HBĐ]|Ông|Bà|Anh|Chị|Đội|Nhà|Chợ|Cầu|Đường|Hồ|"
    r"Sông|Trân|Xin|Kính|Mời|Hết)(?!\w)"
)
"""What a place, a body or a farewell begins with."""
_MAY_SIGN = Pattern(r"[A-ZĐÀ-Ỹ]{2,8}(?: [A-ZĐÀ-Ỹ]{2,8}){1,3}")
"""Alone below the last sentence, in capitals: who may have written it, or a slogan."""
_FULL = 60
"""Characters: a line that filled its page is longer."""
_PICTURES_BELOW = Pattern(r"(?:Một số|Một vài|Những) hình ảnh ", re.IGNORECASE)
_SAID = Pattern(r"[.!”)]$")
CREDIT_BEHIND = Pattern(r"[.!)…”] (?:Ảnh|Tin, ảnh|Nguồn ảnh|Bài, ảnh|Nguồn) ?: ?[^.:!?]{2,60}\.?$")
"""Behind a caption in its line: who took the picture."""
_CREDIT = Pattern(
    rf"(?:[.!)…”\d]) ?(?P<who>(?:Ảnh|ẢNH|Nguồn ảnh) ?:? ?(?:[{UPPER}][{LOWER}]*\.?(?: [{UPPER}][{LOWER}]*){{0,3}}|[A-ZĐ]{{2,5}}|"
    rf"[{UPPER}]{{2,8}}(?: [{UPPER}]{{2,8}}){{0,3}})(?: ?[-–/] ?[A-Z]{{2,8}})?\.?)\s*$"
)
_CREDIT_ALONE = Pattern(rf"(?:Ảnh|ẢNH) ?: ?[{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{1,3}}(?: ?[-–/] ?[A-Z]{{2,8}})?\.?")
_SHOWN = 25
"""Characters of what a picture shows at least."""
_GIVEN = Pattern(
    rf"\s*bao[a-z]{{2,20}}\.(?:com\.)?vn ?(?:[-–:] ?)?(?=[{UPPER}]|\s*$)|"
    rf"\s*[A-Z][a-z]{{2,14}}(?:Net|Online|News|Plus|TV) ?[-–] ?(?=[{UPPER}])|"
    rf"\s*(?:VOV\d?|[A-ZĐ]{{2,6}}\.(?:VN|COM|vn|com)) ?[-–—] ?(?=[{UPPER}“\"])|"
    rf"\s*\((?P<who>[A-ZĐ]{{3,10}}(?: (?:News|Online|TV))?|[A-ZĐ]{{2,10}} online|"
    rf"(?:[\w-]{{1,30}}\.){{1,3}}(?:vn|com|net|org)(?:\.vn)?)\)[ \t]{{0,2}}"
    rf"(?:[-–—:](?=[ \t]*[{UPPER}“\"])|(?=[{UPPER}][{LOWER}]))"
)
"""Before a piece of news: the paper or the station it is from, "(QTO) - "."""
_GIVEN_BARE = Pattern(
    r"\s*(?P<paper>[A-ZĐ]{3,4}) ?[-–] ?(?=(?:Sáng|Trưa|Chiều|Tối|Ngày|Hôm|Mới|Vừa|Thực hiện|Nhằm|Để|Theo|Trong|Tại|Những|"
    r"Thời gian|Nằm|Năm|Với|Sau|Từ|Hiện|Thôn|Xã|Nhiều)(?!\w)[^\n]{30}|"
    rf"[{UPPER}][{LOWER}]* [{LOWER}][^\n]{{120}})"
)
"""The same without brackets before a sentence, of letters that no table knows."""
_BEHIND_STOP = Pattern(rf"[.!”)] ?(?P<who>\({_DOTTED}\)|{_DOTTED})\s*$")
_BEHIND_END = Pattern(rf"(?:\./\.?|(?<=\w)/\.) ?(?P<who>\(?(?:{_INITIALS}|{_NAMES})\)?)\s*$")
"""Behind the last sentence, in its line: "… của xã./. T.H"."""


def who_wrote(lines: Sequence[Line], gone: Container[int]) -> dict[int, bool]:
    """The lines that say who wrote or collected a text: the last of all, or a name alone behind the last full sentence.

    gone: lines that are left out already. True where the officer is asked: initials or a name of no family that is known.
    """
    found: dict[int, bool] = {}
    read = [at for at in range(len(lines)) if at not in gone and any(map(str.isalnum, lines[at].text))]
    found |= {at: False for at in read if _CREDIT_ALONE.fullmatch(lines[at].text)}
    if len(read) > _WITH_OFFICE and (office := lines[read[-1]].text) and _OFFICE_ALONE.fullmatch(office):
        name, before = lines[read[-2]].text, lines[read[-3]].text
        if (_is_author(name) or may_be_author(name)) and _is_said(before, anyway=False):
            return found | {read[-1]: True, read[-2]: True}
    for at in reversed(read):
        if at in found:
            continue
        line = lines[at].text
        if not _SOURCE.fullmatch(line):
            sure, likely = _is_author(line), may_be_author(line)
            anyway = (likely and lines[at].follows_blank) or (sure and line[-1] == ")")
            if at and (sure or likely) and _is_said(lines[at - 1].text, anyway=anyway):
                found[at] = not sure
            return found
        found[at] = False
    return found


def start_of_credit(text: str, start: int, end: int) -> int | None:
    """Where the one who took a picture stands behind what it shows, in its line: "… ngày 5/8. Ảnh: Lê Hoa"."""
    credit = _CREDIT.search(text, max(start + _SHOWN, end - _FULL), end) if end - start > _SHOWN else None
    return None if credit is None else credit.start("who")


def may_have_signed(lines: Sequence[Line], at: int) -> bool:
    """Whether the last line, capitals below a full sentence, may be who wrote it."""
    return at > 0 and _MAY_SIGN.fullmatch(lines[at].text) is not None and _is_said(lines[at - 1].text, anyway=False)


def end_of_giver(text: str, start: int, end: int) -> int | None:
    """Where what only says who gave the news ends, at the beginning of a line; "(NHANH)" is of the text."""
    bare = _GIVEN_BARE.match(text, start, end)
    if bare is not None:
        return None if is_known(bare["paper"]) or is_syllable(bare["paper"].lower()) else bare.end()
    given = _GIVEN.match(text, start, end)
    who = (given["who"] or "") if given else "SOS"
    return None if given is None or is_syllable(who.lower()) or who == "SOS" else given.end()


def start_of_author(text: str, start: int, end: int) -> int | None:
    """Where the one who wrote it stands behind the last sentence, in its line."""
    if end - start <= _FULL:
        return None
    last = max(start, end - _FULL)
    behind = _BEHIND_END.search(text, last, end) or _BEHIND_STOP.search(text, last, end)
    return None if behind is None else behind.start("who")


def _is_said(line: str, *, anyway: bool) -> bool:
    """Whether a line is a sentence to its end. anyway: it is enough that nothing goes on behind it, as a page loses its stop."""
    if _PICTURES_BELOW.match(line):
        return True
    return len(line) >= _FULL and (bool(_SAID.search(line)) or (anyway and line[-1].isalnum()))


def _is_author(line: str) -> bool:
    """Whether a line names who wrote a report: a person, or two, or one with the paper behind, "Lê Hoa (tổng hợp)"."""
    who = _BESIDE_AUTHOR.split(line.rstrip("."), 1)
    beside = who[1].strip(" )") if len(who) > 1 else ""
    return is_person(who[0]) and (not beside or is_person(beside) or _OF_AUTHOR.fullmatch(beside) is not None)


def may_be_author(line: str) -> bool:
    """Whether a line is nothing but initials, or a name of a family that no table holds: "H.T", "Chi Mai - Đài xã"."""
    whole = line[1:-1] if line[:1] == "(" and line[-1:] == ")" else line
    if _INITIALS_ALONE.fullmatch(whole):
        return not is_syllable(whole.lower())
    who = _BESIDE_AUTHOR.split(whole.rstrip("."), 1)
    beside = who[1].rstrip(")") if len(who) > 1 else ""
    return _names(who[0]) and (not beside or _names(beside) or _OF_AUTHOR.fullmatch(beside) is not None)


def is_office(line: str) -> bool:
    """Whether a line names nothing but who publishes: "Đài Truyền thanh xã"."""
    return _OFFICE_ALONE.fullmatch(line) is not None


def is_name(who: str) -> bool:
    """Whether words are the name of a person, also of a family that no table holds, or in capitals: "TIẾN MẠNH"."""
    return is_person(who) or _names(who.title() if who.isupper() else who)


def _names(who: str) -> bool:
    if _INITIALS_ALONE.fullmatch(who):
        return not is_syllable(who.lower())
    return _SHORT_NAME.fullmatch(who) is not None and not _NO_NAME.match(who) and all(map(is_syllable, who.lower().split()))
