"""*Xã tập huấn*: the training commune entered and left, and its exercise with what is to be done next."""

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from app.accounts import Right, hash_secret, person_names
from app.clock import local
from app.demo import PIN, Progress, Step, progress_in
from app.desk import practice as acts
from app.edge import Parts, Shown, cookie_name, refuse_foreign_origin
from app.timetable import occurrence
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.words import hour_said, moment, word
from app.zones import founded_at, sandbox_of

router = APIRouter(prefix="/thuc-hanh", route_class=Page)

_AHEAD = timedelta(minutes=3)
"""So soon the slot of the exercise is proposed: its audio is made in less than one."""


@router.get("")
def get_practice(visit: Visiting) -> Response:
    """Before the training commune its door; within it the exercise."""
    visit.must(Right.LOOK)
    return _exercise(visit) if visit.actor.practises_for is not None else _door(visit)


@router.post("/lap")
def post_found(visit: Visiting) -> Response:
    """Found the training commune."""
    if fault := visit.refused(lambda session: acts.found(visit.parts, session, visit.actor)):
        return _door(visit, fault=fault)
    return go("/thuc-hanh", done="da-lap-xa-tap")


@router.post("/dong")
def post_close(visit: Visiting) -> Response:
    """Close it."""
    if fault := visit.refused(lambda session: acts.close(visit.parts, session, visit.actor)):
        return _door(visit, fault=fault)
    return go("/thuc-hanh", done="da-dong-xa-tap")


@router.post("/vao")
def post_enter(visit: Visiting, shown: Shown) -> Response:
    """Practise from here on."""
    if fault := visit.refused(lambda session: acts.enter(visit.parts, session, visit.actor)):
        return _door(visit, fault=fault)
    _forget(visit.parts, shown.secret)
    return go("/thuc-hanh")


@router.post("/ra")
def post_leave(request: Request, parts: Parts) -> Response:
    """Back to one's own commune, also where the training commune is no more: it asks only which sign-in it is."""
    refuse_foreign_origin(request)
    secret = request.cookies.get(cookie_name(request), "")
    with parts.sessions.begin() as session:
        acts.leave(session, secret)
    _forget(parts, secret)
    return go("/thuc-hanh")


@router.get("/lam-lai")
def get_again(visit: Visiting) -> Response:
    """What it means to begin anew."""
    visit.must(Right.LOOK)
    return _again(visit)


@router.post("/lam-lai")
def post_again(visit: Visiting, shown: Shown) -> Response:
    """Empty the training commune and begin anew."""
    if fault := visit.refused(lambda session: acts.again(visit.parts, session, visit.actor)):
        return _again(visit, fault=fault)
    _forget(visit.parts, shown.secret)
    return go("/thuc-hanh", done="da-lam-lai")


def _forget(parts: Parts, secret: str) -> None:
    """Who silences while the database is late must not be taken for who it was before."""
    parts.people.forget((True, hash_secret(secret)))


def _again(visit: Visit, *, fault: Fault | None = None) -> Response:
    return visit.page("practice/again.html", {"fault": fault})


def _door(visit: Visit, *, fault: Fault | None = None) -> Response:
    found = sandbox_of(visit.session, visit.commune_id)
    rows: list[tuple[str, Progress]] = []
    if found is not None:
        names = person_names(visit.session, visit.commune_id)
        now = visit.parts.clock.now()
        known = progress_in(visit.session, now, found.id, founded_at(visit.session, found.id))
        rows = [(names.get(each.person_id, "(đã xóa tên)"), each) for each in known]
    values = {"found": found, "rows": rows, "total": len(Step), "fault": fault, "may_found": visit.actor.may(Right.COMMUNE)}
    return visit.page("practice/door.html", values | {"may_enter": visit.actor.may(Right.OWN)})


def _exercise(visit: Visit) -> Response:
    found = acts.exercise(visit.parts, visit.session, visit.actor)
    soon = local(visit.parts.clock.now() + _AHEAD)
    bulletin = f"/ban-tin/{found.bulletin}" if found and found.bulletin else "/ban-tin/moi"
    ways = {
        Step.WRITE: "/ban-tin/moi",
        Step.CHECK: bulletin,
        Step.APPROVE: "/phe-duyet",
        Step.SCHEDULE: f"/lich-phat/moi?ngay={soon:%d/%m/%Y}&luc={hour_said(soon)}",
        Step.AIR: "/nhat-ky",
    }
    heard = None
    if found is not None and found.heard is not None:
        heard = occurrence(visit.session, visit.commune_id, found.heard).rendering_id
    steps = [
        (
            word("exercise_step", step.value),
            word("exercise_how", step.value),
            ways[step],
            found is not None and step in found.done,
            found is not None and step is found.next_step,
        )
        for step in Step
    ]
    values = {"steps": steps, "progress": found, "heard": heard, "pin": PIN}
    values["aired"] = moment(found.aired_at) if found and found.aired_at else ""
    return visit.page("practice/exercise.html", values)
