"""Answers of bulletins."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import Field

from app.api.bulletins.bulletin_forms import OwnEntryForm
from app.api.shared.forms import Answer
from app.bulletins import (
    Hunk,
    Kind,
    Language,
    Part,
    Priority,
    SpokenScript,
    State,
    Summary,
    Theme,
    Version,
)
from app.desk.reading import SpokenChanges
from app.reading import to_look_at
from app.reports import History
from app.visits.seen import quoted
from app.words import reading_summary


class IssuerAnswer(Answer):
    """Whose a bulletin is that came from above. said: as sheets, manifests and logs name it."""

    name: str
    document: str
    approver: str
    approved_on: date
    content_hash: str | None
    said: str


class ZoneRefAnswer(Answer):
    """A zone a bulletin is for."""

    id: UUID
    path: str


class SummaryAnswer(Answer):
    """A bulletin's version in a list. id: the bulletin's. valid_to: the first instant at which it is no longer valid."""

    id: UUID
    version_id: UUID
    number: int
    state: State
    title: str
    kind: Kind
    theme: Theme
    priority: Priority
    zones: list[ZoneRefAnswer]
    valid_from: datetime | None
    valid_to: datetime | None
    cheerful: bool
    language: Language
    created_by: str
    updated_at: datetime
    etag: str

    @classmethod
    def of(cls, summary: Summary) -> Self:
        """The answer for a version in a list."""
        return cls.model_validate(_summary_fields(summary))


class PageAnswer(Answer):
    """A page; `cursor` asks for the next one, null: this is the last."""

    items: list[SummaryAnswer]
    cursor: str | None


class CountsAnswer(Answer):
    """How many bulletins there are. states, themes, kinds: with each of these in the place of what was asked for; none: 0."""

    total: int
    states: dict[State, int]
    themes: dict[Theme, int]
    kinds: dict[Kind, int]


class NoteAnswer(Answer):
    """What an approver noted at a sentence, by its number in the spoken words."""

    sentence: int
    text: str


class MoveAnswer(Answer):
    """A move of a version between states. notes: at single sentences of what was returned."""

    before: State
    after: State
    at: datetime
    actor: str
    reason: str | None
    notes: list[NoteAnswer]


class DiffersAnswer(Answer):
    """In which parts that an approval binds a version differs from version `number`, which was laid before an approver last."""

    number: int
    parts: list[Part]


class VersionAnswer(SummaryAnswer):
    """A version whole. alone: its approver wrote it too, in a commune that has one officer; on_behalf_of: a deputy approved it.

    differs: why it is to be approved although a version before it was; null: none was ever submitted.
    """

    script: str
    legal_basis: list[str]
    lexicon: list[OwnEntryForm]
    issuer: IssuerAnswer | None
    content_hash: str | None
    created_at: datetime
    approver: str | None
    on_behalf_of: str | None
    alone: bool
    approved_at: datetime | None
    moves: list[MoveAnswer]
    differs: DiffersAnswer | None

    @classmethod
    def whole(cls, version: Version) -> Self:
        """The answer for a version."""
        return cls.model_validate(_version_fields(version))


class UnreadLineAnswer(Answer):
    """A line not said, and what it is: `letterhead`, `addressee`, `recipients`, `signature`, `source`, `speaker` or `page`."""

    start: int
    end: int
    what: str
    text: str


class FrozenAnswer(VersionAnswer):
    """A version whose words are frozen, and what they leave out of its script: an approver signs both."""

    summary: str = Field(examples=["12 câu, không đọc 5 dòng, 1 chỗ nên xem lại"])
    left_out: list[UnreadLineAnswer]

    @classmethod
    def frozen(cls, version: Version, spoken: SpokenScript) -> Self:
        """The answer for a version and its frozen words."""
        left_out = [UnreadLineAnswer.model_validate(line) for line in spoken.left_out]
        remarks = len(to_look_at(spoken.remarks))
        summary = reading_summary(sentences=len(spoken.sentences), left_out=len(left_out), remarks=remarks)
        return cls.model_validate(_version_fields(version) | {"summary": summary, "left_out": left_out})


class VersionsAnswer(Answer):
    """All versions of a bulletin, the newest first."""

    items: list[SummaryAnswer]


class HunkAnswer(Answer):
    """One change, with where it begins in the two scripts."""

    before: str
    after: str
    before_start: int
    after_start: int


class SpokenChangeAnswer(Answer):
    """Sentences that were heard before, and those that are heard in their place."""

    before: list[str]
    after: list[str]


class SpokenChangesAnswer(Answer):
    """What will be heard otherwise. since: the number of the version approved last, null: none was, and all is new."""

    since: int | None
    changes: list[SpokenChangeAnswer]

    @classmethod
    def of(cls, found: SpokenChanges) -> Self:
        """The answer."""
        changes = [SpokenChangeAnswer(before=each.before.splitlines(), after=each.after.splitlines()) for each in found.changes]
        return cls(since=found.since, changes=changes)


class HistoryLineAnswer(Answer):
    """One act, and the line that people read. number: of the version; actor: null where the name was erased."""

    at: datetime
    number: int
    act: str
    actor: str | None
    content_hash: str | None
    line: str = Field(examples=["Trần Minh Khôi duyệt bản tin «Mời họp», phiên bản 1 lúc 08:15 ngày 05/9/2025"])


class AiredAnswer(Answer):
    """How often a version was heard, be it in part."""

    number: int
    times: int
    first: datetime
    last: datetime
    line: str = Field(examples=["Phiên bản 1 đã phát 2 lượt: lượt đầu 05:30 06/09/2025, lượt cuối 16:30 06/09/2025"])


class HistoryAnswer(Answer):
    """What became of a bulletin, the oldest first. is_whole: false where the audit log no longer goes back to its beginning."""

    items: list[HistoryLineAnswer]
    aired: list[AiredAnswer]
    is_whole: bool

    @classmethod
    def of(cls, found: History) -> Self:
        """The answer."""
        items = [HistoryLineAnswer.model_validate(each) for each in found.lines]
        return cls(items=items, aired=[AiredAnswer.model_validate(each) for each in found.aired], is_whole=found.is_whole)


class DifferenceAnswer(Answer):
    """What turns version `number` into version `to`: its script, and which other fields differ."""

    number: int
    to: int
    fields: list[str]
    hunks: list[HunkAnswer]

    @classmethod
    def of(cls, before: Version, after: Version, hunks: list[Hunk]) -> Self:
        """The answer for two versions."""
        old, new = _compared(before), _compared(after)
        return cls(
            number=before.summary.number,
            to=after.summary.number,
            fields=[name for name in old if old[name] != new[name]],
            hunks=[HunkAnswer.model_validate(hunk) for hunk in hunks],
        )


def _compared(version: Version) -> dict[str, object]:
    names = ("title", "kind", "theme", "priority", "zones", "valid_from", "valid_to", "cheerful", "language")
    own = {"legal_basis": version.legal_basis, "lexicon": version.lexicon, "issuer": version.issuer}
    return {name: getattr(version.summary, name) for name in names} | own


def _version_fields(version: Version) -> dict[str, object]:
    return _summary_fields(version.summary) | {
        "script": version.script,
        "legal_basis": list(version.legal_basis),
        "lexicon": [OwnEntryForm.model_validate(each) for each in version.lexicon],
        "issuer": IssuerAnswer.model_validate(version.issuer) if version.issuer is not None else None,
        "content_hash": version.content_hash,
        "created_at": version.created_at,
        "approver": version.approver,
        "on_behalf_of": version.on_behalf_of,
        "alone": version.alone,
        "approved_at": version.approved_at,
        "moves": [MoveAnswer.model_validate(move) for move in version.moves],
        "differs": DiffersAnswer.model_validate(version.differs) if version.differs is not None else None,
    }


def _summary_fields(summary: Summary) -> dict[str, object]:
    names = [name for name in SummaryAnswer.model_fields if name not in {"id", "zones", "etag"}]
    zones = [ZoneRefAnswer.model_validate(zone) for zone in summary.zones]
    own = {"id": summary.bulletin_id, "zones": zones, "etag": quoted(summary.tag)}
    return own | {name: getattr(summary, name) for name in names}
