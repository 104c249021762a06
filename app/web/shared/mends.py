"""The buttons that mend what is wrong, and the words of two airings that meet: *Hôm nay* and the timetable show the same."""

from collections.abc import Mapping
from datetime import date, time

from app.desk.problems import conflict_in_words
from app.timetable import Clash
from app.units import SlotId, ZoneId
from app.values import frozen
from app.words import hour_said, moment

UNHEARD = "Để nguyên thì có nơi chỉ nghe được một trong hai."


@frozen
class Mend:
    """words: on the button. address: where it leads, or is sent. fields: sent with it; None: it only leads there."""

    words: str
    address: str
    fields: tuple[tuple[str, str], ...] | None = None


def meets(found: Clash, paths: Mapping[ZoneId, str]) -> str:
    """What the later airing meets, and where: `trùng với «Bản tin chiều» (16h30) ở thôn Đông Trang.`."""
    return conflict_in_words(found.conflict, paths).partition(": ")[2]


def mends_of_clash(found: Clash, hours: Mapping[tuple[SlotId, date], time]) -> tuple[Mend, ...]:
    """The buttons that move the later airing to where it meets nothing: itself alone, and with all that follow of its slot.

    hours: of `free_hours`. Where no hour is free that day, the one that opens it.
    """
    late = found.conflict.second.airing
    place, tag = f"/lich-phat/{late.slot.id}/{late.day}", ("tag", late.slot.tag)
    mends = []
    if found.free_at is not None:
        words = f"Dời lượt này sang {hour_said(found.free_at)}"
        mends.append(Mend(words, f"{place}/doi", (tag, ("moved_to", moment(found.free_at)))))
    if (hour := hours.get((late.slot.id, late.day))) is not None:
        mends.append(Mend(f"Dời cả khung giờ sang {hour_said(hour)}", f"{place}/gio", (tag, ("at", hour_said(hour)))))
    return tuple(mends) or (Mend("Mở lượt này", place),)
