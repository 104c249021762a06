"""What mends an airing that will not be heard as things stand, or not whole: one button, whose words say what it does."""

from dataclasses import replace
from math import ceil

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.airing import BlockedReason
from app.bulletins import State, Summary, Version, latest
from app.db import RowUnreadableError
from app.faults import Fault, last_reminder
from app.timetable import LeftOut, Occurrence, Problem, ProblemKind, free_moment, slot
from app.units import BulletinId
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
_SEEN = {True: "Xem và duyệt", False: "Xem bản chờ duyệt"}
"""By whether who looks may approve."""


def mended(visit: Visit, line: Line, found: Occurrence, *, is_stopped: bool) -> Line:
    """The line of an airing that has a problem, with its button; of what waits for approval it says since when."""
    session, actor = visit.session, visit.actor
    if (waits := _waiting_for(session, actor, found)) is None:
        return replace(line, mend=_mend_of(visit, found, is_stopped=is_stopped))
    last = last_reminder(session, actor.commune_id)
    if last is not None and not last.holds(visit.parts.clock.now()):
        last = None
    since = next((f" từ {moment(move.at)}" for move in reversed(waits.moves) if move.after is State.SUBMITTED), "")
    told = f" {last.by} đã nhắc lúc {moment(last.at)}." if last is not None else ""
    mend = _of_bulletin(actor, waits.summary)
    if actor.may(Right.SUBMIT) and not actor.may(Right.APPROVE) and last is None:
        mend = Mend("Nhắc duyệt", "/phe-duyet/nhac", ())
    return replace(line, reason=f"«{waits.summary.title}» chờ duyệt{since}.{told}", mend=mend)


def _waiting_for(session: Session, actor: Actor, found: Occurrence) -> Version | None:
    """The version whose approval an airing waits for."""
    if not found.state.is_waiting or not found.left_out or found.left_out[0].reason is not BlockedReason.NOT_APPROVED:
        return None
    version = _newest(session, actor, found.left_out[0].bulletin_id)
    return version if version is not None and version.summary.state is State.SUBMITTED else None


def _newest(session: Session, actor: Actor, bulletin_id: BulletinId) -> Version | None:
    """The newest version of a bulletin; None: it cannot be read, which a fault of its own says, and the other lines stand."""
    try:
        return latest(session, actor.commune_id, bulletin_id)
    except RowUnreadableError:
        return None


def _mend_of(visit: Visit, found: Occurrence, *, is_stopped: bool) -> Mend:
    """The button for an airing that has a problem, as far as this person may mend it; else the one that shows it."""
    actor = visit.actor
    airing = f"/lich-phat/{found.slot_id}/{found.day}"
    if found.left_out:
        return _of_left_out(visit, found, found.left_out[0], airing)
    if is_stopped and found.reason is BlockedReason.STOPPED and actor.may(Right.ALARM):
        return Mend("Cho phát trở lại", "/phat-lai")
    if found.reason in _OF_STATIONS:
        return Mend("Xem máy phát", "/cai-dat/may-phat")
    if not found.state.is_waiting:
        return Mend("Xếp lượt khác", f"{airing}/lai") if actor.may(Right.SCHEDULE) else Mend("Mở lượt phát", airing)
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


def mend_of_problem(visit: Visit, found: Problem, known: Occurrence) -> Mend:
    """The button for what is wrong with an airing that will be heard all the same."""
    airing = f"/lich-phat/{known.slot_id}/{known.day}"
    if found.kind is ProblemKind.LEFT_OUT and found.bulletin_id is not None and found.reason is not None:
        return _of_left_out(visit, known, LeftOut(found.bulletin_id, found.reason, found.seconds), airing)
    if found.kind is ProblemKind.OVER_LENGTH and visit.actor.may(Right.SCHEDULE):
        return _of_room(visit, known, airing, missing_s=found.seconds or 0.0)
    if found.kind is ProblemKind.NO_STATION:
        return Mend("Xem máy phát", "/cai-dat/may-phat")
    return Mend("Mở lượt phát", airing)


def _of_left_out(visit: Visit, known: Occurrence, left: LeftOut, airing: str) -> Mend:
    actor = visit.actor
    if left.reason is BlockedReason.RECORDING_ENDED:
        return Mend("Xem bản ghi âm", "/ban-ghi-am?trang_thai=ended")
    if left.reason is BlockedReason.NO_ROOM and actor.may(Right.SCHEDULE):
        missing_s = sum(each.seconds or 0.0 for each in known.left_out if each.reason is BlockedReason.NO_ROOM)
        return _of_room(visit, known, airing, missing_s=missing_s)
    version = _newest(visit.session, actor, left.bulletin_id)
    return _of_bulletin(actor, version.summary) if version is not None else Mend("Mở lượt phát", airing)


def _of_room(visit: Visit, known: Occurrence, airing: str, *, missing_s: float) -> Mend:
    """The slot is made as long as all that it holds, from this airing on."""
    try:
        of = slot(visit.session, visit.commune_id, known.slot_id)
    except RowUnreadableError:
        return Mend("Mở lượt phát", airing)
    minutes = str(ceil(((of.duration_s or 0) + missing_s) / 60))
    return Mend(f"Nới khung giờ thành {minutes} phút", f"{airing}/dai", (("minutes", minutes), ("tag", str(of.tag))))


def _of_bulletin(actor: Actor, found: Summary) -> Mend:
    """A draft is submitted at once, what waits is opened where it is approved; anything else where it is written."""
    place = f"/ban-tin/{found.bulletin_id}"
    if found.state is State.SUBMITTED:
        return Mend(_SEEN[actor.may(Right.APPROVE)], f"/phe-duyet/{found.bulletin_id}/{found.number}")
    if found.state is State.DRAFT and actor.may(Right.SUBMIT):
        fields = (("bulletin", str(found.bulletin_id)), ("number", str(found.number)), ("tag", str(found.tag)))
        return Mend("Trình duyệt ngay", "/hom-nay/trinh", fields)
    return Mend("Mở bản tin", place)
