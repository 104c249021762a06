"""What mends an airing that will not be heard as things stand: one button, whose words say what it does."""

from dataclasses import replace

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.airing import BlockedReason
from app.bulletins import State, Summary, Version, latest
from app.faults import Fault, last_reminder
from app.timetable import LeftOut, Occurrence, free_moment
from app.web.shared.mends import Mend
from app.web.shared.visit import Visit
from app.web.today.lines import Line
from app.words import hour_said, moment

_OF_HOURS = frozenset({BlockedReason.QUIET_HOURS, BlockedReason.BUSY, BlockedReason.LATE, BlockedReason.NO_ROOM})
_OF_STATIONS = frozenset(
    {
        BlockedReason.CLOCK_UNTRUSTED,
        BlockedReason.NOT_REPORTED,
        BlockedReason.STATION_DISMISSED,
        BlockedReason.MACHINE_OFF,
        BlockedReason.NO_CONTACT,
    }
)


def mended(visit: Visit, line: Line, found: Occurrence, *, is_stopped: bool) -> Line:
    """The line of an airing that has a problem, with its button; of what waits for approval it says since when."""
    session, actor = visit.session, visit.actor
    if (waits := _waiting_for(session, actor, found)) is None:
        return replace(line, mend=_mend_of(visit, found, is_stopped=is_stopped))
    last = last_reminder(session, actor.commune_id)
    if last is not None and not last.holds(visit.parts.clock.now()):
        last = None
    since = next(move.at for move in reversed(waits.moves) if move.after is State.SUBMITTED)
    told = f" {last.by} đã nhắc lúc {moment(last.at)}." if last is not None else ""
    place = f"/phe-duyet/{waits.summary.bulletin_id}/{waits.summary.number}"
    if actor.may(Right.APPROVE):
        mend = Mend("Xem và duyệt", place)
    elif actor.may(Right.SUBMIT) and last is None:
        mend = Mend("Nhắc duyệt", "/phe-duyet/nhac", ())
    else:
        mend = Mend("Xem bản chờ duyệt", place)
    return replace(line, reason=f"«{waits.summary.title}» chờ duyệt từ {moment(since)}.{told}", mend=mend)


def _waiting_for(session: Session, actor: Actor, found: Occurrence) -> Version | None:
    """The version whose approval an airing waits for."""
    if not found.state.is_waiting or not found.left_out or found.left_out[0].reason is not BlockedReason.NOT_APPROVED:
        return None
    version = latest(session, actor.commune_id, found.left_out[0].bulletin_id)
    return version if version.summary.state is State.SUBMITTED else None


def _mend_of(visit: Visit, found: Occurrence, *, is_stopped: bool) -> Mend:
    """The button for an airing that has a problem, as far as this person may mend it; else the one that shows it."""
    session, actor = visit.session, visit.actor
    airing = f"/lich-phat/{found.slot_id}/{found.day}"
    if found.left_out:
        return _of_left_out(session, actor, found.left_out[0])
    if is_stopped and found.reason is BlockedReason.STOPPED and actor.may(Right.ALARM):
        return Mend("Cho phát trở lại", "/phat-lai")
    if found.reason in _OF_STATIONS:
        return Mend("Xem máy phát", "/cai-dat/may-phat")
    if not found.state.is_waiting:
        return Mend("Xếp lượt khác", "/lich-phat/moi") if actor.may(Right.SCHEDULE) else Mend("Mở lượt phát", airing)
    if found.reason in _OF_HOURS and actor.may(Right.SCHEDULE):
        return _of_hours(visit, found, airing)
    return Mend("Mở lượt phát", airing)


def _of_hours(visit: Visit, found: Occurrence, airing: str) -> Mend:
    """It is moved to an hour of its day that is free; where none is, whoever mends it looks for another day."""
    free = free_moment(visit.session, visit.parts.clock, visit.commune_id, found.slot_id, found.day)
    if free is None:
        return Mend("Dời lượt phát", airing)
    at, tag = free
    return Mend(f"Dời sang {hour_said(at)}", f"{airing}/doi", (("tag", tag), ("moved_to", moment(at))))


def mend_of_fault(actor: Actor, found: Fault) -> Mend | None:
    """What is over is put away by who has seen it; what lasts at a station is looked at there; None: nothing is mended here."""
    if found.station_id is not None and found.ended_at is None:
        return Mend("Xem máy phát", "/cai-dat/may-phat")
    if found.accepted_at is None and actor.may(Right.OPERATE):
        return Mend("Đã biết", "/hom-nay/da-biet", (("fault", str(found.id)),))
    return None


def _of_left_out(session: Session, actor: Actor, found: LeftOut) -> Mend:
    if found.reason is BlockedReason.RECORDING_ENDED:
        return Mend("Xem bản ghi âm", "/ban-ghi-am?trang_thai=ended")
    return _of_bulletin(actor, latest(session, actor.commune_id, found.bulletin_id).summary)


def _of_bulletin(actor: Actor, found: Summary) -> Mend:
    """A draft is submitted at once; anything else is opened where it is written."""
    place = f"/ban-tin/{found.bulletin_id}"
    if found.state is State.DRAFT and actor.may(Right.SUBMIT):
        fields = (("bulletin", str(found.bulletin_id)), ("number", str(found.number)), ("tag", str(found.tag)))
        return Mend("Trình duyệt ngay", "/hom-nay/trinh", fields)
    return Mend("Mở bản tin", place)
