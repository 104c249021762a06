"""How long it is kept what an approver remarked at what was returned."""

from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from app.bulletins.model import State
from app.bulletins.tables import VersionMoveRow


def forget_remarks(session: Session, before: datetime) -> int:
    """Take reason and notes out of what was returned before then, in every commune; that it was returned, and by whom, stays.

    Returns how many had any: nothing is written anew for what has none any more.
    """
    row = VersionMoveRow
    has_any = or_(row.reason.is_not(None), row.notes != [])
    done = session.execute(update(row).where(row.after == State.RETURNED, row.at < before, has_any).values(reason=None, notes=[]))
    return done.rowcount if isinstance(done, CursorResult) else 0
