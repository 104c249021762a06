"""The policy library: bulletins to begin from, each with its legal basis, and which documents hold no more."""

from app.policies.drafting import draft, draft_for, script_of, usual_days
from app.policies.ended import (
    EndedDocument,
    WantedEnd,
    as_known,
    end_document,
    ended_documents,
    known_documents,
    take_back_end,
    templates_of,
)
from app.policies.errors import (
    DocumentEndedTwiceError,
    DocumentNumberError,
    NoTemplateError,
    PolicyFieldError,
    PolicyPeriodError,
    SuccessorNumberError,
    UnknownFieldError,
)
from app.policies.lapsed import Lapsed, LapsedBulletin, lapsed_in, lapsed_on_timetable
from app.policies.library import documents, template_of, templates
from app.policies.model import Document, Field, FieldKind, PolicyTemplate, Standing, Topic, WantedDraft

__all__ = [
    "Document",
    "DocumentEndedTwiceError",
    "DocumentNumberError",
    "EndedDocument",
    "Field",
    "FieldKind",
    "Lapsed",
    "LapsedBulletin",
    "NoTemplateError",
    "PolicyFieldError",
    "PolicyPeriodError",
    "PolicyTemplate",
    "Standing",
    "SuccessorNumberError",
    "Topic",
    "UnknownFieldError",
    "WantedDraft",
    "WantedEnd",
    "as_known",
    "documents",
    "draft",
    "draft_for",
    "end_document",
    "ended_documents",
    "known_documents",
    "lapsed_in",
    "lapsed_on_timetable",
    "script_of",
    "take_back_end",
    "template_of",
    "templates",
    "templates_of",
    "usual_days",
]
