"""How long it is kept who signed in from where, and what was tried in vain: as long as it is of use, and a setting says."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from app.accounts.attempts import forget_attempts
from app.accounts.tables import InvitationRow, SignInRow


def forget_ways_in(session: Session, now: datetime, *, kept: timedelta) -> None:
    """Remove sign-ins and invitations that were over before `kept` ago, and tries of which no wait is left."""
    before = now - kept
    session.execute(delete(SignInRow).where(or_(SignInRow.ended_at < before, SignInRow.used_at < before)))
    session.execute(delete(InvitationRow).where(or_(InvitationRow.ended_at < before, InvitationRow.expires_at < before)))
    forget_attempts(session, now)
