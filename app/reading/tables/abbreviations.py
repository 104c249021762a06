"""All abbreviations by what is written: those with one reading, and the usual one of those with several.

No short form stands in two tables: what has one reading stands in the table of its field, what has several in `senses/`,
an office run together with its body in `offices.py`,
what holds small letters or signs in `shorthand.py`, a name in `foreign.py`; `tests/reading/test_tables.py` checks it.
"""

from app.reading.tables.administration import ADMINISTRATION
from app.reading.tables.ambiguous import AMBIGUOUS
from app.reading.tables.economy import ECONOMY
from app.reading.tables.education import EDUCATION
from app.reading.tables.farming import FARMING
from app.reading.tables.health import HEALTH
from app.reading.tables.land import LAND
from app.reading.tables.offices import OFFICES
from app.reading.tables.party import PARTY
from app.reading.tables.security import SECURITY
from app.reading.tables.technical import TECHNICAL

FIELDS = (TECHNICAL, ECONOMY, SECURITY, FARMING, LAND, EDUCATION, HEALTH, PARTY, ADMINISTRATION)
ABBREVIATIONS = {short: spoken for field in FIELDS for short, spoken in field.items()}


def usual(short: str) -> str | None:
    """What is said for a short form when nothing around says more; None for one that no table holds."""
    return ABBREVIATIONS.get(short) or OFFICES.get(short) or (AMBIGUOUS[short][-1].spoken if short in AMBIGUOUS else None)


def is_known(short: str) -> bool:
    """Whether a table holds the short form."""
    return short in ABBREVIATIONS or short in AMBIGUOUS or short in OFFICES
