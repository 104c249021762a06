"""*Đọc khác đi*: why a word is read so, and another way to read it, in this bulletin alone or by the commune's lexicon."""

from fastapi import Response

from app.bulletins import Change, SpokenScript, formal_of, stored_entries
from app.desk import lexicon as acts
from app.desk import reading
from app.errors import AppError
from app.reading import Layer, LexiconEntry
from app.tags import UNWRITTEN
from app.web.bulletins.form import BulletinFields
from app.web.bulletins.writing import Otherwise, Stored, shown
from app.web.shared.spoken import why_of
from app.web.shared.visit import Visit

ACT = "khac"
"""Begins what the panel's buttons say: `khac:WRITTEN` opens it, `khac-xem` looks what else would change, `khac-ghi` writes."""


def done(visit: Visit, form: BulletinFields, stored: Stored) -> Response:
    """What a button of the panel says; all that was typed stays."""
    if form.act.startswith(f"{ACT}:"):
        written = form.act.removeprefix(f"{ACT}:")
        spoken, why = _now(visit, form, written)
        opened = form.model_copy(update={"alt_written": written, "alt_spoken": spoken, "alt_agreed": False})
        return shown(visit, opened, stored, other=Otherwise(written, why))
    _, why = _now(visit, form, form.alt_written)
    try:
        if form.alt_scope == "commune":
            return _in_lexicon(visit, form, stored, why)
        own = form.own.rstrip()
        line = f"{form.alt_written.strip()} = {form.alt_spoken.strip()}"
        put = form.model_copy(update={"own": f"{own}\n{line}".strip(), "alt_written": "", "alt_spoken": ""})
        reading.read_text(visit.parts, visit.actor, form.alt_written, is_script=False, formal="read", own=put.own_entries())
        said = f"Trong bản tin này, «{form.alt_written.strip()}» đọc là «{form.alt_spoken.strip()}». Nhớ lưu bản tin."
        return shown(visit, put, stored, other=Otherwise("", "", done=said))
    except AppError as error:
        return shown(visit, form, stored, fault=visit.fault(error, "alt_spoken"), other=Otherwise(form.alt_written, why))


def _in_lexicon(visit: Visit, form: BulletinFields, stored: Stored, why: str) -> Response:
    """Look what else it would change; write it once that was seen."""
    entry = LexiconEntry(form.alt_written.strip(), form.alt_spoken.strip(), Layer.COMMUNE, any_case=False)
    entries = stored_entries(visit.session, visit.commune_id)
    over = next((each for each in entries if (each.entry.layer, each.entry.key) == (entry.layer, entry.key)), None)
    if form.act != f"{ACT}-ghi":
        touched = acts.touched_by(visit.parts, visit.actor, Change(put=((over.id if over else None, entry),)))
        return shown(visit, form, stored, other=Otherwise(form.alt_written, why, touched))
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
    return shown(visit, closed, stored, other=Otherwise("", "", done=said))


def _now(visit: Visit, form: BulletinFields, written: str) -> tuple[str, str]:
    """What is said for a written form where it first stands in the script, and why."""
    formal = formal_of(form.kind, form.priority)
    try:
        heard = reading.read_text(
            visit.parts, visit.actor, form.script.replace("\r\n", "\n"), is_script=True, formal=formal, own=form.own_entries()
        )
    except AppError:
        return "", ""
    assert isinstance(heard, SpokenScript)  # noqa: S101  # it was asked for as a script
    token = next((each for each in heard.tokens if heard.script[each.start : each.end] == written), None)
    return (token.spoken, why_of(token)) if token else ("", "")
