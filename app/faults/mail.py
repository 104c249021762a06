"""Alarms by mail, over one SMTP server."""

import contextlib
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from email.header import Header
from email.mime.text import MIMEText
from email.utils import formatdate
from typing import ClassVar, Literal

from app.errors import UnavailableError
from app.faults.alarms import Alarm

_TIMEOUT_S = 15


class MailFailedError(UnavailableError):
    """The mail server did not take the alarm. cause: for the log."""

    code: ClassVar[str] = "mail_failed"
    cause: str


class MailChannel:
    """Sends each alarm to a list of people."""

    name = "mail"

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Literal["starttls", "tls", "none"],
        user: str,
        password: str,
        sender: str,
        to: Sequence[str],
    ) -> None:
        """security: how the line is kept secret. user: empty, where the server asks for none."""
        self._host, self._port, self._security = host, port, security
        self._user, self._password = user, password
        self._sender, self._to = sender, tuple(to)

    def send(self, alarm: Alarm) -> None:
        """See `Channel.send`."""
        message = MIMEText(alarm.text, "plain", "utf-8")
        # by `Header`: what `EmailMessage` folds loses blanks between its words
        message["Subject"] = Header(alarm.subject, "utf-8", header_name="Subject").encode()
        message["From"] = self._sender
        message["To"] = ", ".join(self._to)
        message["Date"] = formatdate(alarm.since.timestamp())
        message["Message-ID"] = f"<{alarm.fault_id}@loalang>"  # a repeat is seen as one
        try:
            with self._line() as line:
                line.send_message(message)
        except (smtplib.SMTPException, OSError) as exc:
            raise MailFailedError(f"{type(exc).__name__}: {exc}") from exc

    @contextlib.contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        if self._security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=_TIMEOUT_S, context=ssl.create_default_context()
            )
        else:
            line = smtplib.SMTP(self._host, self._port, timeout=_TIMEOUT_S)
        with line:
            if self._security == "starttls":
                line.starttls(context=ssl.create_default_context())
            if self._user:
                line.login(self._user, self._password)
            yield line
