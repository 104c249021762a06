"""One act on several versions: all of them or none, and each that refuses it is named with why."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy.orm import Session

from app.bulletins.revision import version_row
from app.errors import AppError, ConflictError, InvalidError, RefusedError
from app.units import BulletinId, CommuneId
from app.words import sentence

_Done = TypeVar("_Done")


class Place(NamedTuple):
    """A version, by its bulletin and its number."""

    bulletin_id: BulletinId
    number: int


def all_or_none(
    session: Session,
    commune_id: CommuneId,
    places: Sequence[Place],
    act: Callable[[int], _Done],
    none: Callable[[str], ConflictError],
) -> list[_Done]:
    """Do `act` with each index of `places`, taken in one order lest two persons wait for each other.

    none: the error that names all who refuse; what was done before it is raised is not to be kept. Raises it, `NotFoundError`.
    """
    done, refused = dict[int, _Done](), list[str]()
    for index in sorted(range(len(places)), key=lambda index: places[index]):
        try:
            done[index] = act(index)
        except (ConflictError, InvalidError, RefusedError) as error:
            refused.append(_said(session, commune_id, places[index], error))
    if refused:
        raise none("; ".join(refused))
    return [done[index] for index in range(len(places))]


def _said(session: Session, commune_id: CommuneId, place: Place, error: AppError) -> str:
    title = version_row(session, commune_id, *place).title
    why = sentence(error.code, error.facts).title
    return f"«{title}», phiên bản {place.number}: {why[:1].lower()}{why[1:]}"
