"""The bulletin that invites to a session: a draft in one act, over at the minute it begins."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, record_act
from app.bulletins import Content, VersionKey, create, parse_script
from app.clock import COMMUNE_ZONE, Clock
from app.db import present
from app.trainings.errors import TrainingInvitedError, TrainingOverError
from app.trainings.model import SessionKind
from app.trainings.stored import training
from app.trainings.tables import TrainingRow
from app.words import day_of_year, hour_said, weekday
from app.zones import commune, zone

_CALLED = {SessionKind.TRAINING: ("tập huấn", "buổi tập huấn"), SessionKind.MEETINGS: ("họp", "cuộc họp")}
"""What one is invited to, in its heading and in its sentence."""
_TEXT = """THÔNG BÁO
Về việc mời dự {what}

Đài truyền thanh {commune} kính mời bà con {whom} đến dự {session}: {topic}.
Thời gian: {at}, {weekday}, ngày {day}.
Địa điểm: {place}.
Kính mời bà con đến đông đủ, đúng giờ.
"""


def invite(session: Session, clock: Clock, actor: Actor, training_id: UUID) -> VersionKey:
    """Write the draft, for the villages the session is for.

    Raises `TrainingInvitedError`, `TrainingOverError`, `NotFoundError`, and what `app.bulletins.create` raises.
    """
    row = present(session, TrainingRow, training_id, actor.commune_id, kind="training", lock=True)
    content = training(session, actor.commune_id, training_id).content
    if row.bulletin_id is not None:
        raise TrainingInvitedError(topic=content.topic)
    begins = datetime.combine(content.held_on, content.at, COMMUNE_ZONE)
    if begins <= clock.now():
        raise TrainingOverError(topic=content.topic)
    zones = [zone(session, actor.commune_id, each.zone_id) for each in content.villages if each.zone_id is not None]
    what, named = _CALLED[content.kind]
    said = _TEXT.format(
        what=what,
        session=named,
        commune=commune(session, actor.commune_id).name,
        whom=", ".join(each.name for each in zones) or "trong xã",
        topic=content.topic,
        at=hour_said(begins),
        weekday=weekday(begins),
        day=day_of_year(content.held_on),
        place=content.place,
    )
    made = create(
        session,
        clock,
        actor,
        Content(
            script=parse_script(said),
            title=f"Mời dự {what}: {content.topic}",
            theme=content.theme,
            zones=[each.path for each in zones],
            valid_from=clock.now(),
            valid_to=begins,
        ),
    )
    row.bulletin_id, row.revision = made.bulletin_id, row.revision + 1
    session.flush()
    record_act(session, clock.now(), actor, "invite", subject="training", subject_id=row.id, topic=row.topic)
    return made
