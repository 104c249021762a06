"""The files of the library, read strictly: documents.toml, and a template a file in `templates/`.

title, topic, theme, kind            kind: of the bulletin, `feature` unless it says otherwise
documents = [number, ...]            what it rests on, each of documents.toml
review_by                            the day by which somebody compares it with the law again
script                               the words; {xa} and the names of its fields
[[field]] name, label, kind, hint    in the order of the form
"""

import string
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from app.bulletins import Kind, Theme
from app.errors import NotFoundError
from app.policies.model import Document, Field, FieldKind, PolicyTemplate, Topic

FOLDER = Path(__file__).parent
COMMUNE = "xa"

_Line = Annotated[str, StringConstraints(pattern=r"^[^\[\]{}\n]{1,300}$")]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,40}$")]
_Number = Annotated[str, StringConstraints(pattern=r"^\d{2,3}(/\d{4}/[A-ZĐ]+\d*(-[A-Za-zĐ]+)?|-[A-Z]+/[A-Z]+)$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class _Document(_Part):
    number: _Number
    title: _Line
    dated: date | None = None
    since: date
    until: date | None = None
    successor: _Number | None = None


class _Documents(_Part):
    document: tuple[_Document, ...]


class _Field(_Part):
    name: _Name
    label: _Line
    kind: FieldKind = FieldKind.TEXT
    hint: str = ""


class _Template(_Part):
    title: _Line
    topic: Topic
    theme: Theme
    kind: Kind = Kind.FEATURE
    documents: tuple[_Number, ...]
    review_by: date
    script: str
    field: tuple[_Field, ...]


@cache
def documents() -> dict[str, Document]:
    """What is known of documents, by number. Raises ValueError for a file that was edited wrongly, which names the place."""
    with (FOLDER / "documents.toml").open("rb") as file:
        found = _Documents.model_validate(tomllib.load(file)).document
    known = {each.number: Document(**each.model_dump()) for each in found}
    if len(known) != len(found):
        raise ValueError("a number stands twice in documents.toml")
    for each in known.values():
        if each.until is not None and each.until < each.since:
            raise ValueError(f"{each.number} ends before it begins")
        if each.successor is not None and each.successor not in known:
            raise ValueError(f"{each.number} is replaced by {each.successor}, which is not known")
    return known


@cache
def templates() -> tuple[PolicyTemplate, ...]:
    """All templates, by theme, then topic. Raises ValueError as `documents`."""
    found = [_template(file) for file in sorted((FOLDER / "templates").glob("*.toml"))]
    order = list(Topic)
    return tuple(sorted(found, key=lambda each: order.index(each.topic)))


def template_of(code: str) -> PolicyTemplate:
    """One of them. Raises `NotFoundError`."""
    found = next((each for each in templates() if each.code == code), None)
    if found is None:
        raise NotFoundError(kind="policy_template", key=code)
    return found


def _template(file: Path) -> PolicyTemplate:
    with file.open("rb") as opened:
        found = _Template.model_validate(tomllib.load(opened))
    named = {name for _, name, _, _ in string.Formatter().parse(found.script) if name is not None}
    declared = {each.name for each in found.field}
    if named - {COMMUNE} != declared or len(declared) != len(found.field):
        raise ValueError(f"{file.name}: the script and its fields do not agree on {', '.join(sorted(named ^ declared))}")
    if unknown := set(found.documents) - documents().keys():
        raise ValueError(f"{file.name}: no document {', '.join(sorted(unknown))}")
    return PolicyTemplate(
        code=file.stem,
        title=found.title,
        topic=found.topic,
        theme=found.theme,
        kind=found.kind,
        documents=tuple(documents()[number] for number in found.documents),
        review_by=found.review_by,
        fields=tuple(Field(**each.model_dump()) for each in found.field),
        script=found.script.strip(),
    )
