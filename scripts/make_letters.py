"""Write the product's own Word templates (`app/reports/templates/*.docx`), in the form of NĐ 30/2020.

Run in the test environment. They are files like those that an office makes in Word; written here, so that what they say
is seen in a change.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Letter
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TEMPLATES = Path(__file__).resolve().parents[1] / "app" / "reports" / "templates"
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
FONT = "Times New Roman"
NARROW_MM = 25
WRITTEN = ("Chỉ ghi thành tệp", "{{ each.written }}")
FIGURES = (".times", ".due", ".minutes", ".done", ".hours", ".share", ".hour ")


def letter() -> Letter:
    """A4 with the margins and the type of NĐ 30/2020, annex I; pages are numbered above, from the second on."""
    made = Document()
    style = made.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _field(number, "PAGE")
    return made


def head(made: Letter, office: str, number: str) -> None:
    """Issuer and number on the left, the nation and its motto, place and date on the right."""
    table = made.add_table(rows=2, cols=2)
    table.autofit = False
    is_tall = made.sections[0].orientation is WD_ORIENT.PORTRAIT
    left, right = (62, 103) if is_tall else (100, 157)
    _wide(table, (left, right))
    _lines(table.cell(0, 0), [("ỦY BAN NHÂN DÂN", False), (office, True)])
    _lines(table.cell(0, 1), [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("Độc lập - Tự do - Hạnh phúc", True)])
    for cell, wide in ((table.cell(0, 0), left - 40), (table.cell(0, 1), right - 95)):
        _ruled(cell.paragraphs[-1], wide)
    _lines(table.cell(1, 0), [(number, False)])
    place = table.cell(1, 1).paragraphs[0]
    place.alignment = CENTRE
    place.add_run("{{ place }}, ngày …… tháng …… năm ……").italic = True
    para(made, "")


def para(made: Letter, text: str, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH | None = None) -> Paragraph:
    """A paragraph: indented and justified, unless it is set otherwise or says nothing but a sign of the template."""
    paragraph = made.add_paragraph()
    run = paragraph.add_run(text)
    run.bold = bold
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if align is None else align
    if align is None and not bold:
        paragraph.paragraph_format.first_line_indent = Mm(10)
    if bold:
        paragraph.paragraph_format.keep_with_next = True
    return paragraph


def table(made: Letter, items: str, columns: Sequence[tuple[str, str, float]], *, across: tuple[str, str] | None = None) -> None:
    """A table with a row for each `each in ITEMS`. columns: heading, cell, mm.

    across: a list whose items are columns, and the cell of each; after them stands what went into files alone.
    """
    many = len(columns) + (4 if across else 0)
    found = made.add_table(rows=4, cols=many)
    found.style = "Table Grid"
    found.autofit = across is not None
    _repeat(found)
    for at, (heading, cell, wide) in enumerate(columns):
        _text(found.cell(0, at), heading, bold=True, align=CENTRE)
        is_figure = at > 0 and (wide < NARROW_MM or any(name in cell for name in FIGURES))
        _text(found.cell(2, at), cell, align=CENTRE if is_figure else None)
    if across is None:
        _wide(found, [wide for _, _, wide in columns])
    if across is not None:
        own, cell = across
        at = len(columns)
        for row, opened, said in ((0, "themes", "{{ x.name }}"), (2, own, cell)):
            _text(found.cell(row, at), f"{{%tc for x in {opened} %}}")
            _text(found.cell(row, at + 1), said, bold=row == 0, align=CENTRE)
            _text(found.cell(row, at + 2), "{%tc endfor %}")
        _text(found.cell(0, at + 3), WRITTEN[0], bold=True, align=CENTRE)
        _text(found.cell(2, at + 3), WRITTEN[1], align=CENTRE)
    _text(found.cell(1, 0), f"{{%tr for each in {items} %}}")
    _text(found.cell(3, 0), "{%tr endfor %}")
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def signed(made: Letter, right: Sequence[str]) -> None:
    """The recipients, and who signs."""
    found = made.add_table(rows=1, cols=2)
    to = found.cell(0, 0)
    _text(to, "Nơi nhận:", bold=True, size=12)
    to.paragraphs[0].runs[0].italic = True
    for line in ("- ……;", "- Lưu: VT."):
        own = to.add_paragraph()
        own.paragraph_format.space_after = Pt(0)
        own.add_run(line).font.size = Pt(11)
    _lines(found.cell(0, 1), [(line, True) for line in right])


def plan_report() -> Letter:
    """The report on a plan."""
    made = letter()
    head(made, "{{ commune_capitals }}", "Số: ……/BC-UBND")
    para(made, "BÁO CÁO", bold=True, align=CENTRE)
    para(made, "Kết quả công tác truyền thông giảm nghèo về thông tin {{ period }}", bold=True, align=CENTRE)
    number = "{% if plan_number %} số {{ plan_number }}{% endif %}{% if plan_dated %} ngày {{ plan_dated }}{% endif %}"
    para(
        made,
        f"Thực hiện {{{{ plan_title }}}}{number}, Ủy ban nhân dân {{{{ commune }}}} báo cáo kết quả {{{{ period }}}} như sau. "
        "Số liệu về phát thanh đếm từ nhật ký của máy phát đến {{ counted_at }}: một bản tin được tính một lượt khi máy phát đã "
        "phát trọn lượt ấy.",
    )
    para(made, "I. KẾT QUẢ CHUNG", bold=True)
    para(
        made,
        "Đã phát {{ airings }} buổi với {{ total_times }} lượt bản tin (kế hoạch: {{ total_due }} lượt)"
        "{% if written %}, trong đó {{ written }}{% endif %}, tổng thời lượng "
        "{{ total_minutes }} phút. Lãnh đạo đã duyệt {{ approvals }} bản tin, ghi ở sổ duyệt; "
        "từng buổi phát ghi ở sổ nhật ký phát thanh.",
    )
    table(
        made, "channels", [("Kênh", "{{ each.name }}", 85), ("Đã làm", "{{ each.done }}", 40), ("Kế hoạch", "{{ each.due }}", 40)]
    )
    para(made, "{%p if deeds %}")
    para(made, "Những việc đã làm ngoài loa truyền thanh:")
    rows = [("Ngày", "{{ each.day }}", 24), ("Kênh", "{{ each.channel }}", 36), ("Chủ đề", "{{ each.theme }}", 33)]
    table(made, "deeds", [*rows, ("Nội dung", "{{ each.title }}", 40), ("Ở đâu", "{{ each.place }}", 32)])
    para(made, "{%p endif %}")
    para(made, "II. KẾT QUẢ THEO CHỦ ĐỀ", bold=True)
    heads = [
        ("Chủ đề", "{{ each.name }}", 60),
        ("Lượt đã phát", "{{ each.times }}", 21),
        ("Lượt kế hoạch", "{{ each.due_times }}", 21),
    ]
    heads += [("Phút đã phát", "{{ each.minutes }}", 21), ("Phút kế hoạch", "{{ each.due_minutes }}", 21), (*WRITTEN, 21)]
    table(made, "themes", heads)
    para(made, "Lượt đã phát từng tháng (cột) và chỉ tiêu (vạch):").paragraph_format.keep_with_next = True
    para(made, "{{ chart }}", align=CENTRE)
    para(made, "III. KẾT QUẢ THEO THÁNG (đã phát/kế hoạch)", bold=True)
    table(made, "months", [("Tháng", "{{ each.name }}", 30)], across=("each.cells", "{{ x.times }}"))
    para(made, "IV. KẾT QUẢ THEO THÔN", bold=True)
    para(made, "{%p if villages %}")
    table(made, "villages", [("Thôn, xóm", "{{ each.path }}", 60)], across=("each.cells", "{{ x.times }}"))
    para(made, "{%p endif %}")
    para(made, "{%p if not villages %}")
    para(made, "Xã chưa chia khu vực phát theo thôn.")
    para(made, "{%p endif %}")
    _people_and_machines(made)
    para(made, "VI. NHIỆM VỤ CỦA KẾ HOẠCH", bold=True)
    para(made, "{%p for each in tasks %}")
    said = "{% if each.officer %} ({{ each.officer }}){% endif %}{% if each.target %}: {{ each.target }}{% endif %}"
    para(made, f"- {{{{ each.title }}}}{said}")
    para(made, "{%p endfor %}")
    para(made, "VII. KHÓ KHĂN, KIẾN NGHỊ", bold=True)
    para(made, "……")
    signed(made, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))
    para(made, "PHỤ LỤC: CÁC LƯỢT ĐÃ PHÁT", bold=True, align=CENTRE).paragraph_format.page_break_before = True
    rows = [("Tháng", "{{ each.month }}", 18), ("Bản tin", "{{ each.title }}", 42), ("Chủ đề", "{{ each.theme }}", 28)]
    rows += [("Lượt", "{{ each.times }}", 15), ("Phút", "{{ each.minutes }}", 16), ("Ngày: giờ bắt đầu", "{{ each.when }}", 46)]
    table(made, "annex", rows)
    return made


def _people_and_machines(made: Letter) -> None:
    para(made, "V. MỨC ƯU TIÊN, TIẾNG NÓI, MÁY PHÁT, Ý KIẾN NGƯỜI DÂN", bold=True)
    rows = [("Mức ưu tiên", "{{ each.name }}", 85), ("Lượt", "{{ each.times }}", 40), ("Phút", "{{ each.minutes }}", 40)]
    table(made, "priorities", rows)
    table(made, "languages", [("Tiếng nói", "{{ each.name }}", 85), *rows[1:]])
    rows = [("Máy phát", "{{ each.name }}", 75), ("Số lần mất kết nối", "{{ each.times }}", 30)]
    table(made, "stations", [*rows, ("Giờ mất kết nối", "{{ each.hours }}", 30), ("Có kết nối", "{{ each.share }}", 30)])
    para(made, "{%p if silences %}")
    rows = [("Mất kết nối từ", "{{ each.since }}", 42), ("Đến", "{{ each.until }}", 42), ("Giờ", "{{ each.hours }}", 21)]
    table(made, "silences", [*rows, ("Máy phát", "{{ each.name }}", 60)])
    para(made, "{%p endif %}")
    para(
        made,
        "Người dân gửi {{ remarks_sent }} góp ý; đã trả lời {{ remarks_answered }}, quá hạn trả lời {{ remarks_late }}."
        "{% if replies %} Đã trả lời công khai:{% endif %}",
    )
    para(made, "{%p if replies %}")
    rows = [("Ngày gửi", "{{ each.day }}", 24), ("Góp ý", "{{ each.text }}", 70), ("Trả lời", "{{ each.answer }}", 71)]
    table(made, "replies", rows)
    para(made, "{%p endif %}")


def certificate() -> Letter:
    """The certificate of a step, A4 across for its wide table."""
    made = letter()
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    head(made, "{{ commune_capitals }}", "Số: ……/GXN-ĐTT")
    para(made, "GIẤY XÁC NHẬN PHÁT THANH", bold=True, align=CENTRE)
    para(made, "{{ campaign }} – {{ step }}", align=CENTRE)
    para(made, "Thời gian của bước: từ {{ first }} đến {{ last }} ({{ days }}). Căn cứ: {{ basis }}.")
    whole = "{% if not is_closed %}; bước chưa hết ngày, còn có thể phát thêm{% endif %}"
    para(
        made,
        "Đài truyền thanh {{ commune }} xác nhận đã phát {{ times }} lượt, trong đó {{ whole }} lượt phát trọn"
        "{% if written %}, {{ written }}{% endif %}, tổng thời lượng "
        f"{{{{ minutes }}}} phút. Đếm từ nhật ký của máy phát đến {{{{ counted }}}}{whole}.",
    )
    rows = [
        ("Ngày", "{{ each.day }}", 26),
        ("Giờ", "{{ each.hour }}", 18),
        ("Bản tin", "{{ each.content }}{% if each.remark %} ({{ each.remark }}){% endif %}", 70),
    ]
    rows += [("Khu vực", "{{ each.places }}", 52), ("Máy phát", "{{ each.stations }}", 34), ("Phút", "{{ each.minutes }}", 16)]
    para(made, "{%p if not lines %}")
    para(made, "Nhật ký của các máy phát chưa có lượt phát nào của bước này.")
    para(made, "{%p endif %}")
    para(made, "{%p if lines %}")
    table(made, "lines", [*rows, ("Mã nội dung", "{{ each.hash }}", 41)])
    para(made, "Mã SHA-256 của các dòng trên: {{ sha256 }}")
    para(made, "{%p endif %}")
    signed(made, ("PHỤ TRÁCH ĐÀI",))
    return made


def _lines(cell: _Cell, lines: Sequence[tuple[str, bool]]) -> None:
    for at, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(text).bold = bold


def _text(cell: _Cell, text: str, *, bold: bool = False, align: WD_ALIGN_PARAGRAPH | None = None, size: int = 12) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)


def _ruled(paragraph: Paragraph, indent_mm: float) -> None:
    """A line below, shorter than its words by `indent_mm` in all."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001  # python-docx has no borders of paragraphs
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent_mm / 2)


def _wide(found: Table, wide_mm: Sequence[float]) -> None:
    """Columns of that width: Word goes by the cells, LibreOffice by the grid of the table."""
    for column, wide in zip(found.columns, wide_mm, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)


def _repeat(found: Table) -> None:
    """The first row stands on each page, and no row is torn in two."""
    for at, row in enumerate(found.rows):
        for name in ("w:cantSplit", *(["w:tblHeader"] if at == 0 else [])):
            sign = OxmlElement(name)
            sign.set(qn("w:val"), "true")
            row._tr.get_or_add_trPr().append(sign)  # noqa: SLF001  # python-docx has neither


def _field(paragraph: Paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001  # python-docx has no fields


def main() -> None:
    """Write them."""
    for name, made in (("plan_report", plan_report()), ("certificate", certificate())):
        made.core_properties.author = made.core_properties.comments = ""
        made.save(str(TEMPLATES / f"{name}.docx"))


if __name__ == "__main__":
    main()
