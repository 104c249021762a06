"""What a page of the web has below or beside a text of other texts: their headlines, and how long ago they were posted."""

import re
from collections.abc import Container, Iterator, Sequence

from app.reading.bylines import may_be_author
from app.reading.letterheads import Line
from app.reading.page_words import DAY
from app.reading.pattern import Pattern
from app.reading.tables.classes import UPPER

_WIDEST_HEADLINE, _MOST_NEWS, _TITLED = 200, 60, 5
"""Characters of a headline, lines of other news at the end of a page, and lines among which its heading is."""
_OTHER_NEWS = Pattern(
    r"(?:(?:Các |Những )?(?:tin|bài)(?: tức| viết)? (?:liên quan|cùng (?:chuyên mục|danh mục|loại)|mới hơn|cũ hơn|đã đăng)|"
    r"(?P<likely>(?:Các |Những )?(?:tin|bài)(?: tức| viết)? (?:khác|mới(?: nhất)?|nổi bật|(?:đọc|xem) nhiều(?: nhất)?)|"
    r"Văn bản liên quan|Có thể bạn quan tâm|(?P<more>(?:Đọc|Xem) thêm))) ?:?",
    re.IGNORECASE,
)
_DATED = Pattern(rf"[-•*+› ]{{0,3}}(?:\(?(?:{DAY})\)?.{{5,190}}|.{{5,190}}\(?(?:{DAY})(?:[, ]+\d\d?[:h]\d\d(?::\d\d)?)?\)?)")
_NUMBER = Pattern(r"\d{1,3}")
_ITEM = Pattern(r"[-–•*+] ?\S.{10,200}")
_ITEMS = 3
"""Headlines at least that are known for such by nothing but their list."""


def other_news(lines: Sequence[Line], found: dict[int, bool], *, is_page: bool) -> None:
    """Put to what is found the headlines of other news with their heading; True where an officer is asked."""
    for head, line in enumerate(lines):
        match = _OTHER_NEWS.fullmatch(line.text)
        if match and (head not in found or match["more"]):
            below = range(head + 1, len(lines))
            if all(at in found or _NUMBER.fullmatch(lines[at].text) for at in below):  # nothing is below it, so it says nothing
                found |= {at: False for at in range(head, len(lines)) if at not in found}
                break
            shown = is_page or (head > 0 and may_be_author(lines[head - 1].text))
            items = [lines[at].text for at in below if at not in found]
            if all(map(_ITEM.fullmatch, items)) and (shown or _are_headlines(items)):
                news = [at for at in below if at not in found]
            else:
                news = list(_headlines(lines, head, found, is_page=shown)) if shown or not match["likely"] else []
            found |= dict.fromkeys(news, False) | ({head: True} if news else {})


def teasers(lines: Sequence[Line], found: Container[int]) -> Iterator[int]:
    """The beginnings of other news at the end of a page, cut with dots, below the one who wrote the text."""
    read = [at for at in range(len(lines)) if at not in found]
    cut = 0
    for place in range(len(read) - 1, 0, -1):
        text = lines[read[place]].text
        if text.endswith(("…", "...")) and len(text) <= _WIDEST_HEADLINE:
            cut += 1
        elif place < len(read) - 1:
            if cut >= _ITEMS and may_be_author(text):
                yield from read[place:]
            return


def _are_headlines(items: Sequence[str]) -> bool:
    """Whether items below such a heading say nothing to their end."""
    return len(items) >= _ITEMS and all(item[-1] not in ".!;:,…" for item in items)


_NEIGHBOUR = Pattern(rf"Bài (?:(?P<last>trước(?: đó)?)|tiếp theo|sau|kế tiếp)(?: ?:)? ?(?=[{UPPER}“\"])[^\n]{{10,200}}")


def neighbours(lines: Sequence[Line]) -> Iterator[int]:
    """The headlines of the pages before and behind, at the end of a page: "Bài trướcXã họp", "Bài tiếp theoThôn họp"."""
    ends = [at for at in range(max(0, len(lines) - _NEIGHBOURED), len(lines)) if _NEIGHBOUR.fullmatch(lines[at].text)]
    glued = [at for at in ends if _GLUED_HEADLINE.match(lines[at].text)]
    if glued or len(ends) > 1:
        yield from ends


_NEIGHBOURED = 8
_GLUED_HEADLINE = Pattern(rf"Bài (?:trước|tiếp theo|sau)[{UPPER}]")


_AGE = Pattern(r"\d{1,2} (?:phút|giờ|ngày|tuần|tháng|năm) trước")


def ages(lines: Sequence[Line]) -> Iterator[int]:
    """How long ago news was posted: below its heading, or several at the end of a page."""
    ages = [at for at, line in enumerate(lines) if _AGE.fullmatch(line.text)]
    for at in ages:
        if 0 < at < _TITLED or (len(ages) > 1 and all(below in ages for below in range(at, len(lines)))):
            yield at


def _headlines(lines: Sequence[Line], head: int, found: dict[int, bool], *, is_page: bool) -> Iterator[int]:
    """The headlines of other news below their heading: up to the end of the text, or those that have their day with them."""
    below = range(head + 1, len(lines))
    if is_page and len(below) <= _MOST_NEWS and all(at in found or _is_headline(lines[at].text) for at in below):
        yield from (at for at in below if at not in found)
        return
    for at in below:
        if at not in found and not _DATED.fullmatch(lines[at].text):
            return
        if at not in found:
            yield at


def _is_headline(text: str) -> bool:
    """Whether a line says nothing to its end: no mark there, no list, no hour."""
    if _DATED.fullmatch(text) or _NUMBER.fullmatch(text):
        return True
    return len(text) <= _WIDEST_HEADLINE and text[-1] not in ".!:;,…" and ":" not in text
