"""Imports every `tables.py`, for Alembic and tests: what is not named here, the database does not have."""

import app.accounts.tables
import app.airlog.tables
import app.audit.tables
import app.banners.tables
import app.bulletins.tables
import app.campaigns.tables
import app.choices.tables
import app.demo.tables
import app.dispatch.tables
import app.emergencies.tables
import app.faults.tables
import app.packs.tables
import app.plans.tables
import app.policies.tables
import app.programmes.tables
import app.publicity.tables
import app.silence.tables
import app.standards.tables
import app.timetable.tables
import app.trainings.tables
import app.zones.tables
from app.db import Base

MODULES = (
    app.accounts.tables,
    app.airlog.tables,
    app.audit.tables,
    app.banners.tables,
    app.bulletins.tables,
    app.campaigns.tables,
    app.choices.tables,
    app.standards.tables,
    app.emergencies.tables,
    app.faults.tables,
    app.programmes.tables,
    app.packs.tables,
    app.demo.tables,
    app.dispatch.tables,
    app.plans.tables,
    app.policies.tables,
    app.publicity.tables,
    app.silence.tables,
    app.timetable.tables,
    app.trainings.tables,
    app.zones.tables,
)
METADATA = Base.metadata
