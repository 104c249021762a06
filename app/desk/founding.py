"""The first hour of an installation: the commune is founded, and its first people can sign in."""

from app.accounts import hash_password, invite, person, refuse_weak_password, store_password
from app.desk.office import Office
from app.values import frozen
from app.zones import FirstPeople, found_by_code


@frozen
class Founded:
    """login: of the administrator. approver, approver_code: who comes in by which one-time code; empty for one officer."""

    commune: str
    login: str
    approver: str
    approver_code: str


def found(office: Office, *, code: str, commune: str, people: FirstPeople, password: str) -> Founded:
    """Found the commune; the administrator signs in with the password, the approver comes in by a code.

    A weak password is refused before the code is used. Raises `WeakPasswordError` and what `found_by_code` raises.
    """
    refuse_weak_password(password, (commune, people.admin))
    hashed = hash_password(password)
    founding = found_by_code(office.sessions, office.clock, code=code, name=commune, people=people)
    with office.sessions.begin() as session:
        store_password(session, office.clock, founding.admin, founding.admin_id, hashed)
        login = person(session, founding.commune_id, founding.admin_id).login
        if founding.approver is None:
            return Founded(founding.root.name, login, "", "")
        invitation = invite(session, office.clock, founding.admin, founding.approver.own_id)
        return Founded(founding.root.name, login, founding.approver.name, invitation.code)
