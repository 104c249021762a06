"""The light structure of a script: who speaks, paragraphs, and cues.

    script    = line*                                 line feed, CR LF and CR end a line
    label     = "PTV1" ":" | "PTV2" ":"               at the start of a line; spaces before the colon are fine
    cue       = "[nghỉ" seconds "s]" | "[nhạc:" name "]" | "[hiệu lệnh]"
    gap       = "[điền:" what is to be written there "]"          in a draft alone
    paragraph = one or more blank lines

Everything else is speech, taken as it is. Whatever stands in square brackets is a cue: an unknown one is an error, never spoken.
Signs that look like them are taken for them: a mark that the eye takes for one is no speech.
A gap is what a template left open: a draft is kept with it, and nothing with it is submitted or sounds.
"""

import re
import unicodedata
from collections.abc import Iterator

from app.bulletins.characters import place, refuse_bad_characters
from app.bulletins.errors import (
    EmptyScriptError,
    OpenFieldError,
    PauseLengthError,
    ScriptTooLongError,
    UnknownCueError,
    UnknownPresenterError,
)
from app.speech.ports import Presenter
from app.values import frozen

LONGEST_SCRIPT = 60_000
LONGEST_PAUSE_S = 60

_SEEN_AS = {fold: fold - 0xFEE0 for fold in range(0xFF01, 0xFF5F)} | {
    ord(sign): meant
    for signs, meant in (
        ("﹇【〔〖〘〚⟦⁅❲⦗", "["),
        ("﹈】〕〗〙〛⟧⁆❳⦘", "]"),
        ("︓﹕∶꞉ː", ":"),
        ("\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff", " "),
    )  # look-alikes
    for sign in signs
}
"""Signs that look like those of a mark, of full width, from another block or without any, and what each is taken for."""
_MARK = re.compile(
    r"(?P<label>^[^\S\n]*PTV[^\S\n]*(?P<who>\w*)[^\S\n]*:)"
    r"|(?P<cue>\[[^\[\]\n]*\]|\[[^\n]*)"
    r"|(?P<paragraph>\n(?:[^\S\n]*\n)+)",
    re.MULTILINE | re.IGNORECASE,
)
_NOTHING = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
"""White space, and what Word and web pages leave behind that has no width and no sound."""
_PAUSE = re.compile(r"nghỉ (\d+(?:[.,]\d+)?) ?(?:s|giây)")
_MUSIC = re.compile(r"nhạc ?: ?(.{1,80})")
_GAP = re.compile(r"điền ?: ?(.{1,120})")


@frozen
class Speech:
    """Text that one presenter speaks. start, end: its span in the script, `end` excluded; so it is with every segment."""

    start: int
    end: int
    presenter: Presenter
    text: str


@frozen
class Turn:
    """A presenter's label."""

    start: int
    end: int
    presenter: Presenter


@frozen
class Pause:
    """`[nghỉ 3s]`: silence."""

    start: int
    end: int
    seconds: float


@frozen
class Music:
    """`[nhạc: TÊN]`: a piece of music by its name."""

    start: int
    end: int
    name: str


@frozen
class AttentionSignal:
    """`[hiệu lệnh]`: the short tones before what everybody has to hear."""

    start: int
    end: int


@frozen
class Gap:
    """`[điền: NƠI NHẬN]`: what somebody has still to write. line, column: where it stands."""

    start: int
    end: int
    name: str
    line: int
    column: int


@frozen
class Paragraph:
    """Blank lines. The pause they make is already that of the sentence before."""

    start: int
    end: int


@frozen
class Layout:
    """White space between two marks, also of no width."""

    start: int
    end: int


Segment = Speech | Turn | Pause | Music | AttentionSignal | Gap | Paragraph | Layout


@frozen
class Script:
    """A script that may be kept. text: as given, with line feeds alone; the segments tile it."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def plain(self) -> str:
        """The text for `reading`, of the same length: labels and cues are blank lines, so no sentence crosses one."""
        pieces = []
        for segment in self.segments:
            marked = isinstance(segment, Turn | Pause | Music | AttentionSignal | Gap)
            pieces.append("\n" * (segment.end - segment.start) if marked else self.text[segment.start : segment.end])
        return "".join(pieces)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is still to be written, in order."""
        return tuple(segment for segment in self.segments if isinstance(segment, Gap))


def gap(what: str) -> str:
    """The mark of what is still to be written."""
    return f"[điền: {what}]"


def parse_script(text: str, *, first_line: int = 1, is_draft: bool = False) -> Script:
    """Read the structure of `text`.

    first_line: the number its first line has in the file it came from, for the places in errors. is_draft: it may have gaps.
    Raises `EmptyScriptError`, `ScriptTooLongError`, `ControlCharacterError`, `BidiCharacterError`, `LegacyFontError`,
    `UnknownCueError`, `PauseLengthError`, `UnknownPresenterError`, `OpenFieldError`.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLongError(length=len(text), limit=LONGEST_SCRIPT)
    refuse_bad_characters(text, first_line=first_line)
    segments = tuple(_segments(text, first_line))
    if not is_draft and (left := next((each for each in segments if isinstance(each, Gap)), None)):
        raise OpenFieldError(line=left.line, column=left.column, what=left.name)
    if not any(isinstance(segment, Speech | Music) for segment in segments):
        raise EmptyScriptError
    return Script(text, segments)


def speech_alone(text: str) -> Script:
    """A script in which nothing is a mark: for words nobody wrote as a script (a title, a message, a name).

    Raises `EmptyScriptError`, `ScriptTooLongError`, `ControlCharacterError`, `BidiCharacterError`, `LegacyFontError`.
    """
    if len(text) > LONGEST_SCRIPT:
        raise ScriptTooLongError(length=len(text), limit=LONGEST_SCRIPT)
    refuse_bad_characters(text)
    if not text or _NOTHING.fullmatch(text):
        raise EmptyScriptError
    return Script(text, (Speech(0, len(text), Presenter.A, text),))


def _segments(text: str, first_line: int) -> Iterator[Segment]:
    presenter, done = Presenter.A, 0
    for mark in _MARK.finditer(text.translate(_SEEN_AS)):
        yield from _spoken(text, done, mark.start(), presenter)
        segment: Segment
        if mark["label"] is not None:
            presenter = _presenter(text, mark, first_line)
            segment = Turn(mark.start(), mark.end(), presenter)
        elif mark["cue"] is not None:
            segment = _cue(text, mark, first_line)
        else:
            segment = Paragraph(mark.start(), mark.end())
        yield segment
        done = mark.end()
    yield from _spoken(text, done, len(text), presenter)


def _spoken(text: str, start: int, end: int, presenter: Presenter) -> Iterator[Segment]:
    piece = text[start:end]
    if _NOTHING.fullmatch(piece):
        yield Layout(start, end)
    elif piece:
        yield Speech(start, end, presenter, piece)


def _presenter(text: str, mark: re.Match[str], first_line: int) -> Presenter:
    try:
        return Presenter(f"ptv{mark['who']}")
    except ValueError:
        label = mark["label"]
        line, column = place(text, mark.end() - len(label.lstrip()), first_line=first_line)
        raise UnknownPresenterError(line=line, column=column, label=label.strip()) from None


def _cue(text: str, mark: re.Match[str], first_line: int) -> Segment:
    cue = mark["cue"]
    line, column = place(text, mark.start(), first_line=first_line)
    words = " ".join(unicodedata.normalize("NFC", cue[1:-1]).split())
    if cue.endswith("]"):
        if words.casefold() == "hiệu lệnh":
            return AttentionSignal(mark.start(), mark.end())
        if pause := _PAUSE.fullmatch(words.casefold()):
            seconds = float(pause[1].replace(",", "."))
            if not 0 < seconds <= LONGEST_PAUSE_S:
                raise PauseLengthError(line=line, column=column, cue=cue, longest_s=LONGEST_PAUSE_S)
            return Pause(mark.start(), mark.end(), seconds)
        if words.casefold().startswith("nhạc") and (music := _MUSIC.fullmatch(words[:4].casefold() + words[4:])):
            return Music(mark.start(), mark.end(), music[1])
        if words.casefold().startswith("điền") and (left := _GAP.fullmatch(words[:4].casefold() + words[4:])):
            return Gap(mark.start(), mark.end(), left[1], line, column)
    raise UnknownCueError(line=line, column=column, cue=text[mark.start() : mark.end()][:80])
