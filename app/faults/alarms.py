"""Faults are sent to people, once over each channel. The rows are the queue: what was not sent is tried again.

What ends within half a minute is kept and shown but wakes nobody up; what could not be sent for a day is sent no more.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.clock import Clock, local
from app.db import Sessions
from app.errors import UnavailableError
from app.faults.tables import FaultAlarmRow, FaultRow
from app.units import CommuneId, StationId
from app.values import frozen
from app.words import hour_said, sentence
from app.zones import communes, station_names

_log = structlog.get_logger(__name__)
CHANNEL_FAULTS = frozenset({"mail_failed", "webhook_failed", "alarm_failed"})
"""How `send_alarms` fails."""
APPROVAL_WAITS = "approval_waits"
"""No fault: somebody reminds the approvers (`app.faults.reminders`)."""
ROW_UNREADABLE = "row_unreadable"
"""A row of the database is left out of lists (`app.db.Unreadable`)."""
ROW_FAULTS = frozenset({"correction_failed", "emergency_not_ordered", "planning_failed", "upkeep_failed", ROW_UNREADABLE})
"""What people are told of loops of the server that met a bad row (`app.tasks.Troubles`)."""
SETTLES = timedelta(seconds=30)
_TOO_OLD = timedelta(days=1)
_GIVES_UP = 3


@frozen
class Alarm:
    """What people are told. title, detail: Vietnamese sentences of the fault's code; station: empty is the server.

    link: where it is seen, or empty.
    """

    fault_id: UUID
    commune_id: CommuneId
    commune: str
    station: str
    output: str
    code: str
    since: datetime
    title: str
    detail: str
    link: str = ""

    @property
    def subject(self) -> str:
        """One line: what and where."""
        if self.code == APPROVAL_WAITS:
            return " ".join(f"[Loa Làng] {self.title} – {self.commune}".split())
        place = ", ".join(part for part in (self.commune, self.station or "máy chủ", self.output) if part)
        return " ".join(f"[Loa Làng] {self.title} – {place}".split())

    @property
    def text(self) -> str:
        """The message, ending in what to do."""
        since = local(self.since)
        page = f"Mở trang: {self.link}\n" if self.link else ""
        if self.code == APPROVAL_WAITS:
            return f"{self.title}\n{self.detail}\n\n{self.commune}, {hour_said(since)} ngày {since:%d/%m/%Y}\n{page}"
        return (
            f"{self.title}\n{self.detail}\n\n"
            f"Nơi: {self.commune}, {self.station or 'máy chủ'}{f', đường ra «{self.output}»' if self.output else ''}\n"
            f"Từ: {hour_said(since)} ngày {since:%d/%m/%Y}\n\n"
            f"{page}Xem và xác nhận đã biết: «loalang fault list», «loalang fault accept».\n"
        )


class Channel(Protocol):
    """One way to people."""

    @property
    def name(self) -> str:
        """Unique; kept beside what was sent."""
        ...

    def send(self, alarm: Alarm) -> None:
        """Send it; return when the other side has taken it. Raises UnavailableError."""
        ...


def send_alarms(sessions: Sessions, clock: Clock, channels: Sequence[Channel], *, address: str = "") -> list[str]:
    """Send what was not sent yet, the oldest first, no transaction held meanwhile.

    A channel that fails is left for the next time, so that it keeps back no other. Returns the codes of such failures.
    address: of the console, to be led to from outside; empty: nobody said.
    """
    failed = []
    for channel in channels:
        with sessions.read() as session:
            waiting = _waiting(session, clock.now(), channel.name, address)
        refused = 0
        for alarm in waiting:
            try:
                channel.send(alarm)
            except UnavailableError as error:
                _log.warning("alarm.failed", channel=channel.name, fault=str(alarm.fault_id), error=str(error))
                failed.append(error.code)
                refused += 1
                if refused == _GIVES_UP:  # it is the channel; of the few before it may have been the alarm
                    break
                continue
            except Exception:  # noqa: BLE001  # the worker loop: one alarm that cannot be put into words keeps back no other
                _log.exception("alarm.failed", channel=channel.name, fault=str(alarm.fault_id))
                failed.append("alarm_failed")
                continue
            with sessions.begin() as session:
                session.add(
                    FaultAlarmRow(fault_id=alarm.fault_id, channel=channel.name, commune_id=alarm.commune_id, sent_at=clock.now())
                )
    return list(dict.fromkeys(failed))


def _waiting(session: Session, now: datetime, channel: str, address: str) -> list[Alarm]:
    told = select(FaultAlarmRow.fault_id).where(FaultAlarmRow.channel == channel)
    query = (
        select(FaultRow)
        .where(
            FaultRow.seen_at > now - _TOO_OLD,
            FaultRow.seen_at <= now - SETTLES,
            FaultRow.id.not_in(told),
        )
        .order_by(FaultRow.id)
    )
    rows = [row for row in session.scalars(query) if row.ended_at is None or row.ended_at - row.seen_at >= SETTLES]
    names = {each.id: each.name for each in communes(session) if not each.is_sandbox} if rows else {}
    rows = [row for row in rows if CommuneId(row.commune_id) in names]  # nobody is rung up for what is practised
    stations = {key: station_names(session, key) for key in {CommuneId(row.commune_id) for row in rows}}
    return [_alarm(row, names[CommuneId(row.commune_id)], stations[CommuneId(row.commune_id)], address) for row in rows]


def _alarm(row: FaultRow, commune: str, stations: dict[StationId, str], address: str) -> Alarm:
    page = "/phe-duyet/dang-cho" if row.code == APPROVAL_WAITS else "/hom-nay"
    said = sentence(row.code, {"output": row.output})
    return Alarm(
        fault_id=row.id,
        commune_id=CommuneId(row.commune_id),
        commune=commune,
        station=stations.get(StationId(row.station_id), "") if row.station_id is not None else "",
        output=row.output,
        code=row.code,
        since=row.since,
        title=said.title,
        detail=said.detail,
        link=f"{address}{page}" if address else "",
    )
