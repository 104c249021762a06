"""All abbreviations with one reading, by what is written."""

from app.reading.tables.administration import ADMINISTRATION
from app.reading.tables.economy import ECONOMY
from app.reading.tables.education import EDUCATION
from app.reading.tables.farming import FARMING
from app.reading.tables.health import HEALTH
from app.reading.tables.party import PARTY
from app.reading.tables.security import SECURITY
from app.reading.tables.technical import TECHNICAL

ABBREVIATIONS = {**TECHNICAL, **ECONOMY, **SECURITY, **FARMING, **EDUCATION, **HEALTH, **PARTY, **ADMINISTRATION}
