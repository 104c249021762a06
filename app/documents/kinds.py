"""What kind of document a file is: by what is in it, never by its name."""

import re

from app.documents.errors import UnreadableError
from app.documents.package import Package

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_IN_OLE = (
    ("EncryptedPackage", "protected"),
    ("WordDocument", "old_word"),
    ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)
_PAGE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|p|div|span|table|h[1-6]|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_OPEN = b"application/vnd.oasis.opendocument."
_OTHERS = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"ID3", b"OggS", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", b"BM",
)  # fmt: skip


_MACROS = re.compile(r"(?:.*/)?vba(?:Project\.bin|Data\.xml)|Basic/.+\.xml|Scripts/.+", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """`packed`, `pdf`, `html` or `text`; raises `UnreadableError` with the reason of a kind that is not read."""
    if data.startswith(_OLE):
        raise UnreadableError(next((reason for name, reason in _IN_OLE if name.encode("utf-16-le") in data), "unknown_kind"))
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("rich_text")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return "packed"
    if data.startswith(_OTHERS):
        raise UnreadableError("unknown_kind")
    return "html" if _PAGE.match(data) else "text"


def kind_of_packed(package: Package) -> str:
    """`docx` or `odt`; raises `UnreadableError` for what else comes zipped, and for what brings macros along."""
    types, mark = package.read("[Content_Types].xml"), package.read("mimetype")
    if b"macroEnabled" in types or any(map(_MACROS.fullmatch, package.names)):
        raise UnreadableError("macros")
    if mark.startswith(_OPEN):
        kind = mark.removeprefix(_OPEN)
        if kind.startswith(b"text"):
            return "odt"
        raise UnreadableError(
            "sheet" if kind.startswith(b"spreadsheet") else "slides" if kind.startswith(b"presentation") else "unknown_kind"
        )
    for found, kind_name in ((b"wordprocessingml.", "docx"), (b"spreadsheetml.", "sheet"), (b"presentationml.", "slides")):
        if found in types:
            if kind_name == "docx":
                return kind_name
            raise UnreadableError(kind_name)
    raise UnreadableError("unknown_kind")
