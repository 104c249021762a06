"""*Đọc khác đi*: why a word is read so, and another way to read it, in this bulletin alone or by the commune's lexicon."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import Response

from app.bulletins import Change, StoredEntry, stored_entries
from app.desk import lexicon as acts
from app.desk import reading
from app.errors import AppError
from app.reading import Layer, LexiconEntry
from app.tags import UNWRITTEN
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.writing import Otherwise, Stored, shown, words_of
from app.web.shared.spoken import Said, why_of
from app.web.shared.visit import Visit

ACT = "khac"
"""Begins what the panel's buttons say: `khac:SENTENCE:WRITTEN` opens it, `khac-xem` looks what else would change,
`khac-ghi` writes."""


def done(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """What a button of the panel says; all that was typed stays."""
    if form.act.startswith(f"{ACT}:"):
        opened, words = opening(form), words_of(visit, form, stored)
        panel = panel_in(words["said"], opened)
        return shown(visit, opened.model_copy(update={"alt_spoken": panel.spoken}), stored, other=panel, words=words)
    words = words_of(visit, form, stored)
    panel = panel_in(words["said"], form)
    try:
        if form.alt_scope == "commune":
            entry, over = _entry(visit, form)
            touched = acts.touched_by(visit.parts, visit.actor, Change(put=((over.id if over else None, entry),)))
            panel = replace(panel, touched=touched)  # also where writing it is refused: then they are to be agreed to
            if form.act == f"{ACT}-ghi":
                return _in_lexicon(visit, form, stored)
            return shown(visit, form, stored, other=panel, words=words)
        own = form.own.rstrip()
        line = f"{form.alt_written.strip()} = {form.alt_spoken.strip()}"
        put = form.model_copy(update={"own": f"{own}\n{line}".strip(), "alt_written": "", "alt_spoken": ""})
        reading.read_text(visit.parts, visit.actor, form.alt_written, is_script=False, formal="read", own=put.own_entries())
        said = f"Trong bản tin này, «{form.alt_written.strip()}» đọc là «{form.alt_spoken.strip()}». Nhớ lưu bản tin."
        return shown(visit, put, stored, other=Otherwise("", done=said))
    except AppError as error:
        return shown(visit, form, stored, fault=visit.fault(error, "alt_spoken"), other=panel, words=words)


def opening(form: BulletinFields) -> BulletinFields:
    """The form, what its button names put into the panel."""
    _, number, written = (*form.act.split(":", 2), "", "")[:3]
    at = int(number) if number.isascii() and number.isdigit() else 0
    return form.model_copy(update={"alt_written": written, "alt_at": at, "alt_agreed": False, "alt_scope": "bulletin"})


def panel_in(said: Sequence[Said], form: BulletinFields) -> Otherwise:
    """The panel of the form: below its sentence, or below the first that has that word now; above all where none has."""
    written = form.alt_written
    named = [each for each in said if each.number == form.alt_at]
    for each in [*named, *said]:
        looks = [look for look in each.looks if look.written == written]
        token = next((token for token in each.tokens if each.script[token.start : token.end] == written), None)
        if not looks and token is None:
            continue
        spoken = token.spoken if token else next((one.text for one in each.stretches if one.written == written), "")
        return Otherwise(written, each.number, spoken, why_of(token) if token and not looks else "", looks)
    return Otherwise(written)


def _entry(visit: Visit, form: BulletinFields) -> tuple[LexiconEntry, StoredEntry | None]:
    """The entry that is wanted, and the one that it would stand in the place of."""
    entry = LexiconEntry(form.alt_written.strip(), form.alt_spoken.strip(), Layer.COMMUNE, any_case=False)
    entries = stored_entries(visit.session, visit.commune_id)
    return entry, next((each for each in entries if (each.entry.layer, each.entry.key) == (entry.layer, entry.key)), None)


def _in_lexicon(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """Write it: what else it changes was seen."""
    entry, over = _entry(visit, form)
    with visit.parts.sessions.begin() as session:
        acts.put(
            visit.parts,
            session,
            visit.actor,
            entry,
            over=over.id if over else None,
            tag=over.tag if over else UNWRITTEN,
            may_reopen=form.alt_agreed,
        )
    said = f"Đã ghi vào từ điển đọc: «{entry.written}» đọc là «{entry.spoken}»."
    closed = form.model_copy(update={"alt_written": "", "alt_spoken": ""})
    return shown(visit, closed, stored, other=Otherwise("", done=said))
