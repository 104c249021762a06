"""What keeps the audit log provable: a head signed each day and copied where audio goes, refusals, retention."""

from datetime import timedelta

import structlog

from app.accounts import record_act, system_actor
from app.audit import forget_before, head_of, sign_head, verify
from app.clock import local
from app.faults import observe
from app.units import CommuneId
from app.wire.public_keys import key_to_pem
from app.wiring import Services
from app.zones import communes, public_key

_BROKEN = "audit_broken"
_YEAR = timedelta(days=366)
_log = structlog.get_logger(__name__)


def write_refusals(services: Services) -> None:
    """Put into the log what was refused meanwhile."""
    services.refusals.write(services.sessions, services.clock, lambda session: [each.id for each in communes(session)])


def keep_audit(services: Services) -> None:
    """Once a day for each commune: remove what is too old, look through the log, sign where it ends; and copy what is signed."""
    if not services.clock.is_sure:
        return
    with services.sessions.read() as session:
        found = [each.id for each in communes(session)]
    services.troubles.each_commune("audit", found, lambda key: _keep(services, CommuneId(key)), code="upkeep_failed")
    services.witnesses.spread()


def _keep(services: Services, commune_id: CommuneId) -> None:
    now, witnesses = services.clock.now(), services.witnesses
    day = local(now).date()
    if witnesses.has(commune_id, day):
        return
    _forget(services, commune_id)
    with services.sessions.read() as session:
        head = head_of(session, commune_id, now)
        signer, key = services.signers.of(session, commune_id), public_key(session, commune_id)
        verdict = verify(session, commune_id, witnesses.heads(commune_id), key)
    witnesses.write_key(commune_id, key_to_pem(key))
    if head is not None:
        witnesses.write(commune_id, day, sign_head(head, signer))
    if verdict.broken is not None:
        _log.error("audit.broken", number=verdict.broken.number, reason=verdict.broken.reason)
    with services.sessions.begin() as session:
        present = {("", _BROKEN): now} if verdict.broken is not None else {}
        observe(session, now, commune_id, None, present, among={_BROKEN})


def _forget(services: Services, commune_id: CommuneId) -> None:
    years = services.settings.audit.keep_years
    if years is None:
        return
    now = services.clock.now()
    with services.sessions.begin() as session:
        signer = services.signers.of(session, commune_id)
        gone = forget_before(session, commune_id, now - years * _YEAR, signer=signer, now=now)
        if gone is not None:
            record_act(
                session,
                now,
                system_actor(commune_id),
                "forget",
                subject="audit_log",
                subject_id=commune_id,
                through=gone.number,
                hash=gone.hash,
            )
