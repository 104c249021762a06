"""The guide and the console's help: one text, which speaks of nothing that is not on the screen."""

import re

import pytest
from make_help import GUIDE, HELP, made

from tests.support.files import files
from tests.web.conftest import Person

SQLITE = pytest.mark.parametrize("sessions", ["sqlite"], indirect=True)


def test_help_is_made_of_the_guide() -> None:
    kept = {each.name: each.read_text(encoding="utf-8") for each in HELP.glob("*.html") if each.name != "help.html"}
    assert kept == made(), "run scripts/make_help.py"


def test_every_label_that_is_named_is_on_the_screen() -> None:
    shown = "".join(
        each.read_text(encoding="utf-8")
        for kind in ("app/web/**/*.html", "app/web/**/*.py", "app/web/**/*.js", "app/words/*.py")
        for each in files(".", kind)
        if HELP not in each.resolve().parents
    )
    named = {label for page in GUIDE.glob("*.md") for label in re.findall("«([^»]+)»", page.read_text(encoding="utf-8"))}
    assert len(named) > 50
    assert [label for label in sorted(named) if not re.search(rf"(?<!\w){re.escape(label)}(?!\w)", shown)] == []


def test_each_page_of_the_guide_shows_what_it_speaks_of() -> None:
    for page in GUIDE.glob("*.md"):
        text = page.read_text(encoding="utf-8")
        assert page.stem == "README" or re.search(r"^!\[[^]]+\]\(\.\./pictures/", text, re.MULTILINE), page


@SQLITE
def test_everybody_comes_to_the_help_of_their_own_work(person: Person) -> None:
    for name, role, title in (("Lê Thị Hai", "operator", "Người trực"), ("Phan Ba", "approver", "Người duyệt")):
        browser = person(name, role)
        assert 'href="/tro-giup"' in browser.get("/hom-nay").text
        assert f"<h1>{title}</h1>" in browser.get("/tro-giup").text
        assert browser.get("/tro-giup/nguoi-khac").status_code == 404
