"""The history of a bulletin: who did what with it, as the audit log has it, and how often each version was heard."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import person_names
from app.audit import AuditEvent, events_about, line_of
from app.bulletins import Differs, version, versions
from app.timetable import HeardAiring, airings_of
from app.units import BulletinId, CommuneId, Sha256, VersionId
from app.values import frozen
from app.words import moment, times_written, word

_FIRST = frozenset({"write", "copy"})
"""The acts a version begins with."""


@frozen
class HistoryLine:
    """One act. number: of the version. actor: None where the name was erased; content_hash: of what it was about, once frozen."""

    at: datetime
    number: int
    act: str
    actor: str | None
    content_hash: Sha256 | None
    line: str


@frozen
class Aired:
    """How often a version was heard, and when first and last; line: the same in words."""

    number: int
    times: int
    first: datetime
    last: datetime
    line: str


@frozen
class History:
    """Everything that is known, oldest first. is_whole: False where the audit log no longer goes back to the beginning."""

    lines: tuple[HistoryLine, ...]
    aired: tuple[Aired, ...]
    is_whole: bool


def history(session: Session, commune_id: CommuneId, bulletin_id: BulletinId) -> History:
    """The history of a bulletin. Raises `NotFoundError`."""
    numbers = {each.version_id: each.number for each in versions(session, commune_id, bulletin_id)}
    found = {number: version(session, commune_id, bulletin_id, number) for number in numbers.values()}
    names = person_names(session, commune_id)
    events = events_about(session, commune_id, "bulletin_version", numbers)
    submitted = {event.subject_id for event in events if event.act == "submit"}

    def told(event: AuditEvent) -> HistoryLine:
        number = numbers[VersionId(UUID(event.subject_id))]
        says_why = event.act == "submit" or (event.act in _FIRST and event.subject_id not in submitted)
        why = _why(found[number].differs) if says_why else ""
        content_hash = event.facts.get("content_hash")
        frozen = Sha256(content_hash) if content_hash else None
        return HistoryLine(event.at, number, event.act, event.actor_name, frozen, f"{line_of(event, names)}{why}")

    begun = {event.subject_id for event in events if event.act in _FIRST}
    return History(
        tuple(told(event) for event in events),
        tuple(_aired(numbers, airings_of(session, commune_id, list(numbers)))),
        is_whole=begun == {str(key) for key in numbers},
    )


def _why(found: Differs | None) -> str:
    if found is None:
        return ""
    if not found.parts:
        return f" (không khác phiên bản {found.number})"
    return f" (khác phiên bản {found.number} ở: {', '.join(word('bound_part', part.value) for part in found.parts)})"


def _aired(numbers: Mapping[VersionId, int], heard: Mapping[VersionId, tuple[HeardAiring, ...]]) -> list[Aired]:
    found = sorted(((numbers[key], airings) for key, airings in heard.items()), key=lambda each: each[0])
    return [Aired(number, len(of), of[0].at, of[-1].at, _aired_line(number, of)) for number, of in found]


def _aired_line(number: int, airings: Sequence[HeardAiring]) -> str:
    written = times_written(sum(each.is_written for each in airings))
    many = f"Phiên bản {number} đã phát {len(airings)} lượt" + (f" ({written})" if written else "")
    first, last = moment(airings[0].at), moment(airings[-1].at)
    return f"{many}: {first}" if len(airings) == 1 else f"{many}: lượt đầu {first}, lượt cuối {last}"
