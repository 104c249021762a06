"""A draft made of a template: its fields filled in, and what nobody filled in left open, to be seen and never spoken."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.accounts import Actor
from app.bulletins import Content, Filter, Theme, VersionKey, create, gap, page, parse_script
from app.clock import Clock, local
from app.names import tidy
from app.policies.ended import as_known, known_documents, templates_of
from app.policies.errors import NoTemplateError, PolicyFieldError, PolicyPeriodError, UnknownFieldError
from app.policies.library import COMMUNE, template_of
from app.policies.model import Field, FieldKind, PolicyTemplate, Standing, WantedDraft
from app.timetable import day_of
from app.typed import typed_day, typed_telephones
from app.words import day_of_year
from app.zones import commune

LONGEST_VALUE = 500
USUAL_DAYS = timedelta(days=30)
_LOOKED_BACK = 100
"""So many of a theme's newest bulletins tell which template was used last."""
_USABLE = frozenset({Standing.IN_FORCE, Standing.TO_REVIEW})
_MONEY = re.compile(r"[0-9]{1,3}(?:[. ]?[0-9]{3}){0,4}")
_NUMBER = re.compile(r"[0-9]{1,6}")


def usual_days(found: PolicyTemplate, today: date) -> tuple[date, date]:
    """From today on for a month, or as long as what it rests on holds."""
    last = today + USUAL_DAYS
    return today, last if found.until is None else max(today, min(last, found.until))


def draft(session: Session, clock: Clock, actor: Actor, wanted: WantedDraft) -> VersionKey:
    """Make a draft of a template.

    Raises `PolicyFieldError`, `PolicyPeriodError`, `UnknownFieldError`, `NotFoundError`, what `create` raises.
    """
    found = as_known(template_of(wanted.code), known_documents(session, actor.commune_id))
    for name in wanted.values:
        if all(each.name != name for each in found.fields):
            raise UnknownFieldError(name=name[:LONGEST_VALUE], known=", ".join(each.name for each in found.fields))
    usual_first, usual_last = usual_days(found, local(clock.now()).date())
    first, last = wanted.first or usual_first, wanted.last or usual_last
    if first < found.since or (found.until is not None and last > found.until):
        until = day_of_year(found.until) if found.until is not None else "khi có văn bản thay"
        raise PolicyPeriodError(title=found.title, since=day_of_year(found.since), until=until)
    script = script_of(found, commune(session, actor.commune_id).name, wanted.values)
    content = Content(
        script=parse_script(script, is_draft=True),
        title=found.title,
        kind=found.kind,
        theme=found.theme,
        valid_from=day_of(first)[0],
        valid_to=day_of(last)[1],
        legal_basis=[cited(found, number) for number in range(len(found.documents))],
    )
    return create(session, clock, actor, content)


def draft_for(session: Session, clock: Clock, actor: Actor, theme: Theme) -> VersionKey:
    """Make one for a theme, of the template that was used least of late; its fields stay open.

    Raises `NoTemplateError`, what `create` raises.
    """
    today = local(clock.now()).date()
    usable = [each for each in templates_of(session, actor.commune_id) if each.theme is theme and each.standing(today) in _USABLE]
    if not usable:
        raise NoTemplateError(theme=theme.value)
    titles = [each.title for each in page(session, actor.commune_id, Filter(theme=theme), limit=_LOOKED_BACK).items]
    chosen = min(usable, key=lambda each: titles.count(each.title))
    return draft(session, clock, actor, WantedDraft(chosen.code, {}))


def cited(found: PolicyTemplate, number: int) -> str:
    """A document as a bulletin's legal basis names it."""
    each = found.documents[number]
    return f"{each.title}, số {each.number}" + (f" ngày {day_of_year(each.dated)}" if each.dated is not None else "")


def script_of(found: PolicyTemplate, name: str, values: Mapping[str, str]) -> str:
    """The words with what was filled in. name: of the commune. Raises `PolicyFieldError`."""
    filled = {each.name: _filled(each, values.get(each.name, "")) for each in found.fields}
    return found.script.format_map(filled | {COMMUNE: name})


def _filled(of: Field, typed: str) -> str:
    value = tidy(typed)
    if not value:
        return gap(of.label)
    try:
        return _WRITTEN[of.kind](_spoken(value))
    except ValueError:
        raise PolicyFieldError(of.name, of.label, of.kind.value, value[:LONGEST_VALUE]) from None


def _spoken(value: str) -> str:
    """Raises ValueError for what no voice says, or what would be a mark of the script."""
    if len(value) > LONGEST_VALUE or not value.isprintable() or set(value) & set("[]{}"):
        raise ValueError(value)
    return value


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if pattern.fullmatch(value) is None:
        raise ValueError(value)
    return value


def _money(value: str) -> str:
    amount = re.sub(r"[. ]", "", _matching(_MONEY, value.removesuffix("đồng").removesuffix("đ").strip()))
    return f"{int(amount):,}".replace(",", ".")


_WRITTEN: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.TEXT: str,
    FieldKind.DAY: lambda value: day_of_year(typed_day(value)),
    FieldKind.TELEPHONE: typed_telephones,
    FieldKind.MONEY: _money,
    FieldKind.NUMBER: lambda value: str(int(_matching(_NUMBER, value))),
}
