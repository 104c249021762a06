"""Google Translate's voice. gTTS makes the requests; we send them, because it verifies no certificate and may wait for ever."""

import base64
import binascii
import importlib.metadata
import re
import ssl
from pathlib import Path

import httpx
from gtts import gTTS

from app.clock import Clock
from app.sound import Sound
from app.speech.engines.mp3 import LARGEST
from app.speech.engines.online import OnlineVoice, refused
from app.speech.engines.patience import GiveUpError, Patience, TryAgainError
from app.speech.ports import Limits, Presenter, Prosody, Voice
from app.speech.text import SENTENCE_LIMIT

NAME = "gtts"
SERVICE = "https://translate.google.com"
_LARGEST_ANSWER = 2 * LARGEST
_AUDIO = re.compile(rb'jQ1olc","\[\\"(?P<mp3>[A-Za-z0-9+/=]+)\\"')


class GttsEngine:
    """One Vietnamese voice (northern, female), online; its rate cannot be set. A sentence goes in pieces of 100 characters."""

    name = NAME
    needs_network = True

    def __init__(
        self,
        clock: Clock,
        *,
        service: str = SERVICE,
        ca_file: Path | None = None,
        timeout_s: float = 15.0,
        patience: Patience | None = None,
    ) -> None:
        """service: another address that speaks the same protocol. ca_file: trusted besides the system's certificates.

        timeout_s: longest silence while connecting or reading.
        """
        self.limits = Limits(characters=SENTENCE_LIMIT, timeout_s=timeout_s)
        self._service = httpx.URL(service)
        if self._service.scheme != "https":
            raise ValueError(f"not https: {service}")
        trust = ssl.create_default_context()
        if ca_file is not None:
            trust.load_verify_locations(ca_file)
        self._client = httpx.Client(verify=trust, timeout=timeout_s, follow_redirects=False)
        self._online = OnlineVoice(NAME, self.limits, patience or Patience(), clock)
        revision = importlib.metadata.version("gTTS")
        self._voices = (Voice(engine=NAME, id="vi", label="Google, giọng Bắc, nữ", revision=revision),)

    def voices(self) -> tuple[Voice, ...]:
        """See `Engine.voices`."""
        return self._voices

    def cast(self, presenter: Presenter, accent: str) -> Voice:  # noqa: ARG002  # there is one voice
        """See `Engine.cast`."""
        return self._voices[0]

    def synthesise(self, text: str, voice: Voice, prosody: Prosody) -> Sound:  # noqa: ARG002  # nothing can be set
        """See `Engine.synthesise`."""
        return self._online.speak(text, self._fetch)

    def close(self) -> None:
        """See `Engine.close`."""
        self._online.stop()
        self._client.close()

    def _fetch(self, text: str) -> bytes:
        """The MP3 of all pieces, one after the other."""
        prepared = gTTS(text, lang="vi", lang_check=False)._prepare_requests()  # noqa: SLF001  # its one way to get them unsent
        return b"".join(self._piece(each.path_url, dict(each.headers), each.body.encode()) for each in prepared)

    def _piece(self, path: str, headers: dict[str, str], body: bytes) -> bytes:
        headers = {name: value for name, value in headers.items() if name.lower() != "content-length"}
        try:
            with self._client.stream("POST", self._service.join(path), headers=headers, content=body) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise refused(answer.status_code, answer.headers.get("retry-after"))
                return _audio(_bounded(answer))
        except httpx.ConnectError as exc:
            if isinstance(_root(exc), ssl.SSLError):
                raise GiveUpError("the certificate is not trusted") from exc
            raise TryAgainError("cannot connect") from exc
        except httpx.TimeoutException as exc:
            raise GiveUpError("no answer in time") from exc
        except httpx.TransportError as exc:
            raise TryAgainError(type(exc).__name__) from exc
        except RuntimeError as exc:  # httpx says so after close()
            raise GiveUpError("closed") from exc


def _bounded(answer: httpx.Response) -> bytes:
    body = bytearray()
    for chunk in answer.iter_bytes():
        body += chunk
        if len(body) > _LARGEST_ANSWER:
            raise GiveUpError("the answer is too large")
    return bytes(body)


def _audio(body: bytes) -> bytes:
    found = _AUDIO.search(body)
    if found is None:
        raise TryAgainError("the answer holds no sound")
    try:
        return base64.b64decode(found["mp3"], validate=True)
    except binascii.Error as exc:
        raise TryAgainError("the sound is garbled") from exc


def _root(exc: BaseException) -> BaseException:
    while (cause := exc.__cause__ or exc.__context__) is not None:
        exc = cause
    return exc
