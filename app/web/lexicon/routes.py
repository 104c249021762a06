"""*Từ điển đọc*: find, add, change, remove, in and out as CSV; what a change does to bulletins is shown first."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Response, UploadFile
from pydantic import Field

from app.accounts import Right
from app.bulletins import Change, StoredEntry, Touched, entry_page, stored_entry
from app.desk import lexicon as acts
from app.errors import AppError
from app.reading import Layer, LexiconEntry
from app.tags import Tag
from app.values import frozen
from app.visits.reading_turns import ReadingTurn
from app.web.shared.asking import Page
from app.web.shared.faults import Fault
from app.web.shared.fields import Fields
from app.web.shared.pages import go
from app.web.shared.turning import Turned, ways
from app.web.shared.visit import Visit, Visiting
from app.words import word

router = APIRouter(prefix="/tu-dien", route_class=Page)

_A_PAGE = 50
_LAYERS = (Layer.COMMUNE, Layer.PROVINCE)


class EntryFields(Fields):
    """What the form of an entry holds. act: `xem`, `ghi` or `bo`; agreed: bulletins may be taken back."""

    written: str = Field(default="", max_length=1000)
    spoken: str = Field(default="", max_length=1000)
    layer: Literal[Layer.COMMUNE, Layer.PROVINCE] = Layer.COMMUNE
    any_case: bool = False
    tag: str = Field(default="", max_length=200)
    agreed: bool = False
    act: str = Field(default="xem", max_length=20)

    @classmethod
    def of(cls, found: StoredEntry) -> "EntryFields":
        """Of an entry that is opened."""
        entry = found.entry
        layer: Literal[Layer.COMMUNE, Layer.PROVINCE] = Layer.PROVINCE if entry.layer is Layer.PROVINCE else Layer.COMMUNE
        return cls(written=entry.written, spoken=entry.spoken, layer=layer, any_case=entry.any_case, tag=str(found.tag))

    def entry(self) -> LexiconEntry:
        """The entry."""
        return LexiconEntry(self.written.strip(), self.spoken.strip(), self.layer, self.any_case)


class FileFields(Fields):
    """A file, or its text once what it changes was seen."""

    file: UploadFile | None = None
    text: str = Field(default="", max_length=2_000_000)
    agreed: bool = False


@frozen
class Look:
    """What a change would do. count: of entries it writes."""

    touched: Sequence[Touched]
    removes: bool = False
    count: int = 1


@router.get("")
def get_list(
    visit: Visiting, q: Annotated[str, Query(max_length=200)] = "", pham_vi: str = "", tu: str = "", lui: Turned = ""
) -> Response:
    """Entries, the newest first; found without accents in either form."""
    visit.must(Right.LOOK)
    layer = Layer(pham_vi) if pham_vi in _LAYERS else None
    found = entry_page(visit.session, visit.commune_id, words=q, layer=layer, cursor=tu or None, limit=_A_PAGE)
    values = {
        "entries": found.items,
        "ways": ways("/tu-dien", {"q": q, "pham_vi": pham_vi}, name="tu", here=tu, lui=lui, cursor=found.cursor),
        "q": q,
        "layers": [("", "Tất cả"), *_layers()],
        "layer_chosen": pham_vi,
        "may_change": visit.actor.may(Right.LEXICON),
    }
    return visit.page("lexicon/list.html", values)


@router.get("/moi")
def get_new(visit: Visiting) -> Response:
    """An empty form."""
    visit.must(Right.LEXICON)
    return _entry(visit, EntryFields(), None)


@router.post("/moi")
def post_new(_turn: ReadingTurn, visit: Visiting, form: Annotated[EntryFields, Form()]) -> Response:
    """Look what a new entry changes, or add it."""
    return _done(visit, form, None)


@router.get("/tep")
def get_file(visit: Visiting) -> Response:
    """The form for a file."""
    visit.must(Right.LEXICON)
    return _file(visit, "")


@router.post("/tep")
def post_file(
    _turn: ReadingTurn, visit: Visiting, form: Annotated[FileFields, Form(media_type="multipart/form-data")]
) -> Response:
    """Look what a file changes; with its text, which was seen, take it in."""
    visit.must(Right.LEXICON)
    data = form.text.encode() if form.text else form.file.file.read() if form.file is not None else b""
    try:
        if not form.text:
            count, touched = acts.touched_by_file(visit.parts, visit.actor, data)
            return _file(visit, data.decode("utf-8-sig", errors="replace"), look=Look(touched, count=count))
        with visit.parts.sessions.begin() as session:
            acts.bring_in(visit.parts, session, visit.actor, data, may_reopen=form.agreed)
    except AppError as error:
        return _file(visit, "", fault=visit.fault(error, "file"))
    return go("/tu-dien", done="da-luu-tu-dien")


@router.get("/{entry_id}")
def get_entry(visit: Visiting, entry_id: UUID) -> Response:
    """An entry, to be changed."""
    visit.must(Right.LEXICON)
    return _entry(visit, EntryFields.of(stored_entry(visit.session, visit.commune_id, entry_id)), entry_id)


@router.post("/{entry_id}")
def post_entry(_turn: ReadingTurn, visit: Visiting, entry_id: UUID, form: Annotated[EntryFields, Form()]) -> Response:
    """Look what changing or removing it does, or do it."""
    return _done(visit, form, entry_id)


def _done(visit: Visit, form: EntryFields, entry_id: UUID | None) -> Response:
    visit.must(Right.LEXICON)
    removes = entry_id is not None and form.act in {"xem-bo", "bo"}
    try:
        if form.act.startswith("xem"):
            change = Change(remove=entry_id) if removes else Change(put=((entry_id, form.entry()),))
            return _entry(visit, form, entry_id, look=Look(acts.touched_by(visit.parts, visit.actor, change), removes))
        with visit.parts.sessions.begin() as session:
            if removes and entry_id is not None:
                acts.remove(visit.parts, session, visit.actor, entry_id, tag=Tag(form.tag), may_reopen=form.agreed)
            elif entry_id is not None:
                tag = Tag(form.tag)
                acts.put(visit.parts, session, visit.actor, form.entry(), over=entry_id, tag=tag, may_reopen=form.agreed)
            else:
                acts.put(visit.parts, session, visit.actor, form.entry(), may_reopen=form.agreed)
    except AppError as error:
        return _entry(visit, form, entry_id, fault=visit.fault(error))
    return go("/tu-dien", done="da-bo-tu-dien" if removes else "da-luu-tu-dien")


def _entry(
    visit: Visit,
    form: EntryFields,
    entry_id: UUID | None,
    *,
    look: Look | None = None,
    fault: Fault | None = None,
) -> Response:
    values = {
        "form": form,
        "address": f"/tu-dien/{entry_id}" if entry_id else "/tu-dien/moi",
        "is_new": entry_id is None,
        "layers": _layers(),
        "look": look,
        "fault": fault,
    }
    return visit.page("lexicon/entry.html", values)


def _file(visit: Visit, text: str, *, look: Look | None = None, fault: Fault | None = None) -> Response:
    return visit.page("lexicon/file.html", {"text_of_file": text, "look": look, "fault": fault})


def _layers() -> list[tuple[str, str]]:
    return [(each.value, word("layer", each.value)) for each in _LAYERS]
