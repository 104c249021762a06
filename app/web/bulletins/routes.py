"""*Soạn bản tin*: the page on which one is written, read with the eyes and laid before the approver."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Response
from fastapi.responses import JSONResponse

from app.accounts import Right
from app.bulletins import Kind, formal_of, latest
from app.desk import bulletins as acts
from app.desk import renderings, unsaved
from app.errors import AppError, StaleError
from app.sound import to_wav
from app.tags import Tag
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.web.bulletins import otherwise
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.kept import DROP, dropped, kept, opened
from app.web.bulletins.overtaken import overtaken
from app.web.bulletins.writing import MEND, RIGHT, Stored, beside, found_right, mended, shown, with_proposals, words_of
from app.web.shared.asking import Page
from app.web.shared.pages import go, page
from app.web.shared.visit import Visit, Visiting
from app.zones import commune

router = APIRouter(prefix="/ban-tin", route_class=Page)

_GREETING = "[nhạc: nhac-hieu]\nĐây là Đài truyền thanh {}.\n"
"""A greeting lets be heard what it decides: the tunes and the readings of names."""


@router.get("/moi")
def get_new(visit: Visiting, loai: str = "") -> Response:
    """An empty form; of a greeting, with what each of them says."""
    visit.must(Right.WRITE)
    form = BulletinFields.empty(visit.parts.clock.now())
    if loai == Kind.GREETING.value:
        name = commune(visit.session, visit.commune_id).name
        form = form.model_copy(update={"kind": Kind.GREETING, "title": f"Lời chào của {name}", "script": _GREETING.format(name)})
    return opened(visit, form, Stored())


@router.post("/moi")
def post_new(_turn: ReadingTurn, visit: Visiting, form: Annotated[BulletinFields, Form()]) -> Response:
    """Keep a new bulletin, look at its words, or lay it before the approver."""
    return _done(visit, form, Stored())


@router.post("/loi-doc")
def post_preview(_turn: ReadingTurn, visit: Visiting, form: Annotated[BulletinFields, Form()]) -> Response:
    """The words alone, for the page on which they are being typed."""
    visit.must(Right.LOOK)
    now = latest(visit.session, visit.commune_id, BulletinId(form.bulletin)) if form.bulletin else None
    late = overtaken(visit, form, now) if now else None
    stored = Stored(now)
    if form.act.startswith(f"{otherwise.ACT}:"):
        form = otherwise.opening(form)
    words = words_of(visit, form, stored)
    panel = otherwise.panel_in(words["said"], form) if form.alt_written and form.act != "xem" else None
    if panel and form.act:
        form = form.model_copy(update={"alt_spoken": panel.spoken})
    values = {**words, **beside(visit, form, stored, panel), "late": late, "fault": None}
    return page(visit.request, "bulletins/words.html", values)


@router.post("/giu")
def post_keep(visit: Visiting, form: Annotated[BulletinFields, Form()]) -> JSONResponse:
    """Keep what is being typed, apart from versions; not under another's edit, of which it is told."""
    return JSONResponse({"late": kept(visit, form)}, headers={"Cache-Control": "no-store"})


@router.post("/nghe/{number}")
def post_hear(_turn: ReadingTurn, visit: Visiting, number: int, form: Annotated[BulletinFields, Form()]) -> Response:
    """One sentence of what is typed, heard before anything is kept."""
    said = renderings.try_typed(
        visit.parts,
        visit.actor,
        form.text,
        kind=form.kind,
        formal=formal_of(form.kind, form.priority),
        own=form.own_entries(),
        sentence_number=number,
    )
    return Response(to_wav(said), media_type="audio/wav", headers={"Cache-Control": "no-store"})


@router.get("/{bulletin_id}")
def get_bulletin(_turn: ReadingTurn, visit: Visiting, bulletin_id: UUID) -> Response:
    """A bulletin, to be read or edited."""
    visit.must(Right.LOOK)
    found = latest(visit.session, visit.commune_id, BulletinId(bulletin_id))
    return opened(visit, BulletinFields.of(found), Stored(found))


@router.post("/{bulletin_id}")
def post_bulletin(
    _turn: ReadingTurn,
    visit: Visiting,
    bulletin_id: UUID,
    form: Annotated[BulletinFields, Form()],
) -> Response:
    """The same of one that is kept; never over another's edit."""
    return _done(visit, form, Stored(latest(visit.session, visit.commune_id, BulletinId(bulletin_id))))


def _looked(visit: Visit, form: BulletinFields, stored: Stored) -> Response | None:
    """The page for a button that keeps nothing; None for one that does."""
    if form.act == DROP:
        return dropped(visit, stored)
    if form.act == "xem":
        return shown(visit, with_proposals(visit, form), stored)
    if form.act.startswith(f"{RIGHT}:"):
        return shown(visit, found_right(form), stored)
    if form.act.startswith(MEND):
        return shown(visit, mended(visit, form), stored)
    return otherwise.done(visit, form, stored) if form.act.startswith(otherwise.ACT) else None


def _done(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """What the button says. What is wrong is told above the form, which keeps every letter that was typed."""
    if (looked := _looked(visit, form, stored)) is not None:
        return looked
    try:
        with visit.parts.sessions.begin() as session:
            if stored.version is None:
                key = acts.write(visit.parts, session, visit.actor, form.content(issuer=None))
            else:
                bulletin_id = stored.version.summary.bulletin_id
                key = acts.edit(
                    visit.parts,
                    session,
                    visit.actor,
                    bulletin_id,
                    form.content(stored.version.issuer),
                    tag=Tag(form.seen if form.act == "luu-de" else form.tag),
                )
            unsaved.drop(visit.parts, session, visit.actor, stored.bulletin_id)
        if form.act != "trinh":
            return go(f"/ban-tin/{key.bulletin_id}", done="da-luu")
        with visit.parts.sessions.read() as session:  # whatever becomes of the submission, the draft is kept
            stored = Stored(latest(session, visit.commune_id, key.bulletin_id))
            form = form.model_copy(update={"tag": str(key.tag)})
        with visit.parts.sessions.begin() as session:
            acts.submit(visit.parts, session, visit.actor, key.bulletin_id, key.number, tag=key.tag)
    except AppError as error:
        late = overtaken(visit, form, stored.version) if stored.version and isinstance(error, StaleError) else None
        return shown(visit, form, stored, fault=visit.fault(error), late=late)
    return go("/ban-tin", done="da-trinh")
