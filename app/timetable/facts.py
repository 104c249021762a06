"""The present facts about a commune's occurrences, asked of the database together, however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.airing import WAITING
from app.bulletins import (
    Kind,
    VersionFacts,
    altered_versions,
    deciding_versions,
    greetings,
    slogan_versions,
    slogans,
    version_facts,
)
from app.db import readable
from app.playout import BlockedReason, OccurrenceState, Rules
from app.programmes import RenderingFacts, has_slogans, is_surrounded, renderings_of, sound_ends
from app.timetable.assessment import (
    NOTHING,
    Content,
    Day,
    assess,
    cells,
    content_at,
    elsewhere_of,
    greeting_at,
    zones_below,
    zones_of,
)
from app.timetable.edits import with_edits
from app.timetable.model import CELLS, Edit, LeftOut, Part, Slot
from app.timetable.regulation import present_rules
from app.timetable.rotation import NEAR, Turns, between, fitting
from app.timetable.slots import slot_of
from app.timetable.tables import OccurrenceRow, SlotRow
from app.units import BulletinId, CommuneId, RenderingId, Sha256, SlotId, VersionId, ZoneId
from app.values import frozen
from app.zones import zones

SOUNDED = (OccurrenceState.ON_AIR, OccurrenceState.AIRED, OccurrenceState.INTERRUPTED)
LOOK_BACK = timedelta(days=1)
"""What was prepared is left to the station's log for so long after its start; what was not is blocked at once."""
LONGEST_PROGRAMME = timedelta(hours=1)
"""What begins this long before a time of mourning is made for it, unless its slot is shorter."""
_REMEMBERED = timedelta(days=32)
"""So long a slogan counts as heard: as long as it takes a slot that airs once a month to come again."""
_EVER = datetime.max.replace(tzinfo=UTC)


@frozen
class Facts:
    """What decides about a commune's occurrences, as it stands now.

    surrounded: templates with words or sounds of their own. slogans: approved ones, where a template has them between bulletins;
    sharing: the slots of these templates. approved: the hash of each version's approval.
    """

    slots: Mapping[UUID, Slot]
    edits: Mapping[SlotId, Mapping[date, Edit]]
    versions: Mapping[BulletinId, VersionFacts]
    below: Mapping[ZoneId, frozenset[ZoneId]]
    rules: Rules
    audio: Mapping[RenderingId, RenderingFacts]
    greetings: tuple[VersionFacts, ...]
    surrounded: frozenset[str]
    approved: Mapping[VersionId, Sha256 | None]
    slogans: tuple[VersionFacts, ...] = ()
    sharing: frozenset[UUID] = frozenset()
    _cells: dict[Part, tuple[Part, ...]] = field(default_factory=dict)

    def content(self, row: OccurrenceRow, turns: Turns | None = None) -> Content:
        """What an occurrence would carry.

        turns: chooses its slogans and is told of them, by one pass that asks in the order of time; None: those it was given.
        """
        slot = self.slots[row.slot_id]
        parts = slot.parts(self.edits.get(slot.id, {}).get(row.day))
        number, cell = divmod(row.part, CELLS)
        if number >= len(parts):
            return NOTHING
        if slot.is_relay:
            return Content((), (), zones_of(parts[number], self.below), None)
        found = self._cells.get(parts[number])
        if found is None:
            found = self._cells[parts[number]] = cells(parts[number], self.versions, self.below)
        if cell >= len(found):
            return NOTHING
        solemn = self._is_solemn(slot, row.starts_at)
        content = content_at(found[cell], row.starts_at, self.versions, self.below, is_solemn=solemn)
        if content.versions and slot.id in self.sharing and slot.limit_s is None:
            content = self._with_slogans(row, content, turns)
        if turns is not None and row.starts_at >= turns.now:
            turns.heard(content.zone_ids, [each.bulletin_id for each in content.versions if each.kind is Kind.SPOT])
        if content.versions and slot.template in self.surrounded:
            left = tuple(LeftOut(each.bulletin_id, BlockedReason.HASH_DIFFERS) for each in self.greetings if each.is_altered)
            greeting = greeting_at(self.greetings, content, row.starts_at, self.below)
            content = replace(content, greeting=greeting, left_out=content.left_out + left)
        if cell > 0:
            return content
        elsewhere = elsewhere_of(parts[number], found, row.starts_at, self.versions)
        return replace(content, left_out=content.left_out + elsewhere)

    def is_made_of(self, made: RenderingFacts, content: Content) -> bool:
        """Whether audio was ordered of just this content, or of what says the same: no row may lend it other audio."""
        carried = content.versions if content.greeting is None else (*content.versions, content.greeting)
        if made.version_ids == tuple(each.version_id for each in carried):
            return True
        return [self.approved.get(key) for key in made.version_ids] == [each.content_hash for each in carried]

    def _with_slogans(self, row: OccurrenceRow, content: Content, turns: Turns | None) -> Content:
        """A content with slogans between its bulletins, as many as there is room for."""
        ring, gaps = fitting(content, self.slogans, row.starts_at, self.below), len(content.versions) - 1
        may_be = {str(each.version_id): each for each in ring}
        given = [may_be[key] for key in row.version_ids if key in may_be]
        if turns is None or row.starts_at < turns.now:
            return between(content, given)
        is_kept = (
            row.state is OccurrenceState.PREPARED and row.starts_at < turns.now + NEAR and len(given) == min(gaps, len(ring))
        )
        if is_kept:
            return between(content, given)
        by_bulletin = {each.bulletin_id: each for each in ring}
        return between(content, [by_bulletin[key] for key in turns.next_of(by_bulletin, content.zone_ids, gaps)])

    def _is_solemn(self, slot: Slot, starts_at: datetime) -> bool:
        """Whether a programme of the slot would be heard in a time of mourning, be it its last minutes."""
        longest = LONGEST_PROGRAMME if slot.limit_s is None else timedelta(seconds=slot.limit_s)
        return any(period.touches(starts_at, longest) for period in self.rules.mourning)


def facts_for(session: Session, commune_id: CommuneId, rows: Sequence[OccurrenceRow]) -> Facts:
    """The facts about `rows`."""
    ids = {row.slot_id for row in rows}
    known = select(SlotRow).where(SlotRow.id.in_(ids)).order_by(SlotRow.id)
    found = dict(readable(session, known, lambda row: (row.id, slot_of(row))))
    whole, edits = with_edits(session, commune_id, found.values())
    found = {slot.id: slot for slot in whole}
    bulletins = {
        key
        for row in rows
        if row.slot_id in found
        for part in found[row.slot_id].parts(edits.get(SlotId(row.slot_id), {}).get(row.day))
        for key in part.bulletins
    }
    greeted, versions = greetings(session, commune_id), deciding_versions(session, commune_id, bulletins)
    with_slogans_in = {name for name in {slot.template for slot in found.values()} if has_slogans(name)}
    sharing = frozenset(key for key, slot in found.items() if slot.template in with_slogans_in)
    spots = slogans(session, commune_id) if sharing else ()
    approved = {each.version_id: each.content_hash for each in (*greeted, *spots, *versions.values())}
    altered = altered_versions(session, commune_id, approved)
    audio = renderings_of(session, commune_id, {RenderingId(row.rendering_id) for row in rows if row.rendering_id is not None})
    others = {key for made in audio.values() for key in made.version_ids if key not in approved}
    approved |= {key: each.content_hash for key, each in version_facts(session, commune_id, others).items()} if others else {}
    ends = sound_ends(session, commune_id, approved)

    def present(each: VersionFacts) -> VersionFacts:
        ends_at = ends.get(each.version_id)
        is_first = ends_at is not None and (each.valid_to is None or ends_at < each.valid_to)
        facts = replace(each, valid_to=ends_at, sound_to=ends_at) if is_first else each
        return replace(facts, is_altered=each.version_id in altered)

    return Facts(
        greetings=tuple(map(present, greeted)),
        surrounded=frozenset(name for name in {slot.template for slot in found.values()} if greeted and is_surrounded(name)),
        slots=found,
        edits=edits,
        versions={key: present(each) for key, each in versions.items()},
        below=zones_below(zones(session, commune_id)),
        rules=present_rules(session, commune_id, min((row.starts_at for row in rows), default=_EVER)),
        audio=audio,
        approved=approved,
        slogans=tuple(map(present, spots)),
        sharing=sharing,
    )


def turns_so_far(session: Session, commune_id: CommuneId, now: datetime) -> Turns:
    """What slogans each zone heard by now; an airing that nobody told of is taken to have been heard."""
    turns, known = Turns(now), slogan_versions(session, commune_id)
    if not known:
        return turns
    is_unknown = and_(OccurrenceRow.state == OccurrenceState.BLOCKED, OccurrenceRow.reason == BlockedReason.NOT_REPORTED)
    query = select(OccurrenceRow.zone_ids, OccurrenceRow.version_ids).where(
        OccurrenceRow.commune_id == commune_id,
        OccurrenceRow.starts_at >= now - _REMEMBERED,
        OccurrenceRow.starts_at < now,
        or_(OccurrenceRow.state.in_((*SOUNDED, *WAITING)), is_unknown),
    )
    for zones_of_it, heard in session.execute(query.order_by(OccurrenceRow.starts_at, OccurrenceRow.id)):
        if spots := [known[key] for key in heard if key in known]:
            turns.heard([ZoneId(UUID(key)) for key in zones_of_it], spots)
    return turns


def assess_row(row: OccurrenceRow, content: Content, facts: Facts, day: Day) -> BlockedReason | None:
    """Why an occurrence may not sound, as far as is known; before its audio is there its slot's length stands for it."""
    length_s = row.length_s or facts.slots[row.slot_id].duration_s or 0.0
    return assess(content, row.starts_at, timedelta(seconds=length_s), facts.rules, day, cheerful=row.cheerful)


def planned_rows(session: Session, commune_id: CommuneId, now: datetime, *, lock: bool = False) -> list[OccurrenceRow]:
    """What waits, and what was heard since yesterday; by start."""
    query = (
        select(OccurrenceRow)
        .where(
            OccurrenceRow.commune_id == commune_id,
            or_(
                OccurrenceRow.state.in_(WAITING),
                and_(OccurrenceRow.starts_at >= now - LOOK_BACK, OccurrenceRow.state.in_(SOUNDED)),
            ),
        )
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )
    return readable(session, query.with_for_update() if lock else query, lambda row: row)
