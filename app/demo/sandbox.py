"""Founds a sandbox commune, with sample bulletins whose validity is moved to now. Its output is a folder: nothing sounds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from app.accounts import Actor, Role, add_person, issue_token
from app.bulletins import (
    BulletinFile,
    Content,
    Kind,
    Priority,
    Theme,
    approve,
    create,
    delivery,
    formal_of,
    parse_bulletin_file,
    spoken_script,
    submit,
)
from app.calendar import recurrence
from app.clock import COMMUNE_ZONE, Clock, local
from app.playout import QuietHours
from app.speech import VoiceChain
from app.timetable import Wanted, add_slot, regulation, set_regulation
from app.units import BulletinId, CommuneId, ZoneId
from app.values import frozen
from app.zones import Founding, Level, add_zone, found_commune, set_one_officer

COMMUNE = "xã Liên An"
EDITOR, APPROVER = "Nguyễn Thu", "Trần Minh Khôi"
REGULATION = "Quy chế tập luyện"
FORMER_COMMUNES = ("Liên Hòa cũ", "An Phú cũ", "Thái Sơn cũ")
SAMPLE_AT = time(16, 45)
"""When the sample slot begins."""
DAY = (7, 19)
"""Hours of local time between which one who practises is far from the night."""
APPROVED = 2
"""So many of the samples may be heard at once."""
VALID_FOR = timedelta(days=60)
_SAMPLES = Path(__file__).parent / "samples"


@frozen
class Sandbox:
    """What was founded. editor_token, approver_token: of the two sample people, shown once."""

    commune_id: CommuneId
    commune: str
    editor_token: str
    approver_token: str
    bulletins: int


@frozen
class Furnished:
    """What a commune was given to practise on. bulletins: the samples, those that are approved first."""

    editor: Actor
    approver: Actor
    bulletins: Sequence[BulletinId]


def sample_files() -> list[Path]:
    """The sample bulletins, by name."""
    return sorted(_SAMPLES.glob("*.txt"))


def found_sandbox(session: Session, clock: Clock, chain: VoiceChain) -> Sandbox:
    """Found the sandbox: zones, regulation, two people, the samples as drafts, two of them approved and on the timetable."""
    founding = found_commune(session, clock, name=COMMUNE, admin="Quản trị tập luyện", is_sandbox=True)
    set_one_officer(session, clock, founding.admin, one_officer=False)
    furnished = furnish(session, clock, founding, chain)
    daily = recurrence("FREQ=DAILY", SAMPLE_AT, local(clock.now()).date())
    add_slot(session, clock, furnished.editor, Wanted("Bản tin chiều", daily, furnished.bulletins[:APPROVED], "ban-tin"))
    editor, approver = (
        issue_token(session, clock, founding.admin, person_id=each.own_id, label="demo").secret
        for each in (furnished.editor, furnished.approver)
    )
    return Sandbox(founding.commune_id, COMMUNE, editor, approver, len(furnished.bulletins))


def furnish(session: Session, clock: Clock, founding: Founding, chain: VoiceChain) -> Furnished:
    """Give a commune just founded zones, hours, two people and the samples as drafts, the first of them approved."""
    _zones(session, clock, founding.admin, founding.root.id)
    open_hours(session, clock, founding.admin)
    editor = _person(session, clock, founding.admin, EDITOR, Role.EDITOR)
    approver = _person(session, clock, founding.admin, APPROVER, Role.APPROVER)
    begin = datetime.combine(local(clock.now()).date(), time(), COMMUNE_ZONE)
    kept = [_keep(session, clock, editor, file, begin) for file in map(_read, sample_files())]
    for each in kept[:APPROVED]:
        _approve(session, clock, (editor, approver), each, chain=chain)
    return Furnished(editor, approver, [bulletin_id for bulletin_id, _ in kept])


def open_hours(session: Session, clock: Clock, actor: Actor) -> None:
    """Give the sandbox a regulation under which one may practise now: its one quiet hour lies on the far side of the day.

    It is after midnight or after midday, when neither the sample slot nor a step of a campaign is on air.
    """
    hours = QuietHours(time(1), time(2)) if DAY[0] <= local(clock.now()).hour < DAY[1] else QuietHours(time(13), time(14))
    present = regulation(session, actor.commune_id)
    wanted = replace(present, number=REGULATION, quiet_hours=hours, daily_minutes=None, slot_minutes=None)
    set_regulation(session, clock, actor, wanted, dated=local(clock.now()).date(), tag=present.tag)


def _zones(session: Session, clock: Clock, actor: Actor, root_id: ZoneId) -> None:
    former = {
        name: add_zone(session, clock, actor, parent_id=root_id, level=Level.FORMER_COMMUNE, name=name)
        for name in FORMER_COMMUNES
    }
    add_zone(session, clock, actor, parent_id=former["Thái Sơn cũ"].id, level=Level.VILLAGE, name="thôn Đông Trang")


def _person(session: Session, clock: Clock, admin: Actor, name: str, role: Role) -> Actor:
    may_alarm = role is Role.APPROVER
    person_id = add_person(session, clock, admin, name=name, roles={role}, may_alarm=may_alarm)
    return Actor(admin.commune_id, person_id, name, roles=frozenset({role}), may_alarm=may_alarm)


def _read(path: Path) -> BulletinFile:
    return parse_bulletin_file(path.read_bytes())


def _keep(session: Session, clock: Clock, editor: Actor, file: BulletinFile, begin: datetime) -> tuple[BulletinId, BulletinFile]:
    header = file.header
    content = Content(
        script=file.script,
        title=header.title,
        kind=header.kind or Kind.NOTICE,
        theme=header.theme or Theme.REVIEW,
        priority=header.priority or Priority.NORMAL,
        zones=[zone.removeprefix(f"{COMMUNE} / ") for zone in header.zones if zone != COMMUNE],  # whatever this one is called
        valid_from=begin,
        valid_to=begin + VALID_FOR,
        legal_basis=header.legal_basis,
    )
    return create(session, clock, editor, content).bulletin_id, file


def _approve(
    session: Session, clock: Clock, people: tuple[Actor, Actor], kept: tuple[BulletinId, BulletinFile], *, chain: VoiceChain
) -> None:
    (editor, approver), (bulletin_id, file) = people, kept
    kind, priority = file.header.kind or Kind.NOTICE, file.header.priority or Priority.NORMAL
    spoken = spoken_script(file.script, formal=formal_of(kind, priority), accent=chain.accent)
    manner = delivery(chain, priority)
    submit(session, clock, editor, bulletin_id, 1, spoken=spoken, delivery=manner)
    approve(session, clock, approver, bulletin_id, 1)


def sample_text(name: str, clock: Clock) -> bytes:
    """A sample bulletin file with its validity moved to begin today."""
    today = local(clock.now()).date()
    moved = {"valid_from": today, "valid_to": today + VALID_FOR}
    lines = (_SAMPLES / name).read_text(encoding="utf-8").split("\n")
    end = lines.index("")
    header = [f"{key}: {moved[key]}" if (key := line.partition(":")[0]) in moved else line for line in lines[:end]]
    return "\n".join([*header, *lines[end:]]).encode()
