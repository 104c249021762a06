"""What mends an airing that will not be heard as things stand: one button, whose words say what it does."""

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.airing import BlockedReason
from app.bulletins import State, Summary, latest
from app.faults import Fault
from app.timetable import LeftOut, Occurrence
from app.web.shared.mends import Mend

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


def mend_of(session: Session, actor: Actor, found: Occurrence, *, is_stopped: bool) -> Mend:
    """The button for an airing that has a problem, as far as this person may mend it; else the one that shows it."""
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
        return Mend("Dời lượt phát", airing)
    return Mend("Mở lượt phát", airing)


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
    """A draft is submitted at once; what waits is opened where it is approved; anything else where it is written."""
    place = f"/ban-tin/{found.bulletin_id}"
    if found.state is State.SUBMITTED and actor.may(Right.APPROVE):
        return Mend("Xem và duyệt", f"/phe-duyet/{found.bulletin_id}/{found.number}")
    if found.state is State.DRAFT and actor.may(Right.SUBMIT):
        fields = (("bulletin", str(found.bulletin_id)), ("number", str(found.number)), ("tag", str(found.tag)))
        return Mend("Trình duyệt ngay", "/hom-nay/trinh", fields)
    return Mend("Mở bản tin", place)
