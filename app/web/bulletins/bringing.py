"""A file's text into the form: Word, PDF, an old text. What was typed stays above it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response, UploadFile

from app.bulletins import latest
from app.desk import documents as acts
from app.documents import as_script
from app.errors import AppError
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.writing import Stored, shown, with_proposals
from app.web.shared.asking import Page
from app.web.shared.visit import Visit, Visiting

router = APIRouter(prefix="/ban-tin/tep", route_class=Page)


class FileFields(BulletinFields):
    """The form with its file."""

    file: UploadFile | None = None


@router.post("/moi")
def post_new(
    _turn: ReadingTurn, visit: Visiting, form: Annotated[FileFields, Form(media_type="multipart/form-data")]
) -> Response:
    """Into the form of a new bulletin."""
    return _brought(visit, form, Stored())


@router.post("/{bulletin_id}")
def post_stored(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin_id: UUID,
    form: Annotated[FileFields, Form(media_type="multipart/form-data")],
) -> Response:
    """Into the form of one that is kept."""
    return _brought(visit, form, Stored(latest(visit.session, visit.commune_id, BulletinId(bulletin_id))))


def _brought(visit: Visit, form: FileFields, stored: Stored) -> Response:
    data, name = (form.file.file.read(), form.file.filename or "") if form.file is not None else (b"", "")
    try:
        found = acts.bring(visit.actor, data, name)
    except AppError as error:
        return shown(visit, form, stored, fault=visit.fault(error, "file"))
    before = form.script.rstrip()
    script = f"{before}\n\n{as_script(found)}" if before else as_script(found)
    return shown(visit, with_proposals(visit, form.model_copy(update={"script": script})), stored, brought=found)
