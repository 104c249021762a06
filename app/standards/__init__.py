"""The poverty standards a commune goes by: the national ones by period, and what its province set."""

from app.standards.model import NATIONAL, Area, PovertyStandard, thresholds
from app.standards.stored import (
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
