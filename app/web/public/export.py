"""The public page as a folder of files, for a host that has no Loa Làng: the same pages, from the same templates.

What has not changed is not written again, and what is no longer shown is taken out of the folder. Nothing in a file tells when it
was made, so the same content gives the same bytes.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.bulletins import Theme
from app.errors import NotFoundError
from app.programmes import RenderingFacts
from app.publicity import ForeignFolderError, Wanted
from app.storage import write_durably
from app.units import Sha256
from app.web.public import feeds
from app.web.public.answers import text_of
from app.web.public.links import Written, asset_file
from app.web.public.views import Item, Look, home, listing, one, plain_text, remark_page
from app.web.shared.pages import STATIC
from app.web.shared.turning import Ways

LIST = "loalang-public.json"
"""What a folder holds that was written by us: names and SHA-256."""
_ASSETS = ("loalang.css", "cong-khai.js", "bieu-tuong.svg", "bia.png")
_A_PAGE = 50
_OF_THEME = 200


@dataclass
class Exported:
    """What was done to a folder: files there now, and how many of them are new or other; removed: what was taken out."""

    files: int = 0
    written: int = 0
    removed: int = 0


@dataclass
class _Folder:
    """A folder while it is written. before, now: names and SHA-256."""

    root: Path
    before: dict[str, str]
    now: dict[str, str] = field(default_factory=dict)
    written: int = 0

    def put(self, name: str, data: bytes) -> None:
        """One file, written where it is not there as it should be."""
        self.now[name] = hashlib.sha256(data).hexdigest()
        path = self.root / name
        if self.before.get(name) == self.now[name] and path.is_file():
            return
        write_durably(path, data, shared=True)
        self.written += 1

    def put_stored(self, name: str, stored: Callable[[], bytes], sha256: str) -> None:
        """One file whose content is known by its hash, so that it is read only where it has to be written."""
        if self.before.get(name) == sha256 and (self.root / name).is_file():
            self.now[name] = sha256
            return
        self.put(name, stored())

    def finish(self) -> Exported:
        """Take out what is no longer shown, and note what there is."""
        gone = self.before.keys() - self.now.keys()
        for name in gone:
            (self.root / name).unlink(missing_ok=True)
        listed = json.dumps(self.now, indent=0, sort_keys=True).encode()
        if self.before != self.now or not (self.root / LIST).is_file():
            write_durably(self.root / LIST, listed, shared=True)
        return Exported(len(self.now), self.written, len(gone))


def export(look: Look, to: Path, address: str, stored: Callable[[Sha256], Path | None]) -> Exported:
    """Write the page that `look` looks at into a folder.

    address: where the folder will be on the web, which feeds need. stored: where the bytes of a stored file lie.
    Raises `ForeignFolderError` for a folder with files that are not ours.
    """
    folder = _Folder(to, _before(to))
    for name in _ASSETS:
        folder.put(asset_file(name), (STATIC / name).read_bytes())
    here, below = replace(look, links=Written("")), replace(look, links=Written("../"))
    folder.put("index.html", text_of("public/home.html", home(here, is_stopped=False)))
    folder.put("gop-y.html", text_of("public/remarks.html", remark_page(here)))
    for theme in Theme:
        found = listing(here, Wanted(theme=theme.value), limit=_OF_THEME) | {"ways": Ways("", "", "")}
        folder.put(f"da-phat-{theme.value}.html", text_of("public/archive.html", found))
    _archive(folder, here, below, stored)
    whole = replace(look, links=Written(f"{address.rstrip('/')}/"))
    folder.put("rss.xml", feeds.rss(whole))
    folder.put("podcast.xml", feeds.podcast(whole))
    return folder.finish()


def _archive(folder: _Folder, here: Look, below: Look, stored: Callable[[Sha256], Path | None]) -> None:
    """All that is shown: lists page by page, and each publication with its text and sound."""
    cursor: str | None = None
    number = 1
    while True:
        values = listing(here, Wanted(), cursor=cursor, limit=_A_PAGE)
        cursor = str(values["cursor"]) or None
        to = here.links.archive
        ways = Ways(
            first=to() if number > 1 else "",
            back=to(str(number - 1)) if number > 1 else "",
            on=to(str(number + 1)) if cursor else "",
        )
        folder.put(f"da-phat-{number}.html", text_of("public/archive.html", values | {"ways": ways}))
        items = values["items_found"]
        assert isinstance(items, list)  # noqa: S101  # as the view makes it
        for item in items:
            _item(folder, below, item, stored)
        if cursor is None:
            return
        number += 1


def _item(folder: _Folder, below: Look, item: Item, stored: Callable[[Sha256], Path | None]) -> None:
    name = f"ban-tin/{item.key}"
    try:
        values = one(below, item.key)
    except NotFoundError:  # taken off meanwhile
        return
    folder.put(f"{name}.html", text_of("public/item.html", values))
    folder.put(f"{name}.txt", plain_text(item, below.page).encode())
    if item.sound is not None:
        _sound(folder, f"{name}.mp3", item.sound, stored)


def _sound(folder: _Folder, name: str, sound: RenderingFacts, stored: Callable[[Sha256], Path | None]) -> None:
    sha256 = sound.forms["mp3"].sha256
    path = stored(sha256)
    if path is not None:
        folder.put_stored(name, path.read_bytes, sha256)


def _before(to: Path) -> dict[str, str]:
    if (to / LIST).is_file():
        found: dict[str, str] = json.loads((to / LIST).read_bytes())
        return {name: sha256 for name, sha256 in found.items() if (to / name).resolve().is_relative_to(to.resolve())}
    if to.is_dir() and any(to.iterdir()):
        raise ForeignFolderError(path=str(to), listed=LIST)
    return {}
