"""What the station must not forget: the manifest, how far each item got, the last time it saw.

A claim and every other move is one transaction together with its line of the log. It outlives this process when it is made, and a
power cut once `settle` has brought it to the disk, which nothing that sounds waits for; no line of it is handed in before.
"""

import contextlib
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection

from app.clock import local
from app.playout import AsRunKind, BlockedReason, OccurrenceState, Played
from app.station.config import OutputConfig
from app.station.database import Database
from app.station.errors import OtherFolderError
from app.station.log_lines import append_line, new_line
from app.station.trusted_clock import TOLERANCE
from app.units import Sha256, StationId, new_id
from app.values import frozen
from app.wire.protocol import Manifest, ManifestItem
from app.wire.trust import Accepted, digest_of

_logger = logging.getLogger(__name__)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LATEST_US = 2**63 - 1
STATION_RESTARTED = "station_restarted"
"""Fault: the player ended, or the power went, while it sounded."""
MARK_EVERY = timedelta(seconds=10)
"""How often, while something sounds, it is remembered that it still does: so a power cut shows how far it came."""
_MARK_SLACK = timedelta(seconds=5)
_MOST_TRIES = 3
_AGAIN_AFTER = timedelta(seconds=10)
"""What a fault broke off begins again at the soonest then, and not more often than that."""
_WAITING = OccurrenceState.PLANNED.value
_ON_AIR = OccurrenceState.ON_AIR.value


@frozen
class Planned:
    """One occurrence on one output. tries: how often a fault broke it off; not_before: when it may begin again."""

    item: ManifestItem
    output: str
    tries: int = 0
    not_before: datetime | None = None


@frozen
class Claim:
    """The right to play `planned` once. audio_sha256: what of; None for a relay."""

    planned: Planned
    token: str
    audio_sha256: Sha256 | None


class Store:
    """The station's memory; all methods may be called from any thread, and raise StoreFailedError."""

    def __init__(self, folder: Path, station_id: StationId) -> None:
        """Open the memory of `station_id` in `folder`; a damaged one is set aside.

        Raises OtherFolderError, FolderInUseError, StoreFailedError.
        """
        self._database = Database(folder)
        with contextlib.ExitStack() as undoing:
            undoing.callback(self.close)
            with self._database.transaction() as connection:
                _put(connection, "station_id", str(station_id), replace=False)
                if self._database.replaced:
                    _put(connection, "memory_lost", 1)
            if self._database.replaced:
                _logger.error("the station's database was damaged and set aside; it begins anew")
            owner = str(self._meta("station_id"))
            if owner != str(station_id):
                raise OtherFolderError(owner)
            undoing.pop_all()

    @property
    def database(self) -> Database:
        """The file, for what else is kept in it."""
        return self._database

    def close(self) -> None:
        """Close the file, all of it on the disk."""
        self._database.close()

    def settle(self) -> None:
        """Have all that was remembered until now outlive a power cut."""
        self._database.settle()

    # --- the manifest

    @property
    def accepted(self) -> Accepted | None:
        """The newest manifest ever accepted."""
        version, digest = self._meta("version"), self._meta("digest")
        return None if version is None else Accepted(int(version), Sha256(str(digest)))

    @property
    def signed(self) -> bytes | None:
        """The bytes of the last accepted manifest."""
        signed = self._meta("manifest")
        return signed if isinstance(signed, bytes) else None

    def accept(self, signed: bytes, manifest: Manifest, outputs: Sequence[OutputConfig], now: datetime | None) -> None:
        """Remember a manifest that was found trustworthy and put its items in the places of the old one's.

        What waits and is no longer listed is dropped; what has sounded, was missed or blocked keeps that for good, also
        when it is listed again. now: by the server's clock where it was heard; None for one that is taken up again.

        The first manifest of a memory begins it: whether something planned before has sounded, through another PC or before a
        damage, it cannot know and takes for done. No memory begins later than now: a clock that showed so was ahead.
        """
        with self._database.transaction() as connection:
            begun_us = int(self._meta("begun_us") or 0)
            if now is not None and (self._meta("manifest") is None or begun_us > _us(now + TOLERANCE)):
                begun_us = _us(now)
                _put(connection, "begun_us", begun_us)
            _put(connection, "version", manifest.version)
            _put(connection, "digest", digest_of(signed))
            _put(connection, "manifest", signed)
            connection.execute("DELETE FROM item WHERE state = ? AND tries = 0", (_WAITING,))
            listed = {str(item.occurrence_id) for item in manifest.items}
            for row in connection.execute("SELECT occurrence_id FROM item WHERE state = ?", (_WAITING,)).fetchall():
                if row["occurrence_id"] not in listed:
                    connection.execute(
                        "UPDATE item SET state = ? WHERE occurrence_id = ? AND state = ?",
                        (OccurrenceState.INTERRUPTED, row["occurrence_id"], _WAITING),
                    )
            connection.executemany(
                "INSERT INTO item (occurrence_id, output, planned_us, state, body) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET planned_us = excluded.planned_us, body = excluded.body WHERE state = excluded.state",
                [
                    (str(item.occurrence_id), output, _us(item.starts_at), _WAITING, item.model_dump_json())
                    for item in manifest.items
                    if _us(item.starts_at) > begun_us
                    for output in _places(item, outputs)
                ],
            )

    # --- the end of being this station

    @property
    def dismissal(self) -> bytes | None:
        """The signed word of the server that this PC is its station no more."""
        signed = self._meta("dismissal")
        return signed if isinstance(signed, bytes) else None

    def keep_dismissal(self, signed: bytes) -> None:
        """Remember it for good."""
        with self._database.transaction() as connection:
            _put(connection, "dismissal", signed)
        self.settle()

    def begin_anew(self) -> None:
        """Enrolled again after a dismissal: nothing that was permitted before holds any more, what has sounded stays known."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM meta WHERE key IN ('dismissal', 'manifest', 'orders')")
            connection.execute("DELETE FROM item WHERE state = ? AND tries = 0", (_WAITING,))
            connection.execute("UPDATE item SET state = ? WHERE state = ?", (OccurrenceState.INTERRUPTED, _WAITING))

    # --- what waits

    def waiting(self, until: datetime | None = None) -> list[Planned]:
        """What has not sounded, earliest first; with `until`, only what is planned before or at it."""
        latest = _LATEST_US if until is None else _us(until)
        return [
            Planned(_item(row["body"]), row["output"], row["tries"], _instant(row["again_us"]) if row["tries"] else None)
            for row in self._database.rows(
                "SELECT body, output, tries, again_us FROM item WHERE state = ? AND planned_us <= ? ORDER BY planned_us",
                *(_WAITING, latest),
            )
        ]

    def next_planned(self, after: datetime) -> datetime | None:
        """When the next waiting item after the instant `after` is planned."""
        [row] = self._database.rows(
            "SELECT min(planned_us) AS us FROM item WHERE state = ? AND planned_us > ?", _WAITING, _us(after)
        )
        return None if row["us"] is None else _instant(row["us"])

    def used(self, output: str, on: datetime) -> timedelta:
        """What `output` played on the local day of `on`; an item broken off by a crash counts whole."""
        [row] = self._database.rows(
            "SELECT total(seconds) AS seconds FROM item WHERE output = ? AND local_day = ?", output, f"{local(on):%Y-%m-%d}"
        )
        return timedelta(seconds=row["seconds"])

    # --- moves

    def claim(self, planned: Planned, audio_sha256: Sha256 | None, now: datetime) -> Claim | None:
        """Take the item to play it: None when it no longer waits as it was judged (a newer manifest may have come between).

        Known also to the next process when this returns, so it never sounds twice; on the disk soon (`settle`), which is long
        before it is heard unless that disk stands still, and then the village hears it all the same.
        """
        claim = Claim(planned, new_id().hex, audio_sha256)
        with self._database.transaction() as connection:
            taken = connection.execute(
                "UPDATE item SET state = ?, token = ?, local_day = ?, seconds = coalesce(seconds, 0) + ?, begun_us = ?"
                " WHERE occurrence_id = ? AND output = ? AND state = ? AND body = ?",
                (
                    *(_ON_AIR, claim.token, f"{local(now):%Y-%m-%d}", planned.item.length_s, _us(now)),
                    *(str(planned.item.occurrence_id), planned.output, _WAITING, planned.item.model_dump_json()),
                ),
            ).rowcount
            if not taken:
                return None
            _log(connection, planned, OccurrenceState.ON_AIR, now, audio_sha256=audio_sha256)
        return claim

    def finish(
        self,
        claim: Claim,
        played: Played | None,
        now: datetime,
        *,
        reason: BlockedReason | None = None,
        fault: str | None = None,
        may_go_on: bool = False,
    ) -> None:
        """Record how the playing ended: aired when `played` to its end, else interrupted with its reason or fault.

        may_go_on: a fault broke it off before its end, and its late rule says what becomes of the rest.
        """
        state = OccurrenceState.AIRED if played and played.finished else OccurrenceState.INTERRUPTED
        waits = may_go_on and claim.planned.tries < _MOST_TRIES
        with self._database.transaction() as connection:
            moved = connection.execute(
                "UPDATE item SET state = ?, seconds = max(0, seconds - ? + ?), tries = tries + ?, again_us = ?"
                " WHERE token = ? AND state = ?",
                (
                    *(_WAITING if waits else state, claim.planned.item.length_s, played.seconds if played else 0.0),
                    *(int(waits), _us(now + _AGAIN_AFTER), claim.token, _ON_AIR),
                ),
            ).rowcount
            if moved:
                _log(
                    connection,
                    claim.planned,
                    state,
                    now,
                    reason=reason,
                    fault=fault,
                    played=played,
                    audio_sha256=claim.audio_sha256,
                )

    def note(self, claim: Claim, at: datetime, second: float, *, reason: BlockedReason | None = None) -> None:
        """Log that what is on air was cut at that second of its audio, for a reason, or goes on after it was."""
        with self._database.transaction() as connection:
            _log(
                connection,
                claim.planned,
                OccurrenceState.ON_AIR,
                at,
                reason=reason,
                second=second,
                audio_sha256=claim.audio_sha256,
            )

    def rule_out(
        self,
        planned: Planned,
        state: OccurrenceState,
        now: datetime,
        *,
        reason: BlockedReason | None = None,
        fault: str | None = None,
    ) -> None:
        """Record that the item will not sound: missed, or blocked with its reason. fault: of the output it waited for.

        What a fault broke off, and is not heard any further, is what its log says already: interrupted.
        """
        with self._database.transaction() as connection:
            moved = connection.execute(
                "UPDATE item SET state = ? WHERE occurrence_id = ? AND output = ? AND state = ?",
                (
                    OccurrenceState.INTERRUPTED if planned.tries else state,
                    *(str(planned.item.occurrence_id), planned.output, _WAITING),
                ),
            ).rowcount
            if moved and not planned.tries:
                _log(connection, planned, state, now, reason=reason, fault=fault)

    def recover(self, now: datetime) -> int:
        """After a boot: what was on air was broken off. Returns how many there were.

        Its late rule says what becomes of the rest, unless it may have been heard whole before the power went.
        """
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT occurrence_id, body, output, tries, begun_us FROM item WHERE state = ?", (_ON_AIR,)
            ).fetchall()
            for row in rows:
                planned = Planned(ManifestItem.model_validate_json(row["body"]), row["output"], row["tries"])
                heard_s = self._heard_s(row["begun_us"])
                waits = heard_s < planned.item.length_s and planned.tries < _MOST_TRIES
                counted = planned.item.length_s - min(planned.item.length_s, heard_s)
                connection.execute(
                    "UPDATE item SET state = ?, tries = tries + ?, seconds = max(0, seconds - ?)"
                    " WHERE occurrence_id = ? AND output = ?",
                    (
                        *(_WAITING if waits else OccurrenceState.INTERRUPTED, int(waits), counted),
                        *(row["occurrence_id"], row["output"]),
                    ),
                )
                _log(connection, planned, OccurrenceState.INTERRUPTED, now, fault=STATION_RESTARTED)
        return len(rows)

    def _heard_s(self, begun_us: int | None) -> float:
        """Seconds that may have been heard at most of what was begun then, by the last mark before the end."""
        last = self.last_seen
        if begun_us is None or last is None:
            return float("inf")
        begun = _instant(begun_us)
        return (max(begun, last) - begun + MARK_EVERY + _MARK_SLACK).total_seconds()

    # --- the stop

    @property
    def stopped(self) -> bool:
        """Whether a person at this PC said stop and nobody has lifted it."""
        return bool(self._meta("stopped"))

    def set_stopped(self, stopped: bool) -> None:  # noqa: FBT001  # it is what is kept
        """Keep the stop over a restart, or forget it."""
        with self._database.transaction() as connection:
            _put(connection, "stopped", int(stopped))

    # --- time and housekeeping

    @property
    def last_seen(self) -> datetime | None:
        """The latest instant the station remembers having lived through."""
        us = self._meta("last_seen_us")
        return None if us is None else _instant(int(us))

    def see(self, now: datetime) -> None:
        """Remember `now`, also when it lies before what was remembered: the caller has proof."""
        with self._database.transaction() as connection:
            _put(connection, "last_seen_us", _us(now))

    @property
    def is_loss_untold(self) -> bool:
        """Whether this memory took the place of a damaged one, and the server does not know."""
        return bool(self._meta("memory_lost"))

    def told_of_loss(self) -> None:
        """The server knows."""
        with self._database.transaction() as connection:
            _put(connection, "memory_lost", 0)

    def forget(self, before: datetime) -> None:
        """Drop decided items planned before `before`, and confirmed log lines of before it."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM item WHERE planned_us < ? AND state NOT IN (?, ?)", (_us(before), _WAITING, _ON_AIR))
            connection.execute("DELETE FROM as_run WHERE stored <> 0 AND at_us < ?", (_us(before),))

    def tidy(self) -> None:
        """Keep the file small; beside whatever reads and writes."""
        self._database.tidy()

    def _meta(self, key: str) -> str | int | bytes | None:
        rows = self._database.rows("SELECT value FROM meta WHERE key = ?", key)
        return rows[0]["value"] if rows else None


@lru_cache(maxsize=4096)
def _item(body: str) -> ManifestItem:
    """An item as it was kept; items never change, and what waits is read again at each look at the clock."""
    return ManifestItem.model_validate_json(body)


def _us(instant: datetime) -> int:
    return (instant - _EPOCH) // _MICROSECOND


def _instant(us: int) -> datetime:
    return _EPOCH + us * _MICROSECOND


def _places(item: ManifestItem, outputs: Sequence[OutputConfig]) -> list[str]:
    """The outputs that serve a zone of `item`; the first one when none does, so that the refusal is logged."""
    return [output.name for output in outputs if output.zones_of(item)] or [outputs[0].name]


def _put(connection: Connection, key: str, value: str | int | bytes, *, replace: bool = True) -> None:
    verb = "REPLACE" if replace else "IGNORE"
    connection.execute(f"INSERT OR {verb} INTO meta (key, value) VALUES (?, ?)", (key, value))  # noqa: S608  # two constants


def _log(
    connection: Connection,
    planned: Planned,
    state: OccurrenceState,
    now: datetime,
    *,
    reason: BlockedReason | None = None,
    fault: str | None = None,
    played: Played | None = None,
    second: float | None = None,
    audio_sha256: Sha256 | None = None,
) -> None:
    entry = new_line(
        kind=AsRunKind(planned.item.kind.value),
        occurrence_id=planned.item.occurrence_id,
        title=planned.item.title,
        approved_by=planned.item.approved_by,
        output=planned.output,
        state=state,
        at=now,
        planned_at=planned.item.starts_at,
        reason=reason,
        started_at=played.started_at if played else None,
        start_error_ms=round((played.started_at - planned.item.starts_at) / timedelta(milliseconds=1)) if played else None,
        seconds=played.seconds if played else second,
        fault=fault,
        peak_dbfs=played.level.peak_dbfs if played and played.level else None,
        audio_sha256=audio_sha256,
        content_hash=planned.item.content_hash,
    )
    append_line(connection, entry)
