"""The service's own certificate and key: whether they can be used, and until when."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from app.errors import UnavailableError
from app.values import frozen

SOON = timedelta(days=30)


class CertificateError(UnavailableError):
    """The service cannot answer HTTPS. path: of the file that is wrong; cause: a word of this module."""

    code: ClassVar[str] = "bad_certificate"
    path: str
    cause: str


@frozen
class Certificate:
    """What a good one says. names: it is for."""

    names: tuple[str, ...]
    ends_at: datetime


def look_at_certificate(cert: Path, key: Path, now: datetime) -> Certificate:
    """Whether both files can be read, belong together, and hold today. Raises CertificateError."""
    from cryptography import x509  # noqa: PLC0415  # light start: most have none
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  # likewise

    try:
        own = x509.load_pem_x509_certificates(_read(cert))[0]
    except ValueError as exc:
        raise CertificateError(str(cert), "no_certificate") from exc
    try:
        private = serialization.load_pem_private_key(_read(key), None)
    except TypeError as exc:
        raise CertificateError(str(key), "key_sealed") from exc
    except ValueError as exc:
        raise CertificateError(str(key), "no_key") from exc
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    if own.public_key().public_bytes(*form) != private.public_key().public_bytes(*form):
        raise CertificateError(str(key), "key_of_another")
    if now >= own.not_valid_after_utc:
        raise CertificateError(str(cert), "expired")
    if now < own.not_valid_before_utc:
        raise CertificateError(str(cert), "not_yet")
    try:
        said = own.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise CertificateError(str(cert), "no_name") from None  # browsers take none without one
    names = (*said.get_values_for_type(x509.DNSName), *map(str, said.get_values_for_type(x509.IPAddress)))
    return Certificate(names, own.not_valid_after_utc)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except PermissionError as exc:
        raise CertificateError(str(path), "no_right") from exc
    except OSError as exc:
        raise CertificateError(str(path), "missing") from exc
