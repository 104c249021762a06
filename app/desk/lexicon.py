"""The commune's lexicon: a change is looked at first, with all bulletins it touches, and then written."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import Actor, Right, record_act
from app.bulletins import (
    Change,
    Proposal,
    StoredEntry,
    Touched,
    VersionKey,
    carry_out,
    changed_lexicon,
    commune_lexicon,
    import_change,
    parse_lexicon_file,
    propose,
    sparing,
    stored_entries,
    stored_entry,
)
from app.desk.following import refill
from app.desk.office import Office
from app.reading import Kind, LexiconEntry
from app.tags import UNWRITTEN, Tag, refuse_stale
from app.timetable import aired_versions
from app.units import VersionId
from app.values import frozen
from app.words import sentence

_SHOWN = 3


@frozen
class Written:
    """What a change did. put: the entries as they are now; drafts: of bulletins that were taken back."""

    put: tuple[StoredEntry, ...]
    drafts: tuple[VersionKey, ...]


@frozen
class Imported:
    """What a file did."""

    written: Written
    added: int
    changed: int
    unchanged: int


@frozen
class Trial:
    """A sentence before and after. is_used: the entry that was tried is what changed it."""

    before: str
    after: str
    is_used: bool


def put(
    office: Office,
    session: Session,
    actor: Actor,
    entry: LexiconEntry,
    *,
    over: UUID | None = None,
    tag: Tag = UNWRITTEN,
    may_reopen: bool,
) -> Written:
    """Add an entry, or put it over the one with that id, which was seen with `tag`.

    may_reopen: whether the officer agreed that bulletins it touches are taken back.
    Raises `StaleError`, `NotFoundError`, what `propose` and `carry_out` raise.
    """
    actor.must(Right.LEXICON)
    seen = (over, tag) if over is not None else None
    return _write(office, session, actor, Change(put=((over, entry),)), may_reopen=may_reopen, seen=seen)


def remove(office: Office, session: Session, actor: Actor, entry_id: UUID, *, tag: Tag, may_reopen: bool) -> Written:
    """Remove an entry. Raises as `put`."""
    actor.must(Right.LEXICON)
    return _write(office, session, actor, Change(remove=entry_id), may_reopen=may_reopen, seen=(entry_id, tag))


def bring_in(office: Office, session: Session, actor: Actor, file: bytes, *, may_reopen: bool) -> Imported:
    """Import a file: what it has is added or changed, nothing is removed; one wrong line, and nothing is taken.

    Raises as `put`.
    """
    actor.must(Right.LEXICON)
    change, total = _of_file(office, actor, file)
    written = _write(office, session, actor, change, may_reopen=may_reopen)
    added = sum(1 for entry_id, _ in change.put if entry_id is None)
    return Imported(written, added, len(written.put) - added, total - len(written.put))


def touched_by(office: Office, actor: Actor, change: Change) -> tuple[Touched, ...]:
    """Which bulletins a change would touch; nothing is written. Raises what `propose` raises."""
    actor.must(Right.LOOK)
    with office.sessions.read() as session:
        proposal = _look(office, session, actor, change)
        return sparing(proposal.touched, _aired(session, actor, proposal))


def touched_by_file(office: Office, actor: Actor, file: bytes) -> tuple[int, tuple[Touched, ...]]:
    """How many entries importing a file would put, and which bulletins that would touch. Raises as `touched_by`."""
    actor.must(Right.LOOK)
    change, _ = _of_file(office, actor, file)
    return len(change.put), touched_by(office, actor, change)


def try_out(session: Session, actor: Actor, text: str, entry: LexiconEntry | None) -> Trial:
    """Read a sentence with the lexicon, and with an entry that is not in it yet, or takes the place of one."""
    actor.must(Right.LOOK)
    before = commune_lexicon(session, actor.commune_id)
    after = changed_lexicon(before, entry) if entry is not None else before.reader()
    from app.reading import read  # noqa: PLC0415  # light start

    old, new = read(text, lexicon=before.reader()), read(text, lexicon=after)
    if entry is None:
        return Trial(old.spoken, new.spoken, is_used=False)
    rule, note = f"lexicon {entry.layer}", f"«{' '.join(entry.written.split())}»"
    used = any(token.kind is Kind.LEXICON and token.rule == rule and note in token.note for token in new.tokens)
    return Trial(old.spoken, new.spoken, is_used=used)


def _write(
    office: Office, session: Session, actor: Actor, change: Change, *, may_reopen: bool, seen: tuple[UUID, Tag] | None = None
) -> Written:
    """Look at a change outside the transaction that writes it, then write it. seen: an entry and the tag it was seen with."""
    with office.sessions.read() as before:
        if seen is not None:
            entry_id, tag = seen
            present = stored_entry(before, actor.commune_id, entry_id).tag
            refuse_stale(tag, present, kind="lexicon_entry", key=str(entry_id))
        proposal = _look(office, before, actor, change)
        reason = sentence("lexicon_changed", {"what": _what(before, actor, change)}).detail
    aired = _aired(session, actor, proposal)
    stored, drafts = carry_out(session, office.clock, actor, proposal, aired=aired, reason=reason, may_reopen=may_reopen)
    refill(office, session, actor.commune_id)
    return Written(tuple(stored), tuple(drafts))


def _look(office: Office, session: Session, actor: Actor, change: Change) -> Proposal:
    return propose(
        session,
        office.clock.now(),
        actor.commune_id,
        change,
        accent=office.studio.voices(session, actor.commune_id).accent,
    )


def _aired(session: Session, actor: Actor, proposal: Proposal) -> frozenset[VersionId]:
    return aired_versions(session, actor.commune_id, [each.summary.version_id for each in proposal.touched])


def _of_file(office: Office, actor: Actor, file: bytes) -> tuple[Change, int]:
    """What importing the file does, and how many entries it has."""
    found = parse_lexicon_file(file)
    with office.sessions.read() as session:
        return import_change(stored_entries(session, actor.commune_id), found), len(found)


def _what(session: Session, actor: Actor, change: Change) -> str:
    """The change in words, for those whose bulletin is taken back."""
    if change.remove is not None:
        return f"bỏ «{stored_entry(session, actor.commune_id, change.remove).entry.written}»"
    first = [f"«{entry.written}» đọc là «{entry.spoken}»" for _, entry in change.put[:_SHOWN]]
    more = len(change.put) - len(first)
    return ", ".join(first) + (f" và {more} mục khác" if more > 0 else "")


def take_out(office: Office, session: Session, actor: Actor) -> tuple[StoredEntry, ...]:
    """All entries, for a file."""
    actor.must(Right.LOOK)
    found = tuple(stored_entries(session, actor.commune_id))
    record_act(session, office.clock.now(), actor, "take_out", subject="lexicon", subject_id=actor.commune_id, count=len(found))
    return found
