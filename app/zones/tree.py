"""The tree of zones: commune, old commune, village, hamlet, cluster of speakers."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.clock import Clock
from app.db import of_commune, present, read_once, readable, readable_one
from app.errors import NotFoundError
from app.names import PATH_SEPARATOR, called, name_key, path_key, tidy
from app.tags import tag_of
from app.units import CommuneId, ZoneId, new_id
from app.values import frozen
from app.zones.errors import AmbiguousZoneError, BadZoneNameError, UnknownZoneError, WrongLevelError, ZoneExistsError
from app.zones.model import Commune, Level, Zone
from app.zones.tables import CommuneRow, ZoneRow

LONGEST_NAME = 120
_ORDER = list(Level)


@read_once
def commune(session: Session, commune_id: CommuneId) -> Commune:
    """The commune itself. Raises `NotFoundError`, `RowUnreadableError`."""
    found = readable_one(session, select(CommuneRow).where(CommuneRow.id == commune_id), commune_of)
    if found is None:
        raise NotFoundError(kind="commune", key=str(commune_id))
    return found


def communes(session: Session) -> list[Commune]:
    """Every commune of the installation that is not closed, the oldest first."""
    return readable(session, select(CommuneRow).where(CommuneRow.closed_at.is_(None)).order_by(CommuneRow.id), commune_of)


def commune_of(row: CommuneRow) -> Commune:
    """The commune of a row."""
    home = CommuneId(row.home_id) if row.home_id is not None else None
    return Commune(CommuneId(row.id), row.name, row.is_sandbox, home)


def commune_called(session: Session, name: str) -> Commune:
    """The commune with this name; without a name the only one there is, where people practise left aside.

    Raises `NotFoundError`.
    """
    found = [each for each in communes(session) if not name or name_key(each.name) == name_key(name)]
    if not name:
        found = [each for each in found if not each.is_sandbox] or found
    if len(found) != 1:
        raise NotFoundError(kind="commune", key=name)
    return found[0]


def zones(session: Session, commune_id: CommuneId) -> list[Zone]:
    """All zones of the commune, by path: each before what lies in it."""
    return list(_zones(session, commune_id))


@read_once
def _zones(session: Session, commune_id: CommuneId) -> tuple[Zone, ...]:
    query = of_commune(ZoneRow, commune_id).where(ZoneRow.left_at.is_(None)).order_by(ZoneRow.path_key)
    return tuple(readable(session, query, zone_of))


def zone_paths(session: Session, commune_id: CommuneId) -> dict[ZoneId, str]:
    """What the zones of the commune are called, also those that are no more, as they were called last."""
    return dict(_paths(session, commune_id))


def village_names(session: Session, commune_id: CommuneId) -> dict[str, str]:
    """What each village and hamlet there is is called, by its path."""
    return {each.path: each.name for each in zones(session, commune_id) if each.level in {Level.VILLAGE, Level.HAMLET}}


@read_once
def _paths(session: Session, commune_id: CommuneId) -> tuple[tuple[ZoneId, str], ...]:
    rows = session.execute(select(ZoneRow.id, ZoneRow.path).where(ZoneRow.commune_id == commune_id))
    return tuple((ZoneId(row.id), row.path) for row in rows)


@frozen
class PastZone:
    """A zone that is no more. above: what it lay in, itself first; into: what took it in, as that is called last, or nothing."""

    id: ZoneId
    path: str
    level: Level
    above: frozenset[ZoneId]
    left_at: datetime
    into: str


def past_zones(session: Session, commune_id: CommuneId, since: datetime) -> list[PastZone]:
    """Those that left the tree at `since` or later, by path."""
    rows = {row.id: row for row in session.scalars(select(ZoneRow).where(ZoneRow.commune_id == commune_id))}

    def above(row: ZoneRow) -> frozenset[ZoneId]:
        found: list[UUID] = []
        at: UUID | None = row.id
        while at is not None and at not in found:
            found.append(at)
            at = rows[at].parent_id
        return frozenset(map(ZoneId, found))

    gone = [(row, row.left_at) for row in rows.values() if row.left_at is not None and row.left_at >= since]
    return [
        PastZone(ZoneId(row.id), row.path, row.level, above(row), left, rows[row.merged_into].path if row.merged_into else "")
        for row, left in sorted(gone, key=lambda each: (each[0].path_key, each[0].id))
    ]


def zone(session: Session, commune_id: CommuneId, zone_id: ZoneId) -> Zone:
    """One zone. Raises `NotFoundError`."""
    return zone_of(_row(session, commune_id, zone_id))


def root_zone(session: Session, commune_id: CommuneId) -> Zone:
    """The zone that is the whole commune. Raises `NotFoundError`."""
    query = of_commune(ZoneRow, commune_id).where(ZoneRow.parent_id.is_(None), ZoneRow.left_at.is_(None))
    row = session.scalars(query).one_or_none()
    if row is None:
        raise NotFoundError(kind="commune", key=str(commune_id))
    return zone_of(row)


def resolve(session: Session, commune_id: CommuneId, names: Iterable[str]) -> list[Zone]:
    """The zones that people call `names` (by the path, or its end where no other has it), in their order, each once.

    Raises `UnknownZoneError`, `AmbiguousZoneError` for the first that names none or several.
    """
    known = {each.path: each for each in zones(session, commune_id)}
    return list(dict.fromkeys(known[_one_path(name.strip(), known)] for name in names))


def _one_path(said: str, paths: Collection[str]) -> str:
    match called(said, paths):
        case [path]:
            return path
        case []:
            raise UnknownZoneError(path=said)
        case several:
            raise AmbiguousZoneError(path=said, choices="; ".join(f"«{path}»" for path in several))


class ZoneTree:
    """The zones of a commune as they lie in each other; the one place where a zone becomes several."""

    def __init__(self, known: Iterable[Zone]) -> None:
        """All zones of the commune."""
        self._parents = {each.id: each.parent_id for each in known}
        self._below: dict[ZoneId | None, list[ZoneId]] = {}
        for zone_id, parent_id in self._parents.items():
            self._below.setdefault(parent_id, []).append(zone_id)

    def within(self, zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
        """`zone_ids` together with every zone that lies in them: where a programme for them is heard."""
        found: set[ZoneId] = set()
        open_ids = [zone_id for zone_id in zone_ids if zone_id in self._parents]
        while open_ids:
            zone_id = open_ids.pop()
            if zone_id not in found:
                found.add(zone_id)
                open_ids += self._below.get(zone_id, [])
        return frozenset(found)

    def warned(self, served: Iterable[ZoneId], zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
        """The zones whose outputs sound a warning for `zone_ids` at a station that serves `served`; none of its places: empty.

        Those zones, all that lies in them, and all that they lie in: better warned in the whole village than not in the one
        cluster whose loudspeakers hang on an output of the village.
        """
        wanted = self.within(zone_ids)
        if wanted.isdisjoint(self.within(served)):
            return frozenset()
        found = set(wanted)
        for zone_id in wanted:
            above = self._parents[zone_id]
            while above is not None and above not in found:
                found.add(above)
                above = self._parents.get(above)  # not there: a zone whose row cannot be read
        return frozenset(found)


@read_once
def zone_tree(session: Session, commune_id: CommuneId) -> ZoneTree:
    """The tree as it is now."""
    return ZoneTree(zones(session, commune_id))


def zones_within(session: Session, commune_id: CommuneId, zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
    """`zone_ids` of the commune together with every zone that lies in them."""
    return zone_tree(session, commune_id).within(zone_ids)


class MergedZones:
    """Zones that were merged into others. A PC's outputs are set to zones by their ids, and nobody goes there for a merge."""

    def __init__(self, into: Mapping[ZoneId, ZoneId]) -> None:
        """into: of each that is no more the one that took it in, which may be no more either."""
        self._into = into

    def named(self, zone_ids: Iterable[ZoneId]) -> frozenset[ZoneId]:
        """`zone_ids` together with all that was merged into one of them, as a station is told of places."""
        wanted = frozenset(zone_ids)
        return wanted | {each for each in self._into if self._present(each) in wanted}

    def _present(self, zone_id: ZoneId) -> ZoneId:
        for _ in self._into:  # no longer than there are zones: damaged rows may name each other
            if zone_id not in self._into:
                break
            zone_id = self._into[zone_id]
        return zone_id


def merged_zones(session: Session, commune_id: CommuneId) -> MergedZones:
    """What was merged in the commune."""
    query = select(ZoneRow.id, ZoneRow.merged_into).where(ZoneRow.commune_id == commune_id, ZoneRow.merged_into.is_not(None))
    return MergedZones({ZoneId(row.id): ZoneId(row.merged_into) for row in session.execute(query)})


def add_zone(session: Session, clock: Clock, actor: Actor, *, parent_id: ZoneId, level: Level, name: str) -> Zone:
    """Add a zone below another of the actor's commune.

    Raises `NotFoundError` (parent), `BadZoneNameError`, `WrongLevelError`, `ZoneExistsError`.
    """
    parent = _row(session, actor.commune_id, parent_id, lock=True)
    refuse_level(level, parent.level)
    made = insert_zone(session, clock, actor.commune_id, parent=zone_of(parent), level=level, name=name)
    record_act(session, clock.now(), actor, "add_zone", subject="zone", subject_id=made.id, path=made.path, level=level.value)
    return made


def insert_zone(session: Session, clock: Clock, commune_id: CommuneId, *, parent: Zone | None, level: Level, name: str) -> Zone:
    """Write the row of a zone, checked for its name alone."""
    clean = clean_name(name)
    path = clean if parent is None else f"{parent.path}{PATH_SEPARATOR}{clean}"
    query = select(ZoneRow.id).where(
        ZoneRow.commune_id == commune_id, ZoneRow.path_key == path_key(path), ZoneRow.left_at.is_(None)
    )
    if session.scalar(query) is not None:
        raise ZoneExistsError(path=path)
    row = ZoneRow(
        id=new_id(),
        commune_id=commune_id,
        parent_id=parent.id if parent else None,
        level=level,
        name=clean,
        path=path,
        path_key=path_key(path),
        revision=1,
        created_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return zone_of(row)


def clean_name(name: str) -> str:
    """A zone's name as it is kept. Raises `BadZoneNameError`."""
    clean = tidy(name)
    if not clean or len(clean) > LONGEST_NAME or "/" in clean or ";" in clean or not clean.isprintable():
        raise BadZoneNameError(name=name[:LONGEST_NAME])
    return clean


def refuse_level(level: Level, parent: Level) -> None:
    """Raises `WrongLevelError` for a zone of `level` in one of `parent`'s."""
    if _ORDER.index(level) <= _ORDER.index(parent):
        raise WrongLevelError(level=level.value, parent_level=parent.value)


def zone_of(row: ZoneRow) -> Zone:
    """The value of a row."""
    parent = ZoneId(row.parent_id) if row.parent_id else None
    return Zone(id=ZoneId(row.id), parent_id=parent, level=row.level, name=row.name, path=row.path, tag=tag_of(row.revision))


def _row(session: Session, commune_id: CommuneId, zone_id: ZoneId, *, lock: bool = False) -> ZoneRow:
    return present(session, ZoneRow, zone_id, commune_id, kind="zone", lock=lock)
