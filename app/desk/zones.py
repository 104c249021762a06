"""The tree of zones: added to, changed, merged, and taken away with all that was for nothing else."""

from sqlalchemy.orm import Session

from app import dispatch
from app.accounts import Actor, Right
from app.bulletins import VersionKey
from app.desk.following import expand_and_replan, fill_again
from app.desk.office import Office
from app.dispatch import Receipt
from app.tags import Tag
from app.units import ZoneId
from app.zones import Level, Zone, add_zone, resolve, root_zone, zone


def add(office: Office, session: Session, actor: Actor, name: str, level: Level, *, parent: str | None) -> Zone:
    """Add a zone. parent: the path of the zone it lies in; None: the whole commune. Raises as `add_zone` and `resolve`."""
    actor.must(Right.COMMUNE)
    within = _named(session, actor, parent)
    return add_zone(session, office.clock, actor, parent_id=within.id, level=level, name=name)


def change(office: Office, session: Session, actor: Actor, zone_id: ZoneId, name: str, *, parent: str | None, tag: Tag) -> Zone:
    """Rename a zone, or let it lie in another; all that names it follows. tag: of the zone as it was seen.

    Raises what `app.dispatch.change_zone` raises.
    """
    actor.must(Right.COMMUNE)
    present = zone(session, actor.commune_id, zone_id)
    is_root = present.parent_id is None and not parent
    parent_id = None if is_root else _named(session, actor, parent).id
    changed = dispatch.change_zone(session, office.clock, actor, zone_id, name=name, parent_id=parent_id, tag=tag)
    expand_and_replan(office, session, actor.commune_id)
    return changed


def merge(
    office: Office, session: Session, actor: Actor, zone_id: ZoneId, *, into: str, may_reopen: bool
) -> tuple[Zone, list[VersionKey]]:
    """Merge a zone into the one with that path; its bulletins are approved anew, to which `may_reopen` agrees.

    Returns the zone and the new drafts. Raises what `app.dispatch.merge_zone` raises.
    """
    actor.must(Right.COMMUNE)
    zone(session, actor.commune_id, zone_id)
    target = resolve(session, actor.commune_id, [into])[0]
    merged = dispatch.merge_zone(session, office.clock, actor, zone_id, into=target.id, may_reopen=may_reopen)
    expand_and_replan(office, session, actor.commune_id)
    return merged


def remove(office: Office, actor: Actor, zone_id: ZoneId) -> Receipt:
    """Take a zone away with all that lies in it: what was for nothing else is silent at once. Raises as the silencer."""
    actor.must(Right.COMMUNE)
    receipt = office.silencer.remove_zone(actor, zone_id)
    fill_again(office, actor.commune_id)
    return receipt


def _named(session: Session, actor: Actor, path: str | None) -> Zone:
    return resolve(session, actor.commune_id, [path])[0] if path else root_zone(session, actor.commune_id)
