"""The policy library: bulletins to begin from, each with its legal basis, and which documents hold no more."""

from app.policies.drafting import draft, draft_for, script_of, usual_days
from app.policies.errors import NoTemplateError, PolicyFieldError, PolicyPeriodError, UnknownFieldError
from app.policies.lapsed import Lapsed, LapsedBulletin, lapsed_in, lapsed_on_timetable
from app.policies.library import documents, template_of, templates
from app.policies.model import Document, Field, FieldKind, PolicyTemplate, Standing, Topic, WantedDraft

__all__ = [
    "Document",
    "Field",
    "FieldKind",
    "Lapsed",
    "LapsedBulletin",
    "NoTemplateError",
    "PolicyFieldError",
    "PolicyPeriodError",
    "PolicyTemplate",
    "Standing",
    "Topic",
    "UnknownFieldError",
    "WantedDraft",
    "documents",
    "draft",
    "draft_for",
    "lapsed_in",
    "lapsed_on_timetable",
    "script_of",
    "template_of",
    "templates",
    "usual_days",
]
