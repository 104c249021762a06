"""What will be heard of a script: the reading of its speech, by presenter, with the cues between.

It is made once, at submission, and kept as a snapshot: the approver signs it and the voices speak it, so a newer reader changes
nothing that was approved.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.bulletins.model import Kind as BulletinKind
from app.bulletins.model import Priority
from app.bulletins.script import AttentionSignal, Music, Pause, Script, Speech
from app.reading import Formal, Lexicon, Threshold
from app.reading.model import (
    Certainty,
    Concern,
    Kind,
    LeftOut,
    Phrase,
    Reading,
    Remark,
    Sentence,
    Token,
    lines_left_out,
)
from app.speech.model import Accent
from app.speech.ports import Presenter
from app.values import frozen

Cue = Pause | Music | AttentionSignal


@frozen
class SpokenPart:
    """What one presenter says in one go. start, end: span in the script; the sentences' spans are in the script too."""

    start: int
    end: int
    presenter: Presenter
    sentences: tuple[Sentence, ...]


@frozen
class SpokenScript:
    """A script as it will be heard. items: in order; tokens: they tile the script; remarks: what an officer should look at."""

    script: str
    items: tuple[SpokenPart | Cue, ...]
    tokens: tuple[Token, ...]
    remarks: tuple[Remark, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences, in order."""
        return tuple(sentence for item in self.items if isinstance(item, SpokenPart) for sentence in item.sentences)

    @property
    def text(self) -> str:
        """The spoken words, a line for each sentence."""
        return "\n".join(sentence.text for sentence in self.sentences)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The lines of the script that are not said."""
        return lines_left_out(self.script, self.tokens)


def formal_of(kind: BulletinKind, priority: Priority) -> Formal:
    """How the formalities of a bulletin are treated: of a spot and of what is urgent nothing is ever left out."""
    return "read" if kind is BulletinKind.SPOT or priority is Priority.EMERGENCY else "skip"


def spoken_script(
    script: Script,
    *,
    formal: Formal = "read",
    accent: Accent = Accent.NORTH,
    lexicon: Lexicon | None = None,
    today: date | None = None,
    thresholds: Sequence[Threshold] = (),
) -> SpokenScript:
    """Read a script.

    formal: `skip` leaves out the formalities of a document, which is for bulletins alone (see `formal_of`); a caller that says
    nothing of it loses nothing. accent: numbers are said differently in the South; today: dates before it, and amounts that
    ended before it, go on the list to look at.
    """
    region = "south" if accent is Accent.SOUTH else "north"
    from app.reading import read  # noqa: PLC0415  # light start

    reading = read(script.plain, formal=formal, region=region, lexicon=lexicon, today=today, thresholds=thresholds)
    return spoken_of(script, reading)


def spoken_of(script: Script, reading: Reading) -> SpokenScript:
    """Put a reading of `script.plain` back into the script's structure."""
    items: list[SpokenPart | Cue] = []
    sentences = list(reading.sentences)
    for item in _runs(script):
        if isinstance(item, SpokenPart):
            count = sum(1 for sentence in sentences if sentence.end <= item.end)
            if count:
                items.append(SpokenPart(item.start, item.end, item.presenter, tuple(sentences[:count])))
                del sentences[:count]
        else:
            items.append(item)
    return SpokenScript(script.text, tuple(items), reading.tokens, reading.remarks)


def _runs(script: Script) -> Iterator[SpokenPart | Cue]:
    """Cues, and for each stretch of speech by one presenter an empty part."""
    run: SpokenPart | None = None
    for segment in script.segments:
        if isinstance(segment, Speech):
            if run is not None and run.presenter is not segment.presenter:
                yield run
                run = None
            run = SpokenPart(run.start if run else segment.start, segment.end, segment.presenter, ())
        elif isinstance(segment, Pause | Music | AttentionSignal):
            if run is not None:
                yield run
                run = None
            yield segment
    if run is not None:
        yield run


_KINDS = {each.value: each for each in Kind}
_CERTAINTIES = {each.value: each for each in Certainty}
"""Looked up: a page that waits for approval has thousands of tokens, and to call an enumeration takes five times as long."""


def to_snapshot(spoken: SpokenScript) -> dict[str, Any]:
    """The snapshot as JSON; rows instead of objects, for a long script has thousands of tokens."""
    return {
        "items": [_item_json(item) for item in spoken.items],
        "tokens": [[t.start, t.end, t.kind.value, t.spoken, t.certainty.value, t.rule, t.note] for t in spoken.tokens],
        "remarks": [[r.start, r.end, r.concern.value, r.message, r.suggestion] for r in spoken.remarks],
    }


def from_snapshot(script: str, snapshot: Mapping[str, Any]) -> SpokenScript:
    """The other way round."""
    return SpokenScript(
        script=script,
        items=tuple(_item(item) for item in snapshot["items"]),
        tokens=tuple(
            Token(s, e, _KINDS[kind], words, _CERTAINTIES[sure], rule, note)
            for s, e, kind, words, sure, rule, note in snapshot["tokens"]
        ),
        remarks=tuple(Remark(s, e, Concern(concern), text, better) for s, e, concern, text, better in snapshot["remarks"]),
    )


def _item_json(item: SpokenPart | Cue) -> dict[str, Any]:
    span = {"start": item.start, "end": item.end}
    match item:
        case SpokenPart():
            rows = [[s.start, s.end, s.text, s.pause_ms, [[p.text, p.pause_ms] for p in s.phrases]] for s in item.sentences]
            return {"type": "speech", **span, "presenter": item.presenter.value, "sentences": rows}
        case Pause():
            return {"type": "pause", **span, "seconds": item.seconds}
        case Music():
            return {"type": "music", **span, "name": item.name}
        case AttentionSignal():
            return {"type": "attention_signal", **span}


def _item(item: Mapping[str, Any]) -> SpokenPart | Cue:
    start, end = item["start"], item["end"]
    match item["type"]:
        case "speech":
            return SpokenPart(start, end, Presenter(item["presenter"]), tuple(_sentence(row) for row in item["sentences"]))
        case "pause":
            return Pause(start, end, item["seconds"])
        case "music":
            return Music(start, end, item["name"])
        case _:
            return AttentionSignal(start, end)


def _sentence(row: list[Any]) -> Sentence:
    start, end, text, pause_ms, phrases = row
    return Sentence(text, start, end, pause_ms, tuple(Phrase(words, pause) for words, pause in phrases))
