"""An airing as *Hôm nay* shows it: when, where, how long until then, whether it is heard and why not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from app.airing import OccurrenceState
from app.clock import local
from app.reports import Status
from app.timetable import Occurrence
from app.units import ZoneId
from app.values import frozen
from app.web.shared.marks import LOOK, Mark, of_occurrence
from app.web.shared.mends import Mend
from app.web.shared.why import IS_STOPPED, why_in_words
from app.web.today.doubt import doubt_of
from app.words import ONLY_WRITTEN, day_of_year, hour_said, state_word, where

_AIRED = of_occurrence(OccurrenceState.AIRED, has_reason=False)


@frozen
class Line:
    """An airing, or an emergency that sounded. left: how long until it begins, in words. airing: its page.

    mend: what mends it, where something is wrong with it. is_written: it sounded, but no loudspeaker did.
    """

    when: str
    title: str
    places: str
    left: str
    mark: Mark
    state: str
    reason: str
    airing: str
    mend: Mend | None = None
    is_written: bool = False

    @property
    def said(self) -> str:
        """Its state; of what sounded whole into files alone, that: the log counts it as not heard."""
        return ONLY_WRITTEN if self.is_written and self.mark == _AIRED else self.state


@frozen
class Lines:
    """Makes lines of what `found` knows now. paths: of the zones there are, by id; is_stopped: everything is stopped now."""

    found: Status
    paths: Mapping[ZoneId, str]
    is_stopped: bool

    def plain(self, each: Occurrence) -> Line:
        """As the timetable and the stations' last word have it."""
        is_held = self.is_stopped and each.state.is_waiting
        return Line(
            when=when_said(each.starts_at, self.found.now),
            title=each.title,
            places=where([self.paths[key] for key in each.zone_ids if key in self.paths]),
            left=_left(each.starts_at - self.found.now),
            mark=LOOK if is_held else of_occurrence(each.state, has_reason=each.reason is not None),
            state=IS_STOPPED if is_held else state_word(each.kind, each.state, each.reason),
            reason=why_in_words(each.reason, is_stopped=self.is_stopped),
            airing=f"/lich-phat/{each.slot_id}/{each.day}",
        )

    def doubted(self, each: Occurrence) -> Line:
        """With what nobody can know in the place of what a lost station said last."""
        doubt = doubt_of(each, self.found)
        return replace(self.plain(each), mark=LOOK, state=doubt) if doubt else self.plain(each)


def when_said(at: datetime, now: datetime) -> str:
    """`16h45 ngày mai`; `16h45 12/11/2025`."""
    day, today = local(at).date(), local(now).date()
    names = {today: "hôm nay", today + timedelta(days=1): "ngày mai"}
    return f"{hour_said(at)} {names.get(day) or day_of_year(day)}"


def _left(left: timedelta) -> str:
    """`1 giờ 43 phút`; empty for what is past."""
    minutes = int(left.total_seconds()) // 60
    if minutes < 0:
        return ""
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return "chưa đến 1 phút"
    return " ".join(part for part in (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "") if part)
