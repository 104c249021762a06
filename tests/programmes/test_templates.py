"""Templates say what surrounds the bulletins, with a closed list of variables; a fault names its place."""

from datetime import UTC, datetime

import pytest

from app.errors import NotFoundError
from app.programmes import BadTemplateError, parse_template, template, template_names
from app.programmes.templates import greeting, variables
from app.studio import sound_names


@pytest.mark.parametrize("name", template_names())
def test_every_template_names_only_sounds_that_are_there(name: str) -> None:
    found = template(name)
    named = {item.sound for item in found.item} | {item.chime for item in found.item} | {found.bed}
    assert named - {None} <= set(sound_names())
    assert any(item.bulletins for item in found.item)


def test_the_greeting_says_commune_hour_weekday_and_date() -> None:
    at = datetime(2025, 2, 4, 22, 30, tzinfo=UTC)
    said = greeting("Đây là {xa}, {gio}, {thu}, ngày {ngay}.", variables("xã Liên An", at))
    assert said == "Đây là xã Liên An, 5h30, thứ Tư, ngày 05/02/2025."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('name = "x"\n[[item]]\nsay = "Chào {ten}"', "item.0.say"),
        ('name = "x"\n[[item]]\nsay = "a"\nsound = "b"', "item.0"),
        ('name = "x"\n[[item]]\nbulletins = true\npause = 3', "item.0.pause"),
        ('name = "x"\n[[item]]\nsound = "nhac-hieu"', "item.0"),
        ('name = "x"\n[[item]]\nbulletins = true\npause_s = -1', "item.0.pause_s"),
        ('name = "x"\nitem = []', "item"),
        ("name = ", ""),
    ],
)
def test_a_fault_in_a_template_names_its_place(text: str, place: str) -> None:
    with pytest.raises(BadTemplateError) as caught:
        parse_template("thu", text)
    assert caught.value.place == place


def test_another_word_is_another_template() -> None:
    first = parse_template("a", 'name = "x"\n[[item]]\nsay = "Kính chào bà con."')
    other = parse_template("a", 'name = "x"\n[[item]]\nsay = "Kính chào các cụ."')
    assert first.hash != other.hash
    assert first.hash == parse_template("b", 'name = "x"\n\n[[item]]\n  say = "Kính chào bà con."').hash


def test_an_unknown_template_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        template("../secret")
