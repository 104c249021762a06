"""Make the pages of the console's help, `app/web/help/NAME.html`, of the guide in `docs/huong-dan/`. Run it after changing that.

Pictures stay in the guide: who has the console before them sees the screen itself, and an installed product carries no pictures.
"""

import re
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parents[1]
GUIDE, HELP = ROOT / "docs" / "huong-dan", ROOT / "app" / "web" / "help"
_LABEL = re.compile("«[^»]+»")
_PICTURE = re.compile(r"^!\[.*\n\n", re.MULTILINE)


def made() -> dict[str, str]:
    """What each page of help is, by its file's name."""
    pages = {each.stem: each.read_text(encoding="utf-8") for each in GUIDE.glob("*.md") if each.stem != "README"}
    return {f"{name}.html": _page(text) for name, text in pages.items()}


def _page(text: str) -> str:
    return _LABEL.sub(r"<b>\g<0></b>", MarkdownIt().render(_PICTURE.sub("", text)))


if __name__ == "__main__":
    for name, text in made().items():
        (HELP / name).write_text(text, encoding="utf-8")
