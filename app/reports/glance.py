"""What every page of the console shows of the commune, found by few small questions: it is asked with each page."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.bulletins import waiting_count
from app.dispatch import SILENT_S, last_heard
from app.emergencies import EmergencyState, live
from app.units import CommuneId
from app.values import frozen
from app.words import heading
from app.zones import commune, stations

_GRAVEST = ("emergency", "correction", "drill")


@frozen
class Glance:
    """is_sandbox: nothing of it sounds. stations, connected: how many there are, and are heard. waiting: for approval.

    alarms: what sounds now, by name; alarms_are: the gravest of it, `emergency`, `correction` or `drill`; empty: none.
    """

    commune: str
    is_sandbox: bool
    stations: int
    connected: int
    waiting: int
    alarms: tuple[str, ...]
    alarms_are: str

    @property
    def only_drills(self) -> bool:
        """Whether something sounds, and none of it is meant."""
        return self.alarms_are == "drill"


def glance(session: Session, now: datetime, commune_id: CommuneId) -> Glance:
    """How the commune stands at `now`, at a glance."""
    heard = last_heard(session, commune_id)
    own = commune(session, commune_id)
    known = stations(session, commune_id)
    connected = [each for each in known if each.id in heard and (now - heard[each.id].at).total_seconds() <= SILENT_S]
    sounding = [each for each in live(session, commune_id, now) if each.state is EmergencyState.ACTIVE]
    return Glance(
        commune=own.name,
        is_sandbox=own.is_sandbox,
        stations=len(known),
        connected=len(connected),
        waiting=waiting_count(session, commune_id),
        alarms=tuple(heading(each.title, is_drill=each.is_drill) for each in sounding),
        alarms_are=min((each.called for each in sounding), key=_GRAVEST.index, default=""),
    )
