"""Training sessions: entered, invited to, who came, what they were taught with, and the sheet that is signed."""

from uuid import UUID

from sqlalchemy.orm import Session

from app import trainings
from app.accounts import Actor, Right, record_act
from app.bulletins import VersionKey
from app.desk.bulletins import refuse_named
from app.desk.office import Office
from app.desk.recordings import Upload
from app.tags import Tag
from app.trainings import MOST_BYTES, Material, Training, TrainingContent


def add(office: Office, session: Session, actor: Actor, wanted: TrainingContent) -> Training:
    """Enter a session. Raises what `app.trainings.add_training` raises."""
    actor.must(Right.WRITE)
    return trainings.add_training(session, office.clock, actor, wanted)


def change(office: Office, session: Session, actor: Actor, training_id: UUID, *, wanted: TrainingContent, tag: Tag) -> Training:
    """Write a session anew, as when it is known how many came. Raises what `app.trainings.change_training` raises."""
    actor.must(Right.WRITE)
    return trainings.change_training(session, office.clock, actor, training_id, wanted=wanted, tag=tag)


def remove(office: Office, session: Session, actor: Actor, training_id: UUID, *, tag: Tag) -> None:
    """Take back what was entered by mistake. Raises `NotFoundError`, `StaleError`."""
    actor.must(Right.WRITE)
    trainings.remove_training(session, office.clock, actor, training_id, tag=tag)


def invite(office: Office, session: Session, actor: Actor, training_id: UUID) -> VersionKey:
    """Write the bulletin that invites to a session, as a draft.

    Raises what `app.trainings.invite` and `refuse_named` raise.
    """
    actor.must(Right.WRITE)
    return refuse_named(session, actor.commune_id, trainings.invite(session, office.clock, actor, training_id))


def forget_attendees(office: Office, session: Session, actor: Actor, training_id: UUID) -> Training:
    """Forget the names on a sheet; the numbers stay. Raises `NotFoundError`."""
    actor.must(Right.WRITE)
    return trainings.forget_attendees(session, office.clock, actor, training_id)


def take_sheet(office: Office, session: Session, actor: Actor, training_id: UUID) -> Training:
    """A session for its sheet, which names who is to come; put on record, as what is taken out. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    found = trainings.training(session, actor.commune_id, training_id)
    facts = {"topic": found.content.topic}
    record_act(session, office.clock.now(), actor, "take_out", subject="training_sheet", subject_id=training_id, **facts)
    return found


def add_link(office: Office, session: Session, actor: Actor, training_id: UUID, *, title: str, address: str) -> Material:
    """Name an address of the web that a session is taught with. Raises what `app.trainings.add_link` raises."""
    actor.must(Right.WRITE)
    return trainings.add_link(session, office.clock, actor, training_id, title=title, address=address)


def add_file(office: Office, session: Session, actor: Actor, training_id: UUID, upload: Upload) -> Material:
    """Keep a file that a session is taught with. Raises `MaterialNameError`, `MaterialFullError`, `NotFoundError`."""
    actor.must(Right.WRITE)
    trainings.training(session, actor.commune_id, training_id)
    data = upload.file.read(MOST_BYTES + 1)
    name = trainings.refuse_file(upload.file_name, len(data))
    stored = office.studio.files.put(data), len(data)
    return trainings.add_file(session, office.clock, actor, training_id, name=name, stored=stored)


def remove_material(office: Office, session: Session, actor: Actor, material_id: UUID) -> None:
    """Take away what a session is taught with. Raises `NotFoundError`."""
    actor.must(Right.WRITE)
    trainings.remove_material(session, office.clock, actor, material_id)
