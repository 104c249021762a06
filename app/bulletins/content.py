"""The content hash: SHA-256 over everything an approval is worth, and nothing else.

Script, spoken words with their spans, cues, voices, manner of speaking, zones and validity, and whose it is that came from above.
Not in it: the title, which is not spoken, and the names of the rules that made the words, so that a rule may be renamed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from app.bulletins.model import Issuer, Priority
from app.bulletins.spoken import SpokenScript, to_snapshot
from app.canonical import canonical_hash
from app.speech.model import VoiceChain, usual_prosody
from app.speech.ports import Presenter
from app.units import Sha256, ZoneId
from app.values import frozen


@frozen
class Delivery:
    """How a version is spoken: the chain of voices and each presenter's manner, as JSON values."""

    voices: dict[str, Any]
    prosody: dict[str, Any]


def delivery(
    chain: VoiceChain, priority: Priority, *, recording: Sha256 | None = None, music: Mapping[str, Sha256] | None = None
) -> Delivery:
    """The delivery of a version of this priority by this chain; an emergency is spoken more slowly.

    recording: the audio of a human reading that takes the place of the voices; music: that of the commune's own music by the
    keys of the names it is called by. The approval binds both like a voice.
    """
    urgent = priority is Priority.EMERGENCY
    prosody = {presenter.value: asdict(usual_prosody(presenter, urgent=urgent)) for presenter in Presenter}
    voices = {"recording": recording} if recording else json.loads(chain.canonical())
    if music and not recording:
        voices["music"] = dict(music)
    return Delivery(voices=voices, prosody=prosody)


def content_hash(
    spoken: SpokenScript,
    *,
    delivery: Delivery,
    zone_ids: Iterable[ZoneId],
    valid_from: datetime | None,
    valid_to: datetime | None,
    issuer: Issuer | None = None,
) -> Sha256:
    """The hash; equal content gives an equal hash on every machine and database. issuer: of what came from above."""
    content: dict[str, Any] = {
        "script": spoken.script,
        "heard": to_snapshot(spoken)["items"],
        "words": [[token.start, token.end, token.spoken] for token in spoken.tokens if token.spoken],
        "voices": delivery.voices,
        "prosody": delivery.prosody,
        "zones": sorted(str(zone_id) for zone_id in zone_ids),
        "valid_from": _instant(valid_from),
        "valid_to": _instant(valid_to),
    }
    if issuer is not None:
        content["issuer"] = issuer.json()
    return canonical_hash(content)


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
