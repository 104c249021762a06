"""Letters told by what stands right beside them: a message to type, their own words in brackets."""

from collections.abc import Sequence

from app.reading.defined import long_form
from app.reading.model import Certainty, Kind
from app.reading.numbers import NORTH, SOUTH, cardinal, number, spell
from app.reading.pattern import Pattern
from app.reading.rules.rule import Begin, Found, Rule
from app.reading.tables.abbreviations import usual
from app.reading.tables.classes import LOWER, UPPER

_CAPITAL = (Begin.CAPITAL,)


def _message(found: Found) -> str | None:
    """What is typed into a message, letter by letter: "soạn BH gửi 8079" => "soạn bê hát gửi …"."""
    return " ".join(spell(part) for part in found[0].split()) if _TYPED.search(found.before) else None


def _words_before(found: Found) -> str | None:
    """In brackets, the first letters of the words right before it: "mũi nhắc (MN)", "Tài nguyên và Môi trường (TN&MT)"."""
    short = "".join(filter(str.isalpha, found["letters"]))
    before, spoken = found.before.rstrip(), usual(short)
    if long_form(before, short) or (spoken and before.lower().endswith(spoken)):
        return ""
    return "" if _in_parts(before, found["letters"].split()) else None


def _in_parts(before: str, parts: Sequence[str]) -> bool:
    """Whether words begin with the letters of each of several short forms, the last right before: "(UBQG TKCN)"."""
    for place, part in enumerate(reversed(parts) if len(parts) > 1 else ()):
        words = long_form(before, part)
        while words is None and place and " " in before:
            before = before.rpartition(" ")[0]
            words = long_form(before, part)
        if words is None:
            return False
        before = before[: before.rindex(words)].rstrip() if words in before else ""
    return len(parts) > 1


def _words_behind(found: Found) -> str | None:
    """A short form whose words follow in brackets: "BHYT (bảo hiểm y tế)" is said once."""
    short, inside = found["short"], _INSIDE.match(found.after)
    spoken = usual(short)
    same = inside is not None and (inside[1].lower() == spoken or long_form(inside[1], short) == inside[1])
    return "" if same else None


def _in_a_legend(found: Found) -> str | None:
    """A short form whose words follow behind a sign: "NSG = ngày sau gieo" is said once."""
    words = found["words"].rstrip()
    return "" if long_form(words, found["short"]) == words else None


def _said_again(found: Found) -> str | None:
    """A number that its figures or its words in brackets say again: "hai (2) cuộc", "03 (ba) bản"."""
    figures, inside = found["figures"], " ".join(found["words"].lower().split())
    if figures:
        before = f" {found.before.lower().rstrip()}"
        return "" if any(_ends_with(before, cardinal(figures, region)) for region in (NORTH, SOUTH)) else None
    written = _FIGURES_BEFORE.search(found.before)
    if written is None:
        return None
    unit = f" {written['unit'].lower()}" if written["unit"] else ""
    counts = [number(written["amount"], region) for region in (NORTH, SOUTH)]
    return "" if inside in {said for count in counts for said in (count, f"{count}{unit}", f"{count}{unit} chẵn")} else None


def _ends_with(before: str, count: str) -> bool:
    """Whether words end with a count, and not with the end of a greater one: "ba mươi hai (2)"."""
    head = before.removesuffix(f" {count}")
    return head != before and head.rpartition(" ")[2] not in _COUNTING


_COUNTING = frozenset({*cardinal("123456789").split(), "mười", "mươi", "trăm", "nghìn", "ngàn", "linh", "lẻ", "tỷ", "phẩy"})
_FIGURES_BEFORE = Pattern(r"(?<![\w.,/-])(?P<amount>\d[\d.]{0,14}(?:,\d{1,2})?) ?(?P<unit>[^\W\d]{0,8}) ?$")
_INSIDE = Pattern(r" ?\(([^()]{3,80})\)")
_TYPED = Pattern(r"(?:[Ss]oạn|[Nn]hắn)(?: tin| tin nhắn| cú pháp)?[ :,/“\"'(-]*$")


RULES = (
    Rule(
        "typed message",
        Kind.IDENTIFIER,
        _CAPITAL,
        Pattern(r"[A-ZĐ]{1,8}(?: [A-ZĐ]{1,8}){0,4}(?!\w)"),
        _message,
        ("soạn BH gửi 8079", "soạn bê hát gửi tám không bảy chín"),
    ),
    Rule(
        "words before",
        Kind.LAYOUT,
        (Begin.SIGN,),
        Pattern(rf"\([“\"']?(?P<letters>[{UPPER}]{{2,10}}(?:(?: ?[-&,] ?| )[{UPPER}]{{1,10}}){{0,4}})[”\"']?\)"),
        _words_before,
        ("mũi nhắc (MN) cho trẻ", "mũi nhắc cho trẻ"),
        Certainty.SURE,
        first="(",
    ),
    Rule(
        "said again",
        Kind.LAYOUT,
        (Begin.SIGN,),
        Pattern(
            rf"\((?:(?P<figures>\d{{1,4}})|(?:(?:[Vv]iết )?[Bb]ằng chữ ?:? ?)?(?P<words>[{LOWER}{UPPER}][{LOWER} ]{{1,80}}))\)"
        ),
        _said_again,
        ("nộp 03 (ba) bản", "nộp ba bản"),
        Certainty.SURE,
        first="(",
    ),
    Rule(
        "words behind",
        Kind.LAYOUT,
        _CAPITAL,
        Pattern(rf"(?P<short>[{UPPER}]{{2,10}})(?= ?\()"),
        _words_behind,
        ("thẻ BHYT (bảo hiểm y tế)", "thẻ bảo hiểm y tế"),
        Certainty.SURE,
        behind="(",
    ),
    Rule(
        "legend",
        Kind.LAYOUT,
        _CAPITAL,
        Pattern(rf"(?P<short>[{UPPER}]{{2,10}}) ?= ?(?=(?P<words>[{UPPER}{LOWER}][{UPPER}{LOWER} ]{{3,80}})(?:[,;.)\n]|$))"),
        _in_a_legend,
        ("NSG = ngày sau gieo", "ngày sau gieo"),
        Certainty.SURE,
        behind="=",
    ),
)
