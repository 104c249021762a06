"""What is on air as *Hôm nay* words it: which of its bulletins, which sentence, how far it came."""

from datetime import timedelta

from app.reports import OnAir, Said
from app.values import frozen
from app.words import hour_said


@frozen
class Sounding:
    """A programme. span: its hours; item: of which bulletin, in words; at_s, length_s: 0 where nobody knows how far it is."""

    title: str
    where: str
    span: str
    item: str
    at_s: float
    length_s: float
    said: tuple[Said, ...]

    @property
    def done(self) -> str:
        """How long it has sounded."""
        return length_in_words(self.at_s)

    @property
    def left(self) -> str:
        """How long it will."""
        return length_in_words(self.length_s - self.at_s)


def sounding_of(found: OnAir) -> Sounding:
    """As the page shows it."""
    span = ""
    if found.begins_at is not None and found.length_s:
        span = f"{hour_said(found.begins_at)} – {hour_said(found.begins_at + timedelta(seconds=found.length_s))}"
    item = f"Mục {found.number} trong {found.count}: {found.item}" if found.number and found.count > 1 else found.item
    known = found.at_s is not None
    return Sounding(
        title=found.title,
        where=", ".join(found.stations),
        span=span,
        item=item if item != found.title else "",
        at_s=found.at_s or 0.0,
        length_s=found.length_s if known else 0.0,
        said=found.said,
    )


def length_in_words(seconds: float) -> str:
    """`2 phút 20 giây`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} phút {rest} giây" if minutes else f"{rest} giây"
