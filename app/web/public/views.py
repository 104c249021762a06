"""What the public pages show, by page; the same for this server and for a folder on another host."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.airing import OccurrenceState
from app.airlog import only_written
from app.bulletins import Theme
from app.clock import local
from app.emergencies import Emergency, EmergencyState, Sort, Status, emergencies
from app.programmes import RenderingFacts, renderings_of
from app.publicity import (
    Heard,
    Publication,
    PublicPage,
    Wanted,
    airing_times,
    answered,
    archive,
    count_shown,
    figures,
    figures_written,
    heard_in,
    publication,
    versions_written,
)
from app.timetable import Occurrence, day_of, occurrences_on, regulation
from app.units import VersionId, ZoneId
from app.values import frozen
from app.web.public.links import Links
from app.web.shared.days import last_day
from app.web.shared.marks import Mark, of_occurrence
from app.web.shared.turning import ways
from app.words import (
    IN_FILES,
    ONLY_WRITTEN,
    day_of_year,
    heading,
    hour_said,
    moment,
    state_word,
    times_written,
    weekday,
    where,
    word,
)
from app.zones import zone_paths

Values = dict[str, object]
EMPTY = {"text": "", "sender": "", "telephone": ""}
"""The form of a remark before anything is typed."""
A_PAGE = 20
NEWEST = 10
_AIRINGS = 10
_ANSWERS = 30
_SOUNDED = frozenset({EmergencyState.ACTIVE, EmergencyState.ENDED})
_SAID = {Status.ACTUAL, Status.EXERCISE}


@frozen
class Line:
    """A line of today's programme. heard: what of it is shown on the page; is_written: it sounded, but no loudspeaker did."""

    at: datetime
    title: str
    places: str
    mark: Mark
    state: str
    is_now: bool
    heard: tuple[Heard, ...] = ()
    is_written: bool = False

    @property
    def hour(self) -> str:
        """As tables write it."""
        return hour_said(self.at)


@frozen
class Item:
    """A publication in words. sound: where its MP3 is, empty: there is none (yet). over: it is no longer true.

    is_written: whenever it was aired, no loudspeaker sounded it.
    """

    key: VersionId
    title: str
    aired: str
    times: int
    places: str
    theme: str
    sentences: Sequence[str]
    until: str
    over: bool
    sound: RenderingFacts | None
    is_written: bool

    @property
    def done(self) -> str:
        """`Đã phát`, or what there is to say where nobody heard it."""
        return f"{ONLY_WRITTEN}:" if self.is_written else "Đã phát"

    @property
    def length(self) -> str:
        """`1 phút 22 giây`; empty without sound."""
        if self.sound is None or self.sound.seconds is None:
            return ""
        minutes, seconds = divmod(round(self.sound.seconds), 60)
        return f"{minutes} phút {seconds} giây" if minutes else f"{seconds} giây"


@frozen
class Look:
    """Who looks: for which page, when, and how addresses are written."""

    session: Session
    now: datetime
    page: PublicPage
    links: Links

    def frame(self) -> Values:
        """What stands around every page."""
        found = regulation(self.session, self.page.commune_id)
        dated = f" ngày {day_of_year(found.dated)}" if found.number and found.dated else ""
        number = f"Quy chế hoạt động {found.number}{dated}" if found.number else ""
        return {"page": self.page, "to": self.links, "asset": self.links.asset, "regulation": number, "fault": None}


def home(look: Look, *, is_stopped: bool) -> Values:
    """The first page: today, the newest, the year's figures. is_stopped: everything is stopped by a person."""
    session, now, key = look.session, look.now, look.page.commune_id
    paths = zone_paths(session, key)
    alarms = [each for each in emergencies(session, key) if each.state in _SOUNDED and each.status in _SAID]
    newest = archive(session, now, key, Wanted(), limit=NEWEST)
    year = local(now).year
    counted = figures(session, key, *year_of(year))
    return look.frame() | {
        "only_written": ONLY_WRITTEN,
        "day": f"{weekday(local(now).date())} {day_of_year(local(now).date())}",
        "today": _today(look, alarms),
        "alarms": [
            (heading(each.title, is_drill=each.is_drill), each.text, _places(each.zone_ids, paths), each.called)
            for each in alarms
            if _sounds(each, now)
        ],
        "is_stopped": is_stopped,
        "items_found": items_of(look, newest.items),
        "count": count_shown(session, now, key),
        "cursor": newest.cursor,
        "form": EMPTY,
        "year": year,
        "written": times_written(figures_written(session, key, *year_of(year))) if counted else "",
        "figures": [(each.value, theme_in_words(each.value), counted[each.value]) for each in Theme if counted.get(each.value)],
    }


def listing(
    look: Look, wanted: Wanted, *, year: str = "", cursor: str | None = None, lui: str = "", limit: int = A_PAGE
) -> Values:
    """What was aired, a page of it. lui: where each page before it begins. Raises `BadCursorError`."""
    found = archive(look.session, look.now, look.page.commune_id, wanted, cursor=cursor, limit=limit)
    query = {"tim": wanted.words, "chu-de": wanted.theme, "nam": year}
    return look.frame() | {
        "items_found": items_of(look, found.items),
        "cursor": found.cursor or "",
        "ways": ways(look.links.archive(), query, name="truoc", here=cursor or "", lui=lui, cursor=found.cursor),
        "is_later": cursor is not None,
        "words": wanted.words,
        "theme": wanted.theme,
        "themes": [("", "Mọi chủ đề"), *((each.value, theme_in_words(each.value)) for each in Theme)],
        "year": year,
    }


def one(look: Look, key: VersionId) -> Values:
    """One publication. Raises `NotFoundError`, `NotShownError`."""
    found = publication(look.session, look.now, look.page.commune_id, key)
    [item] = items_of(look, [found])
    times = airing_times(look.session, look.page.commune_id, key, limit=_AIRINGS)
    return look.frame() | {
        "item": item,
        "times": [
            f"{hour_said(at)}, {weekday(local(at).date())} {day_of_year(local(at).date())}" + f": {IN_FILES}" * is_written
            for at, is_written in times
        ],
        "more": max(0, found.airings - len(times)),
    }


def remark_page(look: Look) -> Values:
    """*Góp ý*: the form, and what was answered for all to read."""
    found = answered(look.session, look.page.commune_id, limit=_ANSWERS)
    return look.frame() | {
        "answers": [(each.shown, each.answer, moment(each.closed_at)) for each in found if each.closed_at],
        "form": EMPTY,
    }


def items_of(look: Look, found: Sequence[Publication]) -> list[Item]:
    """Publications in words, with their sounds, which are asked for together."""
    keys = [each.rendering_id for each in found if each.rendering_id is not None]
    sounds = renderings_of(look.session, look.page.commune_id, keys) if keys else {}
    written = versions_written(look.session, look.page.commune_id, [each.version_id for each in found]) if found else ()
    return [
        Item(
            key=each.version_id,
            title=each.title,
            aired=f"{hour_said(each.last_at)}, {weekday(local(each.last_at).date())} {day_of_year(local(each.last_at).date())}",
            times=each.airings,
            places=where(each.zones),
            theme=theme_in_words(each.theme),
            sentences=each.sentences,
            until=last_day(each.valid_to),
            over=each.valid_to is not None and each.valid_to <= look.now,
            sound=sound_of(sounds[each.rendering_id]) if each.rendering_id in sounds else None,
            is_written=each.version_id in written,
        )
        for each in found
    ]


def sound_of(found: RenderingFacts) -> RenderingFacts | None:
    """The sound itself, once it is made."""
    return found if found.forms.get("mp3") is not None and found.seconds is not None else None


def theme_in_words(theme: str) -> str:
    """The one place where a theme's code becomes words."""
    return word("theme", theme)


def plain_text(item: Item, page: PublicPage) -> str:
    """A publication to save: plain text."""
    head = [item.title, f"Đài truyền thanh {page.name}", f"{item.done} {item.aired}; {item.places}; {item.theme}"]
    return "\n".join([*head, "", *item.sentences, ""])


def _today(look: Look, alarms: Sequence[Emergency]) -> list[Line]:
    session, key, now = look.session, look.page.commune_id, look.now
    begin, end = day_of(local(now).date())
    paths = zone_paths(session, key)
    found = _in_force(occurrences_on(session, key, local(now).date()))
    heard = heard_in(session, now, key, [each.id for each in found])
    written = only_written(session, key, [each.id for each in found if each.state.was_heard])
    lines = [
        Line(
            at=each.starts_at,
            title=each.title,
            places=_places(each.zone_ids, paths),
            mark=of_occurrence(each.state, has_reason=False),
            state="" if each.state.is_waiting else state_word(each.kind, each.state, None),
            is_now=each.state is OccurrenceState.ON_AIR,
            heard=tuple(heard.get(each.id, ())),
            is_written=each.id in written,
        )
        for each in found
    ]
    alarms = [each for each in alarms if each.began_at is not None and begin <= each.began_at < end]
    filed = only_written(session, key, [each.id for each in alarms]) if alarms else frozenset()
    lines += [_alarm_line(each, paths, now, is_written=each.id in filed) for each in alarms]
    return sorted(lines, key=lambda line: (line.at, line.title, line.places))


def _in_force(found: Sequence[Occurrence]) -> list[Occurrence]:
    """Without what was moved to another hour of the day: only the other hour is an airing that anybody waits for."""
    gone = OccurrenceState.CANCELLED
    live = {(each.slot_id, each.day, each.part) for each in found if each.state is not gone}
    return [each for each in found if each.state is not gone or (each.slot_id, each.day, each.part) not in live]


def _alarm_line(each: Emergency, paths: Mapping[ZoneId, str], now: datetime, *, is_written: bool) -> Line:
    """While it sounds its words stand above; what is over is named by its title."""
    is_now = _sounds(each, now)
    kind = "Đính chính" if each.sort is Sort.CORRECTION else "Diễn tập phát khẩn" if each.is_drill else "Phát khẩn"
    ended = each.ended_at or each.ends_at
    return Line(
        at=each.began_at or each.sent,
        title=each.title if each.title.startswith(kind) else f"{kind}: {each.title}",
        places=_places(each.zone_ids, paths),
        mark=of_occurrence(OccurrenceState.ON_AIR if is_now else OccurrenceState.AIRED, has_reason=False),
        state="Đang phát khẩn" if is_now else f"Đã kết thúc {moment(ended)}",
        is_now=is_now,
        is_written=is_written,
    )


def _sounds(each: Emergency, now: datetime) -> bool:
    return each.state is EmergencyState.ACTIVE and each.ends_at > now


def _places(keys: Iterable[ZoneId], paths: Mapping[ZoneId, str]) -> str:
    return where([paths[key] for key in keys if key in paths])


def year_of(year: int) -> tuple[datetime, datetime]:
    """A local year: its first instant, and the first after it."""
    return day_of(date(year, 1, 1))[0], day_of(date(year + 1, 1, 1))[0]
