"""The inside of a zipped document: named parts, bounded in number and unpacked size, their XML without entities."""

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError  # for its types alone; parsing is defusedxml's

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from app.documents.errors import UnreadableError

_MOST_PARTS = 5_000
_LARGEST_PART = 64 << 20
_BLOCK = 1 << 16
_ENCRYPTED = 0x1


class Package:
    """A zip file whose parts are read by name alone: nothing is unpacked to a disk, so a name leads nowhere."""

    def __init__(self, data: bytes) -> None:
        """Raises `UnreadableError`."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as exc:
            raise UnreadableError("broken") from exc
        if len(self._zip.infolist()) > _MOST_PARTS:
            raise UnreadableError("too_heavy")
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A part, empty where there is none. What it says of its size is not believed. Raises `UnreadableError`."""
        if name not in self.names:
            return b""
        if self._zip.getinfo(name).flag_bits & _ENCRYPTED:
            raise UnreadableError("protected")
        taken = bytearray()
        try:
            with self._zip.open(name) as part:
                while block := part.read(_BLOCK):
                    taken += block
                    if len(taken) > _LARGEST_PART:
                        raise UnreadableError("too_heavy")
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as exc:
            raise UnreadableError("broken") from exc
        return bytes(taken)

    def xml(self, name: str) -> Element | None:
        """The tree of a part; None where there is none. Raises `UnreadableError`, also of one with entities or a DTD."""
        data = self.read(name)
        if not data:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError) as exc:
            raise UnreadableError("broken") from exc
        return root
