"""How often one may try: by account, by address and by device, kept in the database, so that a restart forgives nobody.

Some tries are free; then each costs a wait that doubles, up to five minutes; a day without a try forgets. What strangers do never
stands in the way of the rightful user: whoever tries from a device that signed in as this person before is counted by that device
alone, and neither by the account, which strangers may hold shut, nor by an address that is shared.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.errors import TooManyAttemptsError
from app.accounts.tables import AttemptsRow
from app.db import Sessions, make_once

_WAITS_S = (1, 2, 4, 8, 16, 32, 64, 128, 256, 300)
_FORGOTTEN = timedelta(days=1)
_NETWORK_BITS = 64
FREE = {"account": 5, "address": 30, "device": 10, "second": 5}
"""Failures that cost no wait."""


def attempt_key(kind: str, name: str) -> str:
    """What is counted, by its SHA-256: who guesses names fills no table with texts of his own. kind: of `FREE`."""
    return f"{kind}:{hashlib.sha256(name.encode()).hexdigest()}"


def network_of(address: str) -> str:
    """What is counted of an address: of IPv6 its first half, since the other half is the visitor's own to choose."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return address
    return str(found.ipv4_mapped or IPv6Network((found, _NETWORK_BITS), strict=False))


def refuse_early(session: Session, now: datetime, keys: Mapping[str, str]) -> None:
    """Look without counting: the many tries of one who guesses write nothing. keys: by kind. Raises `TooManyAttemptsError`."""
    rows = session.scalars(select(AttemptsRow).where(AttemptsRow.key.in_(keys.values())))
    wait = max((_wait(row, now) for row in rows), default=timedelta())
    if wait > timedelta():
        raise TooManyAttemptsError(wait_s=max(1, int(wait.total_seconds())))


def count_try(sessions: Sessions, now: datetime, keys: Mapping[str, str]) -> None:
    """Count a try before it is looked at, in a transaction of its own: many at once pass no limit.

    Raises `TooManyAttemptsError`, and then it was not counted.
    """
    with sessions.begin() as session:
        forget_attempts(session, now)
        for key in sorted(keys.values()):  # of two first tries at once one makes the row, and the other waits for it
            make_once(session, AttemptsRow, key=key, failures=0, last_at=now)
        query = select(AttemptsRow).where(AttemptsRow.key.in_(keys.values())).order_by(AttemptsRow.key).with_for_update()
        rows = session.scalars(query.execution_options(populate_existing=True)).all()
        refuse_early(session, now, keys)
        for row in rows:
            row.failures, row.last_at = row.failures + 1, now


def forget_attempts(session: Session, now: datetime) -> None:
    """Remove what nobody waits for any more."""
    session.execute(delete(AttemptsRow).where(AttemptsRow.last_at < now - _FORGOTTEN))


def forgive(session: Session, keys: Mapping[str, str]) -> None:
    """It was the right one: the account and the device begin anew; of the address only this try is taken back."""
    for row in session.scalars(select(AttemptsRow).where(AttemptsRow.key.in_(keys.values())).with_for_update()):
        if row.key == keys.get("address"):
            row.failures -= 1
        else:
            session.delete(row)


def _wait(row: AttemptsRow, now: datetime) -> timedelta:
    beyond = row.failures - FREE[row.key.partition(":")[0]]
    if beyond < 0:
        return timedelta()
    wait = timedelta(seconds=_WAITS_S[min(beyond, len(_WAITS_S) - 1)])
    return min(row.last_at + wait - now, wait)  # also where the clock went back
