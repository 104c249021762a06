"""How long it is kept what an approver remarked at what was returned."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.bulletins.model import State
from app.bulletins.tables import VersionMoveRow


def forget_remarks(session: Session, before: datetime) -> None:
    """Take reason and notes out of what was returned before then, in every commune; that it was returned, and by whom, stays."""
    row = VersionMoveRow
    session.execute(update(row).where(row.after == State.RETURNED, row.at < before).values(reason=None, notes=[]))
