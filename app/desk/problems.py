"""What goes wrong with the timetable, in words."""

from collections.abc import Mapping, Sequence

from app.clock import local
from app.playout import BlockedReason
from app.timetable import Conflict, Lapse, Problem, ProblemKind
from app.units import ZoneId
from app.words import hour_said, sentence, where, word

Paths = Mapping[ZoneId, str]
"""Of each zone, as people call it."""
_TOLD = 5
"""Conflicts of a slot or a week that are told one by one; more are counted."""
_SHOWN = 3
"""Places that are named; more are counted."""


def conflict_in_words(found: Conflict, paths: Paths) -> str:
    """As `16h45 ngày 04/11/2025: trùng với «Bản tin chiều» (16h30) ở thôn Đông Trang`."""
    begin, other = found.second.airing.starts_at, found.first.airing.starts_at
    places = places_of(found, paths)
    there = f"ở {where(places, most=_SHOWN)}" if places else f"trên {_few(list(found.outputs))}"
    title = found.first.airing.slot.title
    return f"{hour_said(begin)} ngày {local(begin):%d/%m/%Y}: trùng với «{title}» ({hour_said(other)}) {there}."


def conflicts_in_words(found: Sequence[Conflict], paths: Paths) -> list[str]:
    """The first of them; of the others how many airings they are, and until when."""
    rest = {each.second.airing.starts_at for each in found[_TOLD:]}
    told = [conflict_in_words(each, paths) for each in found[:_TOLD]]
    if not rest:
        return told
    return [*told, f"Còn {len(rest)} lượt nữa trùng giờ, lượt cuối {hour_said(max(rest))} ngày {local(max(rest)):%d/%m/%Y}."]


def lapse_in_words(found: Lapse) -> str:
    """As `«Mời họp» hết hiệu lực trước khung giờ: từ lượt 16h30 ngày 17/12/2025 không phát nữa`."""
    when = f"{hour_said(found.at)} ngày {local(found.at):%d/%m/%Y}"
    if found.reason is BlockedReason.NOT_YET_VALID:
        return f"«{found.title}» chưa đến ngày hiệu lực ở lượt {when}: lượt ấy chưa phát bản tin này."
    what = f"Bản ghi âm trong «{found.title}» hết hạn dùng" if found.reason is BlockedReason.RECORDING_ENDED else ""
    return f"{what or f'«{found.title}» hết hiệu lực'} trước khung giờ: từ lượt {when} không phát bản tin này nữa."


def places_of(found: Conflict, paths: Paths) -> list[str]:
    """Where both would be heard, by name."""
    return sorted(paths[key] for key in found.zones if key in paths)


def problem_in_words(found: Problem, paths: Paths) -> str:
    """Why an airing goes wrong: the error it came of, or what is told by its kind and its reason."""
    if found.failure is not None:
        said = sentence(*found.failure)
        return f"{said.title}: {said.detail}"
    if found.kind is ProblemKind.OVER_LENGTH:
        return f"Dài hơn khung giờ {found.seconds or 0:.0f} giây."
    if found.kind is ProblemKind.CONFLICT and found.other_at is not None:
        return f"Trùng với «{found.other}» lúc {hour_said(found.other_at)}."
    if found.kind is ProblemKind.NO_STATION:
        return f"Không có máy phát nào phục vụ {_few(sorted(paths[key] for key in found.zones if key in paths))}."
    if found.kind is ProblemKind.LEFT_OUT and found.reason is BlockedReason.WRONG_ZONE:
        return "Bản tin này dành cho nơi khác: không nơi nào của khung giờ nghe được."
    reason = f"{word('reason', found.reason.value)}." if found.reason is not None else ""
    return f"{reason} Không nghe được {found.seconds:.0f} giây." if found.seconds is not None else reason


def _few(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" và {more} nơi khác" if more > 0 else "")
