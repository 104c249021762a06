"""People, their API tokens, and the one-time code that founds an installation."""

from app.accounts.actor import Actor, system_actor
from app.accounts.acts import record_act
from app.accounts.errors import (
    NotSignedInError,
    PersonUnclearError,
    RightMissingError,
    SetupDoneError,
    TokenScopeError,
    TooManyAttemptsError,
    WrongSetupCodeError,
)
from app.accounts.model import ActorKind, Role, Scope
from app.accounts.people import NewToken, Token, add_person, issue_token, person_called, revoke_token, tokens, who_is
from app.accounts.rights import Right
from app.accounts.secrets import hash_secret, new_code, new_secret
from app.accounts.setup import count_attempt, is_set_up, make_setup_code, use_setup_code

__all__ = [
    "Actor",
    "ActorKind",
    "NewToken",
    "NotSignedInError",
    "PersonUnclearError",
    "Right",
    "RightMissingError",
    "Role",
    "Scope",
    "SetupDoneError",
    "Token",
    "TokenScopeError",
    "TooManyAttemptsError",
    "WrongSetupCodeError",
    "add_person",
    "count_attempt",
    "hash_secret",
    "is_set_up",
    "issue_token",
    "make_setup_code",
    "new_code",
    "new_secret",
    "person_called",
    "record_act",
    "revoke_token",
    "system_actor",
    "tokens",
    "use_setup_code",
    "who_is",
]
