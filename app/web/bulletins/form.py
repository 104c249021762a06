"""The form of a bulletin: what is typed, kept as it was typed, and what it means."""

from datetime import datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from app.bulletins import LONGEST_SCRIPT, Content, Issuer, Kind, Language, Priority, Theme, Version, parse_moment, parse_script
from app.clock import local
from app.reading import Layer, LexiconEntry
from app.web.shared.days import first_day, last_day
from app.web.shared.fields import Fields
from app.web.shared.typed import TypedMomentError
from app.words import day_of_year

_LONGEST = 2 * LONGEST_SCRIPT
"""What is longer is refused with its length by the reading of scripts itself; this is only an end."""

_ANY_CASE = "(hoa thường như nhau)"
"""Ends the line of an entry that holds for capitals and small letters alike."""

_ONE = ("title", "valid_from", "valid_to", "kind", "theme", "priority", "language", "legal_basis", "script", "own", "tag")


class BulletinFields(Fields):
    """What the form holds.

    own: how this bulletin alone reads words, a line each: `written = spoken`; alt_…: of the panel *Đọc khác đi*;
    right: written forms that were looked at and are read rightly, until the page is left; tag: of the version that is edited,
    empty for a new bulletin; bulletin: which, for the words alone; seen: the tag of another's edit that was shown, over which
    `luu-de` saves; act: the button that was pressed.
    """

    title: str = Field(default="", max_length=1000)
    valid_from: str = Field(default="", max_length=100)
    valid_to: str = Field(default="", max_length=100)
    zones: list[str] = Field(default=[], max_length=500)
    kind: Kind = Kind.NOTICE
    theme: Theme = Theme.OTHER
    priority: Priority = Priority.NORMAL
    language: Language = Language.VIETNAMESE
    legal_basis: str = Field(default="", max_length=5000)
    cheerful: bool = False
    script: str = Field(default="", max_length=_LONGEST)
    own: str = Field(default="", max_length=30_000)
    alt_written: str = Field(default="", max_length=1000)
    alt_spoken: str = Field(default="", max_length=1000)
    alt_at: int = Field(default=0, ge=0, le=100_000)
    alt_scope: Literal["bulletin", "commune"] = "bulletin"
    alt_agreed: bool = False
    right: list[str] = Field(default=[], max_length=500)
    tag: str = Field(default="", max_length=200)
    bulletin: UUID | None = None
    seen: str = Field(default="", max_length=200)
    act: str = Field(default="", max_length=300)

    @classmethod
    def empty(cls, now: datetime) -> Self:
        """Of a new bulletin, valid from today on."""
        return cls(valid_from=day_of_year(local(now).date()))

    @classmethod
    def of(cls, found: Version) -> Self:
        """Of a version that is opened."""
        summary = found.summary
        return cls(
            title=summary.title,
            valid_from=first_day(summary.valid_from),
            valid_to=last_day(summary.valid_to),
            zones=[each.path for each in summary.zones],
            kind=summary.kind,
            theme=summary.theme,
            priority=summary.priority,
            legal_basis="\n".join(found.legal_basis),
            cheerful=summary.cheerful,
            language=summary.language,
            script=found.script,
            own="\n".join(map(_line, found.lexicon)),
            tag=str(summary.tag),
            bulletin=summary.bulletin_id,
        )

    @property
    def text(self) -> str:
        """The script, its lines ended as scripts are: forms end them otherwise."""
        return self.script.replace("\r\n", "\n")

    @property
    def typed(self) -> dict[str, list[str]]:
        """All that was typed or chosen, as fields of a form; what a button said is none of it."""
        one = {name: [str(getattr(self, name))] for name in _ONE}
        return one | {"zones": self.zones, "cheerful": ["true"] * self.cheerful, "bulletin": [str(self.bulletin or "")]}

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed that anybody would miss."""
        return not (self.title.strip() or self.script.strip())

    def own_entries(self) -> list[LexiconEntry]:
        """How this bulletin alone reads words. A line without a sign between is an entry without words, which is refused."""
        found = []
        for line in filter(None, map(str.strip, self.own.splitlines())):
            written, _, spoken = line.removesuffix(_ANY_CASE).rpartition("=")
            found.append(LexiconEntry(written.strip(), spoken.strip(), Layer.BULLETIN, line.endswith(_ANY_CASE)))
        return found

    def content(self, issuer: Issuer | None) -> Content:
        """What to keep. issuer: of what came from above, which no form takes away.

        Raises `TypedMomentError`, the errors of `parse_script` and those of a wrong entry.
        """
        return Content(
            script=parse_script(self.text, is_draft=True),
            title=self.title.strip() or None,
            kind=self.kind,
            theme=self.theme,
            priority=self.priority,
            zones=self.zones,
            valid_from=_moment(self.valid_from, "valid_from"),
            valid_to=_moment(self.valid_to, "valid_to"),
            legal_basis=[line.strip() for line in self.legal_basis.splitlines() if line.strip()],
            cheerful=self.cheerful,
            language=self.language,
            lexicon=self.own_entries(),
            issuer=issuer,
        )


def _line(entry: LexiconEntry) -> str:
    return f"{entry.written} = {entry.spoken}{f' {_ANY_CASE}' if entry.any_case else ''}"


def _moment(text: str, name: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return parse_moment(text, is_end=name == "valid_to")
    except ValueError:
        raise TypedMomentError(typed=text, name=name) from None
