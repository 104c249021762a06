"""The log as files: a table for people, and lines of JSON from which anybody can prove the chain without this program.

docs/phat-song.md shows how, in a few lines of Python.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from app.audit.events import AuditEvent
from app.audit.lines import line_of
from app.csv_files import MARK, csv_line
from app.words import moment

_HEADINGS = ("Số", "Lúc", "Người", "Việc", "Nội dung", "Mã người", "Đối tượng", "Mã đối tượng", "Dữ kiện", "Mã băm")


def audit_json_lines(events: Iterable[AuditEvent]) -> Iterator[bytes]:
    """One object a line: `event` is what `hash` covers; `name` and `salt` are what `event.actor` stands for, null once erased."""
    for each in events:
        said = {"event": each.hashed, "hash": each.hash, "name": each.actor_name, "salt": each.salt}
        yield (json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n").encode()


def audit_csv(events: Iterable[AuditEvent], people: Mapping[UUID, str]) -> Iterator[bytes]:
    """The table for people, line by line."""
    yield MARK
    yield csv_line(_HEADINGS)
    for each in events:
        facts = json.dumps(dict(each.facts), ensure_ascii=False, sort_keys=True)
        yield csv_line(
            (
                str(each.number),
                moment(each.at),
                each.actor_name or "",
                each.act,
                line_of(each, people),
                str(each.actor_id or ""),
                each.subject,
                each.subject_id,
                facts,
                each.hash,
            )
        )
