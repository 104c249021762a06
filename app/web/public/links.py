"""Where the parts of a commune's public page are: on this server, or beside each other in a folder for another host."""

import hashlib
from typing import Protocol
from urllib.parse import urlencode

from app.units import VersionId
from app.values import frozen
from app.web.shared.pages import STATIC, asset


class Links(Protocol):
    """Addresses as a page of one depth writes them."""

    def home(self) -> str:
        """The first page."""
        ...

    def archive(self, page: str = "", **wanted: str) -> str:
        """What was aired. page: cursor of a later page; wanted: what is looked for."""
        ...

    def item(self, key: VersionId, ending: str = "") -> str:
        """One publication; ending: `.txt`, `.mp3`."""
        ...

    def remarks(self) -> str:
        """*Góp ý*."""
        ...

    def file(self, name: str) -> str:
        """A feed."""
        ...

    def asset(self, name: str) -> str:
        """A file that pages load."""
        ...

    @property
    def is_served(self) -> bool:
        """Whether forms have somebody to send to."""
        ...


@frozen
class Served:
    """On this server. base: of its address, where addresses must be whole (feeds); else empty."""

    place: str
    base: str = ""
    is_served: bool = True

    def home(self) -> str:
        """See `Links`, as all of these."""
        return f"{self.base}/cong-khai/{self.place}"

    def archive(self, page: str = "", **wanted: str) -> str:  # noqa: D102  # said above, as all of these
        asked = {name.replace("_", "-"): value for name, value in ({"truoc": page} | wanted).items() if value}
        return f"{self.home()}/da-phat" + (f"?{urlencode(asked)}" if asked else "")

    def item(self, key: VersionId, ending: str = "") -> str:  # noqa: D102  # said above, as all of these
        return f"{self.home()}/ban-tin/{key}{ending}"

    def remarks(self) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.home()}/gop-y"

    def file(self, name: str) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.home()}/{name}"

    def asset(self, name: str) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}{asset(name)}"


@frozen
class Written:
    """In a folder. base: what stands before each path: the way up to the folder, or its whole address."""

    base: str
    is_served: bool = False

    def home(self) -> str:
        """See `Links`, as all of these."""
        return f"{self.base}index.html"

    def archive(self, page: str = "", **wanted: str) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}da-phat-{wanted.get('chu_de') or page or '1'}.html"

    def item(self, key: VersionId, ending: str = ".html") -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}ban-tin/{key}{ending or '.html'}"

    def remarks(self) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}gop-y.html"

    def file(self, name: str) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}{name}"

    def asset(self, name: str) -> str:  # noqa: D102  # said above, as all of these
        return f"{self.base}{asset_file(name)}"


def asset_file(name: str) -> str:
    """Where a folder keeps a file that pages load; as on the server, another content has another name."""
    return f"tinh/{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}-{name}"
