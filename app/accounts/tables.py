"""Rows of people, their API tokens and the one-time set-up code."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.accounts.model import Scope
from app.db import Base


class PersonRow(Base):
    """A person of a commune. revision: counts changes of what the person is.

    login: what is typed at the sign-in, one in the whole installation, as no commune is named there.
    """

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    name: Mapped[str]
    login: Mapped[str] = mapped_column(String(80), unique=True)
    roles: Mapped[list[str]]
    may_alarm: Mapped[bool]
    revision: Mapped[int]
    created_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class ApiTokenRow(Base):
    """A bearer token, of which only the SHA-256 is kept: it has 256 random bits, so no slow hash is needed.

    expires_at: None for those made before tokens had an end, which last until they are ended.
    """

    __tablename__ = "api_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    label: Mapped[str]
    scope: Mapped[Scope]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PasswordRow(Base):
    """What is kept of a person's password: argon2id with its own salt and cost. Apart from the person: no list loads it."""

    __tablename__ = "passwords"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    hash: Mapped[str]
    set_at: Mapped[datetime]


class SignInRow(Base):
    """A sign-in at a screen; of its cookie, and of what the device is known again by, only the SHA-256 is kept.

    proved_at: when it was last proved who is there; second_at: when that was done by a second factor; awaits_second: the password
    was right, and it is not whole until the second factor is given.
    practises_as: an account of a training commune, as which it acts.
    """

    __tablename__ = "sign_ins"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    device_hash: Mapped[str] = mapped_column(String(64))
    label: Mapped[str]
    address: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    proved_at: Mapped[datetime]
    second_at: Mapped[datetime | None]
    awaits_second: Mapped[bool]
    practises_as: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class TotpRow(Base):
    """The secret that a person's telephone makes codes from, sealed with the machine's key.

    sealed: the one in force; pending: one that is not confirmed yet. last_step: of the last code that was taken.
    """

    __tablename__ = "totp_secrets"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    pending: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger)


class RecoveryCodeRow(Base):
    """A code that takes the place of a second factor once. It has 125 random bits, so its SHA-256 is enough (ASVS 5.0, 6.5.2)."""

    __tablename__ = "recovery_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class PasskeyRow(Base):
    """A passkey. credential_id: base64url, as the browser names it; public_key: COSE; sign_count: as it was last said."""

    __tablename__ = "passkeys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    label: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptsRow(Base):
    """How often something was tried in vain. It has no commune: who tries is nobody yet. key: kind and SHA-256."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)


class InvitationRow(Base):
    """A one-time code that lets a person in. ended_at: when it was used, or a newer one took its place."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class DelegationRow(Base):
    """Somebody who approves on another's behalf for a time. ended_at: when it was ended before that."""

    __tablename__ = "delegations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    commune_id: Mapped[UUID] = mapped_column(ForeignKey("communes.id"), index=True)
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    deputy_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str]
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class SetupCodeRow(Base):
    """The one-time code of an empty installation. It has no commune: it is what the first one is made with."""

    __tablename__ = "setup_codes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    attempts: Mapped[int]
    window_from: Mapped[datetime]
    used_at: Mapped[datetime | None]
