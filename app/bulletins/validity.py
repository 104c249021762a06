"""The days and hours on which a bulletin is true.

A date alone means the whole day, both ends included; local time is Asia/Ho_Chi_Minh. Kept are two instants: the first at which
it is valid and the first at which it no longer is.
"""

from datetime import UTC, date, datetime, time, timedelta

from app.clock import COMMUNE_ZONE


def parse_moment(text: str, *, is_end: bool) -> datetime:
    """The instant `text` stands for, UTC.

    `2025-11-04` as a beginning => 2025-11-03T17:00Z; as an end => 2025-11-04T17:00Z; `2025-10-16T19:30` => 2025-10-16T12:30Z.
    Raises ValueError for what is no ISO 8601 date or time.
    """
    text = text.strip()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        moment = datetime.fromisoformat(text)
        local = moment if moment.tzinfo else moment.replace(tzinfo=COMMUNE_ZONE)
    else:
        local = datetime.combine(day + timedelta(days=1 if is_end else 0), time(), COMMUNE_ZONE)
    try:
        return local.astimezone(UTC)
    except OverflowError as exc:
        raise ValueError(text) from exc
