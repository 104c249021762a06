"""Errors of bulletins.

    InvalidError
      EmptyScriptError, ScriptTooLongError, ControlCharacterError, BidiCharacterError
      UnknownCueError, PauseLengthError, UnknownPresenterError, OpenFieldError
      Utf16Error, NotUtf8Error, LegacyFontError
      UnknownHeaderKeyError, DuplicateHeaderKeyError, BadHeaderLineError, BadHeaderValueError
      TitleLengthError, ValidityOrderError, BadReasonError, NoteError
      WrittenFormError, SpokenFormError, EntryExistsError, EntryCycleError, LexiconFullError, LexiconFileError
    RefusedError
      ValidityMissingError, ContentChangedError, ContentAlteredError, OwnWordsError, LanguageVoiceError
    ConflictError
      MoveNotAllowedError, LexiconTouchesError
      NoneSubmittedError, NoneApprovedError, NoneWithdrawnError

`line` and `column` count from 1, in the text as it was given; a column is a Unicode character.
"""

from dataclasses import field
from typing import ClassVar

from app.errors import ConflictError, InvalidError, RefusedError


class EmptyScriptError(InvalidError):
    """Nothing in the script would be heard."""

    code: ClassVar[str] = "script_empty"
    field: ClassVar[str] = "script"


class LanguageVoiceError(RefusedError):
    """Words of another language than Vietnamese, which no voice here can read: only a recording of a person may say them."""

    code: ClassVar[str] = "language_voice"
    field: ClassVar[str] = "script"


class ScriptTooLongError(InvalidError):
    """More characters than a script may have."""

    code: ClassVar[str] = "script_too_long"
    field: ClassVar[str] = "script"
    length: int
    limit: int


class ControlCharacterError(InvalidError):
    """A control character that is no layout. character: `U+0007`."""

    code: ClassVar[str] = "control_character"
    field: ClassVar[str] = "script"
    line: int
    column: int
    character: str


class BidiCharacterError(InvalidError):
    """A character that turns the direction of writing: what is seen would not be what is read."""

    code: ClassVar[str] = "bidi_character"
    field: ClassVar[str] = "script"
    line: int
    column: int
    character: str


class UnknownCueError(InvalidError):
    """Something in square brackets that is no cue."""

    code: ClassVar[str] = "unknown_cue"
    field: ClassVar[str] = "script"
    line: int
    column: int
    cue: str


class PauseLengthError(InvalidError):
    """A pause that is no pause, or longer than a minute."""

    code: ClassVar[str] = "pause_length"
    field: ClassVar[str] = "script"
    line: int
    column: int
    cue: str
    longest_s: int


class OpenFieldError(InvalidError):
    """Something is still to be written there: nothing with it is submitted or sounds. what: as its mark says."""

    code: ClassVar[str] = "open_field"
    field: ClassVar[str] = "script"
    line: int
    column: int
    what: str


class UnknownPresenterError(InvalidError):
    """A presenter's label other than `PTV1:` and `PTV2:`."""

    code: ClassVar[str] = "unknown_presenter"
    field: ClassVar[str] = "script"
    line: int
    column: int
    label: str


class Utf16Error(InvalidError):
    """The file is UTF-16 (Notepad's "Unicode"), not UTF-8."""

    code: ClassVar[str] = "utf16"


class NotUtf8Error(InvalidError):
    """The file is no UTF-8 from this place on."""

    code: ClassVar[str] = "not_utf8"
    line: int
    column: int


class LegacyFontError(InvalidError):
    """The text is written for an old font. font: `TCVN3` or `VNI`; the place is the first that shows it."""

    code: ClassVar[str] = "legacy_font"
    field: ClassVar[str] = "script"
    line: int
    column: int
    font: str


class UnknownHeaderKeyError(InvalidError):
    """A key the header of a bulletin file does not have."""

    code: ClassVar[str] = "unknown_header_key"
    line: int
    column: int
    key: str
    known: str


class DuplicateHeaderKeyError(InvalidError):
    """A key that stands twice in the header."""

    code: ClassVar[str] = "duplicate_header_key"
    line: int
    column: int
    key: str


class BadHeaderLineError(InvalidError):
    """A line of the header that is not `key: value`."""

    code: ClassVar[str] = "bad_header_line"
    line: int
    column: int


class BadHeaderValueError(InvalidError):
    """A value that its key cannot have."""

    code: ClassVar[str] = "bad_header_value"
    line: int
    column: int
    key: str
    value: str
    expected: str


class TitleLengthError(InvalidError):
    """The title is empty or too long."""

    code: ClassVar[str] = "title_length"
    field: ClassVar[str] = "title"
    limit: int


class ValidityOrderError(InvalidError):
    """The validity ends before it begins."""

    code: ClassVar[str] = "validity_order"
    field: ClassVar[str] = "valid_to"


class BadReasonError(InvalidError):
    """A reason is needed, and it has to fit the space for it."""

    code: ClassVar[str] = "bad_reason"
    field: ClassVar[str] = "reason"
    limit: int


class ValidityMissingError(RefusedError):
    """Nothing is submitted without the days on which it is true."""

    code: ClassVar[str] = "validity_missing"
    field: ClassVar[str] = "valid_to"


class ContentChangedError(RefusedError):
    """What would be approved is not what was submitted."""

    code: ClassVar[str] = "content_changed"
    number: int


class ContentAlteredError(RefusedError):
    """What would sound is not what was submitted or approved: its row was altered. version_id: of that row."""

    code: ClassVar[str] = "content_altered"
    title: str
    number: int
    version_id: str


class OwnWordsError(RefusedError):
    """The approver wrote at it."""

    code: ClassVar[str] = "own_words"
    number: int


class NoneSubmittedError(ConflictError):
    """Of several versions that were to be submitted together some cannot be, so none is. refused: each of these, and why."""

    code: ClassVar[str] = "none_submitted"
    refused: str


class NoneApprovedError(ConflictError):
    """Of several versions that were to be approved together some cannot be, so none is. refused: each of these, and why."""

    code: ClassVar[str] = "none_approved"
    refused: str


class NoneWithdrawnError(ConflictError):
    """Of several versions that were to be withdrawn together some cannot be, so none is. refused: each of these, and why."""

    code: ClassVar[str] = "none_withdrawn"
    refused: str


class UnheardEntryError(InvalidError):
    """An own entry of a greeting for what its script does not say: its approver would not hear it, and every programme would."""

    code: ClassVar[str] = "unheard_entry"
    field: ClassVar[str] = "lexicon"
    written: str


class NoteError(InvalidError):
    """A note at a sentence that the version has not, or without words, or too long. sentences: that there are."""

    code: ClassVar[str] = "bad_note"
    field: ClassVar[str] = "notes"
    sentence: int
    sentences: int
    limit: int


class MoveNotAllowedError(ConflictError):
    """A version in this state does not go there."""

    code: ClassVar[str] = "move_not_allowed"
    before: str
    after: str
    step: str = field(init=False)

    def __post_init__(self) -> None:
        """What a person does instead depends on the state alone."""
        self.step = self.before


class WrittenFormError(InvalidError):
    """A written form that no text can have."""

    code: ClassVar[str] = "written_form"
    field: ClassVar[str] = "written"
    written: str
    limit: int


class SpokenFormError(InvalidError):
    """Spoken words that nobody can say as they stand. word: the first such, empty when there is none."""

    code: ClassVar[str] = "spoken_form"
    field: ClassVar[str] = "spoken"
    written: str
    word: str
    limit: int


class EntryExistsError(InvalidError):
    """The layer has an entry for this written form."""

    code: ClassVar[str] = "entry_exists"
    field: ClassVar[str] = "written"
    written: str


class EntryCycleError(InvalidError):
    """Entries whose words lead back to themselves. path: their written forms, `a → b → a`."""

    code: ClassVar[str] = "entry_cycle"
    field: ClassVar[str] = "spoken"
    path: str


class LexiconFullError(InvalidError):
    """More entries than a lexicon takes."""

    code: ClassVar[str] = "lexicon_full"
    limit: int


class LexiconFileError(InvalidError):
    """A line of a lexicon's file that cannot be taken; no line is.

    fault: `columns`, `layer`, `any_case`, `written_form`, `spoken_form`, `entry_exists` or `entry_cycle`; value: what is there.
    """

    code: ClassVar[str] = "lexicon_file"
    line: int
    fault: str
    value: str


class LexiconTouchesError(ConflictError):
    """The change would take bulletins back that are submitted or approved, and nobody said that it may. title: of the first."""

    code: ClassVar[str] = "lexicon_touches"
    count: int
    title: str


class BadPaperMarkError(InvalidError):
    """Not what the QR of an approval sheet says."""

    code: ClassVar[str] = "bad_paper_mark"
