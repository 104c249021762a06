"""Raising an alarm: PIN, words, sound, row; each step outside the locks of the others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import Actor, system_actor
from app.bulletins import SpokenScript, commune_lexicon
from app.clock import Clock, local
from app.db import Sessions
from app.emergencies.acts import (
    Wanted,
    begin,
    confirm,
    correct,
    correction_row,
    known_by_key,
    prepare_correction,
    refuse_end,
)
from app.emergencies.errors import EmergencyTextError, StoppedError, StoppedMeanwhileError
from app.emergencies.mending import is_here, mend
from app.emergencies.model import Audio, Emergency, EmergencyState, Hazard, Status
from app.emergencies.ordering import refuse_length
from app.emergencies.pin import prove_pin
from app.emergencies.queries import without_correction
from app.emergencies.rules import emergency_rules
from app.emergencies.sealing import made_before
from app.emergencies.sounding import LONGEST_TEXT, LONGEST_TITLE, SAID, hash_of, make_audio, read_text, shown_title, title_of
from app.emergencies.texts import correction_text, emergency_templates, filled
from app.errors import NotFoundError
from app.programmes import StudioKit, recording
from app.silence import Stops
from app.studio import Tags
from app.tasks import Troubles
from app.units import CommuneId, EmergencyId, RecordingId, Sha256
from app.values import frozen
from app.zones import Signers, commune, resolve

_WITH_SOUND = frozenset({Status.ACTUAL, Status.EXERCISE, Status.DRAFT})
"""A draft is made ahead and never sounds; all other statuses have no sound at all."""


@frozen
class Alarm:
    """What a person asks for.

    One of text, values (of the hazard's template) and recording_id says it. zones: paths, at least one.
    """

    title: str
    hazard: Hazard
    text: str | None
    values: Mapping[str, str] | None
    recording_id: UUID | None
    zones: tuple[str, ...]
    repeat_every_s: int
    ends_at: datetime
    status: Status = Status.ACTUAL


@frozen
class AlarmRoom:
    """What alarms are raised with."""

    sessions: Sessions
    clock: Clock
    signers: Signers
    kit: StudioKit
    stops: Stops
    troubles: Troubles

    def raise_alarm(self, actor: Actor, asked: Alarm, *, pin: str, key: str) -> Emergency:
        """Begin it. The same key and request again give what they began; nothing sounds a second time.

        Raises `StoppedError`, the errors of PIN, words, zones and end, `KeyReusedError`, and what speech raises.
        """
        said = self.stops_said(actor.commune_id)
        prove_pin(self.sessions, self.clock, actor, pin)
        room = self.with_voices(actor.commune_id)
        words = room.words(actor, asked)
        with self.sessions.read() as session:
            wanted = Wanted(
                title=shown_title(asked.title) or words.title[:LONGEST_TITLE],
                hazard=asked.hazard,
                text=words.text,
                spoken=words.spoken.text if words.spoken else "",
                zone_ids=tuple(zone.id for zone in resolve(session, actor.commune_id, asked.zones)),
                repeat_every_s=asked.repeat_every_s,
                ends_at=asked.ends_at,
                content_hash=words.content_hash,
                status=asked.status,
            )
            request = wanted.digest()
            if known := known_by_key(session, actor.commune_id, key, request):
                return known
            rules = emergency_rules(session, actor.commune_id)
        if asked.status in _WITH_SOUND - {Status.DRAFT}:
            self.refuse_stopped(actor.commune_id, said)
            refuse_end(self.clock.now(), asked.ends_at)
        audio = room.audio(actor, words, wanted.title) if asked.status in _WITH_SOUND else None
        try:
            with self.sessions.begin() as session:
                if known := known_by_key(session, actor.commune_id, key, request):
                    return known
                begun = begin(
                    session, self.clock, actor, wanted, audio, signers=self.signers, rules=rules, key=key, request=request
                )
                if begun.state is not EmergencyState.RECORDED:
                    self.last_look(session, actor.commune_id, said)  # pressed while the audio was made
                return begun
        except IntegrityError:  # pressed twice in one moment, on PostgreSQL: the other press began it
            with self.sessions.read() as session:
                if known := known_by_key(session, actor.commune_id, key, request):
                    return known
            raise

    def rehearse(self, actor: Actor, asked: Alarm) -> "Words":
        """What would sound, and nothing does. Raises what `raise_alarm` raises of words, zones, end and a stop."""
        said = self.stops_said(actor.commune_id)
        words = self.with_voices(actor.commune_id).words(actor, asked)
        with self.sessions.read() as session:
            resolve(session, actor.commune_id, asked.zones)
        self.refuse_stopped(actor.commune_id, said)
        refuse_end(self.clock.now(), asked.ends_at)
        return words

    def confirm(self, actor: Actor, emergency_id: EmergencyId, *, pin: str) -> Emergency:
        """The second person's word. Raises what `app.emergencies.confirm` raises, and the errors of the PIN and of a stop."""
        said = self.stops_said(actor.commune_id)
        prove_pin(self.sessions, self.clock, actor, pin)
        self.refuse_stopped(actor.commune_id, said)
        self._refuse_lost(actor.commune_id, emergency_id)
        with self.sessions.begin() as session:
            found = confirm(session, self.clock, self.signers, actor, emergency_id)
            self.last_look(session, actor.commune_id, said)  # pressed meanwhile, it wins
            return found

    def correct(self, actor: Actor, emergency_id: EmergencyId, *, pin: str) -> Emergency:
        """Take an alarm back. Raises what `app.emergencies.correct` raises, and the errors of the PIN and of a stop."""
        said = self.stops_said(actor.commune_id)
        prove_pin(self.sessions, self.clock, actor, pin)
        self.refuse_stopped(actor.commune_id, said)
        with self.sessions.read() as session:
            found = correction_row(session, emergency_id)
        if found is not None:
            self._refuse_lost(actor.commune_id, EmergencyId(found.id))
        with self.sessions.begin() as session:
            begun = correct(session, self.clock, self.signers, actor, emergency_id)
            self.last_look(session, actor.commune_id, said)
            return begun

    def prepare_corrections(self, commune_id: CommuneId) -> int:
        """Make the correction of every alarm that has none ready; returns how many were made."""
        actor = system_actor(commune_id)
        with self.sessions.read() as session:
            open_ones = without_correction(session, commune_id)
            lexicon, kit = commune_lexicon(session, commune_id).reader(), self.kit.of(session, commune_id)
            name = commune(session, commune_id).name
        made: list[EmergencyId] = []

        def make(known: Emergency) -> None:
            is_named = known.title != title_of(known.text)[:LONGEST_TITLE]
            text = correction_text(known.title if is_named else "", known.began_at or known.sent)
            spoken = read_text(text, kit, lexicon, is_script=False)
            content = hash_of(spoken, None, kit, is_drill=known.is_drill)
            tags = Tags(f"Đính chính: {known.title}", f"{local(self.clock.now()):%Y-%m-%d}", name, content)
            audio = make_audio(kit, spoken=spoken, recording=None, is_drill=known.is_drill, tags=tags)
            with self.sessions.begin() as session:
                prepare_correction(
                    session, self.signers, actor, known, text=text, spoken=spoken.text, audio=audio, content_hash=content
                )
            made.append(known.id)

        self.troubles.each("corrections", open_ones, make, commune=commune_id, code="correction_failed")
        return len(made)

    def mend(self, commune_id: CommuneId) -> list[EmergencyId]:
        """See `app.emergencies.mending`."""
        return mend(self.sessions, self.clock, self.signers, self.with_voices(commune_id).kit, commune_id)

    def with_voices(self, commune_id: CommuneId) -> "AlarmRoom":
        """The room with the voices the commune chose: one act speaks with one choice from its hash to its sound."""
        with self.sessions.read() as session:
            return replace(self, kit=self.kit.of(session, commune_id))

    # --- steps, of which a message from outside takes some as well

    def stops_said(self, commune_id: CommuneId) -> int:
        """To be asked as the first thing, for `refuse_stopped`."""
        return self.stops.stops_said(commune_id)

    def refuse_stopped(self, commune_id: CommuneId, said: int) -> None:
        """Raises `StoppedError`; where a stop was said after `said` and lifted since, `StoppedMeanwhileError`.

        Whoever lifted it was not asked about what was still being made, so nobody has let that sound.
        """
        if self.stops.stop_of(commune_id) is not None:
            raise StoppedError
        if self.stops.stops_said(commune_id) != said:
            raise StoppedMeanwhileError

    def last_look(self, session: Session, commune_id: CommuneId, said: int) -> None:
        """As `refuse_stopped`, also for what was said at another server; the last thing before a commit."""
        self.stops.hear(session, self.clock.now(), commune_id)
        self.refuse_stopped(commune_id, said)

    def _refuse_lost(self, commune_id: CommuneId, emergency_id: EmergencyId) -> None:
        """What is about to sound has its audio, made again if need be. Raises `NotFoundError`."""
        if emergency_id in self.mend(commune_id):
            raise NotFoundError(kind="sound", key=str(emergency_id))

    def words(self, actor: Actor, asked: Alarm) -> "Words":
        """What is asked for, read. Raises what `raise_alarm` raises of words."""
        given = [each for each in (asked.text, asked.values, asked.recording_id) if each is not None]
        if len(given) != 1:
            raise EmergencyTextError(LONGEST_TEXT)
        is_drill = asked.status is Status.EXERCISE
        if asked.recording_id is not None:
            with self.sessions.read() as session:
                sound = recording(session, actor.commune_id, RecordingId(asked.recording_id))
            refuse_length(SAID * sound.sound.seconds)  # before an hour of it is made
            content = hash_of(None, sound.sound.sha256, self.kit, is_drill=is_drill)
            return Words(sound.name, "", None, sound.sound.sha256, content, is_drill)
        title, text = asked.title, asked.text or ""
        if asked.values is not None:
            template = emergency_templates().get(asked.hazard)
            if template is None:
                raise NotFoundError(kind="template", key=asked.hazard.value)
            title, text = template.title, filled(template, asked.values)
        spoken = self.read(actor, text, is_script=asked.values is None)
        title = title or title_of(text)
        return Words(title, text, spoken, None, hash_of(spoken, None, self.kit, is_drill=is_drill), is_drill)

    def read(self, actor: Actor, text: str, *, is_script: bool, limit: int = LONGEST_TEXT) -> SpokenScript:
        """The words with the commune's lexicon; see `read_text`."""
        with self.sessions.read() as session:
            lexicon = commune_lexicon(session, actor.commune_id).reader()
        return read_text(text, self.kit, lexicon, is_script=is_script, limit=limit)

    def audio(self, actor: Actor, words: "Words", title: str) -> Audio:
        """The sound of the words, made now, or made before and still here."""
        with self.sessions.read() as session:
            ready = made_before(session, actor.commune_id, words.content_hash)
            name = commune(session, actor.commune_id).name
        if ready is not None and is_here(self.kit.files, ready):
            return ready
        source: Path | None = None
        if words.recording is not None:
            source = self.kit.files.path(words.recording)
            if source is None:
                raise NotFoundError(kind="sound", key=words.recording)
        tags = Tags(title, f"{local(self.clock.now()):%Y-%m-%d}", name, words.content_hash)
        return make_audio(self.kit, spoken=words.spoken, recording=source, is_drill=words.is_drill, tags=tags)


@frozen
class Words:
    """What is said, read already; or the recording that says it."""

    title: str
    text: str
    spoken: SpokenScript | None
    recording: Sha256 | None
    content_hash: Sha256
    is_drill: bool
