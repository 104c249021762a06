"""The yearly poverty review: so far, the standards it goes by."""

from app.campaigns.model import NATIONAL, Area, PovertyStandard, thresholds
from app.campaigns.standards import (
    StoredStandard,
    add_standard,
    change_standard,
    remove_standard,
    standards,
    stored_standard,
    stored_standards,
)

__all__ = [
    "NATIONAL",
    "Area",
    "PovertyStandard",
    "StoredStandard",
    "add_standard",
    "change_standard",
    "remove_standard",
    "standards",
    "stored_standard",
    "stored_standards",
    "thresholds",
]
