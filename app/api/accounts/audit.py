"""The audit log: who did what, read in pages, verified, and exported to be proved elsewhere."""

from datetime import datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from app.accounts import person_names
from app.api.shared.answers import file_of
from app.api.shared.forms import Answer, LocalDate
from app.audit import AuditEvent, AuditFilter, Verdict, line_of
from app.desk import audit as acts
from app.desk import people
from app.edge import AskedFirst, Parts, ReadSession, SignedIn, WriteSession
from app.timetable import day_of
from app.units import PersonId
from app.words import word

router = APIRouter(prefix="/audit", tags=["audit"], route_class=AskedFirst)

_KINDS = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


class AuditEventAnswer(Answer):
    """One act. line: for people; actor: null where the name was erased; hash: of the event and all before it."""

    number: int
    at: datetime
    line: str
    actor: str | None
    actor_id: UUID | None
    actor_kind: str
    act: str
    subject: str
    subject_id: str
    facts: dict[str, Any]
    hash: str

    @classmethod
    def of(cls, event: AuditEvent, names: dict[UUID, str]) -> Self:
        """The answer for an event. names: of people, by id."""
        return cls(
            number=event.number,
            at=event.at,
            line=line_of(event, names),
            actor=event.actor_name,
            actor_id=event.actor_id,
            actor_kind=event.actor_kind,
            act=event.act,
            subject=event.subject,
            subject_id=event.subject_id,
            facts=dict(event.facts),
            hash=event.hash,
        )


class AuditAnswer(Answer):
    """The newest first."""

    items: list[AuditEventAnswer]
    cursor: int | None


class UndoneAnswer(Answer):
    """Events from `first` to `last` that came after the backup, which a restore took away."""

    at: datetime
    first: int
    last: int


class AuditVerdictAnswer(Answer):
    """What a look through the log found. number: the first event that is not as it was written; null where all hold.

    heads: so many signed ones fit; bad_heads: file names of those that the commune never signed.
    """

    holds: bool
    number: int | None
    reason: str | None
    detail: str | None
    first: int
    last: int
    heads: int
    bad_heads: list[str]
    undone: list[UndoneAnswer]

    @classmethod
    def of(cls, found: Verdict) -> Self:
        """The answer for a verdict."""
        broken = found.broken
        return cls(
            holds=broken is None,
            number=broken.number if broken is not None else None,
            reason=broken.reason if broken is not None else None,
            detail=word("audit_break", broken.reason) if broken is not None else None,
            first=found.first,
            last=found.last,
            heads=found.heads,
            bad_heads=[path.name for path in found.bad_heads],
            undone=[UndoneAnswer(at=each.at, first=each.first, last=each.last) for each in found.undone],
        )


def _wanted(
    first: Annotated[LocalDate | None, Query(alias="from", description="Ngày đầu.")] = None,
    last: Annotated[LocalDate | None, Query(alias="to", description="Ngày cuối, tính cả ngày ấy.")] = None,
    act: Annotated[str | None, Query(max_length=64, description="Việc, ví dụ approve.")] = None,
    actor: Annotated[UUID | None, Query(description="Mã của người làm.")] = None,
    subject: Annotated[str | None, Query(max_length=32, description="Loại đối tượng, ví dụ bulletin_version.")] = None,
    subject_id: Annotated[str | None, Query(max_length=64, description="Mã của đối tượng.")] = None,
) -> AuditFilter:
    return AuditFilter(
        since=day_of(first)[0] if first is not None else None,
        before=day_of(last)[1] if last is not None else None,
        act=act,
        actor_id=actor,
        subject=subject,
        subject_id=subject_id,
    )


Wanted = Annotated[AuditFilter, Depends(_wanted)]


@router.get("")
def get_audit(
    actor: SignedIn,
    session: ReadSession,
    wanted: Wanted,
    *,
    cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> AuditAnswer:
    """Who did what, the newest first, in pages."""
    page = acts.look(session, actor, wanted, cursor=cursor, limit=limit)
    names = person_names(session, actor.commune_id)
    return AuditAnswer(items=[AuditEventAnswer.of(each, names) for each in page.items], cursor=page.cursor)


@router.get("/verdict")
def get_verdict(parts: Parts, actor: SignedIn, session: ReadSession) -> AuditVerdictAnswer:
    """Look through the whole log: whether it is as it was written, also by every signed head that is found."""
    return AuditVerdictAnswer.of(acts.examine(parts, session, actor))


@router.post("/exports", response_class=Response, responses=file_of("text/csv", "application/x-ndjson"))
def post_export(
    parts: Parts,
    actor: SignedIn,
    session: WriteSession,
    wanted: Wanted,
    form: Annotated[Literal["csv", "jsonl"], Query(alias="format")] = "csv",
) -> Response:
    """The log as a table, or as lines of JSON by which it can be proved without this program; that it was taken stands in it."""
    data = b"".join(acts.export(parts, session, actor, wanted, form))
    headers = {"Content-Disposition": f'attachment; filename="nhat-ky-he-thong.{form}"'}
    return Response(data, media_type=_KINDS[form], headers=headers)


@router.delete("/names/{person_id}", status_code=204)
def delete_name(parts: Parts, actor: SignedIn, session: WriteSession, person_id: UUID) -> Response:
    """Erase a person's name; the log still holds, and nobody can tell any more who it was."""
    from app.schema import METADATA  # noqa: PLC0415  # light start

    people.erase(parts, session, actor, PersonId(person_id), METADATA.tables.values())
    return Response(status_code=204)
