"""The page on which a bulletin is written: the form as it was typed, and its words beside it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

from fastapi import Response

from app.accounts import Right
from app.bulletins import (
    Gap,
    Kind,
    Language,
    State,
    Theme,
    Touched,
    UnsavedText,
    Version,
    formal_of,
    parse_moment,
    parse_script,
    propose_from,
)
from app.clock import local
from app.desk import reading
from app.desk.policies import lapsed_texts
from app.documents import Document
from app.errors import AppError
from app.policies import known_documents
from app.reading import LeftOut
from app.units import BulletinId
from app.values import frozen
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.overtaken import Overtaken
from app.web.shared.faults import Fault
from app.web.shared.length import Length, length_of
from app.web.shared.marks import OF_VERSION
from app.web.shared.spoken import Look, Said, said_of, summary_of
from app.web.shared.visit import Visit
from app.words import day_of_year, word
from app.zones import zones

RIGHT = "dung"
"""Begins what a button says that finds a place to look at read rightly: `dung:WRITTEN`."""
MEND = "sua"
"""Begins what a button says that accepts a proposal for a place: `sua:START:END`."""


@frozen
class Stored:
    """The version that is on the page; None: nothing is kept yet."""

    version: Version | None = None

    @property
    def bulletin_id(self) -> BulletinId | None:
        """Which one it is of."""
        return self.version.summary.bulletin_id if self.version else None

    @property
    def address(self) -> str:
        """Where the form is sent."""
        return f"/ban-tin/{self.version.summary.bulletin_id}" if self.version else "/ban-tin/moi"


@frozen
class Otherwise:
    """The panel *Đọc khác đi*. number: of the sentence below which it stands, 0: above all; why: in words.

    looks: what of it is to be looked at; touched: what else the lexicon would change, None: not seen yet; done: what was.
    """

    written: str
    number: int = 0
    spoken: str = ""
    why: str = ""
    looks: Sequence[Look] = ()
    touched: Sequence[Touched] | None = None
    done: str = ""


class Words(TypedDict):
    """What is shown beside the script: the sentences, what is left out, one line about both; or why it cannot be read.

    until, theme: what the script itself shows of the last day and the theme, or empty.
    gaps: what is still to be written; lapsed: what of the legal basis does not hold, in words.
    """

    said: Sequence[Said]
    left_out: Sequence[LeftOut]
    summary: str
    length: Length | None
    until: str
    theme: str
    unreadable: Fault | None
    gaps: Sequence[Gap]
    lapsed: Sequence[str]


def shown(
    visit: Visit,
    form: BulletinFields,
    stored: Stored,
    *,
    fault: Fault | None = None,
    brought: Document | None = None,
    other: Otherwise | None = None,
    late: Overtaken | None = None,
    unsaved: UnsavedText | None = None,
    words: Words | None = None,
) -> Response:
    """The page.

    unsaved: what was typed last time and is offered; brought: a document whose text was put into the form;
    words: of the form, where they are read already;
    other: the panel *Đọc khác đi*; late: one was quicker.
    """
    words = words or words_of(visit, form, stored)
    fault = fault or words["unreadable"]
    found = stored.version
    values = {
        **beside(visit, form, stored, other),
        "fault": fault,
        "stored": found,
        "mark": OF_VERSION[found.summary.state if found else State.DRAFT],
        "stands": word("version", (found.summary.state if found else State.DRAFT).value),
        "returned": next((each for each in reversed(found.moves) if each.after is State.RETURNED), None) if found else None,
        "places": [each.path for each in zones(visit.session, visit.commune_id)],
        "kinds": [(each.value, word("kind", each.value)) for each in Kind],
        "themes": [(each.value, word("theme", each.value)) for each in Theme],
        "languages": [(each.value, word("language", each.value)) for each in Language],
        "priorities": [(each, word("priority", each)) for each in ("normal", "priority")],
        "brought": brought,
        "late": late,
        "unsaved": unsaved,
        "may_write": visit.actor.may(Right.WRITE),
        "may_submit": visit.actor.may(Right.SUBMIT),
        **words,
    }
    return visit.page("bulletins/write.html", values)


def beside(visit: Visit, form: BulletinFields, stored: Stored, other: Otherwise | None) -> dict[str, object]:
    """What the words beside the script are drawn with, but for themselves."""
    return {"form": form, "address": stored.address, "other": other, "may_lexicon": visit.actor.may(Right.LEXICON)}


def words_of(visit: Visit, form: BulletinFields, stored: Stored) -> Words:
    """What would be heard of what is typed."""
    if not form.script.strip():
        return Words(said=[], left_out=(), summary="", length=None, until="", theme="", unreadable=None, gaps=(), lapsed=())
    formal, script = formal_of(form.kind, form.priority), form.text
    try:
        heard = reading.read_typed(visit.parts, visit.actor, script, kind=form.kind, formal=formal, own=form.own_entries())
    except AppError as error:
        return Words(
            said=[],
            left_out=(),
            summary="",
            length=None,
            until="",
            theme="",
            unreadable=Fault.of(error),
            gaps=(),
            lapsed=(),
        )
    shown = propose_from(script, local(visit.parts.clock.now()).date())
    said = said_of(heard, reading.foreign(visit.parts, heard), right=form.right)
    return Words(
        said=said,
        left_out=heard.left_out,
        summary=summary_of(said, heard),
        length=length_of(visit, heard, stored.version),
        until=day_of_year(shown.valid_to) if shown.valid_to else "",
        theme=shown.theme.value if shown.theme else "",
        unreadable=None,
        gaps=parse_script(script, is_draft=True).gaps,
        lapsed=_lapsed(visit, form),
    )


def _lapsed(visit: Visit, form: BulletinFields) -> list[str]:
    today = local(visit.parts.clock.now()).date()
    first, last = _day(form.valid_from, today, is_end=False), _day(form.valid_to, today, is_end=True)
    return lapsed_texts(known_documents(visit.session, visit.commune_id), [form.legal_basis, form.script], first, last)


def _day(typed: str, today: date, *, is_end: bool) -> date:
    """The day that is typed, `today` for what is none: that is told where it is kept."""
    try:
        at = parse_moment(typed, is_end=is_end)
    except ValueError:
        return today
    return local(at - timedelta(microseconds=1) if is_end else at).date()


def mended(visit: Visit, form: BulletinFields) -> BulletinFields:
    """The form, the proposal for a place put into the script: the one that a button names, if it still stands there."""
    script = form.text
    for said in words_of(visit, form, Stored())["said"]:
        for look in said.looks:
            if look.instead and form.act == f"{MEND}:{look.start}:{look.end}":
                return form.model_copy(update={"script": script[: look.start] + look.instead + script[look.end :]})
    return form


def found_right(form: BulletinFields) -> BulletinFields:
    """The form, what its button names found to be read rightly."""
    return form.model_copy(update={"right": list(dict.fromkeys((*form.right, form.act.partition(":")[2])))})


def with_proposals(visit: Visit, form: BulletinFields) -> BulletinFields:
    """The form, what its script shows put where the officer said nothing yet."""
    shown = propose_from(form.script, local(visit.parts.clock.now()).date())
    until = day_of_year(shown.valid_to) if shown.valid_to and not form.valid_to.strip() else form.valid_to
    theme = shown.theme if shown.theme and form.theme is Theme.OTHER else form.theme
    return form.model_copy(update={"valid_to": until, "theme": theme})
