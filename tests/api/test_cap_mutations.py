"""Messages that were changed here and there: each is read or refused, and nothing sounds that its own elements do not allow."""

import random
import re
from typing import Any

import httpx
import pytest

from app.emergencies.cap import parse_cap
from app.emergencies.errors import CapInvalidError
from app.emergencies.model import Audio, Status
from app.programmes import StoredAudio
from app.units import Sha256
from tests.api.test_cap import cap
from tests.api.test_emergencies import PATH, PIN, keys
from tests.support.office import Office

TAGS = [
    "identifier",
    "sender",
    "sent",
    "status",
    "msgType",
    "scope",
    "language",
    "category",
    "event",
    "urgency",
    "severity",
    "certainty",
    "expires",
    "headline",
    "description",
    "instruction",
    "areaDesc",
    "value",
    "valueName",
]
JUNK = [
    *(
        "",
        "\u202e",
        "&#0;",
        "&amp;",
        "<![CDATA[x]]>",
        "x" * 20_000,
        "🔥" * 50,
        "\n\n",
        "\ufffe",
        "e\u0301",
        "\u00a0",
        "%s",
        "{0}",
    ),
    *("2025-11-04T00:00:00Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2025-02-30T00:00:00+07:00", "1/0"),
    *("2199-12-31T23:59:59+07:00", "Actual", "Cancel", "Update", "Private", "a,b,c", "[nhạc: x]", "PTV1:", "VI-vn", "*", "<b/>"),
    *("</info>", "<!--", "&xxe;", "9" * 30, "xã Liên An"),
]


def mutated(text: str, chance: random.Random) -> str:
    """One thing put otherwise, left out, said twice, or anything anywhere."""
    tag, junk = chance.choice(TAGS), chance.choice(JUNK)
    element = re.compile(f"<{tag}>.*?</{tag}>", re.DOTALL)
    at, until = sorted(chance.randrange(len(text)) for _ in range(2))
    ways = [
        lambda: element.sub(lambda _: f"<{tag}>{junk}</{tag}>", text, count=1),
        lambda: element.sub("", text, count=1),
        lambda: element.sub(lambda found: found[0] * 2, text, count=1),
        lambda: text[:at] + junk[:50] + text[at:],
        lambda: text[:at] + text[min(until, at + 300) :],
        lambda: text.replace("<scope>", f"<references>{junk}</references><scope>", 1),
        lambda: text.replace("<urgency>", f"<effective>{junk}</effective><urgency>"),
    ]
    return chance.choice(ways)()


@pytest.mark.slow
def test_a_message_of_any_shape_is_refused_in_words_or_does_what_it_says(
    client: httpx.Client, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    if office.sessions.engine.dialect.name != "sqlite":
        pytest.skip("nothing of it is a matter of the database")

    def made(*_arguments: Any) -> Audio:  # noqa: ANN401  # whatever is asked for
        return Audio(dict.fromkeys(("mp3", "wav"), StoredAudio(Sha256("a" * 64), 10)), 5.0, (0.0,))

    client.put(f"{PATH}/pin", json={"pin": PIN}).raise_for_status()
    monkeypatch.setattr("app.emergencies.incoming.prove_pin", lambda *_: None)
    monkeypatch.setattr("app.emergencies.alarm.AlarmRoom.audio", made)
    chance, answers = random.Random(20251104), set()  # noqa: S311  # no secret
    for number in range(400):
        text = cap(identifier=f"K-{number}")
        for _ in range(chance.randint(1, 3)):
            text = mutated(text, chance)
        data = text.encode("utf-8", "surrogatepass")
        answer = client.post(f"{PATH}/cap", content=data, headers=keys() | {"Content-Type": "application/cap+xml"})
        answers.add(answer.status_code)
        assert answer.status_code in {201, 409, 413, 422}, (answer.text, text)
        try:
            said = parse_cap(data)
        except CapInvalidError:
            assert answer.json()["code"] == "cap_invalid"
            continue
        if answer.status_code == 201:
            body = answer.json()
            for each in (body, *body["others"]):
                allowed = said.status is Status.ACTUAL and said.scope == "Public" and each["zones"]
                assert each["state"] == "recorded" or allowed, text
    assert answers >= {201, 422}
