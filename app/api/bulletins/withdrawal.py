"""How far a withdrawal has come: which stations know of it, and which day packs somebody took away before."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from app.api.shared.forms import Answer
from app.packs import PackOut
from app.reports import Withdrawal
from app.words import day_of_year, moment


class ToldAnswer(Answer):
    """A station that was to play it. confirmed_at: since when it knows; null: not yet. last_heard: null where it never was."""

    station_id: UUID
    name: str
    confirmed_at: datetime | None
    last_heard: datetime | None


class PullAnswer(Answer):
    """Who took a pack away, and when."""

    by: str
    at: datetime


class PackOutAnswer(Answer):
    """A day pack that carries it and is out of reach. delivered_at: when the set folder took it."""

    day: date
    version: int
    made_at: datetime
    delivered_at: datetime | None
    pulls: list[PullAnswer]

    @classmethod
    def of(cls, found: PackOut) -> Self:
        """The answer for a pack."""
        pulls = [PullAnswer(by=by, at=at) for by, at in found.pulls]
        return cls(day=found.day, version=found.version, made_at=found.made_at, delivered_at=found.delivered_at, pulls=pulls)


class WithdrawalAnswer(Answer):
    """A withdrawal. is_over: nobody has it any more who could play it; lines: the same as people read it."""

    bulletin_id: UUID
    number: int
    title: str
    at: datetime
    by: str
    reason: str
    is_over: bool
    stations: list[ToldAnswer]
    packs: list[PackOutAnswer]
    lines: list[str]

    @classmethod
    def of(cls, found: Withdrawal) -> Self:
        """The answer."""
        what = found.withdrawn
        return cls(
            bulletin_id=what.bulletin_id,
            number=what.number,
            title=what.title,
            at=what.at,
            by=what.by,
            reason=what.reason,
            is_over=found.is_over,
            stations=[ToldAnswer.model_validate(each) for each in found.stations],
            packs=[PackOutAnswer.of(each) for each in found.packs],
            lines=_lines(found),
        )


def _lines(found: Withdrawal) -> list[str]:
    what = found.withdrawn
    said = [f"«{what.title}», phiên bản {what.number}: {what.by} thu hồi lúc {moment(what.at)} (lý do: {what.reason})"]
    for each in found.stations:
        if each.confirmed_at is not None:
            said.append(f"{each.name}: đã nhận lệnh lúc {moment(each.confirmed_at)}")
        elif each.last_heard is None:
            said.append(f"{each.name}: CHƯA nhận lệnh, chưa kết nối lần nào")
        else:
            said.append(f"{each.name}: CHƯA nhận lệnh, nghe lần cuối lúc {moment(each.last_heard)}")
    for pack in found.packs:
        taken = [f"{pull_by} lấy lúc {moment(at)}" for pull_by, at in pack.pulls]
        taken += [f"đã chép vào thư mục lúc {moment(pack.delivered_at)}"] if pack.delivered_at is not None else []
        said.append(f"Gói phát ngày {day_of_year(pack.day)}, bản {pack.version}: không gọi lại được; {', '.join(taken)}")
    return said
