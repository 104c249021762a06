"""An event as a line that people read: who did what, to what, when."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from uuid import UUID

from app.audit.events import AuditEvent
from app.clock import local
from app.words import WORDS, day_of_year, hour_in_words, hour_said, moment, sentence, word

_UNKNOWN = "…"


def line_of(event: AuditEvent, people: Mapping[UUID, str]) -> str:
    """`Nguyễn Thị Lan duyệt bản tin «…», phiên bản 2 lúc 14h05 ngày 29/11/2026`, whatever stands in it in one line.

    people: names of those whom something was done to, by id.
    """
    who = event.actor_name or word("audit_kind", event.actor_kind)
    said = WORDS["audit"].get(f"{event.act} {event.subject}", f"{event.act} {event.subject}")
    facts = _Facts({name: str(value) if name == "year" else _shown(value) for name, value in event.facts.items()})
    facts["subject_id"] = _shown(event.subject_id)
    facts["days"] = _days(event.subject_id)
    facts["fault"] = sentence(str(event.facts.get("code", ""))).title
    facts["refusal"] = sentence(event.subject_id).title
    facts["person"] = people.get(_uuid(event.subject_id), word("audit_kind", "erased"))
    told = f"{who} {said.format_map(facts)}"
    if event.facts.get("on_behalf_of"):
        told += f" thay mặt {people.get(_uuid(str(event.facts['on_behalf_of'])), word('audit_kind', 'erased'))}"
    if event.facts.get("reason"):
        told += f" (lý do: {facts['reason']})"
    if event.facts.get("outcome"):
        told += f" (không thành: {sentence(str(event.facts['outcome'])).title})"
    return _one_line(f"{told} lúc {hour_said(event.at)} ngày {day_of_year(local(event.at).date())}")


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return _UNKNOWN


def _shown(value: object) -> str:
    """A fact in words: days, hours and instants as people write them, numbers with their points."""
    if value is None:
        return _UNKNOWN
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    text = str(value)
    with suppress(ValueError):
        return day_of_year(date.fromisoformat(text)) if len(text) == len("2026-11-29") else moment(datetime.fromisoformat(text))
    return hour_in_words(text)


def _days(text: str) -> str:
    """`từ ngày 25/11/2026 đến ngày 01/12/2026` of `2026-11-25/2026-12-01`; a day alone is said once."""
    first, _, last = text.partition("/")
    return f"ngày {_shown(first)}" if last in {"", first} else f"từ ngày {_shown(first)} đến ngày {_shown(last)}"


def _one_line(text: str) -> str:
    """Without what could begin another line, or command a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
