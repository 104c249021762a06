"""The steps of a commune's own: a template taken out as a file, edited and brought back, and used from then on; or the product's.

What is brought is tried as a whole first: its words, its days with what they rest on, and whether the steps follow each other.
"""

import re
import tomllib
from datetime import date
from functools import cache, lru_cache

from pydantic import ValidationError
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.bulletins import parse_script
from app.calendar.working_days import WorkingDays
from app.campaigns.days import refuse_wrong_days, spans
from app.campaigns.errors import StepsFileError
from app.campaigns.model import CampaignKind
from app.campaigns.step_templates import FOLDER, CampaignTemplate, terms_of, usual_first
from app.clock import Clock
from app.errors import AppError
from app.plans import drop_template, put_template, template_file
from app.units import CommuneId

LARGEST = 200_000
"""Bytes: ten times what ships."""
_LINE = re.compile(r"at (line \d+, column \d+|end of document)")


def template_for(session: Session, commune_id: CommuneId, kind: CampaignKind) -> CampaignTemplate:
    """The template of a kind: the commune's own, or the product's. Raises `StepsFileError` for one that holds no more."""
    return steps_in(steps_file(session, commune_id, kind), kind)


def steps_file(session: Session, commune_id: CommuneId, kind: CampaignKind) -> bytes:
    """The file it is made of, to be edited."""
    return template_file(session, commune_id, _code(kind)) or shipped_file(kind)


def is_own(session: Session, commune_id: CommuneId, kind: CampaignKind) -> bool:
    """Whether the commune uses one of its own."""
    return template_file(session, commune_id, _code(kind)) is not None


def put_steps(session: Session, clock: Clock, actor: Actor, kind: CampaignKind, *, name: str, data: bytes) -> None:
    """Let an edited file be the template of a kind; campaigns that were made stay as they are. Raises `StepsFileError`."""
    steps_in(data, kind)
    put_template(session, clock, actor, _code(kind), name=name, data=data)


def drop_steps(session: Session, clock: Clock, actor: Actor, kind: CampaignKind) -> None:
    """Go back to the product's own. Raises `NotFoundError` where it is used already."""
    drop_template(session, clock, actor, _code(kind))


@cache
def shipped_file(kind: CampaignKind) -> bytes:
    """The product's own."""
    return (FOLDER / f"{kind.value}.toml").read_bytes()


@lru_cache(maxsize=64)
def steps_in(data: bytes, kind: CampaignKind) -> CampaignTemplate:
    """The template of a kind that a file holds. Raises `StepsFileError`."""
    if len(data) > LARGEST:
        raise StepsFileError(place="tệp", reason=f"tệp lớn hơn {LARGEST // 1000} kB")
    try:
        found = CampaignTemplate.model_validate(tomllib.loads(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise StepsFileError(place="tệp", reason="tệp không phải văn bản UTF-8") from None
    except RecursionError:  # the reader of TOML calls itself for each bracket
        raise StepsFileError(place="tệp", reason="quá nhiều dấu ngoặc lồng nhau") from None
    except tomllib.TOMLDecodeError as exc:
        where = _LINE.search(str(exc))
        place = (
            (where[1] if where else "").replace("line", "dòng").replace("column", "cột").replace("end of document", "cuối tệp")
        )
        raise StepsFileError(place=place, reason="không đọc được theo TOML") from None
    except ValidationError as exc:
        at = ".".join(str(each + 1) if isinstance(each, int) else each for each in exc.errors()[0]["loc"])
        raise StepsFileError(place=at, reason="thiếu, thừa hoặc sai giá trị") from None
    _refuse_misfit(kind, found)
    return found


def _refuse_misfit(kind: CampaignKind, found: CampaignTemplate) -> None:
    """Raises `StepsFileError` for steps that cannot follow one another, or whose days rest on nothing."""
    seen: set[str] = set()
    for each in found.steps:
        if each.code in seen:
            raise StepsFileError(place=each.title, reason=f"mã «{each.code}» đã dùng cho bước khác")
        if each.together is not None and each.together not in seen:
            raise StepsFileError(
                place=each.title, reason=f"«with» phải là mã của một bước đứng trước, không phải «{each.together}»"
            )
        if not each.basis.strip():
            raise StepsFileError(place=each.title, reason="số ngày chưa có căn cứ («basis»)")
        try:
            parse_script(each.script, is_draft=True)
        except AppError:
            raise StepsFileError(place=each.title, reason="lời thông báo («script») không đọc được") from None
        seen.add(each.code)
    try:
        first = usual_first(found.window, date(2026, 1, 1))
        last = refuse_wrong_days(found.window, first, None, first)
        spans([terms_of(each) for each in found.steps], first, last, WorkingDays())
    except ValueError:
        raise StepsFileError(place="window", reason="ngày tháng không có thật, hay viết không như «09-01»") from None
    except AppError as error:
        raise StepsFileError(
            place=str(error.facts.get("step", "window")), reason="các bước không vừa khoảng ngày của đợt"
        ) from None
    if (found.window.first is None) is not (kind is CampaignKind.REGULAR):
        raise StepsFileError(place="window", reason="rà soát định kỳ có «first» và «last», rà soát thường xuyên có «day»")


def _code(kind: CampaignKind) -> str:
    return f"steps_{kind.value}"
