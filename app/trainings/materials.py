"""What a session is taught with: addresses of the web, and files, few and of the kinds that lessons have."""

from pathlib import PurePath
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, owned, present, readable
from app.errors import NotFoundError
from app.links import is_web_address
from app.names import tidy
from app.trainings.errors import MaterialFullError, MaterialLinkError, MaterialNameError
from app.trainings.tables import TrainingMaterialRow, TrainingRow
from app.units import CommuneId, Sha256, new_id
from app.values import frozen

MOST_BYTES = 20_000_000
MOST = 20
KINDS = (".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".txt", ".jpg", ".jpeg", ".png", ".mp3")
_LONGEST_LINK = 500
_LONGEST_TITLE = 200


@frozen
class Material:
    """One of them: an address, or a file of `size` bytes."""

    id: UUID
    title: str
    address: str | None
    file: Sha256 | None
    size: int | None


def materials_of(session: Session, commune_id: CommuneId, training_id: UUID) -> list[Material]:
    """Those of a session, as they came."""
    query = of_commune(TrainingMaterialRow, commune_id).where(TrainingMaterialRow.training_id == training_id)
    return readable(session, query.order_by(TrainingMaterialRow.id), _material)


def file_of(session: Session, commune_id: CommuneId, material_id: UUID) -> tuple[Sha256, str]:
    """A file in the store of files, and its name. Raises `NotFoundError`, also for an address."""
    row = owned(session, TrainingMaterialRow, material_id, commune_id, kind="material")
    if row.file_sha256 is None:
        raise NotFoundError(kind="material", key=str(material_id))
    return Sha256(row.file_sha256), row.title


def add_link(session: Session, clock: Clock, actor: Actor, training_id: UUID, *, title: str, address: str) -> Material:
    """Name an address of the web. Raises `MaterialLinkError`, `MaterialFullError`, `NotFoundError`."""
    address = address.strip()
    if not is_web_address(address) or len(address) > _LONGEST_LINK:
        raise MaterialLinkError(limit=_LONGEST_LINK)
    title = tidy(title)
    if len(title) > _LONGEST_TITLE or not title.isprintable():
        raise MaterialLinkError(limit=_LONGEST_TITLE)
    return _add(session, clock, actor, training_id, title=title or address, address=address)


def refuse_file(file_name: str, size: int) -> str:
    """The name of a file as it is kept. size: bytes. Raises `MaterialNameError`."""
    name = tidy(PurePath(file_name.replace("\\", "/")).name)[-_LONGEST_TITLE:]
    if not name.lower().endswith(KINDS) or not name.isprintable() or not 0 < size <= MOST_BYTES:
        raise MaterialNameError(file_name=name, kinds=" ".join(KINDS), limit_bytes=MOST_BYTES)
    return name


def add_file(
    session: Session, clock: Clock, actor: Actor, training_id: UUID, *, name: str, stored: tuple[Sha256, int]
) -> Material:
    """Keep a stored file of that name, with its size. Raises `MaterialFullError`, `NotFoundError`."""
    return _add(session, clock, actor, training_id, title=name, file_sha256=stored[0], size=stored[1])


def remove_material(session: Session, clock: Clock, actor: Actor, material_id: UUID) -> None:
    """Take one away. Raises `NotFoundError`."""
    row = owned(session, TrainingMaterialRow, material_id, actor.commune_id, kind="material")
    session.delete(row)
    session.flush()
    record_act(session, clock.now(), actor, "remove_material", subject="training", subject_id=row.training_id, title=row.title)


def _add(session: Session, clock: Clock, actor: Actor, training_id: UUID, **said: str | int | None) -> Material:
    present(session, TrainingRow, training_id, actor.commune_id, kind="training", lock=True)
    mine = select(func.count()).select_from(TrainingMaterialRow).where(TrainingMaterialRow.training_id == training_id)
    if (session.scalar(mine) or 0) >= MOST:
        raise MaterialFullError(most=MOST)
    row = TrainingMaterialRow(id=new_id(), commune_id=actor.commune_id, training_id=training_id, **said)
    session.add(row)
    session.flush()
    record_act(session, clock.now(), actor, "add_material", subject="training", subject_id=training_id, title=row.title)
    return _material(row)


def _material(row: TrainingMaterialRow) -> Material:
    return Material(row.id, row.title, row.address, Sha256(row.file_sha256) if row.file_sha256 else None, row.size)
