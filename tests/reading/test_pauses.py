"""Where an announcer pauses: pairs of written text and what is said, with a stroke at each pause."""

from pathlib import Path

from app.reading import Reading, read, to_spoken

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "pauses.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def said(reading: Reading) -> str:
    """The words with a stroke at each pause."""
    words = []
    for sentence in reading.sentences:
        for phrase in sentence.phrases:
            words += [phrase.text, "/"] if phrase.pause_ms else [phrase.text]
        words.append("/")
    return " ".join(words[:-1])


def plain(written: str) -> str:
    return written.replace("\\n", "\n").replace("\\t", "\t")


def test_there_are_many_pairs_and_none_twice() -> None:
    assert len({written for written, _ in ROWS}) == len(ROWS) >= 150


def test_a_pause_is_where_an_announcer_makes_it() -> None:
    heard = [(written, said(read(plain(written)))) for written, _ in ROWS]
    assert heard == [(written, spoken) for written, spoken in ROWS]


def test_what_is_said_pauses_at_the_same_places_when_it_is_read_again() -> None:
    heard = [(written, said(read(to_spoken(plain(written))))) for written, _ in ROWS]
    assert heard == [(written, spoken) for written, spoken in ROWS]


def test_a_mark_says_how_long_the_voice_rests() -> None:
    [first, second] = read("2. Địa điểm: sân đình; đến sớm.\n\nXin hết.").sentences
    assert [(phrase.text, phrase.pause_ms) for phrase in first.phrases] == [
        ("hai", 200),
        ("Địa điểm", 300),
        ("sân đình", 300),
        ("đến sớm", 0),
    ]
    assert (first.pause_ms, second.pause_ms) == (900, 900)
    inner = read("Gồm: (1) chủ hộ; (2) trưởng thôn.").sentences
    assert [sentence.pause_ms for sentence in inner] == [450, 450, 900]


def test_a_joined_line_keeps_its_place_in_the_source() -> None:
    text = "Theo Quyết định 15/QĐ-\nUBND, xã họp\ndân."
    reading = read(text)
    assert "".join(text[token.start : token.end] for token in reading.tokens) == text
    assert [text[each.start : each.end] for each in reading.tokens if each.rule == "word"][-3:] == ["xã", "họp", "dân"]
