"""The public page: open or closed, and what is taken off it."""

from sqlalchemy.orm import Session

from app import publicity
from app.accounts import Actor, Right, record_act
from app.desk.office import Office, Timed
from app.publicity import PublicPage
from app.tags import Tag
from app.units import VersionId


def set_page(
    office: Office, session: Session, actor: Actor, *, is_open: bool, contact: str, reply_days: int, tag: Tag
) -> PublicPage:
    """Open or close the page, and say how the station is reached. Raises `StaleError`."""
    actor.must(Right.COMMUNE)
    return publicity.set_page(session, office.clock, actor, is_open=is_open, contact=contact, reply_days=reply_days, tag=tag)


def take_out(office: Timed, session: Session, actor: Actor, *, files: int, address: str) -> None:
    """Put it on record that the page was written as files for another host."""
    actor.must(Right.LOOK)
    now, key = office.clock.now(), actor.commune_id
    record_act(session, now, actor, "take_out", subject="public_page", subject_id=key, files=files, address=address)


def withhold(office: Office, session: Session, actor: Actor, version_id: VersionId) -> None:
    """Take a publication off the page at once. Raises `NotFoundError`."""
    actor.must(Right.SILENCE)
    publicity.withhold(session, office.clock, actor, version_id)


def show(office: Office, session: Session, actor: Actor, version_id: VersionId) -> None:
    """Let a publication be shown: who answers for what is said says so. Raises `NotFoundError`."""
    actor.must(Right.APPROVE)
    publicity.show(session, office.clock, actor, version_id)
