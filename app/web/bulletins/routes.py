"""*Bản tin*: the list, and the page on which one is written, read with the eyes and laid before the approver."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import JSONResponse

from app.accounts import Actor, Right
from app.bulletins import Filter, State, Summary, Theme, formal_of, latest
from app.bulletins import page as bulletin_page
from app.desk import bulletins as acts
from app.desk import renderings, unsaved
from app.errors import AppError, NotFoundError, StaleError
from app.sound import to_wav
from app.tags import Tag
from app.units import BulletinId
from app.visits.reading_turns import ReadingTurn
from app.web.bulletins import otherwise
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.kept import DROP, dropped, kept, opened
from app.web.bulletins.overtaken import overtaken
from app.web.bulletins.writing import MEND, Stored, mended, shown, with_proposals, words_of
from app.web.shared.asking import Page
from app.web.shared.days import last_day
from app.web.shared.faults import Fault
from app.web.shared.marks import OF_VERSION
from app.web.shared.pages import go, page
from app.web.shared.visit import Visit, Visiting
from app.words import word

router = APIRouter(prefix="/ban-tin", route_class=Page)

_A_PAGE = 30


@router.get("")
def get_list(
    visit: Visiting,
    q: Annotated[str, Query(max_length=200)] = "",
    trang_thai: str = "",
    chu_de: str = "",
    tu: str | None = None,
) -> Response:
    """Bulletins, the newest first; found without accents."""
    visit.must(Right.LOOK)
    return _list(visit, q, trang_thai, chu_de, tu)


@router.post("/trinh")
def post_submit_all(
    _turn: ReadingTurn, visit: Visiting, chon: Annotated[list[str] | None, Form(max_length=_A_PAGE)] = None
) -> Response:
    """Lay the drafts that were chosen before the approver, all of them or none."""
    try:
        drafts = [_draft(each) for each in chon or ()]
        with visit.parts.sessions.begin() as session:
            acts.submit_all(visit.parts, session, visit.actor, drafts)
    except AppError as error:
        visit.must(Right.LOOK)
        return _list(visit, fault=visit.fault(error))
    return go("/ban-tin", done="da-trinh" if drafts else "")


def _draft(chosen: str) -> acts.Draft:
    """A draft as the list named it. Raises `NotFoundError` for what is none of its names."""
    bulletin, _, rest = chosen.partition("/")
    number, _, tag = rest.partition("/")
    try:
        return acts.Draft(BulletinId(UUID(bulletin)), int(number), Tag(tag))
    except ValueError:
        raise NotFoundError(kind="bulletin", key=chosen) from None


def _list(
    visit: Visit,
    q: str = "",
    trang_thai: str = "",
    chu_de: str = "",
    tu: str | None = None,
    *,
    fault: Fault | None = None,
) -> Response:
    may_submit = visit.actor.may(Right.SUBMIT)
    wanted = Filter(
        q,
        Theme(chu_de) if chu_de in set(Theme) else None,
        State(trang_thai) if trang_thai in set(State) else None,
    )
    found = bulletin_page(visit.session, visit.commune_id, wanted, cursor=tu or None, limit=_A_PAGE)
    lines = [
        {
            "address": _address(visit.actor, each),
            "title": each.title,
            "theme": word("theme", each.theme.value),
            "until": last_day(each.valid_to),
            "by": each.created_by,
            "mark": OF_VERSION[each.state],
            "state": word("version", each.state.value),
            "pick": f"{each.bulletin_id}/{each.number}/{each.tag}" if may_submit and each.state is State.DRAFT else "",
        }
        for each in found.items
    ]
    values = {
        "lines": lines,
        "cursor": found.cursor,
        "q": q,
        "states": [("", "Tất cả"), *((each.value, word("version", each.value)) for each in State)],
        "themes": [("", "Tất cả"), *((each.value, word("theme", each.value)) for each in Theme)],
        "state_chosen": trang_thai,
        "theme_chosen": chu_de,
        "fault": fault,
    }
    return visit.page("bulletins/list.html", values)


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """An empty form."""
    visit.must(Right.WRITE)
    return opened(visit, BulletinFields.empty(visit.parts.clock.now()), Stored())


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
    return page(visit.request, "bulletins/words.html", {**words_of(visit, form, Stored(now)), "late": late})


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


def _address(actor: Actor, found: Summary) -> str:
    """Where a bulletin is opened: what waits for this person's approval is opened there."""
    if found.state is State.SUBMITTED and actor.may(Right.APPROVE):
        return f"/phe-duyet/{found.bulletin_id}/{found.number}"
    return f"/ban-tin/{found.bulletin_id}"
