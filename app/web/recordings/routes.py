"""*Bản ghi âm*: music that scripts and templates name, and human readings in place of the voices."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from sqlalchemy.orm import Session

from app.accounts import Right
from app.bulletins import Filter, State, parse_moment, version_facts
from app.bulletins import page as bulletin_page
from app.desk import recordings as acts
from app.errors import AppError
from app.names import fold
from app.programmes import Recording, RecordingState, recording, recordings, state_of
from app.units import BulletinId, RecordingId, VersionId
from app.visits.uploads import Uploaded
from app.web.shared.asking import Page
from app.web.shared.days import last_day
from app.web.shared.faults import Fault
from app.web.shared.marks import LOOK, OF_VERSION, SOUNDED, Mark
from app.web.shared.pages import go
from app.web.shared.typed import day_in, line_in
from app.web.shared.visit import Visit, Visiting
from app.words import moment, word

router = APIRouter(prefix="/ban-ghi-am", route_class=Page)

_A_PAGE = 50
_MARKS = {
    RecordingState.IN_USE: SOUNDED,
    RecordingState.ENDING: LOOK,
    RecordingState.ENDED: Mark("end", "off"),
    RecordingState.RETIRED: Mark("x", "off"),
}
_DRAFTS = 100
"""So many of the newest drafts may be given a reading."""


@router.get("")
def get_recordings(
    visit: Visiting, q: Annotated[str, Query(max_length=200)] = "", trang_thai: str = "", trang: Annotated[int, Query(ge=1)] = 1
) -> Response:
    """Those whose name holds what is looked for, found without accents; those that were retired only where they are asked for."""
    visit.must(Right.LOOK)
    return _list(visit, q=q, state=trang_thai, number=trang)


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


@router.post("/{recording_id}/han")
def post_end(visit: Visiting, recording_id: UUID, ends: Annotated[str, Form(max_length=40)] = "") -> Response:
    """Say until the end of which day it is heard; empty: for as long as what it is in."""
    key = RecordingId(recording_id)

    def act(session: Session) -> None:
        day = day_in(ends, "ends")
        until = None if day is None else parse_moment(day.isoformat(), is_end=True)
        acts.set_end(visit.parts, session, visit.actor, key, until)

    if fault := visit.refused(act, "ends"):
        return _one(visit, key, ends=ends, fault=fault)
    return go(f"/ban-ghi-am/{key}", done="da-luu-han")


@router.post("/{recording_id}/bo")
def post_retire(visit: Visiting, recording_id: UUID, *, duyet_lai: Annotated[bool, Form()] = False) -> Response:
    """Let the name mean nothing any more."""
    key = RecordingId(recording_id)
    if fault := visit.refused(lambda session: acts.retire_music(visit.parts, session, visit.actor, key, may_reopen=duyet_lai)):
        return _one(visit, key, fault=fault)
    return go("/ban-ghi-am", done="da-bo-dong")


def _list(visit: Visit, *, q: str = "", state: str = "", number: int = 1, name: str = "", fault: Fault | None = None) -> Response:
    now, wanted = visit.parts.clock.now(), fold(q)
    named = [
        (each, state_of(each, now))
        for each in recordings(visit.session, visit.commune_id, with_retired=True)
        if wanted in fold(each.name)
    ]
    count = Counter(stands for _, stands in named)
    shown = [pair for pair in named if pair[1].value == state or (not state and pair[1] is not RecordingState.RETIRED)]
    may_write = visit.actor.may(Right.WRITE)
    drafts = bulletin_page(visit.session, visit.commune_id, Filter(state=State.DRAFT), limit=_DRAFTS).items if may_write else ()
    page = shown[(number - 1) * _A_PAGE : number * _A_PAGE]
    titles = _titles(visit, [each for each, _ in page])
    values = {
        "lines": [_line(each, stands, titles) for each, stands in page],
        "total": len(shown),
        "next": number + 1 if len(shown) > number * _A_PAGE else 0,
        "q": q,
        "state": state,
        "states": [
            ("", f"Tất cả đang có ({len(named) - count[RecordingState.RETIRED]})"),
            *((each.value, f"{word('recording_state', each.value)} ({count[each]})") for each in RecordingState),
        ],
        "name": name,
        "drafts": [(f"/ban-ghi-am/ban-doc/{each.bulletin_id}/{each.number}", each.title) for each in drafts],
        "may_write": may_write,
        "fault": fault,
    }
    return visit.page("recordings/list.html", values)


def _one(visit: Visit, key: RecordingId, *, ends: str | None = None, fault: Fault | None = None) -> Response:
    found = recording(visit.session, visit.commune_id, key)
    is_music = found.version_id is None
    uses, templates = acts.uses_of(visit.parts, visit.session, visit.actor, key) if is_music else ([], ())
    values = {
        "line": _line(found, state_of(found, visit.parts.clock.now()), _titles(visit, [found])),
        "ends": last_day(found.ends_at) if ends is None else ends,
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


def _titles(visit: Visit, found: Sequence[Recording]) -> dict[VersionId, str]:
    """Of human readings, the bulletins that they are of."""
    read = [each.version_id for each in found if each.version_id is not None]
    return {key: each.title for key, each in version_facts(visit.session, visit.commune_id, read).items()}


def _line(found: Recording, stands: RecordingState, titles: Mapping[VersionId, str]) -> dict[str, object]:
    whole = round(found.sound.seconds)
    return {
        "id": found.id,
        "name": found.name if found.version_id is None else titles.get(found.version_id, "Bản đọc giọng người"),
        "is_music": found.version_id is None,
        "is_gone": stands is RecordingState.RETIRED,
        "length": f"{whole // 60} phút {whole % 60:02d} giây",
        "odd": [word("warning", each) for each in found.sound.warnings],
        "brought": f"{found.created_by}, {moment(found.created_at)}",
        "sound": f"/api/v1/recordings/{found.id}/audio",
        "ends": last_day(found.ends_at),
        "mark": _MARKS[stands],
        "state": word("recording_state", stands.value),
    }
