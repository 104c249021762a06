"""*Lớp tập huấn*: the commune's training sessions, the invitation to one, who came, what they were taught with."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile
from sqlalchemy.orm import Session

from app.accounts import Right
from app.bulletins import Theme
from app.clock import local
from app.demo import results_on
from app.desk import trainings as acts
from app.desk.recordings import Upload
from app.errors import AppError
from app.tags import Tag
from app.trainings import SessionKind, materials_of, training, trainings
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.pages import go
from app.web.shared.visit import Visit, Visiting
from app.web.trainings.form import TrainingFields
from app.words import day_of_year, word
from app.zones import Level, zones

router = APIRouter(prefix="/tap-huan", route_class=Page)

_SHOWN = 100
_VILLAGES = (Level.VILLAGE, Level.HAMLET)


@router.get("")
def get_trainings(visit: Visiting) -> Response:
    """The sessions, the last that were entered first."""
    visit.must(Right.LOOK)
    found = trainings(visit.session, visit.commune_id, limit=_SHOWN).items
    today = _today(visit)
    rows = [(each, day_of_year(each.content.held_on), word("theme", each.content.theme.value)) for each in found]
    return visit.page("trainings/list.html", {"rows": rows, "today": today})


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """The form of a new one."""
    visit.must(Right.WRITE)
    return _form(visit, TrainingFields())


@router.post("/moi")
def post_new(visit: Visiting, form: Annotated[TrainingFields, Form()]) -> Response:
    """Enter one."""
    try:
        with visit.parts.sessions.begin() as session:
            visit.must(Right.WRITE)
            made = acts.add(visit.parts, session, visit.actor, form.content(_today(visit)))
    except AppError as error:
        return _refused(visit, form, error)
    return go(f"/tap-huan/{made.id}", done="da-ghi-lop")


@router.get("/{training_id}")
def get_one(visit: Visiting, training_id: UUID) -> Response:
    """A session: its invitation, its sheet, who came, what it is taught with."""
    visit.must(Right.LOOK)
    return _one(visit, training_id)


@router.get("/{training_id}/sua")
def get_form(visit: Visiting, training_id: UUID) -> Response:
    """The form of a session, as when it is known how many came."""
    visit.must(Right.WRITE)
    found = training(visit.session, visit.commune_id, training_id)
    return _form(visit, TrainingFields.of(found.content, found.tag), training_id=training_id)


@router.post("/{training_id}/sua")
def post_form(visit: Visiting, training_id: UUID, form: Annotated[TrainingFields, Form()]) -> Response:
    """Write a session anew."""
    try:
        with visit.parts.sessions.begin() as session:
            visit.must(Right.WRITE)
            acts.change(visit.parts, session, visit.actor, training_id, wanted=form.content(_today(visit)), tag=Tag(form.tag))
    except AppError as error:
        return _refused(visit, form, error, training_id=training_id)
    return go(f"/tap-huan/{training_id}", done="da-ghi-lop")


@router.post("/{training_id}/moi-du")
def post_invitation(visit: Visiting, training_id: UUID) -> Response:
    """Write the bulletin that invites, and open it."""
    try:
        with visit.parts.sessions.begin() as session:
            made = acts.invite(visit.parts, session, visit.actor, training_id)
    except AppError as error:
        return _one(visit, training_id, fault=visit.fault(error))
    return go(f"/ban-tin/{made.bulletin_id}")


@router.post("/{training_id}/tai-lieu")
def post_material(
    visit: Visiting,
    training_id: UUID,
    tep: Annotated[UploadFile | None, File()] = None,
    address: Annotated[str, Form(max_length=2000)] = "",
    title: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep a file, or an address of the web."""

    def act(session: Session) -> None:
        if tep is not None and tep.filename:
            acts.add_file(visit.parts, session, visit.actor, training_id, Upload(tep.file, tep.filename))
        else:
            acts.add_link(visit.parts, session, visit.actor, training_id, title=title, address=address)

    if fault := visit.refused(act):
        return _one(visit, training_id, fault=fault, typed=(address, title))
    return go(f"/tap-huan/{training_id}", done="da-ghi-lop")


@router.post("/{training_id}/tai-lieu/{material_id}/bo")
def post_no_material(visit: Visiting, training_id: UUID, material_id: UUID) -> Response:
    """Take one away."""
    with visit.parts.sessions.begin() as session:
        acts.remove_material(visit.parts, session, visit.actor, material_id)
    return go(f"/tap-huan/{training_id}", done="da-bo-dong")


@router.post("/{training_id}/xoa-ten")
def post_forget(visit: Visiting, training_id: UUID) -> Response:
    """Forget the names on the sheet; the numbers stay."""
    with visit.parts.sessions.begin() as session:
        acts.forget_attendees(visit.parts, session, visit.actor, training_id)
    return go(f"/tap-huan/{training_id}", done="da-xoa-ten-lop")


@router.post("/{training_id}/bo")
def post_remove(visit: Visiting, training_id: UUID) -> Response:
    """Take back what was entered by mistake."""
    with visit.parts.sessions.begin() as session:
        visit.must(Right.WRITE)
        tag = training(session, visit.commune_id, training_id).tag
        acts.remove(visit.parts, session, visit.actor, training_id, tag=tag)
    return go("/tap-huan", done="da-bo-dong")


def _today(visit: Visit) -> date:
    return local(visit.parts.clock.now()).date()


def _one(visit: Visit, training_id: UUID, *, fault: Fault | None = None, typed: tuple[str, str] = ("", "")) -> Response:
    found = training(visit.session, visit.commune_id, training_id)
    values = {
        "found": found,
        "day": day_of_year(found.content.held_on),
        "is_over": found.content.held_on < _today(visit),
        "theme": word("theme", found.content.theme.value),
        "results": results_on(visit.session, visit.parts.clock.now(), visit.commune_id, found.content.held_on),
        "materials": materials_of(visit.session, visit.commune_id, training_id),
        "fault": fault,
        "typed": typed,
    }
    return visit.page("trainings/one.html", values)


def _refused(visit: Visit, form: TrainingFields, error: AppError, *, training_id: UUID | None = None) -> Response:
    return _form(visit, form, training_id=training_id, fault=visit.fault(error, str(error.facts.get("name", ""))))


def _form(visit: Visit, form: TrainingFields, *, training_id: UUID | None = None, fault: Fault | None = None) -> Response:
    known = zones(visit.session, visit.commune_id)
    villages = [each.path for each in known if each.level in _VILLAGES] or [each.path for each in known[:1]]
    values = {
        "form": form,
        "rows": form.rows(villages),
        "to": "/tap-huan/moi" if training_id is None else f"/tap-huan/{training_id}/sua",
        "back": "/tap-huan" if training_id is None else f"/tap-huan/{training_id}",
        "kinds": [(each.value, word("session_kind", each.value)) for each in SessionKind],
        "theme": form.proposed(_today(visit)) or form.theme,
        "themes": [*([] if form.theme else [("", "Chọn chủ đề")]), *((each.value, word("theme", each.value)) for each in Theme)],
        "fault": fault,
    }
    return visit.page("trainings/write.html", values)
