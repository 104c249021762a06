"""*Chương trình*: how each goes and in which slots, in whose way it greets, and each of its sounds and sentences to be heard."""

from fastapi import APIRouter, Response

from app.accounts import Right
from app.bulletins import Filter, Kind
from app.bulletins import page as bulletin_page
from app.desk import programmes as acts
from app.desk import reading
from app.desk.programmes import Step
from app.sound import to_wav
from app.visits.reading_turns import ReadingTurn
from app.web.shared.asking import Page
from app.web.shared.days import span
from app.web.shared.marks import OF_VERSION
from app.web.shared.visit import Visit, Visiting
from app.words import sound_name, word

router = APIRouter(prefix="/chuong-trinh", route_class=Page)

_GREETINGS = 20
"""So many of the newest are listed; the library has all of them."""


@router.get("")
def get_programmes(visit: Visiting) -> Response:
    """All of it."""
    visit.must(Right.LOOK)
    now = acts.greeting_now(visit.parts, visit.session, visit.actor)
    greetings = bulletin_page(visit.session, visit.commune_id, Filter(kind=Kind.GREETING), limit=_GREETINGS).items
    values = {
        "programmes": [
            (each, ", ".join(_in_short(step, has_slogans=each.has_slogans) for step in each.steps))
            for each in acts.programmes(visit.parts, visit.session, visit.actor)
        ],
        "greeting": now,
        "greetings": [
            {
                "address": f"/ban-tin/{each.bulletin_id}",
                "title": each.title,
                "valid": span(each.valid_from, each.valid_to),
                "mark": OF_VERSION[each.state],
                "state": word("version", each.state.value),
                "is_used": now is not None and each.version_id == now.version_id,
            }
            for each in greetings
        ],
        "sounds": acts.product_sounds(visit.session, visit.actor),
        "sound_name": sound_name,
        "may_write": visit.actor.may(Right.WRITE),
    }
    return visit.page("programmes/list.html", values)


@router.get("/{code}")
def get_programme(_turn: ReadingTurn, visit: Visiting, code: str) -> Response:
    """One, step by step."""
    visit.must(Right.LOOK)
    found = acts.programme(visit.parts, visit.session, visit.actor, code)
    values = {
        "programme": found,
        "sound_name": sound_name,
        "steps": [(step, _said(visit, step)) for step in found.steps],
        "greeting": acts.greeting_now(visit.parts, visit.session, visit.actor),
    }
    return visit.page("programmes/one.html", values)


@router.get("/{code}/{step}/{sentence}.wav")
def get_sentence(_turn: ReadingTurn, visit: Visiting, code: str, step: int, sentence: int) -> Response:
    """One sentence of what a step says, heard."""
    said = acts.say(visit.parts, visit.session, visit.actor, code, step, sentence=sentence)
    return Response(to_wav(said), media_type="audio/wav", headers={"Cache-Control": "no-store"})


def _said(visit: Visit, step: Step) -> list[str]:
    """The sentences of a step, in spoken words."""
    if step.words is None:
        return []
    spoken = reading.read_typed(visit.parts, visit.actor, step.words, kind=None, formal="read", own=())
    return [each.text for each in spoken.sentences]


def _in_short(step: Step, *, has_slogans: bool) -> str:
    if step.is_bulletins:
        return "bản tin xen khẩu hiệu" if has_slogans else "bản tin"
    return f"âm thanh «{sound_name(step.sound)}»" if step.sound is not None else "lời của đài"
