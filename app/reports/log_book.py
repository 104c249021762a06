"""The broadcast log book ("Sổ nhật ký phát thanh"): one line for each thing that was to be heard, from the as-run log.

A thing that sounded on several outputs, or was cut and went on, is one line: from its earliest beginning, as long as on the
output where it was longest.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.airlog import AsRun, planned_between
from app.bulletins import Kind, version_facts
from app.clock import local
from app.emergencies import drills
from app.playout import AsRunKind, OccurrenceState
from app.timetable import day_of, regulation, versions_carried
from app.units import CommuneId
from app.values import frozen
from app.words import ONLY_WRITTEN, kind_word, sentence, word
from app.zones import commune, station_names

_ENDED = frozenset({OccurrenceState.AIRED, OccurrenceState.INTERRUPTED})
_CLOCKS_DIFFER = timedelta(days=1)


@frozen
class LogLine:
    """One line. at: when it began to sound, or was to; seconds: as long as it sounded; remark: what went otherwise.

    is_written: it sounded into a file alone, which no loudspeaker put out.
    """

    at: datetime
    kind: AsRunKind
    programme: str
    content: tuple[str, ...]
    seconds: float
    approved_by: str
    stations: tuple[str, ...]
    remark: str
    is_written: bool = False


@frozen
class LogBook:
    """The lines of some days, by time. regulation: its number, empty while the commune has none."""

    commune: str
    regulation: str
    first: date
    last: date
    lines: tuple[LogLine, ...]

    @property
    def heard(self) -> int:
        """How many of them a loudspeaker sounded, as far as is known."""
        return sum(line.seconds > 0 and not line.is_written for line in self.lines)

    @property
    def written(self) -> int:
        """How many went into a file alone."""
        return sum(line.is_written for line in self.lines)

    @property
    def seconds(self) -> float:
        """How long a loudspeaker sounded all of them together."""
        return sum(line.seconds for line in self.lines if not line.is_written)


def log_book(session: Session, commune_id: CommuneId, first: date, last: date) -> LogBook:
    """The log book from one local day to another, both included."""
    by_thing: dict[UUID, list[AsRun]] = {}
    for row in planned_between(session, commune_id, day_of(first)[0], day_of(last)[1], slack=_CLOCKS_DIFFER):
        by_thing.setdefault(row.occurrence_id, []).append(row)
    contents = _contents(session, commune_id, by_thing)
    names = {UUID(str(key)): name for key, name in station_names(session, commune_id).items()}
    tried = drills(session, commune_id, [key for key, found in by_thing.items() if found[0].kind is AsRunKind.EMERGENCY])
    lines = [_line(found, contents.get(key, ()), names, is_drill=key in tried) for key, found in by_thing.items()]
    return LogBook(
        commune=commune(session, commune_id).name,
        regulation=regulation(session, commune_id).number,
        first=first,
        last=last,
        lines=tuple(sorted(lines, key=lambda line: line.at)),
    )


def _contents(session: Session, commune_id: CommuneId, keys: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """The titles of the bulletins that were carried, in their order."""
    carried = versions_carried(session, commune_id, keys)
    facts = version_facts(session, commune_id, {key for found in carried.values() for key in found})
    return {
        key: tuple(facts[each].title for each in found if each in facts and facts[each].kind is not Kind.GREETING)
        for key, found in carried.items()
    }


def _line(rows: Sequence[AsRun], content: tuple[str, ...], names: Mapping[UUID, str], *, is_drill: bool) -> LogLine:
    sounded = [row for row in rows if row.state.was_heard]
    lengths: dict[tuple[UUID, str], float] = {}
    for row in rows:
        if row.state in _ENDED:
            place = (row.station_id, row.output)
            lengths[place] = lengths.get(place, 0.0) + (row.seconds or 0.0)
    about = rows[0]
    is_written = bool(sounded) and all(row.is_unheard for row in sounded)
    return LogLine(
        at=min((row.started_at or row.at for row in sounded), default=about.planned_at),
        kind=about.kind,
        programme=about.title,
        content=content,
        seconds=max(lengths.values(), default=0.0),
        approved_by=about.approved_by,
        stations=tuple(dict.fromkeys(names.get(row.station_id, "") for row in sounded or rows)),
        remark="; ".join(_remarks(rows, is_drill=is_drill, is_written=is_written)),
        is_written=is_written,
    )


def _remarks(rows: Sequence[AsRun], *, is_drill: bool, is_written: bool) -> list[str]:
    """What is worth a remark, output by output: whatever did not simply sound to its end."""
    said = [kind_word(rows[0].kind, is_drill=is_drill)] if rows[0].kind is not AsRunKind.PROGRAMME else []
    last = {(row.station_id, row.output): row for row in rows}
    several = len(last) > 1
    if is_written:
        said.append(ONLY_WRITTEN)
    for row in last.values():
        if row.state is OccurrenceState.AIRED:
            continue
        why = word("reason", row.reason.value) if row.reason else sentence(row.fault).title if row.fault else ""
        state = word("occurrence", row.state.value)
        said.append((f"{row.output}: " if several else "") + (f"{state} ({why})" if why else state))
    return list(dict.fromkeys(said))


def local_day(line: LogLine) -> date:
    """The local day a line stands under."""
    return local(line.at).date()
