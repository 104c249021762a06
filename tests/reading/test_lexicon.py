"""The lexicon: whose entry wins, what is refused, and that every promise of a reading holds with any lexicon."""

import itertools
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reading import (
    BadWrittenFormError,
    Certainty,
    CycleError,
    DuplicateEntryError,
    Kind,
    Layer,
    Lexicon,
    LexiconEntry,
    LexiconError,
    NotSpeakableError,
    explain,
    read,
    to_spoken,
)

PROVINCE, COMMUNE, BULLETIN = Layer.PROVINCE, Layer.COMMUNE, Layer.BULLETIN
WRITTEN = ("TT", "UBND", "Ea Đrăng", "Thái Hòa", "KCN 2", "Đ.", "ch.", "xã", "hai nghìn", "QL21", "V/v", "&", "tr", "A-B", "số")
SPOKEN = ("thị trấn", "ủy ban", "Ê a Đrăng", "xã nhà", "hai ngàn", "bê", "từ " * 30 + "từ", "quốc lộ")
ENTRIES = st.builds(
    LexiconEntry,
    st.one_of(st.sampled_from(WRITTEN), st.text(alphabet="ABĐaạ1.-/ ", min_size=1, max_size=6)),
    st.one_of(st.sampled_from(SPOKEN), st.text(alphabet="aeđbxạ ", min_size=1, max_size=8)),
    st.sampled_from(Layer),
    st.booleans(),
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from([*WRITTEN, *SPOKEN]),
        st.sampled_from(
            [" ", " ", " ", ". ", "\n", "\n\n", ", ", "-", "/", "10/KH-UBND", "đ", "I", "5", "2000", "01/9/2024", "\u00ad"]
        ),
        st.text(max_size=4),
    ),
    max_size=12,
).map("".join)


def usable(entries: list[LexiconEntry]) -> Lexicon:
    """A lexicon of those of `entries` that go together."""
    kept: list[LexiconEntry] = []
    for entry in entries:
        try:
            Lexicon([*kept, entry])
        except LexiconError:
            continue
        kept.append(entry)
    return Lexicon(kept)


LEXICONS = st.lists(ENTRIES, max_size=6).map(usable)


def entry(written: str, spoken: str, layer: Layer = COMMUNE, *, any_case: bool = False) -> LexiconEntry:
    return LexiconEntry(written, spoken, layer, any_case)


@pytest.mark.parametrize(
    ("entries", "written", "spoken"),
    [
        ([entry("TT", "thị trấn")], "Họp ở TT ngày 5.", "Họp ở thị trấn ngày năm."),
        ([entry("TT", "trung tâm", PROVINCE), entry("TT", "thị trấn")], "Về TT.", "Về thị trấn."),
        ([entry("TT", "thị trấn"), entry("TT", "trạm", BULLETIN)], "Về TT.", "Về trạm."),
        ([entry("TT", "trung tâm"), entry("TT Cổ Lễ", "thị trấn Cổ Lễ", PROVINCE)], "TT Cổ Lễ.", "thị trấn Cổ Lễ."),
        ([entry("UBND", "ủy ban")], "Số 10/KH-UBND của UBND.", "Số mười kế hoạch ủy ban nhân dân của ủy ban."),
        ([entry("UBQ", "ủy ban")], "UBQX ubq", "u bê quy ích ubq."),
        ([entry("ea đrăng", "ê a đrăng", any_case=True)], "xã EA  ĐRĂNG", "xã ê a đrăng."),
        ([entry("Thái Hoà", "thái hòa")], "Thái Hòa, Thái Hoà, THÁI HÒA", "thái hòa, thái hòa, THÁI HÒA."),
        ([entry("VP", "văn phòng xã Ia Lơ"), entry("Ia Lơ", "i a lơ")], "VP báo", "văn phòng xã i a lơ báo."),
        ([entry("Đ.", "điểm")], "Đ. đ khoản 2", "điểm đê khoản hai."),
        ([entry("QL21", "quốc lộ hai mốt")], "đường QL21.", "đường quốc lộ hai mốt."),
    ],
)
def test_whose_words_are_heard(entries: list[LexiconEntry], written: str, spoken: str) -> None:
    assert to_spoken(written, lexicon=Lexicon(entries)) == spoken
    assert to_spoken(unicodedata.normalize("NFD", written), lexicon=Lexicon(entries)) == spoken
    assert to_spoken(written, lexicon=Lexicon(reversed(entries))) == spoken


def test_a_token_says_whose_entry_made_it() -> None:
    lexicon = Lexicon([entry("TT", "thị trấn", PROVINCE)])
    found = explain("Về TT.", 3, lexicon=lexicon).token
    assert (found.kind, found.certainty, found.rule) == (Kind.LEXICON, Certainty.SURE, "lexicon province")
    assert found.note == "từ điển của tỉnh: «TT» đọc là «thị trấn»"
    assert read("Về BQZ.", lexicon=Lexicon([entry("BQZ", "ban quản trị")])).remarks == ()


def test_what_is_left_out_is_no_place_for_an_entry() -> None:
    text = "Bà con chú ý.\nNơi nhận:\n- Như trên;\n- Lưu: UBND"
    reading = read(text, formal="skip", lexicon=Lexicon([entry("UBND", "ủy ban"), entry("Bà con", "đồng bào")]))
    assert reading.spoken == "đồng bào chú ý."
    assert "".join(text[token.start : token.end] for token in reading.tokens) == text


@pytest.mark.parametrize("written", ["", "  ", "a\nb", "a\tb", "x" * 81, ".", "–", "a\x00b", "\u00ad"])
def test_a_written_form_is_one_short_line(written: str) -> None:
    with pytest.raises(BadWrittenFormError):
        Lexicon([entry(written, "chữ")])


@pytest.mark.parametrize(
    ("spoken", "word"),
    [
        ("", ""),
        (" ", ""),
        ("thôn 5", "5"),
        ("năm %", "%"),
        ("và/hoặc", "và/hoặc"),
        ("của UBND xã", "UBND"),
        ("vn", "vn"),
        ("ô-tô", "ô-tô"),
        ("họp, bàn", "họp,"),
        ("eVN", "eVN"),
        ("a " * 101, "a a a a a a a a a a "),
    ],
)
def test_spoken_words_are_words(spoken: str, word: str) -> None:
    with pytest.raises(NotSpeakableError) as refused:
        Lexicon([entry("TT", spoken)])
    assert (refused.value.written, refused.value.word) == (("TT",), word)


@pytest.mark.parametrize(
    ("entries", "path"),
    [
        ([entry("Liên An", "xã Liên An")], ("Liên An", "Liên An")),
        ([entry("an", "ba"), entry("ba", "ca", PROVINCE), entry("ca", "an ninh")], ("ba", "ca", "an", "ba")),
    ],
)
def test_words_that_lead_back_are_refused(entries: list[LexiconEntry], path: tuple[str, ...]) -> None:
    with pytest.raises(CycleError) as refused:
        Lexicon(entries)
    assert refused.value.written == path


def test_words_that_lead_on_without_end_are_refused() -> None:
    chain = [entry(f"từ {chr(97 + n)}a", f"từ {chr(98 + n)}a") for n in range(12)]
    with pytest.raises(CycleError):
        Lexicon(chain)
    bomb = [entry(f"từ {chr(97 + n)}a", f"từ {chr(98 + n)}a " * 6) for n in range(7)]
    with pytest.raises(NotSpeakableError):
        Lexicon(bomb)


def test_a_layer_has_one_entry_for_a_form() -> None:
    with pytest.raises(DuplicateEntryError):
        Lexicon([entry("Hoà", "hòa"), entry("Hòa ", "ha")])
    with pytest.raises(DuplicateEntryError):
        Lexicon([entry("TT", "a", any_case=True), entry("tt", "ba", any_case=True)])
    both = Lexicon([entry("TT", "thị trấn"), entry("tt", "thông tin", any_case=True)])
    assert to_spoken("TT Tt", lexicon=both) == "thị trấn thông tin."


@given(TEXTS, LEXICONS)
def test_the_promises_hold_with_any_lexicon(text: str, lexicon: Lexicon) -> None:
    reading = read(text, lexicon=lexicon)
    assert "".join(text[token.start : token.end] for token in reading.tokens) == text
    assert all(before.end == after.start for before, after in itertools.pairwise(reading.tokens))
    assert to_spoken(reading.spoken) == reading.spoken
    assert reading == read(text, lexicon=Lexicon(reversed(lexicon.entries)))
    for sentence in reading.sentences:
        assert len(sentence.text) <= 400
        assert all(0 < len(phrase.text.split()) <= 25 for phrase in sentence.phrases)


@given(TEXTS, LEXICONS)
def test_spoken_words_read_as_themselves_unless_an_entry_is_for_plain_words(text: str, lexicon: Lexicon) -> None:
    short = Lexicon(each for each in lexicon.entries if to_spoken(each.written) != f"{each.written}." and not each.any_case)
    spoken = to_spoken(text, lexicon=short)
    assert to_spoken(spoken, lexicon=short) == spoken


@given(TEXTS)
def test_an_empty_lexicon_changes_nothing(text: str) -> None:
    assert read(text, lexicon=Lexicon()) == read(text)


def test_many_threads_read_with_one_lexicon() -> None:
    lexicon = Lexicon([entry("TT", "thị trấn"), entry("VP", "văn phòng")])
    text = "Ngày 01/9/2024, TT và VP họp. " * 20
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: to_spoken(text, lexicon=lexicon), range(32)))) == 1


def test_a_long_text_and_a_large_lexicon() -> None:
    many = Lexicon(entry(f"xã {one}{two}", "xã ta") for one in "bcdđghklmn" for two in map(str, range(200)))
    assert len(many.entries) == 2_000
    assert to_spoken("xã b7 " * 10_000, lexicon=many).count("xã ta") == 10_000
