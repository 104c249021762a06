"""The days and hours on which a bulletin is true.

A date alone means the whole day, both ends included; local time is Asia/Ho_Chi_Minh. Kept are two instants: the first at which
it is valid and the first at which it no longer is.
"""

from datetime import UTC, datetime, time, timedelta

from app.clock import COMMUNE_ZONE
from app.typed import typed_moment


def parse_moment(text: str, *, is_end: bool) -> datetime:
    """The instant `text` stands for, UTC.

    `2025-11-04` as a beginning => 2025-11-03T17:00Z; as an end => 2025-11-04T17:00Z; `2025-10-16T19:30` => 2025-10-16T12:30Z.
    It is taken as people type it, see `app.typed`. Raises ValueError for what is no day or time.
    """
    found = typed_moment(text)
    try:
        if isinstance(found, datetime):
            local = found if found.tzinfo else found.replace(tzinfo=COMMUNE_ZONE)
        else:
            local = datetime.combine(found + timedelta(days=1 if is_end else 0), time(), COMMUNE_ZONE)
        return local.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError(text) from exc
