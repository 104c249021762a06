"""Where a text may name a household: in a campaign's own list, with its reason, each by name and village; nowhere else.

Asked whenever words are written, be it for the first time, laid before the approver and approved, so that nothing slips by
(decision 0168).
"""

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.bulletins import Theme
from app.campaigns.errors import HouseholdLineError, HouseholdNamedError, HouseholdsTooManyError
from app.campaigns.stored import why_named
from app.campaigns.texts import LONGEST_FIELD
from app.names import fold, name_key, tidy
from app.publicity import names_household
from app.units import BulletinId, CommuneId
from app.zones import zones

MOST_HOUSEHOLDS = 1000
HEADING = "Sau đây là tên các hộ."
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,9}")
_OF_THE_POOR = re.compile(r"\bho (?:moi )?(?:can |thoat )*ngheo\b")


def refuse_unexplained(session: Session, commune_id: CommuneId, bulletin_id: BulletinId, theme: Theme, script: str) -> None:
    """Refuse a text on the review, or on poor households under any theme, that names one where no campaign says why.

    Raises `HouseholdNamedError`; of a campaign's own list also what `refuse_wrong_households` raises.
    """
    if not names_household(script) and HEADING not in script:
        return
    is_explained = bulletin_id in why_named(session, commune_id)
    before, _, listed = script.partition(HEADING) if is_explained else (script, "", "")
    is_of_them = is_explained or theme is Theme.REVIEW or _OF_THE_POOR.search(fold(script)) is not None
    if is_of_them and names_household(before):
        raise HouseholdNamedError
    lines = [line.strip().removesuffix(".") for line in listed.splitlines() if line.strip()]
    refuse_wrong_households(session, commune_id, lines)


def refuse_wrong_households(session: Session, commune_id: CommuneId, names: Sequence[str]) -> None:
    """Raises `HouseholdsTooManyError`, `HouseholdLineError` for a line that is not a name and a village of the commune."""
    if len(names) > MOST_HOUSEHOLDS:
        raise HouseholdsTooManyError(count=len(names), limit=MOST_HOUSEHOLDS)
    villages = {name_key(each.name) for each in zones(session, commune_id)} if names else set()
    for number, each in enumerate(names, start=1):
        name, _, village = tidy(each).rpartition(", ")
        if _NAME.fullmatch(name) is None or name_key(village) not in villages:
            raise HouseholdLineError(line=number, typed=tidy(each)[:LONGEST_FIELD])
