"""Who did what: looked at, verified, and taken out to prove it elsewhere."""

from collections.abc import Iterator
from typing import Literal

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, person_names, record_act
from app.audit import AuditFilter, AuditPage, Verdict, all_events, audit_csv, audit_json_lines, audit_page, verify
from app.desk.office import Office, Timed
from app.zones import public_key

Form = Literal["csv", "jsonl"]


def look(session: Session, actor: Actor, wanted: AuditFilter, *, cursor: int | None, limit: int) -> AuditPage:
    """A page of the log, the newest first."""
    actor.must(Right.AUDIT)
    return audit_page(session, actor.commune_id, wanted, cursor=cursor, limit=limit)


def examine(office: Office, session: Session, actor: Actor) -> Verdict:
    """Whether the log is as it was written, held against every signed head that this machine finds."""
    actor.must(Right.AUDIT)
    heads = office.witnesses.heads(actor.commune_id)
    return verify(session, actor.commune_id, heads, public_key(session, actor.commune_id))


def export(office: Timed, session: Session, actor: Actor, wanted: AuditFilter, form: Form) -> Iterator[bytes]:
    """The events wanted and, as the last of them, that they were taken out; read while it is iterated over."""
    actor.must(Right.AUDIT)
    now = office.clock.now()
    record_act(session, now, actor, "export", subject="audit_log", subject_id=actor.commune_id, form=form)
    events = all_events(session, actor.commune_id, wanted)
    if form == "jsonl":
        return audit_json_lines(events)
    return audit_csv(events, person_names(session, actor.commune_id))
