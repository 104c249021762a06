"""Changes of the tree: a zone is renamed, moved, merged into another, or taken away with all that lies in it.

Each leaves the tree whole: no circle, each zone in one of a higher level, each path made of the names above it and held by one
zone alone. What others keep of a zone (its id, its path) follows by the `Rezoning` that each of them returns.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.db import of_commune
from app.errors import NotFoundError
from app.names import PATH_SEPARATOR, path_key
from app.tags import Tag, refuse_stale, tag_of
from app.units import CommuneId, ZoneId
from app.values import frozen
from app.zones.errors import RootZoneError, ZoneCircleError, ZoneExistsError
from app.zones.model import Zone
from app.zones.stations import leave_zones
from app.zones.tables import CommuneRow, ZoneRow
from app.zones.tree import clean_name, refuse_level, zone_of


@frozen
class Rezoning:
    """What stands now for each zone that changed: itself with its new path, the one it was merged into, or nothing."""

    after: Mapping[ZoneId, Zone | None]

    @property
    def gone(self) -> frozenset[ZoneId]:
        """The zones that are no more."""
        return frozenset(key for key, found in self.after.items() if found is None or found.id != key)

    @property
    def renamed(self) -> "Rezoning":
        """The same of zones that are still there."""
        return Rezoning({key: found for key, found in self.after.items() if found is not None and found.id == key})

    def refs(self, refs: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Zones as rows keep them (`id`, `path`), after the change; each once, without those that nothing stands for."""
        kept: dict[str, dict[str, Any]] = {}
        for ref in refs:
            key = ZoneId(UUID(ref["id"]))
            found = self.after.get(key)
            if found is not None:
                kept[str(found.id)] = {"id": str(found.id), "path": found.path}
            elif key not in self.after:
                kept[ref["id"]] = dict(ref)
        return list(kept.values())

    def ids(self, keys: Iterable[str]) -> list[str]:
        """The same for zones that are kept by their ids alone."""
        return [ref["id"] for ref in self.refs({"id": key, "path": ""} for key in keys)]


def relocate(
    session: Session, commune_id: CommuneId, zone_id: ZoneId, *, name: str, parent_id: ZoneId | None, tag: Tag
) -> Rezoning:
    """Rename a zone, or let it lie in another; what lies in it goes with it. parent_id None: of the root alone.

    Raises `NotFoundError`, `StaleError`, `BadZoneNameError`, `RootZoneError` (the root is renamed only), `ZoneCircleError`,
    `WrongLevelError`, `ZoneExistsError`.
    """
    rows = _rows(session, commune_id)
    row = _of(rows, zone_id)
    refuse_stale(tag, tag_of(row.revision), kind="zone", key=str(zone_id))
    if (parent_id is None) != (row.parent_id is None):
        raise RootZoneError
    name = clean_name(name)
    if parent_id is not None:
        _refuse_circle(rows, row, _of(rows, parent_id))
    row.name, row.parent_id, row.revision = name, parent_id, row.revision + 1
    if parent_id is None:
        session.get_one(CommuneRow, commune_id).name = name
    return _settled(session, rows)


def dissolve(session: Session, now: datetime, commune_id: CommuneId, zone_id: ZoneId, *, into: ZoneId) -> Rezoning:
    """Merge a zone into another: what lay in it lies there, and its name is free.

    Raises `NotFoundError`, `RootZoneError`, `ZoneCircleError`, `WrongLevelError`, and `ZoneExistsError` where both hold a zone
    of the same name.
    """
    rows = _rows(session, commune_id)
    row, target = _of(rows, zone_id), _of(rows, into)
    _refuse_root(row)
    _refuse_circle(rows, row, target)
    for each in rows.values():
        if each.parent_id == row.id:
            each.parent_id = target.id
    row.merged_into = target.id
    _leave(session, now, rows, [row])
    settled = _settled(session, rows)
    change = Rezoning({**settled.after, zone_id: zone_of(target)})
    leave_zones(session, commune_id, change.ids)
    return change


def abolish(session: Session, now: datetime, commune_id: CommuneId, zone_id: ZoneId) -> Rezoning:
    """Take a zone away with all that lies in it. Raises `NotFoundError`, `RootZoneError`."""
    rows = _rows(session, commune_id)
    _refuse_root(_of(rows, zone_id))
    gone = [row for row in rows.values() if zone_id in _upwards(rows, row)]
    _leave(session, now, rows, gone)
    change = Rezoning({ZoneId(row.id): None for row in gone})
    leave_zones(session, commune_id, change.ids)
    return change


def zones_gone_with(session: Session, commune_id: CommuneId, zone_id: ZoneId) -> tuple[ZoneId, ...]:
    """What `abolish` would take away, the zone first. Raises what it raises."""
    rows = _rows(session, commune_id, lock=False)
    _refuse_root(_of(rows, zone_id))
    below = [ZoneId(row.id) for row in rows.values() if zone_id in _upwards(rows, row) and row.id != zone_id]
    return (zone_id, *below)


def _rows(session: Session, commune_id: CommuneId, *, lock: bool = True) -> dict[UUID, ZoneRow]:
    """All zones of the commune; locked, so that no two changes of the tree cross."""
    query = of_commune(ZoneRow, commune_id).where(ZoneRow.left_at.is_(None)).order_by(ZoneRow.id)
    query = query.with_for_update().execution_options(populate_existing=True) if lock else query
    return {row.id: row for row in session.scalars(query)}


def _of(rows: Mapping[UUID, ZoneRow], zone_id: ZoneId) -> ZoneRow:
    if zone_id not in rows:
        raise NotFoundError(kind="zone", key=str(zone_id))
    return rows[zone_id]


def _upwards(rows: Mapping[UUID, ZoneRow], row: ZoneRow) -> list[UUID]:
    """A zone and all it lies in, up to the root, or to where damaged rows lead no further."""
    found = [row.id]
    while (at := rows.get(found[-1])) is not None and at.parent_id is not None and at.parent_id not in found:
        found.append(at.parent_id)
    return found


def _refuse_root(row: ZoneRow) -> None:
    if row.parent_id is None:
        raise RootZoneError


def _refuse_circle(rows: Mapping[UUID, ZoneRow], row: ZoneRow, target: ZoneRow) -> None:
    if row.id in _upwards(rows, target):
        raise ZoneCircleError(path=target.path)


def _leave(session: Session, now: datetime, rows: dict[UUID, ZoneRow], gone: Sequence[ZoneRow]) -> None:
    for row in gone:
        row.left_at = now
        del rows[row.id]
    session.flush()


def _settled(session: Session, rows: Mapping[UUID, ZoneRow]) -> Rezoning:
    """Write the paths as the tree has them; nothing that breaks a rule is written."""
    paths: dict[UUID, str] = {}
    taken: set[str] = set()
    for row in rows.values():
        if row.parent_id is not None:
            refuse_level(row.level, rows[row.parent_id].level)
        path = PATH_SEPARATOR.join(rows[key].name for key in reversed(_upwards(rows, row)))
        if path_key(path) in taken:
            raise ZoneExistsError(path=path)
        taken.add(path_key(path))
        paths[row.id] = path
    changed = [row for row in rows.values() if row.path != paths[row.id]]
    for row in changed:
        row.path_key = str(row.id)  # of nobody else: while they are written one by one, none stands in another's place
    session.flush()
    for row in changed:
        row.path, row.path_key = paths[row.id], path_key(paths[row.id])
    session.flush()
    return Rezoning({ZoneId(row.id): zone_of(row) for row in changed})
