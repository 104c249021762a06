"""Hearing with the eyes: what would be said of a text, as things stand at this moment."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from app.accounts import Actor, Right
from app.bulletins import (
    LONGEST_SCRIPT,
    CommuneLexicon,
    Hunk,
    Script,
    ScriptTooLongError,
    SpokenScript,
    Version,
    approved_before,
    commune_lexicon,
    difference,
    each_version,
    formal_of,
    frozen_version,
    frozen_versions,
    parse_script,
    returned_before,
    spoken_script,
)
from app.bulletins import Kind as BulletinKind
from app.clock import local
from app.desk.office import Office
from app.reading import Concern, Formal, LexiconEntry, Reading, Remark, Sentence, Threshold, Token, to_look_at
from app.speech import Accent, VoiceFailedError
from app.standards import standards, thresholds
from app.units import BulletinId, CommuneId
from app.values import frozen

_LOG = logging.getLogger(__name__)
_WORDS = re.compile(r"\w[^\s.,;:!?…“”\"'()\[\]]*")


@frozen
class Reader:
    """All that the commune's texts are read with on a day."""

    lexicon: CommuneLexicon
    today: date
    thresholds: Sequence[Threshold]
    accent: Accent

    def script(self, script: Script, *, formal: Formal, own: Iterable[LexiconEntry] = ()) -> SpokenScript:
        """A script as it would be said. own: entries above the commune's. Raises the errors of a wrong entry."""
        return spoken_script(
            script,
            formal=formal,
            accent=self.accent,
            lexicon=self.lexicon.reader(own),
            today=self.today,
            thresholds=self.thresholds,
        )

    def version(self, found: Version) -> SpokenScript:
        """A bulletin's version as it would be said, whatever was frozen."""
        formal = formal_of(found.summary.kind, found.summary.priority)
        reader = replace(self, lexicon=self.lexicon.of_kind(found.summary.kind))
        return reader.script(parse_script(found.script, is_draft=True), formal=formal, own=found.lexicon)

    def text(self, text: str, *, formal: Formal, own: Iterable[LexiconEntry] = ()) -> Reading:
        """A plain text, in which nothing is structure."""
        region = "south" if self.accent is Accent.SOUTH else "north"
        lexicon = self.lexicon.reader(own)
        from app.reading import read  # noqa: PLC0415  # light start

        return read(text, formal=formal, region=region, lexicon=lexicon, today=self.today, thresholds=self.thresholds)


def reader_of(office: Office, session: Session, commune_id: CommuneId) -> Reader:
    """What the commune's texts are read with now. It holds no session: reading takes its time."""
    today = local(office.clock.now()).date()
    ended = thresholds(standards(session, commune_id), today)
    return Reader(commune_lexicon(session, commune_id), today, ended, office.studio.voices(session, commune_id).accent)


def read_text(
    office: Office, actor: Actor, text: str, *, is_script: bool, formal: Formal | None, own: Iterable[LexiconEntry]
) -> SpokenScript | Reading:
    """Read what somebody typed; nothing is kept. formal: None skips the formalities in a script, and reads them in a text.

    Raises `ScriptTooLongError`, and those of a wrong script or entry.
    """
    actor.must(Right.LOOK)
    if is_script:
        return read_typed(office, actor, text, kind=None, formal=formal or "skip", own=own)
    return _reader_for(office, actor, text).text(text, formal=formal or "read", own=own)


def read_typed(
    office: Office, actor: Actor, script: str, *, kind: BulletinKind | None, formal: Formal, own: Iterable[LexiconEntry]
) -> SpokenScript:
    """Read a script that is being typed as a bulletin of this kind would be; nothing is kept. Raises as `read_text`."""
    actor.must(Right.LOOK)
    reader = _reader_for(office, actor, script)
    if kind is not None:
        reader = replace(reader, lexicon=reader.lexicon.of_kind(kind))
    return reader.script(parse_script(script, is_draft=True), formal=formal, own=own)


def _reader_for(office: Office, actor: Actor, text: str) -> Reader:
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLongError(length=len(text), limit=LONGEST_SCRIPT)
    with office.sessions.read() as session:
        return reader_of(office, session, actor.commune_id)


@frozen
class Heard:
    """What will be heard of a version. is_frozen: it was submitted, and this is what it was submitted as."""

    version: Version
    spoken: SpokenScript
    is_frozen: bool


@frozen
class SpokenChanges:
    """since: the number of the version approved last, None: none was. changes: of its sentences, a line each."""

    since: int | None
    changes: tuple[Hunk, ...]


def read_version(office: Office, session: Session, actor: Actor, bulletin_id: BulletinId, number: int) -> Heard:
    """What will be heard of a version: as it was submitted, or for a draft as it would be now. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    [found] = read_versions(office, session, actor, [(bulletin_id, number)])
    return found


def read_versions(office: Office, session: Session, actor: Actor, keys: Iterable[tuple[BulletinId, int]]) -> list[Heard]:
    """The same of several, in their order; the words they were submitted with are read at once. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    found = each_version(session, actor.commune_id, list(keys))
    together = frozen_versions(session, actor.commune_id, [each.summary.version_id for each in found])
    heard = []
    for each in found:
        key = each.summary.version_id
        frozen = together.get(key) or frozen_version(session, actor.commune_id, key)  # which says what cannot be read
        spoken = frozen.spoken if frozen is not None else reader_of(office, session, actor.commune_id).version(each)
        heard.append(Heard(each, spoken, frozen is not None))
    return heard


def spoken_changes(office: Office, session: Session, actor: Actor, now: Heard) -> SpokenChanges:
    """What will be heard otherwise, sentence by sentence, than in the version approved last. Raises `NotFoundError`."""
    actor.must(Right.LOOK)
    summary = now.version.summary
    before = approved_before(session, actor.commune_id, summary.bulletin_id, summary.number)
    if before is None:
        return SpokenChanges(None, ())
    old = read_version(office, session, actor, summary.bulletin_id, before)
    return SpokenChanges(before, tuple(difference(f"{old.spoken.text}\n", f"{now.spoken.text}\n")))


def decided_before(office: Office, session: Session, actor: Actor, now: Version) -> list[Heard]:
    """What an approver has heard of it already, the newest first: the version approved last, and one returned since then."""
    actor.must(Right.LOOK)
    of = (session, actor.commune_id, now.summary.bulletin_id, now.summary.number)
    approved, returned = approved_before(*of), returned_before(*of)
    numbers = [each for each in (returned, approved) if each is not None and each >= (approved or 0)]
    return read_versions(office, session, actor, [(now.summary.bulletin_id, each) for each in numbers])


def foreign(office: Office, read: SpokenScript | Reading) -> list[Remark]:
    """What the voice would say as if it were English: whatever the reader left unspelled, and did not itself remark, is heard so.

    Each at the word it comes from; at its sentence where no word shows it.
    """
    text = read.script if isinstance(read, SpokenScript) else read.source
    known = to_look_at(read.remarks)
    remarks = []
    try:
        for sentence in read.sentences:
            for word in office.studio.speaker.foreign_words(sentence.text):
                at = next((each for each in read.tokens if _says(each, sentence, word, text)), None)
                start, end = (sentence.start, sentence.end) if at is None else (at.start, at.end)
                if at is None or not any(each.start < end and start < each.end for each in known):
                    remarks.append(Remark(start, end, Concern.FOREIGN, f"Giọng máy đọc theo tiếng Anh: {word}"))
    except VoiceFailedError as exc:
        _LOG.warning("the voice could not be asked: %s", exc.reason)
    return remarks


def _says(token: Token, sentence: Sentence, word: str, text: str) -> bool:
    return sentence.start <= token.start < sentence.end and word in _WORDS.findall(token.spoken or text[token.start : token.end])
