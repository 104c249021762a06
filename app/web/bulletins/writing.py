"""The page on which a bulletin is written: the form as it was typed, and its words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from fastapi import Response

from app.accounts import Right
from app.bulletins import Kind, SpokenScript, State, Theme, Touched, Version, formal_of
from app.desk import reading
from app.documents import Document
from app.errors import AppError
from app.reading import LeftOut
from app.web.bulletins.form import BulletinFields
from app.web.shared.faults import Fault
from app.web.shared.marks import OF_VERSION
from app.web.shared.spoken import Said, said_of
from app.web.shared.visit import Visit
from app.words import reading_summary, word
from app.zones import zones


@dataclass(frozen=True, slots=True)
class Stored:
    """The version that is on the page; None: nothing is kept yet."""

    version: Version | None = None

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return f"/ban-tin/{self.version.summary.bulletin_id}" if self.version else "/ban-tin/moi"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The panel *Đọc khác đi*. why: in words; touched: what else the lexicon would change, None: not seen yet; done: what was."""

    written: str
    why: str
    touched: Sequence[Touched] | None = None
    done: str = ""


def shown(
    visit: Visit,
    form: BulletinFields,
    stored: Stored,
    *,
    fault: Fault | None = None,
    status: int = 200,
    brought: Document | None = None,
    other: Otherwise | None = None,
) -> Response:
    """The page. brought: a document whose text was put into the form; other: the panel that says how to read otherwise."""
    words = words_of(visit, form, stored)
    fault = fault or words["unreadable"]
    found = stored.version
    values = {
        "form": form,
        "fault": fault,
        "stored": found,
        "address": stored.address,
        "mark": OF_VERSION[found.summary.state if found else State.DRAFT],
        "stands": word("version", (found.summary.state if found else State.DRAFT).value),
        "returned": next((each for each in reversed(found.moves) if each.after is State.RETURNED), None) if found else None,
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "kinds": [(each.value, word("kind", each.value)) for each in Kind],
        "themes": [(each.value, word("theme", each.value)) for each in Theme],
        "priorities": [(each, word("priority", each)) for each in ("normal", "priority")],
        "brought": brought,
        "other": other,
        "may_write": visit.actor.may(Right.WRITE),
        "may_lexicon": visit.actor.may(Right.LEXICON),
        "may_submit": visit.actor.may(Right.SUBMIT),
        **words,
    }
    return visit.page("bulletins/write.html", values, status=status)


class Words(TypedDict):
    """What is shown beside the script: the sentences, what is left out, one line about both; or why it cannot be read.

    sound: where each sentence is heard, empty for words that are not kept yet.
    """

    said: Sequence[Said]
    left_out: Sequence[LeftOut]
    summary: str
    unreadable: Fault | None
    sound: str


def words_of(visit: Visit, form: BulletinFields, stored: Stored) -> Words:
    """What would be heard of what is typed."""
    if not form.script.strip():
        return Words(said=[], left_out=(), summary="", unreadable=None, sound="")
    formal, script = formal_of(form.kind, form.priority), form.script.replace("\r\n", "\n")
    try:
        heard = reading.read_text(visit.parts, visit.actor, script, is_script=True, formal=formal, own=form.own_entries())
    except AppError as error:
        return Words(said=[], left_out=(), summary="", unreadable=Fault.of(error), sound="")
    assert isinstance(heard, SpokenScript)  # noqa: S101  # it was asked for as a script
    return Words(
        said=said_of(heard, reading.foreign(visit.parts, heard.sentences)),
        left_out=heard.left_out,
        summary=reading_summary(sentences=len(heard.sentences), left_out=len(heard.left_out), remarks=len(heard.remarks)),
        unreadable=None,
        sound=_sound(stored, script),
    )


def _sound(stored: Stored, script: str) -> str:
    if stored.version is None or stored.version.script != script:
        return ""
    summary = stored.version.summary
    return f"/api/v1/bulletins/{summary.bulletin_id}/versions/{summary.number}/preview"
