"""What opens the door to a person ends: all of it when the person leaves, what is on its way in when data are put back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.accounts.deputies import end_delegations
from app.accounts.tables import ApiTokenRow, InvitationRow, PasskeyRow, PasswordRow, RecoveryCodeRow, SignInRow, TotpRow
from app.units import PersonId


def end_all_ways_in(session: Session, now: datetime, person_id: PersonId) -> None:
    """End tokens (calendar feeds are such), password, second factors, sign-ins, invitations, delegations of who leaves."""
    session.execute(
        update(ApiTokenRow).where(ApiTokenRow.person_id == person_id, ApiTokenRow.revoked_at.is_(None)).values(revoked_at=now)
    )
    end_password(session, now, person_id)
    end_delegations(session, now, person_id)
    end_factors(session, now, person_id)
    end_invitations(session, now, person_id)


def end_password(session: Session, now: datetime, person_id: PersonId) -> None:
    """Take away what a person signs in with alone, password and passkeys, and with it the sign-ins; codes of a telephone stay."""
    for table in (PasswordRow, PasskeyRow):
        session.execute(delete(table).where(table.person_id == person_id))
    end_sign_ins(session, now, person_id)


WayIn = Literal["password", "totp", "recovery_code", "passkey"]
_WAYS_IN: Mapping[WayIn, InstrumentedAttribute[UUID]] = {
    "password": PasswordRow.person_id,
    "totp": TotpRow.person_id,
    "recovery_code": RecoveryCodeRow.id,
    "passkey": PasskeyRow.id,
}


def end_way_in(session: Session, way: WayIn, key: UUID) -> None:
    """Take one away, by its key: of data put back, what had been taken away since."""
    column = _WAYS_IN[way]
    session.execute(delete(column.class_).where(column == key))


def end_factors(session: Session, now: datetime, person_id: PersonId) -> None:
    """Take all second factors of a person away, and with them the sign-ins."""
    for table in (TotpRow, RecoveryCodeRow, PasskeyRow):
        session.execute(delete(table).where(table.person_id == person_id))
    end_sign_ins(session, now, person_id)


def end_sign_ins(session: Session, now: datetime, person_id: PersonId | None = None) -> None:
    """End the sign-ins of a person, or everybody's: of data put back nobody knows which had been ended."""
    query = update(SignInRow).where(SignInRow.ended_at.is_(None))
    if person_id is not None:
        query = query.where(SignInRow.person_id == person_id)
    session.execute(query.values(ended_at=now))


def end_invitations(session: Session, now: datetime, person_id: PersonId | None = None) -> None:
    """End the codes of a person that were not used, or everybody's: of data put back nobody knows which had been."""
    query = update(InvitationRow).where(InvitationRow.ended_at.is_(None))
    if person_id is not None:
        query = query.where(InvitationRow.person_id == person_id)
    session.execute(query.values(ended_at=now))
