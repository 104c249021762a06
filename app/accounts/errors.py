"""Errors of accounts."""

from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


class NotSignedInError(RefusedError):
    """No token, or one that is unknown or revoked."""

    code: ClassVar[str] = "not_signed_in"
    http_status: ClassVar[int] = 401


class TokenScopeError(RefusedError):
    """The token is a right one, but not for this. scope: what it is for."""

    code: ClassVar[str] = "token_scope"
    scope: str


class RightMissingError(RefusedError):
    """The person has not the right to do this. right: that is missing; roles: what the person is."""

    code: ClassVar[str] = "right_missing"
    right: str
    roles: str


class ProofMissingError(RefusedError):
    """The act is a grave one, and it is too long ago that the sign-in proved itself. act: which."""

    code: ClassVar[str] = "proof_missing"
    act: str


class TokenNotEnoughError(RefusedError):
    """The act is a grave one, which a person does who signed in: a token has nobody at the keys. act: which."""

    code: ClassVar[str] = "token_not_enough"
    act: str


class NoSignInError(RefusedError):
    """Only a sign-in proves itself; what asked is a token."""

    code: ClassVar[str] = "no_sign_in"


class PracticeEndedError(ConflictError):
    """The training commune in which the sign-in practised was closed or emptied: it has to leave it first."""

    code: ClassVar[str] = "practice_ended"


class SecondFactorMissingError(RefusedError):
    """The password was right; what else the person has is still to be given."""

    code: ClassVar[str] = "second_factor_missing"


class SecondFactorRequiredError(RefusedError):
    """This installation lets nobody in with these roles who has no second factor, and lets nobody take away the last one."""

    code: ClassVar[str] = "second_factor_required"


class WrongFactorError(RefusedError):
    """The code is wrong, too old or was used before, or the passkey is none of this person's; which of them is not said."""

    code: ClassVar[str] = "wrong_factor"


class PasskeysNeedHttpsError(ConflictError):
    """Browsers give passkeys over HTTPS or on the machine itself only, and this installation says of no such address."""

    code: ClassVar[str] = "passkeys_need_https"


class NoTotpBegunError(ConflictError):
    """There is nothing to confirm: no secret was asked for, or it was confirmed before."""

    code: ClassVar[str] = "no_totp_begun"


class WrongSetupCodeError(RefusedError):
    """The set-up code is not the one that was printed."""

    code: ClassVar[str] = "wrong_setup_code"
    field: ClassVar[str] = "code"


class TooManyAttemptsError(RefusedError):
    """Too many wrong codes; try again after `wait_s` seconds."""

    code: ClassVar[str] = "too_many_attempts"
    http_status: ClassVar[int] = 429
    wait_s: int


class SetupDoneError(ConflictError):
    """The installation has its first administrator already."""

    code: ClassVar[str] = "setup_done"


class OwnNameError(ConflictError):
    """Nobody erases their own name: then nobody could tell who did it."""

    code: ClassVar[str] = "own_name"


class PersonUnclearError(InvalidError):
    """Several persons go by this name. ids: theirs, to choose from."""

    code: ClassVar[str] = "person_unclear"
    called: str
    ids: str


class BadPersonNameError(InvalidError):
    """A person has a name."""

    code: ClassVar[str] = "bad_person_name"
    field: ClassVar[str] = "name"


class NoRoleError(InvalidError):
    """A person is something in the commune's station: at least one role."""

    code: ClassVar[str] = "no_role"
    field: ClassVar[str] = "roles"


class LastAdminError(ConflictError):
    """Nobody else could let people in: the last administrator who can come in stays one."""

    code: ClassVar[str] = "last_admin"


class BadInvitationError(RefusedError):
    """The invitation's code is unknown, used, replaced by a newer one, or too old."""

    code: ClassVar[str] = "bad_invitation"
    field: ClassVar[str] = "code"


class WrongPasswordError(RefusedError):
    """The name or the password is wrong; which of them is not said."""

    code: ClassVar[str] = "wrong_password"
    http_status: ClassVar[int] = 401


class OldPasswordMissingError(RefusedError):
    """Who has a password gives it to change it."""

    code: ClassVar[str] = "old_password_missing"
    field: ClassVar[str] = "old_password"


class WeakPasswordError(InvalidError):
    """The password is none to use. fault: short, long, common, name."""

    code: ClassVar[str] = "weak_password"
    field: ClassVar[str] = "password"
    fault: str


class DeputyUnknownError(InvalidError):
    """Nobody of the commune goes by that name or id, or several do. count: how many."""

    code: ClassVar[str] = "deputy_unknown"
    field: ClassVar[str] = "deputy"
    called: str
    count: int


class BadDelegationError(InvalidError):
    """A delegation that cannot be. fault: not_own, oneself, needs_none, past, too_long, reason, taken; days: the longest."""

    code: ClassVar[str] = "bad_delegation"
    fault: str
    days: int


class DelegationOverError(RefusedError):
    """The deputy's time is over, or was ended. giver: on whose behalf it was."""

    code: ClassVar[str] = "delegation_over"
    giver: str


class ForeignOriginError(RefusedError):
    """An act with a cookie did not come from a page of this service."""

    code: ClassVar[str] = "foreign_origin"
