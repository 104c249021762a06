"""Abbreviations with several readings: by what stands before and behind in the same line.

The first sense whose two patterns hold decides; the last one has none and is the reading when nothing around says more.
They stand in `senses/`, in the field of that last, usual reading.
"""

from app.reading.tables.sense import Sense
from app.reading.tables.senses.administration import ADMINISTRATION
from app.reading.tables.senses.economy import ECONOMY
from app.reading.tables.senses.education import EDUCATION
from app.reading.tables.senses.farming import FARMING
from app.reading.tables.senses.health import HEALTH
from app.reading.tables.senses.papers import PAPERS
from app.reading.tables.senses.party import PARTY
from app.reading.tables.senses.security import SECURITY

SENSES = (ADMINISTRATION, PAPERS, PARTY, EDUCATION, HEALTH, FARMING, ECONOMY, SECURITY)
AMBIGUOUS: dict[str, tuple[Sense, ...]] = {short: senses for field in SENSES for short, senses in field.items()}
