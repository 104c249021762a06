"""*Bản ghi âm*: music that scripts and templates name, and human readings in place of the voices."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response

from app.accounts import Right
from app.bulletins import Filter, State
from app.bulletins import page as bulletin_page
from app.desk import recordings as acts
from app.errors import AppError
from app.names import fold
from app.programmes import Recording, recording, recordings
from app.studio import sound_names
from app.units import BulletinId, RecordingId
from app.visits.uploads import Uploaded
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.marks import OF_VERSION
from app.web.shared.pages import go
from app.web.shared.typed import line_in
from app.web.shared.visit import Visit, Visiting
from app.words import moment, word

router = APIRouter(prefix="/ban-ghi-am", route_class=Page)

_DRAFTS = 100
"""So many of the newest drafts may be given a reading."""


@router.get("")
def get_recordings(visit: Visiting, q: Annotated[str, Query(max_length=200)] = "") -> Response:
    """All of them, or those whose name holds what is looked for; found without accents."""
    visit.must(Right.LOOK)
    return _list(visit, q=q)


@router.post("")
def post_music(visit: Visiting, upload: Uploaded) -> Response:
    """Keep music under a name."""
    file, name = upload
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.add_music(visit.parts, session, visit.actor, line_in(name, "name"), file)
    except AppError as error:
        return _list(visit, name=name, fault=visit.fault(error, "file"))
    return go(f"/ban-ghi-am/{made.id}", done="da-nhan-tep")


@router.post("/ban-doc/{bulletin_id}/{number}")
def post_reading(visit: Visiting, bulletin_id: UUID, number: int, upload: Uploaded) -> Response:
    """Let a human reading be how a draft is heard."""
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.put_reading(visit.parts, session, visit.actor, BulletinId(bulletin_id), number, upload=upload[0])
    except AppError as error:
        return _list(visit, fault=visit.fault(error))
    return go(f"/ban-ghi-am/{made.id}", done="da-nhan-tep")


@router.get("/{recording_id}")
def get_recording(visit: Visiting, recording_id: UUID) -> Response:
    """One: heard, what is odd about it, where it is used."""
    visit.must(Right.LOOK)
    return _one(visit, RecordingId(recording_id))


@router.post("/{recording_id}/thay")
def post_replace(
    visit: Visiting, recording_id: UUID, upload: Uploaded, *, duyet_lai: Annotated[bool, Query()] = False
) -> Response:
    """Let the name mean another file; where bulletins must be approved again, that has to be agreed to."""
    key = RecordingId(recording_id)
    try:
        with visit.parts.sessions.begin() as session:
            made, _ = acts.replace_music(visit.parts, session, visit.actor, key, upload[0], may_reopen=duyet_lai)
    except AppError as error:
        return _one(visit, key, fault=visit.fault(error))
    return go(f"/ban-ghi-am/{made.id}", done="da-nhan-tep")


@router.post("/{recording_id}/bo")
def post_retire(visit: Visiting, recording_id: UUID, *, duyet_lai: Annotated[bool, Form()] = False) -> Response:
    """Let the name mean nothing any more."""
    key = RecordingId(recording_id)
    try:
        with visit.parts.sessions.begin() as session:
            acts.retire_music(visit.parts, session, visit.actor, key, may_reopen=duyet_lai)
    except AppError as error:
        return _one(visit, key, fault=visit.fault(error))
    return go("/ban-ghi-am", done="da-bo-dong")


def _list(visit: Visit, *, q: str = "", name: str = "", fault: Fault | None = None) -> Response:
    wanted = fold(q)
    found = [each for each in recordings(visit.session, visit.commune_id) if wanted in fold(each.name)]
    may_write = visit.actor.may(Right.WRITE)
    drafts = bulletin_page(visit.session, visit.commune_id, Filter(state=State.DRAFT), limit=_DRAFTS).items if may_write else ()
    values = {
        "lines": [_line(each) for each in found],
        "q": q,
        "name": name,
        "drafts": [(f"/ban-ghi-am/ban-doc/{each.bulletin_id}/{each.number}", each.title) for each in drafts],
        "sounds": sound_names(),
        "may_write": may_write,
        "fault": fault,
    }
    return visit.page("recordings/list.html", values)


def _one(visit: Visit, key: RecordingId, *, fault: Fault | None = None) -> Response:
    found = recording(visit.session, visit.commune_id, key)
    is_music = found.version_id is None
    uses, templates = acts.uses_of(visit.parts, visit.session, visit.actor, key) if is_music else ([], ())
    values = {
        "line": _line(found),
        "uses": [
            {
                "address": f"/ban-tin/{each.call.summary.bulletin_id}",
                "title": each.call.summary.title,
                "mark": OF_VERSION[each.call.summary.state],
                "state": word("version", each.call.summary.state.value),
                "effect": word("effect", each.effect.value),
            }
            for each in uses
        ],
        "templates": templates,
        "may_write": visit.actor.may(Right.WRITE),
        "fault": fault,
    }
    return visit.page("recordings/one.html", values)


def _line(found: Recording) -> dict[str, object]:
    whole = round(found.sound.seconds)
    return {
        "id": found.id,
        "name": found.name,
        "is_music": found.version_id is None,
        "length": f"{whole // 60} phút {whole % 60:02d} giây",
        "odd": [word("warning", each) for each in found.sound.warnings],
        "brought": f"{found.created_by}, {moment(found.created_at)}",
        "sound": f"/api/v1/recordings/{found.id}/audio",
    }
