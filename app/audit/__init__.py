"""Who did what: an append-only chain of hashes for each commune, written in the same transaction as the act itself."""

from app.audit.chain import Happening, is_recorded, locked_head, record
from app.audit.events import AuditEvent, AuditFilter, AuditPage, all_events, audit_page, events_about
from app.audit.export import audit_csv, audit_json_lines
from app.audit.heads import Head, SignedHead, Witnesses, sign_head
from app.audit.keeping import forget_before, head_of
from app.audit.lines import line_of
from app.audit.names import erase_names
from app.audit.refusals import Refusal, Refusals
from app.audit.verifying import ERASE, ChainBreak, Undone, Verdict, verify

__all__ = [
    "ERASE",
    "AuditEvent",
    "AuditFilter",
    "AuditPage",
    "ChainBreak",
    "Happening",
    "Head",
    "Refusal",
    "Refusals",
    "SignedHead",
    "Undone",
    "Verdict",
    "Witnesses",
    "all_events",
    "audit_csv",
    "audit_json_lines",
    "audit_page",
    "erase_names",
    "events_about",
    "forget_before",
    "head_of",
    "is_recorded",
    "line_of",
    "locked_head",
    "record",
    "sign_head",
    "verify",
]
