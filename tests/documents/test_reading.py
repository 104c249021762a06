"""Documents that offices bring come in as the lines that a reader sees; what cannot be read says why."""

import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfWriter

from app.documents import BadDocumentError, Document, Part, as_script, read_document
from app.documents.legacy import from_tcvn3, from_vni
from app.documents.numbering import written
from app.words import sentence
from tests.support.papers import docx, item, levels, odt, p, packed, pdf, table

SCRIPT = """THÔNG BÁO
Về việc rà soát hộ nghèo năm 2026

Thời gian: từ 7h30 đến 11h00, ngày 24/11/2026."""

BULLET = "\uf0b7"


def _texts(found: Document) -> list[str]:
    return [line.text for line in found.lines]


def _counts(found: Document) -> dict[str, int]:
    return {each.what: each.count for each in found.left_out}


def test_a_word_document_comes_in_with_its_lists_tables_boxes_and_notes_and_without_what_was_struck_out() -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels(("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels(("decimal", "Điều %1."), ("decimal", "%1.%2"))}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{levels(("bullet", BULLET))}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>'
    )
    box = (
        "<w:p><w:r><w:t>Bên trên khung</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        f"{p('Trong khung')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{p('Trong khung')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    struck = (
        "<w:p><w:r><w:t>Họp lúc </w:t></w:r><w:del><w:r><w:delText>19h00</w:delText></w:r></w:del><w:ins><w:r><w:t>19h30</w:t></w:r></w:ins>"
        '<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    body = (
        p("Mục đích", '<w:pStyle w:val="H1b"/>') + item("Thứ nhất", 1, 1) + item("việc một", 1, 2) + item("việc hai", 1, 2)
        + p("Yêu cầu", '<w:pStyle w:val="H1"/>') + item("Lại từ đầu", 1, 1)
        + item("Phạm vi", 2) + item("Một", 2, 1) + item("Đối tượng", 2) + item("Hai", 2, 1) + item("Quyết định khác", 4) + item("Loa", 3)
        + p("") + p("") + box + struck
    )  # fmt: skip
    footnotes = f'<w:footnote w:id="2">{p("Theo Nghị định 30")}</w:footnote>'
    found = read_document(docx(body, numbering=numbering, styles=styles, footnotes=footnotes, header1=p("UBND XÃ")))
    assert _texts(found) == [
        "I. Mục đích", "1. Thứ nhất", "a) việc một", "b) việc hai", "II. Yêu cầu", "1. Lại từ đầu",
        "Điều 1. Phạm vi", "1.1 Một", "Điều 2. Đối tượng", "2.1 Hai", "Điều 1. Quyết định khác", "- Loa", "",
        "Bên trên khung", "Trong khung", "Họp lúc 19h30", "Theo Nghị định 30",
    ]  # fmt: skip
    assert [line.level for line in found.lines if line.level] == [1, 1]
    assert [line.part for line in found.lines[-4:]] == [Part.BODY, Part.BOX, Part.BODY, Part.NOTE]
    assert _counts(found) == {"deleted": 1, "hidden": 1, "margins": 1}


def test_a_table_keeps_its_rows_and_one_that_only_lays_out_becomes_lines() -> None:
    rows = table(("STT", "Thôn", "Giờ"), ("1", "Đoài", "7h30"), ("2", f"{p('Bến')}{p('Đò')}", "8h"), ("3", "Hạ", ""))
    letterhead = table((f"{p('ỦY BAN NHÂN DÂN')}{p('XÃ LIÊN AN')}", f"{p('CỘNG HÒA')}{p('Độc lập')}"))
    spanned = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Cả hai") + "</w:tc></w:tr>"
        + f"<w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    found = read_document(docx(letterhead + rows + spanned))
    assert _texts(found)[:4] == ["ỦY BAN NHÂN DÂN", "XÃ LIÊN AN", "CỘNG HÒA", "Độc lập"]
    assert [line.cells for line in found.lines[4:]] == [
        ("STT", "Thôn", "Giờ"), ("1", "Đoài", "7h30"), ("2", "Bến Đò", "8h"), ("3", "Hạ", ""), ("Cả hai", ""), ("a", "b"),
    ]  # fmt: skip
    assert found.text.split("\n") == _texts(found)


def test_letters_of_old_fonts_within_a_word_document_become_unicode() -> None:
    tcvn3, vni, capitals = '<w:rFonts w:ascii=".VnTime"/>', '<w:rFonts w:ascii="VNI-Times"/>', '<w:rFonts w:ascii=".VnTimeH"/>'
    body = p("Th«ng b¸o hä", run=tcvn3) + p("keá hoaïch xaõ", run=vni) + p("ñy ban nh©n d©n", run=capitals) + p("đã gõ Unicode")
    split = f"<w:p><w:r><w:rPr>{vni}</w:rPr><w:t>nhaâ</w:t></w:r><w:r><w:rPr>{vni}</w:rPr><w:t>n daâ</w:t></w:r></w:p>"
    found = read_document(docx(body + split))
    assert _texts(found) == ["Thông báo họ", "kế hoạch xã", "ỦY BAN NHÂN DÂN", "đã gõ Unicode", "nhân dâ"]
    assert found.letters == "VNI"


def test_an_opendocument_text_comes_in_with_its_lists_tables_and_notes() -> None:
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/></text:list-style>'
        '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>'
    )
    inner = "<text:list><text:list-item><text:p>nhỏ</text:p></text:list-item><text:list-item><text:p>nhỏ nữa</text:p></text:list-item></text:list>"
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ đi</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:h text:outline-level="2">Thông  báo</text:h><text:p>Họp<text:s/>lúc<text:tab/>19h30<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>ghi chú</text:p></text:note-body></text:note></text:p>"
        f'<text:list text:style-name="L1"><text:list-item><text:p>Một</text:p>{inner}</text:list-item>'
        "<text:list-item><text:p>Hai</text:p></text:list-item></text:list>"
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>Ba</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L2"><text:list-item><text:p>gạch</text:p></text:list-item></text:list>'
        '<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2">'
        "<text:p>B</text:p></table:table-cell></table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>"
    )
    found = read_document(odt(body, styles=styles))
    assert _texts(found) == [
        "Thông báo", "Họp lúc\t19h30", "ghi chú", "1. Một", "a) nhỏ", "b) nhỏ nữa", "2. Hai", "3. Ba", "- gạch", "A\tB\tB", "", "khung",
    ]  # fmt: skip
    assert found.lines[0].level == 2
    assert found.lines[9].cells == ("A", "B", "B")
    assert _counts(found) == {"deleted": 1}


def test_a_pdf_with_text_comes_in_and_a_scan_says_that_it_is_one() -> None:
    found = read_document(pdf(SCRIPT.replace("\n\n", "\n"), "Trang hai có chữ của nó, đủ dài để không phải bản chụp."))
    assert _texts(found)[:2] == SCRIPT.split("\n")[:2]
    assert "Trang hai có chữ của nó, đủ dài để không phải bản chụp." in _texts(found)
    assert _reason(pdf("dấu đến", picture=True)) == "scan"
    assert _reason(pdf("x")[:200]) == "broken"


@pytest.mark.parametrize("cipher", ["RC4-128", "AES-256"])
def test_a_pdf_that_anybody_may_open_is_read_though_it_forbids_changes(cipher: str) -> None:
    def sealed(password: str) -> bytes:
        writer = PdfWriter(clone_from=BytesIO(pdf("Thông báo về việc rà soát hộ nghèo năm nay của xã.")))
        writer.encrypt(user_password=password, owner_password="chủ", algorithm=cipher)  # noqa: S106  # of this test
        taken = BytesIO()
        writer.write(taken)
        return taken.getvalue()

    assert read_document(sealed("")).lines[0].text == "Thông báo về việc rà soát hộ nghèo năm nay của xã."
    assert _reason(sealed("mật khẩu")) == "protected"


@pytest.mark.parametrize(
    ("data", "letters"),
    [
        (SCRIPT.encode(), ""),
        (SCRIPT.encode("utf-8-sig"), ""),
        (unicodedata.normalize("NFD", SCRIPT).encode(), ""),
        (SCRIPT.encode("utf-16"), "UTF-16"),
        (SCRIPT.encode("utf-16-le"), "UTF-16"),
        (SCRIPT.encode("utf-16-be"), "UTF-16"),
        (SCRIPT.replace("\n", "\r\n").encode(), ""),
        (b"TH\xa4NG B\xb8O\nV\xd2 vi\xd6c r\xb5 so\xb8t h\xe9 ngh\xcco n\xa8m 2026\n\nTh\xeai gian: t\xf5 7h30 \xae\xd5n 11h00, ng\xb5y 24/11/2026.", "TCVN3"),
        ("THOÂNG BAÙO\nVeà vieäc raø soaùt hoä ngheøo naêm 2026\n\nThôøi gian: töø 7h30 ñeán 11h00, ngaøy 24/11/2026.".encode("cp1252"), "VNI"),
        ("THÔNG BA\u0301O\nVê\u0300 viê\u0323c ra\u0300 soa\u0301t hô\u0323 nghe\u0300o năm 2026\n\nThơ\u0300i gian: tư\u0300 7h30 đê\u0301n 11h00, nga\u0300y 24/11/2026.".encode("cp1258"), "cp1258"),
    ],
)  # fmt: skip
def test_a_text_comes_in_whatever_its_code_page(data: bytes, letters: str) -> None:
    found = read_document(data)
    assert found.text == SCRIPT
    assert found.letters == letters


# Each letter that Vietnamese has, by its name: base, mark, tone. Written by hand from TCVN 5712:1993 and the fonts of VNI.
VOWELS = "a à ả ã á ạ|ă ằ ẳ ẵ ắ ặ|â ầ ẩ ẫ ấ ậ|e è ẻ ẽ é ẹ|ê ề ể ễ ế ệ|i ì ỉ ĩ í ị|o ò ỏ õ ó ọ|ô ồ ổ ỗ ố ộ|ơ ờ ở ỡ ớ ợ|u ù ủ ũ ú ụ|ư ừ ử ữ ứ ự|y ỳ ỷ ỹ ý ỵ"
IN_TCVN3 = (
    "a b5 b6 b7 b8 b9|a8 bb bc bd be c6|a9 c7 c8 c9 ca cb|e cc ce cf d0 d1|aa d2 d3 d4 d5 d6|i d7 d8 dc dd de|o df e1 e2 e3 e4|"
    "ab e5 e6 e7 e8 e9|ac ea eb ec ed ee|u ef f1 f2 f3 f4|ad f5 f6 f7 f8 f9|y fa fb fc fd fe"
)
IN_VNI = (
    "a aø aû aõ aù aï|aê aè aú aü aé aë|aâ aà aå aã aá aä|e eø eû eõ eù eï|eâ eà eå eã eá eä|i ì æ ó í ò|o oø oû oõ où oï|"
    "oâ oà oå oã oá oä|ô ôø ôû ôõ ôù ôï|u uø uû uõ uù uï|ö öø öû öõ öù öï|y yø yû yõ yù î"
)


def test_every_letter_of_the_old_fonts_is_known() -> None:
    tcvn3 = [each if len(each) == 1 else bytes.fromhex(each).decode("latin-1") for each in IN_TCVN3.replace("|", " ").split()]
    vowels = VOWELS.replace("|", " ").split()
    assert len(vowels) == len(tcvn3) == len(IN_VNI.replace("|", " ").split()) == 72
    for vowel, old, pair in zip(vowels, tcvn3, IN_VNI.replace("|", " ").split(), strict=True):
        assert from_tcvn3(old) == vowel
        assert from_tcvn3(old, capitals=True) == vowel.upper()
        assert from_vni(pair) == vowel
        assert from_vni(pair.upper()) == vowel.upper()
    assert from_vni("ñÑ") == "đĐ"
    assert from_tcvn3("\xae\xa7") == "đĐ"


def test_what_is_pasted_from_a_page_or_from_word_becomes_plain_lines() -> None:
    page = (
        "<html><head><title>x</title><style>p{}</style></head><body><h2>Thông&nbsp;báo</h2><p>Họp <b>lúc</b>\n19h30<br>tại đình</p><script>alert(1)</script>"
        '<ol start="3"><li>ba<li>bốn<ul><li>con</li></ul></li></ol><table><tr><th>A<th>B</th></tr><tr><td><p>1</p><p>2</p></td><td>3</td></tr></table><img src=x></body></html>'
    )
    found = read_document(page.encode())
    texts = [each for each in _texts(found) if each]
    assert texts == ["Thông báo", "Họp lúc 19h30", "tại đình", "3. ba", "4. bốn", "- con", "A\tB", "1 2\t3"]
    assert found.lines[0].level == 2
    assert _counts(found) == {"pictures": 1}


def test_square_brackets_of_a_document_are_no_cues() -> None:
    assert as_script(read_document("Họp [xem phụ lục] lúc 19h30".encode())) == "Họp (xem phụ lục) lúc 19h30"


def _reason(data: bytes) -> str:
    with pytest.raises(BadDocumentError) as caught:
        read_document(data, name="tep.docx")
    said = sentence(caught.value.code, caught.value.facts)
    assert "tep.docx" in said.detail
    assert caught.value.reason not in said.detail.split()
    return caught.value.reason


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


def test_what_is_no_document_or_could_do_harm_is_refused_with_its_reason() -> None:
    body = f"<w:body>{p('&b;')}</w:body>"
    entities = f'<?xml version="1.0"?>{LAUGHS}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{body}</w:document>'
    whole = docx(p("Thông báo"))
    cases = {
        "empty": b"  \n",
        "old_word": OLE + "WordDocument".encode("utf-16-le"),
        "protected": OLE + "EncryptedPackage".encode("utf-16-le"),
        "rich_text": b"{\\rtf1 x}",
        "unknown_kind": b"\x89PNG\r\n\x1a\n" + bytes(50),
        "no_text": docx(p("")),
        "macros": docx(p("x"), content_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        "sheet": docx(p("x"), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
        "broken": whole[: len(whole) // 2],
        "unknown_letters": bytes(range(0x80, 0xFF)) * 3,
    }
    assert {reason: _reason(data) for reason, data in cases.items()} == {reason: reason for reason in cases}
    assert _reason(docx("", document=entities.encode())) == "broken"
    assert (
        _reason(
            packed(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "META-INF/manifest.xml": "<x encryption-data='1'/>",
                    "content.xml": "?",
                }
            )
        )
        == "protected"
    )
    assert (
        _reason(odt("<text:p>x</text:p>", Basic__Standard__Module1__xml="x").replace(b"Module1/xml", b"Module1.xml")) == "macros"
    )
    assert _reason(docx(p("x"), vbaProject=b"x").replace(b"vbaProject.xml", b"vbaProject.bin")) == "macros"


def test_a_bomb_ends_in_a_refusal_and_a_name_that_climbs_leads_nowhere() -> None:
    zeros = docx("", document=b"<w:document>" + b" " * (80 << 20))
    assert len(zeros) < 200_000
    assert _reason(zeros) == "too_heavy"
    deep = docx("<w:sdt>" * 20_000 + p("x") + "</w:sdt>" * 20_000)
    assert _reason(deep) == "too_heavy"
    many = packed({f"word/{at}.xml": "" for at in range(5_001)})
    assert _reason(many) == "too_heavy"
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" TargetMode="External" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
    )
    parts = {
        "[Content_Types].xml": "wordprocessingml.document.main+xml",
        "_rels/.rels": outside.format("officeDocument", "../../../../etc/passwd"),
        "../../../../etc/passwd": "<x/>",
    }
    assert _reason(packed(parts)) == "broken"


def test_numbers_of_lists_are_written_as_word_writes_them() -> None:
    assert [written(at, form) for at, form in ((4, "ROMAN"), (19, "roman"), (28, "lower"), (2, "upper"), (7, "padded"), (5, "none"))] == [
        "IV", "xix", "bb", "B", "07", "",
    ]  # fmt: skip
