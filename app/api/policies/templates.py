"""The policy library: what there is to begin from, and drafts made of it."""

from fastapi import APIRouter, Response
from sqlalchemy.orm import Session

from app.accounts import Actor
from app.api.policies.template_forms import (
    PolicyDraftAnswer,
    PolicyDraftForm,
    PolicyTemplateAnswer,
    PolicyTemplatesAnswer,
    ThemeDraftForm,
)
from app.api.shared.conditional import tell
from app.bulletins import VersionKey, latest
from app.clock import local
from app.desk import policies as acts
from app.edge import AskedFirst, Looking, Parts, ReadSession, SignedIn, WriteSession
from app.policies import as_known, known_documents, template_of, templates_of

router = APIRouter(prefix="/policy-templates", tags=["bulletins"], route_class=AskedFirst)


@router.get("")
def get_templates(parts: Parts, actor: Looking, session: ReadSession) -> PolicyTemplatesAnswer:
    """All templates, with their legal basis and how it stands today."""
    today = local(parts.clock.now()).date()
    return PolicyTemplatesAnswer(
        items=[PolicyTemplateAnswer.of_day(each, today) for each in templates_of(session, actor.commune_id)]
    )


@router.get("/{code}")
def get_template(parts: Parts, actor: Looking, session: ReadSession, code: str) -> PolicyTemplateAnswer:
    """One template."""
    found = as_known(template_of(code), known_documents(session, actor.commune_id))
    return PolicyTemplateAnswer.of_day(found, local(parts.clock.now()).date())


@router.post("/drafts", status_code=201)
def post_theme_draft(
    parts: Parts, actor: SignedIn, session: WriteSession, form: ThemeDraftForm, response: Response
) -> PolicyDraftAnswer:
    """Make the bulletin that a theme lacks: a draft of that of its templates which was used least of late."""
    return _answer(session, actor, acts.draft_for(parts, session, actor, form.theme), response)


@router.post("/{code}/drafts", status_code=201)
def post_draft(
    parts: Parts, actor: SignedIn, session: WriteSession, code: str, form: PolicyDraftForm, response: Response
) -> PolicyDraftAnswer:
    """Make a draft of a template; a field that is not given stays open in it, and is refused when the draft is submitted."""
    return _answer(session, actor, acts.draft(parts, session, actor, form.wanted(code)), response)


def _answer(session: Session, actor: Actor, key: VersionKey, response: Response) -> PolicyDraftAnswer:
    response.headers["Location"] = f"/api/v1/bulletins/{key.bulletin_id}"
    tell(response, key.tag)
    return PolicyDraftAnswer.of(latest(session, actor.commune_id, key.bulletin_id))
